"""A table of the master grid in the largest type in which it fits on a page.

Texts that are too long for their cells are shortened and stand in full below the table.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import ceil

from planner.publish.grid import Cell, Entry, Grid
from planner.publish.papers.grid_size import (
    BETWEEN,
    LEADING,
    LETTER,
    LINE,
    OVER_PAGES,
    SETTINGS,
    SIDES,
    Setting,
    line_count,
    row_heights,
    shortened,
    widest,
    width,
)

#: In points: the width of a page of A3 between its margins; the height below the heading.
PAGE_WIDTH, PAGE_HEIGHT = 1122.0, 706.0
#: Headings of columns have at most as many lines.
HEADING_LINES = 3
#: Size of what is smaller than the title, as a part of it.
SMALL = 0.9
#: What stands below the table does so in columns of that size (points) and gutter (a part of it).
BELOW_COLUMNS, BELOW_SIZE, BELOW_GUTTER = 4, 7.0, 1.6
HEADING_BELOW = 22.0
#: A badge: size of its letters and width of its frame, as parts of the size of the type.
SMALL_BADGE, BADGE_FRAME = 0.72, 1.3


@dataclass(frozen=True, slots=True)
class Shown:
    """An activity as it stands in a cell."""

    time: str
    badges: tuple[str, ...]
    title: str
    rest: str


@dataclass(frozen=True, slots=True)
class ShownCell:
    """As ``grid.Cell``."""

    x: int
    y: int
    columns: int
    rows: int
    entries: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Gap:
    """Rows in which a delegation has nothing to do: one empty cell to those who hear the page."""

    x: int
    y: int
    rows: int


@dataclass(frozen=True, slots=True)
class Table:
    """``size`` in points, ``inset`` and ``time_width`` in parts of it, ``tight`` as in Setting."""

    size: float
    inset: float
    tight: bool
    time_width: float
    headings: tuple[str, ...]
    times: tuple[str, ...]
    cells: tuple[ShownCell, ...]
    gaps: tuple[Gap, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A line below the table; ``mark`` is the number of a full text, or empty."""

    mark: str
    time: str
    title: str
    rest: str


@dataclass(frozen=True, slots=True)
class Fitted:
    """A table, its height in points, and the full texts of what it shortens.

    ``runs_out``: there is a word that is wider than its cell.
    """

    table: Table
    height: float
    full: tuple[Note, ...]
    runs_out: bool


def fitted(grid: Grid, headings: Sequence[str], time_heading: str, free: Sequence[Note]) -> Fitted:
    """The table on a page with all that stands below it, ``free`` included.

    Where that does not fit: the table alone on a page, else on several.
    """

    def set_in(setting: Setting) -> Fitted:
        return _set(grid, headings, time_heading, setting)

    def with_all(setting: Setting) -> bool:
        found = set_in(setting)
        if found.runs_out:
            return False
        return found.height + notes_height(found.full) + notes_height(free) <= PAGE_HEIGHT

    def alone(setting: Setting) -> bool:
        return set_in(setting).height <= PAGE_HEIGHT

    for fits in (with_all, alone):
        first = bisect_left(SETTINGS, True, key=fits)
        if first < len(SETTINGS):
            return set_in(SETTINGS[first])
    return set_in(OVER_PAGES)


def _set(grid: Grid, headings: Sequence[str], time_heading: str, setting: Setting) -> Fitted:
    time_width = max(width(text, bold=True) for text in (time_heading, *grid.times)) + SIDES
    column = (PAGE_WIDTH / setting.size - time_width) / len(headings)
    full = _FullTexts()
    names = tuple(_heading(name, column - SIDES, full) for name in headings)
    cells = tuple(_cell(cell, column * cell.columns - SIDES, setting, full) for cell in grid.cells)
    heights = [_height(cell, column * cell.columns - SIDES, setting) for cell in cells]
    spans = [(cell.y, cell.rows) for cell in cells]
    rows = row_heights(len(grid.times), spans, heights, LETTER + 2 * setting.inset)
    head = max(line_count(name, column - SIDES, bold=True) for name in names)
    gaps = tuple(_gaps(grid, len(headings)))
    table = Table(
        setting.size, setting.inset, setting.tight, time_width, names, grid.times, cells, gaps
    )
    height = (sum(rows) + head * LINE + 2 * setting.inset) * setting.size
    runs_out = any(widest(name) > column - SIDES for name in names) or any(
        widest(entry.title) > column * cell.columns - SIDES
        for cell in cells
        for entry in cell.entries
    )
    return Fitted(table, height, full.notes, runs_out)


def _gaps(grid: Grid, columns: int) -> Iterator[Gap]:
    taken = {
        (x, y)
        for cell in grid.cells
        for x in range(cell.x, cell.x + cell.columns)
        for y in range(cell.y, cell.y + cell.rows)
    }
    for x in range(columns):
        rows = (y for y in range(len(grid.times)) if (x, y) not in taken)
        for _, run in groupby(enumerate(rows), lambda pair: pair[1] - pair[0]):
            ys = [y for _, y in run]
            yield Gap(x, ys[0], len(ys))


class _FullTexts:
    """The full texts of a page, each once, numbered from 1."""

    def __init__(self) -> None:
        self._marks: dict[tuple[str, str, str], str] = {}

    def mark(self, time: str, title: str, rest: str) -> str:
        """The number that a text has, or would have."""
        return self._marks.get((time, title, rest), str(len(self._marks) + 1))

    def add(self, time: str, title: str, rest: str) -> None:
        self._marks.setdefault((time, title, rest), str(len(self._marks) + 1))

    @property
    def notes(self) -> tuple[Note, ...]:
        return tuple(Note(mark, *texts) for texts, mark in self._marks.items())


def _heading(name: str, room: float, full: _FullTexts) -> str:
    end = _reference(full.mark("", name, ""))
    shown = shortened(name, HEADING_LINES, room, end, bold=True)
    if shown != name:
        full.add("", name, "")
    return shown


def _cell(cell: Cell, room: float, setting: Setting, full: _FullTexts) -> ShownCell:
    """A cell with texts that fit; those that are shortened are added to ``full``."""
    spare = _spare(cell, setting)
    entries: list[Shown] = []
    for entry in cell.entries:
        texts = (entry.time, entry.title, rest_of(entry))
        shown = _shown(entry, room, setting, spare, _reference(full.mark(*texts)))
        if (shown.title, shown.rest) != texts[1:]:
            full.add(*texts)
        entries.append(shown)
    return ShownCell(cell.x, cell.y, cell.columns, cell.rows, tuple(entries))


def _reference(mark: str) -> str:
    return f" → {mark}"


def _spare(cell: Cell, setting: Setting) -> int:
    """Lines for which the rows of a cell have room anyhow; none where several share it."""
    height = cell.rows * (LETTER + 2 * setting.inset) - 2 * setting.inset
    return int((height + LEADING) / LINE) if len(cell.entries) == 1 else 0


def _shown(entry: Entry, room: float, setting: Setting, spare: int, end: str) -> Shown:
    """``end`` refers to the full text; it stands with the first text that is shortened."""
    if setting.tight:
        return _tight(entry, room, max(setting.title_lines, spare), end)
    title = shortened(entry.title, max(setting.title_lines, spare - 2), room, end, bold=True)
    end = end if title == entry.title else ""
    left = spare - 1 - line_count(title, room, bold=True)
    rest = shortened(rest_of(entry), max(setting.rest_lines, left), room / SMALL, end)
    return Shown(entry.time, entry.badges, title, rest)


def _tight(entry: Entry, room: float, lines: int, end: str) -> Shown:
    """All of it, or else as much of the title as fits."""
    lead, rest = _first_line(entry), rest_of(entry)
    if line_count(f"{entry.title} {rest}", room, bold=True, lead=lead) <= lines:
        return Shown(entry.time, entry.badges, entry.title, rest)
    if rest and line_count(entry.title + end, room, bold=True, lead=lead) <= lines:
        return Shown(entry.time, entry.badges, entry.title + end, "")
    title = shortened(f"{entry.title} {rest}", lines, room, end, bold=True, lead=lead)
    return Shown(entry.time, entry.badges, title, "")


def rest_of(entry: Entry) -> str:
    """What follows the title: where, and how many."""
    return " · ".join(filter(None, (entry.place, entry.who)))


def _height(cell: ShownCell, room: float, setting: Setting) -> float:
    lines = [_lines(entry, room, tight=setting.tight) for entry in cell.entries]
    between = (BETWEEN - LEADING) * (len(lines) - 1)
    return sum(lines) * LINE - LEADING + between + 2 * setting.inset


def _lines(entry: Shown, room: float, *, tight: bool) -> int:
    first = _first_line(entry)
    if tight:
        return line_count(f"{entry.title} {entry.rest}", room, bold=True, lead=first)
    title = line_count(entry.title, room, bold=True)
    return ceil(first / room) + title + line_count(entry.rest, room / SMALL)


def _first_line(entry: Entry | Shown) -> float:
    """How wide the time is with the badges behind it."""
    badges = sum(SMALL_BADGE * width(badge, bold=True) + BADGE_FRAME for badge in entry.badges)
    return SMALL * width(entry.time) + badges


def notes_height(notes: Sequence[Note]) -> float:
    """How much of the page these need below the table, in points."""
    columns = in_columns(notes)
    return max(map(_lines_of, columns)) * LINE * BELOW_SIZE + HEADING_BELOW if notes else 0.0


def in_columns(notes: Sequence[Note]) -> tuple[tuple[Note, ...], ...]:
    """The notes in their order, in columns of about the same height; none without notes."""
    columns: list[list[Note]] = [[] for _ in range(BELOW_COLUMNS)]
    total, before = _lines_of(notes), 0.0
    for note in notes:
        columns[int(before * BELOW_COLUMNS / total)].append(note)
        before += _lines_of((note,))
    return tuple(tuple(column) for column in columns) if notes else ()


def _lines_of(notes: Iterable[Note]) -> float:
    """The height of notes in lines; between two of them there is a bit more room."""
    room = PAGE_WIDTH / BELOW_COLUMNS / BELOW_SIZE - BELOW_GUTTER
    return sum(
        line_count(" ".join((n.mark, n.time, n.title, n.rest)), room, bold=True) + 0.2
        for n in notes
    )
