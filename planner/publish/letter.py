"""What a mail with a calendar says: subject and text, in the recipient's language."""

from collections.abc import Iterator
from dataclasses import dataclass

from planner.publish import labels as words
from planner.publish.how_to import Delivery, how_to, how_to_text
from planner.publish.labels import Labels
from planner.publish.mailbox import Mailbox
from planner.publish.plaintext import clean_line
from planner.publish.recipients import RecipientKind
from planner.publish.update import Update, changes


@dataclass(frozen=True)
class Letter:
    """What a mail is about: the release, to whom, and what is attached to it.

    ``schedule`` is the name of the file to print, empty where there is none; ``small`` are those
    of one change each.
    """

    update: Update
    sender: Mailbox | None
    to: Mailbox
    schedule: str
    small: tuple[str, ...]


def subject_of(letter: Letter) -> str:
    update = letter.update
    text = words.MAIL_FIRST if update.base is None else words.MAIL_AGAIN
    return _labels(letter)(text, edition=_edition(letter), number=_number(letter))


def text_of(letter: Letter) -> str:
    """Plain text: what is attached, what has changed, how to take it."""
    return "\n\n".join(part.strip() for part in _parts(letter, _labels(letter))) + "\n"


def _parts(letter: Letter, labels: Labels) -> Iterator[str]:
    update = letter.update
    yield labels(words.MAIL_HELLO, name=letter.to.name)
    yield _about(letter, labels)
    yield "\n".join(_files(letter, labels))
    if update.base is not None:
        yield changes(update)
    yield how_to_text(how_to(update.recipient, _delivery(letter)))
    yield labels(words.MAIL_ANSWER)
    sender = letter.sender.name if letter.sender is not None else ""
    yield "\n".join(filter(None, (labels(words.MAIL_REGARDS), sender, _edition(letter))))


def _about(letter: Letter, labels: Labels) -> str:
    recipient, edition, number = letter.update.recipient, _edition(letter), _number(letter)
    if recipient.kind is not RecipientKind.DELEGATION:
        return labels(words.MAIL_YOURS, edition=edition, number=number)
    name = clean_line(recipient.name)
    return labels(words.MAIL_OF_DELEGATION, delegation=name, edition=edition, number=number)


def _files(letter: Letter, labels: Labels) -> Iterator[str]:
    yield labels(words.MAIL_CALENDAR, file=letter.update.calendar)
    if letter.schedule:
        yield labels(words.MAIL_SCHEDULE, file=letter.schedule)


def _delivery(letter: Letter) -> Delivery:
    """As in the files of an export, but that the changes stand in the mail itself."""
    update = letter.update
    return Delivery(
        edition=update.programme.edition.name,
        number=_number(letter),
        is_update=update.base is not None,
        calendar=update.calendar,
        small=letter.small,
        feed=update.feed,
    )


def _labels(letter: Letter) -> Labels:
    return Labels(letter.update.recipient.language)


def _edition(letter: Letter) -> str:
    return clean_line(letter.update.programme.edition.name)


def _number(letter: Letter) -> int:
    number = letter.update.version.number
    assert number is not None, "a draft is for nobody's calendar"
    return number
