"""Times that cannot be, and things outside their days."""

from datetime import date, datetime

import pytest

from planner.conflicts import Severity
from tests.build import Build, on, sun, thu, wed
from tests.planner.checks.found import found, minutes, only, text


@pytest.mark.parametrize(
    ("start", "exists"),
    [
        pytest.param(datetime(2025, 3, 30, 1, 59), True, id="before-the-gap"),
        pytest.param(datetime(2025, 3, 30, 2, 0), False, id="first-minute"),
        pytest.param(datetime(2025, 3, 30, 2, 59), False, id="last-minute"),
        pytest.param(datetime(2025, 3, 30, 3, 0), True, id="after-the-gap"),
        pytest.param(sun("02:30"), True, id="repeated-hour"),
        pytest.param(sun("02:30", fold=1), True, id="repeated-hour-again"),
    ],
)
def test_an_activity_starts_at_a_time_that_exists(start: datetime, exists: bool) -> None:
    plan = Build()
    plan.set_edition(last_day=date(2025, 4, 30))
    plan.visit("Visit", start)
    assert [c.severity for c in found(plan, "no-such-time")] == (
        [] if exists else [Severity.BLOCKING]
    )


def test_the_sentence_names_the_time_that_is_skipped() -> None:
    plan = Build()
    plan.visit("Fab Lab", datetime(2025, 3, 30, 2, 30))
    assert text(only(plan, "no-such-time")) == (
        "Fab Lab starts at 02:30 on Sun 30 Mar, which the clocks skip"
    )


@pytest.mark.parametrize(
    ("length", "broken"),
    [
        pytest.param(1, [], id="one"),
        pytest.param(0, [0], id="none"),
        pytest.param(-5, [-5], id="less"),
    ],
)
def test_an_activity_lasts_some_time(length: int, broken: list[int]) -> None:
    plan = Build()
    tbilisi = plan.delegation()
    plan.visit("Visit", wed("10:00"), length, None, tbilisi)
    plan.visit("Around", wed("09:30"), 60, None, tbilisi)
    assert minutes(plan, "no-length") == broken
    assert minutes(plan, "delegation-double-booked") == ([] if broken else [1])


@pytest.mark.parametrize(
    ("start", "outside"),
    [
        pytest.param(on(22, "00:00"), False, id="first-minute"),
        pytest.param(on(21, "23:59"), True, id="the-day-before"),
        pytest.param(sun("23:59"), False, id="last-minute"),
        pytest.param(on(28, "00:00"), True, id="the-day-after"),
    ],
)
def test_an_activity_is_on_a_day_of_the_edition(start: datetime, outside: bool) -> None:
    plan = Build()
    plan.visit("Visit", start)
    conflicts = found(plan, "outside-edition")
    assert bool(conflicts) is outside
    assert all("outside the edition (Tue 22 Oct to Sun 27 Oct)" in text(c) for c in conflicts)


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        pytest.param(wed("09:00"), [], id="from-the-start"),
        pytest.param(wed("08:50"), [10], id="too-early"),
        pytest.param(wed("17:00"), [], id="until-the-end"),
        pytest.param(wed("17:25"), [25], id="too-late"),
        pytest.param(thu("10:00"), [None], id="on-another-date"),
    ],
)
def test_what_a_tour_does_lies_within_its_day(start: datetime, expected: list[int | None]) -> None:
    plan = Build()
    day = plan.tour_day(plan.tour("East"), 23, "09:00-18:00")
    plan.stop("Stop", start, 60, tour_day_id=day)
    assert minutes(plan, "outside-tour-day") == expected


def test_what_is_longer_than_its_tour_day_at_both_ends_is_outside() -> None:
    plan = Build()
    day = plan.tour_day(plan.tour("East"), 23, "09:00-18:00")
    plan.stop("Stop", wed("08:50"), 560, tour_day_id=day)
    assert minutes(plan, "outside-tour-day") == [10]


def test_the_sentences_about_tour_days_name_the_tour() -> None:
    plan = Build()
    day = plan.tour_day(plan.tour("East"), 23, "09:00-18:00")
    stop = plan.stop("Stop", wed("08:50"), 60, tour_day_id=day)
    assert text(only(plan, "outside-tour-day")) == (
        "Stop (08:50–09:50) on Wed 23 Oct begins 10 min before the tour East starts"
    )
    plan.change(stop, start=thu("10:00"))
    assert text(only(plan, "outside-tour-day")) == (
        "Stop (10:00–11:00) is on Thu 24 Oct, its day of the tour East is Wed 23 Oct"
    )


def test_a_tour_day_may_end_after_midnight_and_after_the_clock_change() -> None:
    """From 20:00 on Saturday to 03:00 on Sunday are eight hours."""
    plan = Build()
    day = plan.tour_day(plan.tour(), 26, "20:00-03:00")
    late = plan.reception("Late", on(26, "22:00"), 6 * 60, tour_day_id=day)
    assert found(plan, "outside-tour-day") == []
    plan.change(late, minutes=6 * 60 + 1)
    assert minutes(plan, "outside-tour-day") == [1]


@pytest.mark.parametrize(("day", "outside"), [(22, False), (21, True), (27, False), (28, True)])
def test_a_tour_day_is_a_day_of_the_edition(day: int, outside: bool) -> None:
    plan = Build()
    plan.tour_day(plan.tour("East"), day)
    assert bool(found(plan, "tour-day-outside-edition")) is outside


@pytest.mark.parametrize(
    ("start", "end", "outside"),
    [(22, 27, False), (22, 28, True), (21, 27, True)],
)
def test_the_festival_lies_within_the_edition(start: int, end: int, outside: bool) -> None:
    plan = Build()
    plan.set_edition(festival_start=date(2024, 10, start), festival_end=date(2024, 10, end))
    assert bool(found(plan, "festival-outside-edition")) is outside
