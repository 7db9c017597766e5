"""The solver of visits against the brute force, the judge, and small problems by hand."""

from typing import Any

import pytest
from hypothesis import given, settings

from planner.solve.assign import solve_assign
from planner.solve.assign_form import AssignSolution
from planner.solve.budget import Budget
from planner.solve.write import solution_form
from tests.judges.assign import judge_assign, waiting_of
from tests.judges.brute_assign import best_assign
from tests.solve.assign_help import offer, problem, problem_of, solved
from tests.solve.nasty_assign import nasty_assigns
from tests.solve.problems_assign import visits

Json = dict[str, Any]


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(form=nasty_assigns())
def test_it_finds_what_trying_everything_finds(form: Json) -> None:
    best, solution = best_assign(form), solved(form)
    if best is None:
        assert solution.status == "infeasible"
        return
    assert solution.status == "optimal"
    assert (solution.fair, solution.total) == (best.share, best.total)
    if form.get("few_gaps"):
        assert waiting_of(form, solution_form(solution)) == best.waiting


def test_the_worst_off_comes_before_the_sum() -> None:
    offers = [offer("a", 0, 60), offer("b", 0, 60)]
    rich = {"id": "rich", "interest": {"a": 10, "b": 1}}
    poor = {"id": "poor", "interest": {"a": 4}}
    form = problem(offers, [rich, poor])
    assert solved(form).total == 10
    fair = solved({**form, "objective": "fair"})
    assert (fair.assign["poor"], fair.fair, fair.total) == (("a",), 100, 5)


def test_a_pinned_offer_of_a_bad_score_is_given_and_another_one_is_not() -> None:
    offers = [offer("bad", 0, 60), offer("worse", 60, 120), offer("good", 120, 180)]
    form = problem(offers, [{"id": "d", "interest": {"bad": -5, "worse": -9, "good": 2}}])
    solution = solved({**form, "pinned": [["d", "bad"]], "objective": "fair"})
    assert solution.assign["d"] == ("bad", "good")
    assert (solution.total, solution.fair) == (-3, None)


def test_two_things_may_need_a_third_between_them_where_the_direct_way_is_longer() -> None:
    travel = [[0, 5, -1], [5, 0, 5], [-1, 5, 0]]
    offers = [
        offer("first", 0, 10, venue=0),
        offer("bridge", 15, 20, venue=1),
        offer("last", 25, 40, venue=2),
    ]
    form = problem(offers, [{"id": "d", "interest": {"first": 5, "bridge": 1, "last": 4}}])
    assert solved({**form, "travel": travel}).assign["d"] == ("first", "bridge", "last")
    alone = {"id": "d", "interest": {"first": 5, "last": 4}}
    assert solved({**form, "travel": travel, "delegations": [alone]}).assign["d"] == ("first",)


def test_a_held_meeting_counts_for_both_sides_also_where_one_is_no_delegation() -> None:
    meeting = {"id": "m", "a": "d", "b": "host", "value": 7}
    slot = {"start": 60, "end": 90, "tables": 1, "venue": 0}
    form = problem([], [{"id": "d", "interest": {}}], meetings=[meeting], meeting_slots=[slot])
    solution = solved({**form, "objective": "fair"})
    assert (solution.total, solution.fair, solution.meetings) == (14, 1000, (("m", 0),))


@pytest.mark.parametrize(
    "form",
    [
        problem([], []),
        problem([offer("a", 0, 60)], [{"id": "d", "interest": {}}], objective="fair"),
        problem([offer("a", 0, 60, capacity=0)], [{"id": "d", "interest": {"a": 3}}]),
        problem([], [], meetings=[{"id": "m", "a": "x", "b": "y", "value": 1}], meeting_slots=[]),
    ],
    ids=["nothing", "no wishes", "no room", "no slots"],
)
def test_what_cannot_be_planned_is_left_out_with_a_note(form: Json) -> None:
    solution = solved(form)
    assert (solution.status, solution.total) == ("optimal", 0)
    assert bool(solution.notes) == bool(form["delegations"] or form.get("meetings"))


def test_the_same_problem_and_seed_give_the_same_plan() -> None:
    wanted = problem_of(visits(3, 6, 40, objective="fair"))
    first, second = (solve_assign(wanted, Budget(100, seed=7)) for _ in range(2))
    assert first.status == "optimal"
    assert (first.assign, first.meetings) == (second.assign, second.meetings)


def test_several_threads_give_the_same_plan_again() -> None:
    wanted = problem_of(visits(3, 4, 20, meetings=3))
    first, second = (solve_assign(wanted, Budget(100, seed=7, threads=2)) for _ in range(2))
    assert first.status == "optimal"
    assert (first.assign, first.meetings) == (second.assign, second.meetings)


def test_a_first_plan_is_told_before_it_is_known_what_shares_are_of() -> None:
    told = list[AssignSolution]()
    solved(visits(5, 6, 40, objective="fair"), told.append)
    assert told[0].total > 0
    assert [each.fair is None for each in told[:2]] == [True, False]


def test_every_plan_that_is_told_holds_and_each_is_no_worse_than_the_one_before() -> None:
    form, told = visits(5, 6, 40, meetings=6, objective="fair"), list[AssignSolution]()
    final = solved(form, told.append)
    assert len(told) > 1
    plans = map(solution_form, told)
    assert all(judge_assign(form, plan, shares=False) == [] for plan in plans)
    ranks = [(each.fair or 0, each.total) for each in told]
    assert ranks == sorted(ranks)
    assert (final.fair, final.total) == ranks[-1]


def test_what_is_stopped_at_once_has_a_plan_that_holds() -> None:
    form = visits(1, 10, 60, objective="fair")
    answer = solve_assign(problem_of(form), Budget(100, stopped=lambda: True))
    assert answer.status in ("feasible", "unknown")
    assert judge_assign(form, solution_form(answer)) == []


@pytest.mark.slow
def test_forty_delegations_and_three_hundred_offers_are_planned_with_a_proof() -> None:
    assert solved(visits(2, 40, 300)).status == "optimal"
