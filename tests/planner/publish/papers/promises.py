"""What each document promises: which lines, whose names, which private things, nothing else."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from models.words import Kind
from planner.entities import Activity
from planner.programme import Programme
from planner.publish.copies import Copy
from planner.publish.items import Item, ItemKind
from planner.publish.papers.at_table import seats, tables_of
from planner.publish.papers.attendance import SIGNED
from planner.publish.papers.door_sign import OURS
from planner.publish.papers.named import party_named
from planner.publish.recipients import RecipientKind
from planner.publish.shown import attended
from planner.publish.times import clock_time, time_of

Texts = Callable[[Copy], Iterable[str]]


@dataclass(frozen=True)
class Promise:
    """``lines`` are texts in the order in which they stand, ``names`` whom it may name.

    ``private`` are the phones, e-mails and diets it may hold, ``anywhere`` texts of which nothing
    but that they are there is promised.
    """

    lines: Texts
    names: Texts
    private: Texts
    anywhere: Texts = lambda _copy: ()


# -- lines ----------------------------------------------------------------------------------------


def nothing(_copy: Copy) -> Iterable[str]:
    return ()


def _by_day(copy: Copy, items: Iterable[Item], line: Callable[[Item], str]) -> Iterator[str]:
    for day, todays in groupby(items, lambda item: item.start.date()):
        yield copy.labels.day(day)
        yield from map(line, todays)


def _timed(copy: Copy, item: Item) -> str:
    return time_of(item, copy.programme.clock, copy.labels) + item.title


def every_line(copy: Copy) -> Iterator[str]:
    """Time and title of everything, day by day."""
    return _by_day(copy, copy.items, lambda item: _timed(copy, item))


def attended_lines(copy: Copy) -> Iterator[str]:
    items = (item for item in copy.items if attended(copy.programme, item.key))
    return _by_day(copy, items, lambda item: _timed(copy, item))


def meals(copy: Copy) -> Iterator[str]:
    items = (i for i in copy.items if i.activity and i.activity.kind is Kind.MEAL)
    return _by_day(copy, items, lambda item: _timed(copy, item))


def signed(copy: Copy) -> Iterator[str]:
    for item in copy.items:
        there = copy.programme.delegations_in(item.key)
        if item.activity and item.activity.kind in SIGNED and there:
            yield item.title
            yield copy.labels.day(item.start.date())
            yield time_of(item, copy.programme.clock, copy.labels)


def visits_and_meetings(copy: Copy) -> Iterator[str]:
    """By their times: of a 1:1 whoever is met may stand in the place of the title."""
    return _by_day(copy, copy.items, lambda item: time_of(item, copy.programme.clock, copy.labels))


def halts(copy: Copy) -> Iterator[str]:
    """The ways that are planned, and between them where it waits, once for all it waits for."""
    told = (_halt(item) for item in copy.items)
    return (text for text, _group in groupby(told))


def _halt(item: Item) -> str:
    is_wait = item.kind is ItemKind.WAIT and item.place is not None
    return item.place.name if is_wait and item.place else item.title


def days(copy: Copy) -> Iterator[str]:
    return _by_day(copy, copy.items, lambda _item: "")


def titles(copy: Copy) -> Iterator[str]:
    return (item.title for item in copy.items)


def titles_and_blockers(copy: Copy) -> Iterator[str]:
    yield from titles(copy)
    everything = (entry.activity for entry in copy.programme.by_time)
    yield from (activity.title for activity in everything if activity.kind is Kind.BLOCKER)


def doors(copy: Copy) -> Iterator[str]:
    """Round tables, then the rooms by name: what happens there is told by its time."""
    yield from (table.title for table in tables_of(copy))
    ours = [i for i in copy.items if i.activity and i.activity.kind in OURS and i.place]
    for room, group in groupby(sorted(ours, key=_room), key=_room):
        own = list(group)
        if any(i.activity and i.activity.kind is not Kind.ROUND_TABLE for i in own):
            yield copy.labels.day(room[1])
            yield room[0]
            yield from (time_of(item, copy.programme.clock, copy.labels) for item in own)


def _room(item: Item) -> tuple[str, date]:
    return (item.place.name if item.place else "", item.start.date())


def people(copy: Copy) -> Iterator[str]:
    """The delegates in their order: of a delegation, or of all."""
    for delegation in copy.programme.active_delegations:
        if copy.recipient.delegation_id in (None, delegation.id):
            yield from (d.name for d in copy.programme.delegates_of.get(delegation.id, ()))


def seated(copy: Copy) -> Iterator[str]:
    for table in tables_of(copy):
        for seat in seats(copy.programme, table):
            yield party_named(copy.programme, seat.party, copy.labels).name


def running_order(copy: Copy) -> Iterator[str]:
    clock = copy.programme.clock
    for table in tables_of(copy):
        yield table.title
        for part in copy.programme.parts.get(table.id, ()):
            begin, end = copy.programme.spans[part.id]
            times = [clock_time(clock.wall(i), clock, copy.labels) for i in (begin, end)]
            yield "–".join(times)
            yield part.title


# -- names ----------------------------------------------------------------------------------------


def organisers(copy: Copy) -> set[str]:
    return {row.name for row in copy.programme.organisers.values()}


def delegates(copy: Copy) -> set[str]:
    """Of all that come."""
    coming = {d.id for d in copy.programme.active_delegations}
    rows = (d for d in copy.programme.delegates.values() if d.delegation_id in coming)
    return {name for d in rows for name in (d.name, d.latin_name) if name}


def hosts(copy: Copy) -> set[str]:
    contacts = (c.name for rows in copy.programme.contacts_of.values() for c in rows)
    return {*(h.name for h in copy.programme.hosts.values()), *contacts}


def everybody(copy: Copy) -> set[str]:
    drivers = {v.driver or "" for v in copy.programme.vehicles.values()}
    return delegates(copy) | hosts(copy) | organisers(copy) | drivers | guests(copy)


def guests(copy: Copy) -> set[str]:
    return {row.guest or "" for row in copy.programme.boardings.values()}


def no_driver(copy: Copy) -> set[str]:
    """On badges and lists of a room."""
    return delegates(copy) | hosts(copy) | organisers(copy) | guests(copy)


def own_people(copy: Copy) -> set[str]:
    """Of the delegation, who receives it or has the word where it is, whom to call."""
    recipient, programme = copy.recipient, copy.programme
    members = programme.delegates_of.get(recipient.delegation_id or "", ())
    names = {name for d in members for name in (d.name, d.latin_name) if name}
    there = (a for a in _with_parts(programme, recipient.delegation_id or ""))
    return names | {name for a in there for name in _hosts_at(programme, a)} | organisers(copy)


def _with_parts(programme: Programme, delegation_id: str) -> Iterator[str]:
    """Ids of what anybody of a delegation attends, and of the parts."""
    for activity in programme.activities.values():
        whole = activity.parent_id or activity.id
        if delegation_id in programme.delegations_in(whole):
            yield activity.id


def _hosts_at(programme: Programme, activity_id: str) -> Iterator[str]:
    """The hosts who have not said no."""
    for row in programme.participations_of.get(activity_id, ()):
        if row.host_id is not None and row.confirmed is not False:
            yield programme.hosts[row.host_id].name


def met_people(copy: Copy) -> set[str]:
    """Of a host: itself, its own people, those it meets in 1:1s, whom to call."""
    programme, host = copy.programme, copy.recipient
    contacts = {c.name for c in programme.contacts_of.get(host.id, ())}
    mine = (a for a in programme.activities.values() if _receives(programme, host.id, a))
    met = (_delegates_at(programme, a.id) for a in mine if a.kind is Kind.MEETING)
    return contacts | {n for names in met for n in names} | organisers(copy) | {host.name}


def _receives(programme: Programme, host_id: str, activity: Activity) -> bool:
    rows = programme.participations_of.get(activity.id, ())
    return any(row.host_id == host_id for row in rows)


def _delegates_at(programme: Programme, activity_id: str) -> Iterator[str]:
    for row in programme.participations_of.get(activity_id, ()):
        if (delegate := programme.delegates.get(row.delegate_id or "")) is not None:
            yield from filter(None, (delegate.name, delegate.latin_name))


def driver_alone(copy: Copy) -> set[str]:
    return organisers(copy) | {copy.recipient.name}


def pocket_people(copy: Copy) -> set[str]:
    match copy.recipient.kind:
        case RecipientKind.HOST:
            return met_people(copy)
        case RecipientKind.DRIVER:
            return driver_alone(copy)
        case _:
            return own_people(copy)


def at_tables(copy: Copy) -> set[str]:
    """Everybody with a task at a round table."""
    found = (_seated(copy, table) for table in tables_of(copy))
    return {name for names in found for name in names} | {copy.recipient.name}


def _seated(copy: Copy, table: Activity) -> set[str]:
    people = (
        party_named(copy.programme, s.party, copy.labels) for s in seats(copy.programme, table)
    )
    return {name for who in people for name in (who.name, who.latin) if name}


def own_delegates(copy: Copy) -> set[str]:
    """On badges of one delegation; on those of all everybody."""
    if copy.recipient.kind is RecipientKind.EDITION:
        return no_driver(copy)
    members = copy.programme.delegates_of.get(copy.recipient.id, ())
    return {name for d in members for name in (d.name, d.latin_name) if name}


# -- private things -------------------------------------------------------------------------------


def to_call(copy: Copy) -> set[str]:
    """How to reach the organisers."""
    rows = copy.programme.organisers.values()
    return {text for o in rows for text in (o.phone, o.email) if text}


def phones(copy: Copy) -> set[str]:
    return {text for text in _phones(copy.programme) if text}


def reach(copy: Copy) -> set[str]:
    return {text for text in (*_phones(copy.programme), *_emails(copy.programme)) if text}


def diets(copy: Copy) -> set[str]:
    return {d.diet for d in copy.programme.delegates.values() if d.diet}


def phones_and_diets(copy: Copy) -> set[str]:
    return phones(copy) | diets(copy)


def _phones(programme: Programme) -> Iterator[str | None]:
    yield from (row.phone for row in programme.organisers.values())
    yield from (row.phone for row in programme.delegates.values())
    yield from (row.phone for row in programme.hosts.values())
    yield from (row.driver_phone for row in programme.vehicles.values())
    yield from (c.phone for rows in programme.contacts_of.values() for c in rows)


def _emails(programme: Programme) -> Iterator[str | None]:
    yield from (row.email for row in programme.organisers.values())
    yield from (row.email for row in programme.delegates.values())
    yield from (row.email for row in programme.hosts.values())
    yield from (c.email for rows in programme.contacts_of.values() for c in rows)


def never(programme: Programme) -> Iterator[str | None]:
    """What is on no paper at all: needs in words, internal remarks."""
    for person in programme.delegates.values():
        yield person.access_needs
        yield person.note


# -- the table ------------------------------------------------------------------------------------

PROMISES = {
    "booklet": Promise(every_line, own_people, to_call),
    "booklet-a5": Promise(every_line, own_people, to_call),
    "schedule": Promise(every_line, pocket_people, to_call),
    "host-sheet": Promise(visits_and_meetings, met_people, to_call),
    "driver-sheet": Promise(halts, driver_alone, to_call),
    "master-grid": Promise(days, nothing, nothing, anywhere=titles),
    "day-sheet": Promise(attended_lines, everybody, phones_and_diets, anywhere=titles_and_blockers),
    "catering-sheet": Promise(meals, nothing, diets),
    "running-order": Promise(running_order, at_tables, nothing),
    "name-cards": Promise(seated, at_tables, nothing),
    "door-sign": Promise(doors, hosts, nothing),
    "badges": Promise(people, own_delegates, nothing),
    "attendance-sheet": Promise(signed, no_driver, nothing),
    "contact-list": Promise(people, everybody, reach),
    "edition-report": Promise(nothing, hosts, nothing),
}


def everything_private(programme: Programme) -> set[str]:
    people = programme.delegates.values()
    texts = (*_phones(programme), *_emails(programme), *(d.diet for d in people), *never(programme))
    return {text for text in texts if text}


def foreign_titles(copy: Copy) -> set[str]:
    """What the activities are called that the recipient has nothing to do with."""
    mine = {title for item in copy.items for title in _titles_of(copy, item)}
    titles = (a.title for a in copy.programme.activities.values())
    return {title for title in titles if not any(title in own for own in mine)}


def _titles_of(copy: Copy, item: Item) -> Iterator[str]:
    """Its own, of what it is a part, and of its parts; a driver is told those of rides alone."""
    yield item.title
    if copy.recipient.kind is not RecipientKind.DRIVER:
        yield item.within
        yield from (part.title for part in item.parts)
