"""schedule.json: the form of frab and pretalx, and the second with a flat list of events."""

import json
from datetime import datetime, timedelta

import pytest

from planner.errors import PlannerError
from planner.intake.festival.texts import DESCRIPTION
from tests.planner.intake.festival.samples import (
    json_event,
    notes,
    only,
    read,
    reasons,
    schedule_json,
    walls,
)


def second_form(*events: dict[str, object]) -> bytes:
    conference = {
        "title": "Fest of Wallonia",
        "time_zone_name": "Europe/Brussels",
        "rooms": [{"name": "Salle A", "guid": "room-a", "slug": "salle-a"}],
        "tracks": [{"name": "Sound", "slug": "sound"}],
        "days": [{"index": 1, "date": "2024-10-26", "start": "x", "end": "y"}],
    }
    return json.dumps({"schedule": {"conference": conference, "events": list(events)}}).encode()


def flat_event(**fields: object) -> dict[str, object]:
    return {
        "guid": "g-1",
        "start": "2024-10-26T14:00:00+02:00",
        "end": "2024-10-26T15:30:00+02:00",
        "room": {"guid": "room-a"},
        "track": {"slug": "sound"},
        "title": "Ears wide open",
        "type": "talk",
        "language": "fr",
        "participants": [{"name": "Ada Exemple", "role": "speaker"}],
    } | fields


def test_an_event_is_read_with_all_its_fields() -> None:
    festival = read(schedule_json(json_event()))
    session = only(festival)
    assert (festival.title, festival.time_zones) == ("Fest of Wallonia", ("Europe/Brussels",))
    assert (session.key, session.minutes, session.room) == ("g-1", 90, "Salle A")
    assert session.start == datetime.fromisoformat("2024-10-26T14:00:00+02:00")
    assert session.speakers == ("Ada Exemple", "Bo Muster")
    assert session.place == "day 1 / Salle A, event 1"


def test_the_second_form_names_room_and_track_elsewhere() -> None:
    session = only(read(second_form(flat_event())))
    assert (session.room, session.track, session.minutes) == ("Salle A", "Sound", 90)
    assert (session.speakers, session.place) == (("Ada Exemple",), "event 1")


def test_an_end_in_the_night_of_the_change_counts_elapsed_minutes() -> None:
    night = flat_event(start="2024-10-27T01:30:00+02:00", end="2024-10-27T03:30:00+01:00")
    assert only(read(second_form(night))).minutes == 180


def test_the_repeated_hour_is_told_apart_by_its_offset() -> None:
    events = [
        json_event(1, date="2024-10-27T02:30:00+02:00"),
        json_event(2, date="2024-10-27T02:30:00+01:00"),
    ]
    first, second = read(schedule_json(*events)).sessions
    assert second.start - first.start == timedelta(hours=1)


def test_a_schedule_without_its_outer_object_is_read() -> None:
    inner = json.loads(schedule_json(json_event()))["schedule"]
    assert len(read(json.dumps(inner).encode()).sessions) == 1


def test_rooms_may_be_a_list() -> None:
    root = json.loads(schedule_json())
    day = root["schedule"]["conference"]["days"][0]
    day["rooms"] = [{"name": "Salle B", "events": [json_event()]}]
    assert only(read(json.dumps(root).encode())).room == "Salle B"


def test_texts_in_several_languages_give_one() -> None:
    session = only(read(schedule_json(json_event(track={"en": "Sound", "fr": "Son"}))))
    assert session.track == "Sound"


def test_html_is_read_as_text() -> None:
    html = "<p>One &amp; <b>two</b></p><ul><li>three</li></ul><script>alert(1)</script>"
    session = only(read(schedule_json(json_event(abstract=html, description=""))))
    assert session.description == "One & two\n\n- three"


def test_a_link_that_is_none_of_the_web_is_dropped() -> None:
    assert only(read(schedule_json(json_event(url="javascript:alert(1)")))).url == ""


def test_harmful_characters_are_taken_out() -> None:
    session = only(read(schedule_json(json_event(title="Ears\x1b[31m \u202ewide\x00 open"))))
    assert session.title == "Ears[31m wide open"


def test_long_texts_are_cut_with_a_note() -> None:
    festival = read(schedule_json(json_event(title="x" * 900, description="y" * 30_000)))
    session = only(festival)
    assert (len(session.title), len(session.description)) == (500, DESCRIPTION)
    assert notes(festival) == ["2 texts were too long and are cut."]


@pytest.mark.parametrize("value", [None, 7, 1.5e300, True, [], [[]], {}, {"en": None}, "x"])
@pytest.mark.parametrize("name", ["date", "start", "duration", "title", "persons", "guid", "room"])
def test_a_field_of_any_shape_is_read_or_refused(name: str, value: object) -> None:
    festival = read(schedule_json(json_event(1, **{name: value}), json_event(2)))
    assert len(festival.sessions) + len(festival.refused) == 2


def test_a_negative_length_is_refused() -> None:
    event = flat_event(end="2024-10-26T13:00:00+02:00")
    assert reasons(read(second_form(event))) == ["It ends before it begins."]


def test_a_length_beyond_a_month_is_refused() -> None:
    festival = read(schedule_json(json_event(duration="9999:00")))
    assert reasons(festival) == ["It lasts longer than a month."]


def test_windows_1252_is_read_with_a_note() -> None:
    content = schedule_json(json_event(title="KEY")).replace(b"KEY", "Écoute".encode("cp1252"))
    festival = read(content)
    assert only(festival).title == "Écoute"
    assert notes(festival) == ["The file is not in UTF-8: it was read as Windows-1252."]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le"])
def test_other_encodings_are_read(encoding: str) -> None:
    content = schedule_json(json_event(title="Oreilles")).decode().encode(encoding)
    assert only(read(content)).title == "Oreilles"


def test_events_without_a_date_take_that_of_their_day() -> None:
    event = json_event(date=None, start="00:30")
    assert walls(read(schedule_json(event))) == ["27 00:30"]


def test_cancelled_is_read_where_it_is_said() -> None:
    assert only(read(schedule_json(json_event(status="cancelled")))).cancelled


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"[" * 20_000_001, "is too large: 20 MB at most"),
        (b"[" * 200_000, "nested too deep"),
        (b'{"schedule": ' + b"9" * 10_000 + b"}", "integer string conversion"),
        (b'{"schedule": {"conference"', "no JSON that can be read"),
        (b'{"talks": [{"code": 5}]}', "no programme that is known here"),
        (b"{}", "no programme that is known here"),
    ],
    ids=["large", "deep", "huge number", "cut", "no talk", "nothing"],
)
def test_what_is_no_schedule_is_refused_with_a_sentence(content: bytes, reason: str) -> None:
    with pytest.raises(PlannerError, match=reason):
        read(content)
