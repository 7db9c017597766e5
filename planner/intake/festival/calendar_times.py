"""The times of a calendar event, read by icalendar, in the zones of its calendar."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo

from planner.errors import InvalidValue
from planner.fields import plannable
from planner.intake.festival.calendar_properties import Property
from planner.intake.festival.calendar_values import length_in, time_in
from planner.intake.festival.calendar_zones import Zones
from planner.intake.festival.texts import one_line
from planner.intake.festival.times import DAY, elapsed, length, midnight
from planner.phrases import Phrase


@dataclass(frozen=True, slots=True)
class Stamp:
    """A wall-clock time and its zone (None: the edition's); a day alone is its midnight."""

    wall: datetime
    zone: tzinfo | None = None
    is_day: bool = False

    def moment(self) -> datetime:
        """Aware where there is a zone."""
        return self.wall.replace(tzinfo=self.zone)

    def at(self, wall: datetime) -> "Stamp":
        return Stamp(wall, self.zone, self.is_day)

    def instant(self, edition: tzinfo) -> datetime:
        return self.wall.replace(tzinfo=self.zone or edition).astimezone(UTC)

    def wall_in(self, zone: tzinfo | None, edition: tzinfo) -> datetime:
        """The wall-clock time in another zone; a day alone is the same day everywhere."""
        if self.is_day or self.zone is zone:
            return self.wall
        return self.instant(edition).astimezone(zone or edition).replace(tzinfo=None)


def stamps_of(found: Property, zones: Zones, calendar: int) -> list[Stamp]:
    """Every time of a property, of a period its beginning; raises InvalidValue."""
    stamps = []
    for text in filter(None, (part.strip() for part in found.value.split(","))):
        value = time_in(text.partition("/")[0])
        if value is None:
            raise InvalidValue(
                "start", Phrase("“{text}” is no date with a time.", text=one_line(text, 40))
            )
        stamps.append(_stamp(value, found, zones, calendar))
    return stamps


def stamp_of(found: Property, zones: Zones, calendar: int) -> Stamp:
    """The one time of a property; raises InvalidValue."""
    stamps = stamps_of(found, zones, calendar)
    if not stamps:
        raise InvalidValue("start", Phrase("It has no time."))
    return stamps[0]


def _stamp(value: date, found: Property, zones: Zones, calendar: int) -> Stamp:
    plannable("start", value if not isinstance(value, datetime) else value.date())
    if not isinstance(value, datetime):
        return Stamp(midnight(value), None, is_day=True)
    if value.tzinfo is not None:
        return Stamp(value.replace(tzinfo=None), UTC)
    if name := found.parameters.get("TZID"):
        return Stamp(value, zones.named(name))
    return Stamp(value, zones.floating.get(calendar))


def end_of(start: Stamp, end: Stamp | None, duration: Property | None) -> Stamp:
    """DTEND, or DTSTART and DURATION, or what a missing end means (RFC 5545, 3.6.1)."""
    if end is not None:
        return end
    lasts = _duration(duration.value) if duration is not None else timedelta()
    if start.is_day:
        return start.at(start.wall + timedelta(days=lasts.days))
    wall = start.wall + timedelta(days=lasts.days)
    rest = lasts - timedelta(days=lasts.days)
    if start.zone is None:
        return start.at(wall + rest)
    later = wall.replace(tzinfo=start.zone).astimezone(UTC) + rest
    return Stamp(later.replace(tzinfo=None), UTC)


def _duration(text: str) -> timedelta:
    found = length_in(text)
    if found is None or abs(found) > timedelta(days=366):
        raise InvalidValue(
            "minutes", Phrase("“{text}” is no length such as PT1H30M.", text=one_line(text, 40))
        )
    return found


def minutes_between(start: Stamp, end: Stamp, edition: tzinfo) -> int:
    """Elapsed minutes; a day that ends on itself is one day. Raises InvalidValue."""
    if start.is_day and end.wall <= start.wall:
        end = start.at(start.wall + DAY)
    between = elapsed(start.moment(), end.moment(), edition)
    return length(between)
