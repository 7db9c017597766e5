"""Publishing a calendar to a CalDAV server (RFC 4791): each event an object under its own UID.

Only what differs is written, so publishing again writes nothing.  What is called off stays, with
its status.  An older release is never written over a newer one.  Objects of others are neither
read nor written: only the addresses of our own events
are asked for.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from ipaddress import ip_address
from urllib.parse import urlsplit

from planner.errors import PlannerError
from planner.phrases import Phrase, plural
from planner.publish.ical import Head, calendar_bytes
from planner.publish.ledger import in_order
from planner.publish.outgoing import Outgoing
from planner.publish.recipients import Recipient
from planner.publish.watching import Progress, Stopped, nobody_looks, nobody_stops

#: What tells whether an event of ours stands on the server as it should.
TELLING = ("SEQUENCE", "STATUS", "DTSTART", "DTEND", "SUMMARY", "LOCATION")


@dataclass(frozen=True, slots=True)
class Account:
    """A calendar on a server and who writes there.  The password never shows in a message."""

    url: str
    user: str
    password: str = field(repr=False)

    @property
    def host(self) -> str:
        return urlsplit(self.url).hostname or ""


@dataclass(frozen=True, slots=True)
class Published:
    """How many events were written, and how many stood there already as they should."""

    written: int
    unchanged: int


def check_address(url: str) -> None:
    """Raise PlannerError unless a password may be sent there: https, or this machine."""
    try:
        parts = urlsplit(url)
        host, _port = parts.hostname, parts.port  # the port is only read when it is asked for
    except ValueError:
        host = None
    if not host or parts.scheme not in ("http", "https"):
        raise PlannerError(
            Phrase("“{url}” is no address of a calendar.", url=url),
            Phrase("It looks like https://example.org/dav/calendars/anna/namur/."),
        )
    if "@" in parts.netloc:
        raise PlannerError(
            Phrase("There must be no name and no password in the address of the calendar."),
            Phrase("Give the name apart from the address."),
        )
    if parts.scheme == "http" and not _is_this_machine(host):
        raise PlannerError(
            Phrase(
                "{host} is reached without encryption: others could read the password.", host=host
            ),
            Phrase("Use an address that begins with https://."),
        )


def _is_this_machine(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def objects_of(outgoing: Outgoing, recipient: Recipient) -> dict[str, bytes]:
    """A file for each event of a recipient by UID, cancelled ones included."""
    rows = in_order(outgoing.ledger.rows.get(recipient.key, {}).values())
    head = Head(outgoing.programme.edition.time_zone)
    return {row.uid: calendar_bytes(head, [row], outgoing.ledger.contents) for row in rows}


def publish(
    account: Account,
    objects: Mapping[str, bytes],
    progress: Progress = nobody_looks,
    stopped: Stopped = nobody_stops,
    *,
    is_newest: bool = False,
) -> Published | None:
    """Bring the events (by UID) to the calendar; None when stopped: what was written stays.

    ``is_newest``: they are of the newest release, so that whatever else stands there is put right;
    SEQUENCE alone does not tell, since many programs raise it when their user changes an event.
    ``progress`` counts events.  Raises PlannerError when the address
    is none for a password, the server cannot be reached, lets nobody in or refuses an event, and
    when the calendar holds newer events than those of an older release.
    """
    from planner.publish.caldav_server import serving

    check_address(account.url)
    written = 0
    with serving(account) as server:
        there = server.objects(list(objects))
        if not is_newest:
            _check_that_none_is_newer(
                (known.data, objects[uid]) for uid, known in there.items() if uid in objects
            )
        for done, (uid, file) in enumerate(objects.items()):
            if stopped():
                return None
            progress(done, len(objects), "")
            known = there.get(uid)
            if known is None or _telling(known.data) != _telling(file):
                server.put(uid, file, known)
                written += 1
        progress(len(objects), len(objects), "")
    return Published(written, len(objects) - written)


def _check_that_none_is_newer(events: Iterable[tuple[bytes, bytes]]) -> None:
    """Raise PlannerError unless each event, as it stands there, is at most as new as ours."""
    newer = sum(_sequence(there) > _sequence(ours) for there, ours in events)
    if newer:
        raise PlannerError(
            Phrase(
                "This calendar holds a newer release already: {count} there would go back.",
                count=plural("{n} event", "{n} events", newer),
            ),
            Phrase("Nothing was written. Publish the newest release."),
        )


def _sequence(file: bytes) -> int:
    """Of an event; 0 where it says none that can be read."""
    telling = _telling(file)
    text = str(telling[0]) if telling is not None else ""
    return int(text) if text.isdecimal() else 0


def _telling(file: bytes) -> tuple[object, ...] | None:
    """What an event on a server must have in common with ours; None for what cannot be read."""
    from icalendar import Calendar

    try:
        event = Calendar.from_ical(file).events[0]
        return tuple(_value(event.get(name)) for name in TELLING)
    except (ValueError, IndexError, AttributeError):
        return None


def _value(value: object) -> object:
    """Times compare as what they are, whatever zone they are written in."""
    moment = getattr(value, "dt", None)
    return moment if isinstance(moment, date) else str(value or "")
