"""Two people edit one row: neither overwrites the other unseen."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.edits.core import change
from planner.edits.merge import merged
from planner.errors import PlannerError, Stale
from tests.build import Build, sun


def test_without_others_the_row_is_what_was_filled_in() -> None:
    plan = Build()
    row = plan.delegation("Caen")
    filled = replace(row, name="Caen (Normandie)", head_count=5)
    assert merged(plan.programme(), row, filled) == filled


def test_what_somebody_else_changed_meanwhile_stays() -> None:
    plan = Build()
    opened = plan.delegation("Caen")
    plan.change(opened, note="Vegetarians", hotel_id=None)
    after = merged(plan.programme(), opened, replace(opened, head_count=9))
    assert (after.note, after.head_count) == ("Vegetarians", 9)


def test_the_same_field_changed_by_both_is_refused_and_named() -> None:
    plan = Build()
    opened = plan.delegation("Caen")
    plan.change(opened, head_count=7)
    with pytest.raises(Stale, match="in the meantime"):
        merged(plan.programme(), opened, replace(opened, head_count=9))


def test_the_same_change_by_both_is_no_quarrel() -> None:
    plan = Build()
    opened = plan.delegation("Caen")
    now = plan.change(opened, head_count=9)
    assert merged(plan.programme(), opened, replace(opened, head_count=9)) == now


def test_the_two_passes_of_the_repeated_hour_are_different_times() -> None:
    plan = Build()
    opened = plan.delegation("Caen", departure=sun("02:30"))
    filled = replace(opened, departure=sun("02:30", fold=1))
    after = merged(plan.programme(), opened, filled)
    assert after.departure is not None
    assert after.departure.fold == 1


def test_a_row_that_is_gone_gives_a_sentence() -> None:
    plan = Build()
    row = plan.delegation("Caen")
    del plan.rows[row.id]
    with pytest.raises(PlannerError):
        merged(plan.programme(), row, row)


FIELDS = {"name": "Other", "head_count": 12, "note": "Note", "document_language": "fr"}


@settings(max_examples=40)
@given(st.sets(st.sampled_from(sorted(FIELDS))), st.sets(st.sampled_from(sorted(FIELDS))))
def test_changes_of_different_fields_all_survive(mine: set[str], theirs: set[str]) -> None:
    plan = Build()
    opened = plan.delegation("Caen")
    plan.change(opened, **{name: FIELDS[name] for name in theirs - mine})
    programme = plan.programme()
    values: dict[str, Any] = {name: FIELDS[name] for name in mine}
    after = merged(programme, opened, replace(opened, **values))
    assert all(getattr(after, name) == FIELDS[name] for name in mine | theirs)
    assert {c.id for c in change(programme, after).changes} <= {opened.id}
