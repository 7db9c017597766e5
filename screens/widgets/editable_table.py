"""A table in which cells can be changed and rows be marked.

The cursor is on a whole row, or goes sideways into the cells of those columns that say what they
edit.  The table only tells what somebody wants; whoever shows it asks for the value.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Offset, Region
from textual.message import Message
from textual.strip import Strip

from planner.phrases import N_
from screens.widgets.list_rows import Run
from screens.widgets.table import GUTTER, HERE, RowTable
from screens.widgets.table_columns import Column, R

MARKED = "✓"
#: Keys that keep their meaning while a cell is highlighted and letters go into it.
NEVER_TYPED = frozenset("?/[]<> ")


class EditableTable(RowTable[R]):
    """``cell`` is the column into which the cursor has gone, ``marked`` the marked rows."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right", "cell(1)", N_("Into the cells"), show=False),
        Binding("left", "cell(-1)", N_("Cell before"), show=False),
        Binding("tab", "next_cell(1)", N_("Next cell"), show=False),
        Binding("shift+tab", "next_cell(-1)", N_("Cell before"), show=False),
        Binding("f2", "edit_cell", N_("Change the cell"), show=False),
        Binding("space", "mark", N_("Mark the row"), show=False),
        Binding("ctrl+a", "mark_all", N_("Mark all rows"), show=False),
        Binding("escape", "back", N_("Back to the row"), show=False),
    ]

    @dataclass
    class CellChosen(Message):
        """A cell shall be changed; ``typed`` is what was typed on it already."""

        table: "EditableTable[Any]"
        row_id: str
        column: str
        typed: str = ""

        @property
        def control(self) -> "EditableTable[Any]":
            return self.table

    @dataclass
    class Marked(Message):
        """Other rows are marked, or the cursor went into or out of the cells."""

        table: "EditableTable[Any]"

        @property
        def control(self) -> "EditableTable[Any]":
            return self.table

    def __init__(
        self,
        columns: Sequence[Column[R]],
        *,
        row_style: Callable[[R], str] | None = None,
        id: str | None = None,  # noqa: A002 - Textual's own name for it
    ) -> None:
        super().__init__(columns, row_style=row_style, id=id)
        self._marked: set[str] = set()
        self._cell: str | None = None

    def show(self, rows: Iterable[R]) -> None:
        super().show(rows)
        if self._marked:
            self._marked &= {row.id for row in self._source.all}

    # -- cells ----------------------------------------------------------------------------

    @property
    def cell(self) -> str | None:
        """The key of the column into which the cursor has gone; None: it is on the whole row."""
        return self._cell if self.row_id is not None else None

    @property
    def _editable(self) -> list[str]:
        return [column.key for column in self._columns_shown if column.edits]

    def go_to_cell(self, column: str | None) -> None:
        """The cursor into a column that can be edited; None: back to the whole row."""
        wanted = column if column in self._editable else None
        if wanted != self._cell:
            self._cell = wanted
            self.refresh()
            self.screen.refresh_bindings()
            self.post_message(self.Marked(self))

    def action_next_cell(self, step: int) -> None:
        """To the next cell that can be changed, and from the last to the next row's first."""
        keys = self._editable
        if self._cell not in keys:
            return
        there = keys.index(self._cell) + step
        if not 0 <= there < len(keys):
            self.action_move(step)
        self.go_to_cell(keys[there % len(keys)])

    def cell_region(self, column: str) -> Region:
        """Where a cell of the row under the cursor is on the screen."""
        number = [c.key for c in self._columns_shown].index(column)
        line = self.HEADER + (self._cursor or 0) - self.scroll_offset.y
        corner = self.content_region.offset + Offset(self._starts[number], line)
        return Region(corner.x, corner.y, self._widths[column], 1)

    def action_cell(self, step: int) -> None:
        """Into the cells, along them, and at the left end back to the row."""
        keys = self._editable
        if self._cell in keys:
            there = keys.index(self._cell) + step
            self.go_to_cell(None if there < 0 else keys[min(there, len(keys) - 1)])
        elif keys and step > 0:
            self.go_to_cell(keys[0])

    def action_edit_cell(self) -> None:
        """Change the cell under the cursor, else the first one that can be changed."""
        key = self._cell or next(iter(self._editable), None)
        if self.row_id is not None and key is not None:
            self.go_to_cell(key)
            self.post_message(self.CellChosen(self, self.row_id, key))

    def action_open(self) -> None:
        if self._cell is not None:
            self.action_edit_cell()
        else:
            super().action_open()

    def action_turn(self) -> None:
        """Sort by the column of the cell, else as before."""
        if self._cell is not None:
            self._turn(self._cell)
        else:
            super().action_turn()

    def _is_typed(self, character: str | None) -> bool:
        """Whether a character goes into the highlighted cell."""
        return (
            self.cell is not None
            and character is not None
            and len(character) == 1
            and character.isprintable()
            and character not in NEVER_TYPED
        )

    def check_consume_key(self, key: str, character: str | None) -> bool:
        return self._is_typed(character)

    def on_key(self, event: events.Key) -> None:
        if self._is_typed(event.character) and self.row_id is not None and self._cell is not None:
            event.stop()
            event.prevent_default()
            typed = event.character or ""
            self.post_message(self.CellChosen(self, self.row_id, self._cell, typed))

    # -- marks ----------------------------------------------------------------------------

    @property
    def marked(self) -> list[str]:
        """The ids of the marked rows in view, in the order shown."""
        return [row.id for row in self._source.shown if row.id in self._marked]

    def action_mark(self) -> None:
        """Mark the row, or no longer, and go to the next."""
        if self.row_id is not None:
            self._mark(self._marked ^ {self.row_id})
            self.action_move(1)

    def action_mark_all(self) -> None:
        """Mark every row in view; when all are marked already, none."""
        every = {row.id for row in self._source.shown}
        self._mark(set() if every <= self._marked else every)

    def _mark(self, ids: set[str]) -> None:
        self._marked = ids
        self._strips.clear()
        self.refresh()
        self.post_message(self.Marked(self))

    def action_back(self) -> None:
        """Out of the cells; then the marks go."""
        if self._cell is not None:
            self.go_to_cell(None)
        else:
            self._mark(set())

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys for which there is nothing to do go on to the room."""
        match action:
            case "cell" | "edit_cell":
                return bool(self._editable)
            case "next_cell":
                return self.cell is not None
            case "back":
                return bool(self._cell or self._marked)
        return True

    # -- mouse and painting ---------------------------------------------------------------

    def row_clicked(self, x: int, column: Column[R] | None, *, twice: bool) -> None:
        """At the left edge: mark; twice on a cell: change it."""
        if x < GUTTER and self.row_id is not None:
            self._mark(self._marked ^ {self.row_id})
            return
        self.go_to_cell(column.key if twice and column else None)
        super().row_clicked(x, column, twice=twice)

    def _measure(self) -> None:
        super()._measure()
        if self._cell is not None and self._cell not in self._editable:
            self._cell = None

    def edge(self, index: int) -> Run:
        here, marked = index == self._cursor, self._rows[index].key in self._marked
        return Run((HERE if here else " ") + (MARKED if marked else " "), "strong")

    def _strip_key(self, index: int, line: int) -> tuple[object, ...]:
        here = index == self._cursor
        return (index, here, self._cell if here else None, self._rows[index].key in self._marked)

    def _draw(self, index: int, line: int) -> Strip:
        runs = [self.edge(index), *self._lines_of(index)[line]]
        if index != self._cursor:
            return self._strip(runs, "row" if self._rows[index].key in self._marked else "")
        if self._cell is None:
            return self._strip(runs, "cursor")
        keys = ("", *(column.key for column in self._columns_shown))
        segments = [
            Segment(run.text, self._style(run.style, "cursor" if key == self._cell else "row"))
            for key, run in zip(keys, runs, strict=True)
        ]
        return Strip(segments).adjust_cell_length(self.view.width, self._style("text", "row"))
