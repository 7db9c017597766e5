"""A table of rows and columns of any size, drawn by line: row titles and header stay in view."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import set_cell_size
from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.strip import Strip

from planner.phrases import N_
from screens.widgets.line_list import LineList
from screens.widgets.list_rows import Layout, Line, ListRow, Run
from screens.widgets.matrix_parts import (
    DEFAULT_WIDTHS,
    CellFinder,
    CellWidths,
    Geometry,
    HeadFinder,
    MatrixCell,
    MatrixColumn,
    Place,
    geometry,
    no_figure,
    nothing,
)
from screens.widgets.table_list import TableList
from screens.widgets.timeline_text import clean, fit

__all__ = ["Matrix", "MatrixCell", "MatrixColumn"]


class Matrix(TableList, inherit_bindings=False):
    """Rows as in a list, with cells to their right and a cursor on one cell.

    Two lines stay at the top: the titles of the columns, and a figure for each.
    """

    HEADER: ClassVar[int] = 2
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

        @property
        def control(self) -> "Matrix":
            return self.sender

    @dataclass
    class Toggled(Message):
        """Space or a click on a cell."""

        sender: "Matrix"
        row: str
        column: str

        @property
        def control(self) -> "Matrix":
            return self.sender

    @dataclass
    class HeadPressed(Message):
        """A click on the title of a column; None: on those of the rows."""

        sender: "Matrix"
        column: str | None

        @property
        def control(self) -> "Matrix":
            return self.sender

    def __init__(
        self,
        table: Layout,
        *,
        empty: str = "",
        widths: CellWidths = DEFAULT_WIDTHS,
        id: str | None = None,  # noqa: A002 - Textual's own name for it
    ) -> None:
        """``table`` lays out the row titles."""
        super().__init__(table, empty=empty, id=id)
        self.widths = widths
        self._columns: tuple[MatrixColumn, ...] = ()
        self._find_cell: CellFinder = nothing
        self._find_head: HeadFinder = no_figure
        self._label = ""
        self._column = 0
        self._cells: dict[Place, MatrixCell] = {}  # those that have been asked for
        self._shares: Geometry | None = None  # how the width is shared, once it is known
        self._target: Place | None = None  # a second cell that stands out

    # -- what is shown --------------------------------------------------------------------

    def show_cells(
        self,
        rows: Sequence[ListRow],
        columns: Sequence[MatrixColumn],
        cell: CellFinder,
        *,
        head: HeadFinder | None = None,
        label: str = "",
    ) -> None:
        """Show rows and columns; the cursor stays on its row and its column.

        ``head`` gives what stands below the title of a column, ``label`` says what it is.
        """
        old = self.cursor_column
        self._columns, self._find_cell = tuple(columns), cell
        self._find_head, self._label = head or no_figure, label
        ids = [c.id for c in self._columns]
        self._column = ids.index(old) if old in ids else 0
        self.show_rows(rows)

    @property
    def cursor_column(self) -> str | None:
        """The id of the column under the cursor."""
        return self._columns[self._column].id if self._column < len(self._columns) else None

    def select_column(self, column_id: str) -> None:
        """Put the cursor into a column."""
        ids = [c.id for c in self._columns]
        if column_id in ids:
            self._go_to_column(ids.index(column_id))

    def on_mount(self) -> None:
        # A scrollbar that comes takes a line away: the cursor may be under it.
        self.watch(self, "show_horizontal_scrollbar", self._scrollbar_changed, init=False)

    def _scrollbar_changed(self) -> None:
        self.call_after_refresh(self._reveal)

    # -- layout ---------------------------------------------------------------------------

    @property
    def _geometry(self) -> Geometry:
        if self._shares is None:
            count, widest = len(self._columns), self.table.widest
            self._shares = geometry(self.view.width, count, self.widths, widest)
        return self._shares

    @property
    def row_width(self) -> int:
        """Cells of the row titles: what the columns can spare."""
        return self._geometry.titles

    @property
    def column_width(self) -> int:
        """Cells of a column, the same for all."""
        return self._geometry.column

    def _measure(self) -> None:
        self._shares = None
        self._cells.clear()
        super()._measure()

    def _virtual_width(self) -> int:
        return self.row_width + len(self._columns) * self.column_width

    def _reveal(self) -> None:
        super()._reveal()
        self._reveal_column()

    def _reveal_column(self) -> None:
        """Bring the cursor's column into view."""
        room = self._geometry.room
        if room <= 0 or not self._columns:
            return
        left = self._column * self.column_width
        here = self.scroll_offset.x
        if left + self.column_width > here + room:
            here = left + self.column_width - room
        here = min(here, left)
        if here != self.scroll_offset.x:
            self.scroll_to(x=here, animate=False, force=True)

    # -- drawing --------------------------------------------------------------------------

    def _strip_key(self, index: int, line: int) -> tuple[object, ...]:
        here = self._column if index == self._cursor else None
        return (index, line, here, self.scroll_offset.x, self._target)

    def render_line(self, y: int) -> Strip:
        if y >= self.HEADER or not self._columns:
            return super().render_line(y) if y != 1 else self._strip((), "header")
        width = self.column_width
        line = self.header() if y == 0 else [Run(fit(clean(self._label), self.row_width))]
        title = self._strip(line, "header").crop(0, self.row_width)
        runs = []
        for n in self._visible():
            column = self._columns[n]
            text = column.title if y == 0 else self._find_head(column.id).text
            over = "cursor" if n == self._column and y == 0 else "header"
            runs.append((Run(set_cell_size(clean(text), width - 1) + " "), over))
        return self._joined(title, runs, "header")

    def _draw(self, index: int, line: int) -> Strip:
        row = self._rows[index]
        is_here = index == self._cursor
        runs = self._lines_of(index)[line]
        if row.is_heading or not self._columns:
            return self._strip(row.lines(self._geometry.width)[line], "cursor" if is_here else "")
        title = self._strip(runs, "").crop(0, self.row_width)
        if is_here:
            title = self._underlined(runs)
        width = self.column_width
        cells = []
        for n in self._visible():
            cell = self.cell_at(row.key, self._columns[n].id)
            text = fit(cell.text, width - 1) + " "
            here = is_here and n == self._column
            over = "cursor" if here or (row.key, self._columns[n].id) == self._target else ""
            cells.append((Run(text, cell.style), over))
        return self._joined(title, cells)

    def cell_at(self, row: str, column: str) -> MatrixCell:
        """What stands in a cell."""
        if (row, column) not in self._cells:
            self._cells[row, column] = self._find_cell(row, column)
        return self._cells[row, column]

    def _underlined(self, runs: Line) -> Strip:
        """The titles of the row under the cursor stand out."""
        strong = [Run(run.text, "strong" if run.style == "text" else run.style) for run in runs]
        return self._strip(strong, "row").crop(0, self.row_width)

    def _visible(self) -> range:
        """Indexes of the columns of which any cell is in view."""
        width, left = self.column_width, self.scroll_offset.x
        right = left + self._geometry.room
        return range(left // width, min(-(-right // width), len(self._columns)))

    def _joined(self, title: Strip, runs: Sequence[tuple[Run, str]], over: str = "") -> Strip:
        """Row title, then the cells, cut where they are scrolled under it."""
        cells = Strip.join([self._strip_of(run, over) for run, over in runs])
        hidden = self.scroll_offset.x % self.column_width
        cells = cells.crop(hidden, hidden + self._geometry.room)
        fill = self._style("text", over)
        return Strip.join([title, cells]).adjust_cell_length(self._geometry.width, fill)

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
            self.post_message(self.Toggled(self, row, column))

    # -- mouse ----------------------------------------------------------------------------

    def _place_at(self, event: events.MouseEvent) -> tuple[int | None, int | None]:
        """Indexes of the row and the column under the mouse."""
        x, y = event.get_content_offset_capture(self)
        column = (x - self.row_width + self.scroll_offset.x) // max(self.column_width, 1)
        in_cells = x >= self.row_width and 0 <= column < len(self._columns)
        return self._row_at(y), column if in_cells else None

    def on_click(self, event: events.Click) -> None:
        """On a cell: as space.  On a head: the column.  A row's title is as in any list."""
        row, column = self._place_at(event)
        in_head = event.get_content_offset_capture(self).y < self.HEADER
        if column is None and not in_head:
            return
        event.prevent_default()
        if column is not None:
            self._go_to_column(column)
        if in_head:
            found = None if column is None else self._columns[column].id
            self.post_message(self.HeadPressed(self, found))
        elif row is not None:
            self._move_to(row)
            self.action_turn()
