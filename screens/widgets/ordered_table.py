"""A table whose order means something: rows in order of time, never sorted otherwise."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import DataTable

from screens.widgets.table import RowTable
from screens.widgets.table_columns import R


class OrderedTable(RowTable[R], inherit_bindings=False):
    """Without the keys that sort, which are free for other things; j and k go down and up."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select_cursor", show=False),
        Binding("up,k", "cursor_up", show=False),
        Binding("down,j", "cursor_down", show=False),
        Binding("pageup", "page_up", show=False),
        Binding("pagedown", "page_down", show=False),
        Binding("home", "scroll_top", show=False),
        Binding("end", "scroll_bottom", show=False),
    ]

    def on_data_table_header_selected(self, event: DataTable.HeaderSelected) -> None:
        event.prevent_default()
        event.stop()
