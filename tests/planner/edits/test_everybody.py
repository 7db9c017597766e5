"""Everybody who is free takes part with one key."""

import pytest

from planner.edits.everybody import toggle_everybody
from planner.errors import PlannerError
from planner.programme import Programme
from tests.build import Build, fri, sat, sun


def after(programme: Programme, activity_id: str) -> Programme:
    return programme.apply(toggle_everybody(programme, activity_id).changes)


def test_who_is_busy_or_has_left_stays_away() -> None:
    plan = Build()
    caen, hamar = plan.delegation("Caen"), plan.delegation("Hamar")
    plan.delegation("Tbilisi", departure=sat("09:00"))
    plan.delegation("Viborg", arrival=sun("09:00"))
    plan.visit("Elsewhere", sat("14:30"), 60, None, hamar)
    talk = plan.session("Talk", sat("14:00"), 60)
    assert after(plan.programme(), talk.id).delegations_in(talk.id) == (caen.id,)


def test_those_on_it_already_stay_and_the_others_join() -> None:
    plan = Build()
    caen, hamar = plan.delegation("Caen"), plan.delegation("Hamar")
    talk = plan.session("Talk", fri("14:00"), 60, None, caen)
    programme = plan.programme()
    assert len(toggle_everybody(programme, talk.id).changes) == 1
    assert after(programme, talk.id).delegations_in(talk.id) == (caen.id, hamar.id)


def test_when_all_are_on_it_nobody_is_afterwards() -> None:
    plan = Build()
    caen = plan.delegation("Caen")
    talk = plan.session("Talk", fri("14:00"), 60, None, caen)
    assert after(plan.programme(), talk.id).delegations_in(talk.id) == ()


def test_what_has_no_time_yet_is_for_all() -> None:
    plan = Build()
    caen = plan.delegation("Caen")
    talk = plan.session("Talk", None, 60)
    assert after(plan.programme(), talk.id).delegations_in(talk.id) == (caen.id,)


def test_where_nobody_is_free_it_says_so() -> None:
    plan = Build()
    plan.delegation("Tbilisi", departure=fri("09:00"))
    talk = plan.session("Talk", sat("14:00"), 60)
    with pytest.raises(PlannerError, match="No delegation"):
        toggle_everybody(plan.programme(), talk.id)
