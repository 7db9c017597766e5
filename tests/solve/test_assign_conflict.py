"""Pins that cannot hold together are named, and no more of them than needed."""

from typing import Any

import pytest
from hypothesis import given, settings

from planner.solve.assign_form import AssignSolution
from tests.judges.brute_assign import best_assign
from tests.solve.assign_help import offer, problem, solved
from tests.solve.nasty_assign import nasty_assigns

Json = dict[str, Any]


def pins_of(solution: AssignSolution) -> list[list[str]]:
    named = (entry for entry in solution.conflict if entry["kind"] == "pinned")
    return [[entry["delegation"], entry["offer"]] for entry in named]


def meetings_of(solution: AssignSolution) -> list[list[Any]]:
    named = (entry for entry in solution.conflict if entry["kind"] == "pinned_meeting")
    return [[entry["meeting"], int(entry["slot"])] for entry in named]


@settings(max_examples=60, deadline=None)
@given(form=nasty_assigns())
def test_the_named_pins_cannot_hold_and_without_any_one_of_them_the_others_can(form: Json) -> None:
    solution = solved(form)
    if solution.status != "infeasible":
        return
    pins, meetings = pins_of(solution), meetings_of(solution)
    assert best_assign({**form, "pinned": pins, "pinned_meetings": meetings}) is None
    for pin in [*pins, *meetings]:
        fewer = {
            **form,
            "pinned": [other for other in pins if other is not pin],
            "pinned_meetings": [other for other in meetings if other is not pin],
        }
        assert best_assign(fewer) is not None


OFFERS = [
    offer("a", 60, 120),
    offer("b", 90, 150),
    offer("c", 125, 180, venue=1),
    offer("d", 300, 360, group="g"),
    offer("e", 400, 460, group="g"),
]
DELEGATION = {"id": "x", "interest": {"a": 1, "b": 1, "c": 1, "d": 1, "e": 1}}


@pytest.mark.parametrize(
    ("pins", "more", "kind", "words"),
    [
        (["a", "b"], {}, "overlap", "a (day 1, 01:00 to 02:00)"),
        (["a", "c"], {}, "travel", "the way takes 10 minutes and there are 5"),
        (["d", "e"], {}, "group", "group g"),
        (["a", "d"], {"max_per_day": 1}, "max_per_day", "may have 1 offers a day"),
        (["a"], {"away": [[100, 130]]}, "away", "x is away"),
        (["a"], {"size": 2}, "capacity", "a has room for 1, 2 are pinned to it"),
        (["a"], {"rests": [[50, 130, 30]]}, "rest", "no pause of 30 minutes"),
    ],
    ids=["overlap", "travel", "group", "max_per_day", "away", "capacity", "rest"],
)
def test_the_fact_that_the_pins_break_is_named(
    pins: list[str], more: Json, kind: str, words: str
) -> None:
    form = problem(OFFERS, [DELEGATION | more], pinned=[["x", pin] for pin in pins])
    solution = solved(form)
    assert solution.status == "infeasible"
    assert pins_of(solution) == form["pinned"]
    assert solution.conflict[-1]["kind"] == kind
    assert words in solution.conflict[-1]["message"]


def test_a_way_round_over_a_place_that_others_are_pinned_to_is_none() -> None:
    travel = [[0, 5, -1], [5, 0, 5], [-1, 5, 0]]
    offers = [offer("a", 0, 10), offer("over", 15, 20, venue=1), offer("z", 25, 40, venue=2)]
    interest = {"a": 1, "over": 1, "z": 1}
    delegations = [{"id": name, "interest": interest} for name in ("x", "y")]
    pins = [["x", "a"], ["x", "z"]]
    form = problem(offers, delegations, travel=travel, pinned=pins)
    assert solved(form).assign["x"] == ("a", "over", "z")
    solution = solved({**form, "pinned": [*pins, ["y", "over"]]})
    assert pins_of(solution) == [*pins, ["y", "over"]]
    assert solution.conflict[-1]["kind"] == "travel"
