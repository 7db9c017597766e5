"""The close bound against the brute force, and by hand where the plain relaxation is too wide."""

from typing import Any

import numpy as np
from hypothesis import given, settings

from planner.solve.assign_alone import best_alone
from planner.solve.assign_columns import Columns
from planner.solve.assign_conflict import conflict_of
from planner.solve.assign_facts import Facts
from planner.solve.assign_model import build
from planner.solve.assign_plan import Plan
from planner.solve.assign_relaxation import EPSILON, Relaxation
from planner.solve.assign_way import Ways, columns_of, owners
from planner.solve.budget import Budget
from tests.judges.brute_assign import best_assign
from tests.solve.assign_help import offer, problem, problem_of
from tests.solve.nasty_assign import nasty_assigns
from tests.solve.problems_assign import visits

Json = dict[str, Any]


@settings(max_examples=40, deadline=None)
@given(form=nasty_assigns())
def test_no_plan_is_worth_more(form: Json) -> None:
    facts, best = Facts(problem_of({**form, "objective": "sum"})), best_assign(form)
    if best is None or conflict_of(facts):
        return
    model = build(facts)
    relaxed = Columns(model, Budget(60)).total([None] * len(model.got))
    assert relaxed is not None
    assert relaxed.value >= best.total - EPSILON


def test_targets_that_only_halves_could_reach_are_out_of_reach() -> None:
    offers = [offer("a", 0, 60), offer("b", 60, 120), offer("c", 120, 180)]
    people = [{"id": name, "interest": {"a": 2, "b": 2, "c": 2}} for name in ("x", "y")]
    model = build(Facts(problem_of(problem(offers, people))))
    assert Relaxation(model, [6, 6], Budget(60)).total([3, 3]) is not None
    columns = Columns(model, Budget(60))
    assert columns.total([3, 3]) is None
    possible = columns.total([2, 4])
    assert possible is not None
    assert abs(possible.value - 6) < EPSILON


def test_a_way_at_no_price_is_what_a_delegation_does_alone() -> None:
    facts = Facts(problem_of(visits(3, 6, 60)))
    model = build(facts)
    owner, worth = owners(model), np.array(model.worth, dtype=float)
    for who in range(len(model.got)):
        alone = best_alone(facts, who)
        ways = Ways(model, who, columns_of(owner, who))
        way = ways.best(worth, alone)
        assert way is not None
        assert way.worth == alone
        assert Plan.of_columns(model, way.columns).got(who) == alone
        assert ways.best(worth, alone + 1) is None


def test_what_falls_with_a_column_is_what_the_best_way_with_it_is_worth_less() -> None:
    facts = Facts(problem_of(visits(4, 3, 40)))
    model = build(facts)
    ways = Ways(model, 0, columns_of(owners(model), 0))
    worth = np.array(model.worth, dtype=float)
    best = ways.best(worth, None)
    assert best is not None
    for column, fall in ways.falls(worth, None).items():
        dearer = worth.copy()
        dearer[column] += 1000.0
        forced = ways.best(dearer, None)
        assert forced is not None
        assert forced.worth - 1000.0 == best.worth - fall


def test_steps_that_are_too_many_for_tables_are_known() -> None:
    people = [{"id": "x", "interest": {"a": 10**12 + 1, "b": 7}}]
    model = build(Facts(problem_of(problem([offer("a", 0, 60), offer("b", 60, 90)], people))))
    columns = Columns(model, Budget(60))
    assert columns.affords([7])
    assert not columns.affords([10**12])
