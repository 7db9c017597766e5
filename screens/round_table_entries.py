"""The running order: its cells can be typed into, its rows dragged to another place."""

from typing import ClassVar

from textual.binding import Binding, BindingType

from planner.phrases import N_
from screens.round_table_rows import ENTRY_COLUMNS, EntryRow
from screens.widgets.editable_table import EditableTable
from screens.widgets.ordered_table import OrderedTable
from screens.widgets.table import GUTTER
from screens.widgets.table_columns import Column


class EntryTable(OrderedTable[EntryRow], EditableTable[EntryRow], inherit_bindings=False):
    """Right goes into the cells: what is typed there replaces what stands in one.

    Rows are not marked: what is done to several entries at once is done to all of them.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        *OrderedTable.BINDINGS,
        Binding("right", "cell(1)", N_("Into the cells"), show=False),
        Binding("left", "cell(-1)", N_("Cell before"), show=False),
        Binding("tab", "next_cell(1)", N_("Next cell"), show=False),
        Binding("shift+tab", "next_cell(-1)", N_("Cell before"), show=False),
        Binding("f2", "edit_cell", N_("Change the cell"), show=False),
        Binding("escape", "back", N_("Back to the row"), show=False),
    ]

    def __init__(self) -> None:
        super().__init__(ENTRY_COLUMNS, id="entries")

    def row_clicked(self, x: int, column: Column[EntryRow] | None, *, twice: bool) -> None:
        super().row_clicked(max(x, GUTTER), column, twice=twice)

    def go_into(self, column: str) -> None:
        """To a cell of the row under the cursor."""
        self.focus()
        self.go_to_cell(column)
