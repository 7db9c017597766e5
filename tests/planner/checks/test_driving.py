"""Driving hours of a coach driver."""

from typing import Any

import pytest

from models.words import TravelMode
from planner.checks.drives import drives
from planner.conflicts import Severity
from tests.build import Build, sun, wed
from tests.planner.checks.found import found, minutes, only, text


def _transfers(plan: Build, *rides: tuple[str, int], **values: Any) -> None:
    """A tour day of transfers between places that are all at hand: begin and minutes."""
    a = plan.site("A")
    day = plan.tour_day(plan.tour("East"), 23)
    for begin, length in rides:
        plan.transfer(wed(begin), length, a, a, tour_day_id=day, **values)


@pytest.mark.parametrize(
    ("rides", "over"),
    [
        pytest.param([("08:00", 270)], [], id="four-and-a-half-hours"),
        pytest.param([("08:00", 271)], [1], id="a-minute-more"),
        pytest.param([("08:00", 150), ("11:15", 150)], [], id="break-of-45-minutes"),
        pytest.param([("08:00", 150), ("11:14", 150)], [30], id="break-of-44-minutes"),
        pytest.param([("08:00", 200), ("12:20", 280)], [10], id="second-stretch-too-long"),
    ],
)
def test_after_four_and_a_half_hours_the_driver_has_a_break(
    rides: list[tuple[str, int]], over: list[int]
) -> None:
    plan = Build()
    _transfers(plan, *rides)
    assert minutes(plan, "driving-without-break") == over


def test_the_sentence_about_driving_gives_both_figures() -> None:
    plan = Build()
    _transfers(plan, ("08:00", 290))
    conflict = only(plan, "driving-without-break")
    assert conflict.severity is Severity.BLOCKING
    assert text(conflict) == (
        "East, Wed 23 Oct: 4 h 50 of driving without a break of 45 min: 20 min over 4 h 30"
    )


@pytest.mark.parametrize(
    ("last", "over"),
    [pytest.param(100, [], id="nine-hours"), pytest.param(105, [5], id="five-minutes-more")],
)
def test_nine_hours_of_driving_are_a_day(last: int, over: list[int]) -> None:
    plan = Build()
    _transfers(plan, ("06:00", 220), ("11:00", 220), ("16:00", last))
    assert minutes(plan, "driving-day") == over
    assert found(plan, "driving-without-break") == []


@pytest.mark.parametrize("mode", [TravelMode.TRAIN, TravelMode.WALK])
def test_a_ride_by_train_or_a_walk_is_no_driving(mode: TravelMode) -> None:
    plan = Build()
    _transfers(plan, ("08:00", 300), mode=mode)
    assert found(plan, "driving-without-break") == []


def test_ways_without_a_transfer_count_from_the_start_to_the_end_of_the_day() -> None:
    """120 minutes to the first stop, 100 to the second, 90 home, too little time between."""
    plan = Build()
    start, one, two = (plan.site(name) for name in ("Start", "One", "Two"))
    plan.travel(start, one, 120)
    plan.travel(one, two, 100)
    plan.travel(two, start, 90)
    tour = plan.tour("East")
    day = plan.tour_day(tour, 23, "08:00-18:00", start_site_id=start, end_site_id=start)
    plan.stop("One", wed("10:00"), 30, one, tour_day_id=day)
    second = plan.stop("Two", wed("12:10"), 30, two, tour_day_id=day)
    conflict = only(plan, "driving-without-break")
    assert (conflict.minutes, conflict.severity) == (40, Severity.BLOCKING)
    assert "about 5 h 10 (estimated)" in text(conflict)
    plan.change(second, minutes=45)
    assert found(plan, "driving-without-break") == []


def test_a_stop_of_45_minutes_after_the_first_way_is_a_break() -> None:
    """The first drive ends when the first stop begins, whenever the day starts."""
    plan = Build()
    start, one, two = (plan.site(name) for name in ("Start", "One", "Two"))
    plan.travel(start, one, 120)
    plan.travel(one, two, 200)
    day = plan.tour_day(plan.tour("East"), 23, "06:00-18:00", start_site_id=start)
    stop = plan.stop("One", wed("10:00"), 45, one, tour_day_id=day)
    plan.stop("Two", wed("14:30"), 60, two, tour_day_id=day)
    assert found(plan, "driving-without-break") == []
    plan.change(stop, minutes=44)
    assert minutes(plan, "driving-without-break") == [50]


def test_only_the_margin_of_an_estimate_is_a_warning() -> None:
    plan = Build()
    plan.set_edition(margin_percent=100)
    a, b = plan.site("A", at=(50.0, 4.0)), plan.site("B", at=(51.5, 4.0))
    leg = plan.programme().travel.leg(a.id, b.id, TravelMode.COACH)
    assert leg is not None
    assert leg.minutes > 270 > leg.minutes // 2
    day = plan.tour_day(plan.tour("East"), 23, None, start_site_id=a)
    plan.stop("B", wed("14:00"), 60, b, tour_day_id=day)
    conflict = only(plan, "driving-without-break")
    assert (conflict.minutes, conflict.severity) == (leg.minutes - 270, Severity.WARNING)


def test_driving_across_the_clock_change_is_elapsed_time() -> None:
    """A ride at 01:30 for 60 minutes ends at 02:30; the second 02:30 is an hour later."""
    plan = Build()
    a = plan.site("A")
    day = plan.tour_day(plan.tour("East"), 27)
    plan.transfer(sun("00:30"), 120, a, a, tour_day_id=day)
    late = plan.transfer(sun("02:40", fold=1), 160, a, a, tour_day_id=day)
    assert found(plan, "driving-without-break") == []
    plan.change(late, start=sun("02:40"))
    assert minutes(plan, "driving-without-break") == [10]


def test_an_empty_run_between_two_rides_is_driving() -> None:
    """Article 4 of the regulation: laden or not."""
    plan = Build()
    coach, a, b, c = plan.vehicle("Coach"), *(plan.site(name) for name in "ABC")
    plan.travel(b, c, 40, mode=TravelMode.COACH)
    plan.transfer(wed("08:00"), 120, a, b, vehicle_id=coach)
    second = plan.transfer(wed("11:20"), 120, c, a, vehicle_id=coach)
    conflict = only(plan, "driving-without-break")
    assert (conflict.minutes, conflict.subject) == (10, coach.id)
    assert text(conflict) == (
        "Coach, Wed 23 Oct: about 4 h 40 (estimated) of driving without a break of 45 min:"
        " 10 min over 4 h 30"
    )
    plan.change(second, start=wed("11:25"))
    assert found(plan, "driving-without-break") == []


def test_nine_hours_are_those_of_a_tour_and_of_rides_beside_it() -> None:
    plan = Build()
    coach, a = plan.vehicle("Coach"), plan.site("A")
    day = plan.tour_day(plan.tour("East", coach), 23)
    for begin in ("06:00", "10:00"):
        plan.transfer(wed(begin), 180, a, a, tour_day_id=day)
    ride = plan.transfer(wed("15:00"), 180, a, a, vehicle_id=coach)
    assert found(plan, "driving-day") == []
    plan.change(ride, minutes=181)
    assert minutes(plan, "driving-day") == [1]


def test_a_tour_that_is_all_a_vehicle_does_is_told_once() -> None:
    plan = Build()
    a, coach = plan.site("A"), plan.vehicle("Coach")
    day = plan.tour_day(plan.tour("East", coach), 23)
    plan.transfer(wed("06:00"), 280, a, a, tour_day_id=day)
    plan.transfer(wed("12:00"), 270, a, a, tour_day_id=day)
    assert only(plan, "driving-without-break").subject == day.id
    assert only(plan, "driving-day").subject == day.id


def test_while_its_passengers_walk_a_coach_drives_to_where_they_board_again() -> None:
    plan = Build()
    a, b = plan.site("A"), plan.site("B")
    plan.travel(a, b, 280, mode=TravelMode.COACH)
    day = plan.tour_day(plan.tour("East", plan.vehicle("Coach")), 23, end_site_id=b)
    plan.stop("First", wed("08:00"), 60, a, tour_day_id=day)
    plan.transfer(wed("09:00"), 300, a, b, mode=TravelMode.WALK, tour_day_id=day)
    stop = plan.stop("Second", wed("14:00"), 60, b, tour_day_id=day)
    (drive,) = drives(plan.programme(), day.id)
    assert (drive.begin, drive.minutes) == (plan.programme().spans[stop.id].begin - 280, 280)
    plan.change(stop, start=None)
    assert list(drives(plan.programme(), day.id)) == []
