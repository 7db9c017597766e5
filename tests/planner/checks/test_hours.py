"""Opening hours."""

from datetime import date, datetime

import pytest

from models.words import Kind
from planner.checks.hours import windows
from planner.conflicts import Severity
from tests.build import Build, on, sun, thu, tue, wed
from tests.planner.checks.found import found, minutes, only, text

SUNDAY = date(2024, 10, 27)


@pytest.mark.parametrize(
    ("start", "outside"),
    [
        pytest.param(wed("10:00"), [], id="from-the-opening"),
        pytest.param(wed("09:59"), [1], id="a-minute-early"),
        pytest.param(wed("17:00"), [], id="until-the-closing"),
        pytest.param(wed("17:20"), [20], id="late"),
        pytest.param(wed("19:00"), [60], id="after-the-closing"),
        pytest.param(wed("11:30"), [30], id="over-lunch-time"),
    ],
)
def test_a_visit_lies_within_the_opening_hours(start: datetime, outside: list[int]) -> None:
    plan = Build()
    trakk = plan.site()
    plan.open(trakk, "10:00-12:00", weekday=2)
    plan.open(trakk, "12:30-18:00", weekday=2)
    plan.visit("Visit", start, 60, trakk)
    assert minutes(plan, "outside-opening-hours") == outside


def test_hours_that_touch_are_one_window() -> None:
    plan = Build()
    trakk = plan.site()
    plan.open(trakk, "10:00-12:00", weekday=2)
    plan.open(trakk, "12:00-18:00", weekday=2)
    plan.visit("Visit", wed("11:30"), 60, trakk)
    assert found(plan, "outside-opening-hours") == []


def test_the_sentences_give_the_hours_or_say_closed() -> None:
    plan = Build()
    trakk = plan.site("Quai10")
    plan.open(trakk, "10:00-18:00", weekday=2)
    plan.open(trakk, None, day=date(2024, 10, 24))
    visit = plan.visit("Tour", wed("17:30"), 60, trakk)
    assert text(only(plan, "outside-opening-hours")) == (
        "Quai10 is open 10:00–18:00 on Wed 23 Oct: Tour (17:30–18:30) is 30 min outside"
    )
    plan.change(visit, start=thu("12:00"))
    assert text(only(plan, "outside-opening-hours")) == (
        "Quai10 is closed on Thu 24 Oct: Tour (12:00–13:00) cannot take place"
    )


@pytest.mark.parametrize(
    ("start", "closed"),
    [
        pytest.param(tue("12:00"), True, id="weekday-without-hours"),
        pytest.param(wed("12:00"), False, id="weekday-with-hours"),
        pytest.param(on(30, "12:00"), True, id="date-closed"),
        pytest.param(thu("12:00"), False, id="date-open"),
    ],
)
def test_a_date_replaces_its_weekday(start: datetime, closed: bool) -> None:
    plan = Build()
    plan.set_edition(last_day=date(2024, 10, 31))
    trakk = plan.site()
    plan.open(trakk, "10:00-18:00", weekday=2)
    plan.open(trakk, None, day=date(2024, 10, 30))
    plan.open(trakk, "10:00-18:00", day=date(2024, 10, 24))
    plan.visit("Visit", start, 60, trakk)
    assert bool(found(plan, "outside-opening-hours")) is closed


@pytest.mark.parametrize(
    ("kind", "severity"),
    [
        pytest.param(Kind.STOP, Severity.BLOCKING, id="stop"),
        pytest.param(Kind.MEAL, Severity.BLOCKING, id="meal"),
        pytest.param(Kind.RECEPTION, Severity.WARNING, id="reception"),
        pytest.param(Kind.SESSION, Severity.WARNING, id="session"),
        pytest.param(Kind.FREE, None, id="free-time"),
    ],
)
def test_what_a_house_opens_for_specially_is_only_a_warning(
    kind: Kind, severity: Severity | None
) -> None:
    plan = Build()
    trakk = plan.site()
    plan.open(trakk, "10:00-18:00", weekday=2)
    plan.activity(kind, "Evening", wed("19:00"), 60, trakk)
    assert [c.severity for c in found(plan, "outside-opening-hours")] == (
        [severity] if severity is not None else []
    )


def test_a_window_past_midnight_ends_on_the_next_day() -> None:
    plan = Build()
    bar = plan.site("Bar")
    plan.open(bar, "18:00-02:00", weekday=2)
    late = plan.meal("Late", wed("23:00"), 180, bar)
    assert found(plan, "outside-opening-hours") == []
    plan.change(late, start=thu("00:30"), minutes=90)
    assert found(plan, "outside-opening-hours") == []
    plan.change(late, start=thu("01:30"), minutes=60)
    assert minutes(plan, "outside-opening-hours") == [30]


def test_a_window_from_midnight_to_midnight_is_a_whole_day() -> None:
    plan = Build()
    hall = plan.site()
    plan.open_always(hall)
    plan.visit("Night", wed("23:30"), 60, hall)
    assert found(plan, "outside-opening-hours") == []


def test_on_the_last_sunday_of_summer_time_a_window_is_an_hour_longer() -> None:
    plan = Build()
    bar = plan.site("Bar")
    plan.open(bar, "01:00-04:00", weekday=6)
    (window,) = windows(plan.programme(), bar.id, SUNDAY) or ()
    assert window.end - window.begin == 240
    plan.meal("Night", sun("01:00"), 240, bar)
    assert found(plan, "outside-opening-hours") == []


def test_unknown_hours_are_to_check_once_for_each_site() -> None:
    plan = Build()
    trakk = plan.site("TRAKK")
    plan.visit("One", wed("10:00"), 60, trakk)
    plan.visit("Two", wed("15:00"), 60, trakk)
    plan.stop("Three", thu("15:00"), 60, trakk)
    conflict = only(plan, "opening-hours-unknown")
    assert (conflict.severity, conflict.subject) == (Severity.TO_CHECK, trakk.id)
    assert text(conflict) == "The opening hours of TRAKK are unknown: Wed 23 Oct, Thu 24 Oct"
    plan.open_always(trakk)
    assert found(plan, "opening-hours-unknown") == []


def test_hours_given_for_one_date_only_leave_other_days_unknown() -> None:
    plan = Build()
    trakk = plan.site("TRAKK")
    plan.open(trakk, "10:00-18:00", day=date(2024, 10, 23))
    plan.visit("One", wed("10:00"), 60, trakk)
    plan.visit("Two", thu("10:00"), 60, trakk)
    assert text(only(plan, "opening-hours-unknown")).endswith(": Thu 24 Oct")
    assert found(plan, "outside-opening-hours") == []


@pytest.mark.parametrize(
    ("kind", "site_kind"),
    [
        pytest.param(Kind.STOP, "station", id="station"),
        pytest.param(Kind.MEAL, "hotel", id="hotel"),
        pytest.param(Kind.SESSION, "festival-venue", id="session"),
        pytest.param(Kind.FREE, "museum", id="free-time"),
    ],
)
def test_nobody_asks_for_the_hours_of_stations_hotels_or_sessions(
    kind: Kind, site_kind: str
) -> None:
    plan = Build()
    plan.activity(kind, "It", wed("10:00"), 60, plan.site("There", kind=site_kind))
    assert found(plan, "opening-hours-unknown") == []
