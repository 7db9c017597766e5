"""What a delegation could have alone, against the judge's own reckoning."""

from typing import Any

from hypothesis import given, settings

from planner.solve.assign_alone_many import all_alone
from planner.solve.assign_conflict import conflict_of
from planner.solve.assign_facts import Facts
from planner.solve.budget import Budget
from tests.judges.alone import best_alone
from tests.solve.assign_help import problem_of
from tests.solve.nasty_assign import nasty_assigns

Json = dict[str, Any]


@settings(max_examples=40, deadline=None)
@given(form=nasty_assigns())
def test_it_is_what_the_judge_finds(form: Json) -> None:
    facts = Facts(problem_of(form))
    if conflict_of(facts):
        return
    expected = [max(best_alone(form, d) or 0, 0) for d in form["delegations"]]
    assert all_alone(facts, Budget(60)) == expected
