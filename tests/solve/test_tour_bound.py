"""Bounds of tours are never refuted, and get near to the best plan where that is known."""

import json
from typing import Any

import pytest

from planner.solve.budget import Budget
from planner.solve.read import read_problem
from planner.solve.tour_bound import Bounder, bound_tour
from planner.solve.tour_form import TourProblem
from planner.solve.tour_search_data import model_of
from tests.judges.brute_tour import best_tour
from tests.solve.problems_tour import literature, real_tour

Json = dict[str, Any]


def problem(form: Json) -> TourProblem:
    return read_problem(json.dumps(form), "tour")


#: Small enough to try everything.
TINY: dict[str, Json] = {
    "region": real_tour(1, 5, 2, pins=0),
    "town": real_tour(2, 6, 1, town=True),
    "no lunch": real_tour(3, 6, 1, lunch=False),
    "two days": real_tour(6, 5, 2, town=True, limits=False),
    "literature": literature("r100", 4, 2, 6),
}


def rounds(form: Json, many: int) -> Bounder:
    bounder = Bounder(model_of(problem(form)))
    for _ in range(many):
        bounder.round(0.0)
    return bounder


@pytest.mark.parametrize("name", TINY)
def test_no_bound_is_below_the_best_plan(name: str) -> None:
    best = best_tour(TINY[name])
    assert best is not None
    bounder = rounds(TINY[name], 15)
    pins = bounder.model.bonus * len(bounder.model.must)
    assert bounder.best - pins >= best.score - 1e-6
    assert bound_tour(problem(TINY[name]), Budget(0.2)) >= best.score


def test_rounds_bring_the_bound_down() -> None:
    form = real_tour(3, 20, 2, pins=0, limits=False)
    assert rounds(form, 12).best < rounds(form, 0).best


def test_a_bound_reaches_a_plan_that_a_budget_alone_decides() -> None:
    form = literature("c200", 1, 1, 6)
    form["limits"] = [
        {"id": "two", "scope": "trip", "max": 2, "use": {s["id"]: 1 for s in form["sites"]}}
    ]
    scores = sorted((s["score"] for s in form["sites"]), reverse=True)
    assert rounds(form, 3).best >= sum(scores[:2])
    assert bound_tour(problem(form), Budget(0.3)) == sum(scores[:2])


def test_a_way_over_a_site_without_a_score_is_not_forgotten() -> None:
    """The only way to the second site leads over the first, which brings nothing."""
    far, opened = 1_000, [{"open": 0, "close": 200}]
    form: Json = {
        "schema": "tour-problem/1",
        "name": "over",
        "places": [{"id": p} for p in "abc"],
        "travel": [[0, 10, far], [10, 0, 10], [far, 10, 0]],
        "sites": [
            {"id": "b", "place": "b", "duration": 5, "score": 0, "windows": opened},
            {"id": "c", "place": "c", "duration": 5, "score": 9, "windows": opened},
        ],
        "days": [{"id": "d", "start_place": "a", "end_place": "c", "start": 0, "end": 100}],
    }  # fmt: skip
    best = best_tour(form)
    assert best is not None
    assert rounds(form, 5).best >= best.score == 9


def test_visits_without_length_have_a_bound_too() -> None:
    form = literature("r100", 9, 1, 8)
    for site in form["sites"]:
        site["duration"] = 0
    assert bound_tour(problem(form), Budget(0.2)) <= sum(s["score"] for s in form["sites"])
