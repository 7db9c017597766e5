"""Vehicles, seats and wheelchair places."""

from datetime import datetime
from typing import Any

import pytest

from models.words import DelegationStatus
from planner.conflicts import Severity
from tests.build import Build, sun, wed
from tests.planner.checks.found import found, minutes, only, text


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        pytest.param("11:30-18:00", [30], id="overlap"),
        pytest.param("12:00-18:00", [], id="one-after-the-other"),
    ],
)
def test_two_tours_need_a_coach_at_different_times(hours: str, expected: list[int]) -> None:
    plan = Build()
    coach = plan.vehicle("Coach 1")
    plan.tour_day(plan.tour("East", coach), 23, "09:00-12:00")
    plan.tour_day(plan.tour("West", coach), 23, hours)
    assert minutes(plan, "vehicle-double-booked") == expected


def test_two_tours_with_a_coach_each_do_not_compete() -> None:
    plan = Build()
    for name in ("East", "West"):
        plan.tour_day(plan.tour(name, plan.vehicle(name)), 23, "09:00-12:00")
    assert found(plan, "vehicle-double-booked") == []


def test_a_tour_has_its_coach_for_as_long_as_anything_takes_place() -> None:
    plan = Build()
    coach = plan.vehicle("Coach 1")
    east = plan.tour_day(plan.tour("East", coach), 23, "09:00-12:00")
    plan.stop("Unplaced", tour_day_id=east)
    late = plan.stop("Late", wed("12:00"), 60, tour_day_id=east)
    ride = plan.transfer(wed("12:40"), 40, None, None, title="Shuttle", vehicle_id=coach)
    conflict = only(plan, "vehicle-double-booked")
    assert (conflict.severity, conflict.minutes) == (Severity.BLOCKING, 20)
    assert conflict.activities == (late.id, ride.id)
    assert text(conflict) == (
        "Coach 1, Wed 23 Oct: the tour East (09:00–13:00) and Shuttle (12:40–13:20) need it at"
        " the same time for 20 min"
    )


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        pytest.param("09:00-09:00", [60], id="round-the-clock"),
        pytest.param(None, [], id="no-hours-and-nothing-planned"),
    ],
)
def test_hours_that_end_where_they_start_last_a_day(hours: str | None, expected: list[int]) -> None:
    plan = Build()
    coach = plan.vehicle()
    plan.tour_day(plan.tour("East", coach), 23, hours)
    plan.transfer(wed("22:00"), 60, None, None, vehicle_id=coach)
    assert minutes(plan, "vehicle-double-booked") == expected


def test_a_tour_day_that_only_starts_takes_no_time_yet() -> None:
    plan = Build()
    coach = plan.vehicle()
    day = plan.tour_day(plan.tour("East", coach), 23)
    plan.change(day, start=wed("09:00").time())
    plan.transfer(wed("10:00"), 60, None, None, vehicle_id=coach)
    assert found(plan, "vehicle-double-booked") == []


def test_the_days_and_rides_of_one_tour_do_not_compete() -> None:
    plan = Build()
    coach = plan.vehicle()
    day = plan.tour_day(plan.tour("East", coach), 23, "09:00-18:00")
    plan.transfer(wed("10:00"), 30, None, None, tour_day_id=day, vehicle_id=coach)
    assert found(plan, "vehicle-double-booked") == []


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        pytest.param(sun("02:30"), [30], id="first-pass"),
        pytest.param(sun("02:30", fold=1), [], id="second-pass"),
    ],
)
def test_two_rides_in_the_repeated_hour(start: datetime, expected: list[int]) -> None:
    plan = Build()
    coach = plan.vehicle()
    plan.transfer(sun("02:00"), 60, None, None, vehicle_id=coach)
    plan.transfer(start, 60, None, None, vehicle_id=coach)
    assert minutes(plan, "vehicle-double-booked") == expected


@pytest.mark.parametrize(
    ("seats", "heads", "severity"),
    [
        pytest.param(12, 10, None, id="full"),
        pytest.param(11, 10, Severity.BLOCKING, id="one-missing"),
        pytest.param(None, 10, Severity.TO_CHECK, id="seats-unknown"),
        pytest.param(50, None, Severity.TO_CHECK, id="heads-unknown"),
        pytest.param(1, None, Severity.BLOCKING, id="guests-alone-are-too-many"),
    ],
)
def test_everybody_on_board_has_a_seat(
    seats: int | None, heads: int | None, severity: Severity | None
) -> None:
    plan = Build()
    tour = plan.tour("East", plan.vehicle(seats=seats), plan.delegation(heads=heads))
    plan.boards(tour, "Guests", 2)
    assert [c.severity for c in found(plan, "coach-over-seats")] == (
        [severity] if severity is not None else []
    )


def test_the_sentence_about_seats_counts() -> None:
    plan = Build()
    plan.tour("East", plan.vehicle("Coach 1", seats=8), plan.delegation(heads=10))
    assert text(only(plan, "coach-over-seats")) == (
        "Tour East: Coach 1 has 8 seats for 10 people, 2 are missing"
    )


def test_a_transfer_with_the_people_of_its_tour_is_not_counted_again() -> None:
    plan = Build()
    tour = plan.tour("East", plan.vehicle(seats=8), plan.delegation(heads=10))
    day = plan.tour_day(tour)
    plan.transfer(wed("10:00"), 30, None, None, tour_day_id=day)
    assert len(found(plan, "coach-over-seats")) == 1


@pytest.mark.parametrize(
    ("heads", "severity"),
    [pytest.param(8, None, id="full"), pytest.param(9, Severity.BLOCKING, id="over")],
)
def test_a_shuttle_has_seats_for_its_own_people(heads: int, severity: Severity | None) -> None:
    plan = Build()
    bus = plan.vehicle("Minibus", seats=8)
    plan.transfer(wed("10:00"), 30, None, None, plan.delegation(heads=heads), vehicle_id=bus)
    assert [c.severity for c in found(plan, "coach-over-seats")] == (
        [severity] if severity is not None else []
    )


@pytest.mark.parametrize(
    ("places", "severity"),
    [
        pytest.param(2, None, id="enough"),
        pytest.param(1, Severity.WARNING, id="one-missing"),
        pytest.param(None, Severity.TO_CHECK, id="unknown"),
    ],
)
def test_who_needs_step_free_access_may_need_a_wheelchair_place(
    places: int | None, severity: Severity | None
) -> None:
    plan = Build()
    tbilisi = plan.delegation()
    people = [plan.delegate(tbilisi, name, step_free=True) for name in ("Ana", "Nino")]
    plan.tour("East", plan.vehicle(wheelchair_places=places), tbilisi)
    conflicts = found(plan, "wheelchair-places")
    assert [c.severity for c in conflicts] == ([severity] if severity is not None else [])
    assert all(c.people == tuple(p.id for p in people) for c in conflicts)


def test_a_vehicle_without_places_is_fine_while_nobody_needs_one() -> None:
    plan = Build()
    plan.tour("East", plan.vehicle(wheelchair_places=None), plan.delegation())
    assert found(plan, "wheelchair-places") == []


@pytest.mark.parametrize(
    ("on_board", "empty"),
    [
        pytest.param({"status": DelegationStatus.ACCEPTED}, False, id="somebody"),
        pytest.param({"status": DelegationStatus.DECLINED}, True, id="declined"),
        pytest.param(None, True, id="nobody"),
    ],
)
def test_a_tour_has_a_vehicle_and_people(on_board: dict[str, Any] | None, empty: bool) -> None:
    plan = Build()
    people = () if on_board is None else (plan.delegation(**on_board),)
    tour = plan.tour("East", None, *people)
    assert bool(found(plan, "tour-empty")) is empty
    assert text(only(plan, "tour-without-vehicle")) == "The tour East has no vehicle"
    plan.change(tour, vehicle_id=plan.vehicle().id)
    assert found(plan, "tour-without-vehicle") == []
