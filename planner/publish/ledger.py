"""What each recipient was last sent, and what follows from it for the next issue.

An event that says the same keeps SEQUENCE and stamp, so that the file is the same byte for
byte.  One that says something else gets SEQUENCE + 1 and a new stamp (RFC 5545, 3.8.7.4).  One
that is gone stays in every later issue as cancelled: dropping it would leave it standing in the
calendars of those who imported it.  Pure functions: nothing is read or written here.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from uuid import NAMESPACE_URL, uuid5

from planner.entities import IssuedEvent
from planner.errors import StoreProblem
from planner.phrases import Phrase
from planner.publish.event import CANCELLED, CalendarEvent, uid_of
from planner.publish.labels import CANCELLED as CANCELLED_LABEL
from planner.publish.labels import Labels
from planner.publish.recipients import Recipient


@dataclass(frozen=True, slots=True)
class Issued:
    """An event as it goes out: with its UID, SEQUENCE and times (naive UTC)."""

    event: CalendarEvent
    uid: str
    sequence: int
    stamp: datetime
    created: datetime


@dataclass(frozen=True, slots=True)
class Issue:
    """What one recipient gets, and what to store about it.

    ``events`` is the full calendar in order of time, ``changed`` those of it that differ from
    the last issue (new ones and newly cancelled ones included), ``rows`` the ledger rows to add
    or to replace (by id): none when nothing has changed.
    """

    recipient: Recipient
    events: tuple[Issued, ...]
    changed: tuple[Issued, ...]
    rows: tuple[IssuedEvent, ...]


def issue(
    previous: Mapping[str, IssuedEvent],
    recipient: Recipient,
    events: Iterable[CalendarEvent],
    now: datetime,
    edition_id: str,
    release_id: str | None = None,
) -> Issue:
    """The next issue for a recipient.

    ``previous`` are the recipient's ledger rows by the key of their item, ``events`` the
    programme as it is now, ``now`` the time of the issue (aware, or naive UTC).  Raises
    ``StoreProblem`` for a row whose content cannot be read.
    """
    wanted = {event.key: event for event in events}
    moment = _utc(now)
    sent: list[Issued] = []
    changed: list[Issued] = []
    rows: list[IssuedEvent] = []
    for key in wanted.keys() | previous.keys():
        row = previous.get(key)
        last = _read(row) if row is not None else None
        following = _next(last, wanted.get(key), recipient, key, moment)
        sent.append(following)
        if following != last:
            changed.append(following)
            rows.append(_row(following, recipient, edition_id, release_id))
    return Issue(
        recipient,
        tuple(sorted(sent, key=_order)),
        tuple(sorted(changed, key=_order)),
        tuple(sorted(rows, key=lambda r: r.id)),
    )


def _next(
    last: Issued | None, event: CalendarEvent | None, recipient: Recipient, key: str, now: datetime
) -> Issued:
    if last is None:
        assert event is not None
        return Issued(event, uid_of(recipient.key, key), 0, now, now)
    if event is None:
        event = _cancelled(last.event, recipient)
    if event == last.event:
        return last
    # A computer whose clock was put back must not make the newer event look older.
    return replace(last, event=event, sequence=last.sequence + 1, stamp=max(now, last.stamp))


def _cancelled(event: CalendarEvent, recipient: Recipient) -> CalendarEvent:
    """The event as last sent, called off in words too: not every client shows the status."""
    if event.status == CANCELLED:
        return event
    summary = Labels(recipient.language).headed(CANCELLED_LABEL, event.summary)
    return replace(event, status=CANCELLED, busy=False, summary=summary)


def _order(issued: Issued) -> tuple[int, int, str]:
    return (issued.event.begin, issued.event.end, issued.event.key)


def _utc(moment: datetime) -> datetime:
    """Naive UTC, whole seconds: what a calendar can say and every database keeps."""
    if moment.tzinfo is not None:
        moment = moment.astimezone(UTC).replace(tzinfo=None)
    return moment.replace(microsecond=0)


def _row(
    issued: Issued, recipient: Recipient, edition_id: str, release_id: str | None
) -> IssuedEvent:
    content = {"created": issued.created.isoformat(), "event": issued.event.to_json()}
    return IssuedEvent(
        id=str(uuid5(NAMESPACE_URL, issued.uid)),
        edition_id=edition_id,
        recipient=recipient.key,
        item_key=issued.event.key,
        uid=issued.uid,
        sequence=issued.sequence,
        fingerprint=sha256(issued.event.canonical().encode()).hexdigest(),
        stamp=issued.stamp,
        content=json.dumps(content, sort_keys=True, separators=(",", ":")),
        cancelled=issued.event.status == CANCELLED,
        release_id=release_id,
    )


def _read(row: IssuedEvent) -> Issued:
    try:
        content = json.loads(row.content)
        event = CalendarEvent.from_json(content["event"])
        created = datetime.fromisoformat(content["created"])
    except (ValueError, KeyError, TypeError) as error:
        raise StoreProblem(
            Phrase(
                "The record of what was sent to {recipient} is damaged.", recipient=row.recipient
            ),
            Phrase("Restore a backup, or send the programme as a new calendar."),
        ) from error
    return Issued(event, row.uid, row.sequence, _utc(row.stamp), created)
