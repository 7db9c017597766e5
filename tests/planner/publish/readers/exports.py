"""The demo edition, exported, changed and exported again, with what every event is to tell.

Both exports have events in the night in which an hour happens twice; one of them moves from the
first passing of that hour to the second.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from models.words import Kind
from planner.demo import demo_programme
from planner.entities import Activity, Change, Entity, Participation, TravelTime
from planner.programme import Programme
from planner.publish.agenda import items_for
from planner.publish.export import export
from planner.publish.outgoing import Outgoing
from planner.publish.recipients import RecipientKind, recipients
from planner.publish.ways import is_told, item_key
from tests.build import sat, sun
from tests.planner.publish.calendars import Releases, Told, meant


@dataclass(frozen=True)
class Export:
    """``whole``: a calendar for everybody, ``small``: a file for each change; by path.

    ``events``: what is to be told, by UID; ``ways``: the UIDs of ways.
    """

    whole: Mapping[str, bytes]
    small: Mapping[str, bytes]
    events: Mapping[str, Told]
    ways: frozenset[str]

    def chosen(self, names: Iterable[str]) -> "Export":
        """Some of the whole calendars, and no others' changes."""
        found = {name: self.whole[name] for name in names}
        stems = tuple(f"{name.removesuffix('.ics')}-v" for name in found)
        small = {name: file for name, file in self.small.items() if name.startswith(stems)}
        return replace(self, whole=found, small=small)


def demo_exports(folder: Path) -> tuple[Export, Export]:
    """The first release of the demo, and the second with all sorts of changes."""
    programme = with_night(demo_programme())
    releases = Releases()
    first = releases.make(programme)
    second = releases.make(programme.apply(changes_of(programme)))
    held = dict.fromkeys(first.ledger.rows, 1)
    update = replace(second, held=held, earlier={1: first.programme})
    return _written(first, folder / "1"), _written(update, folder / "2")


def _written(outgoing: Outgoing, folder: Path) -> Export:
    report = export(outgoing, folder, ("ics",))
    files = {p.relative_to(folder).as_posix(): p.read_bytes() for p in report.files}
    calendars = {name: file for name, file in files.items() if name.endswith(".ics")}
    whole = {name: file for name, file in calendars.items() if name.count("/") == 1}
    small = {name: file for name, file in calendars.items() if name not in whole}
    ledger = outgoing.ledger
    rows = [row for found in ledger.rows.values() for row in found.values()]
    events = {row.uid: meant(ledger.said(row.item_key, row.content_id)) for row in rows}
    ways = frozenset(row.uid for row in rows if row.item_key != item_key(row.item_key))
    return Export(whole, small, events, ways)


#: Events of the night from Saturday to the Sunday on which summer time ends.
NIGHT = {
    "Night train; “wagons, lits”": (sat("22:30"), 300),
    "Before": (sun("01:30"), 45),
    "Twice": (sun("02:30"), 20),
    "Second time": (sun("02:15", fold=1), 30),
    "After": (sun("03:15"), 30),
}


def with_night(programme: Programme) -> Programme:
    """With events of the night, for a whole delegation and for one of its delegates."""
    delegation = programme.active_delegations[0]
    delegate = programme.delegates_of[delegation.id][0]
    rows: list[Entity] = []
    for number, (title, (start, minutes)) in enumerate(NIGHT.items()):
        activity = Activity(
            f"night-{number}", programme.edition.id, Kind.VISIT, title, start, minutes
        )
        who = Participation(f"night-{number}-who", activity.id)
        if number % 2:
            rows += [activity, replace(who, delegation_id=delegation.id)]
        else:
            rows += [activity, replace(who, delegate_id=delegate.id)]
    return programme.apply([Change(None, row) for row in rows])


def another_way(programme: Programme) -> TravelTime:
    """The organisers' own figure for a way that somebody was told an estimate of."""
    ways = (
        (before.place, item.place, item.travel)
        for recipient in recipients(programme)
        if recipient.kind is not RecipientKind.DRIVER
        for before, item in pairwise(items_for(programme, recipient))
    )
    start, end = next((a.id, b.id) for a, b, leg in ways if a and b and is_told(leg))
    return TravelTime("another-way", programme.edition.id, start, end, 45)


def changes_of(programme: Programme) -> Iterator[Change]:
    """Moves, another title and way, something called off, somebody who leaves, something new."""
    night = programme.activities["night-2"]
    yield Change(night, replace(night, start=sun("02:30", fold=1)))
    placed = [a for a in programme.activities.values() if a.start and a.parent_id is None]
    meetings = [a for a in placed if a.kind is Kind.MEETING]
    sessions = [a for a in placed if a.kind is Kind.SESSION]
    yield Change(meetings[0], replace(meetings[0], start=sun("14:05")))
    yield Change(meetings[1], replace(meetings[1], start=None))
    yield Change(sessions[0], replace(sessions[0], title="Écrans; lumières, 👩‍🎨 \\n ქალაქი"))
    yield Change(sessions[1], None)
    for row in programme.participations_of[sessions[1].id]:
        yield Change(row, None)
    leaving = programme.participations_of[sessions[2].id][0]
    yield Change(leaving, None)
    yield Change(None, another_way(programme))
    new = Activity("new", programme.edition.id, Kind.VISIT, "New", sun("02:45"), 15)
    yield Change(None, new)
    for number, delegation in enumerate(programme.active_delegations):
        who = Participation(f"new-{number}", new.id, delegation_id=delegation.id)
        yield Change(None, who)
