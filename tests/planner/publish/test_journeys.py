from datetime import datetime
from typing import Any

import pytest

from models.words import Role
from planner.entities import Delegate, Delegation
from planner.publish.agenda import items_for
from planner.publish.items import Item, ItemKind, Person
from tests.build import Build, sun, thu, tue, wed
from tests.planner.publish.calendars import recipient_of


def items(plan: Build, who: Delegation | Delegate) -> tuple[Item, ...]:
    programme = plan.programme()
    return items_for(programme, recipient_of(programme, who))


def test_arrival_and_departure_are_short_items_at_their_places() -> None:
    plan = Build()
    airport, station = plan.site("Airport"), plan.site("Station")
    tbilisi = plan.delegation(
        arrival=tue("18:20"),
        arrival_site_id=airport.id,
        departure=sun("15:00"),
        departure_site_id=station.id,
    )
    arrival, departure = items(plan, tbilisi)
    assert (arrival.kind, arrival.title, arrival.place) == (ItemKind.ARRIVAL, "Arrival", airport)
    assert (arrival.start, arrival.finish) == (tue("18:20"), tue("18:35"))
    assert (departure.kind, departure.title, departure.place) == (
        ItemKind.DEPARTURE,
        "Departure",
        station,
    )


def test_a_delegates_own_times_count_before_the_delegations() -> None:
    plan = Build()
    tbilisi = plan.delegation(arrival=tue("18:20"), departure=sun("15:00"))
    ana = plan.delegate(tbilisi, "Ana", arrival=wed("09:00"))
    assert [i.start for i in items(plan, ana)] == [wed("09:00"), sun("15:00")]


def test_who_travels_apart_has_a_line_of_their_own_in_the_delegations_programme() -> None:
    plan = Build()
    tbilisi = plan.delegation(heads=2, arrival=tue("18:20"))
    ana = plan.delegate(tbilisi, "Ana", arrival=wed("09:00"))
    plan.delegate(tbilisi, "Bo", arrival=tue("18:20"))
    together, apart = items(plan, tbilisi)
    assert (together.whole, together.people) == (False, (Person("Bo", Role.ATTENDS),))
    assert (apart.key, apart.title) == (f"arrival:{ana.id}", "Arrival: Ana")


def test_a_common_arrival_that_nobody_takes_is_left_out() -> None:
    plan = Build()
    tbilisi = plan.delegation(heads=1, arrival=tue("18:20"))
    plan.delegate(tbilisi, "Ana", arrival=wed("09:00"))
    assert [i.title for i in items(plan, tbilisi)] == ["Arrival: Ana"]


def test_those_whose_names_are_not_known_yet_take_the_common_arrival() -> None:
    plan = Build()
    tbilisi = plan.delegation(heads=4, arrival=tue("18:20"))
    plan.delegate(tbilisi, "Ana", arrival=wed("09:00"))
    assert [(i.title, i.whole, i.heads) for i in items(plan, tbilisi)] == [
        ("Arrival", True, 3),
        ("Arrival: Ana", False, None),
    ]


@pytest.mark.parametrize(
    ("arrival", "departure", "nights"),
    [
        (tue("18:20"), sun("15:00"), (22, 27)),
        (wed("00:40"), sun("04:30"), (22, 27)),
        (wed("05:00"), thu("23:00"), (23, 24)),
    ],
)
def test_hotel_nights_run_from_the_evening_of_arrival_to_the_day_of_departure(
    arrival: datetime, departure: datetime, nights: tuple[int, int]
) -> None:
    plan = Build()
    hotel = plan.site("Ibis")
    tbilisi = plan.delegation(arrival=arrival, departure=departure, hotel_id=hotel.id)
    (stay,) = [i for i in items(plan, tbilisi) if i.kind is ItemKind.STAY]
    assert (stay.start.day, stay.finish.day) == nights
    assert (stay.all_day, stay.place, stay.title) == (True, hotel, "Hotel: Ibis")


def test_without_hotel_or_times_or_night_there_is_no_stay() -> None:
    plan = Build()
    hotel = plan.site("Ibis")
    known: dict[str, Any] = {
        "arrival": tue("18:20"),
        "departure": sun("15:00"),
        "hotel_id": hotel.id,
    }
    same_day = {**known, "departure": tue("22:00")}
    for missing in [{**known, name: None} for name in known] + [same_day]:
        delegation = plan.delegation(**missing)
        assert all(i.kind is not ItemKind.STAY for i in items(plan, delegation))
