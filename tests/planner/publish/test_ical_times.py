from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.clock import EPOCH
from planner.programme import clock_of
from planner.publish.agenda import items_for
from tests.build import Build, fri, sat, sun, tue
from tests.planner.publish.calendars import (
    events_in,
    file_of,
    lines_of,
    recipient_of,
    vobject_events_in,
)

CLOCK = clock_of("Europe/Brussels")
#: Wall-clock times of the festival's last days, the repeated hour in both passes.
TIMES = {
    "Friday": fri("10:00"),
    "Saturday evening": sat("22:30"),
    "Last minute": sat("23:59"),
    "Midnight": sun("00:00"),
    "Before": sun("01:30"),
    "Two": sun("02:00"),
    "First pass": sun("02:30"),
    "Two again": sun("02:00", fold=1),
    "Second pass": sun("02:30", fold=1),
    "Three": sun("03:00"),
    "After": sun("03:30"),
    "Four": sun("04:00"),
    "Sunday": sun("11:15"),
}


def plan_of(times: dict[str, datetime], minutes: int = 25) -> tuple[Build, Any]:
    plan = Build()
    tbilisi = plan.delegation()
    for title, start in times.items():
        plan.visit(title, start, minutes, None, tbilisi)
    return plan, tbilisi


def vobject_span(event: Any) -> tuple[int, int]:
    """The instants of an event that vobject has read."""
    minute = timedelta(minutes=1)
    return (event.dtstart.value - EPOCH) // minute, (event.dtend.value - EPOCH) // minute


def icalendar_span(event: Any) -> tuple[int, int]:
    begin, end = event["DTSTART"].dt, event["DTEND"].dt
    minute = timedelta(minutes=1)
    return (begin - EPOCH) // minute, (end - EPOCH) // minute


@pytest.mark.parametrize("minutes", [1, 25, 90, 600])
def test_both_readers_see_every_item_at_its_instant(minutes: int) -> None:
    plan, tbilisi = plan_of(TIMES, minutes)
    programme = plan.programme()
    items = items_for(programme, recipient_of(programme, tbilisi))
    expected = {i.title: (i.begin, i.end) for i in items}
    assert len(expected) == len(TIMES)
    file = file_of(plan, tbilisi)
    assert {t: icalendar_span(e) for t, e in events_in(file).items()} == expected
    assert {t: vobject_span(e) for t, e in vobject_events_in(file).items()} == expected


def test_the_night_of_the_change_is_written_in_utc_and_all_else_in_the_zone() -> None:
    plan, tbilisi = plan_of(TIMES)
    begins = {
        title: str(event["DTSTART"].params.get("TZID", "UTC"))
        for title, event in events_in(file_of(plan, tbilisi)).items()
    }
    in_zone = {title for title, zone in begins.items() if zone == "Europe/Brussels"}
    # The last minute of Saturday ends in the night.
    assert in_zone == {"Friday", "Saturday evening", "Four", "Sunday"}


def test_times_are_written_as_calendars_expect() -> None:
    plan, tbilisi = plan_of({"Friday": fri("10:00"), "Second": sun("02:30", fold=1)})
    lines = lines_of(file_of(plan, tbilisi))
    assert "DTSTART;TZID=Europe/Brussels:20241025T100000" in lines
    assert "DTEND;TZID=Europe/Brussels:20241025T102500" in lines
    assert "DTSTART:20241027T013000Z" in lines
    assert "DTEND:20241027T015500Z" in lines


def test_an_item_across_the_whole_night_keeps_its_elapsed_length() -> None:
    plan, tbilisi = plan_of({"Night": sat("22:00")}, minutes=8 * 60)
    (event,) = events_in(file_of(plan, tbilisi)).values()
    begin, end = icalendar_span(event)
    assert end - begin == 8 * 60
    assert event["DTEND"].dt.replace(tzinfo=None) == sun("05:00")


def test_hotel_nights_are_all_day_and_leave_the_time_free() -> None:
    plan = Build()
    hotel = plan.site("Ibis")
    tbilisi = plan.delegation(arrival=tue("18:00"), departure=sun("15:00"), hotel_id=hotel.id)
    file = file_of(plan, tbilisi)
    event = events_in(file)["Hotel: Ibis"]
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2024, 10, 22), date(2024, 10, 27))
    assert "DTSTART;VALUE=DATE:20241022" in lines_of(file)
    assert (event["TRANSP"], event["X-MICROSOFT-CDO-BUSYSTATUS"]) == ("TRANSPARENT", "FREE")


def test_a_zone_without_rules_is_written_in_utc_without_block() -> None:
    plan, tbilisi = plan_of({"Friday": fri("10:00")})
    plan.set_edition(time_zone="Africa/Casablanca")
    file = file_of(plan, tbilisi)
    assert b"VTIMEZONE" not in file
    assert "DTSTART:20241025T090000Z" in lines_of(file)


def test_a_file_of_hotel_nights_alone_needs_no_block() -> None:
    plan = Build()
    hotel = plan.site("Ibis")
    tbilisi = plan.delegation(arrival=sun("01:00"), departure=sun("15:00"), hotel_id=hotel.id)
    ana = plan.delegate(tbilisi, arrival=sat("02:00"), departure=sun("02:30"))
    assert b"VTIMEZONE" in file_of(plan, ana)  # Ana arrives at an ordinary time
    plan.change(ana, arrival=sun("01:00"))
    assert b"VTIMEZONE" not in file_of(plan, ana)


@settings(max_examples=60, deadline=None)
@given(
    st.datetimes(datetime(2024, 10, 22), datetime(2024, 10, 27, 23, 59)),
    st.integers(1, 900),
    st.sampled_from([0, 1]),
)
def test_any_time_of_the_edition_survives_both_readers(
    start: datetime, minutes: int, fold: int
) -> None:
    start = start.replace(second=0, microsecond=0)
    start = start.replace(fold=fold if CLOCK.is_repeated(start) else 0)
    plan, tbilisi = plan_of({"Item": start}, minutes)
    begin = CLOCK.at(start)
    file = file_of(plan, tbilisi)
    assert icalendar_span(events_in(file)["Item"]) == (begin, begin + minutes)
    assert vobject_span(vobject_events_in(file)["Item"]) == (begin, begin + minutes)


def test_stamps_are_utc() -> None:
    plan, tbilisi = plan_of({"Friday": fri("10:00")})
    local = datetime(2024, 9, 1, 14, 0, 30, 999, tzinfo=CLOCK.tz)
    event = events_in(file_of(plan, tbilisi, local))["Friday"]
    expected = datetime(2024, 9, 1, 12, 0, 30, tzinfo=UTC)
    assert {event[name].dt for name in ("DTSTAMP", "CREATED", "LAST-MODIFIED")} == {expected}
