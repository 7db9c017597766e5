"""Solutions and problems as JSON: exactly the published forms."""

import json
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from planner.solve.assign_form import AssignSolution
from planner.solve.read import read_problem
from planner.solve.tour_form import Blocker, DayPlan, Meal, TourSolution, Visit
from planner.solve.write import problem_form, solution_form, solution_text
from tests.solve.nasty_assign import nasty_assigns
from tests.solve.nasty_tour import nasty_tours
from tests.solve.problems_assign import speed_dating, visits
from tests.solve.problems_tour import SHAPES, literature, real_tour
from tests.solve.test_read import ASSIGN, SCHEMAS, TOUR

Json = dict[str, Any]
PLAN = (
    DayPlan("mon", (Visit("hub", 540, 600), Meal("mons", 700, 760))),
    DayPlan("tue"),
)


@cache
def schema(kind: str) -> Draft202012Validator:
    name = "tour-solution-1" if kind == "tour" else "assign-1"
    form = json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))
    return Draft202012Validator(form if kind == "tour" else form | {"$ref": "#/$defs/solution"})


def test_a_tour_is_written_with_what_it_has() -> None:
    solution = TourSolution("x", "optimal", PLAN, 5, 5.0, wall_s=1.23456)
    assert solution_form(solution) == {
        "schema": "tour-solution/1",
        "problem": "x",
        "status": "optimal",
        "score": 5,
        "bound": 5,
        "wall_s": 1.235,
        "days": [
            {"day": "mon", "items": [
                {"type": "visit", "site": "hub", "start": 540, "end": 600},
                {"type": "lunch", "place": "mons", "start": 700, "end": 760},
            ]},
            {"day": "tue", "items": []},
        ],
    }  # fmt: skip


def test_members_without_a_value_are_left_out() -> None:
    form = solution_form(TourSolution("x", "unknown"))
    assert list(form) == ["schema", "problem", "status", "days", "wall_s"]
    form = solution_form(AssignSolution("x", "unknown"))
    assert list(form) == ["schema", "problem", "status", "assign", "total", "wall_s"]


def test_a_conflict_names_only_what_it_is_about() -> None:
    blocker = Blocker("pinned", site="hub", message="It is closed.")
    form = solution_form(TourSolution("x", "infeasible", conflict=(blocker,)))
    assert form["conflict"] == [{"kind": "pinned", "site": "hub", "message": "It is closed."}]


@pytest.mark.parametrize(
    ("bound", "written"),
    [(7.0, 7), (7.25, 7.25), (7.00001, 7.001), (float("inf"), None), (None, None), (0, 0)],
)
def test_a_bound_stays_a_bound(bound: float | None, written: float | None) -> None:
    solution = TourSolution("x", "feasible", PLAN, 5, bound)
    assert solution_form(solution).get("bound") == written


def test_names_are_written_as_they_are() -> None:
    text = solution_text(TourSolution("Łódź – “x”", "unknown"))
    assert "Łódź – “x”" in text
    assert text.endswith("}\n")


TEXTS = st.text(st.characters(codec="utf-8"), max_size=5)
TIMES = st.integers(-(2**63), 2**63 - 1)
ITEMS = st.one_of(st.builds(Visit, TEXTS, TIMES, TIMES), st.builds(Meal, TEXTS, TIMES, TIMES))
DAYS = st.lists(st.builds(DayPlan, TEXTS, st.lists(ITEMS, max_size=3).map(tuple)), max_size=3)
PLANS = DAYS.map(tuple)
NAMES = st.none() | TEXTS
KINDS = st.sampled_from(["pinned", "window", "lunch", "day_end", "limit", "travel"])
STATUS = st.sampled_from(["optimal", "feasible", "infeasible", "unknown"])
BLOCKERS = st.builds(Blocker, KINDS, NAMES, NAMES, NAMES, TEXTS)
NUMBERS = st.none() | st.floats(allow_nan=False) | st.integers(-(10**9), 10**9)
TOURS = st.builds(
    TourSolution,
    TEXTS,
    STATUS,
    PLANS,
    st.none() | TIMES,
    NUMBERS,
    st.floats(0, 1e6),
    st.lists(BLOCKERS, max_size=3).map(tuple),
    st.lists(st.tuples(TIMES, PLANS), max_size=2).map(tuple),
    st.lists(TEXTS, max_size=2).map(tuple),
)
ASSIGNMENTS = st.builds(
    AssignSolution,
    TEXTS,
    STATUS,
    st.dictionaries(TEXTS, st.lists(TEXTS, max_size=3).map(tuple), max_size=3),
    st.lists(st.tuples(TEXTS, st.integers(0, 99)), max_size=3).map(tuple),
    TIMES,
    NUMBERS,
    st.none() | st.integers(0, 1000),
    st.none() | st.integers(0, 1000),
    st.floats(0, 1e6),
    st.lists(st.just({"kind": "pinned", "message": "m"}), max_size=2).map(tuple),
)


@settings(max_examples=60)
@given(TOURS)
def test_whatever_a_tour_solver_answers_has_the_published_form(solution: TourSolution) -> None:
    form = json.loads(solution_text(solution))
    schema("tour").validate(form)
    assert [d["day"] for d in form["days"]] == [d.day for d in solution.days]
    assert len(form.get("alternatives", [])) == len(solution.alternatives)


@settings(max_examples=60)
@given(ASSIGNMENTS)
def test_whatever_an_assignment_solver_answers_has_the_published_form(
    solution: AssignSolution,
) -> None:
    form = json.loads(solution_text(solution))
    schema("assign").validate(form)
    assert {k: tuple(v) for k, v in form["assign"].items()} == solution.assign
    assert [(m["id"], m["slot"]) for m in form.get("meetings", [])] == list(solution.meetings)


@settings(max_examples=100)
@given(nasty_tours())
def test_a_tour_problem_comes_back_as_it_was(form: Json) -> None:
    problem = read_problem(json.dumps(form), "tour")
    assert read_problem(json.dumps(problem_form(problem)), "tour") == problem


@settings(max_examples=100)
@given(nasty_assigns())
def test_an_assignment_problem_comes_back_as_it_was(form: Json) -> None:
    problem = read_problem(json.dumps(form), "assign")
    assert read_problem(json.dumps(problem_form(problem)), "assign") == problem


def test_full_problems_come_back_as_they_were() -> None:
    tour = read_problem(json.dumps(TOUR), "tour")
    odd = replace(tour, sites=(replace(tour.sites[0], scores={"mon": 0}), *tour.sites[1:]))
    assert read_problem(json.dumps(problem_form(odd)), "tour") == odd
    assign = read_problem(json.dumps(ASSIGN), "assign")
    odder = replace(assign, offers=(replace(assign.offers[0], group=""), *assign.offers[1:]))
    assert read_problem(json.dumps(problem_form(odder)), "assign") == odder


@pytest.mark.parametrize(
    "form",
    [
        *(literature(kind, 1, vehicles=2) for kind in SHAPES),
        real_tour(1),
        real_tour(1, 40, 3, town=True),
    ],
    ids=lambda form: form["name"],
)
def test_generated_tours_are_sound(form: Json) -> None:
    problem = read_problem(json.dumps(form), "tour")
    assert all(row[n] == 0 for n, row in enumerate(problem.travel))
    assert json.dumps(problem_form(problem))


@pytest.mark.parametrize(
    "form",
    [visits(1), visits(1, meetings=150), visits(2, 350, 600), speed_dating(1)],
    ids=lambda form: form["name"],
)
def test_generated_assignments_are_sound(form: Json) -> None:
    problem = read_problem(json.dumps(form), "assign")
    assert len(problem.delegations) in (40, 78, 350)
