"""The ways of a driver, planned or not, and how long one drives."""

from collections.abc import Callable

import pytest

from models.words import TravelMode
from planner.checks.drives import days_of_vehicle
from planner.programme import Programme
from planner.publish.papers.driver_route import routes
from tests.build import Build, wed
from tests.planner.publish.papers.drivers import COACH, crowded, demo, facts, stops, tour


def test_a_walk_of_the_passengers_is_an_empty_run_of_the_coach() -> None:
    plan = Build()
    coach, on_tour = tour(plan)
    a, b = plan.site("A"), plan.site("B")
    plan.travel(a, b, 12, mode=COACH)
    plan.stop("First", wed("10:00"), 60, a, **on_tour)
    plan.transfer(wed("11:00"), 20, a, b, mode=TravelMode.WALK, **on_tour)
    plan.stop("Second", wed("11:20"), 60, b, **on_tour)
    first, second = stops(plan, coach)
    assert first.leave == "11:08"
    assert second.drive is not None
    assert second.drive.length == "12 min · empty run"
    assert second.arrive == "11:20"


def test_a_way_that_nobody_has_planned_is_estimated_and_said_to_be() -> None:
    plan = Build()
    coach, on_tour = tour(plan)
    plan.stop("First", wed("09:00"), 60, plan.site("A", (50.4662, 4.8545)), **on_tour)
    plan.stop("Second", wed("13:00"), 60, plan.site("B", (50.4072, 4.4450)), **on_tour)
    _first, second = stops(plan, coach)
    assert second.drive is not None
    assert second.drive.length.startswith("about ")
    assert "(estimated) · about 3" in second.drive.length
    assert "empty run" not in second.drive.length
    assert second.arrive < "13:00"


def test_a_way_of_which_nothing_is_known_is_said_to_be_unknown() -> None:
    plan = Build()
    coach, on_tour = tour(plan)
    plan.stop("First", wed("09:00"), 60, plan.site("A"), **on_tour)
    plan.stop("Second", wed("13:00"), 60, plan.site("B"), **on_tour)
    drive = stops(plan, coach)[1].drive
    assert drive is not None
    assert drive.length == "way of unknown length"
    assert "ways of unknown length" in facts(plan, coach)["Driving time"]


def test_the_day_begins_and_ends_where_the_tour_day_does() -> None:
    plan = Build()
    coach, caen = plan.vehicle("Coach"), plan.delegation("Caen")
    depot, a = plan.site("Station"), plan.site("A")
    plan.travel(depot, a, 30, mode=COACH)
    day = plan.tour_day(
        plan.tour("East", coach, caen), 23, "08:00-18:00", start_site_id=depot, end_site_id=depot
    )
    plan.stop("Only", wed("10:00"), 60, a, tour_day_id=day)
    first, second, third = stops(plan, coach)
    assert (first.place, first.leave) == ("Station", "09:30")
    assert (second.arrive, second.leave) == ("10:00", "11:00")
    assert (third.place, third.arrive) == ("Station", "11:30")
    assert third.passengers == ("Get off: 4 – Caen (4)",)
    assert facts(plan, coach)["Departure"] == "09:30, Station"


def test_driving_time_and_breaks_are_told_with_their_limits() -> None:
    plan = Build()
    coach, on_tour = tour(plan)
    a, b = plan.site("A"), plan.site("B")
    plan.transfer(wed("08:00"), 100, a, b, mode=COACH, **on_tour)
    plan.transfer(wed("10:00"), 100, b, a, mode=COACH, **on_tour)
    plan.transfer(wed("12:30"), 30, a, b, mode=COACH, **on_tour)
    told = facts(plan, coach)
    assert told["Driving time"] == "3 h 50; limit: 9 h 00"
    assert told["Longest without a break of 45 min"] == "3 h 20; limit: 4 h 30"
    assert told["Breaks of 45 min or more"] == "11:40–12:30"


def test_an_empty_run_is_driving_time() -> None:
    plan = Build()
    coach = plan.vehicle("Coach")
    a, b, c = plan.site("A"), plan.site("B"), plan.site("C")
    plan.travel(b, c, 40, mode=COACH)
    plan.transfer(wed("09:00"), 60, a, b, vehicle_id=coach)
    plan.transfer(wed("13:00"), 60, c, a, vehicle_id=coach)
    assert facts(plan, coach)["Driving time"].startswith("about 2 h 40")
    assert facts(plan, coach)["Breaks of 45 min or more"] == "10:00–12:20"


@pytest.mark.parametrize("plan", [demo, crowded], ids=lambda plan: plan.__name__)
def test_the_ways_on_the_sheet_are_those_that_the_rule_of_driving_hours_counts(
    plan: Callable[[], Programme],
) -> None:
    programme = plan()
    for vehicle_id in programme.vehicles:
        driven = days_of_vehicle(programme, vehicle_id)
        for day, halts in routes(programme, vehicle_id):
            ways = [halt.way for halt in halts if halt.way is not None and halt.way.minutes]
            assert [(way.begin, way.minutes) for way in ways] == [
                (drive.begin, drive.minutes) for duty in driven[day] for drive in duty
            ]
