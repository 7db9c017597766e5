"""The search: plans that keep every rule, the same for the same seed, true bounds."""

import json
from itertools import pairwise
from typing import Any

import pytest

from planner.solve.budget import Budget
from planner.solve.read import read_problem
from planner.solve.tour_form import TourProblem, TourSolution
from planner.solve.tour_search import Search, search_tour
from planner.solve.tour_search_data import model_of
from planner.solve.write import solution_form
from tests.judges.tour import judge_tour
from tests.solve.problems_tour import literature, real_tour

Json = dict[str, Any]

#: Problems of every shape, by name.
SHAPES: dict[str, Json] = {
    "region": real_tour(1, 14, 2),
    "town": real_tour(2, 16, 2, town=True),
    "no lunch": real_tour(3, 12, 1, lunch=False, limits=False),
    "two pins": real_tour(4, 15, 3, pins=2),
    "clusters": literature("c100", 5, 2, 25),
    "random": literature("r100", 6, 3, 25),
    "wide": literature("pr", 7, 1, 30),
}


def problem(form: Json) -> TourProblem:
    return read_problem(json.dumps(form), "tour")


def some(form: Json, rounds: int = 40, seed: int = 0) -> TourSolution:
    """What one short chain and a packing give, whatever the machine."""
    run = Search(model_of(problem(form)), Budget(60.0, seed), lambda _found: None)
    run.restart()
    run.chain(rounds)
    run.pack()
    return run.solution()


@pytest.mark.parametrize("name", SHAPES)
def test_every_plan_keeps_all_rules(name: str) -> None:
    form = SHAPES[name]
    found = some(form)
    assert found.status in ("feasible", "optimal")
    assert judge_tour(form, solution_form(found)) == []


def test_the_same_seed_gives_the_same_plan() -> None:
    form = SHAPES["town"]
    assert some(form).days == some(form).days


def test_seeds_differ_in_their_ways() -> None:
    form = literature("r100", 11, 2, 40)
    plans = {some(form, rounds=3, seed=seed).days for seed in range(4)}
    assert len(plans) > 1


def test_more_rounds_are_never_worse() -> None:
    form = literature("rc100", 8, 2, 30)
    scores = [some(form, rounds).score or 0 for rounds in (1, 10, 60)]
    assert scores == sorted(scores)


def test_a_pinned_site_is_visited_when_it_is_pinned() -> None:
    form = SHAPES["two pins"]
    found = some(form)
    visits = {(plan.day, site) for plan in found.days for site in plan.sites}
    assert {(p["day"], p["site"]) for p in form["pinned"]} <= visits


def test_a_pin_that_cannot_be_kept_gives_no_plan() -> None:
    form = literature("r100", 6, 1, 10)
    form["pinned"] = [{"site": "c1", "day": "v1", "start": 999_999}]
    found = some(form, rounds=5)
    assert (found.status, found.score) == ("unknown", None)


def test_it_ends_by_itself_when_all_is_visited() -> None:
    form = literature("c200", 3, 4, 8)
    found = search_tour(problem(form), Budget(60.0))
    assert found.status == "optimal"
    assert found.score == sum(s["score"] for s in form["sites"])


def test_it_stops_when_it_is_told_to() -> None:
    asked = iter([False] * 8)
    budget = Budget(60.0, stopped=lambda: next(asked, True))
    form = literature("pr", 7, 2, 40)
    found = search_tour(problem(form), budget)
    assert found.wall_s < 60.0
    assert found.status in ("feasible", "unknown")


def test_each_report_is_better_than_the_one_before() -> None:
    told: list[tuple[int, float]] = []

    def tell(found: TourSolution) -> None:
        assert found.score is not None
        assert found.bound is not None
        told.append((found.score, -found.bound))

    asked = iter([False] * 60)
    search_tour(problem(SHAPES["region"]), Budget(60.0, stopped=lambda: next(asked, True)), tell)
    assert told
    assert all(a < b for a, b in pairwise(told))


def test_a_driver_gets_the_pause_that_the_day_asks_for() -> None:
    form = real_tour(5, 10, 1, limits=False, pins=0)
    form["days"][0] |= {"max_driving": 150, "driving_break": [90, 45]}
    found = some(form)
    assert judge_tour(form, solution_form(found)) == []


def test_no_sites_make_an_empty_plan() -> None:
    form = literature("r100", 1, 2, 5)
    form["sites"] = []
    found = search_tour(problem(form), Budget(5.0))
    assert (found.status, found.score) == ("optimal", 0)


def test_sites_that_are_never_open_are_left_out() -> None:
    form = literature("r100", 2, 1, 6)
    for site in form["sites"]:
        site["windows"] = []
    found = search_tour(problem(form), Budget(5.0))
    assert (found.status, found.score) == ("optimal", 0)


@pytest.mark.parametrize("name", SHAPES)
def test_all_problems_share_one_machine_code(name: str) -> None:
    """Numba compiles anew for arrays of another type or layout."""
    facts, other = (model_of(problem(SHAPES[n])).facts for n in (name, "wide"))
    assert [a.dtype for a in facts] == [a.dtype for a in other]
    assert all(array.flags.c_contiguous for array in facts)
