"""The same change to several rows at once."""

from dataclasses import replace

import pytest

from models.words import DelegationStatus
from planner.edits.core import change
from planner.edits.several import set_field
from planner.errors import PlannerError, Stale
from tests.build import Build, wed


def test_several_rows_get_a_value_in_one_step_that_says_how_many() -> None:
    plan = Build()
    rows = [plan.delegation(name) for name in ("Caen", "Modena", "Hamar")]
    programme = plan.programme()
    made = set_field(programme, rows, "status", DelegationStatus.DECLINED)
    after = programme.apply(made.changes)
    assert {d.status for d in after.delegations.values()} == {DelegationStatus.DECLINED}
    assert str(made.label) == "Change 3 entries: status"


def test_rows_that_have_the_value_already_are_not_touched() -> None:
    plan = Build()
    rows = [plan.delegation("Caen", 4), plan.delegation("Modena", 3)]
    made = set_field(plan.programme(), rows, "head_count", 4)
    assert [change.id for change in made.changes] == [rows[1].id]


def test_one_row_is_named_in_the_step() -> None:
    plan = Build()
    row = plan.delegation("Caen")
    assert "Caen" in str(set_field(plan.programme(), [row], "head_count", 5).label)


def test_a_value_that_may_not_be_changes_nothing() -> None:
    plan = Build()
    rows = [plan.delegation("Caen"), plan.delegation("Modena")]
    with pytest.raises(PlannerError, match="at least 1"):
        set_field(plan.programme(), rows, "head_count", 0)


def test_a_value_that_makes_another_field_wrong_changes_nothing() -> None:
    plan = Build()
    row = plan.delegation("Caen", departure=wed("09:00"))
    with pytest.raises(PlannerError, match="before the arrival"):
        set_field(plan.programme(), [row], "arrival", wed("10:00"))


def test_what_somebody_else_has_changed_meanwhile_is_not_overwritten() -> None:
    plan = Build()
    seen = plan.delegation("Caen", 4)
    programme = plan.programme()
    later = programme.apply(change(programme, replace(seen, head_count=5)).changes)
    with pytest.raises(Stale):
        set_field(later, [seen], "head_count", 6)
