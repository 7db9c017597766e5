"""The solver of visits and meetings against the judge and a brute force, on nasty problems."""

import json
from typing import Any

import pytest

from planner.solve.assign import solve_assign
from planner.solve.budget import Budget
from planner.solve.read import read_problem
from planner.solve.write import solution_form
from tests.judges.assign import judge_assign
from tests.judges.brute_assign import solution_of
from tests.marks import slow_from
from tests.solve.nasty_assign import nasty_assign
from tests.solve.problems_assign import visits

SEEDS = slow_from(30, range(400))


def solved(form: dict[str, Any], seconds: float = 30.0, seed: int = 0) -> dict[str, Any]:
    problem = read_problem(json.dumps(form), "assign")
    return solution_form(solve_assign(problem, Budget(seconds, seed)))


@pytest.mark.parametrize("seed", SEEDS)
def test_a_small_problem_is_solved_as_brute_force_does(seed: int) -> None:
    form = nasty_assign(seed)
    found, best = solved(form), solution_of(form)
    assert found["status"] == best["status"]
    if best["status"] == "optimal":
        assert (found.get("fair"), found["total"]) == (best.get("fair"), best["total"])


@pytest.mark.parametrize("seed", SEEDS)
def test_the_judge_has_no_complaint(seed: int) -> None:
    form = nasty_assign(seed)
    assert judge_assign(form, solved(form)) == []


def test_the_same_seed_gives_the_same_plan() -> None:
    form = visits(1, delegations=8, offers=30)
    one, other = solved(form), solved(form)
    assert {**one, "wall_s": 0} == {**other, "wall_s": 0}


def test_a_solver_without_time_answers() -> None:
    form = nasty_assign(3)
    assert judge_assign(form, solved(form, seconds=0.0)) == []
