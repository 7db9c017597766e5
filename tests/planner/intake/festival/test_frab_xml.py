"""frab and pentabarf XML, as frab and pretalx write it."""

from datetime import datetime, timedelta

import pytest

from planner.errors import PlannerError
from tests.planner.intake.festival.samples import (
    BRUSSELS,
    frab_xml,
    notes,
    only,
    read,
    reasons,
    walls,
    xml_event,
)


def test_an_event_is_read_with_all_its_fields() -> None:
    festival = read(frab_xml(xml_event()))
    session = only(festival)
    assert (festival.title, festival.time_zones) == ("Fest of Wallonia", ("Europe/Brussels",))
    assert session.key == "g-1"
    assert session.start == datetime.fromisoformat("2024-10-26T14:00:00+02:00")
    assert (session.title, session.minutes, session.room) == ("Ears wide open", 90, "Salle A")
    assert (session.track, session.kind, session.language) == ("Sound", "talk", "fr")
    assert session.speakers == ("Ada Exemple", "Bo Muster")
    assert session.description == "Short.\n\nLonger."
    assert session.url == "https://festival.example/1"
    assert "day 1 / Salle A" in session.place


def test_the_repeated_hour_is_told_apart_by_its_offset() -> None:
    festival = read(
        frab_xml(
            xml_event(1, date="2024-10-27T02:30:00+02:00"),
            xml_event(2, date="2024-10-27T02:30:00+01:00"),
        )
    )
    first, second = festival.sessions
    assert second.start - first.start == timedelta(hours=1)


def test_a_time_after_midnight_without_a_date_belongs_to_the_next_date() -> None:
    assert walls(read(frab_xml(xml_event(date="", start="00:30")))) == ["27 00:30"]


def test_an_hour_beyond_24_is_of_the_next_date() -> None:
    assert walls(read(frab_xml(xml_event(date="", start="25:15")))) == ["27 01:15"]


def test_a_breakfast_before_the_day_begins_stays_on_its_date() -> None:
    assert walls(read(frab_xml(xml_event(date="", start="09:00")))) == ["26 09:00"]


def test_without_a_zone_times_are_those_of_the_edition() -> None:
    content = frab_xml(xml_event(date="", start="14:00"))
    content = content.replace(b"<time_zone_name>Europe/Brussels</time_zone_name>", b"")
    assert only(read(content)).start == datetime(2024, 10, 26, 14, tzinfo=BRUSSELS)


def test_a_rails_name_is_a_zone_too() -> None:
    content = frab_xml(xml_event(date="")).replace(b"Europe/Brussels", b"Brussels")
    assert walls(read(content)) == ["26 14:00"]


def test_an_unknown_zone_is_noted() -> None:
    festival = read(frab_xml(xml_event(date="")).replace(b"Europe/Brussels", b"Namur/Citadelle"))
    assert notes(festival) == [
        "The time zone “Namur/Citadelle” is unknown: Europe/Brussels is taken."
    ]
    assert only(festival).start == datetime(2024, 10, 26, 14, tzinfo=BRUSSELS)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("1:30", 90), ("00:45", 45), ("01:30:00", 90), ("135.0:00", 135), ("90", 90), ("", 0)],
)
def test_lengths_are_read_as_programs_write_them(text: str, minutes: int) -> None:
    assert only(read(frab_xml(xml_event(duration=text)))).minutes == minutes


def test_one_broken_event_costs_no_other() -> None:
    festival = read(frab_xml(xml_event(1, date="soon, very soon indeed"), xml_event(2)))
    assert [s.key for s in festival.sessions] == ["g-2"]
    assert reasons(festival) == ["“soon, very soon indeed” is no date with a time."]


def test_a_year_that_nobody_plans_for_is_refused() -> None:
    festival = read(frab_xml(xml_event(date="0001-01-01T10:00:00+02:00")))
    assert reasons(festival) == ["Write a year from 1970 to 2199."]


def test_without_guid_the_number_is_the_key() -> None:
    content = frab_xml(xml_event(7)).replace(b'guid="g-7" ', b"")
    assert only(read(content)).key == "id:7"


def test_without_any_identity_title_time_and_room_are_the_key() -> None:
    content = frab_xml(xml_event()).replace(b'guid="g-1" id="1"', b"")
    content = content.replace(b"fest-1", b"").replace(b"https://festival.example/1", b"")
    assert only(read(content)).key == "Ears wide open|2024-10-26T14:00:00+02:00|Salle A"


def test_a_talk_held_twice_under_one_identity_is_two_sessions() -> None:
    again = xml_event(date="2024-10-26T18:00:00+02:00")
    assert [s.key for s in read(frab_xml(xml_event(), again)).sessions] == [
        "g-1@2024-10-26T14:00+02:00",
        "g-1@2024-10-26T18:00+02:00",
    ]


def test_a_talk_held_in_two_rooms_at_once_is_two_sessions() -> None:
    there = xml_event().replace("<room>Salle A</room>", "<room>Salle B</room>")
    content = frab_xml(xml_event()).replace(
        b"</room></day>", f'</room><room name="Salle B">{there}</room></day>'.encode()
    )
    assert [s.key for s in read(content).sessions] == [
        "g-1@2024-10-26T14:00+02:00/Salle A",
        "g-1@2024-10-26T14:00+02:00/Salle B",
    ]


def test_an_event_that_stands_there_twice_counts_once() -> None:
    festival = read(frab_xml(xml_event(), xml_event()))
    assert len(festival.sessions) == 1
    assert notes(festival) == ["An event stands in the file twice and counts once."]


def test_markup_inside_a_field_loses_no_text() -> None:
    content = frab_xml(xml_event()).replace(b"Longer.", b"Long <b>and</b> wide.")
    assert only(read(content)).description == "Short.\n\nLong and wide."


@pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-1", "windows-1252"])
def test_other_encodings_are_read(encoding: str) -> None:
    text = frab_xml(xml_event(title="Écoute à Huy")).decode()
    content = text.replace('encoding="utf-8"', f'encoding="{encoding}"').encode(encoding)
    assert only(read(content)).title == "Écoute à Huy"


LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><schedule>&b;</schedule>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><schedule>&a;</schedule>'


@pytest.mark.parametrize("text", [LAUGHS, OUTSIDE, '<!DOCTYPE x SYSTEM "x.dtd"><schedule/>'])
def test_document_types_are_refused(text: str) -> None:
    with pytest.raises(PlannerError, match="declares a document type"):
        read(text.encode())


def test_a_cut_file_is_refused_as_a_whole() -> None:
    with pytest.raises(PlannerError, match="no well-formed XML"):
        read(frab_xml(xml_event())[:-40])


def test_deep_nesting_is_refused() -> None:
    with pytest.raises(PlannerError, match="nested so deep"):
        read(b"<schedule>" + b"<a>" * 100_000)


@pytest.mark.parametrize(
    "end", [b"<event><title>" + b"x" * 3_000_000, b"<day/>" * 2_000], ids=["event", "days"]
)
def test_an_event_or_a_schedule_without_end_is_refused(end: bytes) -> None:
    with pytest.raises(PlannerError, match="holds so much"):
        read(b"<schedule>" + end)


def test_a_schedule_without_events_says_so() -> None:
    with pytest.raises(PlannerError, match="no events with a time"):
        read(frab_xml())
