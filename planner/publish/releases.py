"""Releases: what everybody is issued, from the programme and what they were issued before.

Pure: nothing is read or written here.  ``planner/release_store.py`` keeps what comes of it.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from uuid import NAMESPACE_URL, uuid5

from planner.entities import Addressee, EventContent, IssuedEvent
from planner.programme import Programme
from planner.publish.agenda import Alike, items_for, unnamed
from planner.publish.event import CalendarEvent
from planner.publish.ical import content_of
from planner.publish.items import Item
from planner.publish.ledger import Issue, Issuing, issue, whole_seconds
from planner.publish.recipients import Recipient, RecipientKind, recipients, told_apart
from planner.publish.watching import Progress, Stopped, nobody_looks, nobody_stops
from planner.publish.ways import events_of

#: The release of what has not been released.
DRAFT = "draft"


@dataclass(frozen=True, slots=True)
class Version:
    """Which state of an edition goes out: a release, or the draft.

    ``number`` None: the draft.  ``at`` is naive UTC: when it was released, or now.  ``id`` is
    that of the release, or ``DRAFT``.
    """

    number: int | None
    name: str
    at: datetime
    id: str = DRAFT

    @property
    def short(self) -> str:
        """``v3``; empty for the draft."""
        return f"v{self.number}" if self.number is not None else ""


@dataclass(frozen=True)
class Ledger:
    """What an edition's recipients were issued, as of a release or as of now.

    ``rows``: the newest version of each event, by recipient and item key.  ``contents`` by
    fingerprint, ``addressees`` by recipient.  ``numbers``: the number of each release by its id.
    """

    rows: Mapping[str, Mapping[str, IssuedEvent]] = field(default_factory=dict)
    contents: Mapping[str, EventContent] = field(default_factory=dict)
    addressees: Mapping[str, Addressee] = field(default_factory=dict)
    numbers: Mapping[str, int] = field(default_factory=dict)

    def said(self, key: str, fingerprint: str) -> CalendarEvent:
        """What was issued under an item key; raises ``StoreProblem`` when it is damaged."""
        return CalendarEvent.from_json(key, self.contents[fingerprint].event)

    def recipients(self, programme: Programme) -> tuple[Recipient, ...]:
        """Everybody who gets a programme, and those who were issued one and are gone."""
        present = recipients(programme)
        keys = {recipient.key for recipient in present}
        gone = sorted(key for key in self.rows if key not in keys and key in self.addressees)
        return told_apart((*present, *(_former(self.addressees[key]) for key in gone)))

    def changed(self, recipient: str, base: int) -> tuple[IssuedEvent, ...]:
        """What of a recipient's calendar is newer than release ``base``."""
        rows = self.rows.get(recipient, {}).values()
        return tuple(row for row in rows if self.number_of(row) > base)

    def number_of(self, row: IssuedEvent) -> int:
        """The release that brought this version; 0 before there were any, the draft's is next."""
        if row.release_id == DRAFT:
            return max(self.numbers.values(), default=0) + 1
        return self.numbers.get(row.release_id or "", 0)


@dataclass(frozen=True)
class Issues:
    """What a release adds to the ledger, and the ledger with it."""

    ledger: Ledger
    rows: tuple[IssuedEvent, ...]
    contents: tuple[EventContent, ...]
    addressees: tuple[Addressee, ...]


def issue_all(
    programme: Programme,
    ledger: Ledger,
    version: Version,
    wanted: Collection[str] | None = None,
    progress: Progress = nobody_looks,
    stopped: Stopped = nobody_stops,
) -> Issues | None:
    """The issues of everybody (or of the ``wanted`` recipients); None when stopped.

    ``progress(done, total, name)`` is called before each, and at the end.  Raises
    ``StoreProblem`` when what was issued cannot be read.
    """
    at = whole_seconds(version.at)
    issuing = Issuing(at, programme.edition.id, version.id, ledger.said)
    everybody = [r for r in ledger.recipients(programme) if wanted is None or r.key in wanted]
    events = Events(programme)
    made: list[Issue] = []
    for done, recipient in enumerate(everybody):
        if stopped():
            return None
        progress(done, len(everybody), recipient.name)
        previous = ledger.rows.get(recipient.key, {})
        made.append(issue(issuing, previous, recipient, events.of(recipient)))
    progress(len(everybody), len(everybody), "")
    return _gathered(programme, ledger, version.id, made)


def events_for(programme: Programme, recipient: Recipient) -> list[CalendarEvent]:
    """The programme of a recipient as it is now."""
    return Events(programme).of(recipient)


class Events:
    """The events of a programme, of one recipient after the other.

    What is the same for several of a delegation, who come one after the other, is made once; and
    an item that is to the next what it was to the last in the same language has the same events.
    """

    def __init__(self, programme: Programme) -> None:
        self._programme = programme
        self._unnamed = unnamed(programme)
        self._delegation_id: str | None = None
        self._alike: Alike = {}
        self._of_others: list[CalendarEvent] | None = None
        self._last: dict[tuple[str, str], tuple[Item, tuple[CalendarEvent, ...]]] = {}

    def of(self, recipient: Recipient) -> list[CalendarEvent]:
        if recipient.delegation_id != self._delegation_id:
            self._delegation_id = recipient.delegation_id
            self._alike.clear()
            self._of_others = None
        if recipient.id not in self._unnamed:
            return self._made(recipient)
        if self._of_others is None:
            self._of_others = self._made(recipient)
        return self._of_others

    def _made(self, recipient: Recipient) -> list[CalendarEvent]:
        items = items_for(self._programme, recipient, self._alike)
        return [event for item in items for event in self._events_of(item, recipient)]

    def _events_of(self, item: Item, recipient: Recipient) -> tuple[CalendarEvent, ...]:
        place = (item.key, recipient.language)
        last = self._last.get(place)
        if last is None or (last[0] is not item and last[0] != item):
            zone = self._programme.edition.time_zone
            last = self._last[place] = (item, tuple(events_of(item, recipient, zone)))
        return last[1]


def _gathered(
    programme: Programme, ledger: Ledger, release_id: str, made: Iterable[Issue]
) -> Issues:
    issues = [i for i in made if i.rows]
    said = {f: event for i in issues for f, event in i.events.items()}
    fresh = {f: content_of(event) for f, event in said.items() if f not in ledger.contents}
    addressee = partial(_addressee, programme.edition.id, release_id)
    known = {i.recipient.key: addressee(i.recipient) for i in issues}
    others = {key: a for key, a in known.items() if not _is_known(ledger.addressees.get(key), a)}
    rows = {i.recipient.key: {row.item_key: row for row in i.rows} for i in issues}
    after = replace(
        ledger,
        rows={**ledger.rows, **rows},
        contents={**ledger.contents, **fresh},
        addressees={**ledger.addressees, **others},
    )
    return Issues(
        after,
        tuple(row for i in issues for row in i.new),
        tuple(fresh.values()),
        tuple(others.values()),
    )


def _addressee(edition_id: str, release_id: str, recipient: Recipient) -> Addressee:
    row_id = str(uuid5(NAMESPACE_URL, f"{edition_id}/{recipient.key}/{release_id}"))
    return Addressee(
        row_id,
        edition_id,
        release_id,
        recipient.key,
        recipient.name,
        recipient.language,
        recipient.slug,
        recipient.delegation_id,
    )


def _is_known(before: Addressee | None, now: Addressee) -> bool:
    """Whether somebody is called what they were."""
    return before is not None and _former(before) == _former(now)


def _former(addressee: Addressee) -> Recipient:
    kind, _colon, row_id = addressee.recipient.partition(":")
    return Recipient(
        RecipientKind(kind),
        row_id,
        addressee.name,
        addressee.language,
        addressee.slug,
        addressee.delegation_id,
    )
