"""What goes with the whole calendar: how to take it, and what has changed for who holds another.

A small file for each change, as mail programs need it: one event, METHOD:PUBLISH for what is new
or says something else, METHOD:CANCEL for what is called off (RFC 5546, 3.2.1 and 3.2.5).  Several
events in one such file are misread everywhere.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from planner.phrases import Phrase
from planner.programme import Programme
from planner.publish.agenda import items_for
from planner.publish.change_list import change_lines, change_text
from planner.publish.changes import changes_between
from planner.publish.how_to import Delivery, Guide, how_to, how_to_page
from planner.publish.ical import Head, calendar_bytes
from planner.publish.labels import Labels
from planner.publish.ledger import in_order
from planner.publish.mailbox import sender_of, written
from planner.publish.recipients import Recipient, stem
from planner.publish.releases import Ledger, Version

CHANGES, HOW_TO = "changes.txt", "how-to.html"
#: Why there are no files of single changes.
NO_MAILBOX = Phrase(
    "No organiser has an e-mail address: files of single changes are left out, mail programs"
    " want a sender in them."
)


@dataclass(frozen=True)
class Update:
    """A release for a recipient, who holds release ``base`` (None: nothing yet).

    ``programme`` is that of the release, ``before`` that of the base.  ``calendar`` is the name
    of the file with the whole calendar, ``feed`` the address to subscribe to, if there is one.
    """

    recipient: Recipient
    version: Version
    programme: Programme
    ledger: Ledger
    calendar: str
    base: int | None = None
    before: Programme | None = None
    feed: str | None = None


def update_files(update: Update) -> dict[str, bytes]:
    """Contents by file name, the same for the same releases."""
    small = small_files(update)
    files = {HOW_TO: how_to_page(guide(update, tuple(small)))}
    if update.before is not None:
        files[CHANGES] = changes(update).encode()
    return files | small


def guide(update: Update, small: tuple[str, ...]) -> Guide:
    """How to take the calendar; ``small`` are the names of the files of one change each."""
    assert update.version.number is not None, "a draft is for nobody's calendar"
    delivery = Delivery(
        edition=update.programme.edition.name,
        number=update.version.number,
        is_update=update.base is not None,
        calendar=update.calendar,
        small=small,
        change_list=CHANGES if update.base is not None else "",
        feed=update.feed,
    )
    return how_to(update.recipient, delivery)


def changes(update: Update) -> str:
    """What has changed since the base, in the recipient's language."""
    assert update.before is not None
    assert update.base is not None
    labels = Labels(update.recipient.language)
    old, new = (items_for(p, update.recipient) for p in (update.before, update.programme))
    lines = change_lines(changes_between(old, new), labels, update.programme.clock)
    name = update.programme.edition.name
    return change_text(lines, labels, name, update.base, update.version.number)


def small_files(update: Update) -> dict[str, bytes]:
    """A calendar file for each change since the base; none where there is no sender for them."""
    mailbox = mailbox_of(update.programme)
    if update.base is None or mailbox is None:
        return {}
    return dict(_small_files(update, update.base, mailbox))


def mailbox_of(programme: Programme) -> str | None:
    """The address that stands as the sender, None where there is none that can be used."""
    sender = sender_of([programme])
    return written(sender.address) if sender is not None else None


def _small_files(update: Update, base: int, mailbox: str) -> Iterator[tuple[str, bytes]]:
    zone, ledger = update.programme.edition.time_zone, update.ledger
    for number, row in enumerate(in_order(ledger.changed(update.recipient.key, base)), 1):
        method = "CANCEL" if row.cancelled else "PUBLISH"
        event = ledger.said(row.item_key, row.content_id)
        name = "-".join(filter(None, (f"{number:02}", method.lower(), stem(event.summary))))
        head = Head(zone, method=method, organiser=mailbox)
        yield f"{name}.ics", calendar_bytes(head, [row], ledger.contents)
