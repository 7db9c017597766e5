"""A table of rows: columns as data, drawn by line, sorted by header, narrowed as one types.

``show(rows)`` may be called after every edit: the cursor stays on its row, and so do the scroll
position, the marks, and the order that somebody has chosen.  Only rows in view are drawn.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, ClassVar, Generic

from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.strip import Strip

from planner.phrases import N_, _
from screens.widgets.line_list import LineList
from screens.widgets.list_rows import STYLES, Line, Run
from screens.widgets.table_cells import PADDING, LazyRow, one_cell, style_of
from screens.widgets.table_columns import Column, R, sign_column, widths
from screens.widgets.table_rows import Rows

__all__ = ["Column", "RowTable", "sign_column"]

#: The sign at the left edge of the row under the cursor, and how wide that edge is.
HERE = "›"
GUTTER = 2
#: Faint text cannot be read on the cursor.
UNDIMMED = Style(dim=False)


class RowTable(LineList, Generic[R], inherit_bindings=False):
    """Rows with an id.  The row under the cursor is ``row_id``."""

    HEADER: ClassVar[int] = 1
    #: Whether headers and keys sort; a subclass whose order means something says no.
    SORTS: ClassVar[bool] = True
    DEFAULT_CSS = """
    RowTable { height: 1fr; background: $background; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", N_("Next row"), show=False),
        Binding("up", "move(-1)", N_("Previous row"), show=False),
        Binding("pagedown", "page(1)", N_("Page down"), show=False),
        Binding("pageup", "page(-1)", N_("Page up"), show=False),
        Binding("home", "edge(0)", N_("First row"), show=False),
        Binding("end", "edge(-1)", N_("Last row"), show=False),
        Binding("enter", "open", N_("Open"), show=False),
        Binding("less_than_sign", "sort_by(-1)", N_("Sort"), key_display="<", show=False),
        Binding("greater_than_sign", "sort_by(1)", N_("Sort"), key_display=">", show=False),
        Binding("s", "turn", N_("Sort: up, down, off"), show=False),
    ]

    @dataclass
    class Highlighted(Message):
        """Another row is under the cursor; None when there is none."""

        table: "RowTable[Any]"
        row_id: str | None

        @property
        def control(self) -> "RowTable[Any]":
            return self.table

    @dataclass
    class Chosen(Message):
        """Enter or a double click on a row."""

        table: "RowTable[Any]"
        row_id: str

        @property
        def control(self) -> "RowTable[Any]":
            return self.table

    def __init__(
        self,
        columns: Sequence[Column[R]],
        *,
        row_style: Callable[[R], str] | None = None,
        id: str | None = None,  # noqa: A002 - Textual's own name for it
    ) -> None:
        super().__init__(id=id)
        self._source: Rows[R] = Rows(columns)
        self._row_style = row_style
        self._columns_shown: tuple[Column[R], ...] = ()
        self._widths: dict[str, int] = {}
        self._starts: list[int] = []

    # -- rows -----------------------------------------------------------------------------

    def show(self, rows: Iterable[R]) -> None:
        """Show these rows, in this order unless somebody has sorted the table."""
        self._source.replace(rows)
        self._repaint()

    def _repaint(self) -> None:
        self.show_rows([LazyRow(row, self._draw_row) for row in self._source.shown])

    @property
    def row_id(self) -> str | None:
        """The id of the row under the cursor."""
        return self.cursor_key

    @property
    def row_count(self) -> int:
        """How many rows are shown."""
        return len(self._rows)

    @property
    def total(self) -> int:
        """How many rows there are, those that the filter hides included."""
        return len(self._source.all)

    @property
    def shown(self) -> int:
        """How many rows the filter lets through."""
        return len(self._source.shown)

    def text_at(self, row_id: str, column: str) -> str:
        """What stands in a cell."""
        row = next(row for row in self._source.all if row.id == row_id)
        return self._source.column(column).text(row)

    def move_cursor(self, *, row: int) -> None:
        """Put the cursor on the row of that number, as far as there are rows."""
        if self._stops:
            self._move_to(self._stops[min(max(row, 0), len(self._stops) - 1)])

    @property
    def needle(self) -> str:
        """What shown rows contain."""
        return self._source.needle

    def narrow(self, needle: str) -> None:
        """Show only the rows that contain all of these words, whatever case and accents."""
        self._source.narrow(needle)
        self._repaint()

    # -- order ----------------------------------------------------------------------------

    def sort_rows(self, key: str | None, *, down: bool = False) -> None:
        """Sort by a column; None: the order in which the rows were given."""
        self._source.sort_by(None if key is None else (key, down))
        self._repaint()

    def action_sort_by(self, step: int) -> None:
        """Sort by the next column to the right, or to the left."""
        keys = [column.key for column in self._columns_shown]
        sort = self._source.sort
        if not keys:
            return  # not laid out yet, or there is no room for any
        if sort is None or sort[0] not in keys:
            self.sort_rows(keys[0 if step > 0 else -1])
        else:
            self.sort_rows(keys[(keys.index(sort[0]) + step) % len(keys)])

    def action_turn(self) -> None:
        """Upwards, then downwards, then as given."""
        sort = self._source.sort
        if sort is not None or self._columns_shown:
            self._turn(sort[0] if sort else self._columns_shown[0].key)

    def _turn(self, key: str) -> None:
        sort = self._source.sort
        if sort is None or sort[0] != key:
            self.sort_rows(key)
        elif not sort[1]:
            self.sort_rows(key, down=True)
        else:
            self.sort_rows(None)

    # -- mouse ----------------------------------------------------------------------------

    def _column_at(self, x: int) -> Column[R] | None:
        number = bisect_right(self._starts, x) - 1
        return self._columns_shown[number] if 0 <= number < len(self._columns_shown) else None

    def on_click(self, event: events.Click) -> None:
        event.prevent_default()  # what a list does with a click
        place = event.get_content_offset_capture(self)
        column = self._column_at(place.x)
        if place.y < self.HEADER:
            if self.SORTS and column is not None:
                self._turn(column.key)
            return
        index = self._row_at(place.y)
        if index is not None:
            self._move_to(index)
            self.row_clicked(place.x, column, twice=event.chain == 2)

    def row_clicked(self, x: int, column: Column[R] | None, *, twice: bool) -> None:
        """What a click on the row under the cursor does."""
        if twice:
            self.action_open()

    def action_open(self) -> None:
        if self.row_id is not None:
            self.post_message(self.Chosen(self, self.row_id))

    # -- painting -------------------------------------------------------------------------

    def _announce(self) -> None:
        # A message goes no further up than its sender's parent, so it must not be taken to be
        # sent by whoever narrows the table or puts the cursor somewhere.
        self.post_message(self.Highlighted(self, self.row_id).set_sender(self))

    def notify_style_update(self) -> None:
        """Colours of cells come from the theme."""
        self._lines.clear()
        super().notify_style_update()

    def _measure(self) -> None:
        room = self.row_width - GUTTER
        shown = tuple(c for c in self._source.columns if c.from_width <= room)
        self._columns_shown = shown
        self._widths = widths(shown, room, PADDING)
        ends = accumulate((self._widths[c.key] + PADDING for c in shown), initial=GUTTER)
        self._starts = list(ends)[:-1]
        super()._measure()

    def header(self) -> Line:
        return [Run(" " * GUTTER, "heading"), *map(self._title, self._columns_shown)]

    def _title(self, column: Column[R]) -> Run:
        arrow = ""
        if self._source.sort is not None and self._source.sort[0] == column.key:
            arrow = "▼" if self._source.sort[1] else "▲"
        text = " ".join(
            piece for piece in (_(column.label) if column.label else "", arrow) if piece
        )
        return one_cell(text, self._widths[column.key], "heading", right=column.right)

    def _draw_row(self, row: R) -> Line:
        base = self._row_style(row) if self._row_style else ""
        theme = self.app.theme_variables
        return [
            one_cell(
                column.text(row),
                self._widths[column.key],
                style_of(row, column, base, theme) or "text",
                right=column.right,
            )
            for column in self._columns_shown
        ]

    def edge(self, index: int) -> Run:
        """The signs at the left of a row."""
        return Run((HERE if index == self._cursor else " ").ljust(GUTTER), "strong")

    def _draw(self, index: int, line: int) -> Strip:
        over = "cursor" if index == self._cursor else ""
        return self._strip([self.edge(index), *self._lines_of(index)[line]], over)

    def _style(self, name: str, over: str) -> Style:
        if name in STYLES or (name, over) in self._styles:
            return super()._style(name, over)
        text, own = super()._style("text", over), Style.parse(name)
        inverted = over == "cursor" and self.has_focus
        self._styles[name, over] = text + (own.without_color + UNDIMMED if inverted else own)
        return self._styles[name, over]
