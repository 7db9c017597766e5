"""Lines that the details of people and of places share: a programme by day, conflicts."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from textual.content import Content

from models.words import Role
from planner.conflicts import Conflict
from planner.phrases import MONTHS, _, short_date
from planner.programme import Entry
from screens.details import SEVERITY_STYLES
from screens.forms.choices import ROLE_NAMES
from screens.kinds import LOOKS
from screens.state import State
from screens.text import literal, visible
from screens.widgets.detail_list import BLANK, Line, heading, plain


def moment(wall: datetime | None) -> str:
    """``Tue 22 Oct 15:05``: a day of the edition needs no year; empty when unknown."""
    return "" if wall is None else f"{short_date(wall.date())} {wall:%H:%M}{_second(wall)}"


def brief_moment(wall: datetime | None) -> str:
    """``22 Oct 15:05``, for tables."""
    if wall is None:
        return ""
    return f"{wall.day} {_(MONTHS[wall.month - 1])} {wall:%H:%M}{_second(wall)}"


def _second(wall: datetime) -> str:
    """A mark for the second pass through the hour that happens twice."""
    return "~" if wall.fold else ""


def agenda_lines(state: State, entries: Iterable[Entry]) -> Iterator[Line]:
    """Entries under their days, in brief; choosing one shows it on the board."""
    day: date | None = None
    for entry in entries:
        begin = state.programme.clock.wall(entry.begin)
        if begin.date() != day:
            day = begin.date()
            yield BLANK
            yield heading(short_date(day))
        yield entry_line(state, entry)


def entry_line(state: State, entry: Entry) -> Line:
    """One activity: when, what, as what, and the worst that is wrong with it."""
    activity, clock = entry.activity, state.programme.clock
    begin, end = clock.wall(entry.begin), clock.wall(entry.end)
    role = "" if entry.role is Role.ATTENDS else f" · {_(ROLE_NAMES[entry.role])}"
    look = LOOKS[activity.kind]
    text = Content.assemble(
        (f"{begin:%H:%M}–{end:%H:%M} ", "$foreground-muted"),
        f"{look.sign} ",
        visible(activity.title or _(look.name)),
        (visible(role), "$foreground-muted"),
    )
    severity = state.marks.get(activity.id)
    if severity is not None:
        text = Content.assemble(text, (f" {severity.sign}", SEVERITY_STYLES[severity]))
    return Line(text, activity)


def conflict_lines(state: State, *ids: str) -> Iterator[Line]:
    """The open conflicts of a row, or of several, worst first."""
    found = {c.key: c for row_id in ids for c in state.by_person.get(row_id, ())}
    for conflict in sorted(found.values(), key=lambda c: c.severity):
        yield conflict_line(state, conflict)


def conflict_line(state: State, conflict: Conflict) -> Line:
    """A conflict; choosing it shows its activity, or the Conflicts room where it has none."""
    text = literal(f"{conflict.severity.sign} {conflict.phrase}")
    activity = next(
        (a for i in conflict.activities if (a := state.programme.activities.get(i))), None
    )
    return Line(
        text.stylize(SEVERITY_STYLES[conflict.severity]),
        activity or "app.room('conflicts')",
    )


def note_lines(note: str | None) -> Iterator[Line]:
    """An internal note, where there is one."""
    if note:
        yield plain(note, style="italic $foreground-muted")
