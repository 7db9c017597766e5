"""A new circuit in one step: its first day, a vehicle that is free, everybody who has none."""

from datetime import date, time

from planner.edits.core import Edit, edit, new_id
from planner.edits.names import describe
from planner.entities import Boarding, Change, Delegation, Entity, Tour, TourDay, Vehicle
from planner.phrases import Phrase
from planner.programme import Programme
from planner.seed import hub_ids

#: When a day on the road begins and ends unless the organiser says otherwise.
START, END = time(9), time(18)
#: The festival's town: where a coach leaves when nothing else is known.
HOME = "Namur"


def new_circuit(programme: Programme, name: str, day: date) -> Edit:
    """A circuit with a day from the usual place and back to it.

    On board is every delegation that is on no other circuit of that day; the vehicle is the
    smallest free one with enough seats, and the largest where nobody is on board so far.
    """
    home = home_site(programme)
    aboard = without_circuit(programme, day)
    heads = sum(programme.heads_of(d.id) or 0 for d in aboard)
    vehicle = _free_vehicle(programme, day, heads)
    tour = Tour(new_id(), programme.edition.id, name, vehicle.id if vehicle else None)
    first = TourDay(new_id(), tour.id, day, START, home, END, home)
    rows: list[Entity] = [tour, first, *(Boarding(new_id(), tour.id, d.id) for d in aboard)]
    label = Phrase("Add {what}", what=describe(programme, tour))
    return edit(label, [Change(None, row) for row in rows])


def home_site(programme: Programme) -> str | None:
    """Where days on the road start: as most others do, where most are picked up, or the station."""
    starts = [day.start_site_id for day in programme.tour_days.values()]
    picked = [d.pickup_id or d.hotel_id for d in programme.active_delegations]
    for sites in (starts, picked):
        known = sorted(s for s in sites if s in programme.sites and s is not None)
        if known:
            return max(known, key=known.count)
    station = hub_ids().get(HOME)
    return station if station in programme.sites else None


def without_circuit(programme: Programme, day: date) -> tuple[Delegation, ...]:
    """The delegations of which nobody is on board of a circuit that runs that day."""
    running = {d.tour_id for d in programme.tour_days.values() if d.day == day}
    taken = {p.delegation_id for tour_id in running for p in programme.on_board(tour_id)}
    return tuple(d for d in programme.active_delegations if d.id not in taken)


def _free_vehicle(programme: Programme, day: date, heads: int) -> Vehicle | None:
    running = {d.tour_id for d in programme.tour_days.values() if d.day == day}
    taken = {t.vehicle_id for t in programme.tours.values() if t.id in running}
    free = [v for v in programme.vehicles.values() if v.id not in taken and (v.seats or 0) >= heads]
    sign = 1 if heads else -1
    return min(free, key=lambda v: (sign * (v.seats or 0), v.name, v.id), default=None)


def free_name(programme: Programme, template: str) -> str:
    """The first of ``template A``, ``template B`` ... that no circuit is called."""
    taken = {tour.name for tour in programme.tours.values()}
    letters = (chr(ord("A") + n) for n in range(26))
    return next((f"{template} {c}" for c in letters if f"{template} {c}" not in taken), template)
