"""Wishes of delegations for festival items."""

import pytest

from planner.edits.wishes import set_wish
from planner.errors import PlannerError
from planner.programme import Programme
from tests.build import Build, thu


def priorities(programme: Programme) -> list[tuple[str | None, str | None, int]]:
    return [(w.delegation_id, w.activity_id, w.priority) for w in programme.wishes.values()]


def test_a_wish_is_made_changed_and_taken_back() -> None:
    plan = Build()
    viborg = plan.delegation("Viborg")
    talk = plan.session("Talk", thu("10:00"))
    programme = plan.programme()
    for priority, expected in ((1, [1]), (3, [3]), (None, [])):
        programme = programme.apply(set_wish(programme, viborg.id, talk.id, priority).changes)
        assert priorities(programme) == [(viborg.id, talk.id, n) for n in expected]


def test_the_wishes_of_others_stay() -> None:
    plan = Build()
    viborg, caen = plan.delegation("Viborg"), plan.delegation("Caen")
    talk = plan.session("Talk", thu("10:00"))
    plan.wish(caen, 2, activity_id=talk)
    programme = plan.programme()
    programme = programme.apply(set_wish(programme, viborg.id, talk.id, 1).changes)
    programme = programme.apply(set_wish(programme, viborg.id, talk.id, None).changes)
    assert priorities(programme) == [(caen.id, talk.id, 2)]


def test_taking_back_what_was_not_wished_changes_nothing() -> None:
    plan = Build()
    viborg = plan.delegation("Viborg")
    talk = plan.session("Talk", thu("10:00"))
    assert not set_wish(plan.programme(), viborg.id, talk.id, None)


def test_an_item_that_is_gone_cannot_be_wished() -> None:
    plan = Build()
    viborg = plan.delegation("Viborg")
    with pytest.raises(PlannerError):
        set_wish(plan.programme(), viborg.id, "gone", 1)
