"""Signs for doors: one for each round table, and one a day for each room with our meetings.

Everybody who passes reads them.  A round table says who moderates and which delegations speak; a
reception says its title.  Of a 1:1 there is no title, which may name whoever meets: the sign says
which delegation meets which host, and at which table.  So no person of a delegation is named.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from models.words import Kind, Role
from planner.entities import Activity
from planner.programme import Entry
from planner.publish import labels as words
from planner.publish.copies import Copy
from planner.publish.frame import Frame, frame_of
from planner.publish.lines import title_of
from planner.publish.papers import table_words as table
from planner.publish.papers.at_table import seats, tables_of
from planner.publish.papers.named import parties_at, party_named
from planner.publish.shown import shown
from planner.publish.times import clock_time

#: What the organisers hold themselves, behind doors that would be without a sign.
OURS = frozenset({Kind.ROUND_TABLE, Kind.MEETING, Kind.RECEPTION})
#: More delegations than these would be too small to read.
MOST_NAMES = 16


@dataclass(frozen=True, slots=True)
class Sign:
    """``title`` is what is read first; ``rows`` are times and titles, ``lines`` other facts."""

    over: str
    title: str
    time: str
    place: str
    lines: tuple[str, ...]
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class DoorSigns:
    frame: Frame
    signs: tuple[Sign, ...]


def door_sign_words(copy: Copy) -> DoorSigns | None:
    """Round tables first, then the rooms by name and day; None where there is neither."""
    signs = (*(_of_table(copy, t) for t in tables_of(copy)), *_rooms(copy))
    if not signs:
        return None
    return DoorSigns(frame_of(copy, copy.labels(table.DOOR_SIGNS)), signs)


def _of_table(copy: Copy, activity: Activity) -> Sign:
    programme, labels = copy.programme, copy.labels
    begin, end = programme.spans[activity.id]
    day = labels.day(programme.clock.day(begin))
    return Sign(
        over=f"{labels.kind(activity.kind)} · {day}",
        title=title_of(activity, copy.recipient),
        time=_time(copy, begin, end),
        place=programme.site_name(activity.site_id),
        lines=tuple(_who(copy, activity)),
        rows=(),
    )


def _who(copy: Copy, activity: Activity) -> Iterator[str]:
    """The delegations that speak, in their order, and who moderates."""
    programme, labels = copy.programme, copy.labels
    found = seats(programme, activity)
    speak = (seat.party.delegation_id for seat in found if seat.role is Role.SPEAKS)
    names = list(dict.fromkeys(programme.delegations[d].name for d in speak if d is not None))
    if names:
        rest = " …" if len(names) > MOST_NAMES else ""
        yield labels.headed(words.WITH, ", ".join(names[:MOST_NAMES]) + rest)
    lead = [s.party for s in found if s.role is Role.MODERATES]
    if lead:
        moderators = (party_named(programme, party, labels).name for party in lead)
        yield labels.headed(words.MODERATOR, ", ".join(moderators))


def _rooms(copy: Copy) -> Iterator[Sign]:
    programme = copy.programme
    for site_id in sorted(programme.by_site, key=lambda i: (programme.site_name(i), i)):
        entries = [e for e in programme.by_site[site_id] if _is_ours(copy, e)]
        for day, group in groupby(entries, lambda e: programme.clock.day(e.begin)):
            rows = tuple(group)
            if any(entry.activity.kind is not Kind.ROUND_TABLE for entry in rows):
                yield _of_room(copy, site_id, day, rows)


def _is_ours(copy: Copy, entry: Entry) -> bool:
    return entry.activity.kind in OURS and any(shown(copy.programme, (entry.activity,)))


def _of_room(copy: Copy, site_id: str, day: date, entries: tuple[Entry, ...]) -> Sign:
    return Sign(
        over=copy.labels.day(day),
        title=copy.programme.site_name(site_id),
        time="",
        place="",
        lines=(),
        rows=tuple((_time(copy, e.begin, e.end), _what(copy, e.activity)) for e in entries),
    )


def _what(copy: Copy, activity: Activity) -> str:
    """``Reception of the cities``, ``Meeting: Tbilisi, Studio Lumière · Table 2``"""
    if activity.kind is not Kind.MEETING:
        return title_of(activity, copy.recipient)
    programme, labels = copy.programme, copy.labels
    names = [programme.delegations[d].name for d in programme.delegations_in(activity.id)]
    names += [
        programme.hosts[party.host_id].name
        for party in parties_at(programme, activity)
        if party.host_id is not None
    ]
    kind = words.KINDS[Kind.MEETING]
    told = labels.headed(kind, ", ".join(dict.fromkeys(names))) if names else labels(kind)
    return " · ".join(filter(None, (told, activity.meeting_point)))


def _time(copy: Copy, begin: int, end: int) -> str:
    clock, labels = copy.programme.clock, copy.labels
    return "–".join(clock_time(clock.wall(i), clock, labels) for i in (begin, end))
