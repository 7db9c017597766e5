"""The time zones of one calendar: by name where somebody knows it, else by its VTIMEZONE.

A known name comes first: the definitions that programs write beside it are often wrong around
the change of clocks.
"""

import re
from collections.abc import Iterable
from datetime import datetime, tzinfo
from io import StringIO

from planner.intake.festival.calendar_lines import Component
from planner.intake.festival.calendar_properties import Properties
from planner.intake.festival.reading import Reading
from planner.intake.festival.texts import one_line
from planner.intake.festival.zones import zone_named
from planner.phrases import Phrase

#: Rules that come true every few years; others could keep the search for a date going for hours.
_RULE = re.compile(
    r"RRULE:FREQ=YEARLY(;(INTERVAL=1|BYMONTH=([1-9]|1[0-2])|BYDAY=[-+]?[1-4]?(SU|MO|TU|WE|TH|FR|SA)"
    r"|WKST=\w\w|UNTIL=\d{8}(T\d{6}Z?)?))*",
    re.IGNORECASE,
)
_OFFSET = re.compile(r"TZOFFSET(?:FROM|TO):[-+]?(?:0\d|1[0-4])[0-5]\d(?:[0-5]\d)?", re.IGNORECASE)
#: Outlook's definitions begin in 1601; the years before any edition only cost time.
_OLD = re.compile(r"^(DTSTART[^:]*:)1[0-8]\d\d", re.IGNORECASE)
_PARTS = ("BEGIN", "END", "DTSTART", "RDATE", "RRULE", "TZOFFSETFROM", "TZOFFSETTO", "TZNAME")
#: Characters of one definition, and how many definitions are tried.
MAX_DEFINITION, MAX_DEFINED = 20_000, 20


class Zones:
    """Finds the zone of a TZID; says once what is taken for one that is unknown."""

    def __init__(self, reading: Reading, edition: tzinfo, edition_name: str) -> None:
        self.reading = reading
        self.edition = edition
        self._edition_name = edition_name
        #: What times without a zone are in, by number of the calendar; None: the edition's.
        self.floating: dict[int, tzinfo | None] = {}
        self._defined: dict[str, tzinfo] = {}
        self._unknown: set[str] = set()
        self._tried = 0

    def calendar(self, component: Component) -> None:
        """Take what a calendar says of its own zone, in the way of Apple, Google and Outlook."""
        about = Properties(component.lines, ("X-WR-TIMEZONE", "X-WR-CALNAME", "NAME"))
        reading = self.reading
        reading.title = reading.title or about.text("X-WR-CALNAME") or about.text("NAME")
        name = about.text("X-WR-TIMEZONE")
        reading.time_zones[name] = None
        if name and not reading.overrules:
            self.floating[component.calendar] = self.named(name)

    def define(self, component: Component) -> None:
        """Take a VTIMEZONE, if its name says nothing and its rules are harmless."""
        name = Properties(component.lines, ("TZID",)).text("TZID")
        if not name or zone_named(name) is not None or self._tried >= MAX_DEFINED:
            return
        self._tried += 1
        other = Properties(component.lines, ("X-LIC-LOCATION",)).text("X-LIC-LOCATION")
        zone = zone_named(other) or _made_of(component.inner)
        if zone is not None:
            self._defined[name] = zone

    def named(self, name: str) -> tzinfo | None:
        """The zone of that name; None, with a note, where it is taken to be the edition's."""
        zone = zone_named(name) or self._defined.get(name.strip())
        if zone is None and name not in self._unknown and len(self._unknown) < 20:
            self._unknown.add(name)
            self.reading.note(
                Phrase(
                    "The time zone “{name}” is unknown: {zone} is taken.",
                    name=one_line(name, 60),
                    zone=self._edition_name,
                )
            )
        return zone


def _is_harmless(line: str) -> bool:
    line = line.strip()
    if line[:5].upper() == "RRULE":
        return _RULE.fullmatch(line) is not None
    return line[:8].upper() != "TZOFFSET" or _OFFSET.fullmatch(line) is not None


def _made_of(lines: Iterable[str]) -> tzinfo | None:
    """A zone of the given STANDARD and DAYLIGHT parts, None where they make no sense."""
    from dateutil.tz import tzical

    kept = [
        _OLD.sub(r"\g<1>1970", line)
        for line in lines
        if line.partition(":")[0].partition(";")[0].upper() in _PARTS
    ]
    if sum(map(len, kept)) > MAX_DEFINITION or not all(map(_is_harmless, kept)):
        return None
    text = "\r\n".join(["BEGIN:VTIMEZONE", "TZID:its own", *kept, "END:VTIMEZONE", ""])
    try:
        zone = tzical(StringIO(text)).get()
        return zone if zone and zone.utcoffset(datetime(2024, 10, 27, 2, 30)) is not None else None
    except (ValueError, TypeError, LookupError, AttributeError, OverflowError):
        return None
