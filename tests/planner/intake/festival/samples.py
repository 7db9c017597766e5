"""Small programmes of an invented festival in the forms that real ones are written in."""

import json
from collections.abc import Iterable
from zoneinfo import ZoneInfo

from planner.intake.festival.reader import read_festival
from planner.intake.festival.sessions import Festival, Session

BRUSSELS = ZoneInfo("Europe/Brussels")

EVENT_XML = """<event guid="g-{n}" id="{n}"><date>{date}</date><start>{start}</start>
<duration>{duration}</duration><room>Salle A</room><slug>fest-{n}</slug>
<url>https://festival.example/{n}</url><title>{title}</title><subtitle></subtitle>
<track>Sound</track><type>talk</type><language>fr</language><abstract>Short.</abstract>
<description>Longer.</description><logo/><persons><person id="1">Ada Exemple</person>
<person id="2">Bo Muster</person></persons><links/></event>"""

FRAB_XML = """<?xml version="1.0" encoding="utf-8"?>
<schedule><generator name="pretalx" version="1"/><version>0.3</version>
<conference><acronym>fest</acronym><title>Fest of Wallonia</title>
<time_zone_name>Europe/Brussels</time_zone_name></conference>
<day index="1" date="2024-10-26" start="2024-10-26T10:00:00+02:00" end="2024-10-27T04:00:00+01:00">
<room name="Salle A">{events}</room></day></schedule>"""


def xml_event(
    n: int = 1,
    date: str = "2024-10-26T14:00:00+02:00",
    start: str = "14:00",
    duration: str = "01:30",
    title: str = "Ears wide open",
) -> str:
    return EVENT_XML.format(n=n, date=date, start=start, duration=duration, title=title)


def frab_xml(*events: str) -> bytes:
    return FRAB_XML.format(events="".join(events)).encode()


def json_event(n: int = 1, **fields: object) -> dict[str, object]:
    return {
        "guid": f"g-{n}",
        "id": n,
        "date": "2024-10-26T14:00:00+02:00",
        "start": "14:00",
        "duration": "01:30",
        "room": "Salle A",
        "slug": f"fest-{n}",
        "url": f"https://festival.example/{n}",
        "title": "Ears wide open",
        "subtitle": "",
        "track": "Sound",
        "type": "talk",
        "language": "fr",
        "abstract": "Short.",
        "description": "Longer.",
        "persons": [{"id": 1, "public_name": "Ada Exemple"}, {"name": "Bo Muster"}],
    } | fields


def schedule_json(*events: dict[str, object], zone: str = "Europe/Brussels") -> bytes:
    day = {
        "index": 1,
        "date": "2024-10-26",
        "day_start": "2024-10-26T10:00:00+02:00",
        "day_end": "2024-10-27T04:00:00+01:00",
        "rooms": {"Salle A": list(events)},
    }
    conference = {"title": "Fest of Wallonia", "time_zone_name": zone, "days": [day]}
    return json.dumps({"schedule": {"version": "0.3", "conference": conference}}).encode()


def calendar(*lines: str, end: str = "\r\n", head: Iterable[str] = ()) -> bytes:
    """One calendar of the given lines."""
    frame = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Fest//EN", *head, *lines, "END:VCALENDAR"]
    return (end.join(frame) + end).encode()


def vevent(*lines: str, uid: str = "a@fest") -> str:
    """A VEVENT at 14:00 in Brussels, unless the lines say another start."""
    start = [] if any(x.startswith("DTSTART") for x in lines) else ["DTSTART:20241026T120000Z"]
    title = [] if any(x.startswith("SUMMARY") for x in lines) else ["SUMMARY:Ears wide open"]
    own = [f"UID:{uid}"] if uid else []
    return "\r\n".join(["BEGIN:VEVENT", *own, *title, *start, *lines, "END:VEVENT"])


def read(content: bytes) -> Festival:
    return read_festival("programme", content, BRUSSELS)


def only(festival: Festival) -> Session:
    (session,) = festival.sessions
    assert not festival.refused
    return session


def reasons(festival: Festival) -> list[str]:
    return [str(refusal.reason) for refusal in festival.refused]


def notes(festival: Festival) -> list[str]:
    return [str(note) for note in festival.notes]


def walls(festival: Festival) -> list[str]:
    """When each session begins on the clocks of Brussels."""
    starts = (s.start.replace(tzinfo=s.start.tzinfo or BRUSSELS) for s in festival.sessions)
    return [f"{start.astimezone(BRUSSELS):%d %H:%M}" for start in starts]
