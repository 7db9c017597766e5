"""How to take a calendar, program by program: as a web page and as plain text.

What each program does with a file that it has seen before was measured with some, and read or
reported of others; the words in ``how_to_words.py`` say no more than that.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

from planner.publish import how_to_words as words
from planner.publish.how_to_steps import ABOUT_SMALL_FILES, PROGRAMS, SUBSCRIBING, Way
from planner.publish.labels import LOCALES, SCAN, VERSION, Labels
from planner.publish.page import rendered
from planner.publish.papers.booklet_words import QR_CODE
from planner.publish.plaintext import clean_line
from planner.publish.qr import qr_svg
from planner.publish.recipients import Recipient, RecipientKind

#: More small files than these are not named one by one.
MOST_NAMES = 8
#: Addresses that may become links; any other is shown as mere text.
LINKS = ("https://", "http://", "webcal://", "webcals://")

#: What the words of a guide name, by the name that stands in them.
Values: TypeAlias = Mapping[str, str | int]


@dataclass(frozen=True, slots=True)
class Delivery:
    """What a recipient receives.

    ``edition`` is its name, ``number`` that of the release.  ``calendar`` is the name of the file
    with the whole programme, ``small`` are those of one change each, ``change_list`` that of the
    changes in words (empty: none).  ``feed`` is the address to subscribe to.
    """

    edition: str
    number: int
    is_update: bool
    calendar: str
    small: tuple[str, ...] = ()
    change_list: str = ""
    feed: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """One way to take the calendar: what to know, steps in their order, what else to know.

    ``address`` is the one to subscribe to, ``link`` the same where it can be followed; ``code``
    is then its QR code (SVG), ``opens`` is read aloud instead, ``scan`` stands beside it.
    """

    heading: str
    steps: tuple[str, ...]
    notes: tuple[str, ...]
    lead: tuple[str, ...] = ()
    address: str = ""
    link: str = ""
    code: str = ""
    opens: str = ""
    scan: str = ""


@dataclass(frozen=True, slots=True)
class Guide:
    """The page in the recipient's language; ``locale`` is the BCP 47 tag of its words."""

    locale: str
    title: str
    edition: str
    recipient: str
    version: str
    lead: tuple[str, ...]
    sections: tuple[Section, ...]
    check: str


def how_to(recipient: Recipient, delivery: Delivery) -> Guide:
    """What the recipient can do with what they receive."""
    labels, values = Labels(recipient.language), _values(delivery)
    of_edition = recipient.kind is RecipientKind.EDITION
    return Guide(
        locale=LOCALES[labels.language].replace("_", "-"),
        title=labels(words.TITLE_UPDATE if delivery.is_update else words.TITLE_FIRST),
        edition=clean_line(delivery.edition),
        recipient="" if of_edition else clean_line(recipient.name),
        version=labels(VERSION, number=delivery.number),
        lead=tuple(labels(text, **values) for text in _lead(delivery)),
        sections=tuple(_sections(labels, delivery, values)),
        check=labels(words.CHECK),
    )


def how_to_page(guide: Guide) -> bytes:
    """The guide as an HTML file in UTF-8, which asks nothing of the network."""
    return rendered("how_to.html", guide)


def how_to_text(guide: Guide) -> str:
    """The guide as plain text, for a mail."""
    about = " · ".join(filter(None, (guide.edition, guide.recipient, guide.version)))
    blocks = [guide.title, about, *guide.lead]
    for section in guide.sections:
        steps = (f"{n}. {step}" for n, step in enumerate(section.steps, 1))
        lines = (section.heading, *section.lead, section.address, *steps, *section.notes)
        blocks.append("\n".join(filter(None, lines)))
    return "\n\n".join([*blocks, guide.check]) + "\n"


def _lead(delivery: Delivery) -> Iterator[str]:
    if not delivery.is_update:
        yield from (words.WHOLE, words.OWN_CALENDAR)
        return
    yield words.REPLACES
    if delivery.change_list:
        yield words.CHANGE_LIST
    if delivery.small:
        yield words.SMALL_FILES
    yield from (words.WHY, words.CAUTION, words.NO_OLD_FILES)


def _sections(labels: Labels, delivery: Delivery, values: Values) -> Iterator[Section]:
    if delivery.feed:
        section = _section(words.SUBSCRIPTION, SUBSCRIBING, labels, values)
        yield _subscription(section, labels, delivery, clean_line(delivery.feed))
    for program in PROGRAMS:
        way = program.again if delivery.is_update else program.first
        yield _section(program.heading, way, labels, values)


def _subscription(section: Section, labels: Labels, delivery: Delivery, address: str) -> Section:
    lead = (words.SUBSCRIBED, words.SUBSCRIBE) if delivery.is_update else (words.SUBSCRIBE,)
    section = replace(section, lead=tuple(map(labels, lead)), address=address)
    if not address.startswith(LINKS):
        return section
    return replace(
        section,
        link=address,
        code=qr_svg(address).decode(),
        opens=labels(QR_CODE, address=address),
        scan=labels(SCAN),
    )


def _section(heading: str, way: Way, labels: Labels, values: Values) -> Section:
    notes = (note for note in way.notes if values["files"] or note not in ABOUT_SMALL_FILES)
    return Section(
        labels(heading),
        tuple(labels(step, **values) for step in way.steps),
        tuple(labels(note, **values) for note in notes),
    )


def _values(delivery: Delivery) -> Values:
    """What the words name."""
    return {
        "file": clean_line(delivery.calendar),
        "files": _names(delivery.small),
        "list": clean_line(delivery.change_list),
        "name": f"{clean_line(delivery.edition)} (v{delivery.number})",
        "number": delivery.number,
    }


def _names(files: tuple[str, ...]) -> str:
    named = ", ".join(map(clean_line, files[:MOST_NAMES]))
    return f"{named} …" if len(files) > MOST_NAMES else named
