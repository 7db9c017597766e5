"""Minutes of the rides between the places of a tour, as the transfers will be planned."""

from collections.abc import Iterable
from datetime import datetime, time

from models.words import Kind
from planner.edits.routing import quickest, rounded
from planner.programme import Programme
from planner.propose.tour_frame import Frame
from planner.propose.tour_pieces import placed
from planner.travel import EVENING_PEAK, MORNING_PEAK

_NOON = time(12)


class Ways:
    """Rides by pair of sites.

    A pair that is ridden now takes the minutes of that transfer, which is used again; another
    one the estimate for the worst hour in which the tour is on the road, rounded up like that of
    any new transfer.  ``careful``: the worst hour for all of them.
    """

    def __init__(
        self, programme: Programme, frames: Iterable[Frame], *, careful: bool = False
    ) -> None:
        self._programme = programme
        self._careful = careful
        frames = tuple(frames)
        self._hours = sorted({h for frame in frames for h in _hours(programme, frame)})
        self._now: dict[tuple[str, str], int] = {}
        for frame in frames:
            for ride in placed(programme, frame.id):
                if ride.kind is Kind.TRANSFER and ride.from_site_id and ride.site_id:
                    pair = ride.from_site_id, ride.site_id
                    self._now[pair] = max(self._now.get(pair, 1), ride.minutes)
        self._kept: dict[tuple[str, str], int | None] = {}

    def minutes(self, here: str | None, there: str | None) -> int | None:
        """0 within one place, and where there is none to come from or go to; None: unknown."""
        if here is None or there is None or here == there:
            return 0
        pair = here, there
        if pair not in self._kept:
            self._kept[pair] = self._work_out(here, there)
        return self._kept[pair]

    def _work_out(self, here: str, there: str) -> int | None:
        now = self._now.get((here, there))
        if now is not None and not self._careful:
            return now
        legs = [quickest(self._programme, here, there, hour) for hour in self._hours]
        known = [rounded(leg) for leg in legs if leg is not None]
        if now is not None:
            known.append(now)
        return max(known) if known else None


def _hours(programme: Programme, frame: Frame) -> Iterable[datetime]:
    """One hour for each different estimate of the day: rush hours count on weekdays only."""
    begin, end = map(programme.clock.wall, (frame.bounds.begin, frame.bounds.end))
    yield datetime.combine(frame.date, _NOON)
    if frame.date.weekday() >= 5:
        return
    for first, last in (MORNING_PEAK, EVENING_PEAK):
        if begin < datetime.combine(frame.date, last) and end > datetime.combine(frame.date, first):
            yield datetime.combine(frame.date, first)
