"""Where a driver is at the wheel: on the days of a tour, and in all that a vehicle does.

Driving time is what the tachograph records: it does not matter whether anybody is on board.
Regulation (EC) 561/2006 speaks of any journey "by a vehicle, whether laden or not" (article 4(a))
and of "the duration of driving activity" (article 4(j)).  So the way of an empty vehicle, between
two rides or while its passengers walk, is driving as any other.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from models.words import Kind, TravelMode
from planner.checks.journey import bare_minutes, begins_at, ends_at
from planner.checks.tour_time import planned_start
from planner.entities import Activity, TourDay
from planner.programme import Programme
from planner.travel import BREAK_MINUTES, NOT_DRIVEN, Leg


class Drive(NamedTuple):
    """A stretch at the wheel; ``bare`` is without the margin of an estimate."""

    begin: int
    minutes: int
    bare: int
    activity: str
    planned: bool

    @property
    def end(self) -> int:
        return self.begin + self.minutes


class Duty(NamedTuple):
    """A tour day or a single ride: ``activity`` is the first of it, ``here`` and ``there`` are
    the sites where it begins and ends (None: not known).
    """

    begin: int
    end: int
    here: str | None
    there: str | None
    activity: str
    drives: tuple[Drive, ...]


def drives(programme: Programme, tour_day_id: str) -> Iterator[Drive]:
    """Every drive of a tour day in order of time.

    Planned transfers that are driven count with their minutes.  Where the next activity is
    elsewhere and no transfer is planned, the way is estimated, from the day's start place and to
    its end place too.  Where the passengers walk or take a train to what is next the vehicle
    follows, as late as it can; where they go home that way, it has nothing more to do.
    """
    day = programme.tour_days[tour_day_id]
    here, left = day.start_site_id, planned_start(programme, day)
    last: Activity | None = None
    is_alone = False
    for activity in _in_tour(programme, day):
        if _is_walk(activity):
            is_alone = True
            continue
        span = programme.spans[activity.id]
        if leg := driven_leg(programme, here, begins_at(activity), left, activity):
            latest = span.begin - leg.minutes
            begin = latest if left is None or last is None else left
            yield _estimated(programme, max(begin, latest) if is_alone else begin, leg, activity)
        if activity.kind is Kind.TRANSFER:
            yield _planned(programme, activity)
        here, left, last, is_alone = ends_at(activity) or here, span.end, activity, False
    if last is None or left is None or is_alone:
        return
    if leg := driven_leg(programme, here, day.end_site_id, left):
        yield _estimated(programme, left, leg, last)


def days_of_vehicle(programme: Programme, vehicle_id: str) -> Mapping[date, list[list[Drive]]]:
    """What a vehicle does on each day, in order of time, duty by duty.

    A duty is a tour day, a single ride, or the empty run from one duty to the next, which leaves
    as late as it can.  A tour day counts for the day on which it begins.
    """
    found: dict[date, list[list[Drive]]] = defaultdict(list)
    before: Duty | None = None
    for duty in _duties(programme, vehicle_id):
        day = programme.clock.day(duty.begin)
        if before is not None and day == programme.clock.day(before.begin):
            found[day].extend(_empty_run(programme, before, duty))
        found[day].append(list(duty.drives))
        before = duty
    return found


def stretches(found: list[Drive]) -> Iterator[list[Drive]]:
    """Drives with less than a break between them, in order of time."""
    if not found:
        return
    stretch = [found[0]]
    for before, after in pairwise(found):
        if after.begin - before.end >= BREAK_MINUTES:
            yield stretch
            stretch = []
        stretch.append(after)
    yield stretch


def driven_leg(
    programme: Programme, a: str | None, b: str | None, at: int | None, to: Activity | None = None
) -> Leg | None:
    """The way of a vehicle from one site to another, None where there is none or it is unknown.

    ``at`` is the instant at which it leaves, ``to`` what it drives to: to a ride by car it goes
    as a car.
    """
    if a is None or b is None or a == b:
        return None
    departure = programme.clock.wall(at) if at is not None else None
    own = to.mode if to is not None and to.kind is Kind.TRANSFER else None
    return programme.travel.leg(a, b, own or TravelMode.COACH, departure)


def _in_tour(programme: Programme, day: TourDay) -> list[Activity]:
    """What is placed on a tour day and needs no other vehicle."""
    tour = programme.tours.get(day.tour_id)
    usual = (None, tour.vehicle_id if tour else None)
    stops = programme.tour_stops.get(day.id, ())
    return [a for a in stops if a.id in programme.spans and a.vehicle_id in usual]


def _is_walk(activity: Activity) -> bool:
    return activity.kind is Kind.TRANSFER and activity.mode in NOT_DRIVEN


def _planned(programme: Programme, ride: Activity) -> Drive:
    begin = programme.spans[ride.id].begin
    return Drive(begin, ride.minutes, ride.minutes, ride.id, planned=True)


def _estimated(programme: Programme, begin: int, leg: Leg, activity: Activity) -> Drive:
    bare = bare_minutes(leg, programme.edition.margin_percent)
    return Drive(begin, leg.minutes, bare, activity.id, planned=False)


# -- all that a vehicle does ----------------------------------------------------------------------


def _duties(programme: Programme, vehicle_id: str) -> Iterator[Duty]:
    """In order of time."""
    seen = set()
    for entry in programme.by_vehicle.get(vehicle_id, ()):
        activity = entry.activity
        day = programme.tour_days.get(activity.tour_day_id or "")
        tour = programme.tours.get(day.tour_id) if day else None
        if day is not None and tour is not None and tour.vehicle_id == vehicle_id:
            if day.id not in seen:
                seen.add(day.id)
                yield _of_tour(programme, day)
        elif not _is_walk(activity):
            yield _of_ride(programme, activity)


def _of_tour(programme: Programme, day: TourDay) -> Duty:
    stops = _in_tour(programme, day)
    first, last = stops[0], stops[-1]
    found = tuple(drives(programme, day.id))
    spans = [programme.spans[stop.id] for stop in stops]
    return Duty(
        begin=min([spans[0].begin, *(drive.begin for drive in found)]),
        end=max([*(span.end for span in spans), *(drive.end for drive in found)]),
        here=day.start_site_id or begins_at(first),
        there=day.end_site_id or ends_at(last),
        activity=first.id,
        drives=found,
    )


def _of_ride(programme: Programme, activity: Activity) -> Duty:
    span = programme.spans[activity.id]
    found = (_planned(programme, activity),) if activity.kind is Kind.TRANSFER else ()
    return Duty(span.begin, span.end, begins_at(activity), ends_at(activity), activity.id, found)


def _empty_run(programme: Programme, before: Duty, after: Duty) -> Iterator[list[Drive]]:
    first = programme.activities[after.activity]
    if leg := driven_leg(programme, before.there, after.here, before.end, first):
        begin = max(before.end, after.begin - leg.minutes)
        yield [_estimated(programme, begin, leg, first)]
