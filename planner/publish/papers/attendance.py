"""Attendance sheets: for each activity who is expected, with room to sign.

They go round among all who take part.  They hold the names of the people and of their
delegations or houses, and nothing else about anybody.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from models.words import Kind
from planner.programme import Party
from planner.publish import labels as words
from planner.publish.agenda import by_day
from planner.publish.copies import Copy
from planner.publish.frame import Frame, frame_of
from planner.publish.items import Item
from planner.publish.papers import table_words as table
from planner.publish.papers.named import Named, delegate_named, host_people, parties_at
from planner.publish.times import time_of

#: Where people sign.  Nobody signs for a ride, for an hour of their own or for a dinner.
SIGNED = frozenset({
    Kind.STOP, Kind.ROUND_TABLE, Kind.SESSION, Kind.VISIT, Kind.MEETING, Kind.RECEPTION,
})  # fmt: skip
#: A list of so many lines is handed round by itself: it begins a page, and so does the next.
LONG = 16


@dataclass(frozen=True, slots=True)
class Line:
    """A person, or room to write a name in; ``note`` tells how many such lines begin here."""

    name: str
    latin: str
    of: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """An activity; ``alone``: on pages of its own."""

    badges: tuple[str, ...]
    when: str
    title: str
    place: str
    lines: tuple[Line, ...]
    alone: bool


@dataclass(frozen=True, slots=True)
class Day:
    heading: str
    activities: tuple[Listed, ...]


@dataclass(frozen=True, slots=True)
class Attendance:
    """``headings``: of the columns number, name, delegation, signature and arrived."""

    frame: Frame
    headings: tuple[str, ...]
    days: tuple[Day, ...]


def attendance_words(copy: Copy) -> Attendance | None:
    """Every activity that people of delegations attend, in order; None where there is none."""
    found = [(item, lines) for item in copy.items if (lines := _expected(copy, item))]
    if not found:
        return None
    lines_of = {item.key: lines for item, lines in found}
    headings = (table.NUMBER, words.NAME, words.DELEGATION, table.SIGNATURE, table.ARRIVED)
    return Attendance(
        frame=frame_of(copy, copy.labels(table.ATTENDANCE)),
        headings=tuple(copy.labels(word) for word in headings),
        days=tuple(
            Day(
                copy.labels.day(day),
                tuple(_listed(copy, item, lines_of[item.key]) for item in items),
            )
            for day, items in by_day((item for item, _lines in found), copy.programme.clock)
        ),
    )


def _listed(copy: Copy, item: Item, lines: tuple[Line, ...]) -> Listed:
    labels = copy.labels
    return Listed(
        badges=(labels(words.CHANGED),) if item.key in copy.changed else (),
        when=f"{labels.day(item.start.date())} · {time_of(item, copy.programme.clock, labels)}",
        title=item.title,
        place=item.place.name if item.place is not None else "",
        lines=lines,
        alone=len(lines) >= LONG,
    )


def _expected(copy: Copy, item: Item) -> tuple[Line, ...]:
    """Delegations in their order, guests, then hosts; nobody where no delegation comes."""
    activity, programme = item.activity, copy.programme
    if activity is None or activity.kind not in SIGNED:
        return ()
    delegations = programme.delegations_in(activity.id)
    if not delegations:
        return ()
    parties = parties_at(programme, activity)
    of: dict[str | None, list[Party]] = {}
    for party in parties:
        of.setdefault(party.delegation_id, []).append(party)
    lines = [line for d in delegations for line in _of_delegation(copy, d, of[d])]
    lines += _of_others(copy, of.get(None, ()))
    return tuple(lines)


def _of_delegation(copy: Copy, delegation_id: str, parties: Iterable[Party]) -> Iterator[Line]:
    """Those who are known by name, then empty lines for the rest.

    Of a delegation that comes with some of its people only those who are named are known.
    """
    programme, labels = copy.programme, copy.labels
    parties = tuple(parties)
    named = {party.delegate_id for party in parties}
    whole = next((party for party in parties if party.delegate_id is None), None)
    members = programme.delegates_of.get(delegation_id, ())
    comes_as_one = whole is not None and whole.heads == programme.heads_of(delegation_id)
    known = [m for m in members if comes_as_one or m.id in named]
    for member in known:
        yield _line(delegate_named(programme, member, labels))
    if whole is not None:
        name = programme.delegations[delegation_id].name
        yield from _empty(copy, name, whole.heads, len(known))


def _of_others(copy: Copy, parties: Iterable[Party]) -> Iterator[Line]:
    """Guests of a tour, and the people of hosts, each host once."""
    hosts: dict[str, None] = {}
    for party in parties:
        if party.host_id is not None:
            hosts[party.host_id] = None
        elif party.heads in (None, 1):
            yield Line(party.guest or "", "", "")
        else:
            yield from _empty(copy, party.guest or "", party.heads, 0)
    for host_id in hosts:
        for person in host_people(copy.programme, copy.programme.hosts[host_id]):
            yield _line(person)


def _line(who: Named) -> Line:
    return Line(who.name, who.latin, who.of)


def _empty(copy: Copy, of: str, heads: int | None, known: int) -> Iterator[Line]:
    """Lines for those who have no name; one where nobody knows how many they are."""
    if heads is None:
        yield Line("", "", of, copy.labels(table.HOW_MANY))
        return
    for n in range(heads - known):
        note = copy.labels(table.MORE, number=heads - known) if n == 0 else ""
        yield Line("", "", of, note)
