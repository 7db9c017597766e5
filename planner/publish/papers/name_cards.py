"""Name cards for the table of a round table: two a page, to be cut, folded and put up.

Everybody in the room reads them.  They hold what a person is called, where they are from and, of
those who moderate, interpret or receive, what they do here.
"""

from dataclasses import dataclass

from models.words import Role
from planner.publish.copies import Copy
from planner.publish.frame import Frame, frame_of
from planner.publish.labels import HOST, MODERATOR
from planner.publish.papers import table_words as words
from planner.publish.papers.at_table import Seat, seats, tables_of
from planner.publish.papers.named import party_named

#: What somebody who is of no delegation does at the table.
TASKS = {
    Role.MODERATES: MODERATOR,
    Role.SPEAKS: words.SPEAKER,
    Role.HOSTS: HOST,
    Role.INTERPRETS: words.INTERPRETER,
}


@dataclass(frozen=True, slots=True)
class Card:
    """``of`` is the delegation or the task, ``more`` what there is to know of it in one line."""

    name: str
    latin: str
    of: str
    more: str


@dataclass(frozen=True, slots=True)
class NameCards:
    frame: Frame
    hint: str
    cards: tuple[Card, ...]


def name_cards_words(copy: Copy) -> NameCards | None:
    """A card for everybody with a seat at a round table, one where there are several tables.

    None where nobody has a seat.
    """
    found: dict[str, Seat] = {}
    for table in tables_of(copy):
        for seat in seats(copy.programme, table):
            found.setdefault(seat.key, seat)
    if not found:
        return None
    return NameCards(
        frame=frame_of(copy, copy.labels(words.NAME_CARDS)),
        hint=copy.labels(words.CUT_AND_FOLD),
        cards=tuple(_card(copy, seat) for seat in found.values()),
    )


def _card(copy: Copy, seat: Seat) -> Card:
    who = party_named(copy.programme, seat.party, copy.labels)
    role = copy.labels(TASKS[seat.role]) if seat.party.host_id is not None else ""
    more = (who.city, who.country, who.field)
    return Card(who.name, who.latin, who.of or role, " · ".join(filter(None, more)))
