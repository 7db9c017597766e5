"""Who must hear of a delay: drivers, hosts and delegations, with somebody to call."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from planner.delay import Ripple
from planner.entities import Activity
from planner.programme import Programme


@dataclass(frozen=True, slots=True)
class Told:
    """Somebody who must hear of it: ``about`` are the ids of what changes for them."""

    id: str
    name: str
    contact: str
    phone: str | None
    about: tuple[str, ...]


def people_to_tell(programme: Programme, found: Ripple) -> tuple[Told, ...]:
    """Those whom a ripple concerns: see :func:`concerned_by`."""
    rows = [row.activity for row in found.moved] + [row.activity for row in found.fallen]
    return concerned_by(programme, rows)


def concerned_by(programme: Programme, activities: Iterable[Activity]) -> tuple[Told, ...]:
    """Drivers, hosts with their contacts, and delegations, in that order, each once."""
    about: dict[str, dict[str, None]] = {}
    for activity in activities:
        for whole in (activity, *programme.parts.get(activity.id, ())):
            for key in _concerned(programme, whole):
                about.setdefault(key, {})[activity.id] = None
    told = [_told(programme, key, tuple(ids)) for key, ids in about.items()]
    order = {"vehicle": 0, "host": 1, "delegation": 2}
    return tuple(row for _kind, row in sorted(told, key=lambda t: (order[t[0]], t[1].name)))


def _concerned(programme: Programme, activity: Activity) -> Iterator[str]:
    if (vehicle := programme.vehicle_of(activity)) is not None:
        yield vehicle
    for party in programme.parties(activity.id):
        if (key := party.host_id or party.delegation_id) is not None:
            yield key


def _told(programme: Programme, key: str, about: tuple[str, ...]) -> tuple[str, Told]:
    if (vehicle := programme.vehicles.get(key)) is not None:
        return "vehicle", Told(key, vehicle.name, vehicle.driver or "", vehicle.driver_phone, about)
    if (host := programme.hosts.get(key)) is not None:
        contacts = programme.contacts_of.get(key, ())
        first = next((c for c in contacts if c.phone), contacts[0] if contacts else None)
        phone = (first.phone if first else None) or host.phone
        return "host", Told(key, host.name, first.name if first else "", phone, about)
    members = programme.delegates_of.get(key, ())
    head = next((d for d in members if d.phone), members[0] if members else None)
    name = programme.delegations[key].name
    return "delegation", Told(
        key, name, head.name if head else "", head.phone if head else None, about
    )
