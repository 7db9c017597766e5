"""Rooms and their capacity."""

from datetime import datetime

import pytest

from models.words import Kind
from planner.conflicts import Severity
from tests.build import Build, sun, wed
from tests.planner.checks.found import found, minutes, only, text


@pytest.mark.parametrize(
    ("kind", "start", "expected"),
    [
        pytest.param(Kind.STOP, wed("10:45"), [15], id="two-groups"),
        pytest.param(Kind.STOP, wed("11:00"), [], id="one-after-the-other"),
        pytest.param(Kind.MEETING, wed("10:45"), [], id="a-meeting-shares"),
        pytest.param(Kind.SESSION, wed("10:45"), [], id="a-venue-has-many-sessions"),
    ],
)
def test_two_groups_in_one_house_overlap(kind: Kind, start: datetime, expected: list[int]) -> None:
    plan = Build()
    trakk = plan.site("TRAKK")
    plan.visit("One", wed("10:00"), 60, trakk)
    plan.activity(kind, "Two", start, 60, trakk)
    assert minutes(plan, "site-double-booked") == expected


def test_the_sentence_names_the_house_and_both_groups() -> None:
    plan = Build()
    trakk = plan.site("TRAKK")
    for title, start in (("East", wed("10:00")), ("West", wed("10:30"))):
        plan.stop(title, start, 60, trakk, tour_day_id=plan.tour_day(plan.tour(title)))
    conflict = only(plan, "site-double-booked")
    assert conflict.severity is Severity.WARNING
    assert text(conflict) == (
        "TRAKK, Wed 23 Oct: East (10:00–11:00) and West (10:30–11:30) overlap by 30 min"
    )


def test_one_tour_or_one_host_is_reported_for_its_people_instead() -> None:
    plan = Build()
    trakk, hub, host = plan.site("TRAKK"), plan.site("Hub"), plan.host()
    day = plan.tour_day(plan.tour())
    for title in ("One", "Two"):
        plan.stop(title, wed("10:00"), 60, trakk, tour_day_id=day)
        plan.visit(title, wed("10:00"), 60, hub, host)
    assert found(plan, "site-double-booked") == []
    assert minutes(plan, "host-double-booked") == [60]


@pytest.mark.parametrize(
    ("heads", "expected"),
    [
        pytest.param(10, [], id="full"),
        pytest.param(12, [Severity.BLOCKING], id="over"),
        pytest.param(None, [Severity.TO_CHECK], id="unknown"),
    ],
)
def test_an_activity_has_places_for_so_many(heads: int | None, expected: list[Severity]) -> None:
    plan = Build()
    plan.visit("Visit", wed("10:00"), 60, None, plan.delegation(heads=heads), capacity=10)
    assert [c.severity for c in found(plan, "over-capacity")] == expected


def test_the_sentence_about_an_over_full_activity_counts() -> None:
    plan = Build()
    both = (plan.delegation("Tbilisi", heads=7), plan.delegation("Hamar", heads=5))
    visit = plan.visit("Fab Lab", wed("10:00"), 60, None, *both, capacity=10)
    assert text(only(plan, "over-capacity")) == (
        "Fab Lab (10:00–11:00) on Wed 23 Oct has 10 places for 12 people: 2 too many"
    )
    plan.change(visit, capacity=12)
    assert found(plan, "over-capacity") == []


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        pytest.param(wed("10:59"), 1, id="at-the-same-time"),
        pytest.param(wed("11:00"), 0, id="one-after-the-other"),
    ],
)
def test_a_site_holds_what_is_there_at_a_time(start: datetime, expected: int) -> None:
    plan = Build()
    hall = plan.site("Hall", capacity=10)
    plan.session("One", wed("10:00"), 60, hall, plan.delegation("A", heads=6))
    plan.session("Two", start, 60, hall, plan.delegation("B", heads=6))
    assert len(found(plan, "site-over-capacity")) == expected


@pytest.mark.parametrize(
    ("heads", "severities"),
    [
        pytest.param((4, 6), [], id="full"),
        pytest.param((10, None), [Severity.TO_CHECK], id="full-and-some-unknown"),
        pytest.param((11, None), [Severity.BLOCKING], id="over-with-the-known-alone"),
    ],
)
def test_a_site_may_be_full(heads: tuple[int, int | None], severities: list[Severity]) -> None:
    plan = Build()
    both = [plan.delegation(heads=n) for n in heads]
    plan.session("Talk", wed("10:00"), 60, plan.site("Hall", capacity=10), *both)
    assert [c.severity for c in found(plan, "site-over-capacity")] == severities


def test_the_sentence_about_an_over_full_site_names_what_is_there() -> None:
    plan = Build()
    hall = plan.site("Hall", capacity=10)
    plan.session("One", wed("10:00"), 60, hall, plan.delegation("A", heads=6))
    plan.session("Two", wed("10:30"), 60, hall, plan.delegation("B", heads=6))
    conflict = only(plan, "site-over-capacity")
    assert conflict.severity is Severity.BLOCKING
    assert text(conflict) == (
        "Hall holds 10, Wed 23 Oct: One (10:00–11:00), Two (10:30–11:30) bring 12 people,"
        " 2 too many"
    )


def test_an_activity_that_alone_is_too_large_is_not_reported_again_with_others() -> None:
    plan = Build()
    hall = plan.site("Hall", capacity=10)
    plan.session("Large", wed("10:00"), 120, hall, plan.delegation("A", heads=11))
    plan.session("Small", wed("10:30"), 60, hall, plan.delegation("B", heads=2))
    assert len(found(plan, "site-over-capacity")) == 1


def test_unknown_numbers_are_to_check_once_for_each_site() -> None:
    plan = Build()
    hall, unknown = plan.site("Hall", capacity=10), plan.delegation("A", heads=None)
    for start in (wed("10:00"), wed("12:00")):
        plan.session("Talk", start, 60, hall, unknown)
    conflict = only(plan, "site-over-capacity")
    assert conflict.severity is Severity.TO_CHECK
    assert text(conflict) == (
        "Hall holds 10, but it is unknown how many people come to Talk (10:00–11:00),"
        " Talk (12:00–13:00)"
    )


def test_the_repeated_hour_keeps_two_groups_apart() -> None:
    plan = Build()
    hall = plan.site("Hall")
    plan.reception("First", sun("02:00"), 60, hall)
    second = plan.reception("Second", sun("02:00", fold=1), 60, hall)
    assert found(plan, "site-double-booked") == []
    plan.change(second, start=sun("02:00"))
    assert minutes(plan, "site-double-booked") == [60]
