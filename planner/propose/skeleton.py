"""What a draft edition needs before anything can be planned in it: circuits and a round table."""

from collections.abc import Iterator, Sequence
from datetime import date

from models.words import Kind
from planner.edits.circuits import END, START, home_site, without_circuit
from planner.edits.core import Edit, edit, new_id
from planner.entities import (
    Activity,
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
from planner.round_table import round_tables

#: A round table for which nobody has set a length.
ROUND_TABLE_MINUTES = 90


def skeleton(programme: Programme) -> Edit:
    """Circuits for those who are on none, and a round table where there is none.

    Circuits run on the days before the festival, as many as it takes to seat everybody; an
    edition that has a circuit, or a round table, keeps its own.
    """
    rows = [*_circuits(programme), *_round_table(programme)]
    return edit(
        Phrase("Circuits and a round table to begin with"), [Change(None, row) for row in rows]
    )


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


def _round_table(programme: Programme) -> Iterator[Entity]:
    if not round_tables(programme) and programme.active_delegations:
        title = programme.edition.theme or _("Round table")
        yield Activity(
            new_id(),
            programme.edition.id,
            Kind.ROUND_TABLE,
            title,
            minutes=ROUND_TABLE_MINUTES,
        )
