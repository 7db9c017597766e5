"""A table whose order means something: rows in order of time, never sorted otherwise."""

from dataclasses import dataclass
from typing import Any, ClassVar

from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.strip import Strip

from screens.widgets.table import RowTable
from screens.widgets.table_columns import R


class OrderedTable(RowTable[R], inherit_bindings=False):
    """Without the keys that sort, which are free for other things; j and k go down and up.

    A row can be dragged to another one with the mouse: see :class:`Dropped`.
    """

    SORTS = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", show=False),
        Binding("up,k", "move(-1)", show=False),
        Binding("down,j", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home", "edge(0)", show=False),
        Binding("end", "edge(-1)", show=False),
    ]

    @dataclass
    class Dropped(Message):
        """A row was dragged onto another one."""

        table: "OrderedTable[Any]"
        row_id: str
        onto_id: str

        @property
        def control(self) -> "OrderedTable[Any]":
            return self.table

    _dragged: int | None = None  # the row that the mouse has taken
    _onto: int | None = None  # the row above which it is
    _has_dropped = False

    # -- mouse ----------------------------------------------------------------------------

    def on_mouse_down(self, event: events.MouseDown) -> None:
        self._dragged = self._row_at(event.get_content_offset_capture(self).y)
        if self._dragged is not None:
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self._dragged is None:
            return
        index = self._row_at(event.get_content_offset_capture(self).y)
        onto = None if index == self._dragged else index
        if onto != self._onto:
            self._onto = onto
            self.refresh()

    def on_mouse_up(self) -> None:
        dragged, onto = self._dragged, self._onto
        self._dragged = self._onto = None
        self.release_mouse()
        self._has_dropped = dragged is not None and onto is not None
        if dragged is None or onto is None:
            return
        self.refresh()
        rows = self._rows
        if dragged < len(rows) and onto < len(rows):
            self.post_message(self.Dropped(self, rows[dragged].key, rows[onto].key))

    def on_click(self, event: events.Click) -> None:
        if self._has_dropped:  # no click was meant
            event.prevent_default()
            self._has_dropped = False

    def on_hide(self) -> None:
        self._dragged = self._onto = None

    # -- drawing --------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        strip = super().render_line(y)
        if self._onto is not None and self._row_at(y) == self._onto:
            return strip.apply_style(Style(reverse=True))
        return strip
