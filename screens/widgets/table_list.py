"""A list with columns: their titles stay at the top."""

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import ClassVar

from textual import events
from textual.message import Message

from screens.widgets.line_list import LineList
from screens.widgets.list_rows import GAP, Layout, Line


class TableList(LineList):
    """Rows in the columns of a layout."""

    HEADER: ClassVar[int] = 1

    @dataclass
    class CellPressed(Message):
        """A click on a row: its key, and the number of the column."""

        sender: "TableList"
        key: str
        column: int

        @property
        def control(self) -> "TableList":
            return self.sender

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

    def on_click(self, event: events.Click) -> None:
        place = event.get_content_offset_capture(self)
        index = self._row_at(place.y)
        if index is not None:
            wide = [width + GAP if width else 0 for width in self.table.widths(self.row_width)]
            column = min(bisect_right(list(accumulate(wide)), place.x), len(wide) - 1)
            self.post_message(self.CellPressed(self, self._rows[index].key, column))
