"""The lines of an event (RFC 5545) that are the same for everybody who is told it.

The library writes whatever has parameters.  Lines that come again, of places and times, are
written once; folding is done here, since the library's, character by character, was most of the
time of a release.
"""

from functools import lru_cache

from planner.clock import EPOCH, MINUTE, Clock
from planner.publish.event import CANCELLED, TENTATIVE, CalendarEvent, location_of

#: Octets of a line, without its end and without the blank that a continuation begins with.
LONGEST = 74
#: What stands before an escaped character: a reader must find the two in one line.
ESCAPES = b"\\^"


def event_lines(event: CalendarEvent, clock: Clock, *, in_utc: bool) -> str:
    """Times, texts and place of an event, each line with its end."""
    return "".join((
        _time("DTSTART", event.begin, clock, event.all_day, in_utc),
        _time("DTEND", event.end, clock, event.all_day, in_utc),
        line("SUMMARY", escaped(event.summary)),
        line("STATUS", event.status),
        _place(event.place, event.address, event.lat, event.lon),
        line("DESCRIPTION", escaped(event.description)) if event.description else "",
        _standing(event.category, event.status, event.busy),
    ))  # fmt: skip


@lru_cache(maxsize=4096)
def _time(name: str, instant: int, clock: Clock, all_day: bool, in_utc: bool) -> str:
    if all_day:
        return line(name, f"{clock.day(instant):%Y%m%d}", ("VALUE", "DATE"))
    if in_utc:
        return line(name, f"{EPOCH + instant * MINUTE:%Y%m%dT%H%M%SZ}")
    return line(name, f"{clock.wall(instant):%Y%m%dT%H%M%S}", ("TZID", clock.zone))


@lru_cache(maxsize=4096)
def _place(place: str, address: str, lat: float | None, lon: float | None) -> str:
    """Where to be, for people and for maps."""
    if not place and not address:
        return ""
    location = line("LOCATION", escaped(location_of(place, address)))
    if lat is None or lon is None:
        return location
    # Six decimals are 0.1 m.
    geo = line("GEO", f"{lat:.6f};{lon:.6f}")
    # Apple's map pin; title and address together must be LOCATION, or no map is shown.
    parameters = [("VALUE", "URI"), ("X-APPLE-RADIUS", "70"), ("X-TITLE", place)]
    if address:
        parameters.append(("X-ADDRESS", address))
    pin = line("X-APPLE-STRUCTURED-LOCATION", f"geo:{lat:.6f},{lon:.6f}", *parameters)
    return f"{location}{geo}{pin}"


@lru_cache(maxsize=256)
def _standing(category: str, status: str, busy: bool) -> str:
    """What kind of event it is, and whether it takes the reader's time."""
    busy_status = "TENTATIVE" if status == TENTATIVE else "BUSY"
    if not busy or status == CANCELLED:
        busy_status = "FREE"
    return "".join((
        line("CATEGORIES", escaped(category)) if category else "",
        line("CLASS", "PUBLIC"),
        line("TRANSP", "OPAQUE" if busy else "TRANSPARENT"),
        line("X-MICROSOFT-CDO-BUSYSTATUS", busy_status),
    ))  # fmt: skip


def line(name: str, value: str, *parameters: tuple[str, str]) -> str:
    """A content line, folded, with its end; ``value`` as it is to stand there."""
    if not parameters:
        return folded(f"{name}:{value}")
    from icalendar.parser import Contentline, Parameters
    from icalendar.prop import vInline

    written = Contentline.from_parts(name, Parameters(parameters), vInline(value), sorted=False)
    return folded(str(written))


def escaped(text: str) -> str:
    """TEXT (RFC 5545, 3.3.11), escaped here: the library makes a line break of a typed ``\\N``."""
    marked = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return marked.replace("\n", "\\n")


def folded(text: str) -> str:
    """A line in parts of at most 75 octets (RFC 5545, 3.1), cut between characters."""
    octets = text.encode()
    parts: list[bytes] = []
    start = 0
    while len(octets) - start > LONGEST:
        end = start + LONGEST
        while octets[end] & 0xC0 == 0x80:  # inside a character
            end -= 1
        if octets[end - 1] in ESCAPES:
            end -= 1
        parts.append(octets[start:end])
        start = end
    parts.append(octets[start:])
    return b"\r\n ".join(parts).decode() + "\r\n"
