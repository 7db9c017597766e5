"""iCalendar files (RFC 5545) as programs write them: read twice, first zones, then events."""

from zoneinfo import ZoneInfo

from planner.errors import InvalidValue
from planner.intake.festival.calendar_event import Event, event_of
from planner.intake.festival.calendar_lines import Component, Decoder, as_utf8, components
from planner.intake.festival.calendar_rules import Budget
from planner.intake.festival.calendar_series import Series
from planner.intake.festival.calendar_zones import Zones
from planner.intake.festival.reading import Reading
from planner.phrases import Phrase, _
from planner.publish.watching import Stopped

#: Components that are no events of a programme, and are no zones either.
_OTHERS = frozenset({"VTODO", "VJOURNAL", "VFREEBUSY", "VAVAILABILITY"})


def read_calendar(reading: Reading, content: bytes, zone: ZoneInfo, stopped: Stopped) -> None:
    """Fills the reading with the events of every calendar in the file."""
    content, decoder = as_utf8(content), Decoder()
    zones = _zones_of(reading, content, decoder, zone)
    by_uid: dict[str, list[Event]] = {}
    for component in components(content, decoder):
        if component.name == "VEVENT":
            reading.go_on()
            _take(reading, component, zones, by_uid)
        elif component.name in _OTHERS:
            reading.note(
                Phrase("{kind} entries are no events and are left out.", kind=component.name)
            )
    if decoder.guessed:
        reading.note(Phrase("The file is not in UTF-8: it was read as Windows-1252."))
    series = Series(reading, zone, Budget(stopped))
    for events in by_uid.values():
        series.keep(events)


def _zones_of(reading: Reading, content: bytes, decoder: Decoder, zone: ZoneInfo) -> Zones:
    zones = Zones(reading, zone, zone.key)
    calendars = []
    for component in components(content, decoder):
        reading.go_on()
        if component.name == "VTIMEZONE":
            _tolerate(zones, component)
        elif component.name == "VCALENDAR":
            calendars.append(component)
    for component in calendars:
        _tolerate(zones, component)
    return zones


def _tolerate(zones: Zones, component: Component) -> None:
    """A zone or a calendar's name that cannot be read is as good as none."""
    try:
        if component.name == "VTIMEZONE":
            zones.define(component)
        else:
            zones.calendar(component)
    except InvalidValue as error:
        zones.reading.note(error.phrase)


def _take(
    reading: Reading, component: Component, zones: Zones, by_uid: dict[str, list[Event]]
) -> None:
    """Put the event to those of its UID, or say why it cannot be read."""
    place = _("line {n}").format(n=component.line)
    try:
        event = event_of(component, place, zones)
    except InvalidValue as error:
        reading.refuse(place, error.phrase)
        return
    by_uid.setdefault(event.uid or place, []).append(event)
