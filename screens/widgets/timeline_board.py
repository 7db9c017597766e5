"""Where the boxes of a timeline stand, in rows and cells: pure arithmetic, no Textual.

Columns stand side by side with time downwards, or, turned, under each other with time across
(then each is a band of rows).  Nothing but :class:`Frame` knows the difference.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from planner.entities import Activity
from planner.programme import Entry
from screens.widgets.timeline_columns import Column
from screens.widgets.timeline_layout import Arrangement, Cluster, Slot, widths
from screens.widgets.timeline_scale import Scale
from screens.widgets.timeline_ways import Way

#: The narrowest column and the narrowest share of a column, in cells.
MIN_COLUMN = 14
MIN_LANE = 8
#: The same for bands, in rows.
MIN_BAND = 2
MIN_BAND_LANE = 1
#: Bands of so many rows leave one free between them, as all columns do.
AIRY_BAND = 4


@dataclass(frozen=True, slots=True)
class Frame:
    """A rectangle: rows ``[top, bottom)``, cells ``[left, right)``."""

    top: int
    bottom: int
    left: int
    right: int

    @classmethod
    def of(cls, along: tuple[int, int], across: tuple[int, int], *, turned: bool) -> "Frame":
        """From lines of time and places across them."""
        return cls(*across, *along) if turned else cls(*along, *across)

    @property
    def height(self) -> int:
        return self.bottom - self.top

    @property
    def width(self) -> int:
        return self.right - self.left

    def meets(self, view: "Frame") -> bool:
        """Some of its cells are between the left and the right edge of ``view``."""
        return self.left < view.right and view.left < self.right

    def joined(self, other: "Frame") -> "Frame":
        """Grown by a neighbour at its right or lower side."""
        return Frame(self.top, other.bottom, self.left, other.right)


@dataclass(frozen=True, slots=True)
class Box:
    """An activity as drawn."""

    activity: Activity
    begin: int
    end: int
    frame: Frame


@dataclass(frozen=True, slots=True)
class WayBox:
    """A way as drawn.

    ``inside``: no line is free, it stands in the last one of the box before.  ``on_road``: for
    so many lines people are travelling, the others are free.
    """

    before: str
    after: str
    way: Way
    frame: Frame
    on_road: int
    inside: bool = False


class Group(NamedTuple):
    """A cluster that the columns from ``first`` to ``last`` have in common."""

    cluster: Cluster
    first: int
    last: int


WayFinder = Callable[[Entry, Entry], Way | None]


class Board:
    """All columns in their widths; boxes and ways only for the columns that are asked for.

    ``across`` counts cells from the left edge of the first column, or rows from its top.
    """

    def __init__(
        self,
        columns: Sequence[Column],
        arranged: Sequence[Arrangement],
        scale: Scale,
        available: int,
        find_way: WayFinder,
        *,
        turned: bool = False,
    ) -> None:
        """``available``: how many cells (rows, when turned) there are to fill."""
        self.columns = columns
        self.arranged = arranged
        self.scale = scale
        self.turned = turned
        self._find_way = find_way
        column, lane = (MIN_BAND, MIN_BAND_LANE) if turned else (MIN_COLUMN, MIN_LANE)
        least = [max(column, lane * a.lanes) for a in arranged]
        self.edges = [0, *accumulate(widths(least, available))]
        self._windows: dict[tuple[int, int], Window] = {}
        self._ways: dict[tuple[str, str], Way | None] = {}

    @property
    def breadth(self) -> int:
        """Cells (rows, when turned) of all columns together."""
        return self.edges[-1]

    @property
    def width(self) -> int:
        """Cells from the left edge of the picture to its right edge."""
        return self.scale.lines if self.turned else self.breadth

    @property
    def height(self) -> int:
        """Rows of the picture."""
        return self.breadth if self.turned else self.scale.lines

    def column_at(self, across: int) -> int:
        """Index of the column at a place; the last one for places beyond it."""
        return min(max(bisect_right(self.edges, across) - 1, 0), len(self.columns) - 1)

    def place_of(self, column: int) -> tuple[int, int]:
        """Where a column's activities stand: the last cell (or row) separates it from the next."""
        begin, end = self.edges[column], self.edges[column + 1]
        separated = not self.turned or end - begin >= AIRY_BAND
        return begin, end - separated

    def frame_of(self, column: int, lines: tuple[int, int]) -> Frame:
        """The rectangle of some lines of a column."""
        return Frame.of(lines, self.place_of(column), turned=self.turned)

    def window(self, begin: int, end: int) -> "Window":
        """What stands in the columns that touch the places ``[begin, end)``."""
        key = (self.column_at(begin), self.column_at(max(begin, end - 1)))
        if key not in self._windows:
            self._windows = {key: Window(self, *key)}
        return self._windows[key]

    def way(self, before: Entry, after: Entry) -> Way | None:
        """The way between two entries, found once for each pair of activities."""
        key = (before.activity.id, after.activity.id)
        if key not in self._ways:
            self._ways[key] = self._find_way(before, after)
        return self._ways[key]


class Window:
    """The boxes and ways of neighbouring columns, what neighbours share drawn once across."""

    def __init__(self, board: Board, first: int, last: int) -> None:
        self.board = board
        self.columns = range(first, last + 1) if board.columns else range(0)

    @cached_property
    def boxes(self) -> tuple[Box, ...]:
        """By column; a cluster that neighbours have in common stands once across them all."""
        groups: list[Group] = []
        open_groups: dict[tuple[str, ...], int] = {}
        for column in self.columns:
            for cluster in self.board.arranged[column].clusters:
                key = tuple(slot.entry.activity.id for slot in cluster)
                index = open_groups.get(key)
                if index is not None and groups[index].last == column - 1:
                    groups[index] = groups[index]._replace(last=column)
                else:
                    open_groups[key] = len(groups)
                    groups.append(Group(cluster, column, column))
        return tuple(box for group in groups for box in self._boxes(group))

    def _boxes(self, group: Group) -> Iterable[Box]:
        begin, end = self.board.place_of(group.first)[0], self.board.place_of(group.last)[1]
        for slot in group.cluster:
            across = (
                begin + (end - begin) * slot.lane // slot.lanes,
                begin + (end - begin) * (slot.lane + 1) // slot.lanes,
            )
            frame = Frame.of((slot.first, slot.last), across, turned=self.board.turned)
            yield Box(slot.entry.activity, slot.entry.begin, slot.entry.end, frame)

    @cached_property
    def ways(self) -> tuple[WayBox, ...]:
        found: list[WayBox] = []
        open_ways: dict[tuple[str, str, bool], tuple[int, int]] = {}
        for column in self.columns:
            if not self.board.columns[column].travels:
                continue
            for way in self._ways_of(column):
                key = (way.before, way.after, way.inside)
                index, previous = open_ways.get(key, (-1, -2))
                if previous == column - 1:
                    found[index] = replace(found[index], frame=found[index].frame.joined(way.frame))
                else:
                    index = len(found)
                    found.append(way)
                open_ways[key] = (index, column)
        return tuple(found)

    def _ways_of(self, column: int) -> Iterable[WayBox]:
        scale = self.board.scale
        tail: Slot | None = None
        here = 0
        for slot in self.board.arranged[column].slots:
            if tail is not None and slot.first >= here:
                way = self.board.way(tail.entry, slot.entry)
                inside = slot.first == here
                if way is not None and (way.short or not inside):
                    frame = self.board.frame_of(column, (here - inside, slot.first))
                    on_road = -(-way.minutes // scale.step)
                    yield WayBox(
                        tail.entry.activity.id, slot.entry.activity.id, way, frame, on_road, inside
                    )
            here = max(here, slot.last)
            if tail is None or slot.entry.end >= tail.entry.end:
                tail = slot

    @cached_property
    def boxes_by_row(self) -> dict[int, list[Box]]:
        """Boxes of each row, from left to right."""
        rows: dict[int, list[Box]] = defaultdict(list)
        for box in sorted(self.boxes, key=lambda b: b.frame.left):
            for row in range(box.frame.top, box.frame.bottom):
                rows[row].append(box)
        return rows

    @cached_property
    def ways_by_row(self) -> dict[int, list[WayBox]]:
        rows: dict[int, list[WayBox]] = defaultdict(list)
        for way in self.ways:
            for row in range(way.frame.top, way.frame.bottom):
                rows[row].append(way)
        return rows

    def box_at(self, x: int, row: int) -> Box | None:
        """The box that covers a cell."""
        boxes = self.boxes_by_row.get(row, ())
        return next((b for b in boxes if b.frame.left <= x < b.frame.right), None)

    def boxes_of(self, activity_id: str) -> tuple[Box, ...]:
        """Every piece of one activity."""
        return tuple(b for b in self.boxes if b.activity.id == activity_id)
