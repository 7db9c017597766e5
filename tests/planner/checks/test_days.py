"""Meals, pauses and the length of days."""

from datetime import datetime

import pytest

from models.words import Kind
from tests.build import Build, sun, thu, wed
from tests.planner.checks.found import found, minutes, only, text


def _day(plan: Build, *entries: tuple[str, int, Kind]) -> None:
    """A delegation's Wednesday: begin, minutes and kind of each entry."""
    tbilisi = plan.delegation("Tbilisi")
    for begin, length, kind in entries:
        plan.activity(kind, kind.value.title(), wed(begin), length, None, tbilisi)


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        pytest.param((("09:00", 180), ("13:00", 180)), [360], id="six-hours"),
        pytest.param((("09:00", 180), ("13:00", 179)), [], id="a-minute-less"),
        pytest.param((("12:00", 360),), [360], id="begins-at-noon"),
        pytest.param((("12:01", 360),), [], id="begins-after-noon"),
        pytest.param((("07:59", 360),), [], id="over-before-two"),
        pytest.param((("08:00", 360),), [360], id="just-spans-midday"),
    ],
)
def test_a_long_day_needs_a_meal(entries: tuple[tuple[str, int], ...], expected: list[int]) -> None:
    plan = Build()
    _day(plan, *((begin, length, Kind.VISIT) for begin, length in entries))
    assert minutes(plan, "no-meal") == expected


@pytest.mark.parametrize(
    ("meal", "missing"),
    [
        pytest.param("12:00", False, id="lunch"),
        pytest.param("10:20", False, id="brunch"),
        pytest.param("19:00", True, id="dinner-only"),
    ],
)
def test_lunch_is_a_meal_around_midday(meal: str, missing: bool) -> None:
    plan = Build()
    _day(
        plan,
        ("09:00", 70, Kind.VISIT),
        (meal, 60, Kind.MEAL),
        ("13:00", 320, Kind.VISIT),
    )
    assert bool(found(plan, "no-meal")) is missing


def test_the_sentence_about_a_missing_meal_gives_the_figures() -> None:
    plan = Build()
    _day(plan, ("09:00", 200, Kind.VISIT), ("13:00", 180, Kind.VISIT))
    assert text(only(plan, "no-meal")) == (
        "Tbilisi, Wed 23 Oct: 6 h 20 of programme from 09:00 to 16:00 and no meal at midday"
    )


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        pytest.param([("09:00", 240, Kind.VISIT)], [], id="four-hours"),
        pytest.param([("09:00", 241, Kind.VISIT)], [241], id="a-minute-more"),
        pytest.param(
            [("08:00", 30, Kind.VISIT), ("09:00", 240, Kind.VISIT), ("13:30", 30, Kind.VISIT)],
            [],
            id="four-hours-between-pauses",
        ),
        pytest.param(
            [("08:00", 30, Kind.VISIT), ("09:00", 240, Kind.VISIT)], [], id="four-hours-at-the-end"
        ),
        pytest.param(
            [("09:00", 120, Kind.VISIT), ("11:14", 120, Kind.VISIT)], [254], id="gap-of-14-minutes"
        ),
        pytest.param(
            [("09:00", 120, Kind.VISIT), ("11:15", 120, Kind.VISIT)], [], id="gap-of-15-minutes"
        ),
        pytest.param(
            [("09:00", 120, Kind.VISIT), ("11:00", 20, Kind.MEAL), ("11:20", 200, Kind.VISIT)],
            [],
            id="a-meal-between",
        ),
        pytest.param(
            [("09:00", 120, Kind.VISIT), ("11:00", 20, Kind.FREE), ("11:20", 200, Kind.VISIT)],
            [],
            id="free-time-between",
        ),
        pytest.param(
            [("08:00", 60, Kind.MEAL), ("09:00", 200, Kind.VISIT), ("12:20", 60, Kind.TRANSFER)],
            [260],
            id="breakfast-is-no-pause-in-what-follows",
        ),
    ],
)
def test_after_four_hours_people_need_a_pause(
    entries: list[tuple[str, int, Kind]], expected: list[int]
) -> None:
    plan = Build()
    _day(plan, *entries)
    assert minutes(plan, "no-pause") == expected


def test_the_sentence_about_a_missing_pause_names_the_first_and_the_last() -> None:
    plan = Build()
    _day(plan, ("09:00", 150, Kind.VISIT), ("11:30", 120, Kind.SESSION))
    assert text(only(plan, "no-pause")) == (
        "Tbilisi, Wed 23 Oct: 4 h 30 without a pause, from Visit (09:00–11:30)"
        " to Session (11:30–13:30)"
    )


def test_a_delegates_meeting_in_the_pause_takes_it_away() -> None:
    plan = Build()
    tbilisi = plan.delegation()
    ana, _ = plan.delegate(tbilisi, "Ana"), plan.delegate(tbilisi, "Nino")
    plan.visit("One", wed("09:00"), 120, None, tbilisi)
    plan.visit("Two", wed("12:00"), 120, None, tbilisi)
    plan.meeting("1:1", wed("11:10"), 45, None, ana)
    assert [(c.subject, c.minutes) for c in found(plan, "no-pause")] == [(ana.id, 300)]


@pytest.mark.parametrize(
    ("end", "over"),
    [pytest.param(wed("21:00"), [], id="limit"), pytest.param(wed("21:01"), [1], id="over")],
)
def test_a_day_is_as_long_as_the_edition_allows(end: datetime, over: list[int]) -> None:
    plan = Build()
    plan.set_edition(max_day_minutes=720)
    tbilisi = plan.delegation()
    plan.visit("Early", wed("09:00"), 60, None, tbilisi)
    plan.reception("Late", wed("20:00"), (end - wed("20:00")).seconds // 60, None, tbilisi)
    assert minutes(plan, "day-too-long") == over


def test_the_last_sunday_of_summer_time_is_an_hour_longer_only_on_the_clock() -> None:
    """From 01:00 to 13:00 by the clock are 13 hours."""
    plan = Build()
    plan.set_edition(max_day_minutes=720)
    tbilisi = plan.delegation("Tbilisi")
    plan.reception("Night", sun("01:00"), 30, None, tbilisi)
    plan.visit("Visit", sun("12:00"), 60, None, tbilisi)
    assert text(only(plan, "day-too-long")) == (
        "Tbilisi, Sun 27 Oct: 13 h 00 from Night (01:00–01:30) to Visit (12:00–13:00),"
        " 1 h 00 more than 12 h 00"
    )


def test_a_delegates_own_dinner_makes_only_their_day_too_long() -> None:
    plan = Build()
    plan.set_edition(max_day_minutes=600)
    tbilisi = plan.delegation()
    ana = plan.delegate(tbilisi)
    plan.visit("Early", wed("09:00"), 60, None, tbilisi)
    plan.visit("Another day", thu("09:00"), 60, None, tbilisi)
    plan.meal("Dinner", wed("19:00"), 90, None, ana)
    assert [(c.subject, c.minutes) for c in found(plan, "day-too-long")] == [(ana.id, 90)]
