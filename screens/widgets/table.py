"""A table of rows: columns as data, updated by key, sorted by header, narrowed as one types.

``show(rows)`` may be called after every edit: it changes only the cells that differ and keeps
the cursor, the scroll position and the order that somebody has chosen.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, ClassVar, Generic

from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import DataTable

from planner.phrases import N_, _
from screens.text import cell
from screens.widgets.table_cells import Drawn, cells, drawn, one_cell
from screens.widgets.table_columns import (
    Column,
    R,
    haystacks,
    in_order,
    needles,
    sign_column,
    widths,
)

__all__ = ["Column", "RowTable", "sign_column"]

#: Up to so many rows come and go one by one; with more the table is filled anew.
FEW = 20
#: Blank cells that DataTable puts around the content of a column.
PADDING = 2
SCROLLBAR = 1


class RowTable(DataTable[Text], Generic[R]):
    """Rows with an id.  The row under the cursor is ``row_id``."""

    DEFAULT_CSS = """
    RowTable {
        height: 1fr;
        scrollbar-size-vertical: 1;
        scrollbar-size-horizontal: 1;
        background: $background;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select_cursor", N_("Open"), show=False),
        Binding("less_than_sign", "sort_by(-1)", N_("Sort"), key_display="<", show=False),
        Binding("greater_than_sign", "sort_by(1)", N_("Sort"), key_display=">", show=False),
        Binding("s", "turn", N_("Sort: up, down, off"), show=False),
    ]

    class Highlighted(Message):
        """Another row is under the cursor; None when there is none."""

        def __init__(self, table: "RowTable[Any]", row_id: str | None) -> None:
            super().__init__()
            self.table, self.row_id = table, row_id

        @property
        def control(self) -> "RowTable[Any]":
            return self.table

    class Chosen(Message):
        """Enter or a double click on a row."""

        def __init__(self, table: "RowTable[Any]", row_id: str) -> None:
            super().__init__()
            self.table, self.row_id = table, row_id

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
        super().__init__(id=id, cursor_type="row", show_row_labels=False)
        self._all_columns = tuple(columns)
        self._shown: tuple[Column[R], ...] = ()
        self._row_style = row_style
        self._rows: list[R] = []
        self._haystacks: dict[str, str] | None = None
        self._drawn: dict[str, Drawn] = {}
        self._needle = ""
        self._sort: tuple[str, bool] | None = None  # column key, downwards
        self._told: str | None = None

    # -- rows -----------------------------------------------------------------------------

    def show(self, rows: Iterable[R]) -> None:
        """Show these rows, in this order unless somebody has sorted the table."""
        self._rows = list(rows)
        self._haystacks = None
        self._repaint()

    @property
    def row_id(self) -> str | None:
        """The id of the row under the cursor."""
        if not self.row_count or not self.columns:
            return None
        return self.coordinate_to_cell_key(self.cursor_coordinate).row_key.value

    @property
    def total(self) -> int:
        """How many rows there are, those that the filter hides included."""
        return len(self._rows)

    @property
    def shown(self) -> int:
        """How many rows the filter lets through."""
        return len(self._matching())

    def select(self, row_id: str) -> bool:
        """Put the cursor on a row; False when it is not shown."""
        if row_id not in self._drawn:
            return False
        self.move_cursor(row=self.get_row_index(row_id))
        self._tell()
        return True

    @property
    def needle(self) -> str:
        """What shown rows contain."""
        return self._needle

    def narrow(self, needle: str) -> None:
        """Show only the rows that contain all of these words, whatever case and accents."""
        self._needle = needle
        self._repaint()

    def _matching(self) -> list[R]:
        words = needles(self._needle)
        if not words:
            return self._rows
        if self._haystacks is None:
            self._haystacks = haystacks(self._rows, self._all_columns)
        found = self._haystacks
        return [row for row in self._rows if all(word in found[row.id] for word in words)]

    # -- order ----------------------------------------------------------------------------

    def _ordered(self) -> list[R]:
        rows = self._matching()
        if self._sort is None:
            return rows
        key, down = self._sort
        return in_order(rows, next(c for c in self._all_columns if c.key == key), down=down)

    def sort_rows(self, key: str | None, *, down: bool = False) -> None:
        """Sort by a column; None: the order in which the rows were given."""
        self._sort = None if key is None else (key, down)
        for column in self._shown:
            self.columns[self._key(column)].label = self._label(column)
        self._repaint(reorder=True)

    def action_sort_by(self, step: int) -> None:
        """Sort by the next column to the right, or to the left."""
        keys = [c.key for c in self._shown]
        if self._sort is None or self._sort[0] not in keys:
            self.sort_rows(keys[0 if step > 0 else -1])
        else:
            self.sort_rows(keys[(keys.index(self._sort[0]) + step) % len(keys)])

    def action_turn(self) -> None:
        """Upwards, then downwards, then as given."""
        self._turn(self._sort[0] if self._sort else self._shown[0].key)

    def _turn(self, key: str) -> None:
        if self._sort is None or self._sort[0] != key:
            self.sort_rows(key)
        elif not self._sort[1]:
            self.sort_rows(key, down=True)
        else:
            self.sort_rows(None)

    def on_data_table_header_selected(self, event: DataTable.HeaderSelected) -> None:
        event.stop()
        if event.column_key.value is not None:
            self._turn(event.column_key.value)

    # -- cursor ---------------------------------------------------------------------------

    def on_data_table_row_highlighted(self, event: DataTable.RowHighlighted) -> None:
        event.stop()
        self._tell()

    def on_data_table_row_selected(self, event: DataTable.RowSelected) -> None:
        event.stop()  # a second single click is not meant to open anything

    def action_select_cursor(self) -> None:
        if self.row_id is not None:
            self.post_message(self.Chosen(self, self.row_id))

    def on_click(self, event: events.Click) -> None:
        if event.chain == 2 and event.style.meta.get("row", -1) >= 0:
            self.action_select_cursor()

    def _tell(self) -> None:
        if self.row_id != self._told:
            self._told = self.row_id
            # A message goes no further up than its sender's parent, so it must not be taken to be
            # sent by whoever narrows the table or puts the cursor somewhere.
            self.post_message(self.Highlighted(self, self._told).set_sender(self))

    # -- painting -------------------------------------------------------------------------

    def on_mount(self) -> None:
        self.watch(self.app, "theme", self._theme_changed, init=False)

    def _theme_changed(self) -> None:
        """Colours of cells come from the theme."""
        self._repaint()

    def on_resize(self) -> None:
        if self.size.width:
            self._lay_out(self.size.width - SCROLLBAR)

    def _lay_out(self, room: int) -> None:
        """Choose the columns that fit into ``room`` cells, and how wide each is."""
        shown = tuple(c for c in self._all_columns if c.from_width <= room)
        wide = widths(shown, room, PADDING)
        if shown == self._shown:
            self._set_widths(wide)
            return
        self._shown = shown
        here, top = self.row_id, self.scroll_y
        self.clear(columns=True)
        self._drawn = {}
        for column in shown:
            self.add_column(self._label(column), width=wide[column.key], key=column.key)
        self._repaint()
        self._return_to(here, 0, top)

    def _set_widths(self, wide: dict[str, int]) -> None:
        for column in self._shown:
            self.columns[self._key(column)].width = wide[column.key]
        if self.row_count:  # the way to have DataTable measure itself again
            first, key = self.ordered_rows[0].key, self._shown[0].key
            self.update_cell(first, key, self.get_cell(first, key), update_width=True)

    def _key(self, column: Column[R]) -> Any:
        return self.ordered_columns[self._shown.index(column)].key

    def _label(self, column: Column[R]) -> Text:
        arrow = ""
        if self._sort is not None and self._sort[0] == column.key:
            arrow = "▼" if self._sort[1] else "▲"
        name = _(column.label)
        text = cell(f"{name} {arrow}" if arrow and name else name or arrow)
        text.justify = "right" if column.right else "left"
        return text

    def _repaint(self, *, reorder: bool = False) -> None:
        """Make the cells say what the rows are, by as few changes as possible."""
        if not self._shown:
            return  # not laid out yet: nothing can be seen
        rows, theme = self._ordered(), self.app.theme_variables
        here, place, top = self.row_id, self.cursor_row, self.scroll_y
        wanted = {row.id: drawn(row, self._shown, self._row_style, theme) for row in rows}
        old = [row.key.value or "" for row in self.ordered_rows]
        gone = [row_id for row_id in old if row_id not in wanted]
        fresh = [row_id for row_id in wanted if row_id not in self._drawn]
        if len(gone) + len(fresh) > FEW:
            self.clear()
            old, self._drawn = [], {}
            fresh = list(wanted)
        else:
            for row_id in gone:
                self.remove_row(row_id)
                del self._drawn[row_id]
            self._update_changed(wanted)
        for row_id in fresh:
            self.add_row(*cells(self._shown, wanted[row_id]), key=row_id)
        self._drawn = wanted
        after = [row_id for row_id in old if row_id in wanted] + fresh
        moved = reorder or after != list(wanted)
        if moved:
            self._put_in_order(list(wanted))
        if moved or gone or fresh:
            self._return_to(here, place, top)
        self._tell()

    def _update_changed(self, wanted: dict[str, Drawn]) -> None:
        for row_id, looks in wanted.items():
            before = self._drawn.get(row_id)
            if before is None or before == looks:
                continue
            for column, old, new in zip(self._shown, before, looks, strict=True):
                if old != new:
                    self.update_cell(row_id, column.key, one_cell(column, *new))

    def _put_in_order(self, ids: Sequence[str]) -> None:
        """``DataTable.sort`` shows its key only cells, so each row is known by its first one."""
        first = self._shown[0].key
        places = {id(self.get_cell(row_id, first)): n for n, row_id in enumerate(ids)}
        self.sort(first, key=lambda found: places[id(found)])

    def _return_to(self, row_id: str | None, place: int, top: float) -> None:
        """Put the cursor and the scroll position back where they were."""
        there = self.get_row_index(row_id) if row_id in self._drawn and row_id else place
        self.move_cursor(row=min(there, max(self.row_count - 1, 0)), scroll=False)
        self.call_after_refresh(self._settle, top)

    def _settle(self, top: float) -> None:
        self.scroll_to(y=top, animate=False, force=True, immediate=True)
        self.move_cursor(row=self.cursor_row)
