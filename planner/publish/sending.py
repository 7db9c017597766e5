"""All that is sent of a release: mails as drafts, calendars to subscribe to, a merge table.

The files are written all or not at all (see ``staging.py``).  Nothing leaves this machine, and
the store is not touched: whoever calls notes who has been handed what.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from planner.phrases import Phrase
from planner.programme import Programme
from planner.publish.cards import cards_page
from planner.publish.drafts import Drafts
from planner.publish.feeds import BLANK_PAGE, feed_address, feed_bytes, feed_name
from planner.publish.labels import Labels
from planner.publish.mail import mail_bytes
from planner.publish.mailbox import Mailbox, mailbox_for, sender_of, written
from planner.publish.merge import MergeRow, merge_table
from planner.publish.outgoing import Outgoing
from planner.publish.qr import qr_svg
from planner.publish.recipients import Recipient, RecipientKind
from planner.publish.staging import Staging
from planner.publish.watching import Progress, Stopped, nobody_looks, nobody_stops

MAILS, FEEDS, CODES = Path("mails"), Path("feeds"), Path("qr")
TABLE, CARDS = Path("merge.csv"), Path("cards.html")


@dataclass(frozen=True)
class Post:
    """What is to be sent.

    ``outgoing`` is a release; its ``held`` leaves out what was published as a feed only, to which
    perhaps nobody has subscribed.  ``books`` are the plans in which addresses are looked up, the
    present one first.  ``base`` is the web address of the folder of feeds, empty when it is not
    known.  ``is_newest``: feeds are written of the newest release only, or every subscriber would
    get an old plan back.
    """

    outgoing: Outgoing
    books: tuple[Programme, ...]
    secret: bytes
    base: str = ""
    is_newest: bool = True


@dataclass(frozen=True, slots=True)
class Sent:
    """What came of it; ``rows`` of the table by recipient.  ``stopped``: nothing was written."""

    files: tuple[Path, ...] = ()
    rows: Mapping[str, MergeRow] = field(default_factory=dict)
    warnings: tuple[Phrase, ...] = ()
    stopped: bool = False

    @property
    def mailed(self) -> list[str]:
        """Keys of the recipients of drafts."""
        return [key for key, row in self.rows.items() if row.mail]

    @property
    def fed(self) -> list[str]:
        """Keys of the recipients of feeds."""
        return [key for key, row in self.rows.items() if row.feed_file]

    @property
    def unreachable(self) -> list[str]:
        """Names of people without an address that can be used."""
        everybody = f"{RecipientKind.EDITION}:"
        return [
            row.name
            for key, row in self.rows.items()
            if not row.email and not key.startswith(everybody)
        ]


def send(
    post: Post,
    out: Path,
    *,
    wanted: Iterable[Recipient] | None = None,
    progress: Progress = nobody_looks,
    stopped: Stopped = nobody_stops,
) -> Sent:
    """Write everything into the folder ``out``, all of it or nothing.

    ``wanted`` None: for everybody, with mails only to those for whom there is something that they
    do not hold yet; who is named gets one in any case.  ``progress`` and ``stopped`` as in
    ``export``.  Raises ``PlannerError`` with a sentence for the user.
    """
    outgoing = post.outgoing
    everybody = outgoing.ledger.recipients(outgoing.programme)
    chosen = list(everybody if wanted is None else wanted)
    run = _Run(post, mail_all=wanted is not None)
    with Staging(out) as staging:
        for done, recipient in enumerate(chosen):
            if stopped():
                return Sent(stopped=True)
            progress(done, len(chosen), recipient.name)
            for path, content in run.files(recipient):
                staging.write(path, content)
        for path, content in run.common_files():
            staging.write(path, content)
        if stopped():
            return Sent(stopped=True)
        files = staging.commit()
    progress(len(chosen), len(chosen), "")
    return Sent(files, run.rows, tuple(run.warnings))


class _Run:
    """Makes the contents of the files, and gathers what is told of them."""

    def __init__(self, post: Post, *, mail_all: bool) -> None:
        self.post = post
        self.mail_all = mail_all
        self.rows: dict[str, MergeRow] = {}
        self.warnings: list[Phrase] = []
        sender = self._usable(sender_of(post.books))
        if sender is None:
            self._warn(Phrase("No organiser has an e-mail address: the drafts name no sender."))
        if not post.is_newest:
            number = post.outgoing.version.number or 0
            self._warn(
                Phrase("Release {n} is not the newest: subscribers keep the newest.", n=number)
            )
        self._drafts = Drafts(post.outgoing, sender, self._warn)

    def files(self, recipient: Recipient) -> Iterator[tuple[Path, bytes]]:
        """Of one recipient; nothing for those to whom nothing was ever issued."""
        outgoing = self.post.outgoing
        issued = outgoing.ledger.rows.get(recipient.key)
        if issued is None:
            return
        base = outgoing.held.get(recipient.key)
        changed = issued.values() if base is None else outgoing.ledger.changed(recipient.key, base)
        to = self._usable(mailbox_for(self.post.books, recipient))
        row = self.rows[recipient.key] = self._row(recipient, to, len(changed))
        if row.mail and to is not None:
            draft = self._drafts.draft(recipient, to, row.feed)
            yield Path(row.mail), mail_bytes(draft)
        if row.feed_file:
            yield Path(row.feed_file), feed_bytes(outgoing, recipient)
        if row.qr:
            yield Path(row.qr), qr_svg(row.feed)

    def common_files(self) -> Iterator[tuple[Path, bytes]]:
        """The table, the cards, and what keeps a web server from listing the feeds."""
        edition, number = self.post.outgoing.programme.edition, self.post.outgoing.version.number
        assert number is not None, "a draft is for nobody's calendar"
        yield TABLE, merge_table(self.rows.values())
        if self.post.base:
            rows = self.rows.values()
            yield CARDS, cards_page(edition.name, number, edition.language, rows)
        if self.post.is_newest:
            yield FEEDS / "index.html", BLANK_PAGE

    def _row(self, recipient: Recipient, to: Mailbox | None, changes: int) -> MergeRow:
        version, base = self.post.outgoing.version, self.post.base
        assert version.number is not None, "a draft is for nobody's calendar"
        name = feed_name(self.post.secret, recipient.key)
        mail = MAILS / version.short / f"{recipient.slug}.eml"
        is_mailed = to is not None and (self.mail_all or changes > 0)
        return MergeRow(
            name=recipient.name,
            email=to.address if to is not None else "",
            language=Labels(recipient.language).language,
            delegation=self._delegation(recipient),
            release=version.number,
            holds=self.post.outgoing.held.get(recipient.key),
            changes=changes,
            mail=mail.as_posix() if is_mailed else "",
            feed_file=(FEEDS / name).as_posix() if self.post.is_newest else "",
            feed=feed_address(base, name) if base else "",
            qr=(CODES / f"{recipient.slug}.svg").as_posix() if base else "",
        )

    def _delegation(self, recipient: Recipient) -> str:
        row_id = recipient.delegation_id or ""
        found = (book.delegations.get(row_id) for book in self.post.books)
        return next((row.name for row in found if row is not None), "")

    def _usable(self, mailbox: Mailbox | None) -> Mailbox | None:
        """With the address as it can stand in a mail."""
        if mailbox is None:
            return None
        if (address := written(mailbox.address)) is None:
            self._warn(
                Phrase(
                    "{name}: no mail can be sent to “{address}”.",
                    name=mailbox.name,
                    address=mailbox.address,
                )
            )
            return None
        return replace(mailbox, address=address)

    def _warn(self, warning: Phrase) -> None:
        """Each warning once."""
        if warning not in self.warnings:
            self.warnings.append(warning)
