"""Double bookings of delegations, delegates and hosts."""

from datetime import datetime

import pytest

from models.words import DelegationStatus, HostKind, Kind, Role
from planner.conflicts import Severity
from tests.build import Build, sun, wed
from tests.planner.checks.found import found, minutes, only, text


@pytest.mark.parametrize(
    ("start", "length", "short"),
    [
        pytest.param(wed("10:00"), 60, [60], id="exact"),
        pytest.param(wed("10:59"), 60, [1], id="one-minute"),
        pytest.param(wed("11:00"), 60, [], id="touching"),
        pytest.param(wed("10:20"), 20, [20], id="inside"),
        pytest.param(wed("09:00"), 180, [60], id="around"),
        pytest.param(wed("09:00"), 60, [], id="before"),
    ],
)
def test_a_delegation_in_two_activities_overlaps_by_that_much(
    start: datetime, length: int, short: list[int]
) -> None:
    plan = Build()
    tbilisi, hall = plan.delegation("Tbilisi"), plan.site("Hall")
    plan.visit("Fab Lab", wed("10:00"), 60, hall, tbilisi)
    plan.session("Talk", start, length, hall, tbilisi)
    assert minutes(plan, "delegation-double-booked") == short


def test_the_sentence_names_who_what_when_and_how_long() -> None:
    plan = Build()
    tbilisi = plan.delegation("Tbilisi")
    visit = plan.visit("Fab Lab", wed("10:00"), 60, None, tbilisi)
    talk = plan.session("Talk", wed("10:45"), 60, None, tbilisi)
    conflict = only(plan, "delegation-double-booked")
    assert text(conflict) == (
        "Tbilisi, Wed 23 Oct: Fab Lab (10:00–11:00) and Talk (10:45–11:45) overlap by 15 min"
    )
    assert conflict.severity is Severity.BLOCKING
    assert (conflict.activities, conflict.people) == ((visit.id, talk.id), (tbilisi.id,))


def test_one_plenary_shared_by_many_is_no_double_booking() -> None:
    plan = Build()
    plan.session("Opening", wed("10:00"), 60, None, *(plan.delegation(n) for n in ("A", "B")))
    assert found(plan, "delegation-double-booked") == []


@pytest.mark.parametrize(
    ("kind", "short"),
    [
        pytest.param(Kind.FREE, [], id="free-time"),
        pytest.param(Kind.BLOCKER, [60], id="blocker"),
        pytest.param(Kind.TRANSFER, [60], id="transfer"),
    ],
)
def test_free_time_never_clashes_but_a_blocker_does(kind: Kind, short: list[int]) -> None:
    plan = Build()
    tbilisi = plan.delegation()
    plan.visit("Fab Lab", wed("10:00"), 60, None, tbilisi)
    plan.activity(kind, "Other", wed("10:00"), 60, None, tbilisi)
    assert minutes(plan, "delegation-double-booked") == short


def test_a_delegation_that_has_cancelled_clashes_with_nothing() -> None:
    plan = Build()
    tbilisi = plan.delegation(status=DelegationStatus.CANCELLED)
    for title in ("One", "Two"):
        plan.visit(title, wed("10:00"), 60, None, tbilisi)
    assert found(plan, "delegation-double-booked") == []


@pytest.mark.parametrize(
    ("total", "one", "other", "severities"),
    [
        pytest.param(4, 2, 2, [], id="two-and-two-of-four"),
        pytest.param(4, 2, 3, [Severity.BLOCKING], id="two-and-three-of-four"),
        pytest.param(4, None, 1, [Severity.BLOCKING], id="all-and-one"),
        pytest.param(None, 2, 2, [Severity.TO_CHECK], id="of-unknown-many"),
        pytest.param(None, None, 2, [Severity.BLOCKING], id="all-of-unknown-many"),
    ],
)
def test_parts_of_a_delegation_clash_when_together_they_are_more_than_it_has(
    total: int | None, one: int | None, other: int | None, severities: list[Severity]
) -> None:
    plan = Build()
    tbilisi = plan.delegation(heads=total)
    for heads in (one, other):
        plan.joins(plan.visit("Visit", wed("10:00"), 60), tbilisi, heads=heads)
    assert [c.severity for c in found(plan, "delegation-double-booked")] == severities


def test_a_delegates_own_entry_clashes_with_the_delegations() -> None:
    plan = Build()
    tbilisi = plan.delegation("Tbilisi")
    ana, _ = plan.delegate(tbilisi, "Ana"), plan.delegate(tbilisi, "Nino")
    plan.visit("Fab Lab", wed("10:00"), 60, None, tbilisi)
    plan.session("Talk", wed("10:30"), 60, None, ana)
    conflict = only(plan, "delegate-double-booked")
    assert (conflict.subject, conflict.minutes) == (ana.id, 30)
    assert text(conflict).startswith("Ana (Tbilisi), Wed 23 Oct: Fab Lab (10:00–11:00) and Talk")


def test_what_concerns_the_whole_delegation_is_not_said_of_each_delegate() -> None:
    plan = Build()
    tbilisi = plan.delegation("Tbilisi")
    ana = plan.delegate(tbilisi, "Ana", step_free=True)
    plan.visit("Fab Lab", wed("10:00"), 60, None, tbilisi)
    plan.session("Talk", wed("10:30"), 60, None, tbilisi)
    plan.session("Later", wed("15:00"), 60, None, ana)
    assert found(plan, "delegate-double-booked") == []
    assert minutes(plan, "delegation-double-booked") == [30]


def test_a_delegate_named_beside_the_whole_delegation_is_no_clash() -> None:
    plan = Build()
    tbilisi = plan.delegation()
    ana = plan.delegate(tbilisi)
    plan.visit("Fab Lab", wed("10:00"), 60, None, tbilisi, ana)
    assert found(plan, "delegate-double-booked") == []


def test_a_delegate_is_free_while_only_some_others_of_the_delegation_are_busy() -> None:
    plan = Build()
    tbilisi = plan.delegation(heads=4)
    ana = plan.delegate(tbilisi)
    plan.joins(plan.visit("Visit", wed("10:00"), 60), tbilisi, heads=3)
    plan.session("Talk", wed("10:00"), 60, None, ana)
    assert found(plan, "delegate-double-booked") == []


def test_how_many_go_is_counted_for_each_delegation_apart() -> None:
    """Two of Tbilisi and all of Hamar are in one visit: the other two of Tbilisi are free."""
    plan = Build()
    tbilisi, hamar = plan.delegation("Tbilisi", heads=4), plan.delegation("Hamar", heads=9)
    one, two = plan.visit("One", wed("10:00"), 60), plan.visit("Two", wed("10:00"), 60)
    plan.joins(one, tbilisi, heads=2)
    plan.joins(one, hamar)
    plan.joins(one, plan.delegate(tbilisi))
    plan.joins(two, tbilisi, heads=2)
    assert found(plan, "delegation-double-booked") == []


def test_a_meeting_against_the_programme_names_the_host() -> None:
    plan = Build()
    tbilisi, actor = plan.delegation("Tbilisi"), plan.host("Studio Demo")
    plan.round_table("Round table", wed("14:00"), 90, None, tbilisi)
    plan.meeting("1:1 Tbilisi", wed("15:10"), 30, None, tbilisi, actor)
    conflict = only(plan, "meeting-clash")
    assert text(conflict) == (
        "Tbilisi, Wed 23 Oct: the 1:1 with Studio Demo (15:10–15:40) collides with"
        " Round table (14:00–15:30) for 20 min"
    )
    assert conflict.severity is Severity.BLOCKING
    assert found(plan, "delegation-double-booked") == []


def test_a_meeting_after_the_programme_is_no_clash() -> None:
    plan = Build()
    tbilisi = plan.delegation()
    plan.round_table("Round table", wed("14:00"), 90, None, tbilisi)
    plan.meeting("1:1", wed("15:30"), 30, None, plan.delegate(tbilisi))
    assert found(plan, "meeting-clash") == []


@pytest.mark.parametrize("role", [Role.HOSTS, Role.MODERATES, Role.INTERPRETS])
@pytest.mark.parametrize(
    ("start", "short"),
    [pytest.param(wed("10:50"), [10], id="clash"), pytest.param(wed("11:00"), [], id="after")],
)
def test_a_host_moderator_or_interpreter_is_in_one_place_at_a_time(
    role: Role, start: datetime, short: list[int]
) -> None:
    plan = Build()
    host = plan.host("Lea", HostKind.INTERPRETER)
    plan.joins(plan.visit("One", wed("10:00"), 60), host, role)
    plan.joins(plan.visit("Two", start, 60), host)
    assert minutes(plan, "host-double-booked") == short


def test_presenting_in_a_part_of_ones_own_stop_is_no_double_booking() -> None:
    plan = Build()
    host = plan.host()
    stop = plan.stop("TRAKK", wed("10:00"), 60, None, host)
    plan.part(stop, 30, host)
    assert found(plan, "host-double-booked") == []


def test_everybody_on_board_attends_what_a_tour_does() -> None:
    plan = Build()
    tbilisi = plan.delegation()
    day = plan.tour_day(plan.tour("East", None, tbilisi))
    plan.stop("TRAKK", wed("10:00"), 60, tour_day_id=day)
    plan.visit("Elsewhere", wed("10:30"), 60, None, tbilisi)
    assert minutes(plan, "delegation-double-booked") == [30]


@pytest.mark.parametrize(
    ("start", "short"),
    [
        pytest.param(sun("02:30"), [60], id="first-pass"),
        pytest.param(sun("02:30", fold=1), [], id="second-pass"),
    ],
)
def test_the_repeated_hour_is_two_hours(start: datetime, short: list[int]) -> None:
    """From 01:30 to the first 02:30 is one hour, to the second one two."""
    plan = Build()
    tbilisi = plan.delegation()
    plan.reception("Closing", sun("01:30"), 120, None, tbilisi)
    plan.reception("After", start, 60, None, tbilisi)
    assert minutes(plan, "delegation-double-booked") == short
