"""Files that are broken anywhere: complained of wherever the schema complains."""

import json
from copy import deepcopy
from random import Random
from typing import Any, Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.errors import PlannerError
from planner.solve.read import read_problem
from tests.solve.test_read import ASSIGN, TOUR, schema

VALUES: list[Any] = [
    None, True, False, 0, -1, -2, 5.0, 0.5, 2**63, -(2**70), 1e300, "", "mons", "talk", "[/]\x1b",
    "\u202e", [], {}, [[]], [None], [0, 0], ["x", 3], {"id": "x"}, {"": 0},
]  # fmt: skip


def places_in(form: Any) -> list[tuple[Any, Any]]:
    """Every (container, key) of a JSON value."""
    found: list[tuple[Any, Any]] = []
    keys = form if isinstance(form, dict) else range(len(form)) if isinstance(form, list) else ()
    for key in keys:
        found += [(form, key), *places_in(form[key])]
    return found


def broken(form: Any, rng: Random) -> Any:
    """The form with one to three values replaced, dropped or doubled."""
    form = deepcopy(form)
    for _ in range(rng.randint(1, 3)):
        container, key = rng.choice(places_in(form))
        match rng.randrange(4):
            case 0:
                del container[key]
            case 1 if isinstance(container, list):
                container.append(deepcopy(container[key]))
            case _:
                container[key] = deepcopy(rng.choice(VALUES))
        if not places_in(form):
            break
    return form


def accepted(form: Any, kind: Literal["tour", "assign"]) -> bool:
    """Whether it is read; anything but a PlannerError is a failure of the test."""
    try:
        read_problem(json.dumps(form), kind)
    except PlannerError:
        return False
    return True


@settings(max_examples=150)
@given(st.randoms(use_true_random=False))
def test_a_broken_tour_is_never_let_through(rng: Random) -> None:
    form = broken(TOUR, rng)
    assert not accepted(form, "tour") or schema("tour").is_valid(form)


@settings(max_examples=150)
@given(st.randoms(use_true_random=False))
def test_a_broken_assignment_is_never_let_through(rng: Random) -> None:
    form = broken(ASSIGN, rng)
    assert not accepted(form, "assign") or schema("assign").is_valid(form)


@settings(max_examples=100)
@given(st.binary(max_size=60) | st.text(max_size=60))
def test_any_text_is_one_sentence(source: bytes | str) -> None:
    kinds: tuple[Literal["tour", "assign"], ...] = ("tour", "assign")
    for kind in kinds:
        with pytest.raises(PlannerError):
            read_problem(source, kind)
