"""Who asked to meet whom, and whether they do."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from models.words import Kind
from planner.entities import Activity, Wish
from planner.programme import Programme


@dataclass(frozen=True, slots=True)
class Request:
    """A wish to meet: ``asking`` and ``wanted`` are ids of delegations or hosts.

    ``mutual``: the other side asked too.  ``meeting``: the first meeting of both, if any.
    """

    wish: Wish
    asking: str
    wanted: str
    mutual: bool
    meeting: Activity | None

    @property
    def people(self) -> tuple[str, str]:
        return (self.asking, self.wanted)


def meetings(programme: Programme) -> tuple[Activity, ...]:
    """Every 1:1 meeting: placed ones by time, then the unplaced by title."""
    last = 2**40
    found = [a for a in programme.activities.values() if a.kind is Kind.MEETING]
    spans = programme.spans
    return tuple(
        sorted(found, key=lambda a: (spans[a.id].begin if a.id in spans else last, a.title, a.id))
    )


def requests(programme: Programme) -> tuple[Request, ...]:
    """Every wish for a meeting of those who come, most wanted first, then by who asks."""
    wanted = list(_wanted(programme))
    pairs = {(asking, other) for _wish, asking, other in wanted}
    met = _met(programme)
    found = [
        Request(wish, asking, other, (other, asking) in pairs, met.get(frozenset((asking, other))))
        for wish, asking, other in wanted
    ]
    return tuple(
        sorted(found, key=lambda r: (r.wish.priority, name_of(programme, r.asking), r.wish.id))
    )


def _wanted(programme: Programme) -> Iterator[tuple[Wish, str, str]]:
    known = {d.id for d in programme.active_delegations} | programme.hosts.keys()
    for wish in programme.wishes.values():
        asking = wish.delegation_id or wish.host_id
        for other in (wish.wanted_host_id, wish.wanted_delegation_id):
            if asking in known and other in known and asking is not None and other is not None:
                yield wish, asking, other


def _met(programme: Programme) -> dict[frozenset[str], Activity]:
    """The first meeting of each two parties."""
    found: dict[frozenset[str], Activity] = {}
    for meeting in meetings(programme):
        people = {p.delegation_id or p.host_id for p in programme.parties(meeting.id)} - {None}
        for one in people:
            for other in people:
                if one is not None and other is not None and one != other:
                    found.setdefault(frozenset((one, other)), meeting)
    return found


def name_of(programme: Programme, person_id: str) -> str:
    """The name of a delegation, delegate or host; empty when it is gone."""
    person = (
        programme.delegations.get(person_id)
        or programme.delegates.get(person_id)
        or programme.hosts.get(person_id)
    )
    return person.name if person else ""


def people_of(programme: Programme, meeting_id: str) -> tuple[str, ...]:
    """Ids of all who meet: a delegate, else the delegation, or the host."""
    found = (p.delegate_id or p.delegation_id or p.host_id for p in programme.parties(meeting_id))
    return tuple(dict.fromkeys(person for person in found if person is not None))


class Table(NamedTuple):
    """Where meetings take place: a table (or other meeting point) at a site."""

    site_id: str
    point: str


def tables(programme: Programme) -> tuple[Table, ...]:
    """The tables that meetings use, by site and name."""
    found = {
        Table(a.site_id, a.meeting_point)
        for a in meetings(programme)
        if a.site_id is not None and a.meeting_point
    }
    return tuple(sorted(found, key=lambda t: (programme.site_name(t.site_id), t.point)))


class Tally(NamedTuple):
    """How many meetings somebody has, and how many requests of and for them wait."""

    person_id: str
    meetings: int
    waiting: int


def tallies(programme: Programme) -> dict[str, Tally]:
    """By id of delegation, delegate and host; a delegation has those of its delegates too."""
    met: Counter[str] = Counter()
    for meeting in meetings(programme):
        people = set(people_of(programme, meeting.id))
        people |= set(programme.delegations_in(meeting.id))
        met.update(people)
    waiting = Counter(p for r in requests(programme) if r.meeting is None for p in r.people)
    everybody = (
        *(d.id for d in programme.active_delegations),
        *programme.delegates,
        *programme.hosts,
    )
    return {person: Tally(person, met[person], waiting[person]) for person in everybody}
