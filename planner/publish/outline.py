"""A schedule as a list of lines with their rank: what plain text and Markdown have in common.

The order and the words are those of the page (``data/templates/page.html``).
"""

import unicodedata
from collections.abc import Iterable, Iterator
from enum import Enum, auto
from typing import NamedTuple

from planner.publish.plaintext import clean_line, clean_lines
from planner.publish.sheet import Contact, Day, Member, Sheet
from planner.publish.sheet_rows import PartRow, Row

DOT = " · "
#: Letters that are written from right to left (Unicode's bidirectional classes).
RIGHT_TO_LEFT = {"R", "AL"}
LEFT_TO_RIGHT_MARK = "\u200e"


class Rank(Enum):
    """What a line is: an ``ENTRY`` has its ``DETAIL`` below it, ``MINE`` is one to stand out.

    ``MAIL`` is a detail that is an e-mail address.
    """

    TITLE = auto()
    TEXT = auto()
    SECTION = auto()
    ENTRY = auto()
    WAY = auto()
    DETAIL = auto()
    MINE = auto()
    MAIL = auto()


#: What belongs to the entry above.
BELOW = (Rank.DETAIL, Rank.MINE, Rank.MAIL)


class Line(NamedTuple):
    """``text`` is safe (``plaintext.py``), of one line and never empty."""

    rank: Rank
    text: str


def outline(sheet: Sheet) -> Iterator[Line]:
    """Every line of the schedule, in order."""
    for rank, text in _all(sheet):
        if line := clean_line(text):
            yield Line(rank, _led(line))


def _led(line: str) -> str:
    """Times before a name in Arabic or Hebrew would be read backwards: the mark keeps them."""
    is_mixed = any(unicodedata.bidirectional(c) in RIGHT_TO_LEFT for c in line)
    return LEFT_TO_RIGHT_MARK + line if is_mixed else line


def _all(sheet: Sheet) -> Iterator[tuple[Rank, str]]:
    frame = sheet.frame
    yield Rank.TITLE, _joined(frame.recipient, sheet.latin)
    yield Rank.TEXT, _joined(frame.edition, sheet.dates, sheet.theme, frame.version)
    for text in (*sheet.about, *sheet.facts):
        yield Rank.TEXT, text
    for day in sheet.days:
        yield from _day(day)
    if sheet.members:
        yield Rank.SECTION, sheet.members_heading
        for member in sheet.members:
            yield from _member(member)
        yield Rank.TEXT, sheet.head_count
    if sheet.contacts:
        yield Rank.SECTION, sheet.contacts_heading
        for contact in sheet.contacts:
            yield from _contact(contact)
    yield (
        Rank.TEXT,
        _joined(frame.edition, frame.recipient, frame.version, frame.printed, frame.example),
    )


def _joined(*texts: str) -> str:
    return DOT.join(text for text in texts if text)


def _day(day: Day) -> Iterator[tuple[Rank, str]]:
    yield Rank.SECTION, day.heading
    yield Rank.TEXT, day.note
    yield Rank.TEXT, day.empty
    for row in day.rows:
        yield from _row(row)


def _row(row: Row) -> Iterator[tuple[Rank, str]]:
    if row.travel:
        yield Rank.WAY, f"→ {row.travel}"
    badges = f"({', '.join(row.badges)})" if row.badges else ""
    yield Rank.ENTRY, " ".join(filter(None, (row.time, row.title, badges)))
    yield Rank.MINE, row.role
    where = ", ".join(filter(None, (row.place, row.address)))
    yield from _details((_joined(row.kind, where), *row.lines, row.language))
    yield from _details(clean_lines(row.description).split("\n"))
    for part in row.parts:
        yield _part(part)


def _details(texts: Iterable[str]) -> Iterator[tuple[Rank, str]]:
    return ((Rank.DETAIL, text) for text in texts)


def _part(part: PartRow) -> tuple[Rank, str]:
    who = f" – {part.who}" if part.who else ""
    return Rank.MINE if part.mine else Rank.DETAIL, f"{part.time} {part.title}{who}"


def _member(member: Member) -> Iterator[tuple[Rank, str]]:
    yield Rank.ENTRY, _joined(member.name, member.latin)
    yield Rank.DETAIL, member.role


def _contact(contact: Contact) -> Iterator[tuple[Rank, str]]:
    yield Rank.ENTRY, ", ".join(filter(None, (contact.name, contact.role)))
    yield Rank.DETAIL, contact.phone
    yield Rank.MAIL, contact.email
