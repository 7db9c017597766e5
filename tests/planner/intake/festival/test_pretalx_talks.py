"""The lists of pretalx: talks of older and newer servers, slots, the widget."""

import json

from tests.planner.intake.festival.samples import notes, only, read, reasons, walls


def talk(**fields: object) -> dict[str, object]:
    return {
        "code": "ABCDEF",
        "title": "Ears wide open",
        "submission_type": {"en": "Workshop"},
        "track": {"en": "Sound"},
        "state": "confirmed",
        "abstract": "Short.",
        "description": "Longer.",
        "duration": 90,
        "content_locale": "fr",
        "speakers": [{"code": "S1", "name": "Ada Exemple"}],
    } | fields


def slot(start: str = "2024-10-26T14:00:00+02:00", **fields: object) -> dict[str, object]:
    return {"id": 4, "start": start, "room": {"id": 2, "name": {"en": "Salle A"}}} | fields


def page(*talks: dict[str, object], **about: object) -> bytes:
    return json.dumps({"count": len(talks), "results": list(talks), **about}).encode()


def test_a_talk_of_an_older_server_has_one_slot() -> None:
    session = only(read(page(talk(slot={"start": "2024-10-26T12:00:00Z", "room": "Salle A"}))))
    assert (session.key, session.room, session.minutes) == ("ABCDEF", "Salle A", 90)
    assert (session.kind, session.track, session.language) == ("Workshop", "Sound", "fr")
    assert session.speakers == ("Ada Exemple",)


def test_a_talk_of_a_newer_server_may_have_several_slots() -> None:
    festival = read(page(talk(slots=[slot(), slot("2024-10-27T14:00:00+01:00")])))
    assert [(s.key, s.room) for s in festival.sessions] == [
        ("ABCDEF@2024-10-26T14:00+02:00", "Salle A"),
        ("ABCDEF@2024-10-27T14:00+01:00", "Salle A"),
    ]
    assert walls(festival) == ["26 14:00", "27 14:00"]


def test_slots_given_by_number_alone_are_counted_as_not_placed() -> None:
    festival = read(page(talk(slots=[17]), talk(code="B", slots=[slot()])))
    assert len(festival.sessions) == 1
    assert notes(festival) == ["A session has no place in the schedule yet and is left out."]


def test_a_cancelled_talk_stays_as_cancelled() -> None:
    assert only(read(page(talk(state="canceled", slots=[slot()])))).cancelled


def test_a_list_of_slots_is_read() -> None:
    entry = slot(submission=talk(), end="2024-10-26T15:00:00+02:00")
    pause = slot("2024-10-26T16:00:00+02:00", submission=None, description={"en": "Pause"}, id=5)
    talks = read(page(entry, pause)).sessions
    assert [(s.key, s.title, s.minutes) for s in talks] == [
        ("ABCDEF", "Ears wide open", 60),
        ("id:5", "Pause", 0),
    ]


def test_the_widget_names_rooms_tracks_and_speakers_by_number() -> None:
    widget = {
        "timezone": "Europe/Brussels",
        "talks": [
            talk(start="2024-10-26T14:00:00", end="2024-10-26T15:30:00", room=2, track=3)
            | {"speakers": ["S1"], "submission_type": 9}
        ],
        "rooms": [{"id": 2, "name": {"en": "Salle A"}}],
        "tracks": [{"id": 3, "name": {"en": "Sound"}}],
        "speakers": [{"code": "S1", "name": "Ada Exemple"}],
    }
    festival = read(json.dumps(widget).encode())
    session = only(festival)
    assert walls(festival) == ["26 14:00"]
    assert (session.room, session.track, session.kind) == ("Salle A", "Sound", "")
    assert session.speakers == ("Ada Exemple",)


def test_one_page_of_several_is_noted() -> None:
    festival = read(page(talk(slots=[slot()]), next="https://x.example/?page=2", count=80))
    assert notes(festival) == ["The file is one page of a longer list (1 of 80 talks)."]


def test_a_broken_slot_costs_no_other() -> None:
    festival = read(page(talk(slots=[slot("tomorrow at ten"), slot()])))
    assert len(festival.sessions) == 1
    assert reasons(festival) == ["“tomorrow at ten” is no date with a time."]
