"""How a file is read, as JSON and back; what is given over what is known."""

import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.errors import PlannerError
from planner.intake.manner import Manner, SheetManner, manner_from, manner_json

TEXT = st.text(max_size=5)
SHEETS = st.builds(
    SheetManner,
    st.none() | st.integers(1, 30),
    st.integers(1, 2),
    st.dictionaries(TEXT, TEXT, max_size=3),
) | st.just(SheetManner(is_read=False))
MANNERS = st.builds(
    Manner,
    TEXT,
    TEXT,
    TEXT,
    st.none() | st.booleans(),
    TEXT,
    st.dictionaries(TEXT, SHEETS, max_size=3),
    st.dictionaries(TEXT, TEXT, max_size=3),
)


@given(MANNERS)
def test_a_manner_is_the_same_after_its_way_through_json(manner: Manner) -> None:
    assert manner_from(manner_json(manner)) == manner


@given(MANNERS)
def test_what_says_nothing_changes_nothing(manner: Manner) -> None:
    assert Manner().over(manner) == manner
    assert manner.over(Manner()) == manner


def test_what_is_given_goes_over_what_was_known() -> None:
    known = Manner("hosts", separator=";", sheets={"A": SheetManner(3)}, answers={"a": "1"})
    given_now = Manner(separator=",", sheets={"B": SheetManner(1)}, answers={"b": "2"})
    assert given_now.over(known) == Manner(
        "hosts",
        separator=",",
        sheets={"A": SheetManner(3), "B": SheetManner(1)},
        answers={"a": "1", "b": "2"},
    )


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ([], "{} is no object"),
        ({"kinds": "hosts"}, "“kinds”"),
        ({"kind": 1}, "kind is no text"),
        ({"month_first": "yes"}, "month_first is neither true nor false"),
        ({"sheets": {"A": {"header": 0}}}, "header is no row number"),
        ({"sheets": {"A": {"header": True}}}, "header is no row number"),
        ({"sheets": {"A": {"columns": {"x": None}}}}, "x is no text"),
        ({"sheets": {"A": {"rows": 1}}}, "“rows”"),
        ({"answers": []}, "answers is no object"),
    ],
)
def test_what_is_no_manner_is_named(form: Any, told: str) -> None:
    with pytest.raises(PlannerError, match=told):
        manner_from(json.dumps(form))


@given(st.text(max_size=20) | st.just("[" * 100_000))
def test_any_text_is_a_manner_or_one_sentence(text: str) -> None:
    with suppress(PlannerError):
        assert manner_from(manner_json(manner_from(text)))
