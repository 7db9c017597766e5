"""Times of a tour day from the order of its stops, with a transfer for each leg."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time

from models.words import ActivityStatus, Kind, TravelMode
from planner.edits.core import new_id
from planner.edits.remove import dependents
from planner.entities import Activity, Change, TourDay
from planner.programme import Programme
from planner.travel import Leg

#: When a day has no start time of its own and nothing takes place yet.
DEFAULT_START = time(9)
#: Nobody prints 11:42 on a programme.
ROUND_MINUTES = 5


def stops_of(programme: Programme, day_id: str) -> list[Activity]:
    """What takes place on a tour day, in order of time, without transfers and the tray."""
    return [
        a
        for a in programme.tour_stops.get(day_id, ())
        if a.kind is not Kind.TRANSFER and a.id in programme.spans
    ]


def route(
    programme: Programme, day: TourDay, stops: Sequence[Activity], keep: int = 0
) -> list[Change]:
    """Changes that put ``stops`` one after the other with the transfers between them.

    The first ``keep`` stops stay at their times, and so do the transfers to them.  A transfer
    that leads the same way is used again, with the organiser's own minutes; others are turned
    into what is missing, made, or removed.  A new one takes the estimate, rounded up to
    ``ROUND_MINUTES``.  Between arriving and a stop lies the edition's buffer.  A stop that is
    pinned in time keeps its start: the coach then waits.  A leg that nobody knows counts as
    one minute, which the checks report.
    """
    run = _Run(programme, day, _first_start(programme, day))
    legs = _legs(day, stops)
    rides, spare = _rides(programme, day, legs)
    for place, stop in enumerate(stops):
        if place in legs:
            run.ride(*legs[place], rides.get(place), 2 * place, stays=place < keep)
        run.stop(stop, 2 * place + 1, stays=place < keep)
    if (last := len(stops)) in legs:
        run.ride(*legs[last], rides.get(last), 2 * last, stays=keep == last)
    for ride in spare:
        run.changes += [Change(ride, None), *dependents(programme, ride)]
    return run.changes


def _first_start(programme: Programme, day: TourDay) -> int:
    """When the day begins: its own time, else that of what is planned first."""
    if day.start is not None:
        return programme.clock.at(datetime.combine(day.day, day.start))
    for activity in programme.tour_stops.get(day.id, ()):
        if (span := programme.spans.get(activity.id)) is not None:
            return span.begin
    return programme.clock.at(datetime.combine(day.day, DEFAULT_START))


def _legs(day: TourDay, stops: Sequence[Activity]) -> dict[int, tuple[str, str]]:
    """From where to where one travels before each stop, and after the last one."""
    legs: dict[int, tuple[str, str]] = {}
    here = day.start_site_id
    for place, there in enumerate((*(stop.site_id for stop in stops), day.end_site_id)):
        if here is not None and there is not None and here != there:
            legs[place] = (here, there)
        here = there or here
    return legs


def _rides(
    programme: Programme, day: TourDay, legs: dict[int, tuple[str, str]]
) -> tuple[dict[int, Activity], list[Activity]]:
    """A present transfer for as many legs as possible, and those left over."""
    free = [
        a
        for a in programme.tour_stops.get(day.id, ())
        if a.kind is Kind.TRANSFER and a.id in programme.spans
    ]
    rides: dict[int, Activity] = {}
    for place, pair in legs.items():
        same = next((t for t in free if (t.from_site_id, t.site_id) == pair), None)
        if same is not None:
            rides[place] = same
            free.remove(same)
    for place in legs:
        if place not in rides and free:
            rides[place] = free.pop(0)
    return rides, free


@dataclass
class _Run:
    """The coach on its way: the instant, and whether people are on the road."""

    programme: Programme
    day: TourDay
    now: int

    def __post_init__(self) -> None:
        self.changes: list[Change] = []
        self.riding = False

    def stop(self, stop: Activity, position: int, *, stays: bool) -> None:
        start = stop.start
        if start is None or not (stays or stop.pin_time):
            buffer = self.programme.edition.buffer_minutes if self.riding else 0
            start = self.programme.clock.wall(self.now + buffer)
        after = replace(stop, start=start, position=position, tour_day_id=self.day.id)
        self.changes.append(Change(self.programme.activities.get(stop.id), after))
        self.now = self.programme.clock.at(start) + stop.minutes
        self.riding = False

    def ride(
        self, here: str, there: str, old: Activity | None, position: int, *, stays: bool
    ) -> None:
        same = old is not None and (old.from_site_id, old.site_id) == (here, there)
        if old is not None and same and (stays or old.pin_time):
            after = replace(old, position=position)
        elif old is not None and same:
            after = replace(old, start=self._wall, position=position, minutes=self._kept(old))
        else:
            after = replace(self._new_ride(old, here, there), position=position)
        self.changes.append(Change(old, after))
        assert after.start is not None
        self.now = self.programme.clock.at(after.start) + after.minutes
        self.riding = True

    @property
    def _wall(self) -> datetime:
        return self.programme.clock.wall(self.now)

    def _kept(self, old: Activity) -> int:
        """The organiser's minutes; where they were the estimate, that for the new hour."""
        assert old.from_site_id is not None
        assert old.site_id is not None
        way = (old.from_site_id, old.site_id, old.mode or TravelMode.COACH)
        before = self.programme.travel.leg(*way, old.start)
        now = self.programme.travel.leg(*way, self._wall)
        if before and now and rounded(before) == old.minutes:
            return rounded(now)
        return old.minutes

    def _new_ride(self, old: Activity | None, here: str, there: str) -> Activity:
        base = old or Activity(new_id(), self.programme.edition.id, Kind.TRANSFER, "")
        leg = quickest(self.programme, here, there, self._wall)
        return replace(
            base,
            title=f"{self.programme.site_name(here)} → {self.programme.site_name(there)}",
            start=self._wall,
            minutes=rounded(leg) if leg else 1,
            from_site_id=here,
            site_id=there,
            mode=leg.mode if leg else TravelMode.COACH,
            tour_day_id=self.day.id,
            meeting_point=base.meeting_point if base.from_site_id == here else None,
            status=ActivityStatus.PLANNED,
            pin_time=False,
        )


def rounded(leg: Leg) -> int:
    """The minutes that a transfer is planned with: those of the leg, rounded up."""
    return max(-(-leg.minutes // ROUND_MINUTES) * ROUND_MINUTES, 1)


def quickest(
    programme: Programme, here: str, there: str, departure: datetime | None = None
) -> Leg | None:
    """By coach, or on foot where that is near and takes no longer; None when unknown."""
    found = list(_ways(programme, here, there, departure))
    return min(found, key=lambda leg: leg.minutes) if found else None


def _ways(programme: Programme, here: str, there: str, departure: datetime | None) -> Iterator[Leg]:
    usual = programme.travel.leg(here, there, None, departure)
    if usual is not None and usual.mode is TravelMode.WALK:
        yield usual
    coach = programme.travel.leg(here, there, TravelMode.COACH, departure)
    if coach is not None:
        yield coach
