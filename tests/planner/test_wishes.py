"""Which wishes the programme grants."""

from typing import Any

import pytest

from models.words import DelegationStatus, HostKind
from planner.entities import Wish
from planner.wishes import TARGETS, granted_by, target_of
from tests.build import Build, thu, wed


def test_a_wish_for_an_activity_is_granted_by_taking_part_in_it() -> None:
    plan = Build()
    caen, modena = plan.delegation("Caen"), plan.delegation("Modena")
    talk = plan.session("Talk", thu("10:00"), 60, None, caen)
    mine, theirs = plan.wish(caen, activity_id=talk), plan.wish(modena, activity_id=talk)
    programme = plan.programme()
    assert granted_by(programme, mine) == talk
    assert granted_by(programme, theirs) is None


def test_one_delegate_going_grants_the_delegations_wish() -> None:
    plan = Build()
    caen = plan.delegation("Caen")
    talk = plan.session("Talk", thu("10:00"), 60, None, plan.delegate(caen))
    assert granted_by(plan.programme(), plan.wish(caen, activity_id=talk)) == talk


def test_an_activity_in_the_tray_grants_nothing() -> None:
    plan = Build()
    caen = plan.delegation("Caen")
    talk = plan.session("Talk", None, 60, None, caen)
    assert granted_by(plan.programme(), plan.wish(caen, activity_id=talk)) is None


def test_a_wish_for_a_place_is_granted_by_the_first_time_there() -> None:
    plan = Build()
    caen, site = plan.delegation("Caen"), plan.site()
    plan.visit("Later", thu("10:00"), 60, site, caen)
    first = plan.visit("First", wed("10:00"), 60, site, caen)
    assert granted_by(plan.programme(), plan.wish(caen, site_id=site)) == first


def test_driving_to_a_place_is_not_being_there() -> None:
    plan = Build()
    caen, a, b = plan.delegation("Caen"), plan.site("A"), plan.site("B")
    plan.transfer(wed("10:00"), 30, a, b, caen)
    assert granted_by(plan.programme(), plan.wish(caen, site_id=b)) is None


def test_a_meeting_grants_the_wishes_of_both_sides() -> None:
    plan = Build()
    caen, host = plan.delegation("Caen"), plan.host("Bobine")
    met = plan.meeting("1:1", thu("10:00"), 20, None, caen, host)
    mine = plan.wish(caen, wanted_host_id=host)
    theirs = plan.add(
        Wish("w", plan.edition.id, host_id=host.id, wanted_delegation_id=caen.id, priority=1)
    )
    programme = plan.programme()
    assert granted_by(programme, mine) == granted_by(programme, theirs) == met


def test_being_at_the_same_reception_is_not_a_meeting_of_two_delegations() -> None:
    plan = Build()
    caen, modena = plan.delegation("Caen"), plan.delegation("Modena")
    plan.reception("Welcome", wed("19:00"), 60, None, caen, modena)
    wish = plan.wish(caen, wanted_delegation_id=modena)
    assert granted_by(plan.programme(), wish) is None
    met = plan.meeting("1:1", thu("10:00"), 20, None, caen, modena)
    assert granted_by(plan.programme(), wish) == met


def test_a_field_is_granted_by_a_place_or_a_host_of_that_field() -> None:
    plan = Build()
    caen, modena = plan.delegation("Caen"), plan.delegation("Modena")
    house = plan.site(fields=("film",))
    host = plan.host("Maker", HostKind.ACTOR, fields=("design",))
    visit = plan.visit("Cinema", thu("10:00"), 60, house, caen)
    met = plan.meeting("1:1", thu("10:00"), 20, None, modena, host)
    lunch = plan.meal("Lunch", thu("12:00"), 60, house, modena)
    wishes = plan.wish(caen, field_id="film"), plan.wish(modena, field_id="design")
    eats = plan.wish(modena, field_id="film")
    programme = plan.programme()
    assert [granted_by(programme, w) for w in wishes] == [visit, met]
    assert granted_by(programme, eats) is None, lunch


def test_of_a_theme_nobody_can_tell() -> None:
    plan = Build()
    caen = plan.delegation("Caen")
    assert granted_by(plan.programme(), plan.wish(caen, theme="Light")) is None


def test_a_delegation_that_does_not_come_is_granted_nothing() -> None:
    plan = Build()
    caen = plan.delegation("Caen", status=DelegationStatus.CANCELLED)
    talk = plan.session("Talk", thu("10:00"), 60, None, caen)
    assert granted_by(plan.programme(), plan.wish(caen, activity_id=talk)) is None


@pytest.mark.parametrize("target", TARGETS)
def test_the_target_of_a_wish_is_what_is_filled_in(target: str) -> None:
    values: dict[str, Any] = {target: "x"}
    plan = Build()
    assert target_of(plan.wish(plan.delegation(), **values)) == target


def test_a_wish_without_target_says_so() -> None:
    plan = Build()
    assert target_of(plan.wish(plan.delegation())) is None
