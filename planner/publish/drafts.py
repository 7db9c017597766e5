"""The drafts of mails with which a release goes out: letter, calendar, schedule, changes."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC
from hashlib import sha256

from planner.entities import IssuedEvent
from planner.phrases import Phrase
from planner.publish.agenda import items_for
from planner.publish.export import Outgoing
from planner.publish.ical import Head, calendar_bytes, calendar_name
from planner.publish.labels import LOCALES, Labels
from planner.publish.ledger import in_order
from planner.publish.letter import Letter, subject_of, text_of
from planner.publish.mail import Attachment, Message
from planner.publish.mailbox import Mailbox
from planner.publish.paper import Typesetter, substitutes_for
from planner.publish.recipients import Recipient
from planner.publish.sheet import sheet_for
from planner.publish.update import Update, small_files

#: The whole calendar is a file to open.  As text/calendar a mail program would take it for a
#: message to itself, and of several events it sees the first one only.
CALENDAR, CHANGE, SCHEDULE = "application/ics", "text/calendar", "application/pdf"


@dataclass
class Drafts:
    """Makes the drafts of one release; ``warn`` is told what stands in the way of a good one."""

    outgoing: Outgoing
    sender: Mailbox | None
    warn: Callable[[Phrase], None]
    _typesetter: Typesetter = field(default_factory=Typesetter)

    def draft(
        self, recipient: Recipient, to: Mailbox, feed: str, changed: Iterable[IssuedEvent]
    ) -> Message:
        """The draft for a recipient, sent ``to`` a mailbox.

        ``feed``: the address to subscribe to, empty when there is none; ``changed``: what the
        recipient does not hold yet.  It is marked on paper unless that is everything.
        """
        update = self._update(recipient, feed)
        marked = () if update.base is None else changed
        schedule = list(self._schedule(recipient, frozenset(row.item_key for row in marked)))
        small = small_files(update)
        letter = Letter(
            update, self.sender, to, "".join(file.name for file in schedule), tuple(small)
        )
        return Message(
            key=_key(update, to),
            at=update.version.at,
            sender=self.sender,
            to=to,
            subject=subject_of(letter),
            text=text_of(letter),
            language=LOCALES[Labels(recipient.language).language].replace("_", "-"),
            attachments=(self._calendar(update), *schedule, *_changes(small)),
        )

    def _update(self, recipient: Recipient, feed: str) -> Update:
        outgoing = self.outgoing
        base = outgoing.held.get(recipient.key)
        return Update(
            recipient,
            outgoing.version,
            outgoing.programme,
            outgoing.ledger,
            f"{recipient.slug}.ics",
            base,
            outgoing.earlier[base] if base is not None else None,
            feed or None,
        )

    def _calendar(self, update: Update) -> Attachment:
        programme, recipient, ledger = update.programme, update.recipient, update.ledger
        name = calendar_name(programme, recipient, update.version.short)
        rows = in_order(ledger.rows[recipient.key].values())
        head = Head(programme.edition.time_zone, name)
        content = calendar_bytes(head, rows, ledger.contents)
        return Attachment(update.calendar, CALENDAR, content)

    def _schedule(self, recipient: Recipient, changed: frozenset[str]) -> Iterator[Attachment]:
        """None where everything has been called off."""
        programme, version = self.outgoing.programme, self.outgoing.version
        items, at = items_for(programme, recipient), version.at.replace(tzinfo=UTC)
        if not items:
            return
        sheet = sheet_for(
            programme, recipient, items, now=at, release=version.number, changed=changed
        )
        printed = self._typesetter.pdf(sheet, at, substitutes_for(programme))
        for warning in printed.warnings:
            self.warn(warning)
        yield Attachment(f"{recipient.slug}.pdf", SCHEDULE, printed.content)


def _changes(small: Mapping[str, bytes]) -> Iterator[Attachment]:
    for name, content in small.items():
        method = "CANCEL" if b"\r\nMETHOD:CANCEL\r\n" in content else "PUBLISH"
        yield Attachment(name, CHANGE, content, method)


def _key(update: Update, to: Mailbox) -> str:
    """The same for the same release, recipient, address and release held before."""
    parts = (update.version.id, update.recipient.key, str(update.base), to.address)
    return sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]
