"""Minutes, places and ways of a programme, as the solvers of visits and meetings want them.

Solvers count elapsed minutes from the midnight of the first day on, so that the night in which
summer time ends is as long as it is; only what begins in that day's last hour counts as the
next day's.  Their ways know no time of day: each is the longest of any hour, with the buffer.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta

from planner.checks.hours import windows
from planner.free_time import closed_spans
from planner.programme import Programme, Span

#: A working day's rush hours and a quiet hour: see ``planner.travel``.
DEPARTURES = (None, datetime(2024, 10, 24, 8), datetime(2024, 10, 24, 17))


class Frame:
    """The numbers that stand for times and places of one programme."""

    def __init__(self, programme: Programme) -> None:
        self.programme = programme
        self.zero = programme.clock.midnight(programme.days[0])
        self._venues: dict[str | None, int] = {}
        self._widest: dict[tuple[str | None, str | None], int] = {}

    def minute(self, instant: int) -> int:
        """Minutes from the first midnight to an instant."""
        return instant - self.zero

    def minutes(self, span: Span) -> tuple[int, int]:
        return self.minute(span.begin), self.minute(span.end)

    def venue(self, site_id: str | None) -> int:
        """The number of a place; all that are not said share one."""
        return self._venues.setdefault(site_id, len(self._venues))

    def apart(self, here: str | None, there: str | None, leaves: datetime | None = None) -> int:
        """Minutes to leave free between two places: the way where it is known, and the buffer.

        Nothing within one place.  As the rule of the gaps has it.
        """
        buffer = self.programme.edition.buffer_minutes
        if here is None or there is None:
            return buffer
        leg = self.programme.travel.leg(here, there, None, leaves)
        if leg is None:
            return buffer
        return leg.minutes + buffer if leg.minutes else 0

    def widest(self, here: str | None, there: str | None) -> int:
        """The same, whenever one leaves."""
        key = here, there
        if key not in self._widest:
            self._widest[key] = max(self.apart(here, there, leaves) for leaves in DEPARTURES)
        return self._widest[key]

    def matrix(self, pause: int = 0) -> tuple[tuple[int, ...], ...]:
        """Minutes between the places that have a number, never less than ``pause``."""
        sites = tuple(self._venues)
        return tuple(tuple(max(self.widest(a, b), pause) for b in sites) for a in sites)


def slots(
    programme: Programme, site_id: str | None, begins: Iterable[datetime], minutes: int
) -> Iterator[Span]:
    """Spans of that length from each begin on, where the place is not known to be closed."""
    for begin in begins:
        now = programme.clock.at(begin)
        span = Span(now, now + minutes)
        if not any(span.overlaps(c) for c in closed_on(programme, site_id, begin.date())):
            yield span


def begins(day: date, first: time, last: time, minutes: int, step: int) -> Iterator[datetime]:
    """Every ``step`` minutes of a day, so that ``minutes`` more are not past ``last``."""
    now, end = datetime.combine(day, first), datetime.combine(day, last)
    while now + timedelta(minutes=minutes) <= end:
        yield now
        now += timedelta(minutes=max(step, 1))


def closed_on(programme: Programme, site_id: str | None, day: date) -> tuple[Span, ...]:
    """When a place is known to be closed; nothing on a day of which no hours are known."""
    if site_id is None or windows(programme, site_id, day) is None:
        return ()
    return tuple(closed_spans(programme, site_id, day))
