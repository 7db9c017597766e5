"""Programmes as iCalendar files (RFC 5545), written so that fifteen known readers agree.

Times stand in the edition's zone with our own VTIMEZONE block, those around a change of the
clocks in UTC: the hour that happens twice cannot be said otherwise, and readers differ on it.
No METHOD, ORGANIZER or ATTENDEE: with them Outlook makes meetings of a programme and writes
mails to people.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from planner import __version__
from planner.clock import EPOCH, MINUTE, Clock
from planner.entities import IssuedEvent
from planner.errors import PlannerError
from planner.phrases import Phrase
from planner.programme import Programme, clock_of
from planner.publish.agenda import items_for
from planner.publish.event import CANCELLED, TENTATIVE, CalendarEvent, event_of
from planner.publish.ledger import Issue, Issued, issue
from planner.publish.plaintext import clean_line
from planner.publish.recipients import Recipient
from planner.publish.zones import vtimezone

if TYPE_CHECKING:
    from icalendar import Calendar, Event
    from icalendar.prop import vInline, vUri

PRODID = f"-//Wake Planner//Wake Planner {__version__}//EN"
#: On the day of a change, everything before this hour is written in UTC.
NIGHT_HOURS = 4
#: How near to a change of the clocks a time must be written in UTC on any other day, in minutes.
CHANGE_MINUTES = 120

_LINE_END = b"\r\n"
_FIRST_EVENT = b"\r\nBEGIN:VEVENT\r\n"


def issue_for(
    programme: Programme,
    recipient: Recipient,
    previous: Mapping[str, IssuedEvent],
    now: datetime,
    release_id: str | None = None,
) -> Issue:
    """What the recipient gets now, given the ledger rows of what they were sent (by item key)."""
    zone = programme.edition.time_zone
    events = [event_of(item, recipient, zone) for item in items_for(programme, recipient)]
    return issue(previous, recipient, events, now, programme.edition.id, release_id)


def calendar_name(programme: Programme, recipient: Recipient, version: str = "") -> str:
    """``KIKK 2024: Novi Sad (v3)``: what the calendar is called on a phone."""
    edition = programme.edition.name
    name = edition if recipient.name == edition else f"{edition}: {recipient.name}"
    return f"{name} ({version})" if version else name


def calendar_bytes(
    recipient: Recipient, events: Iterable[Issued], zone: str, name: str | None
) -> bytes:
    """The file: UTF-8 without byte order mark, CRLF, the same bytes for the same input.

    ``name`` None leaves the calendar's name out, as a file of one changed event must: Outlook
    opens a new calendar for a named one.  Raises ``PlannerError`` when there is no event at
    all, since a calendar without events is no valid file.
    """
    rows = tuple(events)
    if not rows:
        raise PlannerError(
            Phrase(
                "The programme of {name} is empty: no calendar is written.", name=recipient.name
            ),
            Phrase("Place activities for them first."),
        )
    clock = clock_of(zone)
    local = [row.event for row in rows if not _in_utc(row.event, clock)]
    years = {clock.day(t).year for e in local if not e.all_day for t in (e.begin, e.end)}
    block = vtimezone(zone, years)
    calendar = _calendar(zone, name)
    for row in rows:
        calendar.add_component(_event(row, clock, in_utc=block is None))
    # Not as a component: the library would put the parts of our RRULEs in another order.
    head, first, events_text = bytes(calendar.to_ical(sorted=False)).partition(_FIRST_EVENT)
    return head + _LINE_END + (block or "").encode() + first.removeprefix(_LINE_END) + events_text


def _calendar(zone: str, name: str | None) -> "Calendar":
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("VERSION", "2.0")
    calendar.add("PRODID", PRODID)
    calendar.add("CALSCALE", "GREGORIAN")
    if shown := clean_line(name):
        calendar.add("NAME", _text(shown))
        calendar.add("X-WR-CALNAME", _text(shown))
    calendar.add("X-WR-TIMEZONE", zone)
    return calendar


def _in_utc(event: CalendarEvent, clock: Clock) -> bool:
    return any(_near_change(clock, instant) for instant in (event.begin, event.end))


def _near_change(clock: Clock, instant: int) -> bool:
    """Whether an instant lies in a night in which the clocks change, or close to the change."""
    wall = clock.wall(instant)
    if wall.hour < NIGHT_HOURS and clock.day_minutes(wall.date()) != 24 * 60:
        return True
    return _offset(clock, instant - CHANGE_MINUTES) != _offset(clock, instant + CHANGE_MINUTES)


def _offset(clock: Clock, instant: int) -> int:
    """Minutes that the clocks are ahead of UTC."""
    return (clock.wall(instant).replace(tzinfo=UTC) - EPOCH) // MINUTE - instant


def _moment(clock: Clock, instant: int, *, utc: bool) -> datetime:
    moment = EPOCH + instant * MINUTE
    return moment if utc else moment.astimezone(clock.tz)


def _event(row: Issued, clock: Clock, *, in_utc: bool) -> "Event":
    from icalendar import Event

    event = row.event
    out = Event()
    out.add("UID", row.uid)
    out.add("DTSTAMP", row.stamp.replace(tzinfo=UTC))
    _add_times(out, event, clock, in_utc=in_utc)
    out.add("SUMMARY", _text(event.summary))
    out.add("STATUS", event.status)
    out.add("SEQUENCE", row.sequence)
    out.add("CREATED", row.created.replace(tzinfo=UTC))
    out.add("LAST-MODIFIED", row.stamp.replace(tzinfo=UTC))
    _add_place(out, event)
    if event.description:
        out.add("DESCRIPTION", _text(event.description))
    if event.category:
        out.add("CATEGORIES", _text(event.category))
    out.add("CLASS", "PUBLIC")
    out.add("TRANSP", "OPAQUE" if event.busy else "TRANSPARENT")
    out.add("X-MICROSOFT-CDO-BUSYSTATUS", _busy_status(event))
    return out


def _busy_status(event: CalendarEvent) -> str:
    if not event.busy or event.status == CANCELLED:
        return "FREE"
    return "TENTATIVE" if event.status == TENTATIVE else "BUSY"


def _add_times(out: "Event", event: CalendarEvent, clock: Clock, *, in_utc: bool) -> None:
    begin: date
    end: date
    if event.all_day:
        begin, end = clock.day(event.begin), clock.day(event.end)
    else:
        utc = in_utc or _in_utc(event, clock)
        begin, end = _moment(clock, event.begin, utc=utc), _moment(clock, event.end, utc=utc)
    out.add("DTSTART", begin)
    out.add("DTEND", end)


def _add_place(out: "Event", event: CalendarEvent) -> None:
    if not event.location:
        return
    out.add("LOCATION", _text(event.location))
    if event.lat is None or event.lon is None:
        return
    from icalendar.prop import vInline

    # The library prints the noise of binary fractions; six decimals are 0.1 m.
    out.add("GEO", vInline(f"{event.lat:.6f};{event.lon:.6f}"))
    out.add("X-APPLE-STRUCTURED-LOCATION", _apple_location(event))


def _apple_location(event: CalendarEvent) -> "vUri":
    """Apple's map pin; title and address together must be LOCATION, or no map is shown."""
    from icalendar.prop import vUri

    parameters = {"VALUE": "URI", "X-APPLE-RADIUS": "70", "X-TITLE": event.place}
    if event.address:
        parameters["X-ADDRESS"] = event.address
    return vUri(f"geo:{event.lat:.6f},{event.lon:.6f}", params=parameters)


def _text(text: str) -> "vInline":
    """TEXT (RFC 5545, 3.3.11), escaped here: the library makes a line break of a typed ``\\N``."""
    from icalendar.prop import vInline

    escaped = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return vInline(escaped.replace("\n", "\\n"))
