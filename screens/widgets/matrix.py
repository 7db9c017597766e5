"""A table of rows and columns of any size, drawn by line: row titles and header stay in view."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from rich.cells import set_cell_size
from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.strip import Strip

from planner.phrases import N_
from screens.widgets.line_list import LineList
from screens.widgets.list_rows import Layout, Line, ListRow, Run
from screens.widgets.table_list import TableList
from screens.widgets.timeline_text import clean, fit

#: Cells of a column: at least where all fit, otherwise, and at most.
NARROW, READABLE, WIDE = 5, 10, 14
#: Row titles have half the width; down to this share of it if then all columns fit.
LEAST_SHARE = 0.35


class MatrixColumn(NamedTuple):
    """A column: ``id`` of what it stands for, ``title`` as the user typed it."""

    id: str
    title: str


class MatrixCell(NamedTuple):
    """What stands in a cell, at most four characters, and in which style (see ``list_rows``)."""

    text: str = ""
    style: str = "text"


#: What stands in the cell of a row and a column (by their keys); asked when it comes into view.
CellFinder = Callable[[str, str], MatrixCell]


class Matrix(TableList, inherit_bindings=False):
    """Rows as in a list, with cells to their right and a cursor on one cell."""

    DEFAULT_CSS = "Matrix { overflow-x: auto; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        *LineList.BINDINGS,
        Binding("left,h", "beside(-1)", N_("Column to the left"), show=False),
        Binding("right,l", "beside(1)", N_("Column to the right"), show=False),
        Binding("ctrl+home", "column(0)", N_("First column"), show=False),
        Binding("ctrl+end", "column(-1)", N_("Last column"), show=False),
        Binding("space", "turn", N_("On/off")),
    ]

    @dataclass
    class Moved(Message):
        """The cursor is on another cell."""

        sender: "Matrix"
        row: str | None
        column: str | None

    @dataclass
    class Toggled(Message):
        """Space or a click on a cell."""

        row: str
        column: str

    def __init__(
        self,
        table: Layout,
        *,
        empty: str = "",
        id: str | None = None,  # noqa: A002 - Textual's own name for it
    ) -> None:
        """``table`` lays out the row titles."""
        super().__init__(table, empty=empty, id=id)
        self._columns: tuple[MatrixColumn, ...] = ()
        self._find_cell: CellFinder = _nothing
        self._column = 0

    # -- what is shown --------------------------------------------------------------------

    def show_cells(
        self, rows: Sequence[ListRow], columns: Sequence[MatrixColumn], cell: CellFinder
    ) -> None:
        """Show rows and columns; the cursor stays on its row and its column."""
        old = self.cursor_column
        self._columns, self._find_cell = tuple(columns), cell
        ids = [c.id for c in self._columns]
        self._column = ids.index(old) if old in ids else 0
        self.show_rows(rows)
        self._reveal_column()

    @property
    def cursor_column(self) -> str | None:
        """The id of the column under the cursor."""
        return self._columns[self._column].id if self._column < len(self._columns) else None

    def select_column(self, column_id: str) -> None:
        """Put the cursor into a column."""
        ids = [c.id for c in self._columns]
        if column_id in ids:
            self._go_to_column(ids.index(column_id))

    # -- layout ---------------------------------------------------------------------------

    @property
    def row_width(self) -> int:
        """Cells of the row titles: what the columns can spare."""
        width, count = self.view.width, len(self._columns)
        if not count:
            return width
        titles = max(width // 2, width - count * WIDE)
        if (width - titles) // count < NARROW and width - count * NARROW >= width * LEAST_SHARE:
            titles = width - count * NARROW
        return min(titles, self.table.widest)

    @property
    def column_width(self) -> int:
        """Cells of a column, the same for all."""
        count = len(self._columns)
        if not count:
            return 0
        each = (self.view.width - self.row_width) // count
        return min(each, WIDE) if each >= NARROW else READABLE

    def _virtual_width(self) -> int:
        return self.row_width + len(self._columns) * self.column_width

    def _reveal_column(self) -> None:
        """Bring the cursor's column into view."""
        room = self.view.width - self.row_width
        if room <= 0 or not self._columns:
            return
        left = self._column * self.column_width
        here = self.scroll_offset.x
        if left + self.column_width > here + room:
            here = left + self.column_width - room
        here = min(here, left)
        if here != self.scroll_offset.x:
            self.scroll_to(x=here, animate=False, force=True)

    def on_resize(self) -> None:
        super().on_resize()
        self._reveal_column()

    # -- drawing --------------------------------------------------------------------------

    def _strip_key(self, index: int, line: int) -> tuple[object, ...]:
        here = self._column if index == self._cursor else None
        return (index, line, here, self.scroll_offset.x)

    def render_line(self, y: int) -> Strip:
        if y >= self.HEADER or not self._columns:
            return super().render_line(y)
        title = self._strip(self.header(), "header").crop(0, self.row_width)
        width = self.column_width
        runs = []
        for n in self._visible():
            style = "cursor" if n == self._column else "header"
            text = set_cell_size(clean(self._columns[n].title), width - 1) + " "
            runs.append((Run(text), style))
        return self._joined(title, runs, "header")

    def _draw(self, index: int, line: int) -> Strip:
        row = self._rows[index]
        is_here = index == self._cursor
        runs = self._lines_of(index)[line]
        if row.is_heading or not self._columns:
            return self._strip(row.lines(self.view.width)[line], "cursor" if is_here else "")
        title = self._strip(runs, "").crop(0, self.row_width)
        if is_here:
            title = self._underlined(runs)
        width = self.column_width
        cells = []
        for n in self._visible():
            cell = self._find_cell(row.key, self._columns[n].id)
            text = fit(cell.text, width - 1) + " "
            over = "cursor" if is_here and n == self._column else ""
            cells.append((Run(text, cell.style), over))
        return self._joined(title, cells)

    def _underlined(self, runs: Line) -> Strip:
        """The titles of the row under the cursor stand out."""
        strong = [Run(run.text, "strong" if run.style == "text" else run.style) for run in runs]
        return self._strip(strong, "row").crop(0, self.row_width)

    def _visible(self) -> range:
        """Indexes of the columns of which any cell is in view."""
        width = self.column_width
        left = self.scroll_offset.x
        room = max(self.view.width - self.row_width, 0)
        return range(left // width, min(-(-(left + room) // width), len(self._columns)))

    def _joined(self, title: Strip, runs: Sequence[tuple[Run, str]], over: str = "") -> Strip:
        """Row title, then the cells, cut where they are scrolled under it."""
        cells = Strip.join([self._strip_of(run, over) for run, over in runs])
        hidden = self.scroll_offset.x % self.column_width
        room = max(self.view.width - self.row_width, 0)
        cells = cells.crop(hidden, hidden + room)
        return Strip.join([title, cells]).adjust_cell_length(
            self.view.width, self._style("text", over)
        )

    def _strip_of(self, run: Run, over: str) -> Strip:
        return Strip([Segment(run.text, self._style(run.style, over))])

    # -- cursor ---------------------------------------------------------------------------

    def _announce(self) -> None:
        super()._announce()
        self.post_message(self.Moved(self, self.cursor_key, self.cursor_column))

    def _go_to_column(self, index: int) -> None:
        if not self._columns:
            return
        index = min(max(index, 0), len(self._columns) - 1)
        if index != self._column:
            self._column = index
            self.refresh()
            self._announce()
        self._reveal_column()

    def action_beside(self, columns: int) -> None:
        """So many columns to the right or left."""
        self._go_to_column(self._column + columns)

    def action_column(self, index: int) -> None:
        """To the first (0) or last (-1) column."""
        self._go_to_column(index % max(len(self._columns), 1))

    def action_turn(self) -> None:
        row, column = self.cursor_key, self.cursor_column
        if row is not None and column is not None:
            self.post_message(self.Toggled(row, column))

    def on_click(self, event: events.Click) -> None:
        """On a cell: as space.  On a row's title: the cursor; a double click opens."""
        x, y = event.get_content_offset_capture(self)
        column = None
        if self._columns and x >= self.row_width:
            column = (x - self.row_width + self.scroll_offset.x) // self.column_width
        index = self._row_at(y)
        if column is None or column >= len(self._columns):
            super().on_click(event)
            return
        self._go_to_column(column)
        if index is not None:
            self._move_to(index)
            self.action_turn()


def _nothing(_row: str, _column: str) -> MatrixCell:
    return MatrixCell()
