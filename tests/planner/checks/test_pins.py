"""Pins that contradict one another."""

from datetime import datetime

import pytest

from planner.conflicts import Severity
from tests.build import Build, wed
from tests.planner.checks.found import found, minutes, only, text


@pytest.mark.parametrize(
    ("start", "pinned", "expected"),
    [
        pytest.param(wed("10:40"), (True, True), [20], id="overlap"),
        pytest.param(wed("11:00"), (True, True), [30], id="too-far-apart"),
        pytest.param(wed("11:29"), (True, True), [1], id="a-minute-too-far-apart"),
        pytest.param(wed("11:30"), (True, True), [], id="only-the-buffer-missing"),
        pytest.param(wed("10:40"), (True, False), [], id="one-is-free"),
        pytest.param(wed("11:00"), (False, True), [], id="the-other-is-free"),
    ],
)
def test_two_pinned_times_must_both_be_possible(
    start: datetime, pinned: tuple[bool, bool], expected: list[int]
) -> None:
    plan = Build()
    tbilisi, a, b = plan.delegation(), plan.site("A"), plan.site("B")
    plan.travel(a, b, 30)
    plan.visit("One", wed("10:00"), 60, a, tbilisi, pin_time=pinned[0])
    plan.visit("Two", start, 60, b, tbilisi, pin_time=pinned[1])
    assert minutes(plan, "pins-contradict") == expected


def test_the_sentence_says_why_both_cannot_hold() -> None:
    plan = Build()
    tbilisi, a, b = plan.delegation("Tbilisi"), plan.site("TRAKK"), plan.site("Quai10")
    plan.travel(a, b, 30)
    plan.visit("One", wed("10:00"), 60, a, tbilisi, pin_time=True)
    two = plan.visit("Two", wed("11:10"), 60, b, tbilisi, pin_time=True)
    conflict = only(plan, "pins-contradict")
    assert conflict.severity is Severity.BLOCKING
    assert text(conflict) == (
        "Tbilisi, Wed 23 Oct: One (10:00–11:00) and Two (11:10–12:10) are both pinned in time,"
        " but from TRAKK to Quai10 takes 30 min: 20 min short"
    )
    plan.change(two, start=wed("10:45"))
    assert text(only(plan, "pins-contradict")).endswith(
        "are both pinned in time and overlap by 15 min"
    )


def test_pins_of_different_people_do_not_contradict() -> None:
    plan = Build()
    for name in ("Tbilisi", "Hamar"):
        plan.visit(name, wed("10:00"), 60, None, plan.delegation(name), pin_time=True)
    assert found(plan, "pins-contradict") == []


@pytest.mark.parametrize(
    ("positions", "pinned", "broken"),
    [
        pytest.param((0, 1), True, False, id="in-order"),
        pytest.param((1, 0), True, True, id="the-other-way-round"),
        pytest.param((1, 0), False, False, id="not-pinned"),
        pytest.param((0, 0), True, False, id="no-order-given"),
    ],
)
def test_stops_follow_their_pinned_order(
    positions: tuple[int, int], pinned: bool, broken: bool
) -> None:
    plan = Build()
    day = plan.tour_day(plan.tour())
    for title, start, position in zip("AB", (wed("10:00"), wed("12:00")), positions, strict=True):
        plan.stop(title, start, 60, tour_day_id=day, position=position, pin_order=pinned)
    assert [text(c) for c in found(plan, "order-pin-broken")] == (
        ["Wed 23 Oct: B (12:00–13:00) is pinned to come before A (10:00–11:00), but comes after"]
        if broken
        else []
    )
