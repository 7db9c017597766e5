"""The lines of an event (RFC 5545) that are the same for everybody who is told it.

The library writes whatever has parameters.  Lines that come again, of places and times, are
written once; folding is done here, since the library's, character by character, was most of the
time of a release.
"""

from collections.abc import Iterator
from functools import lru_cache

from planner.clock import EPOCH, MINUTE, Clock
from planner.publish.event import CANCELLED, TENTATIVE, CalendarEvent

#: Octets of a line, without its end and without the blank that a continuation begins with.
LONGEST = 74
#: What stands before an escaped character: a reader must find the two in one line.
ESCAPES = b"\\^"


def event_lines(event: CalendarEvent, clock: Clock, *, in_utc: bool) -> str:
    """Times, texts and place of an event, each line with its end."""
    return "".join(_lines(event, clock, in_utc=in_utc))


def _lines(event: CalendarEvent, clock: Clock, *, in_utc: bool) -> Iterator[str]:
    for name, instant in (("DTSTART", event.begin), ("DTEND", event.end)):
        if event.all_day:
            yield _kept(name, f"{clock.day(instant):%Y%m%d}", ("VALUE", "DATE"))
        elif in_utc:
            yield _kept(name, f"{EPOCH + instant * MINUTE:%Y%m%dT%H%M%SZ}")
        else:
            yield _kept(name, f"{clock.wall(instant):%Y%m%dT%H%M%S}", ("TZID", event.zone))
    yield line("SUMMARY", escaped(event.summary))
    yield _kept("STATUS", event.status)
    yield from _place(event)
    if event.description:
        yield line("DESCRIPTION", escaped(event.description))
    if event.category:
        yield _kept("CATEGORIES", escaped(event.category))
    yield _kept("CLASS", "PUBLIC")
    yield _kept("TRANSP", "OPAQUE" if event.busy else "TRANSPARENT")
    yield _kept("X-MICROSOFT-CDO-BUSYSTATUS", _busy_status(event))


def _busy_status(event: CalendarEvent) -> str:
    if not event.busy or event.status == CANCELLED:
        return "FREE"
    return "TENTATIVE" if event.status == TENTATIVE else "BUSY"


def _place(event: CalendarEvent) -> Iterator[str]:
    if not event.location:
        return
    yield _kept("LOCATION", escaped(event.location))
    if event.lat is None or event.lon is None:
        return
    # Six decimals are 0.1 m.
    yield _kept("GEO", f"{event.lat:.6f};{event.lon:.6f}")
    # Apple's map pin; title and address together must be LOCATION, or no map is shown.
    address = [("X-ADDRESS", event.address)] if event.address else []
    yield _kept(
        "X-APPLE-STRUCTURED-LOCATION",
        f"geo:{event.lat:.6f},{event.lon:.6f}",
        ("VALUE", "URI"),
        ("X-APPLE-RADIUS", "70"),
        ("X-TITLE", event.place),
        *address,
    )


def line(name: str, value: str, *parameters: tuple[str, str]) -> str:
    """A content line, folded, with its end; ``value`` as it is to stand there."""
    if not parameters:
        return folded(f"{name}:{value}")
    from icalendar.parser import Contentline, Parameters
    from icalendar.prop import vInline

    written = Contentline.from_parts(name, Parameters(parameters), vInline(value), sorted=False)
    return folded(str(written))


_kept = lru_cache(maxsize=4096)(line)


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
