"""Where the boxes of a timeline stand, in rows and cells: pure arithmetic, no Textual.

Cells are counted from the left edge of the first column (``x``).  One cell at the right of each
column stays free: it separates the columns.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate

from planner.entities import Activity
from planner.programme import Entry
from screens.widgets.timeline_columns import Column
from screens.widgets.timeline_layout import Scale, Slot, widths
from screens.widgets.timeline_ways import Way

#: The narrowest column and the narrowest share of a column, in cells.
MIN_COLUMN = 14
MIN_LANE = 8


@dataclass(frozen=True, slots=True)
class Box:
    """An activity as drawn: rows ``[top, bottom)``, cells ``[left, right)``."""

    activity: Activity
    begin: int
    end: int
    top: int
    bottom: int
    left: int
    right: int

    @property
    def height(self) -> int:
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class WayBox:
    """A way as drawn.  ``inside``: no row is free, it stands in the last row of the box before."""

    before: str
    after: str
    way: Way
    top: int
    bottom: int
    left: int
    right: int
    inside: bool = False


WayFinder = Callable[[Entry, Entry], Way | None]


class Board:
    """All columns in their widths; boxes and ways only for the columns that are asked for."""

    def __init__(
        self,
        columns: Sequence[Column],
        slots: Sequence[tuple[Slot, ...]],
        scale: Scale,
        available: int,
        find_way: WayFinder,
    ) -> None:
        """``slots`` are those of :func:`arrange`, a tuple for each column."""
        self.columns = columns
        self.slots = slots
        self.scale = scale
        self.find_way = find_way
        least = [max(MIN_COLUMN, MIN_LANE * max((s.lanes for s in c), default=1)) for c in slots]
        self.edges = [0, *accumulate(widths(least, available))]
        self._windows: dict[tuple[int, int], Window] = {}
        self._ways: dict[tuple[str, str], Way | None] = {}

    @property
    def width(self) -> int:
        return self.edges[-1]

    def column_at(self, x: int) -> int:
        """Index of the column at a cell; the last one for cells to its right."""
        return min(max(bisect_right(self.edges, x) - 1, 0), len(self.columns) - 1)

    def cells_of(self, column: int) -> tuple[int, int]:
        """The cells ``[left, right)`` in which a column's activities stand."""
        return self.edges[column], self.edges[column + 1] - 1

    def window(self, left: int, right: int) -> "Window":
        """What stands in the columns that touch the cells ``[left, right)``."""
        key = (self.column_at(left), self.column_at(max(left, right - 1)))
        if key not in self._windows:
            self._windows = {key: Window(self, *key)}
        return self._windows[key]

    def way(self, before: Entry, after: Entry) -> Way | None:
        """As ``find_way``, asked once for each pair."""
        key = (before.activity.id, after.activity.id)
        if key not in self._ways:
            self._ways[key] = self.find_way(before, after)
        return self._ways[key]


class Window:
    """The boxes and ways of neighbouring columns, what neighbours share drawn once across."""

    def __init__(self, board: Board, first: int, last: int) -> None:
        self.board = board
        self.columns = range(first, last + 1) if board.columns else range(0)

    @cached_property
    def boxes(self) -> tuple[Box, ...]:
        return tuple(_merged(self._boxes()))

    def _boxes(self) -> Iterable[tuple[int, bool, Box]]:
        for column in self.columns:
            left, right = self.board.cells_of(column)
            for slot in self.board.slots[column]:
                begin = left + (right - left) * slot.lane // slot.lanes
                end = left + (right - left) * (slot.lane + 1) // slot.lanes
                entry = slot.entry
                yield (
                    column,
                    slot.lanes == 1,
                    Box(entry.activity, entry.begin, entry.end, slot.top, slot.bottom, begin, end),
                )

    @cached_property
    def ways(self) -> tuple[WayBox, ...]:
        found: list[WayBox] = []
        open_ways: dict[tuple[str, str, int, int], tuple[int, int]] = {}
        for column in self.columns:
            if not self.board.columns[column].travels:
                continue
            for way in self._ways_of(column):
                key = (way.before, way.after, way.top, way.bottom)
                index, previous = open_ways.get(key, (-1, -2))
                if previous == column - 1:
                    found[index] = replace(found[index], right=way.right)
                else:
                    index = len(found)
                    found.append(way)
                open_ways[key] = (index, column)
        return tuple(found)

    def _ways_of(self, column: int) -> Iterable[WayBox]:
        left, right = self.board.cells_of(column)
        tail: Slot | None = None
        bottom = 0
        for slot in self.board.slots[column]:
            if tail is not None and slot.top >= bottom:
                way = self.board.way(tail.entry, slot.entry)
                inside = slot.top == bottom
                if way is not None and (way.short or not inside):
                    yield WayBox(
                        tail.entry.activity.id, slot.entry.activity.id, way,
                        bottom - inside, slot.top, left, right, inside,
                    )  # fmt: skip
            bottom = max(bottom, slot.bottom)
            if tail is None or slot.entry.end >= tail.entry.end:
                tail = slot

    @cached_property
    def boxes_by_row(self) -> dict[int, list[Box]]:
        """Boxes of each row, from left to right."""
        rows: dict[int, list[Box]] = defaultdict(list)
        for box in sorted(self.boxes, key=lambda b: b.left):
            for row in range(box.top, box.bottom):
                rows[row].append(box)
        return rows

    @cached_property
    def ways_by_row(self) -> dict[int, list[WayBox]]:
        rows: dict[int, list[WayBox]] = defaultdict(list)
        for way in self.ways:
            for row in range(way.top, way.bottom):
                rows[row].append(way)
        return rows

    def box_at(self, x: int, row: int) -> Box | None:
        """The box that covers a cell."""
        return next((b for b in self.boxes_by_row.get(row, ()) if b.left <= x < b.right), None)

    def boxes_of(self, activity_id: str) -> tuple[Box, ...]:
        """Every piece of one activity."""
        return tuple(b for b in self.boxes if b.activity.id == activity_id)


def _merged(boxes: Iterable[tuple[int, bool, Box]]) -> list[Box]:
    """Boxes of one activity in neighbouring columns become one, where they have all the width."""
    found: list[Box] = []
    open_boxes: dict[str, tuple[int, int]] = {}
    for column, alone, box in boxes:
        key = box.activity.id
        index, previous = open_boxes.get(key, (-1, -2))
        if alone and previous == column - 1:
            found[index] = replace(found[index], right=box.right)
        else:
            index = len(found)
            found.append(box)
        if alone:
            open_boxes[key] = (index, column)
    return found
