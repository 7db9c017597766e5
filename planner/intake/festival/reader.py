"""A festival's programme from a file of any of the known forms, told apart by what is in it.

Pure: bytes in, values out.  Nothing outside of the file is fetched, nothing in it becomes a path.
"""

import re
from zoneinfo import ZoneInfo

from planner.errors import PlannerError
from planner.intake.festival.reading import Reading, too_large
from planner.intake.festival.sessions import Festival
from planner.phrases import Phrase
from planner.publish.watching import Stopped, nobody_stops

MAX_BYTES = 50_000_000
_CALENDAR = re.compile(rb"^[ \t]*BEGIN[ \t]*:[ \t]*VCALENDAR", re.IGNORECASE | re.MULTILINE)
_PAGE = re.compile(rb"<(?:!doctype\s+)?html\b", re.IGNORECASE)
_SCHEDULE = re.compile(rb"<(?:\w+:)?schedule\b", re.IGNORECASE)
_JSON = re.compile(rb"[{\[]\s*[\"{\[\]}]")
#: Where the first element of an XML file, and a document type, have to stand.
_HEAD = 4_096


def is_programme(content: bytes) -> bool:
    """Whether a file is in one of these forms, as far as its beginning shows, or is a web page."""
    head = _plain(content[:_HEAD]).lstrip()
    return bool(head.startswith(b"<") or _JSON.match(head) or _CALENDAR.search(_plain(content)))


def read_festival(
    name: str,
    content: bytes,
    zone: ZoneInfo,
    stopped: Stopped = nobody_stops,
    *,
    overrules: bool = False,
) -> Festival:
    """The programme in ``content``; ``name`` is that of the file, for messages alone.

    ``zone`` is the edition's, for times that name none; ``overrules``: also where the file says
    in which zone such times are.  Raises PlannerError for a file that cannot be read as a whole,
    and when stopped.
    """
    if len(content) > MAX_BYTES:
        raise too_large(name, MAX_BYTES)
    if not content.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise PlannerError(
            Phrase("{file} is empty.", file=name), Phrase("Check that it is the right file.")
        )
    reading = Reading(name, stopped, zone, overrules=overrules)
    _read(reading, content, zone, stopped)
    return reading.festival()


def _read(reading: Reading, content: bytes, zone: ZoneInfo, stopped: Stopped) -> None:
    head = _plain(content[:_HEAD]).lstrip()
    if head.startswith(b"<") and _PAGE.search(head):
        raise PlannerError(
            Phrase("{file} is a web page, not a programme.", file=reading.name),
            Phrase("Download the file itself: the page may have asked you to log in."),
        )
    if head.startswith(b"<") and _SCHEDULE.search(head):
        from planner.intake.festival.frab_xml import read_frab_xml

        read_frab_xml(reading, content, zone)
    elif head.startswith((b"{", b"[")):
        _read_json(reading, content, zone)
    elif _CALENDAR.search(_plain(content)):
        from planner.intake.festival.calendar_file import read_calendar

        read_calendar(reading, content, zone, stopped)
    else:
        raise _unknown(reading.name)


def _read_json(reading: Reading, content: bytes, zone: ZoneInfo) -> None:
    from planner.intake.festival.json_text import parse_json
    from planner.intake.festival.pretalx_talks import read_talks, talks_of
    from planner.intake.festival.schedule_json import is_schedule, read_schedule_json

    root = parse_json(reading, content)
    if is_schedule(root):
        read_schedule_json(reading, root, zone)
    elif (talks := talks_of(root)) is not None:
        read_talks(reading, root, talks, zone)
    else:
        raise _unknown(reading.name)


def _plain(content: bytes) -> bytes:
    """What stands in the file as far as it is ASCII: without byte order mark, or UTF-16's zeros."""
    content = content.removeprefix(b"\xef\xbb\xbf")
    if content[:2] in (b"\xff\xfe", b"\xfe\xff") or content[:2].count(0) == 1:
        return content.replace(b"\x00", b"").lstrip(b"\xff\xfe")
    return content.replace(b"\r", b"\n") if b"\n" not in content else content


def _unknown(name: str) -> PlannerError:
    return PlannerError(
        Phrase("{file} is no programme that is known here.", file=name),
        Phrase("Export it as iCalendar, or as frab or pretalx XML or JSON."),
    )
