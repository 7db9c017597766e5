"""The zones that calendars name, define, or forget to define."""

import pytest

from planner.intake.festival.zones import zone_named
from tests.planner.intake.festival.samples import calendar, notes, read, vevent, walls

OUTLOOK = (
    "BEGIN:VTIMEZONE", "TZID:Fest time",
    "BEGIN:STANDARD", "DTSTART:16010101T030000", "TZOFFSETFROM:+0200", "TZOFFSETTO:+0100",
    "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10", "END:STANDARD",
    "BEGIN:DAYLIGHT", "DTSTART:16010101T020000", "TZOFFSETFROM:+0100", "TZOFFSETTO:+0200",
    "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3", "END:DAYLIGHT", "END:VTIMEZONE",
)  # fmt: skip


def at_14(tzid: str) -> str:
    return vevent(f"DTSTART;TZID={tzid}:20241026T140000")


@pytest.mark.parametrize(
    "name",
    [
        "Europe/Brussels",
        "europe/brussels",
        "/freeassociation.sourceforge.net/Europe/Brussels",
        "Romance Standard Time",
        "Brussels",
        "GMT+0200",
        "+02:00",
        '"(UTC+01:00) Brussels, Copenhagen, Madrid, Paris"',
    ],
)
def test_a_zone_is_known_by_any_of_its_names(name: str) -> None:
    festival = read(calendar(at_14(name)))
    assert (walls(festival), notes(festival)) == (["26 14:00"], [])


@pytest.mark.parametrize(
    "name", ["Europe", "../../etc/passwd", "tzone://Microsoft/Custom", "x" * 999]
)
def test_a_name_that_nobody_knows_is_the_edition_s_zone_with_a_note(name: str) -> None:
    festival = read(calendar(at_14(name)))
    assert walls(festival) == ["26 14:00"]
    assert notes(festival) == [f"The time zone “{name[:60]}” is unknown: Europe/Brussels is taken."]


def test_a_zone_of_its_own_is_read_from_its_definition() -> None:
    summer = vevent("DTSTART;TZID=Fest time:20241026T140000", uid="1")
    winter = vevent("DTSTART;TZID=Fest time:20241028T140000", uid="2")
    assert walls(read(calendar(summer, winter, *OUTLOOK))) == ["26 14:00", "28 14:00"]


def test_a_known_name_counts_more_than_a_wrong_definition() -> None:
    wrong = [line.replace("Fest time", "Asia/Tbilisi") for line in OUTLOOK]
    assert walls(read(calendar(*wrong, at_14("Asia/Tbilisi")))) == ["26 12:00"]


@pytest.mark.parametrize(
    "rule", ["FREQ=SECONDLY", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=YEARLY;INTERVAL=0", "x"]
)
def test_a_definition_that_could_take_for_ever_is_left_alone(rule: str) -> None:
    wild = [f"RRULE:{rule}" if line.startswith("RRULE") else line for line in OUTLOOK]
    festival = read(calendar(*wild, at_14("Fest time")))
    assert notes(festival) == ["The time zone “Fest time” is unknown: Europe/Brussels is taken."]


@pytest.mark.parametrize("offset", ["+9900", "-2400", "+01", "soon"])
def test_a_definition_with_an_offset_that_is_none_is_left_alone(offset: str) -> None:
    wild = [line.replace("+0200", offset) for line in OUTLOOK]
    for day in ("20240701", "20241226"):
        event = vevent(f"DTSTART;TZID=Fest time:{day}T140000", "DURATION:PT1H")
        assert len(read(calendar(*wild, event)).sessions) == 1


def test_a_city_of_two_regions_is_no_zone() -> None:
    assert zone_named("Indianapolis") is None
