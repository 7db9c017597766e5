"""Whom the team calls on a day: its own people, the drivers, one person of each delegation."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from planner.programme import Programme
from planner.publish.items import Item
from planner.publish.labels import Labels
from planner.publish.papers import team_words as team

#: Of more delegations the numbers stand in the contact list alone.
MOST_DELEGATIONS = 24


@dataclass(frozen=True, slots=True)
class Call:
    """``about``: what the person does, or whom they lead or drive."""

    name: str
    about: str
    phone: str


def calls_on(
    programme: Programme, labels: Labels, items: Iterable[Item], present: Collection[str]
) -> tuple[Call, ...]:
    """Those with a telephone; ``present`` are the ids of the delegations of the day."""
    found = [*_organisers(programme), *_drivers(programme, items)]
    if len(present) <= MOST_DELEGATIONS:
        found += _leaders(programme, present)
    else:
        found.append(Call(labels(team.SEE_CONTACTS), "", ""))
    return tuple(found)


def _organisers(programme: Programme) -> Iterator[Call]:
    for row in sorted(programme.organisers.values(), key=lambda o: (o.name.casefold(), o.id)):
        if row.phone:
            yield Call(row.name, row.role or "", row.phone)


def _drivers(programme: Programme, items: Iterable[Item]) -> Iterator[Call]:
    """Of the vehicles that anything of the day needs."""
    used = {programme.vehicle_of(item.activity) for item in items if item.activity}
    vehicles = [v for v in programme.vehicles.values() if v.id in used and v.driver_phone]
    for vehicle in sorted(vehicles, key=lambda v: (v.name.casefold(), v.id)):
        yield Call(vehicle.driver or vehicle.name, vehicle.name, vehicle.driver_phone or "")


def _leaders(programme: Programme, present: Collection[str]) -> Iterator[Call]:
    """The first of each delegation, in its own order, who has a telephone."""
    for delegation in programme.active_delegations:
        members = programme.delegates_of.get(delegation.id, ())
        leader = next((d for d in members if d.phone), None)
        if delegation.id in present and leader is not None:
            yield Call(leader.name, delegation.name, leader.phone or "")
