"""Running orders."""

import pytest

from models.words import DelegationStatus, Kind, Role
from planner.conflicts import Severity
from tests.build import Build, sun, wed
from tests.planner.checks.found import found, minutes, only, text


@pytest.mark.parametrize(
    ("parts", "over", "under"),
    [
        pytest.param((30, 30, 30), [], [], id="exactly"),
        pytest.param((30, 30, 31), [1], [], id="a-minute-over"),
        pytest.param((30, 30, 25), [], [], id="five-minutes-left"),
        pytest.param((30, 30, 24), [], [6], id="six-minutes-left"),
        pytest.param((), [], [90], id="no-running-order"),
    ],
)
def test_the_parts_of_a_round_table_fill_its_slot(
    parts: tuple[int, ...], over: list[int], under: list[int]
) -> None:
    plan = Build()
    table = plan.round_table("Round table", wed("14:00"), 90)
    for length in parts:
        plan.part(table, length)
    assert minutes(plan, "round-table-over") == over
    assert minutes(plan, "round-table-under") == under


def test_the_sentences_about_the_slot_give_the_figures() -> None:
    plan = Build()
    table = plan.round_table("Round table", sun("14:00"), 90)
    part = plan.part(table, 120)
    conflict = only(plan, "round-table-over")
    assert conflict.severity is Severity.BLOCKING
    assert text(conflict) == (
        "Round table (14:00–15:30) on Sun 27 Oct has 1 h 30, its parts need 2 h 00: 30 min over"
    )
    plan.change(part, minutes=80)
    conflict = only(plan, "round-table-under")
    assert conflict.severity is Severity.WARNING
    assert text(conflict) == (
        "Round table (14:00–15:30) on Sun 27 Oct has 1 h 30, its parts fill 1 h 20: 10 min not used"
    )


@pytest.mark.parametrize(
    ("length", "over"), [pytest.param(60, [], id="fits"), pytest.param(70, [10], id="over")]
)
def test_presentations_fit_into_their_stop(length: int, over: list[int]) -> None:
    plan = Build()
    stop = plan.stop("TRAKK", wed("10:00"), 60)
    plan.part(stop, length)
    assert minutes(plan, "parts-too-long") == over


@pytest.mark.parametrize("where", ["table", "welcome"])
def test_somebody_moderates(where: str) -> None:
    plan = Build()
    table = plan.round_table("Round table", wed("14:00"), 90)
    welcome = plan.part(table, 10, kind=Kind.WELCOME)
    assert text(only(plan, "no-moderator")) == (
        "Round table (14:00–15:30) on Wed 23 Oct has no moderator"
    )
    plan.joins(table if where == "table" else welcome, plan.host("Lea"), Role.MODERATES)
    assert found(plan, "no-moderator") == []


def test_an_intervention_has_a_speaker() -> None:
    plan = Build()
    tbilisi = plan.delegation()
    table = plan.round_table("Round table", wed("14:00"), 90, None, tbilisi)
    part = plan.part(table, 10, title="Cities at night")
    assert text(only(plan, "no-speaker")) == (
        "The intervention Cities at night (14:00–14:10) on Wed 23 Oct has no speaker"
    )
    plan.joins(part, plan.delegate(tbilisi), Role.SPEAKS)
    assert found(plan, "no-speaker") == []


@pytest.mark.parametrize(
    ("status", "absent"),
    [
        pytest.param(DelegationStatus.CANCELLED, True, id="cancelled"),
        pytest.param(DelegationStatus.ACCEPTED, False, id="accepted"),
    ],
)
def test_a_speaker_belongs_to_a_delegation_that_comes(
    status: DelegationStatus, absent: bool
) -> None:
    plan = Build()
    tbilisi = plan.delegation("Tbilisi", status=status)
    table = plan.round_table("Round table", wed("14:00"), 90)
    plan.part(table, 10, plan.delegate(tbilisi, "Ana"), title="Night")
    assert [(c.severity, text(c)) for c in found(plan, "speaker-absent")] == (
        [
            (
                Severity.BLOCKING,
                "Night (14:00–14:10) on Wed 23 Oct: Ana (Tbilisi) cannot speak,"
                " Tbilisi does not come",
            )
        ]
        if absent
        else []
    )


def test_a_speaker_who_is_elsewhere_during_the_intervention_is_double_booked() -> None:
    plan = Build()
    tbilisi, hamar = plan.delegation("Tbilisi"), plan.delegation("Hamar")
    ana = plan.delegate(tbilisi, "Ana")
    table = plan.round_table("Round table", wed("14:00"), 90, None, hamar)
    plan.part(table, 20, hamar)
    plan.part(table, 20, ana)
    plan.visit("Visit", wed("14:00"), 30, None, tbilisi)
    assert minutes(plan, "delegate-double-booked") == [10]
