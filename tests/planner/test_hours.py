"""Opening hours as people write them."""

from datetime import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.entities import Opening
from planner.errors import InvalidValue
from planner.hours import END_OF_DAY, Hours, covers, format_hours, hours_of, painted, parse_hours
from planner.phrases import set_language

HALF_HOURS = st.integers(0, 47).map(lambda n: n * 30)


def shown(text: str) -> str:
    return format_hours(parse_hours("opens", text))


@pytest.mark.parametrize(
    ("typed", "means"),
    [
        ("10-18", "10:00–18:00"),
        ("10-12:30, 13h30-18", "10:00–12:30, 13:30–18:00"),
        ("13:30-18 10-12:30", "10:00–12:30, 13:30–18:00"),
        ("900-1730", "09:00–17:30"),
        ("10 à 12 et 14 à 18", "10:00–12:00, 14:00–18:00"),
        ("10:00–18:00; 19-20", "10:00–18:00, 19:00–20:00"),
        ("18-24", "18:00–23:59"),
        ("closed", "closed"),
        ("FERMÉ", "closed"),
        ("x", "closed"),
        ("-", "closed"),
        ("  ", ""),
    ],
)
def test_hours_are_understood_as_they_are_typed(typed: str, means: str) -> None:
    assert shown(typed) == means


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("10", "Write hours"),
        ("10-18 maybe", "Write hours"),
        ("18-10", "closes before it opens"),
        ("10-10", "closes before it opens"),
        ("10-14, 13-18", "overlap"),
        ("10-14, 14-18", "overlap"),
        ("25-26", "Write a time"),
        ("10-18\x1b", "control character"),
    ],
)
def test_what_cannot_be_meant_is_said_in_a_sentence(typed: str, says: str) -> None:
    with pytest.raises(InvalidValue, match=says):
        parse_hours("opens", typed)


def test_unknown_closed_and_open_are_three_things() -> None:
    assert hours_of([]) is None
    assert hours_of([Opening("o", "s", 0)]) == ()
    assert hours_of([Opening("o", "s", 0, None, time(9), time(17))]) == ((time(9), time(17)),)


def test_what_is_shown_in_french_is_read_in_french() -> None:
    set_language("fr")
    try:
        assert parse_hours("opens", format_hours(())) == ()
    finally:
        set_language("en")


@given(st.lists(st.tuples(HALF_HOURS, HALF_HOURS, st.booleans()), max_size=6))
@settings(max_examples=80, deadline=None)
def test_what_is_painted_can_be_written_and_read(strokes: list[tuple[int, int, bool]]) -> None:
    hours: Hours = ()
    for a, b, is_open in strokes:
        begin, end = min(a, b), max(a, b) + 30
        hours = painted(hours, begin, end, is_open=is_open)
        assert covers(hours, begin, end) == is_open
    assert parse_hours("opens", format_hours(hours)) == hours


def test_painting_to_midnight_ends_with_the_day() -> None:
    assert painted(None, 18 * 60, 24 * 60, is_open=True) == ((time(18), END_OF_DAY),)
