"""Which form a file has, and what no file can do."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.errors import PlannerError
from planner.intake.festival.reader import MAX_BYTES, is_programme, read_festival
from planner.intake.festival.sessions import Festival
from tests.planner.intake.festival.mutations import SEEDS, mutated, outcome
from tests.planner.intake.festival.samples import (
    BRUSSELS,
    calendar,
    frab_xml,
    json_event,
    read,
    schedule_json,
    vevent,
    walls,
    xml_event,
)


@pytest.mark.parametrize(
    "content",
    [frab_xml(xml_event()), schedule_json(json_event()), calendar(vevent())],
    ids=["xml", "json", "ics"],
)
def test_the_form_is_found_whatever_the_name(content: bytes) -> None:
    festival = read_festival("holiday.jpg", content, BRUSSELS)
    assert len(festival.sessions) == 1


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is empty"),
        (b"\r\n \r\n", "is empty"),
        (b"<!DOCTYPE html><html><body>Please log in</body></html>", "is a web page"),
        (b"\n<html lang='fr'>", "is a web page"),
        (b"<rss><channel/></rss>", "is no programme that is known here"),
        (b"PK\x03\x04 anything", "is no programme that is known here"),
        (b"title;room;start", "is no programme that is known here"),
        (b" " * (MAX_BYTES + 1), "is too large: 50 MB at most"),
    ],
    ids=["empty", "blank", "page", "bare page", "feed", "archive", "table", "too large"],
)
def test_what_is_no_programme_is_refused_with_a_sentence(content: bytes, sentence: str) -> None:
    with pytest.raises(PlannerError, match=sentence):
        read(content)


@pytest.mark.parametrize(
    "content",
    [frab_xml(xml_event()), schedule_json(json_event()), calendar(vevent())],
    ids=["xml", "json", "ics"],
)
def test_reading_stops_when_it_is_told_to(content: bytes) -> None:
    with pytest.raises(PlannerError, match="was stopped"):
        read_festival("programme", content, BRUSSELS, lambda: True)


def test_too_many_events_are_refused() -> None:
    events = [json_event(n) for n in range(10_100)]
    with pytest.raises(PlannerError, match="too many events: 10000 at most"):
        read(schedule_json(*events))


@settings(max_examples=200)
@given(st.binary(max_size=2_000))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    assert isinstance(outcome(content), Festival | PlannerError)


@settings(max_examples=200)
@given(st.sampled_from(SEEDS), st.integers(0, 2**32))
def test_any_damage_to_a_programme_is_read_or_refused(content: bytes, seed: int) -> None:
    assert isinstance(outcome(mutated(content, random.Random(seed))), Festival | PlannerError)


@pytest.mark.parametrize(
    "content",
    [frab_xml(xml_event()), schedule_json(json_event()), calendar(vevent())],
    ids=["xml", "json", "ics"],
)
def test_a_programme_is_told_by_its_beginning(content: bytes) -> None:
    assert is_programme(content)
    assert is_programme(b"\xef\xbb\xbf" + content)
    assert is_programme(b"\xff\xfe" + content.decode().encode("utf-16-le"))


@pytest.mark.parametrize("content", [b"title;room;start", b"PK\x03\x04", b"[x];{y}"])
def test_a_table_is_no_programme_of_these_forms(content: bytes) -> None:
    assert not is_programme(content)


FLOATING = [
    calendar(vevent("DTSTART:20241026T140000"), head=["X-WR-TIMEZONE:Europe/London"]),
    schedule_json(json_event(date="2024-10-26T14:00:00"), zone="Europe/London"),
    frab_xml(xml_event(date="2024-10-26T14:00:00")).replace(b"Europe/Brussels", b"Europe/London"),
]


@pytest.mark.parametrize("content", FLOATING, ids=["ics", "json", "xml"])
def test_times_without_a_zone_are_in_that_of_the_file(content: bytes) -> None:
    assert walls(read(content)) == ["26 15:00"]


@pytest.mark.parametrize("content", FLOATING, ids=["ics", "json", "xml"])
def test_times_without_a_zone_are_in_the_one_that_overrules_the_file(content: bytes) -> None:
    festival = read_festival("programme", content, BRUSSELS, overrules=True)
    assert walls(festival) == ["26 14:00"]
    assert festival.time_zones == ("Europe/London",)


def test_what_a_message_says_of_the_file_is_harmless() -> None:
    harmful = "\x1b[2J\u202e\u0007soon enough"
    event = json_event(date=harmful)
    (refusal,) = read(schedule_json(event, zone=f"Namur{harmful}")).refused
    (note,) = read(schedule_json(event, zone=f"Namur{harmful}")).notes
    assert str(refusal.reason) == "“[2Jsoon enough” is no date with a time."
    assert str(note) == "The time zone “Namur[2Jsoon enough” is unknown: Europe/Brussels is taken."
