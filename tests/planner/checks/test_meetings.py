"""1:1 meetings and confirmations."""

import pytest

from models.words import ActivityStatus, DelegationStatus, Role
from planner.conflicts import Severity
from tests.build import Build, wed
from tests.planner.checks.found import found, only, text


def test_a_meeting_has_a_host_and_a_guest() -> None:
    plan = Build()
    plan.meeting("1:1", wed("10:00"), 30, None, plan.delegation(), plan.host())
    assert found(plan, "meeting-without-host") == found(plan, "meeting-without-guest") == []


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        ("meeting-without-host", "The meeting 1:1 (10:00–10:30) on Wed 23 Oct has no host"),
        (
            "meeting-without-guest",
            "Nobody of any delegation comes to the meeting 1:1 (10:00–10:30) on Wed 23 Oct",
        ),
    ],
)
def test_a_meeting_without_one_of_its_sides_is_a_warning(rule: str, sentence: str) -> None:
    plan = Build()
    meeting = plan.meeting("1:1", wed("10:00"), 30)
    conflict = only(plan, rule)
    assert (conflict.severity, text(conflict)) == (Severity.WARNING, sentence)
    plan.change(meeting, start=None)
    assert found(plan, rule) == []


def test_a_delegation_that_declined_is_no_guest() -> None:
    plan = Build()
    gone = plan.delegation(status=DelegationStatus.DECLINED)
    plan.meeting("1:1", wed("10:00"), 30, None, gone, plan.host())
    assert len(found(plan, "meeting-without-guest")) == 1


@pytest.mark.parametrize("role", [Role.HOSTS, Role.MODERATES, Role.INTERPRETS])
@pytest.mark.parametrize(
    ("confirmed", "rule", "severity"),
    [
        pytest.param(False, "host-declined", Severity.BLOCKING, id="declined"),
        pytest.param(None, "host-unconfirmed", Severity.TO_CHECK, id="not-answered"),
    ],
)
def test_a_host_who_has_not_said_yes_is_reported(
    role: Role, confirmed: bool | None, rule: str, severity: Severity
) -> None:
    plan = Build()
    host, visit = plan.host("TRAKK"), plan.visit("Fab Lab", wed("10:00"), 60)
    row = plan.joins(visit, host, role, confirmed=confirmed)
    conflict = only(plan, rule)
    assert (conflict.severity, conflict.people) == (severity, (host.id,))
    verb = "declined" if confirmed is False else "not confirmed"
    assert text(conflict) == f"TRAKK has {verb} Fab Lab (10:00–11:00) on Wed 23 Oct"
    plan.change(row, confirmed=True)
    assert found(plan, rule) == []


def test_an_activity_that_is_confirmed_as_a_whole_needs_no_single_answers() -> None:
    plan = Build()
    visit = plan.visit("Visit", wed("10:00"), 60, status=ActivityStatus.CONFIRMED)
    plan.joins(visit, plan.host(), confirmed=None)
    plan.joins(plan.part(visit, 30), plan.host(), confirmed=None)
    assert found(plan, "host-unconfirmed") == []


def test_the_tray_asks_nobody_to_confirm() -> None:
    plan = Build()
    plan.joins(plan.visit("Visit"), plan.host(), confirmed=False)
    assert found(plan, "host-declined") == []
