import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from models.words import ActivityStatus
from planner.publish.event import uid_of
from planner.publish.ical import Head, calendar_bytes, calendar_name
from planner.publish.zones import vtimezone
from tests.build import Build, thu, tue, wed
from tests.planner.publish.calendars import (
    Releases,
    events_in,
    file_of,
    lines_of,
    recipient_of,
    rows_of,
    vobject_events_in,
    whole_edition,
)

ROOT = Path(__file__).parents[3]


def one_event(**site: Any) -> tuple[Build, Any]:
    plan = Build()
    tbilisi = plan.delegation()
    plan.visit("Visit", wed("10:00"), 30, plan.site(**site) if site else None, tbilisi)
    return plan, tbilisi


def only(file: bytes) -> Any:
    (event,) = events_in(file).values()
    return event


DELTA: dict[str, Any] = {
    "name": "Le Delta",
    "at": (50.46260000000001, 4.8688),
    "address": "Avenue Fernand Golenvaux 18",
    "postcode": "5000",
    "municipality": "Namur",
    "country_code": "BE",
}


def test_the_head_of_the_file_says_what_readers_look_for() -> None:
    plan, tbilisi = one_event()
    lines = lines_of(file_of(plan, tbilisi))
    assert lines[:7] == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Wake Planner//Wake Planner//EN",
        "CALSCALE:GREGORIAN",
        "NAME:2024: Tbilisi",
        "X-WR-CALNAME:2024: Tbilisi",
        "X-WR-TIMEZONE:Europe/Brussels",
    ]


def test_the_time_zone_block_goes_out_as_measured_whatever_the_plan_is_called() -> None:
    plan, tbilisi = one_event()
    plan.change(tbilisi, name="x\r\nBEGIN:VEVENT\r\n" * 9)
    file = file_of(plan, tbilisi)
    block = vtimezone("Europe/Brussels", [2024])
    assert block is not None
    assert file.count(f"\r\n{block}BEGIN:VEVENT\r\n".encode()) == 1
    assert len(events_in(file)) == 1


def test_a_published_plan_invites_nobody() -> None:
    plan, tbilisi = one_event(**DELTA)
    file = file_of(plan, tbilisi)
    for name in (b"METHOD", b"ATTENDEE", b"ORGANIZER", b"RDATE", b"VALARM"):
        assert name not in file


def test_lines_end_in_crlf_and_nothing_stands_before_the_calendar() -> None:
    plan, tbilisi = one_event(**DELTA)
    file = file_of(plan, tbilisi)
    assert file.startswith(b"BEGIN:VCALENDAR\r\n")
    assert file.endswith(b"END:VCALENDAR\r\n")
    assert file.count(b"\n") == file.count(b"\r\n") == file.count(b"\r")


def test_every_event_has_what_clients_want() -> None:
    plan, tbilisi = one_event(**DELTA)
    event = only(file_of(plan, tbilisi))
    assert {"UID", "DTSTAMP", "DTSTART", "DTEND", "CREATED", "LAST-MODIFIED"} <= set(event)
    assert (event["SEQUENCE"], event["STATUS"], event["CLASS"]) == (0, "CONFIRMED", "PUBLIC")
    assert (event["TRANSP"], event["X-MICROSOFT-CDO-BUSYSTATUS"]) == ("OPAQUE", "BUSY")
    assert event["CATEGORIES"].cats == ["Guided visit"]


def test_the_location_is_one_line_that_maps_understand() -> None:
    plan, tbilisi = one_event(**DELTA)
    file = file_of(plan, tbilisi)
    location = "Le Delta, Avenue Fernand Golenvaux 18, 5000 Namur, Belgium"
    assert only(file)["LOCATION"] == location
    assert vobject_events_in(file)["Visit"].location.value == location


def test_coordinates_have_six_decimals() -> None:
    plan, tbilisi = one_event(**DELTA)
    assert "GEO:50.462600;4.868800" in lines_of(file_of(plan, tbilisi))


def test_apples_pin_says_the_same_as_the_location() -> None:
    plan, tbilisi = one_event(**DELTA)
    event = only(file_of(plan, tbilisi))
    pin = event["X-APPLE-STRUCTURED-LOCATION"]
    assert f"{pin.params['X-TITLE']}, {pin.params['X-ADDRESS']}" == event["LOCATION"]
    assert (pin.params["VALUE"], pin.params["X-APPLE-RADIUS"]) == ("URI", "70")
    assert str(pin) == "geo:50.462600,4.868800"


@pytest.mark.parametrize(
    ("known", "location"),
    [
        ({"name": "Le Delta"}, "Le Delta"),
        ({"name": "Le Delta", "municipality": "Namur"}, "Le Delta, Namur"),
        ({"name": "Le Delta", "postcode": "5000", "country_code": "BE"}, "Le Delta, 5000, Belgium"),
        ({"name": 'Le "Delta"', "country_code": "XX"}, "Le 'Delta'"),
        ({"name": "A6K", "address": 'Square "Hiernaux" 2'}, "A6K, Square 'Hiernaux' 2"),
    ],
)
def test_unknown_parts_of_an_address_are_left_out(known: dict[str, str], location: str) -> None:
    plan, tbilisi = one_event(**known)
    assert only(file_of(plan, tbilisi))["LOCATION"] == location


def test_without_a_place_there_is_no_location() -> None:
    plan, tbilisi = one_event()
    event = only(file_of(plan, tbilisi))
    assert not {"LOCATION", "GEO", "X-APPLE-STRUCTURED-LOCATION"} & set(event)


def test_a_point_that_is_only_the_towns_puts_no_pin_on_the_map() -> None:
    plan, tbilisi = one_event(**DELTA, precision_m=1500)
    event = only(file_of(plan, tbilisi))
    assert "GEO" not in event
    assert "X-APPLE-STRUCTURED-LOCATION" not in event


def test_a_transfer_sends_people_to_where_it_begins() -> None:
    plan = Build()
    tbilisi = plan.delegation()
    plan.transfer(wed("10:00"), 30, plan.site("Station"), plan.site("TRAKK"), tbilisi)
    event = only(file_of(plan, tbilisi))
    assert event["LOCATION"] == "Station"
    assert "From Station to TRAKK" in event["DESCRIPTION"]


def test_a_round_table_tells_the_speaker_when_and_the_order_of_all() -> None:
    plan = Build()
    tbilisi, hamar = plan.delegation("Tbilisi"), plan.delegation("Hamar")
    ana = plan.delegate(tbilisi, "Ana")
    table = plan.round_table(
        "Table", thu("10:00"), 60, None, tbilisi, hamar, language="fr", description="Open to all."
    )
    plan.part(table, 25, hamar, title="Design")
    plan.part(table, 8, ana, title="Film")
    events = events_in(file_of(plan, ana))
    assert events["Table"]["DESCRIPTION"] == (
        "You speak at 10:25 (8 min)\n"
        "Language: French\n"
        "\n"
        "Running order: \n"
        "10:00 Design - Hamar (25 min)\n"
        "10:25 Film - Ana (8 min)\n"
        "\n"
        "Open to all."
    ).replace("order: \n", "order:\n")
    assert "You speak: Film" in events


def test_fixed_words_are_in_the_recipients_language() -> None:
    plan = Build()
    caen = plan.delegation("Caen", document_language="fr", arrival=tue("18:00"))
    site = plan.site(**DELTA)
    plan.visit("Visite", wed("10:00"), 30, site, caen, meeting_point="Accueil")
    events = events_in(file_of(plan, caen))
    assert set(events) == {"Arrivée", "Visite"}
    assert events["Visite"]["LOCATION"].endswith(", Belgique")
    assert "Point de rendez-vous\u00a0: Accueil" in events["Visite"]["DESCRIPTION"]
    assert events["Visite"]["CATEGORIES"].cats == ["Visite guidée"]


def test_a_requested_activity_is_tentative() -> None:
    plan = Build()
    tbilisi = plan.delegation()
    plan.visit("Visit", wed("10:00"), 30, None, tbilisi, status=ActivityStatus.REQUESTED)
    event = only(file_of(plan, tbilisi))
    assert (event["STATUS"], event["X-MICROSOFT-CDO-BUSYSTATUS"]) == ("TENTATIVE", "TENTATIVE")
    assert "To be confirmed" in event["DESCRIPTION"]


def test_arrival_and_free_time_leave_the_time_free_and_last() -> None:
    plan = Build()
    tbilisi = plan.delegation(arrival=tue("18:00"))
    plan.free("Rest", wed("10:00"), 30, None, tbilisi)
    for event in events_in(file_of(plan, tbilisi)).values():
        assert event["TRANSP"] == "TRANSPARENT"
        assert event["DTEND"].dt > event["DTSTART"].dt


def test_an_activity_of_no_length_still_ends_after_it_begins() -> None:
    plan = Build()
    tbilisi = plan.delegation()
    plan.visit("Visit", wed("10:00"), 0, None, tbilisi)
    event = only(file_of(plan, tbilisi))
    assert event["DTEND"].dt > event["DTSTART"].dt


def test_a_calendar_without_events_is_never_written() -> None:
    with pytest.raises(AssertionError, match="without events"):
        calendar_bytes(Head("Europe/Brussels", "Plan"), (), {})


def test_the_same_plan_gives_the_same_bytes() -> None:
    plan, tbilisi = one_event(**DELTA)
    assert file_of(plan, tbilisi) == file_of(plan, tbilisi)


def test_the_bytes_do_not_depend_on_the_run() -> None:
    code = (
        "import sys; from tests.planner.publish.test_ical import one_event, DELTA, file_of;"
        "plan, who = one_event(**DELTA); sys.stdout.buffer.write(file_of(plan, who))"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", code],
            check=True,
            capture_output=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
            cwd=ROOT,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tbilisi"))
    }
    assert len(runs) == 1


def test_uids_are_unique_and_differ_between_recipients() -> None:
    plan = Build()
    tbilisi = plan.delegation()
    ana = plan.delegate(tbilisi, "Ana")
    plan.visit("A", wed("10:00"), 30, None, tbilisi)
    plan.visit("B", wed("11:00"), 30, None, tbilisi)
    files = [file_of(plan, tbilisi), file_of(plan, ana)]
    uids = [str(e["UID"]) for file in files for e in events_in(file).values()]
    assert len(set(uids)) == 4
    assert all(uid.isascii() and len(uid) < 255 and uid.count("@") == 1 for uid in uids)
    assert not any(set(uid) & set("/\\ ") for uid in uids)


def test_a_uid_never_changes_between_versions_of_the_program() -> None:
    uid = uid_of("delegation:tbilisi", "visit")
    assert uid == "0ba4e83a-9c95-5ccd-96fe-c38b87ba5fb6@wake-planner.invalid"


def test_the_calendars_name_tells_version_and_recipient_once() -> None:
    plan, tbilisi = one_event()
    programme = plan.programme()
    assert calendar_name(programme, recipient_of(programme, tbilisi), "v3") == "2024: Tbilisi (v3)"
    assert calendar_name(programme, whole_edition(programme)) == "2024"


def file_of_one_change(method: str = "PUBLISH") -> list[str]:
    plan, tbilisi = one_event()
    outgoing = Releases().make(plan.programme())
    (row,) = rows_of(outgoing, recipient_of(outgoing.programme, tbilisi))
    head = Head("Europe/Brussels", method=method, organiser="anna@kikk.example")
    return lines_of(calendar_bytes(head, [row], outgoing.ledger.contents))


def test_a_file_of_one_change_has_no_name() -> None:
    assert not any(line.startswith(("NAME", "X-WR-CALNAME")) for line in file_of_one_change())


def test_a_file_of_one_change_says_what_to_do_and_who_says_so() -> None:
    lines = file_of_one_change("CANCEL")
    assert lines.count("METHOD:CANCEL") == 1
    assert lines.count("ORGANIZER:mailto:anna@kikk.example") == 1


def test_a_subscriber_is_told_when_to_look_again() -> None:
    plan, tbilisi = one_event()
    outgoing = Releases().make(plan.programme())
    rows = rows_of(outgoing, recipient_of(outgoing.programme, tbilisi))
    head = Head("Europe/Brussels", "Plan", refresh=6)
    lines = lines_of(calendar_bytes(head, rows, outgoing.ledger.contents))
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT6H" in lines
    assert "X-PUBLISHED-TTL:PT6H" in lines


def test_the_edition_names_the_delegations_of_each_event() -> None:
    plan = Build()
    tbilisi, hamar = plan.delegation("Tbilisi"), plan.delegation("Hamar")
    plan.visit("All", wed("10:00"), 30, None, tbilisi, hamar)
    plan.visit("One", wed("11:00"), 30, None, hamar)
    events = events_in(file_of(plan, plan.edition))
    assert events["All"]["DESCRIPTION"] == "Delegations: All delegations"
    assert events["One"]["DESCRIPTION"] == "Delegations: Hamar"


def test_heavy_libraries_stay_out_until_a_calendar_is_written() -> None:
    code = (
        "import sys; import planner.publish.ical;"
        "print([m for m in ('icalendar', 'babel', 'sqlalchemy', 'textual') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=ROOT
    )
    assert done.stdout.strip() == "[]"
