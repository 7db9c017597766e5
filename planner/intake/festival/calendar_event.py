"""One VEVENT as it stands in the file: its texts, its times, and how it repeats."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from planner.errors import InvalidValue
from planner.intake.festival.calendar_lines import Component
from planner.intake.festival.calendar_properties import Properties
from planner.intake.festival.calendar_times import (
    Stamp,
    end_of,
    minutes_between,
    stamp_of,
    stamps_of,
)
from planner.intake.festival.calendar_values import time_in
from planner.intake.festival.calendar_zones import Zones
from planner.intake.festival.texts import one_line
from planner.phrases import Phrase

_WANTED = (
    *("UID", "SEQUENCE", "DTSTAMP", "LAST-MODIFIED", "RECURRENCE-ID"),
    *("DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE"),
    *("SUMMARY", "LOCATION", "DESCRIPTION", "CATEGORIES", "URL", "STATUS"),
)


@dataclass(frozen=True, slots=True)
class Event:
    """``slot``: the time of the series that it stands in for (RECURRENCE-ID)."""

    uid: str
    version: tuple[int, str, str]
    place: str
    start: Stamp
    minutes: int
    slot: Stamp | None
    rules: tuple[str, ...]
    until: tuple[Stamp | None, ...]
    more: tuple[Stamp, ...]
    without: tuple[Stamp, ...]
    title: str
    room: str
    track: str
    language: str
    description: str
    url: str
    cancelled: bool

    @property
    def repeats(self) -> bool:
        return bool(self.rules or self.more)


def event_of(component: Component, place: str, zones: Zones) -> Event:
    """Raises InvalidValue for an event that cannot be read."""
    if not component.whole:
        raise InvalidValue("line", Phrase("The file ends in the middle of it."))
    found = Properties(component.lines, _WANTED)
    calendar = component.calendar
    first = found.first("DTSTART")
    if first is None:
        raise InvalidValue("start", Phrase("It has no time."))
    start = stamp_of(first, zones, calendar)
    end, slot = found.first("DTEND"), found.first("RECURRENCE-ID")
    ends = end_of(start, stamp_of(end, zones, calendar) if end else None, found.first("DURATION"))
    rules = tuple(rule.value for rule in found.all("RRULE"))
    title = found.first("SUMMARY")
    return Event(
        uid=found.text("UID"),
        version=(
            _number(found.text("SEQUENCE")),
            found.text("DTSTAMP"),
            found.text("LAST-MODIFIED"),
        ),
        place=place,
        start=start,
        minutes=minutes_between(start, ends, zones.edition),
        slot=stamp_of(slot, zones, calendar) if slot else None,
        rules=rules,
        until=tuple(_until(rule) for rule in rules),
        more=_stamps(found, "RDATE", zones, calendar),
        without=_stamps(found, "EXDATE", zones, calendar),
        title=found.text("SUMMARY"),
        room=found.text("LOCATION"),
        track=", ".join(found.value for found in found.all("CATEGORIES")),
        language=title.parameters.get("LANGUAGE", "") if title else "",
        description=found.text("DESCRIPTION"),
        url=found.text("URL"),
        cancelled=found.text("STATUS").upper() == "CANCELLED",
    )


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _stamps(found: Properties, name: str, zones: Zones, calendar: int) -> tuple[Stamp, ...]:
    return tuple(s for each in found.all(name) for s in stamps_of(each, zones, calendar))


def _until(rule: str) -> Stamp | None:
    """The last moment of a rule: in UTC, in the event's own zone, or a whole day."""
    for name, _equals, text in (part.partition("=") for part in rule.upper().split(";")):
        if name.strip() == "UNTIL":
            match value := time_in(text):
                case datetime():
                    return Stamp(value.replace(tzinfo=None), UTC if value.tzinfo else None)
                case date():
                    day = datetime(value.year, value.month, value.day)
                    return Stamp(day + timedelta(days=1, minutes=-1), None, is_day=True)
            raise InvalidValue(
                "rule",
                Phrase(
                    "It repeats by a rule that cannot be read: {rule}.", rule=one_line(rule, 80)
                ),
            )
    return None
