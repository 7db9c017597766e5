"""What each recipient was issued, and what follows from it for the next release.

An event that says the same keeps its version, so that the file is the same byte for byte.  One
that says something else gets SEQUENCE + 1 and the stamp of the release (RFC 5545, 3.8.7.4).  One
that is gone stays in every later issue as cancelled: dropping it would leave it standing in the
calendars of those who imported it.  Pure functions: nothing is read or written here.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from operator import attrgetter

from planner.entities import IssuedEvent
from planner.publish.event import CANCELLED, CalendarEvent, uid_of
from planner.publish.labels import CANCELLED as CANCELLED_LABEL
from planner.publish.labels import Labels
from planner.publish.recipients import Recipient

#: Hexadecimal digits of a row's id.
ID = 32


@dataclass(frozen=True, slots=True)
class Issue:
    """What one recipient gets.

    ``rows`` is the full calendar in order of time, what is cancelled included; ``new`` those of
    it that differ from the last issue, ``events`` what these say, by fingerprint.
    """

    recipient: Recipient
    rows: tuple[IssuedEvent, ...]
    new: tuple[IssuedEvent, ...]
    events: Mapping[str, CalendarEvent]


@dataclass(frozen=True, slots=True)
class Issuing:
    """What the issues of one release have in common: its time (naive UTC), edition and id.

    ``said`` finds what was issued, by item key and fingerprint.
    """

    at: datetime
    edition_id: str
    release_id: str | None
    said: Callable[[str, str], CalendarEvent]


def issue(
    issuing: Issuing,
    previous: Mapping[str, IssuedEvent],
    recipient: Recipient,
    events: Iterable[CalendarEvent],
) -> Issue:
    """The next issue for a recipient.

    ``previous`` are the newest rows of the recipient by item key, ``events`` the programme as it
    is now.  Raises ``StoreProblem`` when what was issued cannot be read.
    """
    wanted = {event.key: event for event in events}
    recipient_key = recipient.key
    rows: list[IssuedEvent] = []
    new: set[str] = set()
    said: dict[str, CalendarEvent] = {}
    for key in sorted(wanted.keys() | previous.keys()):
        last = previous.get(key)
        event = wanted.get(key)
        if event is None:
            assert last is not None
            event = None if last.cancelled else _cancelled(issuing, last, recipient)
        fingerprint = event.fingerprint if event is not None else ""
        if last is not None and (event is None or last.content_id == fingerprint):
            rows.append(last)
            continue
        assert event is not None
        rows.append(_row(issuing, recipient_key, event, last))
        new.add(key)
        said[fingerprint] = event
    ordered = in_order(rows)
    return Issue(recipient, ordered, tuple(r for r in ordered if r.item_key in new), said)


def in_order(rows: Iterable[IssuedEvent]) -> tuple[IssuedEvent, ...]:
    """In order of time, the same for the same rows."""
    return tuple(sorted(rows, key=attrgetter("begin", "item_key")))


def whole_seconds(moment: datetime) -> datetime:
    """Naive UTC, whole seconds: what a calendar can say and every database keeps."""
    if moment.tzinfo is not None:
        moment = moment.astimezone(UTC).replace(tzinfo=None)
    return moment.replace(microsecond=0)


def _row(
    issuing: Issuing,
    recipient_key: str,
    event: CalendarEvent,
    last: IssuedEvent | None,
) -> IssuedEvent:
    uid = last.uid if last is not None else uid_of(recipient_key, event.key)
    sequence = last.sequence + 1 if last is not None else 0
    return IssuedEvent(
        id=sha256(f"{uid}/{sequence}".encode()).hexdigest()[:ID],
        edition_id=issuing.edition_id,
        recipient=recipient_key,
        item_key=event.key,
        uid=uid,
        sequence=sequence,
        # A computer whose clock was put back must not make the newer event look older.
        stamp=issuing.at if last is None else max(issuing.at, last.stamp),
        created=last.created if last is not None else issuing.at,
        begin=event.begin,
        cancelled=event.status == CANCELLED,
        content_id=event.fingerprint,
        release_id=issuing.release_id,
    )


def _cancelled(issuing: Issuing, last: IssuedEvent, recipient: Recipient) -> CalendarEvent:
    """The event as last issued, called off in words too: not every client shows the status."""
    event = issuing.said(last.item_key, last.content_id)
    summary = Labels(recipient.language).headed(CANCELLED_LABEL, event.summary)
    return replace(event, status=CANCELLED, busy=False, summary=summary)
