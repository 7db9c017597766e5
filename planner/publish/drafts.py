"""The drafts of mails with which a release goes out: letter, calendar, schedule, changes."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from planner.phrases import Phrase
from planner.publish.documents import USUAL
from planner.publish.labels import LOCALES, Labels
from planner.publish.letter import Letter, subject_of, text_of
from planner.publish.mail import Attachment, Message
from planner.publish.mailbox import Mailbox
from planner.publish.outgoing import Outgoing
from planner.publish.paper import Typesetter
from planner.publish.recipients import Recipient
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

    def draft(self, recipient: Recipient, to: Mailbox, feed: str) -> Message:
        """The draft for a recipient, sent ``to`` a mailbox.

        ``feed``: the address to subscribe to, empty when there is none.
        """
        update = self.outgoing.update(recipient, f"{recipient.slug}.ics", feed)
        calendar = Attachment(update.calendar, CALENDAR, self.outgoing.calendar(recipient))
        schedule = list(self._schedule(recipient, feed))
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
            attachments=(calendar, *schedule, *_changes(small)),
        )

    def _schedule(self, recipient: Recipient, feed: str) -> Iterator[Attachment]:
        """None where everything has been called off."""
        copy = self.outgoing.copy(recipient, feed)
        manuscript = USUAL[recipient.kind].manuscript(copy) if copy.items else None
        if manuscript is None:
            return
        printed = self._typesetter.pdf(manuscript)
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
