"""Programmes with every feature that the readers know, and ways of damaging them."""

import json
import random

from planner.errors import PlannerError
from planner.intake.festival.reader import read_festival
from planner.intake.festival.sessions import Festival
from tests.planner.intake.festival.samples import (
    BRUSSELS,
    calendar,
    frab_xml,
    json_event,
    schedule_json,
    vevent,
    xml_event,
)
from tests.planner.intake.festival.test_calendar_zones import OUTLOOK

_CALENDAR = calendar(
    *OUTLOOK,
    vevent("DTSTART;TZID=Fest time:20241026T140000", "RRULE:FREQ=DAILY;COUNT=3;WKST=MO"),
    vevent("DTSTART;VALUE=DATE:20241026", "DURATION:P2D", uid="2"),
    vevent("RECURRENCE-ID:20241026T120000Z", "SEQUENCE:2", "STATUS:CANCELLED"),
    vevent("RRULE:FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1;UNTIL=20251026", uid="3"),
    vevent("RDATE;VALUE=PERIOD:20241026T180000Z/PT1H", "EXDATE:20241026T120000Z", uid="4"),
    vevent("DESCRIPTION:<p>a &amp; b</p>\r\n  folded\\, text", "CATEGORIES:a,b", uid=""),
    head=["X-WR-TIMEZONE:Europe/Brussels", "X-WR-CALNAME:Fest"],
)
_TALK = {
    "code": "ABC", "title": "Ears", "track": {"en": "Sound"}, "state": "confirmed",
    "duration": 90, "speakers": [{"code": "S", "name": "Ada Exemple"}],
    "slots": [{"id": 1, "start": "2024-10-26T14:00:00+02:00", "room": {"name": {"en": "A"}}}],
}  # fmt: skip
SEEDS = (
    frab_xml(xml_event(1), xml_event(2, date="", start="00:30")),
    schedule_json(json_event(1), json_event(2, date=None, start="25:30")),
    json.dumps({"results": [_TALK], "next": None, "rooms": [{"id": 1, "name": "A"}]}).encode(),
    _CALENDAR,
)
#: Pieces that mean something to one of the readers.
_PIECES = (
    *(b"\r\n", b"\n", b" ", b"\t", b":", b";", b"=", b",", b'"', b"\\", b"/", b"<", b">", b"&"),
    *(b"{", b"}", b"[", b"]", b"null", b"-1", b"0", b"99999999999", b"1e999", b"0001", b"9999"),
    *(b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xc3", b"\xe2\x80\xae", b"\xf0\x9f\x8e\xa7"),
    *(b"BEGIN:VEVENT", b"END:VEVENT", b"BEGIN:VCALENDAR", b"END:VCALENDAR", b"BEGIN:VALARM"),
    *(b"FREQ=MINUTELY", b"FREQ=HOURLY", b"INTERVAL=7", b"BYMONTH=2", b"BYMONTHDAY=30", b"COUNT=0"),
    *(b"TZID=Europe", b"VALUE=DATE", b"BYWEEKNO=53", b"BYDAY=5MO", b"UNTIL=1", b"P1D", b"-PT1H"),
    *(b"<event>", b"</event>", b"<day>", b"</room>", b"<!DOCTYPE x>", b"<![CDATA[", b"&lt;"),
)


def mutated(content: bytes, chance: random.Random) -> bytes:
    """The content with up to eight pieces taken out, put in, doubled or altered."""
    damaged = bytearray(content)
    for _ in range(chance.choice((1, 1, 2, 3, 8))):
        at = chance.randrange(len(damaged) + 1)
        end = min(len(damaged), at + chance.choice((1, 1, 4, 20, 200)))
        match chance.randrange(5):
            case 0:
                del damaged[at:end]
            case 1:
                damaged[at:at] = chance.choice(_PIECES)
            case 2:
                damaged[at:end] = chance.choice(_PIECES)
            case 3:
                damaged[at:at] = damaged[at:end] * chance.choice((1, 2, 50))
            case 4:
                damaged[at:end] = chance.randbytes(end - at)
    return bytes(damaged)


def outcome(content: bytes) -> Festival | PlannerError:
    """The programme, or why there is none; anything else is a mistake of the readers."""
    try:
        return read_festival("programme", content, BRUSSELS)
    except PlannerError as error:
        return error
