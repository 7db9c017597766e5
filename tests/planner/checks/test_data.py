"""What the plan does not say yet."""

from typing import Any

import pytest

from models.words import DelegationStatus, Kind
from planner.conflicts import Severity
from tests.build import Build, wed
from tests.planner.checks.found import found, only, text


@pytest.mark.parametrize(
    ("kind", "values", "missing"),
    [
        pytest.param(Kind.VISIT, {}, True, id="visit"),
        pytest.param(Kind.MEETING, {}, True, id="meeting"),
        pytest.param(Kind.VISIT, {"meeting_point": "At the fountain"}, False, id="in-words"),
        pytest.param(Kind.FREE, {}, False, id="free-time"),
        pytest.param(Kind.BLOCKER, {}, False, id="blocker"),
        pytest.param(Kind.TRANSFER, {}, False, id="transfer"),
    ],
)
def test_what_is_placed_in_time_has_a_place(
    kind: Kind, values: dict[str, Any], missing: bool
) -> None:
    plan = Build()
    made = plan.activity(kind, "It", wed("10:00"), 60, **values)
    conflicts = found(plan, "no-site")
    assert [text(c) for c in conflicts] == (
        ["It (10:00–11:00) on Wed 23 Oct has no place"] if missing else []
    )
    plan.change(made, site_id=plan.site().id)
    assert found(plan, "no-site") == []


@pytest.mark.parametrize(
    ("ends", "sentence"),
    [
        pytest.param((True, True), None, id="both"),
        pytest.param((False, True), "has no place to start from", id="no-start"),
        pytest.param((True, False), "has no place to go to", id="no-end"),
        pytest.param((False, False), "has no place to start from, and none to go to", id="none"),
    ],
)
def test_a_transfer_has_two_ends(ends: tuple[bool, bool], sentence: str | None) -> None:
    plan = Build()
    a, b = (plan.site() if there else None for there in ends)
    plan.transfer(wed("10:00"), 30, a, b)
    assert [text(c) for c in found(plan, "transfer-without-ends")] == (
        [f"Transfer (10:00–10:30) on Wed 23 Oct {sentence}"] if sentence else []
    )


@pytest.mark.parametrize(
    ("status", "heads", "named", "unknown"),
    [
        pytest.param(DelegationStatus.ACCEPTED, None, False, True, id="accepted"),
        pytest.param(DelegationStatus.ACCEPTED, 4, False, False, id="head-count"),
        pytest.param(DelegationStatus.ACCEPTED, None, True, False, id="names"),
        pytest.param(DelegationStatus.INVITED, None, False, False, id="only-invited"),
        pytest.param(DelegationStatus.DECLINED, None, False, False, id="declined"),
    ],
)
def test_how_many_come_is_known_by_number_or_by_names(
    status: DelegationStatus, heads: int | None, named: bool, unknown: bool
) -> None:
    plan = Build()
    tbilisi = plan.delegation("Tbilisi", heads, status=status)
    if named:
        plan.delegate(tbilisi)
    assert bool(found(plan, "size-unknown")) is unknown


def test_an_invited_delegation_with_a_programme_needs_a_number_too() -> None:
    plan = Build()
    tbilisi = plan.delegation("Tbilisi", None, status=DelegationStatus.INVITED)
    plan.visit("Visit", wed("10:00"), 60, None, tbilisi)
    conflict = only(plan, "size-unknown")
    assert conflict.severity is Severity.TO_CHECK
    assert text(conflict) == "How many people come from Tbilisi is unknown"


@pytest.mark.parametrize(
    ("status", "who", "nothing"),
    [
        pytest.param(DelegationStatus.ACCEPTED, None, True, id="accepted"),
        pytest.param(DelegationStatus.ACCEPTED, "delegation", False, id="with-programme"),
        pytest.param(DelegationStatus.ACCEPTED, "delegate", False, id="somebody-has-one"),
        pytest.param(DelegationStatus.INVITED, None, False, id="only-invited"),
    ],
)
def test_a_delegation_that_has_accepted_has_a_programme(
    status: DelegationStatus, who: str | None, nothing: bool
) -> None:
    plan = Build()
    tbilisi = plan.delegation("Tbilisi", status=status)
    ana = plan.delegate(tbilisi)
    if who:
        plan.visit("Visit", wed("10:00"), 60, None, ana if who == "delegate" else tbilisi)
    assert [text(c) for c in found(plan, "nothing-planned")] == (
        ["Tbilisi has accepted, and nothing is planned for it"] if nothing else []
    )


def test_delegates_have_names() -> None:
    plan = Build()
    tbilisi = plan.delegation("Tbilisi")
    people = [plan.delegate(tbilisi, name) for name in ("Ana", "", " ")]
    conflict = only(plan, "delegate-without-name")
    assert text(conflict) == "Tbilisi: 2 delegates have no name"
    for person in people:
        plan.change(person, name="Nino")
    assert found(plan, "delegate-without-name") == []


def test_an_untitled_activity_is_named_as_such() -> None:
    plan = Build()
    plan.visit(" ", wed("10:00"), 60)
    assert text(only(plan, "no-site")).startswith("(no title) (10:00–11:00)")
