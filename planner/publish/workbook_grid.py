"""The master schedule as a table: delegations side by side, time downwards, day after day.

What begins and ends at the same time stands in one row, each activity once: nothing is merged,
so that rows can be filtered and sorted.
"""

from collections import defaultdict
from collections.abc import Iterable
from math import ceil
from typing import TypeAlias

from planner.programme import Programme
from planner.publish import paper_words as paper
from planner.publish.grid import MOST_COLUMNS, shares
from planner.publish.items import Item
from planner.publish.labels import Labels
from planner.publish.recipients import Recipient
from planner.publish.sheet_rows import RowMaker
from planner.publish.workbook_table import A3, Cell, Column, Table, time_columns

#: Where what no delegation takes part in stands: after all delegations.
NOBODY = ""
#: When items begin and end, as instants -> what the delegations do then, by id.
_Slots: TypeAlias = dict[tuple[int, int], dict[str, list[str]]]


def grid_table(programme: Programme, recipient: Recipient, items: Iterable[Item]) -> Table:
    """``items`` are those of the whole edition, in order of time."""
    labels = Labels(recipient.language)
    slots = _slots(programme, RowMaker(programme, recipient, labels), items)
    names = {d.id: d.name for d in programme.active_delegations}
    if any(NOBODY in slot for slot in slots.values()):
        names[NOBODY] = labels(paper.NOBODY)
    rows: list[tuple[Cell, ...]] = []
    for (begin, end), slot in slots.items():
        start, finish = programme.clock.wall(begin), programme.clock.wall(end)
        told = ("\n".join(slot.get(key, ())) for key in names)
        rows.append((start.date(), start, finish, *told))
    times = time_columns(labels)
    return Table(
        labels(paper.MASTER_SCHEDULE),
        (*times, *(Column(name, 26) for name in names.values())),
        rows,
        frozen=len(times),
        paper=A3,
        across=max(1, ceil(len(names) / MOST_COLUMNS)),
    )


def _slots(programme: Programme, maker: RowMaker, items: Iterable[Item]) -> _Slots:
    found: _Slots = defaultdict(lambda: defaultdict(list))
    for item in items:
        row = maker.row(item)
        text = [item.title, row.place, *row.badges]
        for delegation_id, who in (shares(programme, maker.labels, item) or {NOBODY: ""}).items():
            found[item.begin, item.end][delegation_id] += filter(None, (*text, who))
    return found
