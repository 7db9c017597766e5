"""The journal as rows of a list: filtered, under its days, and where one stands in it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from models.journal import DONE, DROPPED
from planner.lines import Line
from planner.names import fold
from planner.phrases import N_, _, plural, short_date
from screens.widgets.list_rows import ColumnSpec, Heading, Layout, ListRow, Run, TableRow

#: State of a step -> sign, style, and what the sign means.
LOOKS = {
    "done": ("✓", "text", N_("done")),
    "undone": ("↶", "muted", N_("taken back: can be done again")),
    "dropped": ("×", "muted", N_("taken back, then replaced by later steps")),
}
NOW_SIGN = "▶"
NOW_NAME = N_("the plan as it is")
#: Younger steps say how long ago they were.
RECENT = timedelta(hours=1)


@dataclass(frozen=True)
class HistoryFilter:
    """Which steps are listed.  ``day`` is in the edition's zone."""

    author: str | None = None
    day: date | None = None
    text: str = ""
    dropped: bool = False


def local(line: Line, zone: ZoneInfo) -> datetime:
    """When a step was made, on the wall clock of the edition."""
    return line.step.at.replace(tzinfo=UTC).astimezone(zone)


def listed(lines: Sequence[Line], wanted: HistoryFilter, zone: ZoneInfo) -> list[Line]:
    """What the filter lets through, newest first."""
    words = [fold(word) for word in wanted.text.split()]
    return [line for line in lines if _passes(line, wanted, zone, words)]


def _passes(line: Line, wanted: HistoryFilter, zone: ZoneInfo, words: list[str]) -> bool:
    return (
        (wanted.dropped or line.step.state != DROPPED)
        and wanted.author in (None, line.step.author)
        and (wanted.day is None or local(line, zone).date() == wanted.day)
        and (not words or _has(line, words))
    )


def _has(line: Line, words: list[str]) -> bool:
    text = fold(f"{line.label} {line.step.author}")
    return all(word in text for word in words)


def history_layout() -> Layout:
    return Layout((
        ColumnSpec("", 1, 1),
        ColumnSpec(_("When"), 10, 12),
        ColumnSpec(_("Who"), 8, 16, rank=1),
        ColumnSpec(_("What"), 24, 400),
    ))  # fmt: skip


def current(lines: Sequence[Line]) -> int | None:
    """The id of the step that was done last of those that are: where the plan stands."""
    done = [line.step for line in lines if line.step.state == DONE]
    return max(done, key=lambda step: step.turn).id if done else None


def history_rows(
    shown: Sequence[Line], here: int | None, layout: Layout, zone: ZoneInfo, now: datetime
) -> list[ListRow]:
    """Steps under their days; ``now`` is aware."""
    return list(_rows(shown, here, layout, zone, now))


def _rows(
    shown: Sequence[Line], here: int | None, layout: Layout, zone: ZoneInfo, now: datetime
) -> Iterator[ListRow]:
    last: date | None = None
    for line in shown:
        at = local(line, zone)
        if at.date() != last:
            last = at.date()
            yield Heading(f"day {last}", _day_name(last, now.astimezone(zone).date()))
        yield _row(line, line.step.id == here, layout, _when(at, now))


def _day_name(day: date, today: date) -> str:
    if day == today:
        return _("Today")
    if day == today - timedelta(days=1):
        return _("Yesterday")
    return f"{short_date(day)} {day.year}"


def _when(at: datetime, now: datetime) -> str:
    ago = now - at
    if not timedelta() <= ago < RECENT:
        return f"{at:%H:%M}"
    minutes = int(ago.total_seconds() // 60)
    return _("just now") if not minutes else str(plural("{n} min ago", "{n} min ago", minutes))


def _row(line: Line, is_here: bool, layout: Layout, when: str) -> TableRow:
    sign, style, _meaning = LOOKS[line.step.state]
    if is_here:
        sign, style = NOW_SIGN, "strong"
    cells = (
        Run(sign, "accent" if is_here else style),
        Run(when, "muted"),
        Run(line.step.author, "muted"),
        Run(str(line.label), style),
    )
    return TableRow(str(line.step.id), layout, cells)
