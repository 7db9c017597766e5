"""The time between two entries, and transfers."""

from datetime import datetime
from typing import Any

import pytest

from models.words import TravelMode
from planner.conflicts import Severity
from tests.build import Build, fri, on, sat, sun, thu, wed
from tests.planner.checks.found import found, minutes, only, text

NAMUR, CHARLEROI = (50.4662, 4.8545), (50.4050, 4.4390)


@pytest.mark.parametrize(
    ("start", "short", "severity"),
    [
        pytest.param(wed("11:35"), 7, Severity.BLOCKING, id="not-even-the-way"),
        pytest.param(wed("11:36"), 6, Severity.BLOCKING, id="one-minute-of-the-way-missing"),
        pytest.param(wed("11:37"), 5, Severity.WARNING, id="no-buffer"),
        pytest.param(wed("11:41"), 1, Severity.WARNING, id="one-minute-of-buffer-missing"),
        pytest.param(wed("11:42"), None, None, id="exactly-enough"),
    ],
)
def test_the_way_and_the_buffer_must_fit(
    start: datetime, short: int | None, severity: Severity | None
) -> None:
    plan = Build()
    tbilisi, a, b = plan.delegation(), plan.site("A6K"), plan.site("Quai10")
    plan.travel(a, b, 7)
    plan.visit("One", wed("10:30"), 60, a, tbilisi)
    plan.visit("Two", start, 60, b, tbilisi)
    assert [(c.minutes, c.severity) for c in found(plan, "gap-too-short")] == (
        [(short, severity)] if severity is not None else []
    )


def test_the_sentence_gives_places_times_way_and_figure() -> None:
    plan = Build()
    tbilisi = plan.delegation("Tbilisi")
    a, b = plan.site("A6K - E6K"), plan.site("Quai10")
    plan.travel(a, b, 7)
    plan.visit("A6K - E6K", wed("10:30"), 60, a, tbilisi)
    plan.visit("Cinema", wed("11:35"), 60, b, tbilisi)
    assert text(only(plan, "gap-too-short")) == (
        "Tbilisi, Wed 23 Oct: from A6K - E6K (ends 11:30) to Cinema at Quai10 (begins 11:35)"
        " takes 7 min and 5 min buffer: 7 min short"
    )


def test_an_estimate_is_said_to_be_one_and_only_its_margin_missing_is_a_warning() -> None:
    """38 min with 15 % margin are at least 33 without: 34 minutes do not block."""
    plan = Build()
    tbilisi = plan.delegation()
    a, b = plan.site("A", at=NAMUR), plan.site("B", at=CHARLEROI)
    leg = plan.programme().travel.leg(a.id, b.id, None)
    assert leg is not None
    plan.visit("One", wed("11:00"), 60, a, tbilisi)
    two = plan.visit("Two", wed("12:10"), 60, b, tbilisi)
    assert only(plan, "gap-too-short").severity is Severity.BLOCKING
    assert f"takes about {leg.minutes} min (estimated) and 5 min buffer" in text(
        only(plan, "gap-too-short")
    )
    plan.change(two, start=wed("12:38"))
    assert only(plan, "gap-too-short").severity is Severity.WARNING
    assert only(plan, "gap-too-short").minutes == leg.minutes + 5 - 38


@pytest.mark.parametrize(
    ("same_day", "mode"),
    [
        pytest.param(True, TravelMode.COACH, id="by-coach-on-a-tour"),
        pytest.param(False, TravelMode.CAR, id="by-car-otherwise"),
    ],
)
def test_stops_of_one_tour_day_are_linked_by_the_coach(same_day: bool, mode: TravelMode) -> None:
    plan = Build()
    tbilisi, tour = plan.delegation(), plan.tour()
    plan.boards(tour, tbilisi)
    a, b = plan.site("A", at=NAMUR), plan.site("B", at=CHARLEROI)
    day = plan.tour_day(tour)
    plan.stop("One", wed("10:00"), 60, a, tour_day_id=day)
    plan.stop("Two", wed("11:05"), 60, b, tour_day_id=day if same_day else plan.tour_day(tour))
    leg = plan.programme().travel.leg(a.id, b.id, mode)
    assert leg is not None
    assert minutes(plan, "gap-too-short") == [leg.minutes]


def test_within_one_place_no_buffer_is_asked_for() -> None:
    plan = Build()
    tbilisi, hall = plan.delegation(), plan.site("Hall")
    plan.session("One", wed("10:00"), 60, hall, tbilisi)
    plan.session("Two", wed("11:00"), 60, hall, tbilisi)
    assert found(plan, "gap-too-short") == []


def test_before_a_transfer_the_way_leads_to_where_it_begins() -> None:
    plan = Build()
    tbilisi, a, b, c = plan.delegation(), *(plan.site(n) for n in "ABC")
    plan.travel(a, b, 10)
    plan.travel(b, c, 30)
    plan.visit("One", wed("10:00"), 60, a, tbilisi)
    plan.transfer(wed("11:05"), 30, b, c, tbilisi)
    plan.visit("Two", wed("11:35"), 60, c, tbilisi)
    assert minutes(plan, "gap-too-short") == [10]


def test_free_time_between_is_time_for_the_way() -> None:
    plan = Build()
    tbilisi, a, b = plan.delegation(), plan.site("A"), plan.site("B")
    plan.travel(a, b, 30)
    plan.visit("One", wed("10:00"), 60, a, tbilisi)
    plan.free("Free", wed("11:00"), 60, None, tbilisi)
    plan.visit("Two", wed("12:00"), 60, b, tbilisi)
    assert found(plan, "gap-too-short") == []


def test_what_has_no_place_takes_its_time_from_the_way() -> None:
    """From 11:00 to 12:00 there are 60 minutes, 40 of them in a briefing somewhere."""
    plan = Build()
    tbilisi, a, b = plan.delegation(), plan.site("A"), plan.site("B")
    plan.travel(a, b, 30)
    plan.visit("One", wed("10:00"), 60, a, tbilisi)
    plan.blocker("Briefing", wed("11:10"), 40, None, tbilisi)
    plan.visit("Two", wed("12:00"), 60, b, tbilisi)
    assert minutes(plan, "gap-too-short") == [15]


def test_a_briefing_elsewhere_in_the_day_takes_nothing_from_the_way() -> None:
    plan = Build()
    tbilisi, a, b = plan.delegation(), plan.site("A"), plan.site("B")
    plan.travel(a, b, 30)
    for start in (wed("09:00"), wed("14:00")):
        plan.blocker("Briefing", start, 40, None, tbilisi)
    plan.visit("One", wed("10:00"), 60, a, tbilisi)
    plan.visit("Two", wed("11:35"), 60, b, tbilisi)
    assert found(plan, "gap-too-short") == []


@pytest.mark.parametrize(
    ("shared", "own"),
    [
        pytest.param(wed("22:50"), thu("00:10"), id="own-entry-after-midnight"),
        pytest.param(thu("00:10"), wed("22:50"), id="own-entry-before-midnight"),
    ],
)
def test_a_delegates_own_entry_is_linked_with_the_delegations_across_midnight(
    shared: datetime, own: datetime
) -> None:
    """From 23:50 to 00:10 there are 20 minutes for a way of 30."""
    plan = Build()
    tbilisi, a, b = plan.delegation(), plan.site("A"), plan.site("B")
    plan.travel(a, b, 30)
    plan.reception("Reception", shared, 60, a, tbilisi)
    plan.visit("Early", wed("10:00"), 60, a, tbilisi)
    plan.visit("Late", thu("20:00"), 60, a, tbilisi)
    ana = plan.delegate(tbilisi)
    plan.reception("Own", own, 60, b, ana)
    assert [(c.subject, c.minutes) for c in found(plan, "gap-too-short")] == [(ana.id, 15)]


def test_a_gap_of_the_whole_delegation_is_reported_once() -> None:
    plan = Build()
    tbilisi, a, b = plan.delegation(), plan.site("A"), plan.site("B")
    plan.travel(a, b, 30)
    plan.visit("One", wed("10:00"), 60, a, tbilisi)
    plan.visit("Two", wed("11:10"), 60, b, tbilisi)
    plan.session("Own", wed("15:00"), 60, b, plan.delegate(tbilisi))
    assert [(c.subject, c.minutes) for c in found(plan, "gap-too-short")] == [(tbilisi.id, 25)]


def test_a_gap_of_the_delegation_is_not_said_of_a_delegate_who_is_double_booked() -> None:
    plan = Build()
    tbilisi, a, b = plan.delegation(), plan.site("A"), plan.site("B")
    plan.travel(a, b, 30)
    plan.visit("One", wed("10:00"), 60, a, tbilisi)
    plan.visit("Two", wed("11:10"), 60, b, tbilisi)
    ana = plan.delegate(tbilisi)
    plan.session("Clash", wed("11:20"), 20, b, ana)
    assert sorted((c.subject, c.minutes) for c in found(plan, "gap-too-short")) == [
        (ana.id, 15),
        (tbilisi.id, 25),
    ]


def test_no_way_leads_across_a_night() -> None:
    plan = Build()
    tbilisi, a, b = plan.delegation(), plan.site("A"), plan.site("B")
    plan.reception("Late", wed("20:00"), 120, a, tbilisi)
    plan.visit("Early", on(24, "09:00"), 60, b, tbilisi)
    assert found(plan, "travel-unknown") == []


@pytest.mark.parametrize(
    ("start", "short"),
    [
        pytest.param(sun("02:20"), [15], id="first-pass"),
        pytest.param(sun("02:20", fold=1), [], id="an-hour-later"),
    ],
)
def test_a_gap_is_elapsed_time_when_the_clocks_change(start: datetime, short: list[int]) -> None:
    plan = Build()
    tbilisi, a, b = plan.delegation(), plan.site("A"), plan.site("B")
    plan.travel(a, b, 30)
    plan.reception("Closing", sun("00:00"), 120, a, tbilisi)
    plan.reception("After", start, 60, b, tbilisi)
    assert minutes(plan, "gap-too-short") == short


def test_a_delegate_and_a_host_need_time_for_the_way_too() -> None:
    plan = Build()
    tbilisi, actor = plan.delegation(), plan.host()
    ana, a, b = plan.delegate(tbilisi), plan.site("A"), plan.site("B")
    plan.travel(a, b, 30)
    plan.visit("One", wed("10:00"), 60, a, tbilisi)
    plan.meeting("1:1", wed("11:20"), 30, b, ana, actor)
    plan.meeting("1:1", wed("12:00"), 30, a, plan.delegate(plan.delegation()), actor)
    assert sorted((c.subject, c.minutes) for c in found(plan, "gap-too-short")) == [
        (ana.id, 15),
        (actor.id, 25),
    ]


def test_different_people_of_a_delegation_need_no_time_between() -> None:
    plan = Build()
    tbilisi, a, b = plan.delegation(heads=4), plan.site("A"), plan.site("B")
    plan.travel(a, b, 30)
    plan.joins(plan.visit("One", wed("10:00"), 60, a), tbilisi, heads=2)
    two = plan.visit("Two", wed("11:00"), 60, b)
    some = plan.joins(two, tbilisi, heads=2)
    assert found(plan, "gap-too-short") == []
    plan.change(some, heads=3)
    assert minutes(plan, "gap-too-short") == [35]


def test_after_parallel_visits_everybody_has_a_way_to_the_next_entry() -> None:
    plan = Build()
    tbilisi, a, b, c = plan.delegation(heads=4), *(plan.site(n) for n in "ABC")
    plan.travel(a, c, 10)
    plan.travel(b, c, 40)
    plan.joins(plan.visit("One", wed("10:00"), 60, a), tbilisi, heads=2)
    plan.joins(plan.visit("Two", wed("10:00"), 50, b), tbilisi, heads=2)
    plan.visit("Three", wed("11:20"), 60, c, tbilisi)
    assert minutes(plan, "gap-too-short") == [15]


def test_an_unknown_way_is_reported_once_for_each_pair_of_places() -> None:
    plan = Build()
    a, b = plan.site("TRAKK", at=NAMUR), plan.site("Nowhere")
    for name in ("Tbilisi", "Hamar"):
        delegation = plan.delegation(name)
        plan.visit("One", wed("10:00"), 60, a, delegation)
        plan.visit("Two", wed("12:00"), 60, b, delegation)
        plan.visit("Three", wed("14:00"), 60, a, delegation)
    conflict = only(plan, "travel-unknown")
    assert conflict.severity is Severity.TO_CHECK
    assert conflict.subject == "+".join(sorted((a.id, b.id)))
    assert text(conflict) == (
        "The way between Nowhere and TRAKK is unknown: Nowhere has no coordinates"
    )
    plan.travel(a, b, 20)
    assert found(plan, "travel-unknown") == []


def test_the_way_of_a_transfer_may_be_unknown_too_but_not_that_of_a_train() -> None:
    plan = Build()
    ride = plan.transfer(wed("10:00"), 30, plan.site("A"), plan.site("B"))
    assert len(found(plan, "travel-unknown")) == 1
    plan.change(ride, mode=TravelMode.TRAIN)
    assert found(plan, "travel-unknown") == []


@pytest.mark.parametrize(
    ("planned", "expected"),
    [
        pytest.param(30, [], id="enough"),
        pytest.param(29, [(1, Severity.BLOCKING)], id="one-minute-short"),
        pytest.param(12, [(18, Severity.BLOCKING)], id="short"),
    ],
)
def test_a_transfer_lasts_as_long_as_its_way(
    planned: int, expected: list[tuple[int, Severity]]
) -> None:
    plan = Build()
    a, b = plan.site("A"), plan.site("B")
    plan.travel(a, b, 30)
    plan.transfer(wed("10:00"), planned, a, b)
    assert [(c.minutes, c.severity) for c in found(plan, "transfer-too-short")] == expected


@pytest.mark.parametrize(
    ("tour", "mode"),
    [
        pytest.param(True, TravelMode.COACH, id="on-tour"),
        pytest.param(False, TravelMode.CAR, id="alone"),
    ],
)
def test_an_estimated_transfer_lacking_only_the_margin_is_a_warning(
    tour: bool, mode: TravelMode
) -> None:
    plan = Build()
    a, b = plan.site("A", at=NAMUR), plan.site("B", at=CHARLEROI)
    leg = plan.programme().travel.leg(a.id, b.id, mode)
    assert leg is not None
    values: dict[str, Any] = {"tour_day_id": plan.tour_day(plan.tour())} if tour else {}
    ride = plan.transfer(wed("10:00"), leg.minutes, a, b, **values)
    assert found(plan, "transfer-too-short") == []
    plan.change(ride, minutes=leg.minutes - 1)
    conflict = only(plan, "transfer-too-short")
    assert (conflict.minutes, conflict.severity) == (1, Severity.WARNING)
    assert "(estimated)" in text(conflict)
    plan.change(ride, minutes=leg.minutes * 100 // 115)
    assert only(plan, "transfer-too-short").severity is Severity.WARNING
    plan.change(ride, minutes=leg.minutes * 100 // 115 - 1)
    assert only(plan, "transfer-too-short").severity is Severity.BLOCKING


@pytest.mark.parametrize(
    ("start", "longer"),
    [pytest.param(fri("08:00"), True, id="rush-hour"), pytest.param(sat("08:00"), False, id="sat")],
)
def test_the_rush_hour_makes_an_estimate_longer(start: datetime, longer: bool) -> None:
    plan = Build()
    a, b = plan.site("A", at=NAMUR), plan.site("B", at=CHARLEROI)
    leg = plan.programme().travel.leg(a.id, b.id, TravelMode.CAR)
    assert leg is not None
    plan.transfer(start, leg.minutes, a, b)
    assert bool(found(plan, "transfer-too-short")) is longer
