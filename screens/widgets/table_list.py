"""A list with columns: their titles stay at the top."""

from typing import ClassVar

from screens.widgets.line_list import LineList
from screens.widgets.list_rows import Layout, Line


class TableList(LineList):
    """Rows in the columns of a layout."""

    HEADER: ClassVar[int] = 1

    def __init__(
        self,
        table: Layout,
        *,
        empty: str = "",
        id: str | None = None,  # noqa: A002 - Textual's own name for it
        classes: str | None = None,
    ) -> None:
        super().__init__(empty=empty, id=id, classes=classes)
        self.table = table

    def header(self) -> Line:
        return self.table.header(self.row_width)
