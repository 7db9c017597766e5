"""Who is where at a moment, and what comes next for them."""

from collections.abc import Iterable
from typing import NamedTuple

from planner.programme import Entry, Programme


class Whereabouts(NamedTuple):
    """``table`` and ``id`` say who it is; ``now`` and ``next`` None: nothing then, that day."""

    table: str
    id: str
    name: str
    now: Entry | None
    next: Entry | None


def whereabouts(programme: Programme, instant: int) -> tuple[Whereabouts, ...]:
    """Every delegation, delegates with a programme of their own, and every vehicle."""
    found: list[Whereabouts] = []
    for delegation in programme.active_delegations:
        agenda = programme.agenda(delegation.id)
        found.append(_row("delegation", delegation.id, delegation.name, agenda, programme, instant))
        for delegate in programme.delegates_of.get(delegation.id, ()):
            own = programme.own_entries(delegate.id)
            row = _row("delegate", delegate.id, delegate.name, own, programme, instant)
            if row.now is not None or row.next is not None:
                found.append(row)
    vehicles = sorted(programme.vehicles.values(), key=lambda v: (v.name.casefold(), v.id))
    for vehicle in vehicles:
        trips = programme.by_vehicle.get(vehicle.id, ())
        found.append(_row("vehicle", vehicle.id, vehicle.name, trips, programme, instant))
    return tuple(found)


def _row(
    table: str,
    row_id: str,
    name: str,
    entries: Iterable[Entry],
    programme: Programme,
    instant: int,
) -> Whereabouts:
    day = programme.clock.day(instant)
    entries = tuple(entries)
    under_way = [e for e in entries if e.begin <= instant < e.end]
    now = max(under_way, key=lambda e: e.begin, default=None)
    later = (e for e in entries if e.begin > instant and programme.clock.day(e.begin) == day)
    following = min(later, key=lambda e: (e.begin, e.end), default=None)
    return Whereabouts(table, row_id, name, now, following)
