"""Two programmes side by side as rows of a list: each row has a left and a right half."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from planner.diff import Sort
from planner.entities import Activity, Change
from planner.meetings import name_of
from planner.phrases import N_, _, short_date
from planner.programme import Programme
from planner.side_by_side import FAR, Pair, Side
from screens.change_words import field_lines
from screens.kinds import LOOKS
from screens.widgets.list_rows import Heading, Line, ListRow, Run
from screens.widgets.timeline_text import clean, fit, wrap

#: How two states of an activity differ -> sign, style and name.
SORTS = {
    Sort.ADDED: ("+", "success", N_("added")),
    Sort.REMOVED: ("−", "error", N_("removed")),
    Sort.MOVED: ("→", "warning", N_("moved")),
    Sort.CHANGED: ("~", "accent", N_("changed")),
}
#: More lines of what differs are cut.
MOST_NOTES = 3


@dataclass(frozen=True, slots=True)
class PairRow:
    """Left half, a sign, right half; below it what differs, over both halves."""

    key: str
    left: str
    right: str
    sign: str = " "
    style: str = "text"
    quiet: bool = False
    note: str = ""
    is_heading: bool = False

    def height(self, width: int) -> int:
        return 1 + len(self._notes(width))

    def _notes(self, width: int) -> list[str]:
        room = max(width - 6, 8)
        return wrap(clean(self.note), room, room, MOST_NOTES) if self.note else []

    def lines(self, width: int) -> Sequence[Line]:
        half = max((width - 5) // 2, 4)
        look = "muted" if self.quiet else "text"
        halves = [
            Run(" " + fit(clean(self.left), half), look),
            Run(f" {self.sign} ", self.style),
            Run(fit(clean(self.right), half), look),
        ]
        return [halves, *([Run("    "), Run(note, self.style)] for note in self._notes(width))]


def compare_rows(left: Side, right: Side, found: Sequence[Pair]) -> list[ListRow]:
    """Rows under the days, where all days are shown."""
    return list(_rows(left, right, found))


def _rows(left: Side, right: Side, found: Sequence[Pair]) -> Iterator[ListRow]:
    last: str | None = None
    for pair in found:
        title = _heading(right, pair.at)
        if title != last and title is not None:
            yield Heading(f"day {title}", title)
        last = title
        yield _row(left, right, pair)


def _heading(side: Side, at: int) -> str | None:
    if at >= FAR:
        return _("Without a time")
    return None if side.day is not None else short_date(side.programme.clock.day(at))


def _row(left: Side, right: Side, pair: Pair) -> PairRow:
    texts = (_half(left, pair.left), _half(right, pair.right))
    if pair.diff is not None:
        sign, style, name = SORTS[pair.diff.sort]
        return PairRow(pair.key, *texts, sign, style, note=_note(left, right, pair, _(name)))
    sign = "=" if pair.same else "│"
    return PairRow(pair.key, *texts, sign, "muted", quiet=pair.same)


def _half(side: Side, activity: Activity | None) -> str:
    if activity is None:
        return ""
    look = LOOKS[activity.kind]
    title = activity.title or _(look.name)
    place = side.programme.site_name(activity.site_id)
    where = f" · {place}" if place and place not in title else ""
    return f"{_when(side.programme, activity, side.day)} {look.sign} {title}{where}"


def _when(programme: Programme, activity: Activity, day: date | None) -> str:
    start, end = programme.start(activity), programme.end(activity)
    if start is None or end is None:
        return _("no time")
    other_day = f"{short_date(start.date())} " if day not in (None, start.date()) else ""
    again = "~" if start.fold else ""
    return f"{other_day}{start:%H:%M}{again}–{end:%H:%M}"


def _note(left: Side, right: Side, pair: Pair, name: str) -> str:
    """What differs, in words."""
    diff = pair.diff
    assert diff is not None
    pieces = [name]
    if diff.before is not None and diff.after is not None:
        change = Change(diff.before, diff.after)
        for line in field_lines(left.programme, right.programme, change):
            pieces.append(str(line))
        pieces += [f"+ {name_of(right.programme, who)}" for who in diff.came]
        pieces += [f"− {name_of(left.programme, who)}" for who in diff.left]
        if len(pieces) == 1:
            pieces.append(_("its parts"))
    return " · ".join(pieces)
