"""Dates and times as people write them in lists."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.errors import InvalidValue
from planner.intake.moments import Moments, Said
from planner.intake.tables.sheets import Cell
from tests.build import EDITION

MOMENTS = Moments(EDITION)
THURSDAY = date(2024, 10, 24)
HALF_PAST_SIX = time(18, 30)


@pytest.mark.parametrize(
    "text",
    [
        "24 octobre 2024 18:30",
        "24 Oct 2024 18:30",
        "24 oct. 2024, 18h30",
        "jeudi 24 octobre à 18h30",
        "le jeudi 24 octobre 2024 à 18 h 30",
        "Thu, 24 Oct 2024, 6:30 pm",
        "Thursday 24th of October 2024 at 18:30",
        "October 24th, 2024 6.30pm",
        "Oct 24 18:30",
        "24/10/2024 18h30",
        "24-10-2024 18:30",
        "24.10.2024 18.30",
        "24.10. 18:30",
        "24/10/24 18:30",
        "24/10 18h30",
        "2024-10-24 18:30",
        "2024-10-24T18:30",
        "2024-10-24 18:30:00",
        "2024/10/24 18:30",
        "18h30 le 24 octobre",
        "18:30, 24/10/2024",
        "24\N{NO-BREAK SPACE}octobre\N{NO-BREAK SPACE}2024 18:30",
    ],
)
def test_one_moment_is_written_in_many_ways(text: str) -> None:
    assert MOMENTS.read("arrival", text) == Said(THURSDAY, HALF_PAST_SIX)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("24 octobre", THURSDAY),
        ("1er octobre", date(2024, 10, 1)),
        ("24 août 2024", date(2024, 8, 24)),
        ("24 Aug", date(2024, 8, 24)),
        ("12 sept. 2024", date(2024, 9, 12)),
        ("3 fév. 2025", date(2025, 2, 3)),
        ("mar. 22 oct.", date(2024, 10, 22)),
        ("Mar 22 2024", date(2024, 3, 22)),
        ("24.10.2024", THURSDAY),
    ],
)
def test_a_date_alone_is_a_date_alone(text: str, day: date) -> None:
    assert MOMENTS.read("arrival", text) == Said(day)


@pytest.mark.parametrize(
    ("text", "clock"),
    [("18:30", HALF_PAST_SIX), ("18h", time(18)), ("9h05", time(9, 5)), ("12 am", time(0))],
)
def test_a_time_alone_is_a_time_alone(text: str, clock: time) -> None:
    assert MOMENTS.read("arrival", text) == Said(clock=clock)


@pytest.mark.parametrize(
    ("cell", "clock"),
    [("930", time(9, 30)), (1830, HALF_PAST_SIX), (1830.0, HALF_PAST_SIX), ("9.30", time(9, 30))],
)
def test_a_column_of_times_holds_bare_numbers(cell: Cell, clock: time) -> None:
    assert MOMENTS.read("arrival", cell, is_time=True) == Said(clock=clock)


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        (datetime(2024, 10, 24, 18, 30, 29), Said(THURSDAY, HALF_PAST_SIX)),
        (THURSDAY, Said(THURSDAY)),
        (time(18, 30), Said(clock=HALF_PAST_SIX)),
        (timedelta(hours=18, minutes=30), Said(clock=HALF_PAST_SIX)),
        (datetime(1899, 12, 31, 18, 30), Said(clock=HALF_PAST_SIX)),
        (18.5 / 24, Said(clock=HALF_PAST_SIX)),
        (45589 + 18.5 / 24, Said(THURSDAY, HALF_PAST_SIX)),
        (45589.0, Said(THURSDAY)),
        (None, Said()),
        ("", Said()),
        (" - ", Said()),
    ],
)
def test_cells_of_workbooks_have_their_own_types(cell: Cell, said: Said) -> None:
    assert MOMENTS.read("arrival", cell) == said


@pytest.mark.parametrize(
    "cell",
    [
        "tomorrow",
        "22.10",
        "31/02/2024",
        "10/24/2024",
        "vendredi 24 octobre",
        "24/10/23",
        "2024-10-24 25:00",
        "24 octobre 18:75",
        "24 octobre 2024 18:30 or later",
        "13:00 pm",
        "24/10/1824",
        1830,
        9.5e9,
        float("inf"),
        float("nan"),
        True,
        timedelta(days=2),
        timedelta(-1),
    ],
)
def test_what_is_not_certain_is_refused(cell: Cell) -> None:
    with pytest.raises(InvalidValue) as error:
        MOMENTS.read("arrival", cell)
    assert error.value.field == "arrival"


def test_the_second_pass_of_the_hour_that_repeats_can_be_meant() -> None:
    said = MOMENTS.read("departure", "27/10/2024 02:30~")
    assert said == Said(date(2024, 10, 27), time(2, 30), second=True)


def test_date_and_time_may_stand_in_two_columns() -> None:
    cells: dict[str, Cell] = {"arrival_date": THURSDAY, "arrival_time": "18h30"}
    assert MOMENTS.together("arrival", cells) == Said(THURSDAY, HALF_PAST_SIX)


def test_columns_that_say_the_same_twice_agree() -> None:
    cells: dict[str, Cell] = {"arrival": "24/10/2024 18:30", "arrival_time": 18.5 / 24}
    assert MOMENTS.together("arrival", cells) == Said(THURSDAY, HALF_PAST_SIX)


def test_columns_that_contradict_each_other_are_refused() -> None:
    cells: dict[str, Cell] = {"arrival": "24/10/2024 18:30", "arrival_time": "19:00"}
    with pytest.raises(InvalidValue):
        MOMENTS.together("arrival", cells)


@given(st.text(max_size=60) | st.from_regex(r"\w{0,9} ?\d{1,4}[-/. :h]\d{1,4}.{0,12}"))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        said = MOMENTS.read("arrival", text)
    except InvalidValue:
        return
    assert isinstance(said, Said)


@given(st.datetimes(datetime(2024, 1, 1), datetime(2024, 12, 31)))
def test_what_the_workbooks_of_ours_hold_is_read_back(moment: datetime) -> None:
    said = MOMENTS.read("arrival", f"{moment:%Y-%m-%d %H:%M}")
    assert said == Said(moment.date(), moment.time().replace(second=0, microsecond=0))
