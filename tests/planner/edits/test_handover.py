"""Handing an activity over to somebody else, to another place or vehicle."""

from dataclasses import replace

import pytest

from planner.edits import activities as edits
from planner.edits.handover import hand_over, then
from planner.entities import Change
from planner.errors import PlannerError
from tests.build import Build, fri


def test_a_delegation_takes_the_place_of_another() -> None:
    plan = Build()
    caen, hamar, modena = (plan.delegation(n) for n in ("Caen", "Hamar", "Modena"))
    visit = plan.visit("V", fri("10:00"), 60, None, caen, modena)
    programme = plan.programme()
    made = hand_over(programme, visit.id, caen.id, hamar.id)
    after = programme.apply(made.changes)
    assert after.delegations_in(visit.id) == (hamar.id, modena.id)
    assert str(made.label) == "guided visit “V”: Caen → Hamar"


def test_delegates_of_the_old_delegation_leave_too() -> None:
    plan = Build()
    caen, hamar = plan.delegation("Caen"), plan.delegation("Hamar")
    visit = plan.visit("V", fri("10:00"), 60, None, plan.delegate(caen))
    programme = plan.programme()
    after = programme.apply(hand_over(programme, visit.id, caen.id, hamar.id).changes)
    assert after.delegations_in(visit.id) == (hamar.id,)


def test_nobody_is_replaced_and_replaces() -> None:
    plan = Build()
    caen = plan.delegation("Caen")
    visit = plan.visit("V", fri("10:00"))
    programme = plan.programme()
    with_caen = programme.apply(hand_over(programme, visit.id, "", caen.id).changes)
    assert with_caen.delegations_in(visit.id) == (caen.id,)
    without = with_caen.apply(hand_over(with_caen, visit.id, caen.id, "").changes)
    assert without.delegations_in(visit.id) == ()


def test_a_host_takes_the_role_of_another() -> None:
    plan = Build()
    first, second = plan.host("A"), plan.host("B")
    meeting = plan.meeting("1:1", fri("10:00"), 30, None, first)
    programme = plan.programme()
    (before,) = programme.participations_of[meeting.id]
    after = programme.apply(hand_over(programme, meeting.id, first.id, second.id).changes)
    (now,) = after.participations_of[meeting.id]
    assert (now.host_id, now.role) == (second.id, before.role)


def test_a_place_is_replaced_by_another() -> None:
    plan = Build()
    here, there = plan.site("Here"), plan.site("There")
    visit = plan.visit("V", fri("10:00"), 60, here)
    programme = plan.programme()
    after = programme.apply(hand_over(programme, visit.id, here.id, there.id).changes)
    assert after.activities[visit.id] == replace(visit, site_id=there.id)


def test_who_is_on_board_cannot_be_handed_over() -> None:
    plan = Build()
    caen, hamar = plan.delegation("Caen"), plan.delegation("Hamar")
    day = plan.tour_day(plan.tour("East", None, caen), 23)
    stop = plan.stop("Stop", fri("10:00"), 60, tour_day_id=day)
    with pytest.raises(PlannerError, match="follows from the tour"):
        hand_over(plan.programme(), stop.id, caen.id, hamar.id)


def test_two_edits_of_one_row_are_one_change() -> None:
    plan = Build()
    here, there = plan.site("Here"), plan.site("There")
    visit = plan.visit("V", fri("10:00"), 60, here)
    programme = plan.programme()
    made = then(
        programme,
        edits.move(programme, visit.id, fri("11:00")),
        lambda p: hand_over(p, visit.id, here.id, there.id),
    )
    assert made.changes == (Change(visit, replace(visit, start=fri("11:00"), site_id=there.id)),)
