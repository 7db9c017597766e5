"""A matrix in which what stands in a cell can be dragged to another one."""

from dataclasses import dataclass

from textual import events
from textual.message import Message

from screens.widgets.matrix import Matrix
from screens.widgets.matrix_parts import Place


class DragMatrix(Matrix):
    """Press on a cell that is not blank, move, release: the cell in between stands out."""

    @dataclass
    class Dragged(Message):
        """A cell was dropped on another one; both are row and column."""

        sender: "DragMatrix"
        origin: Place
        target: Place

        @property
        def control(self) -> "DragMatrix":
            return self.sender

    _origin: Place | None = None
    _dropped = False

    def _keys_at(self, event: events.MouseEvent) -> Place | None:
        row, column = self._place_at(event)
        if row is None or column is None:
            return None
        return self._rows[row].key, self._columns[column].id

    def on_mouse_down(self, event: events.MouseDown) -> None:
        self._dropped = False
        place = self._keys_at(event)
        if place is not None and self.cell_at(*place).text:
            self._origin = place
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self._origin is None:
            return
        place = self._keys_at(event)
        target = place if place != self._origin else None
        if target != self._target:
            self._target = target
            self.refresh()

    def on_mouse_up(self, _event: events.MouseUp) -> None:
        origin, target = self._origin, self._target
        if origin is None:
            return
        self._origin = self._target = None
        self.release_mouse()
        self.refresh()
        if target is not None:
            self._dropped = True
            self.post_message(self.Dragged(self, origin, target))

    def on_click(self, event: events.Click) -> None:
        """The click at the end of a drag is none."""
        if self._dropped:
            self._dropped = False
            event.prevent_default()
