"""What a draft edition needs before a tour can be planned: circuits with their days."""

from collections.abc import Iterator, Sequence
from datetime import date

from planner.edits.circuits import END, START, home_site, without_circuit
from planner.edits.core import Edit, edit, new_id
from planner.entities import (
    Boarding,
    Change,
    Delegation,
    Entity,
    Tour,
    TourDay,
    Vehicle,
)
from planner.phrases import Phrase, _
from planner.programme import Programme


def skeleton(programme: Programme) -> Edit:
    """Circuits where there is none, on the days before the festival, to seat everybody."""
    rows = [Change(None, row) for row in _circuits(programme)]
    return edit(Phrase("Circuits to begin with"), rows)


def _circuits(programme: Programme) -> Iterator[Entity]:
    days = [d for d in programme.days if d < programme.edition.festival_start]
    if programme.tours or not days:
        return
    home = home_site(programme)
    for number, (vehicle, aboard) in enumerate(_loads(programme, days[0])):
        name = _("Wake tour {letter}").format(letter=chr(ord("A") + number))
        tour = Tour(new_id(), programme.edition.id, name, vehicle.id if vehicle else None)
        yield tour
        for day in days:
            yield TourDay(new_id(), tour.id, day, START, home, END, home)
        for delegation in aboard:
            yield Boarding(new_id(), tour.id, delegation.id)


def _loads(
    programme: Programme, day: date
) -> Iterator[tuple[Vehicle | None, Sequence[Delegation]]]:
    """Delegations by vehicle, in the order of their names; whoever fits in none goes in the last.

    Without a vehicle whose seats are known everybody is on one circuit.
    """
    waiting = list(without_circuit(programme, day))
    seated = sorted(
        (v for v in programme.vehicles.values() if v.seats), key=lambda v: (-(v.seats or 0), v.name)
    )
    while waiting:
        vehicle = seated.pop(0) if seated else None
        load = _load(programme, waiting, (vehicle.seats or 0) if vehicle and seated else None)
        yield vehicle, load
        waiting = [d for d in waiting if d not in load]


def _load(
    programme: Programme, waiting: Sequence[Delegation], seats: int | None
) -> list[Delegation]:
    """The first delegations that fit together; all of them where seats are no limit."""
    load: list[Delegation] = []
    taken = 0
    for delegation in waiting:
        heads = programme.heads_of(delegation.id) or 1
        if seats is None or taken + heads <= seats:
            load.append(delegation)
            taken += heads
    return load or list(waiting[:1])
