"""Where a vehicle stands and drives on each day, in order of time, and who is on board.

Planned transfers are driven as they are planned.  Where the next thing begins elsewhere and no
transfer leads there, the way is estimated, as the rule of driving hours does (see
``checks/drives.py``); on tour days those on board ride along, unless they walk meanwhile.  An
empty run leaves as late as it can.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from models.words import Kind, TravelMode
from planner.checks.journey import begins_at
from planner.entities import Activity, Site, TourDay
from planner.programme import Party, Programme
from planner.publish.shown import vehicle_activities
from planner.travel import NOT_DRIVEN, Leg, Source


@dataclass(frozen=True, slots=True)
class Way:
    """From one halt to the next: ``begin`` is an instant, ``minutes`` None where nobody knows.

    ``transfer``: as it is planned; None: estimated, or given by the organisers.  ``km`` is along
    the road, always an estimate.  ``parties`` ride along.
    """

    begin: int
    minutes: int | None
    km: float | None
    is_estimate: bool
    transfer: Activity | None
    parties: tuple[Party, ...]


@dataclass(frozen=True, slots=True)
class Halt:
    """A place where the vehicle stands; ``way`` led there, None where the day begins.

    ``arrive`` and ``leave`` are instants, None where that is open.  ``waits_for`` are the
    activities that it waits for.  ``site`` None: the place is not known yet.
    """

    site: Site | None
    way: Way | None = None
    arrive: int | None = None
    leave: int | None = None
    waits_for: tuple[Activity, ...] = ()


def routes(programme: Programme, vehicle_id: str) -> list[tuple[date, tuple[Halt, ...]]]:
    """The halts of each day on which the vehicle has anything to do."""
    spans = programme.spans
    activities = sorted(vehicle_activities(programme, vehicle_id), key=lambda a: spans[a.id])
    by_day = groupby(activities, lambda a: programme.clock.day(spans[a.id].begin))
    return [(day, _Route(programme, vehicle_id, list(todays)).halts()) for day, todays in by_day]


class _Route:
    """One day of a vehicle in the making."""

    def __init__(
        self, programme: Programme, vehicle_id: str, activities: Sequence[Activity]
    ) -> None:
        self.programme = programme
        self.vehicle_id = vehicle_id
        self.activities = activities
        self._halts: list[Halt] = []

    def halts(self) -> tuple[Halt, ...]:
        before: Activity | None = None
        for activity in self.activities:
            tour_day, last_day = self._tour_day(activity), self._tour_day(before)
            if before is not None and last_day is not None and last_day != tour_day:
                self._end(last_day, before)
            if tour_day is not None and tour_day != last_day:
                self._begin(tour_day, activity)
            self._add(activity, before if tour_day == last_day else None, tour_day)
            before = activity
        if before is not None and (last_day := self._tour_day(before)) is not None:
            self._end(last_day, before)
        return tuple(self._halts)

    def _tour_day(self, activity: Activity | None) -> TourDay | None:
        """That of a tour which this vehicle drives."""
        day = self.programme.tour_days.get((activity and activity.tour_day_id) or "")
        tour = self.programme.tours.get(day.tour_id) if day else None
        return day if tour is not None and tour.vehicle_id == self.vehicle_id else None

    def _begin(self, tour_day: TourDay, first: Activity) -> None:
        """At the place where the tour day starts, in time for what is first."""
        there, begin = begins_at(first), self.programme.spans[first.id].begin
        if tour_day.start_site_id is None:
            return
        leg = self._leg(tour_day.start_site_id, there, first, begin)
        leave = begin - leg.minutes if leg is not None else begin
        self._go(tour_day.start_site_id, leave, (), first)
        self._leave(leave)
        if there is not None:
            self._go(there, begin, self.programme.on_board(tour_day.tour_id), first)

    def _end(self, tour_day: TourDay, last: Activity) -> None:
        """At the place where it ends, unless everybody goes there another way."""
        if tour_day.end_site_id is not None and not self._walk(last, None):
            self._go(tour_day.end_site_id, None, self.programme.on_board(tour_day.tour_id), None)

    def _add(self, activity: Activity, before: Activity | None, tour_day: TourDay | None) -> None:
        span = self.programme.spans[activity.id]
        there = begins_at(activity)
        if there is not None or not self._halts:
            parties: tuple[Party, ...] = ()
            if before is not None and tour_day is not None and not self._walk(before, activity):
                parties = self.programme.on_board(tour_day.tour_id)
            self._go(there, span.begin, parties, activity)
        if activity.kind is not Kind.TRANSFER:
            last = self._halts[-1]
            arrive = span.begin if last.arrive is None and last.leave is None else last.arrive
            waits_for = (*last.waits_for, activity)
            self._halts[-1] = replace(last, arrive=arrive, waits_for=waits_for)
            self._leave(span.end)
            return
        self._leave(span.begin)
        leg = self._leg(activity.from_site_id, activity.site_id, activity, span.begin)
        riders = tuple(p for p in self.programme.parties(activity.id) if p.host_id is None)
        km = leg.km if leg is not None else None
        way = Way(span.begin, activity.minutes, km, False, activity, riders)
        site = self.programme.sites.get(activity.site_id or "")
        self._halts.append(Halt(site, way, arrive=span.end))

    def _leave(self, at: int) -> None:
        last = self._halts[-1]
        self._halts[-1] = replace(last, leave=max(at, last.leave or at))

    def _go(
        self, site_id: str | None, due: int | None, parties: tuple[Party, ...], to: Activity | None
    ) -> None:
        """To a place, by a way that nobody has planned; ``due`` None: whenever it is reached."""
        site = self.programme.sites.get(site_id or "")
        if not self._halts:
            self._halts.append(Halt(site))
            return
        last = self._halts[-1]
        if last.site == site:
            return
        free = last.leave if last.leave is not None else last.arrive
        assert free is not None
        leg = self._leg(last.site.id if last.site else None, site_id, to, free)
        minutes = leg.minutes if leg is not None else None
        leave = free
        if not parties and due is not None and minutes is not None:
            leave = max(free, due - minutes)
        self._leave(leave)
        reached = leave + minutes if minutes is not None else due
        arrive = reached if due is None or reached is None else min(reached, due)
        is_estimate = leg is not None and leg.source is Source.ESTIMATE
        km = leg.km if leg is not None else None
        self._halts.append(Halt(site, Way(leave, minutes, km, is_estimate, None, parties), arrive))

    def _leg(self, here: str | None, there: str | None, to: Activity | None, at: int) -> Leg | None:
        if here is None or there is None:
            return None
        mode = TravelMode.COACH
        if to is not None and to.kind is Kind.TRANSFER and to.mode is not None:
            mode = to.mode
        return self.programme.travel.leg(here, there, mode, self.programme.clock.wall(at))

    def _walk(self, before: Activity, after: Activity | None) -> bool:
        """Whether those on board go another way than the vehicle to the next stop, or home."""
        spans, end = self.programme.spans, self.programme.spans[before.id].end
        return any(
            other.kind is Kind.TRANSFER
            and other.mode in NOT_DRIVEN
            and other.id in spans
            and end <= spans[other.id].begin
            and (after is None or spans[other.id].begin < spans[after.id].begin)
            for other in self.programme.tour_stops.get(before.tour_day_id or "", ())
        )
