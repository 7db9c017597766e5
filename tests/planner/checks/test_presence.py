"""Before arrival and after departure."""

from datetime import datetime

import pytest

from planner.conflicts import Severity
from tests.build import Build, sun, thu, tue, wed
from tests.planner.checks.found import found, minutes, only, text


@pytest.mark.parametrize(
    ("start", "short", "severity"),
    [
        pytest.param(wed("14:00"), 25, Severity.BLOCKING, id="at-the-arrival"),
        pytest.param(wed("14:19"), 6, Severity.BLOCKING, id="on-the-way"),
        pytest.param(wed("14:20"), 5, Severity.WARNING, id="without-buffer"),
        pytest.param(wed("14:25"), None, None, id="exactly-enough"),
        pytest.param(wed("13:00"), 85, Severity.BLOCKING, id="before-the-arrival"),
    ],
)
def test_the_first_entry_waits_for_the_arrival_and_the_way(
    start: datetime, short: int | None, severity: Severity | None
) -> None:
    plan = Build()
    station, hall = plan.site("Namur station"), plan.site("Hall")
    plan.travel(station, hall, 20)
    tbilisi = plan.delegation(arrival=wed("14:00"), arrival_site_id=station.id)
    plan.visit("Visit", start, 60, hall, tbilisi)
    assert [(c.minutes, c.severity) for c in found(plan, "before-arrival")] == (
        [(short, severity)] if severity is not None else []
    )


def test_the_sentence_says_when_where_and_how_far() -> None:
    plan = Build()
    station, hall = plan.site("Namur station"), plan.site("Hall")
    plan.travel(station, hall, 20)
    tbilisi = plan.delegation("Tbilisi", arrival=wed("14:00"), arrival_site_id=station.id)
    plan.visit("Visit", tue("14:10"), 60, hall, tbilisi)
    plan.visit("Fab Lab", wed("14:10"), 60, hall, tbilisi)
    conflict = only(plan, "before-arrival")
    assert text(conflict) == (
        "Tbilisi arrives on Wed 23 Oct at 14:00 at Namur station, and the way takes 20 min and"
        " 5 min buffer: Visit (14:10–15:10) on Tue 22 Oct begins 24 h 15 too early"
        " (and 1 more activity)"
    )
    assert conflict.minutes == 24 * 60 + 15


def test_an_arrival_without_a_place_is_compared_by_time_alone() -> None:
    plan = Build()
    tbilisi = plan.delegation("Tbilisi", arrival=wed("14:00"))
    plan.visit("Fab Lab", wed("13:50"), 60, plan.site("Hall"), tbilisi)
    assert text(only(plan, "before-arrival")) == (
        "Tbilisi arrives on Wed 23 Oct at 14:00: Fab Lab (13:50–14:50) on Wed 23 Oct begins"
        " 10 min too early"
    )


def test_a_transfer_from_the_station_may_begin_at_the_arrival() -> None:
    plan = Build()
    station, hall = plan.site("Station"), plan.site("Hall")
    plan.travel(station, hall, 20)
    tbilisi = plan.delegation(arrival=wed("14:00"), arrival_site_id=station.id)
    plan.transfer(wed("14:00"), 20, station, hall, tbilisi)
    assert found(plan, "before-arrival") == []


@pytest.mark.parametrize(
    ("start", "short", "severity"),
    [
        pytest.param(sun("14:36"), 1, Severity.WARNING, id="one-minute-of-buffer-missing"),
        pytest.param(sun("14:41"), 6, Severity.BLOCKING, id="way-does-not-fit"),
        pytest.param(sun("14:35"), None, None, id="exactly-enough"),
        pytest.param(sun("16:30"), 115, Severity.BLOCKING, id="after-the-departure"),
    ],
)
def test_the_last_entry_leaves_time_for_the_way_to_the_departure(
    start: datetime, short: int | None, severity: Severity | None
) -> None:
    """A train at 16:00 on the Sunday of the clock change, 20 minutes away."""
    plan = Build()
    station, hall = plan.site("Station"), plan.site("Hall")
    plan.travel(station, hall, 20)
    tbilisi = plan.delegation(departure=sun("16:00"), departure_site_id=station.id)
    plan.visit("Visit", start, 60, hall, tbilisi)
    assert [(c.minutes, c.severity) for c in found(plan, "after-departure")] == (
        [(short, severity)] if severity is not None else []
    )


def test_a_departure_on_the_night_of_the_clock_change_is_elapsed_time() -> None:
    """From 01:30 two hours last until the second 02:30, half an hour before 03:00."""
    plan = Build()
    tbilisi = plan.delegation("Tbilisi", departure=sun("03:00"))
    party = plan.reception("Closing", sun("01:30"), 120, None, tbilisi)
    assert found(plan, "after-departure") == []
    plan.change(party, minutes=151)
    assert text(only(plan, "after-departure")) == (
        "Tbilisi leaves on Sun 27 Oct at 03:00: Closing (01:30–03:01) on Sun 27 Oct ends"
        " 1 min too late"
    )


def test_a_delegate_who_comes_later_misses_the_delegations_programme() -> None:
    plan = Build()
    tbilisi = plan.delegation(arrival=tue("09:00"))
    luc = plan.delegate(tbilisi, "Luc", arrival=wed("15:00"))
    missed = [
        plan.visit("Visit", start, 60, None, tbilisi) for start in (wed("10:00"), wed("14:30"))
    ]
    plan.visit("Later", thu("10:00"), 60, None, tbilisi)
    conflict = only(plan, "before-arrival")
    assert (conflict.subject, conflict.minutes) == (luc.id, 300)
    assert conflict.activities == tuple(a.id for a in missed)


def test_a_delegates_own_entry_is_bound_by_the_delegations_times() -> None:
    plan = Build()
    tbilisi = plan.delegation(arrival=wed("14:00"), departure=thu("12:00"))
    ana = plan.delegate(tbilisi)
    plan.visit("Visit", wed("13:00"), 60, None, tbilisi)
    plan.session("Talk", wed("13:30"), 20, None, ana)
    plan.session("Late talk", thu("11:30"), 45, None, ana)
    assert [(c.subject, c.minutes) for c in found(plan, "before-arrival")] == [
        (tbilisi.id, 60),
        (ana.id, 30),
    ]
    assert [(c.subject, c.minutes) for c in found(plan, "after-departure")] == [(ana.id, 15)]


def test_a_delegate_who_leaves_earlier_misses_the_delegations_programme() -> None:
    plan = Build()
    tbilisi = plan.delegation(departure=sun("12:00"))
    luc = plan.delegate(tbilisi, "Luc", departure=thu("12:00"))
    plan.visit("Before", thu("09:00"), 60, None, tbilisi)
    missed = plan.visit("Visit", thu("11:30"), 60, None, tbilisi)
    conflict = only(plan, "after-departure")
    assert (conflict.subject, conflict.minutes) == (luc.id, 30)
    assert conflict.activities == (missed.id,)


def test_a_delegation_that_leaves_too_early_is_reported_once() -> None:
    plan = Build()
    tbilisi = plan.delegation(departure=thu("12:00"))
    ana = plan.delegate(tbilisi, "Ana", arrival=tue("08:00"))
    plan.visit("Visit", thu("11:30"), 60, None, tbilisi)
    plan.session("Own", tue("10:00"), 60, None, ana)
    assert [(c.subject, c.minutes) for c in found(plan, "after-departure")] == [(tbilisi.id, 30)]


def test_an_activity_that_begins_at_the_arrival_is_the_first() -> None:
    plan = Build()
    station, a, b = plan.site("Station"), plan.site("A"), plan.site("B")
    plan.travel(station, a, 0)
    plan.travel(station, b, 200)
    plan.travel(a, b, 5)
    tbilisi = plan.delegation(arrival=wed("14:00"), arrival_site_id=station.id)
    plan.visit("One", wed("14:00"), 60, a, tbilisi)
    plan.visit("Two", wed("15:10"), 60, b, tbilisi)
    assert found(plan, "before-arrival") == []


def test_free_time_may_lie_before_the_arrival() -> None:
    plan = Build()
    tbilisi = plan.delegation(arrival=wed("14:00"))
    plan.free("Free", wed("10:00"), 60, None, tbilisi)
    assert found(plan, "before-arrival") == []


def test_an_unknown_way_from_the_station_is_to_check() -> None:
    plan = Build()
    station, hall = plan.site("Station"), plan.site("Hall")
    tbilisi = plan.delegation(arrival=wed("14:00"), arrival_site_id=station.id)
    plan.visit("Visit", wed("14:30"), 60, hall, tbilisi)
    assert minutes(plan, "before-arrival") == []
    assert only(plan, "travel-unknown").severity is Severity.TO_CHECK
