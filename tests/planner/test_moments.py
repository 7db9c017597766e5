"""Days and times as people write them in a hurry, and stepping through them."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.clock import Clock
from planner.errors import InvalidValue
from planner.fields import parse_time, parse_wall
from planner.moments import full_moment, step_date, step_moment, step_time, with_full_day
from planner.phrases import set_language

BRUSSELS = Clock("Europe/Brussels")
DAYS = tuple(date(2024, 10, 22) + timedelta(days=n) for n in range(6))


@pytest.mark.parametrize(
    ("typed", "full"),
    [
        ("thu", "2024-10-24"),
        ("Thursday 9:30", "2024-10-24 9:30"),
        ("24", "2024-10-24"),
        ("24 9h30", "2024-10-24 9h30"),
        ("24/10 930", "2024-10-24 930"),
        ("24 oct 930", "2024-10-24 930"),
        ("thu 24 oct 930", "2024-10-24 930"),
        ("2024-10-24 9:30", "2024-10-24 9:30"),
        ("25 dec", "25 dec"),
        ("mon", "mon"),
        ("t", "t"),
        ("", ""),
    ],
)
def test_a_day_is_written_out_where_only_one_can_be_meant(typed: str, full: str) -> None:
    assert with_full_day(typed, DAYS) == full


def test_days_are_understood_in_french_too() -> None:
    set_language("fr")
    try:
        assert with_full_day("jeudi 9h", DAYS) == "2024-10-24 9h"
    finally:
        set_language("en")


def test_a_weekday_that_comes_twice_stays_as_it_is() -> None:
    fortnight = tuple(DAYS[0] + timedelta(days=n) for n in range(14))
    assert with_full_day("thu", fortnight) == "thu"


def test_a_lone_time_is_no_day() -> None:
    assert full_moment("24", DAYS) == "24"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [("930", "09:30"), ("9h30", "09:30"), ("14:5", "14:05"), ("9", "09:00"), ("9h", "09:00")],
)
def test_times_are_understood_as_they_are_typed(typed: str, shown: str) -> None:
    assert f"{parse_time('start', typed):%H:%M}" == shown


@pytest.mark.parametrize("typed", ["24:00", "9:60", "9:300", "nine", "14:5:1"])
def test_what_is_no_time_is_refused(typed: str) -> None:
    with pytest.raises(InvalidValue):
        parse_time("start", typed)


@pytest.mark.parametrize(
    ("typed", "steps", "shown"),
    [
        ("9:30", 1, "09:35"),
        ("9:30", -1, "09:25"),
        ("9:32", 1, "09:35"),
        ("9:32", -1, "09:30"),
        ("23:55", 1, "00:00"),
        ("0:00", -1, "23:55"),
        ("", 1, "09:00"),
        ("nine", 1, "nine"),
    ],
)
def test_a_time_goes_on_by_round_five_minutes(typed: str, steps: int, shown: str) -> None:
    assert step_time(typed, steps) == shown


@pytest.mark.parametrize(
    ("typed", "shown"),
    [("thu", "2024-10-25"), ("2024-12-31", "2025-01-01"), ("", "2024-10-22"), ("x", "x")],
)
def test_a_day_goes_on_by_one(typed: str, shown: str) -> None:
    assert step_date(typed, 1, DAYS) == shown


def test_stepping_goes_through_the_hour_that_happens_twice() -> None:
    seen = ["2024-10-27 01:50"]
    for _ in range(28):
        seen.append(step_moment(seen[-1], 1, DAYS, BRUSSELS, by_day=False))
    assert seen[2] == "2024-10-27 02:00"
    assert seen[14] == "2024-10-27 02:00~"
    assert seen[26] == "2024-10-27 03:00"


@given(st.integers(0, 6 * 1440 // 5), st.integers(-50, 50))
@settings(max_examples=60, deadline=None)
def test_steps_add_up_and_can_be_taken_back(start: int, steps: int) -> None:
    wall = BRUSSELS.wall(BRUSSELS.midnight(DAYS[0]) + start * 5)
    text = f"{wall:%Y-%m-%d %H:%M}" + ("~" if wall.fold else "")
    there = step_moment(text, steps, DAYS, BRUSSELS, by_day=False) if steps else text
    back = step_moment(there, -steps, DAYS, BRUSSELS, by_day=False) if steps else there
    assert back == text
    moved = parse_wall("start", there)
    assert moved is not None
    assert BRUSSELS.at(moved) - BRUSSELS.at(wall) == steps * 5


def test_stepping_by_day_keeps_the_time() -> None:
    assert step_moment("fri 9:30", 2, DAYS, BRUSSELS, by_day=True) == "2024-10-27 09:30"
