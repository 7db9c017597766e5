"""The master schedule as tables: a day a table, a delegation a column, time downwards.

What several neighbouring delegations do together is one wide cell; what overlaps within one
delegation stands in one cell, so that nothing is hidden.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, TypeAlias

from planner.programme import Programme
from planner.publish import labels as words
from planner.publish import paper_words as paper
from planner.publish.agenda import by_day
from planner.publish.items import Item
from planner.publish.labels import Labels
from planner.publish.recipients import Recipient
from planner.publish.sheet_rows import RowMaker

#: More delegations than this do not fit side by side on A3: the schedule is a list then.
MOST_COLUMNS = 12


@dataclass(frozen=True, slots=True)
class Entry:
    """An activity in a cell; ``who`` tells how many of the delegation when not all."""

    time: str
    title: str
    place: str
    who: str


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
    """One day: ``columns`` are the headings, ``times`` the labels of the rows.

    ``free`` is what no delegation takes part in yet, under ``free_heading``.
    """

    columns: tuple[str, ...]
    times: tuple[str, ...]
    cells: tuple[Cell, ...]
    free_heading: str
    free: tuple[Entry, ...]


class _Stretch(NamedTuple):
    """What one delegation does from ``begin`` to ``end`` without a break between items."""

    begin: int
    end: int
    entries: tuple[tuple[Item, str], ...]


_Column: TypeAlias = list[_Stretch]


def fits_side_by_side(programme: Programme) -> bool:
    """Whether there are few enough delegations for a table."""
    return 0 < len(programme.active_delegations) <= MOST_COLUMNS


def grids(programme: Programme, recipient: Recipient, items: Sequence[Item]) -> dict[date, Grid]:
    """A table for each day with anything on it; empty when there are too many delegations."""
    if not fits_side_by_side(programme):
        return {}
    labels = Labels(recipient.language)
    maker = RowMaker(programme, recipient, labels)
    return {
        day: _grid(programme, maker, labels, todays)
        for day, todays in by_day(items, programme.clock)
    }


def _grid(programme: Programme, maker: RowMaker, labels: Labels, items: Sequence[Item]) -> Grid:
    present = programme.active_delegations
    columns = [_column(programme, labels, items, d.id) for d in present]
    free = [item for item in items if not _delegations(programme, item)]
    marks = sorted({mark for column in columns for s in column for mark in (s.begin, s.end)})
    return Grid(
        tuple(d.name for d in present),
        tuple(maker.clock_time(programme.clock.wall(mark)) for mark in marks[:-1]),
        tuple(_cells(columns, {mark: number for number, mark in enumerate(marks)}, maker)),
        labels(paper.NOBODY),
        tuple(_entry(item, "", maker) for item in free),
    )


def _delegations(programme: Programme, item: Item) -> tuple[str, ...]:
    return programme.delegations_in(item.activity.id) if item.activity is not None else ()


def _column(
    programme: Programme, labels: Labels, items: Iterable[Item], delegation_id: str
) -> _Column:
    mine = [item for item in items if delegation_id in _delegations(programme, item)]
    return _stretches([(item, share(programme, labels, item, delegation_id)) for item in mine])


def share(programme: Programme, labels: Labels, item: Item, delegation_id: str) -> str:
    """How many of the delegation come; empty when all of it does."""
    assert item.activity is not None
    parties = [p for p in programme.parties(item.activity.id) if p.delegation_id == delegation_id]
    whole = next((p for p in parties if p.delegate_id is None), None)
    heads = whole.heads if whole else len({p.delegate_id for p in parties})
    if heads is None or (whole and heads == programme.heads_of(delegation_id)):
        return ""
    return labels.headed(words.PARTICIPANTS, str(heads))


def _stretches(items: Iterable[tuple[Item, str]]) -> _Column:
    """Items in order of time, those that overlap put together."""
    found: _Column = []
    for item, who in items:
        end = max(item.end, item.begin + 1)
        if found and item.begin < found[-1].end:
            last = found.pop()
            found.append(_Stretch(last.begin, max(last.end, end), (*last.entries, (item, who))))
        else:
            found.append(_Stretch(item.begin, end, ((item, who),)))
    return found


def _cells(
    columns: Sequence[_Column], row_of: Mapping[int, int], maker: RowMaker
) -> Iterator[Cell]:
    for x, column in enumerate(columns):
        for stretch in column:
            if x > 0 and stretch in columns[x - 1]:
                continue
            wide = 1
            while x + wide < len(columns) and stretch in columns[x + wide]:
                wide += 1
            y = row_of[stretch.begin]
            entries = tuple(_entry(item, who, maker) for item, who in stretch.entries)
            yield Cell(x, y, wide, row_of[stretch.end] - y, entries)


def _entry(item: Item, who: str, maker: RowMaker) -> Entry:
    row = maker.row(item)
    return Entry(row.time, item.title, row.place, who)
