"""What is wrong with a row on its own, whatever the rest of the plan is like.

Rules between rows are checks (``planner/checks``); these are about values no plan can hold.
"""

from collections.abc import Callable, Iterator
from datetime import datetime

from models.words import PART_KINDS
from planner.entities import (
    Activity,
    Delegate,
    Delegation,
    Edition,
    Entity,
    Opening,
    Site,
    TourDay,
    TravelTime,
    Vehicle,
    Wish,
)
from planner.phrases import Phrase
from planner.programme import Programme

Problem = tuple[str, Phrase]

MAX_MINUTES = 7 * 1440
MAX_DAYS = 60


def problems(programme: Programme, row: Entity) -> dict[str, Phrase]:
    """Field name -> what is wrong with it; empty when the row may be kept."""
    rule = RULES.get(type(row))
    found: dict[str, Phrase] = {}
    if rule is not None:
        for name, phrase in rule(programme, row):
            found.setdefault(name, phrase)
    return found


def _edition(programme: Programme, row: Entity) -> Iterator[Problem]:
    assert isinstance(row, Edition)
    if row.last_day < row.first_day:
        yield "last_day", Phrase("The last day is before the first.")
    elif (row.last_day - row.first_day).days >= MAX_DAYS:
        yield "last_day", Phrase("An edition has at most {n} days.", n=MAX_DAYS)
    if row.festival_end < row.festival_start:
        yield "festival_end", Phrase("The festival ends before it begins.")
    if not row.first_day <= row.festival_start <= row.last_day:
        yield "festival_start", Phrase("The festival begins outside the edition's days.")
    if not row.first_day <= row.festival_end <= row.last_day:
        yield "festival_end", Phrase("The festival ends outside the edition's days.")
    if row.keep_until is not None and row.keep_until < row.last_day:
        yield "keep_until", Phrase("The data of people are needed until the last day.")


def _activity(programme: Programme, row: Entity) -> Iterator[Problem]:
    assert isinstance(row, Activity)
    if not 1 <= row.minutes <= MAX_MINUTES:
        yield "minutes", Phrase("A length is from 1 to {n} minutes.", n=MAX_MINUTES)
    yield from _wall(programme, "start", row.start)
    if row.parent_id is not None and row.kind not in PART_KINDS:
        yield "kind", Phrase("Only presentations and entries of a round table can be parts.")
    if row.parent_id is None and row.kind in PART_KINDS:
        yield "kind", Phrase("A part needs an activity that it belongs to.")
    yield from _positive("capacity", row.capacity)


def _delegation(programme: Programme, row: Entity) -> Iterator[Problem]:
    assert isinstance(row, Delegation)
    yield from _positive("head_count", row.head_count)
    yield from _stay(programme, row.arrival, row.departure)
    twin = next(
        (d for d in programme.delegations.values() if d.city_id == row.city_id and d.id != row.id),
        None,
    )
    if twin is not None and twin.name == row.name:
        yield "name", Phrase("There is a delegation “{name}” already.", name=row.name)


def _delegate(programme: Programme, row: Entity) -> Iterator[Problem]:
    assert isinstance(row, Delegate)
    yield from _stay(programme, row.arrival, row.departure)


def _stay(
    programme: Programme, arrival: datetime | None, departure: datetime | None
) -> Iterator[Problem]:
    yield from _wall(programme, "arrival", arrival)
    yield from _wall(programme, "departure", departure)
    clock = programme.clock
    if arrival and departure and clock.at(departure) <= clock.at(arrival):
        yield "departure", Phrase("The departure is before the arrival.")


def _wall(programme: Programme, name: str, wall: datetime | None) -> Iterator[Problem]:
    if wall is None:
        return
    if not programme.clock.exists(wall):
        yield name, Phrase("This time does not exist: the clocks go forward then.")
    elif wall.fold and not programme.clock.is_repeated(wall):
        yield name, Phrase("Only the hour that happens twice can be marked with ~.")


def _site(programme: Programme, row: Entity) -> Iterator[Problem]:
    assert isinstance(row, Site)
    if row.lat is not None and not -90 <= row.lat <= 90:
        yield "lat", Phrase("A latitude is from -90 to 90.")
    if row.lon is not None and not -180 <= row.lon <= 180:
        yield "lon", Phrase("A longitude is from -180 to 180.")
    if (row.lat is None) != (row.lon is None):
        yield ("lon" if row.lon is None else "lat"), Phrase("Latitude and longitude go together.")
    yield from _positive("capacity", row.capacity)
    yield from _positive("visit_minutes", row.visit_minutes)


def _opening(programme: Programme, row: Entity) -> Iterator[Problem]:
    assert isinstance(row, Opening)
    if (row.opens is None) != (row.closes is None):
        yield "closes", Phrase("Give both times, or none for a closed day.")
    elif row.opens is not None and row.closes is not None and row.closes <= row.opens:
        yield "closes", Phrase("It closes before it opens: write two windows around midnight.")
    if (row.weekday is None) == (row.day is None):
        yield "day", Phrase("Give either a weekday or a date.")


def _tour_day(programme: Programme, row: Entity) -> Iterator[Problem]:
    assert isinstance(row, TourDay)
    if row.start and row.end and row.end <= row.start:
        yield "end", Phrase("The day ends before it starts.")
    if not programme.edition.first_day <= row.day <= programme.edition.last_day:
        yield "day", Phrase("This day is outside the edition.")


def _travel_time(programme: Programme, row: Entity) -> Iterator[Problem]:
    assert isinstance(row, TravelTime)
    if not 0 <= row.minutes <= MAX_MINUTES:
        yield "minutes", Phrase("Travel takes from 0 to {n} minutes.", n=MAX_MINUTES)
    if row.from_site_id == row.to_site_id:
        yield "to_site_id", Phrase("These are the same place.")


def _vehicle(programme: Programme, row: Entity) -> Iterator[Problem]:
    assert isinstance(row, Vehicle)
    yield from _positive("seats", row.seats)


def _wish(programme: Programme, row: Entity) -> Iterator[Problem]:
    assert isinstance(row, Wish)
    if row.priority not in (1, 2, 3):
        yield "priority", Phrase("A priority is 1 (must), 2 (would like) or 3 (nice to have).")


def _positive(name: str, value: int | None) -> Iterator[Problem]:
    if value is not None and value < 1:
        yield name, Phrase("This must be at least 1; leave it empty when it is not known.")


RULES: dict[type[Entity], Callable[[Programme, Entity], Iterator[Problem]]] = {
    Edition: _edition,
    Activity: _activity,
    Delegation: _delegation,
    Delegate: _delegate,
    Site: _site,
    Opening: _opening,
    TourDay: _tour_day,
    TravelTime: _travel_time,
    Vehicle: _vehicle,
    Wish: _wish,
}
