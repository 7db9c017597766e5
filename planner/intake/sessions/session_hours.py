"""When the rows of a programme take place: one row after the other, each in the light of others."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from planner.entities import Edition
from planner.errors import InvalidValue
from planner.intake.cells import text_of
from planner.intake.festival.times import DAY, elapsed
from planner.intake.listing import Cells
from planner.intake.moments import Moments, Said
from planner.intake.review import LeftOut
from planner.intake.tables.sheets import Cell
from planner.intake.values import minutes_of
from planner.phrases import Phrase

#: A time before this one belongs to the night of a day on which something began after noon.
MORNING, NOON = time(6), time(12)

_RANGE = re.compile(r"(.*\d\s*(?:h|am|pm)?)\s*(?:[-–—>→]+|\bto\b|\bà\b|\bau?\b|\btill?\b)\s*(\d.*)")
_LATE = re.compile(r"(2[4-9])\s?(?:[:hH.]\s?(\d{2})?)?(?::00)?")


@dataclass(frozen=True, slots=True)
class Slot:
    """``start`` on the wall of the edition; ``minutes`` 0 where no end is known."""

    start: datetime
    minutes: int
    all_day: bool = False
    remarks: tuple[Phrase, ...] = ()


class Hours:
    """Reads the times of rows in the order of the file."""

    def __init__(self, edition: Edition) -> None:
        self._moments = Moments(edition)
        self._zone = ZoneInfo(edition.time_zone)
        #: The day that holds until another is named, the sheet it stands in, what began last.
        self._day: date | None = None
        self._sheet: str | None = None
        self._before: time | None = None

    def slot_of(self, sheet: str, cells: Cells) -> Slot:
        """Raises InvalidValue, and LeftOut for a row that is no session at a time."""
        if sheet != self._sheet:
            self._sheet, self._day, self._before = sheet, self._day_of_sheet(sheet), None
        self._look_for_heading(cells)
        begins, ends = _both(cells)
        said, later = self._clock("start", begins)
        day = self._day_of(cells, said)
        if said.clock is None:
            return self._whole_days(cells, day)
        remarks = self._remarks(day, said, later)
        start = datetime.combine(day, said.clock) + (DAY if later or remarks else timedelta())
        start = start.replace(fold=int(said.second))
        self._before = time.max if later or remarks else said.clock
        return Slot(start, self._minutes(cells, day, start, ends), remarks=remarks)

    def _day_of_sheet(self, sheet: str) -> date | None:
        """“Samedi 26 octobre” is a usual name of a sheet."""
        try:
            return self._moments.read("date", sheet).day
        except InvalidValue:
            return None

    def _look_for_heading(self, cells: Cells) -> None:
        """A row that holds nothing but a day says on which day the next ones are."""
        texts = [cell for cell in cells.values() if text_of(cell)]
        if len(texts) != 1:
            return
        try:
            said = self._moments.read("date", texts[0])
        except InvalidValue:
            return
        if said.day is not None and said.clock is None:
            self._name_day(said.day)
            raise LeftOut(Phrase("It is a heading."))

    def _day_of(self, cells: Cells, said: Said) -> date:
        named = said.day or self._moments.read("date", cells.get("date")).day
        if named is not None:
            self._name_day(named)
        if self._day is None:
            raise InvalidValue("date", Phrase("It has a time, but no date."))
        return self._day

    def _name_day(self, day: date) -> None:
        if day != self._day:
            self._day, self._before = day, None

    def _clock(self, name: str, cell: Cell) -> tuple[Said, bool]:
        """What is said, and whether it is of the next day: 24:30, 25 h."""
        if isinstance(cell, timedelta) and cell >= DAY:
            return self._moments.read(name, cell - DAY, is_time=True), True
        if isinstance(cell, str) and (late := _LATE.fullmatch(cell.strip())):
            text = f"{int(late[1]) - 24}:{late[2] or '00'}"
            return self._moments.read(name, text, is_time=True), True
        return self._moments.read(name, cell, is_time=True), False

    def _remarks(self, day: date, said: Said, later: bool) -> tuple[Phrase, ...]:
        """That a time is of the night that follows, where the rows before say so."""
        if later or said.day is not None or said.clock is None or said.clock >= MORNING:
            return ()
        if self._before is None or self._before < NOON:
            return ()
        return (Phrase("It is taken to be in the night after {day}.", day=day),)

    def _whole_days(self, cells: Cells, first: date) -> Slot:
        """From one day to another, without hours: an exhibition."""
        last = self._moments.read("end_date", cells.get("end_date")).day
        if last is None:
            raise LeftOut(Phrase("It has no time yet."))
        start = datetime.combine(first, time())
        end = datetime.combine(last, time()) + DAY
        return Slot(start, elapsed(start, end, self._zone), all_day=True)

    def _minutes(self, cells: Cells, day: date, start: datetime, ends: Cell) -> int:
        """From the end where there is one, else from the length; 0 where neither is known."""
        said, later = self._clock("end", ends)
        if said.clock is None:
            return minutes_of("minutes", cells.get("minutes")) or 0
        named = said.day or self._moments.read("end_date", cells.get("end_date")).day
        if later:
            end = datetime.combine((named or day) + DAY, said.clock)
        else:
            end = datetime.combine(named or start.date(), said.clock)
            end += DAY if named is None and end <= start else timedelta()
        return elapsed(start, end.replace(fold=int(said.second)), self._zone)


def _both(cells: Cells) -> tuple[Cell, Cell]:
    """Beginning and end; “14h – 15h30” in the column of the beginning is both."""
    begins, ends = cells.get("start"), cells.get("end")
    if isinstance(begins, str) and not text_of(ends) and (both := _RANGE.fullmatch(begins.strip())):
        return both[1].strip(), both[2].strip()
    return begins, ends
