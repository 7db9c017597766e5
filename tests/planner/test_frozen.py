"""A frozen programme is the same one when it is read again."""

import json
from datetime import datetime

import pytest

from planner.demo import demo_programme
from planner.diff import changes_between
from planner.errors import StoreProblem
from planner.frozen import freeze, thaw
from planner.publish.agenda import items_for
from planner.publish.recipients import recipients
from tests.build import Build


def test_everybody_has_the_same_programme_in_what_is_read_again() -> None:
    programme = demo_programme()
    again = thaw(freeze(programme))
    assert recipients(again) == recipients(programme)
    for recipient in recipients(programme):
        assert items_for(again, recipient) == items_for(programme, recipient)


def test_only_what_the_catalogue_is_needed_for_is_frozen() -> None:
    programme = demo_programme()
    again = thaw(freeze(programme))
    gone = {c.table for c in changes_between(programme, again)}
    assert gone <= {"city", "site", "opening"}
    assert 0 < len(again.cities) < len(programme.cities)


def test_the_second_pass_of_the_repeated_hour_is_kept() -> None:
    plan = Build()
    plan.visit("Late", datetime(2024, 10, 27, 2, 30, fold=1), 20)
    programme = plan.programme()
    (late,) = thaw(freeze(programme)).activities.values()
    assert late.start is not None
    assert (late.start.hour, late.start.fold) == (2, 1)


def test_a_column_that_came_later_has_its_default_and_one_that_went_is_left_out() -> None:
    form = json.loads(freeze(demo_programme()))
    place = form["columns"]["host"].index("note")
    form["columns"]["host"][place] = "no_longer"
    assert {h.note for h in thaw(json.dumps(form)).hosts.values()} == {None}


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"rows": {"edition": []}}'])
def test_what_cannot_be_read_is_said_to_be_damaged(text: str) -> None:
    with pytest.raises(StoreProblem, match="damaged"):
        thaw(text)
