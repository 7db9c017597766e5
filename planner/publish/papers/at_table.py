"""The round tables of a recipient, and who has a place at them."""

from collections.abc import Iterator
from typing import NamedTuple

from models.words import Role
from planner.entities import Activity
from planner.programme import Party, Programme
from planner.publish.copies import Copy
from planner.publish.papers.named import parties_at
from planner.publish.recipients import RecipientKind
from planner.publish.shown import shown
from planner.round_table import round_tables

#: In this order people are named; whoever else has the word comes between the two.
FIRST, LAST = Role.MODERATES, Role.INTERPRETS


class Seat(NamedTuple):
    """Somebody with a task at a round table."""

    party: Party
    role: Role

    @property
    def key(self) -> str:
        """Whose seat it is: the id of their row."""
        return self.party.delegate_id or self.party.delegation_id or self.party.host_id or ""


def tables_of(copy: Copy) -> list[Activity]:
    """The placed round tables, by time; of a host those at which it has a task."""
    programme, recipient = copy.programme, copy.recipient
    tables = shown(programme, round_tables(programme))
    if recipient.kind is RecipientKind.EDITION:
        return list(tables)
    return [t for t in tables if any(seat.key == recipient.id for seat in seats(programme, t))]


def seats(programme: Programme, table: Activity) -> tuple[Seat, ...]:
    """Moderators, speakers in their order, interpreters: each once, in their first task.

    Who receives the round table in their house has no seat; who has the word in a part does.
    """
    found: dict[str, Seat] = {}
    for seat in sorted(_tasks(programme, table), key=_rank):
        found.setdefault(seat.key, seat)
    return tuple(found.values())


def speakers(programme: Programme, part: Activity) -> tuple[Party, ...]:
    """Who has the word in a part, in the order of its rows."""
    silent = (Role.ATTENDS, Role.INTERPRETS)
    return tuple(p for p in parties_at(programme, part) if p.role not in silent)


def _tasks(programme: Programme, table: Activity) -> Iterator[Seat]:
    for party in parties_at(programme, table):
        if party.role not in (Role.ATTENDS, Role.HOSTS):
            yield Seat(party, party.role)
    for part in programme.parts.get(table.id, ()):
        for party in parties_at(programme, part):
            if party.role is not Role.ATTENDS:
                yield Seat(party, party.role)


def _rank(seat: Seat) -> int:
    return (seat.role is not FIRST) + (seat.role is LAST)
