"""Step-free access."""

import pytest

from planner.conflicts import Severity
from tests.build import Build, wed
from tests.planner.checks.found import found, only, text


@pytest.mark.parametrize(
    ("needs", "step_free", "broken"),
    [
        pytest.param(True, False, True, id="needed-and-missing"),
        pytest.param(True, True, False, id="needed-and-there"),
        pytest.param(False, False, False, id="not-needed"),
    ],
)
def test_who_needs_step_free_access_finds_it(needs: bool, step_free: bool, broken: bool) -> None:
    plan = Build()
    tbilisi, hall = plan.delegation("Tbilisi"), plan.site("Le Pavillon", step_free=step_free)
    plan.delegate(tbilisi, "Ana", step_free=needs)
    plan.visit("Visit", wed("10:00"), 60, hall, tbilisi)
    assert [(c.severity, text(c)) for c in found(plan, "no-step-free-access")] == (
        [
            (
                Severity.BLOCKING,
                "Ana (Tbilisi) needs step-free access, Le Pavillon has none:"
                " Visit (10:00–11:00) on Wed 23 Oct",
            )
        ]
        if broken
        else []
    )


def test_where_only_some_of_the_delegation_go_it_is_to_check() -> None:
    plan = Build()
    tbilisi, hall = plan.delegation(heads=4), plan.site(step_free=False)
    plan.delegate(tbilisi, step_free=True)
    plan.joins(plan.visit("Visit", wed("10:00"), 60, hall), tbilisi, heads=2)
    assert only(plan, "no-step-free-access").severity is Severity.TO_CHECK


def test_unknown_access_is_to_check_once_for_each_site() -> None:
    plan = Build()
    hall = plan.site("Hall", step_free=None)
    for name in ("Tbilisi", "Hamar"):
        delegation = plan.delegation(name)
        plan.delegate(delegation, step_free=True)
        plan.visit(name, wed("10:00"), 60, hall, delegation)
    conflict = only(plan, "step-free-unknown")
    assert (conflict.severity, conflict.subject) == (Severity.TO_CHECK, hall.id)
    assert found(plan, "no-step-free-access") == []


def test_unknown_access_matters_only_where_somebody_needs_it() -> None:
    plan = Build()
    tbilisi, hall = plan.delegation(), plan.site(step_free=None)
    plan.delegate(tbilisi)
    plan.visit("Visit", wed("10:00"), 60, hall, tbilisi)
    assert found(plan, "step-free-unknown") == []


def test_a_transfer_does_not_enter_the_place_where_it_ends() -> None:
    plan = Build()
    tbilisi, a, b = plan.delegation(), plan.site("A", step_free=True), plan.site(step_free=False)
    plan.delegate(tbilisi, step_free=True)
    plan.transfer(wed("10:00"), 30, a, b, tbilisi)
    assert found(plan, "no-step-free-access") == []
