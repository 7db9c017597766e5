"""Accepted conflicts."""

from planner.checks.acceptance import accepted, open_conflicts, outdated
from planner.checks.engine import check
from tests.build import Build, wed
from tests.planner.checks.found import only


def _clash(plan: Build) -> None:
    tbilisi = plan.delegation("Tbilisi")
    plan.visit("One", wed("10:00"), 60, None, tbilisi)
    plan.visit("Two", wed("10:30"), 60, None, tbilisi)


def test_an_acceptance_holds_while_the_facts_are_the_same() -> None:
    plan = Build()
    _clash(plan)
    conflict = only(plan, "delegation-double-booked")
    row = plan.acceptance(conflict.key, conflict.fact)
    plan.change(plan.rows["visit-one"], title="Renamed", note="Bring shoes")
    programme = plan.programme()
    assert accepted(programme, only(plan, "delegation-double-booked")) == row
    assert "delegation-double-booked" not in {
        c.rule for c in open_conflicts(programme, check(programme))
    }


def test_an_accepted_conflict_returns_when_its_facts_change() -> None:
    plan = Build()
    _clash(plan)
    conflict = only(plan, "delegation-double-booked")
    row = plan.acceptance(conflict.key, conflict.fact)
    plan.change(plan.rows["visit-two"], start=wed("10:20"))
    programme = plan.programme()
    again = only(plan, "delegation-double-booked")
    assert again.key == conflict.key
    assert accepted(programme, again) is None
    assert again in open_conflicts(programme, check(programme))
    assert outdated(programme, check(programme)) == (row,)
