"""Events that repeat: what is expanded, what is left out, and where it ends."""

import pytest

from planner.intake.festival.calendar_rules import MAX_OF_EVENT, MAX_OF_FILE
from tests.planner.intake.festival.samples import calendar, notes, read, reasons, vevent, walls

DAILY = ("DTSTART;TZID=Europe/Brussels:20241025T140000", "DURATION:PT1H")


def test_a_rule_keeps_the_time_of_the_clock_over_its_change() -> None:
    festival = read(calendar(vevent(*DAILY, "RRULE:FREQ=DAILY;COUNT=4")))
    assert walls(festival) == ["25 14:00", "26 14:00", "27 14:00", "28 14:00"]
    assert [s.key for s in festival.sessions][:2] == [
        "a@fest/20241025T1400",
        "a@fest/20241026T1400",
    ]


@pytest.mark.parametrize("until", ["20241026T120000Z", "20241026T140000", "20241026"])
def test_until_counts_in_utc_on_the_clock_and_as_a_day(until: str) -> None:
    festival = read(calendar(vevent(*DAILY, f"RRULE:FREQ=DAILY;UNTIL={until}")))
    assert walls(festival) == ["25 14:00", "26 14:00"]


@pytest.mark.parametrize(
    "line",
    [
        "EXDATE;TZID=Europe/Brussels:20241026T140000",
        "EXDATE:20241026T120000Z",
        "EXDATE;VALUE=DATE:20241026",
    ],
)
def test_a_date_that_is_taken_out_is_missing(line: str) -> None:
    festival = read(calendar(vevent(*DAILY, "RRULE:FREQ=DAILY;COUNT=3", line)))
    assert walls(festival) == ["25 14:00", "27 14:00"]


def test_dates_that_are_added_are_there() -> None:
    line = "RDATE:20241026T180000Z,20241027T180000Z"
    assert walls(read(calendar(vevent(*DAILY, line)))) == ["25 14:00", "26 20:00", "27 19:00"]


def test_a_moved_time_of_a_series_keeps_its_key() -> None:
    moved = vevent("RECURRENCE-ID:20241026T120000Z", "DTSTART:20241026T160000Z", "SUMMARY:Later")
    festival = read(calendar(moved, vevent(*DAILY, "RRULE:FREQ=DAILY;COUNT=3")))
    found = {s.key: s.title for s in festival.sessions}
    assert found == {
        "a@fest/20241026T1400": "Later",
        "a@fest/20241025T1400": "Ears wide open",
        "a@fest/20241027T1400": "Ears wide open",
    }


def test_a_cancelled_time_of_a_series_is_cancelled_alone() -> None:
    gone = vevent("RECURRENCE-ID:20241026T120000Z", "STATUS:CANCELLED")
    festival = read(calendar(vevent(*DAILY, "RRULE:FREQ=DAILY;COUNT=3"), gone))
    assert sorted((s.key, s.cancelled) for s in festival.sessions) == [
        ("a@fest/20241025T1400", False),
        ("a@fest/20241026T1400", True),
        ("a@fest/20241027T1400", False),
    ]


def test_a_rule_without_end_is_cut_with_a_note() -> None:
    festival = read(calendar(vevent(*DAILY, "RRULE:FREQ=DAILY")))
    assert len(festival.sessions) == MAX_OF_EVENT
    assert "repeats too often; times that are read: 1000" in notes(festival)[0]


def test_a_file_has_no_more_than_its_share_of_repetitions() -> None:
    events = [vevent(*DAILY, "RRULE:FREQ=DAILY", uid=str(n)) for n in range(8)]
    assert len(read(calendar(*events)).sessions) == MAX_OF_FILE + 8


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=MINUTELY;BYHOUR=5;BYMONTH=2;BYMONTHDAY=30",
    ],
)
def test_a_rule_that_never_comes_true_ends_with_the_first_time(rule: str) -> None:
    festival = read(calendar(vevent(*DAILY, f"RRULE:{rule}")))
    assert walls(festival) == ["25 14:00"]
    assert "repeats too often; times that are read: 1." in notes(festival)[0]


def test_many_such_rules_share_one_budget_of_time() -> None:
    rule = "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"
    events = [vevent(*DAILY, rule, uid=str(n)) for n in range(200)]
    assert len(read(calendar(*events)).sessions) == 200


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=SECONDLY",
        "INT=4;FREQ=DAILY",
        "COUNT=3",
        "FREQ=DAILY;BYEASTER=1",
    ],
)
def test_a_rule_that_is_none_is_refused(rule: str) -> None:
    festival = read(calendar(vevent(*DAILY, f"RRULE:{rule}")))
    assert reasons(festival) == [f"It repeats by a rule that cannot be read: {rule}."]


def test_the_nth_weekday_of_a_year_is_counted_in_the_year() -> None:
    rule = "RRULE:FREQ=YEARLY;BYDAY=20MO;COUNT=1"
    festival = read(calendar(vevent(*DAILY, rule)))
    assert [s.start.date().isoformat() for s in festival.sessions] == ["2024-10-25", "2025-05-19"]
