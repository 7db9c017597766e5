"""The master schedule as tables: delegations side by side, time downwards.

What several neighbouring delegations do together is one wide cell; what overlaps within one
delegation stands in one cell, so that nothing is hidden.  The work grows with the number of
participations, not with delegations times activities.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import NamedTuple, TypeAlias

from planner.entities import Delegation
from planner.programme import Party, Programme
from planner.publish import labels as words
from planner.publish.items import Item
from planner.publish.labels import Labels
from planner.publish.sheet_rows import RowMaker

#: More delegations than this cannot be read side by side on A3.
MOST_COLUMNS = 12

Group: TypeAlias = tuple[Delegation, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """An activity in a cell; ``who`` tells how many of the delegation when not all."""

    time: str
    title: str
    place: str
    who: str
    badges: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the table: ``x`` and ``y`` from 0, headings not counted."""

    x: int
    y: int
    columns: int
    rows: int
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """One day of some delegations: ``times`` are the labels of the rows."""

    times: tuple[str, ...]
    cells: tuple[Cell, ...]


class _Stretch(NamedTuple):
    """What one delegation does from ``begin`` to ``end`` without a break between items.

    ``keys``: the same for those who do the same.
    """

    begin: int
    end: int
    keys: tuple[tuple[str, str], ...]
    entries: tuple[Entry, ...]


#: By their beginnings.
_Column: TypeAlias = dict[int, _Stretch]


def groups(programme: Programme) -> list[Group]:
    """All delegations by name, in as few groups that fit side by side as it takes, of one size."""
    present = programme.active_delegations
    count = ceil(len(present) / MOST_COLUMNS)
    return [
        present[len(present) * n // count : len(present) * (n + 1) // count] for n in range(count)
    ]


class DayPlan:
    """What the delegations do on one day."""

    def __init__(self, programme: Programme, maker: RowMaker, items: Iterable[Item]) -> None:
        self._clock = programme.clock
        self._maker = maker
        self._doing: dict[str, list[tuple[Item, Entry]]] = defaultdict(list)
        free: list[Entry] = []
        for item in items:
            entry = _entry(item, maker)
            shared = shares(programme, maker.labels, item)
            for delegation_id, who in shared.items():
                self._doing[delegation_id].append((item, replace(entry, who=who)))
            if not shared:
                free.append(entry)
        #: What no delegation takes part in yet.
        self.free = tuple(free)

    def is_idle(self, group: Group) -> bool:
        """Whether none of them has anything to do."""
        return not any(delegation.id in self._doing for delegation in group)

    def grid(self, group: Group) -> Grid:
        """The table of some delegations, in their order."""
        columns = [_stretches(self._doing.get(delegation.id, ())) for delegation in group]
        stretches = [stretch for column in columns for stretch in column.values()]
        marks = sorted({mark for s in stretches for mark in (s.begin, s.end)})
        times = (self._maker.clock_time(self._clock.wall(mark)) for mark in marks[:-1])
        row_of = {mark: number for number, mark in enumerate(marks)}
        return Grid(tuple(times), tuple(_cells(columns, row_of)))


def shares(programme: Programme, labels: Labels, item: Item) -> dict[str, str]:
    """By id of delegation how many of it come to an activity: empty when all of it does."""
    assert item.activity is not None, "the whole edition has activities alone"
    parties: dict[str, list[Party]] = defaultdict(list)
    for party in programme.parties(item.activity.id):
        if party.delegation_id is not None:
            parties[party.delegation_id].append(party)
    return {key: _share(programme, labels, key, own) for key, own in parties.items()}


def _share(
    programme: Programme, labels: Labels, delegation_id: str, parties: Sequence[Party]
) -> str:
    whole = next((p for p in parties if p.delegate_id is None), None)
    heads = whole.heads if whole else len({p.delegate_id for p in parties})
    if heads is None or (whole and heads == programme.heads_of(delegation_id)):
        return ""
    return labels.headed(words.PARTICIPANTS, str(heads))


def _entry(item: Item, maker: RowMaker) -> Entry:
    row = maker.row(item)
    return Entry(row.time, item.title, row.place, "", row.badges)


def _stretches(doing: Iterable[tuple[Item, Entry]]) -> _Column:
    """What one delegation does in order of time, what overlaps put together."""
    found: list[_Stretch] = []
    for item, entry in doing:
        end, key = max(item.end, item.begin + 1), (item.key, entry.who)
        if found and item.begin < found[-1].end:
            last = found.pop()
            keys, entries = (*last.keys, key), (*last.entries, entry)
            found.append(_Stretch(last.begin, max(last.end, end), keys, entries))
        else:
            found.append(_Stretch(item.begin, end, (key,), (entry,)))
    return {stretch.begin: stretch for stretch in found}


def _cells(columns: Sequence[_Column], row_of: Mapping[int, int]) -> Iterator[Cell]:
    for x, column in enumerate(columns):
        for begin, stretch in column.items():
            if x > 0 and _is_same(columns[x - 1], stretch):
                continue
            wide = 1
            while x + wide < len(columns) and _is_same(columns[x + wide], stretch):
                wide += 1
            y = row_of[begin]
            yield Cell(x, y, wide, row_of[stretch.end] - y, stretch.entries)


def _is_same(column: _Column, stretch: _Stretch) -> bool:
    other = column.get(stretch.begin)
    return other is not None and (other.end, other.keys) == (stretch.end, stretch.keys)
