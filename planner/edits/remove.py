"""Removing rows: what depends on them goes too, activities that lose their place go to the tray."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

from planner.edits.core import Edit, edit
from planner.edits.names import describe
from planner.entities import (
    Activity,
    Change,
    Delegate,
    Delegation,
    Entity,
    Host,
    Site,
    Tour,
    TourDay,
    Vehicle,
    changed_columns,
)
from planner.phrases import Phrase
from planner.programme import Programme


def remove(programme: Programme, *rows: Entity) -> Edit:
    """Remove rows and what cannot stand without them; the first one names the edit."""
    after: dict[tuple[str, str], Change] = {}
    for row in rows:
        for change in (Change(row, None), *dependents(programme, row)):
            key = (change.table, change.id)
            known = after.get(key)
            if known is None or change.after is None:
                after[key] = change
            elif known.after is not None:
                after[key] = Change(known.before, _merged(known, change))
    return edit(Phrase("Remove {what}", what=describe(programme, rows[0])), after.values())


def _merged(first: Change, second: Change) -> Entity:
    """Both changes of one row, as one."""
    assert first.after is not None
    assert second.before is not None
    assert second.after is not None
    names = changed_columns(second.before, second.after)
    changed: dict[str, Any] = {name: getattr(second.after, name) for name in names}
    return replace(first.after, **changed)


def dependents(programme: Programme, row: Entity) -> Iterator[Change]:
    """What changes when ``row`` goes: rows that go with it, references that become empty."""
    rule = RULES.get(type(row))
    if rule is not None:
        yield from rule(programme, row)


def _of_activity(p: Programme, row: Entity) -> Iterator[Change]:
    yield from _gone(x for x in p.participations.values() if x.activity_id == row.id)
    yield from _gone(x for x in p.wishes.values() if x.activity_id == row.id)
    for part in p.parts.get(row.id, ()):
        yield Change(part, None)
        yield from _of_activity(p, part)


def _of_delegation(p: Programme, row: Entity) -> Iterator[Change]:
    for delegate in p.delegates_of.get(row.id, ()):
        yield Change(delegate, None)
        yield from _of_delegate(p, delegate)
    yield from _gone(x for x in p.participations.values() if x.delegation_id == row.id)
    yield from _gone(x for x in p.boardings.values() if x.delegation_id == row.id)
    yield from _gone(
        x for x in p.wishes.values() if row.id in (x.delegation_id, x.wanted_delegation_id)
    )


def _of_delegate(p: Programme, row: Entity) -> Iterator[Change]:
    yield from _gone(x for x in p.participations.values() if x.delegate_id == row.id)
    yield from _gone(x for x in p.boardings.values() if x.delegate_id == row.id)


def _of_host(p: Programme, row: Entity) -> Iterator[Change]:
    yield from _gone(p.contacts_of.get(row.id, ()))
    yield from _gone(x for x in p.participations.values() if x.host_id == row.id)
    yield from _gone(x for x in p.wishes.values() if row.id in (x.host_id, x.wanted_host_id))


def _of_site(p: Programme, row: Entity) -> Iterator[Change]:
    yield from _gone(p.openings_of.get(row.id, ()))
    yield from _gone(x for x in p.travel_times.values() if row.id in (x.from_site_id, x.to_site_id))
    yield from _gone(x for x in p.wishes.values() if x.site_id == row.id)
    for activity in p.activities.values():
        if activity.site_id == row.id:
            yield Change(activity, replace(activity, site_id=None, start=None))
        if activity.from_site_id == row.id:
            yield Change(activity, replace(activity, from_site_id=None))
    references = ("arrival_site_id", "departure_site_id", "hotel_id", "pickup_id")
    yield from _emptied(p.delegations.values(), row.id, references)
    yield from _emptied(p.hosts.values(), row.id, ("site_id",))
    yield from _emptied(p.tour_days.values(), row.id, ("start_site_id", "end_site_id"))


def _of_tour(p: Programme, row: Entity) -> Iterator[Change]:
    yield from _gone(p.boardings_of.get(row.id, ()))
    for day in p.days_of_tour.get(row.id, ()):
        yield Change(day, None)
        yield from _of_tour_day(p, day)


def _of_tour_day(p: Programme, row: Entity) -> Iterator[Change]:
    for activity in p.activities.values():
        if activity.tour_day_id == row.id:
            yield Change(activity, replace(activity, tour_day_id=None, start=None))


def _of_vehicle(p: Programme, row: Entity) -> Iterator[Change]:
    yield from _emptied(p.tours.values(), row.id, ("vehicle_id",))
    yield from _emptied(p.activities.values(), row.id, ("vehicle_id",))


def _gone(rows: Iterable[Entity]) -> Iterator[Change]:
    return (Change(row, None) for row in rows)


def _emptied(rows: Iterable[Entity], row_id: str, references: tuple[str, ...]) -> Iterator[Change]:
    for row in rows:
        empty: dict[str, Any] = {n: None for n in references if getattr(row, n) == row_id}
        if empty:
            yield Change(row, replace(row, **empty))


RULES: dict[type[Entity], Callable[[Programme, Entity], Iterator[Change]]] = {
    Activity: _of_activity,
    Delegation: _of_delegation,
    Delegate: _of_delegate,
    Host: _of_host,
    Site: _of_site,
    Tour: _of_tour,
    TourDay: _of_tour_day,
    Vehicle: _of_vehicle,
}
