"""The rides that bring a group to a host and take it on."""

from collections.abc import Iterable

from models.words import Kind
from planner.entities import Activity
from planner.programme import Entry, Programme
from planner.publish.labels import MODES, Labels
from planner.publish.times import clock_time
from planner.travel import NOT_DRIVEN

#: A ride that ends longer than this (minutes) before brought its passengers to something else.
LONGEST_WAIT = 60


def arrival(programme: Programme, activity: Activity, labels: Labels) -> tuple[str, ...]:
    """The rides that bring the group: ``09:00 · Coach (Coach A)``, whose they are where several."""
    return _rides(programme, activity, labels, is_arrival=True)


def departure(programme: Programme, activity: Activity, labels: Labels) -> tuple[str, ...]:
    """The rides that take the group on, in the same form."""
    return _rides(programme, activity, labels, is_arrival=False)


def _rides(
    programme: Programme, activity: Activity, labels: Labels, *, is_arrival: bool
) -> tuple[str, ...]:
    found: dict[str, list[str]] = {}
    for delegation_id in programme.delegations_in(activity.id):
        entries = programme.agenda(delegation_id)
        find = _bringing if is_arrival else _taking
        if (ride := find(programme, activity, entries)) is not None:
            found.setdefault(ride.id, []).append(programme.delegations[delegation_id].name)
    told: list[str] = []
    for ride_id, names in found.items():
        words = _ride(programme, programme.activities[ride_id], labels, is_arrival=is_arrival)
        told.append(words if len(found) == 1 else f"{words}: {', '.join(names)}")
    return tuple(told)


def _bringing(
    programme: Programme, activity: Activity, entries: Iterable[Entry]
) -> Activity | None:
    """The last thing before, where that is a ride to the place."""
    begin = programme.spans[activity.id].begin
    before = [e for e in entries if e.activity.id != activity.id and e.end <= begin]
    last = max(before, key=lambda e: e.end, default=None)
    if last is None or begin - last.end > LONGEST_WAIT:
        return None
    is_there = last.activity.site_id is not None and last.activity.site_id == activity.site_id
    return last.activity if last.activity.kind is Kind.TRANSFER and is_there else None


def _taking(programme: Programme, activity: Activity, entries: Iterable[Entry]) -> Activity | None:
    """The next thing after, where that is a ride from the place."""
    end = programme.spans[activity.id].end
    after = [e for e in entries if e.activity.id != activity.id and e.begin >= end]
    following = min(after, key=lambda e: e.begin, default=None)
    if following is None or following.begin - end > LONGEST_WAIT:
        return None
    ride = following.activity
    is_here = ride.from_site_id is not None and ride.from_site_id == activity.site_id
    return ride if ride.kind is Kind.TRANSFER and is_here else None


def _ride(programme: Programme, ride: Activity, labels: Labels, *, is_arrival: bool) -> str:
    span = programme.spans[ride.id]
    wall = programme.clock.wall(span.end if is_arrival else span.begin)
    vehicle_id = programme.vehicle_of(ride) if ride.mode not in NOT_DRIVEN else None
    vehicle = programme.vehicles.get(vehicle_id or "")
    means = labels(MODES[ride.mode]) if ride.mode else labels.kind(ride.kind)
    with_vehicle = f"{means} ({vehicle.name})" if vehicle else means
    return f"{clock_time(wall, programme.clock, labels)} · {with_vehicle}"
