"""What of a programme leaves the house, and what of that concerns a host or a vehicle."""

from collections.abc import Iterable, Iterator

from models.words import Kind
from planner.entities import Activity, Participation
from planner.programme import Programme
from planner.travel import NOT_DRIVEN


def shown(programme: Programme, activities: Iterable[Activity]) -> Iterator[Activity]:
    """Those that have a place in the programme and are meant for others, parts included."""
    spans, tray = programme.spans, {a.id for a in programme.unplaced}
    for activity in activities:
        if activity.id not in spans:
            continue
        parent_id = activity.parent_id
        whole = activity if parent_id is None else programme.activities[parent_id]
        is_internal = activity.kind is Kind.BLOCKER or whole.kind is Kind.BLOCKER
        if whole.id not in tray and not is_internal:
            yield activity


def attended(programme: Programme, activity_id: str) -> bool:
    """Whether anybody takes part in an activity who is no host."""
    return any(party.host_id is None for party in programme.parties(activity_id))


def host_rows(programme: Programme, host_id: str, activity: Activity) -> tuple[Participation, ...]:
    """As what a host takes part in an activity; nothing where it has said no."""
    rows = programme.participations_of.get(activity.id, ())
    return tuple(r for r in rows if r.host_id == host_id and r.confirmed is not False)


def host_activities(programme: Programme, host_id: str) -> tuple[Activity, ...]:
    """In what a host takes part: whole activities, and parts for which it is named itself."""
    found: list[Activity] = []
    for entry in programme.own_entries(host_id):
        found += (entry.activity, *programme.parts.get(entry.activity.id, ()))
    return tuple(a for a in shown(programme, found) if host_rows(programme, host_id, a))


def vehicle_activities(programme: Programme, vehicle_id: str) -> tuple[Activity, ...]:
    """What a vehicle drives for and where it waits; a walk of its passengers is neither."""
    found = (entry.activity for entry in programme.by_vehicle.get(vehicle_id, ()))
    return tuple(a for a in shown(programme, found) if not _is_walk(a))


def _is_walk(activity: Activity) -> bool:
    return activity.kind is Kind.TRANSFER and activity.mode in NOT_DRIVEN
