"""Rows of the sheet “Programme”: what each says of itself, before anything is taken in."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from planner.clock import Clock
from planner.entities import Activity
from planner.errors import InvalidValue
from planner.intake.cells import line_of
from planner.intake.listing import Cells, refuse_errors
from planner.intake.moments import Moments
from planner.intake.review import LeftOut, Place
from planner.intake.values import minutes_of
from planner.phrases import Phrase
from planner.programme import Programme


@dataclass(frozen=True)
class PlanRow:
    """An activity as it stands in the sheet.

    ``key`` is its identity in the file, ``whole`` the title of what it is a part of; ``minutes``
    and ``end`` are None where they are not given.
    """

    place: Place
    cells: Cells
    key: str
    title: str
    start: datetime
    minutes: int | None
    end: time | None
    whole: str


def read_row(moments: Moments, place: Place, cells: Cells) -> PlanRow:
    """Raises InvalidValue, and LeftOut for what has no time."""
    refuse_errors(cells)
    title = line_of("title", cells.get("title"))
    if title is None:
        raise InvalidValue("title", Phrase("It has no title."))
    start = _start(moments, cells)
    whole = line_of("part_of", cells.get("part_of")) or ""
    return PlanRow(
        place,
        cells,
        line_of("key", cells.get("key")) or f"{title}|{start.isoformat()}|{whole}",
        title,
        start,
        minutes_of("minutes", cells.get("minutes")),
        moments.read("end", cells.get("end"), is_time=True).clock,
        whole,
    )


def _start(moments: Moments, cells: Cells) -> datetime:
    said = moments.read("start", cells.get("start"), is_time=True)
    if said.clock is None:
        raise LeftOut(Phrase("It has no time yet."))
    day = said.day or moments.read("date", cells.get("date")).day
    if day is None:
        raise InvalidValue("date", Phrase("It has a time, but no date."))
    return datetime.combine(day, said.clock).replace(fold=int(said.second))


def minutes_in(row: PlanRow, there: Activity | None, programme: Programme) -> int | None:
    """How long it lasts, None where the row does not say.

    Where length and end contradict each other, somebody has changed one of the three times:
    the end counts where it is no more that of the plan (``there``), else the length.
    Raises InvalidValue where that is not certain.
    """
    clock = programme.clock
    if row.end is None:
        return row.minutes
    if row.minutes is None:
        return _until(row.start, row.end, clock)
    if clock.shift(row.start, row.minutes).time() == row.end:
        return row.minutes
    end = programme.end(there) if there is not None else None
    if there is None or end is None or (end.time() != row.end and there.minutes != row.minutes):
        raise InvalidValue("end", Phrase("Start, end and length contradict each other."))
    return row.minutes if end.time() == row.end else _until(row.start, row.end, clock)


def _until(start: datetime, end: time, clock: Clock) -> int:
    """Minutes until it is next ``end`` o'clock."""
    wall = datetime.combine(start.date(), end)
    if wall <= start:
        wall += timedelta(days=1)
    return clock.at(wall) - clock.at(start)
