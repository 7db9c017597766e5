"""A state of an edition on its way out: what of it concerns one recipient."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from planner.entities import IssuedEvent
from planner.programme import Programme
from planner.publish.copies import Copy
from planner.publish.ical import Head, calendar_bytes, calendar_name
from planner.publish.labels import DRAFT, Labels
from planner.publish.ledger import in_order
from planner.publish.recipients import Recipient
from planner.publish.releases import Ledger, Version
from planner.publish.update import Update
from planner.publish.ways import item_key


@dataclass(frozen=True)
class Outgoing:
    """A release, or the draft.

    ``ledger`` is what was issued up to that release (for the draft: up to now), ``held`` the
    release that each recipient was handed before this one, by key.  ``earlier`` are the
    programmes of those releases.
    """

    programme: Programme
    ledger: Ledger
    version: Version
    held: Mapping[str, int] = field(default_factory=dict)
    earlier: Mapping[int, Programme] = field(default_factory=dict)

    def has_any(self, recipient: Recipient) -> bool:
        """Whether the recipient was issued anything; if not, there is no file for them."""
        return bool(self.ledger.rows.get(recipient.key))

    def rows(self, recipient: Recipient) -> tuple[IssuedEvent, ...]:
        """What the recipient was issued, in order of time."""
        return in_order(self.ledger.rows.get(recipient.key, {}).values())

    def changed(self, recipient: Recipient) -> tuple[IssuedEvent, ...]:
        """What is new for somebody who holds a release already."""
        base = self.held.get(recipient.key)
        return self.ledger.changed(recipient.key, base) if base is not None else ()

    def copy(self, recipient: Recipient, feed: str = "") -> Copy:
        """What their documents are made from; ``feed``: the address to subscribe to, or none."""
        base = self.held.get(recipient.key)
        return Copy(
            self.programme,
            recipient,
            self.version,
            frozenset(item_key(row.item_key) for row in self.changed(recipient)),
            base,
            self.earlier.get(base) if base is not None else None,
            feed,
        )

    def calendar(self, recipient: Recipient, alarm: int = 0) -> bytes:
        """Their whole calendar; ``alarm``: a reminder so many minutes before each event."""
        version = self.version.short or Labels(recipient.language)(DRAFT)
        name = calendar_name(self.programme, recipient, version)
        head = Head(self.programme.edition.time_zone, name, alarm=alarm)
        return calendar_bytes(head, self.rows(recipient), self.ledger.contents)

    def update(self, recipient: Recipient, calendar: str, feed: str = "") -> Update:
        """What goes with the calendar, a file called ``calendar``."""
        base = self.held.get(recipient.key)
        return Update(
            recipient,
            self.version,
            self.programme,
            self.ledger,
            calendar,
            base,
            self.earlier[base] if base is not None else None,
            feed or None,
        )
