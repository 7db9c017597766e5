"""Kilometres and greenhouse gases of the transfers of an edition.

Kilometres are those of ``planner/travel.py``: along the road, always estimated (organisers give
minutes), and none for trains.

Greenhouse gases follow the UK Government GHG Conversion Factors for Company Reporting 2025
(Department for Energy Security and Net Zero, full set 2025, "Business travel - land", kg CO2e,
without the making of the fuel): coach 0.02776 and national rail 0.03546 for each passenger and
kilometre, average car of unknown fuel 0.16725 for each kilometre of the vehicle.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import ceil

from models.words import Kind, TravelMode
from planner.entities import Activity
from planner.programme import Programme
from planner.publish.shown import attended, shown
from planner.travel import NOT_DRIVEN

#: kg CO2e for each person and kilometre; nothing for those on foot or on wheels.
BY_PERSON = {
    TravelMode.COACH: 0.02776,
    TravelMode.TRAIN: 0.03546,
    TravelMode.WALK: 0.0,
    TravelMode.WHEELCHAIR: 0.0,
}
#: kg CO2e for each kilometre of a car, and how many sit in one (an assumption).
BY_CAR = 0.16725
PEOPLE_IN_CAR = 4


@dataclass(frozen=True, slots=True)
class Ride:
    """A transfer: ``km`` None where nobody knows, ``kg`` of CO2e None where that cannot be said.

    ``people`` are those known; ``vehicle_id`` None: none of ours.
    """

    transfer: Activity
    mode: TravelMode
    vehicle_id: str | None
    tour_id: str | None
    km: float | None
    people: int
    kg: float | None


def rides(programme: Programme) -> tuple[Ride, ...]:
    """The transfers in which anybody takes part, in order of time."""
    placed = (entry.activity for entry in programme.by_time)
    return tuple(
        _ride(programme, transfer)
        for transfer in shown(programme, placed)
        if transfer.kind is Kind.TRANSFER and attended(programme, transfer.id)
    )


def km_of(found: Iterable[Ride]) -> float:
    return sum(ride.km or 0 for ride in found)


def kg_of(found: Iterable[Ride]) -> float:
    return sum(ride.kg or 0 for ride in found)


def by_tour(programme: Programme, found: Iterable[Ride]) -> Iterator[tuple[str, list[Ride]]]:
    """The name of each tour that has any, by name, with its rides."""
    legs = tuple(found)
    for tour in sorted(programme.tours.values(), key=lambda t: (t.name.casefold(), t.id)):
        if own := [ride for ride in legs if ride.tour_id == tour.id]:
            yield tour.name, own


def _ride(programme: Programme, transfer: Activity) -> Ride:
    vehicle_id = programme.vehicle_of(transfer) if transfer.mode not in NOT_DRIVEN else None
    day = programme.tour_days.get(transfer.tour_day_id or "")
    usual = TravelMode.COACH if vehicle_id or day else TravelMode.CAR
    mode = transfer.mode or usual
    km = _km(programme, transfer, mode)
    people, _complete = programme.head_count(transfer.id)
    return Ride(
        transfer=transfer,
        mode=mode,
        vehicle_id=vehicle_id,
        tour_id=day.tour_id if day else None,
        km=km,
        people=people,
        kg=None if km is None or not people else km * _kg_per_km(mode, people),
    )


def _km(programme: Programme, transfer: Activity, mode: TravelMode) -> float | None:
    if transfer.from_site_id is None or transfer.site_id is None:
        return None
    leg = programme.travel.leg(transfer.from_site_id, transfer.site_id, mode)
    return leg.km if leg is not None else None


def _kg_per_km(mode: TravelMode, people: int) -> float:
    """Of all who ride together."""
    if mode is TravelMode.CAR:
        return BY_CAR * ceil(people / PEOPLE_IN_CAR)
    return BY_PERSON[mode] * people
