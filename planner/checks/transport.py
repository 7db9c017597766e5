"""Vehicles: two uses at once, and more people than seats."""

from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import NamedTuple

from models.words import Kind
from planner.checks.rule import Subject, rule
from planner.checks.tour_time import tour_day_span
from planner.checks.wording import day_of, fact_of, lasting, listed, named, timed, when, who
from planner.conflicts import Conflict, Severity
from planner.entities import Delegate, Vehicle
from planner.phrases import Phrase, Value, plural
from planner.programme import Party, Programme, Span, count_heads

TRANSFERS = frozenset({Kind.TRANSFER})


class Use(NamedTuple):
    """A stretch of time for which a vehicle is taken, by a tour day or by one activity."""

    span: Span
    id: str
    tour_id: str | None
    label: Value
    activities: tuple[str, ...]


@rule("vehicle-double-booked", per=Subject.VEHICLE)
def vehicle_double_booked(programme: Programme, vehicle_id: str) -> Iterator[Conflict]:
    """A vehicle is taken by two tours, or by a tour and a single ride, at once.  Blocking.

    A tour has it for the whole of its day, from start to end and as long as anything takes
    place; one conflict for each pair of tour days or rides, with the first activity of each.
    """
    uses = sorted(_uses(programme, vehicle_id), key=lambda use: (use.span, use.id))
    for first, second in combinations(uses, 2):
        same_tour = first.tour_id is not None and first.tour_id == second.tour_id
        minutes = min(first.span.end, second.span.end) - second.span.begin
        if same_tour or minutes <= 0:
            continue
        yield Conflict(
            rule="vehicle-double-booked",
            severity=Severity.BLOCKING,
            phrase=Phrase(
                "{vehicle}, {day}: {first} and {second} need it at the same time for {time}",
                vehicle=named(programme.vehicles[vehicle_id].name),
                day=programme.clock.day(second.span.begin),
                first=first.label,
                second=second.label,
                time=lasting(minutes),
            ),
            subject=vehicle_id,
            activities=first.activities + second.activities,
            minutes=minutes,
            fact=when(first.span, second.span),
        )


def _uses(programme: Programme, vehicle_id: str) -> Iterator[Use]:
    for entry in programme.by_vehicle.get(vehicle_id, ()):
        activity = entry.activity
        if activity.vehicle_id is not None:
            day = programme.tour_days.get(activity.tour_day_id or "")
            tour_id = day.tour_id if day else None
            label = timed(programme, activity)
            yield Use(entry.span, activity.id, tour_id, label, (activity.id,))
    for day in programme.tour_days.values():
        tour = programme.tours.get(day.tour_id)
        if tour is None or tour.vehicle_id != vehicle_id:
            continue
        if (span := tour_day_span(programme, day)) is not None:
            label = Phrase(
                "the tour {tour} ({begin}–{end})",
                tour=named(tour.name),
                begin=programme.clock.wall(span.begin),
                end=programme.clock.wall(span.end),
            )
            placed = (a.id for a in programme.tour_stops.get(day.id, ()) if a.id in programme.spans)
            yield Use(span, day.id, tour.id, label, tuple(placed)[:1])


class Load(NamedTuple):
    """People who ride together: those on board of a tour, or in one transfer of their own."""

    parties: tuple[Party, ...]
    vehicle: Vehicle
    label: Value
    subject: str
    activities: tuple[str, ...]


def _load_of_tour(programme: Programme, tour_id: str) -> Load | None:
    tour = programme.tours[tour_id]
    vehicle = programme.vehicles.get(tour.vehicle_id or "")
    if vehicle is None:
        return None
    label = Phrase("Tour {tour}", tour=named(tour.name))
    return Load(programme.on_board(tour_id), vehicle, label, tour_id, ())


def _load_of_transfer(programme: Programme, activity_id: str) -> Load | None:
    """None also for a transfer with the same people as its tour: they are counted there."""
    transfer = programme.activities[activity_id]
    vehicle = programme.vehicles.get(programme.vehicle_of(transfer) or "")
    day = programme.tour_days.get(transfer.tour_day_id or "")
    usual = programme.on_board(day.tour_id) if day and transfer.vehicle_id is None else None
    parties = programme.parties(activity_id)
    if vehicle is None or parties == usual:
        return None
    label = Phrase(
        "{day}, {transfer}",
        day=day_of(programme, transfer),
        transfer=timed(programme, transfer),
    )
    return Load(parties, vehicle, label, activity_id, (activity_id,))


@rule("coach-over-seats", per=Subject.TOUR)
def coach_over_seats(programme: Programme, tour_id: str) -> Iterator[Conflict]:
    """More people on board than seats.  Blocking; to check while heads or seats are unknown."""
    return _seats(_load_of_tour(programme, tour_id))


@rule("coach-over-seats", per=Subject.ACTIVITY, kinds=TRANSFERS)
def transfer_over_seats(programme: Programme, activity_id: str) -> Iterator[Conflict]:
    """The same for a transfer with its own vehicle or its own people."""
    return _seats(_load_of_transfer(programme, activity_id))


def _seats(load: Load | None) -> Iterator[Conflict]:
    if load is None:
        return
    heads, complete = count_heads(load.parties)
    seats = load.vehicle.seats
    over = 0 if seats is None else heads - seats
    if over <= 0 and complete and (seats is not None or heads == 0):
        return
    yield Conflict(
        rule="coach-over-seats",
        severity=Severity.BLOCKING if over > 0 else Severity.TO_CHECK,
        phrase=_seats_sentence(load, heads, over),
        subject=load.subject,
        activities=load.activities,
        fact=fact_of(load.vehicle.id, heads, complete, seats),
    )


def _seats_sentence(load: Load, heads: int, over: int) -> Phrase:
    values: dict[str, Value] = {"load": load.label, "vehicle": named(load.vehicle.name)}
    if load.vehicle.seats is None:
        return plural(
            "{load}: how many seats {vehicle} has is unknown, {n} person is on board",
            "{load}: how many seats {vehicle} has is unknown, {n} people are on board",
            heads,
            **values,
        )
    values |= {"seats": load.vehicle.seats, "heads": heads}
    if over > 0:
        return plural(
            "{load}: {vehicle} has {seats} seats for {heads} people, {n} is missing",
            "{load}: {vehicle} has {seats} seats for {heads} people, {n} are missing",
            over,
            **values,
        )
    return Phrase(
        "{load}: {vehicle} has {seats} seats, {heads} are taken, and of some on board the"
        " number of people is unknown",
        None,
        **values,
    )


@rule("wheelchair-places", per=Subject.TOUR)
def wheelchair_places(programme: Programme, tour_id: str) -> Iterator[Conflict]:
    """More people who need step-free access than wheelchair places.

    A warning: not all of them use a wheelchair.  To check while the places are unknown.
    """
    return _wheelchairs(programme, _load_of_tour(programme, tour_id))


@rule("wheelchair-places", per=Subject.ACTIVITY, kinds=TRANSFERS)
def wheelchair_places_of_transfer(programme: Programme, activity_id: str) -> Iterator[Conflict]:
    """The same for a transfer with its own vehicle or its own people."""
    return _wheelchairs(programme, _load_of_transfer(programme, activity_id))


def _wheelchairs(programme: Programme, load: Load | None) -> Iterator[Conflict]:
    people = needing_step_free(programme, load.parties) if load else []
    if load is None or len(people) <= (places := load.vehicle.wheelchair_places or 0):
        return
    values: dict[str, Value] = {
        "load": load.label,
        "vehicle": named(load.vehicle.name),
        "names": listed([who(programme, person.id) for person in people]),
    }
    known = load.vehicle.wheelchair_places is not None
    yield Conflict(
        rule="wheelchair-places",
        severity=Severity.WARNING if known else Severity.TO_CHECK,
        phrase=plural(
            "{load}: {names} may need a wheelchair place each, {vehicle} has {n}",
            "{load}: {names} may need a wheelchair place each, {vehicle} has {n}",
            places,
            **values,
        )
        if known
        else Phrase(
            "{load}: {names} may need a wheelchair place, how many {vehicle} has is unknown",
            None,
            **values,
        ),
        subject=load.subject,
        activities=load.activities,
        people=tuple(person.id for person in people),
        fact=fact_of(load.vehicle.id, load.vehicle.wheelchair_places),
    )


def needing_step_free(programme: Programme, parties: Iterable[Party]) -> list[Delegate]:
    """Those of the parties who need step-free access."""
    found: dict[str, Delegate] = {}
    for party in parties:
        if party.delegate_id is not None:
            people: tuple[Delegate, ...] = (programme.delegates[party.delegate_id],)
        else:
            people = programme.delegates_of.get(party.delegation_id or "", ())
        found |= {person.id: person for person in people if person.step_free}
    return list(found.values())
