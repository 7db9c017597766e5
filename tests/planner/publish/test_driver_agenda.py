"""What a driver is told: where to drive with how many people, and where to wait."""

import pytest

from models.words import Kind, TravelMode
from planner.entities import Vehicle
from planner.publish.agenda import items_for
from planner.publish.event import event_of
from planner.publish.items import Heads, Item, ItemKind
from planner.publish.labels import Labels
from planner.publish.wording import describe
from tests.build import Build, on, sun, thu, wed
from tests.planner.publish.schedules import recipient_named, sheet_of


def items(plan: Build, vehicle: Vehicle) -> tuple[Item, ...]:
    programme = plan.programme()
    return items_for(programme, recipient_named(programme, vehicle.driver or vehicle.name))


def words(item: Item) -> list[str]:
    return describe(item, Labels("en")).split("\n")


def test_a_driver_gets_transfers_and_stops_of_the_vehicle_by_time() -> None:
    plan = Build()
    coach, other = plan.vehicle("Coach"), plan.vehicle("Minibus")
    day = plan.tour_day(plan.tour("East", coach, plan.delegation()))
    a6k, trakk = plan.site("A6K"), plan.site("TRAKK")
    plan.stop("Engineers", wed("10:00"), 60, a6k, tour_day_id=day)
    plan.transfer(wed("09:00"), 55, trakk, a6k, title="Out", tour_day_id=day)
    plan.transfer(thu("09:00"), 55, trakk, a6k, title="Airport", vehicle_id=coach)
    plan.transfer(wed("08:00"), 55, trakk, a6k, title="Not ours", vehicle_id=other)
    plan.visit("Without wheels", wed("12:00"), 60)
    assert [(i.title, i.kind) for i in items(plan, coach)] == [
        ("Out", ItemKind.ACTIVITY),
        ("Waiting: A6K", ItemKind.WAIT),
        ("Airport", ItemKind.ACTIVITY),
    ]


def test_a_transfer_tells_both_ends_the_meeting_point_and_how_many_come() -> None:
    plan = Build()
    coach = plan.vehicle("Coach")
    guests = plan.delegation("Hamar", 3), plan.delegation("Caen", 2)
    ends = plan.site("Station"), plan.site("Hotel")
    plan.transfer(
        wed("09:00"), 20, *ends, *guests, vehicle_id=coach, meeting_point="Sign A", language="en"
    )
    (item,) = items(plan, coach)
    assert (item.where, item.place) == ends
    assert words(item) == [
        "From Station to Hotel",
        "Meeting point: Sign A",
        "Number of people: 5",
    ]


def test_an_empty_run_says_that_nobody_comes() -> None:
    plan = Build()
    coach = plan.vehicle("Coach")
    plan.transfer(wed("09:00"), 20, plan.site("A"), plan.site("B"), vehicle_id=coach)
    (item,) = items(plan, coach)
    assert item.expected == Heads(0, complete=True)
    assert words(item)[-1] == "Number of people: 0"


@pytest.mark.parametrize("kind", [Kind.STOP, Kind.MEAL, Kind.FREE, Kind.RECEPTION])
def test_a_driver_waits_on_duty_for_whatever_the_tour_stops_for(kind: Kind) -> None:
    plan = Build()
    coach, site = plan.vehicle("Coach"), plan.site("A6K")
    day = plan.tour_day(plan.tour("East", coach))
    texts = {"description": "Bring a coat", "meeting_point": "Porch"}
    plan.activity(kind, "T", wed("10:00"), 85, site, tour_day_id=day, **texts)
    (item,) = items(plan, coach)
    programme = plan.programme()
    event = event_of(item, recipient_named(programme, "Coach"), "Europe/Brussels")
    assert (event.summary, event.place, event.busy) == ("Waiting: A6K", "A6K", True)
    assert words(item) == ["Duration: 85 min"]


def test_where_the_place_is_unknown_the_kind_of_stop_stands_for_it() -> None:
    plan = Build()
    coach = plan.vehicle("Coach")
    day = plan.tour_day(plan.tour("East", coach))
    plan.meeting("1:1 Ana – TRAKK", wed("10:00"), 30, tour_day_id=day)
    assert [i.title for i in items(plan, coach)] == ["Waiting: Meeting"]


@pytest.mark.parametrize("mode", [TravelMode.WALK, TravelMode.WHEELCHAIR, TravelMode.TRAIN])
def test_a_way_that_the_passengers_take_without_the_vehicle_is_not_the_drivers(
    mode: TravelMode,
) -> None:
    plan = Build()
    coach = plan.vehicle("Coach")
    day = plan.tour_day(plan.tour("East", coach))
    a, b = plan.site("A"), plan.site("B")
    plan.travel(a, b, 12, mode=TravelMode.COACH)
    plan.stop("First", wed("10:00"), 60, a, tour_day_id=day)
    plan.transfer(wed("11:00"), 20, a, b, mode=mode, tour_day_id=day)
    plan.stop("Second", wed("11:20"), 60, b, tour_day_id=day)
    first, second = items(plan, coach)
    assert (first.place, second.place) == (a, b)
    assert second.travel is not None
    assert second.travel.minutes == 12


def test_what_is_internal_unplaced_or_outside_the_edition_is_not_told() -> None:
    plan = Build()
    coach = plan.vehicle("Coach")
    day = plan.tour_day(plan.tour("East", coach))
    plan.stop("Sure", wed("10:00"), 60, plan.site("A"), tour_day_id=day)
    plan.blocker("Briefing", wed("12:00"), 60, tour_day_id=day)
    plan.stop("In the tray", None, 60, tour_day_id=day)
    plan.transfer(on(30, "10:00"), 20, None, None, vehicle_id=coach)
    assert [i.title for i in items(plan, coach)] == ["Waiting: A"]


def test_the_night_of_the_clock_change_keeps_its_order() -> None:
    plan = Build()
    coach = plan.vehicle("Coach")
    plan.transfer(sun("02:30", fold=1), 20, None, None, title="Second", vehicle_id=coach)
    plan.transfer(sun("02:30"), 20, None, None, title="First", vehicle_id=coach)
    found = [(i.title, i.start.fold) for i in items(plan, coach)]
    assert found == [("First", 0), ("Second", 1)]


def test_the_sheet_of_a_driver_says_what_is_driven() -> None:
    plan = Build()
    coach = plan.vehicle("Coach A", driver="Rémy", operator="Cars", driver_phone="SECRET")
    plan.transfer(wed("09:00"), 20, plan.site("A"), plan.site("B"), vehicle_id=coach)
    programme = plan.programme()
    sheet = sheet_of(programme, recipient_named(programme, "Rémy"))
    assert sheet.about == ("Coach A · Cars",)
    assert "SECRET" not in repr(sheet)


def test_a_driver_goes_to_the_next_ride_as_the_vehicle_does_and_not_as_people_do() -> None:
    plan = Build()
    coach, caen = plan.vehicle("Coach"), plan.delegation("Caen")
    a, b, c = (plan.site(name, (50.4, 4.4 + 0.2 * n)) for n, name in enumerate("ABC"))
    plan.transfer(wed("09:00"), 20, a, b, caen, vehicle_id=coach)
    plan.transfer(wed("11:00"), 20, c, a, caen, vehicle_id=coach)
    programme = plan.programme()
    ways = [
        items_for(programme, recipient_named(programme, n))[1].travel for n in ("Coach", "Caen")
    ]
    assert [way.mode for way in ways if way is not None] == [TravelMode.COACH, TravelMode.CAR]
