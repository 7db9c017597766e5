"""Exact answers are right: judged by the form's rules, and compared with trying everything."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.solve import tour_exact
from planner.solve.budget import Budget
from planner.solve.read import read_problem
from planner.solve.tour import solve_tour
from planner.solve.tour_form import TourProblem, TourSolution
from planner.solve.write import solution_form
from tests.judges.brute_tour import best_tour, feasible
from tests.judges.conflicts import judge_conflict
from tests.judges.tour import judge_tour, travel_of
from tests.solve.nasty_tour import nasty_tours
from tests.solve.problems_tour import real_tour

Json = dict[str, Any]


def read(problem: Json) -> TourProblem:
    return read_problem(json.dumps(problem), "tour")


def solved(problem: Json) -> Json:
    """The answer as a form, without faults."""
    answer: TourSolution = solve_tour(read(problem), Budget(60.0))
    form = solution_form(answer)
    assert judge_tour(problem, form) == []
    return form


@settings(max_examples=25, deadline=None)
@given(nasty_tours())
def test_tiny_tours_are_as_good_as_trying_everything(problem: Json) -> None:
    answer, best = solved(problem), best_tour(problem)
    if best is None:
        assert answer["status"] == "infeasible"
        assert judge_conflict(problem, answer["conflict"], feasible) == []
    else:
        assert answer["status"] == "optimal"
        assert answer["score"] == best.score


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("town", [False, True])
def test_real_tours_are_proven_and_valid(seed: int, town: bool) -> None:
    problem = real_tour(seed, 12, 2, town=town)
    answer = solved(problem)
    assert answer["status"] == "optimal"
    assert travel_of(problem, answer["days"]) > 0


@given(st.integers(0, 10_000))
@settings(max_examples=5, deadline=None)
def test_the_same_problem_has_the_same_answer(seed: int) -> None:
    problem = real_tour(seed, 10, 2)
    first, second = solved(problem), solved(problem)
    first.pop("wall_s"), second.pop("wall_s")
    assert first == second


@pytest.mark.parametrize("seed", [2, 3])
def test_prices_and_bounds_lose_nothing(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    problem = real_tour(seed, 13, 2, pins=seed % 2)
    whole = solved(problem)
    monkeypatch.setattr(tour_exact, "_FEW", 0)
    monkeypatch.setattr(tour_exact, "_SMALL", 0)
    narrowed = solved(problem)
    assert (narrowed["status"], narrowed["score"]) == ("optimal", whole["score"])


def test_other_plans_differ_and_are_nearly_as_good() -> None:
    answer = solve_tour(read(real_tour(4, 16, 2)), Budget(60.0))
    assert answer.score is not None
    plans = [answer.days, *(days for _score, days in answer.alternatives)]
    made = [{(d.day, s) for d in days for s in d.sites} for days in plans]
    assert len(made) == 4
    assert all(len(a - b) >= 2 for n, a in enumerate(made) for b in made[n + 1 :])
    assert all(answer.score >= score >= 0.9 * answer.score for score, _ in answer.alternatives)


def test_reports_only_get_better() -> None:
    told: list[TourSolution] = []
    solve_tour(read(real_tour(5, 14, 2)), Budget(60.0), told.append)
    scores = [t.score for t in told if t.score is not None]
    bounds = [t.bound for t in told if t.bound is not None]
    assert scores == sorted(scores)
    assert bounds == sorted(bounds, reverse=True)
