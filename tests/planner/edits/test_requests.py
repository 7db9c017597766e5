"""Requests become meetings where both sides and a table are free."""

import pytest

from models.words import Kind
from planner.edits.core import Edit
from planner.edits.requests import plan_request, plan_requests
from planner.entities import Activity
from planner.errors import PlannerError
from planner.meetings import people_of, requests
from planner.programme import Programme
from tests.build import Build, thu


def made(programme: Programme, edit: Edit) -> list[Activity]:
    """The meetings that an edit adds."""
    rows = (change.after for change in edit.changes)
    return [row for row in rows if isinstance(row, Activity) and row.kind is Kind.MEETING]


def test_a_request_takes_place_at_the_first_time_both_are_free() -> None:
    plan = Build()
    caen, actor = plan.delegation("Caen"), plan.host("Pollen")
    plan.session("Talk", thu("09:00"), 60, None, caen)
    wish = plan.wish(caen, wanted_host_id=actor)
    programme = plan.programme()
    edit = plan_request(programme, wish.id)
    (meeting,) = made(programme, edit)
    assert meeting.start == thu("10:05")
    after = programme.apply(edit.changes)
    assert set(people_of(after, meeting.id)) == {caen.id, actor.id}
    assert [r.meeting for r in requests(after)] == [meeting]


def test_of_a_delegation_comes_who_shares_a_language() -> None:
    plan = Build()
    caen, actor = plan.delegation("Caen"), plan.host("Pollen", languages=("fr",))
    plan.delegate(caen, "Ann", languages=("en",))
    french = plan.delegate(caen, "Zoé", languages=("fr",), position=1)
    wish = plan.wish(caen, wanted_host_id=actor)
    programme = plan.programme()
    edit = plan_request(programme, wish.id)
    (meeting,) = made(programme, edit)
    assert set(people_of(programme.apply(edit.changes), meeting.id)) == {french.id, actor.id}


def test_a_full_table_makes_it_wait_for_a_free_one() -> None:
    plan = Build()
    hall = plan.site("Hall")
    plan.meeting("Other", thu("09:00"), 30, hall, meeting_point="Table 1")
    caen, actor = plan.delegation("Caen"), plan.host("Pollen", site_id=hall.id)
    wish = plan.wish(caen, wanted_host_id=actor)
    programme = plan.programme()
    (meeting,) = made(programme, plan_request(programme, wish.id))
    assert (meeting.start, meeting.meeting_point) == (thu("09:30"), "Table 1")


def test_who_meets_already_is_told_so() -> None:
    plan = Build()
    caen, actor = plan.delegation("Caen"), plan.host("Pollen")
    plan.meeting("1:1", thu("09:00"), 30, None, caen, actor)
    wish = plan.wish(caen, wanted_host_id=actor)
    with pytest.raises(PlannerError, match="meet already"):
        plan_request(plan.programme(), wish.id)


def test_who_is_never_free_is_named() -> None:
    plan = Build()
    caen, actor = plan.delegation("Caen", departure=thu("09:00")), plan.host("Pollen")
    wish = plan.wish(caen, wanted_host_id=actor)
    with pytest.raises(PlannerError, match="Caen and Pollen are never free"):
        plan_request(plan.programme(), wish.id)


def test_all_requests_are_planned_in_one_step_and_nobody_is_in_two_places() -> None:
    plan = Build()
    actor = plan.host("Pollen")
    names = ("Caen", "Hamar", "Modena")
    for n, name in enumerate(names):
        plan.wish(plan.delegation(name), 3 - n, wanted_host_id=actor)
    programme = plan.programme()
    edit = plan_requests(programme)
    found = made(programme, edit)
    assert [(m.title, m.start) for m in found] == [
        ("1:1 Modena – Pollen", thu("09:00")),
        ("1:1 Hamar – Pollen", thu("09:25")),
        ("1:1 Caen – Pollen", thu("09:50")),
    ]
    assert edit.label.text("en") == "Plan 3 meetings asked for"


def test_a_mutual_request_is_one_meeting() -> None:
    plan = Build()
    caen, hamar = plan.delegation("Caen"), plan.delegation("Hamar")
    plan.wish(caen, wanted_delegation_id=hamar)
    plan.wish(hamar, wanted_delegation_id=caen)
    programme = plan.programme()
    assert len(made(programme, plan_requests(programme))) == 1


def test_when_told_to_stop_the_rest_waits() -> None:
    plan = Build()
    for name in ("Caen", "Hamar"):
        plan.wish(plan.delegation(name), wanted_host_id=plan.host("Pollen"))
    asked = iter((False, True))
    programme = plan.programme()
    assert len(made(programme, plan_requests(programme, lambda: next(asked)))) == 1


def test_when_nothing_fits_it_says_so() -> None:
    plan = Build()
    plan.wish(plan.delegation("Caen", departure=thu("08:00")), wanted_host_id=plan.host())
    with pytest.raises(PlannerError, match="No request"):
        plan_requests(plan.programme())
