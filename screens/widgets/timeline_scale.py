"""Instants to lines along the axis of time, nights folded away: pure arithmetic, no Textual.

A *line* is a row of the upright timeline and a cell of the turned one.  Lines are counted from
the first instant shown, so that the day on which summer time ends has its repeated hour twice.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from planner.clock import Clock
from planner.programme import Span

HOUR = 60
#: Between these hours of the wall clock nothing is folded: they are there to be planned.
WORKING_HOURS = range(8, 18)
#: So many empty hours in a row are folded to one line.
FOLDED_HOURS = 2


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of what is shown.  ``folded``: one line, whatever its length.

    ``day`` is the date that a folded stretch announces, if midnight is in it.
    """

    begin: int
    end: int
    folded: bool = False
    day: date | None = None


@dataclass(frozen=True)
class Scale:
    """Instants to lines and back, ``step`` minutes a line; stretches follow one another."""

    stretches: tuple[Stretch, ...]
    step: int
    _firsts: tuple[int, ...] = field(init=False, repr=False, compare=False)
    _begins: tuple[int, ...] = field(init=False, repr=False, compare=False)
    lines: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        firsts, here = [], 0
        for stretch in self.stretches:
            firsts.append(here)
            here += 1 if stretch.folded else -((stretch.begin - stretch.end) // self.step)
        object.__setattr__(self, "_firsts", tuple(firsts))
        object.__setattr__(self, "_begins", tuple(s.begin for s in self.stretches))
        object.__setattr__(self, "lines", here)

    @classmethod
    def plain(cls, begin: int, end: int, step: int) -> "Scale":
        """One stretch of time, nothing folded."""
        return cls((Stretch(begin, end),), step)

    @property
    def begin(self) -> int:
        return self.stretches[0].begin

    @property
    def end(self) -> int:
        return self.stretches[-1].end

    def stretch_at(self, line: int) -> Stretch:
        """The stretch in which a line stands."""
        return self.stretches[max(bisect_right(self._firsts, line) - 1, 0)]

    def line_of(self, instant: int) -> int:
        """The line that contains an instant; the first or last one for instants outside."""
        return self._inside(self._line(instant, 0))

    def line_near(self, instant: int) -> int:
        """The line in which something that begins at an instant is drawn."""
        return self._inside(self._line(instant, self.step))

    def instant_of(self, line: int) -> int:
        """The instant at which a line begins."""
        index = max(bisect_right(self._firsts, line) - 1, 0)
        stretch = self.stretches[index]
        if stretch.folded:
            return stretch.begin
        return stretch.begin + (line - self._firsts[index]) * self.step

    def lines_of(self, span: Span) -> tuple[int, int]:
        """First line and the line after the last: at least one line, edges at the nearest one.

        Rounding both edges alike keeps activities that touch from sharing a line.
        """
        first = self.line_near(span.begin)
        return first, min(max(self._end(span.end), first + 1), self.lines)

    @property
    def days(self) -> list[tuple[int, date]]:
        """The lines that announce days."""
        pairs = zip(self._firsts, self.stretches, strict=True)
        return [(line, s.day) for line, s in pairs if s.day is not None]

    def _inside(self, line: int) -> int:
        return min(max(line, 0), self.lines - 1)

    def _line(self, instant: int, rounding: int) -> int:
        index = max(bisect_right(self._begins, instant) - 1, 0)
        if self.stretches[index].folded:
            return self._firsts[index]
        return self._firsts[index] + self._steps(instant - self._begins[index], rounding)

    def _end(self, instant: int) -> int:
        """The line after the last one of something that ends at an instant."""
        index = max(bisect_left(self._begins, instant) - 1, 0)
        if self.stretches[index].folded:
            return self._firsts[index] + 1
        return self._firsts[index] + self._steps(instant - self._begins[index], self.step)

    def _steps(self, minutes: int, rounding: int) -> int:
        return (2 * minutes + rounding) // (2 * self.step)


def folded(
    clock: Clock, days: Sequence[date], window: Span, busy: Collection[int]
) -> tuple[Stretch, ...]:
    """Several days one after the other, a line for each date, empty nights folded.

    ``busy`` are the hours (instants // 60) in which anybody has anything: never folded.
    """
    midnights = {clock.midnight(day): day for day in days}
    hours = range(window.begin // HOUR, -(-window.end // HOUR))
    nights = [
        _clipped(Span(first * HOUR, last * HOUR), window)
        for first, last in _runs(h for h in hours if h not in busy and _is_night(clock, h * HOUR))
        if last - first >= FOLDED_HOURS
    ]
    found: list[Stretch] = []
    here = window.begin
    for night in sorted([*nights, *_bare(midnights, nights)]):
        if here < night.begin:
            found.append(Stretch(here, night.begin))
        day = next((d for m, d in midnights.items() if night.begin <= m <= night.end), None)
        found.append(Stretch(night.begin, night.end, folded=True, day=day))
        here = night.end
    if here < window.end:
        found.append(Stretch(here, window.end))
    return tuple(found)


def _clipped(span: Span, window: Span) -> Span:
    return Span(max(span.begin, window.begin), min(span.end, window.end))


def _bare(midnights: Iterable[int], nights: Sequence[Span]) -> list[Span]:
    """Midnights at which something is going on: a date line that takes no time."""
    return [Span(m, m) for m in midnights if not any(n.begin <= m <= n.end for n in nights)]


def _is_night(clock: Clock, instant: int) -> bool:
    return clock.wall(instant).hour not in WORKING_HOURS


def _runs(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """Neighbouring numbers as ``[first, after the last)``."""
    found: list[tuple[int, int]] = []
    for number in numbers:
        if found and found[-1][1] == number:
            found[-1] = (found[-1][0], number + 1)
        else:
            found.append((number, number + 1))
    return found
