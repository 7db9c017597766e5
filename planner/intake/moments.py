"""Dates and times as people write them in lists, in French and English: strictly.

A date that could be two is not read.  The one thing that is added is the year of the edition,
where a date has none.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import NamedTuple
from unicodedata import normalize

from planner.entities import Edition
from planner.errors import InvalidValue
from planner.fields import plannable
from planner.intake.tables.sheets import Cell
from planner.names import fold
from planner.phrases import Phrase

#: Day 0 of spreadsheets that count days (from March 1900 on).
SERIAL_EPOCH = datetime(1899, 12, 30)
#: A number is a date only where that lies so near the edition.
NEARBY = timedelta(days=60)
#: Times alone are dates of these years in some spreadsheet files.
SERIAL_YEARS = range(1899, 1905)
#: So many letters of a month or a weekday are enough.
SHORTEST_WORD = 3

_CLOCK = re.compile(
    r"(?P<hour>\d{1,2})\s?(?:"
    r"(?:[:.]|h(?:eures?)?)\s?(?P<minute>\d{2})(?::\d{2}(?:[.,]\d+)?)?\s?(?P<half>[ap]m)?"
    r"|h(?:eures?|rs?)?|(?P<whole>[ap]m))"
)
_MONTH = r"(?P<month>[^\W\d_]+)\.?"
_DAY = r"(?P<day>\d{1,2})(?:er|st|nd|rd|th|e)?"
_NOT_A_TIME = r"(?!\d|\s?[:h.]\s?\d|\s?h\b|\s?[ap]m\b)"
_YEAR = rf"(?P<year>\d{{4}}|\d{{2}}){_NOT_A_TIME}"
_DATES = (
    re.compile(r"(?P<year>\d{4})([-/.])(?P<number>\d{1,2})\2(?P<day>\d{1,2})(?!\d)"),
    re.compile(r"(?P<day>\d{1,2})\s?([-/.])\s?(?P<number>\d{1,2})\s?\2\s?" + _YEAR),
    re.compile(r"(?P<day>\d{1,2})/(?P<number>\d{1,2})(?![\d/])"),
    re.compile(r"(?P<day>\d{1,2})\.(?P<number>\d{1,2})\.(?!\d)"),
    re.compile(_DAY + r"[\s.-]*(?:(?:of|de)\s+)?" + _MONTH + rf"(?:[\s,.-]*{_YEAR})?"),
    re.compile(_MONTH + r"\s*" + _DAY + rf"{_NOT_A_TIME}(?:,?\s*(?P<year>\d{{4}})(?!\d))?"),
)
_WEEKDAY = re.compile(r"(?:(?:le|on)\s+)?(?P<weekday>[^\W\d_]+)\.?,?\s+")
_ARTICLE = re.compile(r"(?:le|the)\s+")
_BETWEEN = re.compile(r"\s*(?:[,;@-]|t(?=\d)|(?:à|at|a)\s)?\s*")


class Said(NamedTuple):
    """What a cell says of when; ``second``: in the second pass of the hour that repeats."""

    day: date | None = None
    clock: time | None = None
    second: bool = False


class Moments:
    """Reads the dates and times of lists for an edition."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self._texts: dict[tuple[str, bool], Said] = {}

    def together(self, name: str, cells: Mapping[str, Cell]) -> Said:
        """What a column, or its date and its time apart (``arrival_time``), say together."""
        said = [
            self.read(name, cell, is_time=column.endswith("_time"))
            for column in (name, f"{name}_date", f"{name}_time")
            if (cell := cells.get(column)) is not None
        ]
        days = {s.day for s in said if s.day is not None}
        clocks = {s.clock for s in said if s.clock is not None}
        if len(days) > 1 or len(clocks) > 1:
            raise InvalidValue(name, Phrase("The columns of this row contradict each other."))
        return Said(next(iter(days), None), next(iter(clocks), None), any(s.second for s in said))

    def read(self, name: str, cell: Cell, *, is_time: bool = False) -> Said:
        """What a cell says; raises InvalidValue where that is not certain.

        ``is_time``: its column holds times, so that ``930`` and ``9.30`` are one.
        """
        match cell:
            case datetime() if cell.year in SERIAL_YEARS:
                return Said(clock=cell.time().replace(second=0, microsecond=0))
            case datetime():
                clock = cell.time().replace(second=0, microsecond=0)
                return Said(plannable(name, cell.date()), clock, bool(cell.fold))
            case date():
                return Said(plannable(name, cell))
            case time():
                return Said(clock=cell.replace(second=0, microsecond=0, tzinfo=None))
            case timedelta():
                return Said(clock=_clock_after(name, cell))
            case bool():
                return _refuse(name)
            case int() | float():
                return self._number(name, float(cell), is_time=is_time)
            case _:
                text = (cell or "", is_time)
                if text not in self._texts:
                    self._texts[text] = self._text(name, *text)
                return self._texts[text]

    def _number(self, name: str, number: float, *, is_time: bool) -> Said:
        if 0 <= number < 1:
            return Said(clock=_clock_after(name, timedelta(days=number)))
        if is_time and number.is_integer():
            return self._text(name, str(int(number)), True)
        if not 1 <= number < 1_000_000:
            return _refuse(name)
        moment = SERIAL_EPOCH + timedelta(minutes=round(number * 1440))
        first, last = self.edition.first_day - NEARBY, self.edition.last_day + NEARBY
        if not first <= moment.date() <= last:
            return _refuse(name)
        return Said(moment.date(), None if number.is_integer() else moment.time())

    def _text(self, name: str, cell: str, is_time: bool) -> Said:
        text = " ".join(normalize("NFKC", cell).casefold().split())
        second = text.endswith("~")
        text = text.removesuffix("~").rstrip()
        if not fold(text):
            return Said()
        if is_time and (bare := re.fullmatch(r"(\d{1,2})[.]?(\d{2})", text)):
            return Said(clock=_clock(name, int(bare[1]), int(bare[2])), second=second)
        for said in self._readings(name, text):
            return said._replace(second=second)
        return _refuse(name)

    def _readings(self, name: str, text: str) -> Iterator[Said]:
        """A time, a date, or both in either order, that take up the whole text."""
        if (clock := _CLOCK.fullmatch(text)) and "." not in text:
            yield Said(clock=_matched_clock(name, clock))
        for day, rest in self._days(name, text):
            if not rest:
                yield Said(day)
            elif clock := _CLOCK.fullmatch(rest):
                yield Said(day, _matched_clock(name, clock))
        if clock := _CLOCK.match(text):
            rest = text[clock.end() :]
            for day, last in self._days(name, rest[_between(rest) :]):
                if not last:
                    yield Said(day, _matched_clock(name, clock))

    def _days(self, name: str, text: str) -> Iterator[tuple[date, str]]:
        """The dates that a text may begin with, and what stands behind each."""
        named = _WEEKDAY.match(text)
        weekday = _weekdays().get(fold(named["weekday"])) if named else None
        starts = [named.end(), 0] if named and weekday is not None else [0]
        for start in starts:
            rest = text[start:]
            if article := _ARTICLE.match(rest):
                rest = rest[article.end() :]
            for pattern in _DATES:
                found = pattern.match(rest)
                month = _month(found) if found else None
                if found is None or month is None:
                    continue
                day = self._day(name, found.groupdict().get("year"), month, int(found["day"]))
                if start and day.weekday() != weekday:
                    raise InvalidValue(name, Phrase("The weekday is not that of the date."))
                behind = rest[found.end() :]
                yield day, behind[_between(behind) :]

    def _day(self, name: str, year: str | None, month: int, day: int) -> date:
        years = {self.edition.first_day.year, self.edition.last_day.year}
        if year is not None and len(year) == 2:
            years = {y for y in years if y % 100 == int(year)}
            if not years:
                raise InvalidValue(name, Phrase("Write the year with four digits."))
        elif year is not None:
            years = {int(year)}
        try:
            days = [date(y, month, day) for y in years]
        except ValueError:
            raise InvalidValue(name, Phrase("There is no such day in the calendar.")) from None
        first = self.edition.first_day
        return plannable(name, min(days, key=lambda found: abs(found - first)))


def _between(text: str) -> int:
    """How much stands between a date and a time."""
    found = _BETWEEN.match(text)
    return found.end() if found else 0


def _month(found: re.Match[str]) -> int | None:
    groups = found.groupdict()
    return int(groups["number"]) if "number" in groups else _months().get(fold(groups["month"]))


def _matched_clock(name: str, found: re.Match[str]) -> time:
    hour, half = int(found["hour"]), found["half"] or found["whole"]
    if half:
        if not 1 <= hour <= 12:
            _refuse(name)
        hour = hour % 12 + (12 if half == "pm" else 0)
    return _clock(name, hour, int(found["minute"] or 0))


def _clock(name: str, hour: int, minute: int) -> time:
    if hour > 23 or minute > 59:
        raise InvalidValue(name, Phrase("Write a time such as 9:30."))
    return time(hour, minute)


def _clock_after(name: str, since_midnight: timedelta) -> time:
    minutes = round(since_midnight / timedelta(minutes=1))
    return _clock(name, *divmod(minutes, 60)) if minutes >= 0 else _clock(name, 24, 0)


def _refuse(name: str) -> Said:
    raise InvalidValue(name, Phrase("Write a date and a time, such as 2024-10-24 9:30."))


@cache
def _months() -> Mapping[str, int]:
    return _calendar_words("months")


@cache
def _weekdays() -> Mapping[str, int]:
    return _calendar_words("days")


def _calendar_words(kind: str) -> Mapping[str, int]:
    """French and English names of months or weekdays, and their beginnings that fit one alone."""
    from babel import Locale

    meant: dict[str, set[int]] = {}
    for language in ("fr", "en"):
        for number, name in getattr(Locale(language), kind)["format"]["wide"].items():
            word = fold(name)
            for end in range(SHORTEST_WORD, len(word) + 1):
                meant.setdefault(word[:end], set()).add(number)
    return {word: numbers.pop() for word, numbers in meant.items() if len(numbers) == 1}
