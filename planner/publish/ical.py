"""Programmes as iCalendar files (RFC 5545), written so that fifteen known readers agree.

Times stand in the edition's zone with our own VTIMEZONE block, those around a change of the
clocks in UTC: the hour that happens twice cannot be said otherwise, and readers differ on it.
No ATTENDEE, and METHOD and ORGANIZER in files of one change only: with them Outlook makes
meetings of a programme and writes mails to people.

What an event says is written once by the library and kept (``EventContent``); a calendar is put
together from it and the few lines that differ, so that it is the same in every later issue.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from planner.clock import EPOCH, MINUTE, Clock
from planner.entities import EventContent, IssuedEvent
from planner.programme import Programme, clock_of
from planner.publish.event import CalendarEvent
from planner.publish.event_lines import escaped, event_lines, line
from planner.publish.plaintext import clean_line
from planner.publish.recipients import Recipient
from planner.publish.zones import vtimezone

PRODID = "-//Wake Planner//Wake Planner//EN"
#: On the day of a change, everything before this hour is written in UTC.
NIGHT_HOURS = 4
#: How near to a change of the clocks a time must be written in UTC on any other day, in minutes.
CHANGE_MINUTES = 120

_LAST = "END:VCALENDAR\r\n"
_BEGIN, _END = "BEGIN:VEVENT\r\n", "END:VEVENT\r\n"
_BUSY = "TRANSP:OPAQUE\r\n"


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above the events of a calendar.

    ``name`` is what the calendar is called on a phone; empty in a file of one changed event:
    Outlook opens a new calendar for a named one.  ``method`` (RFC 5546) only with ``organiser``,
    a mailbox.  ``refresh``: hours after which a subscriber should look again.  ``alarm``: so many
    minutes before whatever takes the reader's time; 0: none.
    """

    zone: str
    name: str = ""
    about: str = ""
    method: str = ""
    organiser: str = ""
    refresh: int = 0
    alarm: int = 0


def content_of(event: CalendarEvent) -> EventContent:
    """What an event says, as the ledger keeps it and as calendars are put together from it."""
    text, zone = _event_text(event)
    return EventContent(event.fingerprint, event.as_json, text, zone)


def calendar_name(programme: Programme, recipient: Recipient, version: str = "") -> str:
    """``KIKK 2024: Novi Sad (v3)``: what the calendar is called on a phone."""
    edition = programme.edition.name
    name = edition if recipient.name == edition else f"{edition}: {recipient.name}"
    return f"{name} ({version})" if version else name


def calendar_bytes(
    head: Head, rows: Sequence[IssuedEvent], contents: Mapping[str, EventContent]
) -> bytes:
    """The file: UTF-8 without byte order mark, CRLF, the same bytes for the same input.

    ``contents`` by fingerprint.  There must be an event: a calendar without is no valid file.
    """
    assert rows, "a calendar without events is no valid file"
    found = [contents[row.content_id] for row in rows]
    sender = _organiser_line(head.organiser) if head.method else ""
    alarm = _alarm_lines(head) if head.alarm else ""
    parts = [_head_text(head), *_zone_blocks(rows, found)]
    for row, content in zip(rows, found, strict=True):
        text = content.text or ""
        rings = alarm and not row.cancelled and _BUSY in text
        parts += (_identity(row), sender, text, alarm if rings else "", _END)
    parts.append(_LAST)
    return "".join(parts).encode()


def _identity(row: IssuedEvent) -> str:
    """The lines of an event that differ between recipients and releases."""
    stamp = _stamp(row.stamp)
    return (
        f"{_BEGIN}UID:{row.uid}\r\nDTSTAMP:{stamp}\r\nSEQUENCE:{row.sequence}\r\n"
        f"CREATED:{_stamp(row.created)}\r\nLAST-MODIFIED:{stamp}\r\n"
    )


@lru_cache(maxsize=256)
def _stamp(moment: datetime) -> str:
    """Naive UTC as a calendar writes it; the events of a release have few different ones."""
    return f"{moment:%Y%m%dT%H%M%SZ}"


def _zone_blocks(rows: Sequence[IssuedEvent], found: Sequence[EventContent]) -> Iterator[str]:
    """The VTIMEZONE of each zone that times stand in."""
    begins: dict[str, list[int]] = {}
    for row, content in zip(rows, found, strict=True):
        if content.zone is not None:
            begins.setdefault(content.zone, []).append(row.begin)
    for zone, instants in sorted(begins.items()):
        first, last = _year(min(instants)), _year(max(instants))
        yield vtimezone(zone, (first, last)) or vtimezone(zone, (last,)) or ""


def _year(instant: int) -> int:
    return (EPOCH + instant * MINUTE).year


def _head_text(head: Head) -> str:
    """What stands before the first event."""
    lines = [("BEGIN", "VCALENDAR"), ("VERSION", "2.0"), ("PRODID", PRODID)]
    lines.append(("CALSCALE", "GREGORIAN"))
    if head.method:
        lines.append(("METHOD", head.method))
    if shown := escaped(clean_line(head.name)):
        lines += [("NAME", shown), ("X-WR-CALNAME", shown)]
    if shown := escaped(clean_line(head.about)):
        lines += [("DESCRIPTION", shown), ("X-WR-CALDESC", shown)]
    lines.append(("X-WR-TIMEZONE", head.zone))
    if head.refresh:
        lines.append(("REFRESH-INTERVAL;VALUE=DURATION", f"PT{head.refresh}H"))
        lines.append(("X-PUBLISHED-TTL", f"PT{head.refresh}H"))
    return "".join(line(name, value) for name, value in lines)


@lru_cache(maxsize=8)
def _organiser_line(mailbox: str) -> str:
    from icalendar import Event, vCalAddress

    event = Event()
    event.add("ORGANIZER", vCalAddress(f"mailto:{mailbox}"))
    text: str = event.to_ical().decode()
    return text.removeprefix(_BEGIN).removesuffix(_END)


@lru_cache(maxsize=8)
def _alarm_lines(head: Head) -> str:
    """A reminder; it names the calendar, since clients show the event's own title anyway."""
    from icalendar import Alarm
    from icalendar.prop import vInline

    alarm = Alarm()
    alarm.add("ACTION", "DISPLAY")
    alarm.add("DESCRIPTION", vInline(escaped(clean_line(head.name))))
    alarm.add("TRIGGER", timedelta(minutes=-head.alarm))
    text: str = alarm.to_ical(sorted=False).decode()
    return text


def _event_text(event: CalendarEvent) -> tuple[str, str | None]:
    """The lines of an event but those of ``_identity``, and the zone that its times stand in."""
    clock = clock_of(event.zone)
    years = {clock.day(instant).year for instant in (event.begin, event.end)}
    in_utc = not event.all_day and (
        _near_changes(event, clock) or vtimezone(event.zone, years) is None
    )
    zone = None if in_utc or event.all_day else event.zone
    return event_lines(event, clock, in_utc=in_utc), zone


def _near_changes(event: CalendarEvent, clock: Clock) -> bool:
    return any(_near_change(clock, instant) for instant in (event.begin, event.end))


@lru_cache(maxsize=4096)
def _near_change(clock: Clock, instant: int) -> bool:
    """Whether an instant lies in a night in which the clocks change, or close to the change."""
    wall = clock.wall(instant)
    if wall.hour < NIGHT_HOURS and clock.day_minutes(wall.date()) != 24 * 60:
        return True
    return _offset(clock, instant - CHANGE_MINUTES) != _offset(clock, instant + CHANGE_MINUTES)


def _offset(clock: Clock, instant: int) -> int:
    """Minutes that the clocks are ahead of UTC."""
    return (clock.wall(instant).replace(tzinfo=UTC) - EPOCH) // MINUTE - instant
