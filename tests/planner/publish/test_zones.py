from datetime import UTC, datetime, timedelta, tzinfo
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
import vobject
from dateutil.tz import tzical

from planner.publish.zones import vtimezone

BRUSSELS = """\
BEGIN:VTIMEZONE
TZID:Europe/Brussels
X-LIC-LOCATION:Europe/Brussels
BEGIN:DAYLIGHT
DTSTART:19810329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
END:STANDARD
END:VTIMEZONE
"""


def wall_hours(first: int, last: int, tz: ZoneInfo) -> list[datetime]:
    """Every wall-clock hour that exists and happens once."""
    hours = int((datetime(last + 1, 1, 1) - datetime(first, 1, 1)) / timedelta(hours=1))
    walls = [datetime(first, 1, 1) + timedelta(hours=n) for n in range(hours)]
    return [
        wall
        for wall in walls
        if wall.replace(tzinfo=tz).utcoffset() == wall.replace(tzinfo=tz, fold=1).utcoffset()
    ]


def dateutil_zone(zone: str) -> tzinfo:
    """The block as dateutil reads it; it refuses every line it does not know."""
    known = [line for line in block(zone).splitlines() if not line.startswith("X-")]
    found = tzical(StringIO("\n".join(known))).get(zone)
    assert found is not None
    return found


def block(zone: str, year: int = 2024) -> str:
    found = vtimezone(zone, [year])
    assert found is not None
    return found


@pytest.mark.parametrize("years", [[2024], [2023, 2024], range(2024, 2031)])
def test_brussels_is_the_block_that_fifteen_readers_agree_on(years: list[int]) -> None:
    assert vtimezone("Europe/Brussels", years) == BRUSSELS.replace("\n", "\r\n")


@pytest.mark.parametrize(
    "zone",
    ["Europe/Brussels", "America/New_York", "Australia/Sydney", "Europe/Dublin", "Asia/Tbilisi"],
)
def test_an_independent_reader_expands_the_block_to_the_same_hours(zone: str) -> None:
    theirs = dateutil_zone(zone)
    ours = ZoneInfo(zone)
    walls = wall_hours(2024, 2028, ours)
    assert len(walls) > 43_000
    for wall in walls:
        assert wall.replace(tzinfo=theirs).utcoffset() == wall.replace(tzinfo=ours).utcoffset()


def test_vobject_reads_the_block_right_but_for_the_hours_after_the_change() -> None:
    # vobject makes rules of its own, with the change at 04:00: the export writes UTC until then.
    text = (
        f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{block('Europe/Brussels')}END:VCALENDAR\r\n"
    )
    theirs = vobject.readOne(text).vtimezone.tzinfo
    ours = ZoneInfo("Europe/Brussels")
    wrong = {
        wall
        for wall in wall_hours(2024, 2024, ours)
        if wall.replace(tzinfo=theirs).utcoffset() != wall.replace(tzinfo=ours).utcoffset()
    }
    assert all(wall.day in (27, 31) and wall.hour < 4 for wall in wrong)


@pytest.mark.parametrize("zone", ["Africa/Casablanca", "Asia/Jerusalem", "Africa/Cairo"])
def test_a_zone_without_two_yearly_rules_has_no_block(zone: str) -> None:
    assert vtimezone(zone, [2024]) is None


def test_no_years_need_no_block() -> None:
    assert vtimezone("Europe/Brussels", []) is None


def test_a_rule_that_begins_or_ends_near_the_events_is_not_trusted() -> None:
    # Brazil gave up summer time in 2019, the United States moved theirs in 2007.
    assert vtimezone("America/Sao_Paulo", [2017]) is None
    assert vtimezone("America/New_York", [2005]) is None
    assert vtimezone("America/New_York", [2008]) is not None


def test_a_zone_without_summer_time_has_one_standard_section() -> None:
    text = block("Asia/Kolkata")
    assert text.count("BEGIN:STANDARD") == 1
    assert "DAYLIGHT" not in text
    assert "TZOFFSETFROM:+0530\r\nTZOFFSETTO:+0530" in text
    assert "RRULE" not in text


def test_a_rule_begins_where_it_has_held_ever_since() -> None:
    # The Turks and Caicos Islands kept to Atlantic time without a change from 2015 to 2018.
    assert "DTSTART:20190310T020000" in block("America/Grand_Turk")


def test_half_hour_changes_and_negative_offsets_are_written_in_full() -> None:
    assert "TZOFFSETFROM:+1030\r\nTZOFFSETTO:+1100" in block("Australia/Lord_Howe")
    assert "TZOFFSETFROM:-0330\r\nTZOFFSETTO:-0230" in block("America/St_Johns")


def test_both_changes_of_2024_are_where_they_belong() -> None:
    theirs = dateutil_zone("Europe/Brussels")
    for utc, hours in (
        (datetime(2024, 3, 31, 0, 59), 1),
        (datetime(2024, 3, 31, 1, 0), 2),
        (datetime(2024, 10, 27, 0, 59), 2),
        (datetime(2024, 10, 27, 1, 0), 1),
    ):
        moment = utc.replace(tzinfo=UTC).astimezone(theirs)
        assert moment.utcoffset() == timedelta(hours=hours)
