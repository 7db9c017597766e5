"""Day sheets: all that happens on each day, for the organising team.

Read by the team and nobody else: with telephone numbers, internal blockers, and what is not sure
yet.  Diets and access needs are in it as numbers only.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from models.words import Kind
from planner.entities import Activity
from planner.programme import Programme
from planner.publish import labels as words
from planner.publish import paper_words as paper
from planner.publish.copies import Copy
from planner.publish.frame import Frame, frame_of
from planner.publish.items import Item
from planner.publish.labels import Labels
from planner.publish.lines import line
from planner.publish.papers import team_words as team
from planner.publish.papers.day_sheet_calls import Call, calls_on
from planner.publish.papers.day_sheet_lines import Line, LineMaker
from planner.publish.papers.day_sheet_people import Travellers, travellers
from planner.publish.sheet import clock_note
from planner.publish.shown import attended
from planner.publish.times import time_of


@dataclass(frozen=True, slots=True)
class Headings:
    """Those of the columns, and of what stands below them."""

    time: str
    what: str
    who: str
    contact: str
    notes: str
    nights: str
    telephone: str
    unattended: str


@dataclass(frozen=True, slots=True)
class Day:
    """``summary`` tells how many come and how much is to be checked, ``note`` of a change of the
    clocks; ``unattended`` is what takes place without any delegation, ``empty`` the sentence of a
    day with nothing at all.
    """

    heading: str
    summary: str
    note: str
    lines: tuple[Line, ...]
    unattended: tuple[str, ...]
    nights: tuple[str, ...]
    calls: tuple[Call, ...]
    empty: str


@dataclass(frozen=True, slots=True)
class DaySheet:
    frame: Frame
    headings: Headings
    days: tuple[Day, ...]


def day_sheet_words(copy: Copy) -> DaySheet | None:
    """A sheet for each day from the first thing to the last; None where there is nothing."""
    items = _items(copy)
    people = travellers(copy)
    used = {item.start.date() for item in items} | people.days
    if not used:
        return None
    maker = LineMaker(copy.programme, copy.labels, copy.changed)
    days = _between(used)
    return DaySheet(
        frame=frame_of(copy, copy.labels(team.DAY_SHEETS)),
        headings=_headings(copy.labels),
        days=tuple(_day(copy, maker, people, day, _of(items, day)) for day in days),
    )


def _headings(labels: Labels) -> Headings:
    return Headings(
        time=labels(words.TIME),
        what=labels(team.WHAT_AND_WHERE),
        who=labels(team.WHO),
        contact=labels(team.TO_CALL),
        notes=labels(team.NOTES),
        nights=labels(team.NIGHT),
        telephone=labels(team.TELEPHONE),
        unattended=labels(paper.NOBODY),
    )


def _items(copy: Copy) -> list[Item]:
    """Everything of the edition in order of time, the team's own blockers included."""
    programme = copy.programme
    own = (line(programme, copy.recipient, a) for a in _blockers(programme))
    return sorted((*copy.items, *own), key=lambda i: (i.begin, i.end, i.title, i.key))


def _blockers(programme: Programme) -> list[Activity]:
    tray = {a.id for a in programme.unplaced}
    placed = (entry.activity for entry in programme.by_time)
    return [a for a in placed if a.kind is Kind.BLOCKER and a.id not in tray]


def _of(items: Iterable[Item], day: date) -> list[Item]:
    return [item for item in items if item.start.date() == day]


def _between(days: Iterable[date]) -> Iterator[date]:
    first, last = min(days), max(days)
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


def _day(copy: Copy, maker: LineMaker, people: Travellers, day: date, items: list[Item]) -> Day:
    programme, labels = copy.programme, copy.labels
    alone = [item for item in items if _is_offer(programme, item)]
    lines = [(item.begin, maker.line(item)) for item in items if item not in alone]
    lines += maker.journeys(people.journeys_on(day))
    lines.sort(key=lambda pair: pair[0])
    shown = tuple(made for _begin, made in lines)
    present = _present(programme, items) | people.delegations_on(day)
    return Day(
        heading=labels.day(day),
        summary=_summary(programme, labels, present, shown),
        note=clock_note(programme, day, labels),
        lines=shown,
        unattended=tuple(_briefly(programme, labels, item) for item in alone),
        nights=people.nights(programme, labels, day),
        calls=calls_on(programme, labels, items, present) if shown else (),
        empty="" if items or shown else labels(paper.NOTHING),
    )


def _is_offer(programme: Programme, item: Item) -> bool:
    """Whether something takes place in which none of those invited takes part."""
    is_team = item.activity is not None and item.activity.kind is Kind.BLOCKER
    return not is_team and not attended(programme, item.key)


def _present(programme: Programme, items: Iterable[Item]) -> set[str]:
    """The ids of the delegations of which anybody takes part in anything."""
    return {d for item in items for d in programme.delegations_in(item.key)}


def _summary(
    programme: Programme, labels: Labels, present: set[str], lines: tuple[Line, ...]
) -> str:
    heads = sum(programme.heads_of(delegation) or 0 for delegation in present)
    found = [labels(team.MANY, delegations=len(present), people=heads)] if present else []
    if to_check := sum(len(made.checks) for made in lines):
        found.append(labels.headed(team.TO_CHECK, str(to_check)))
    return " · ".join(found)


def _briefly(programme: Programme, labels: Labels, item: Item) -> str:
    place = f" ({item.place.name})" if item.place else ""
    return f"{time_of(item, programme.clock, labels)} {item.title}{place}"
