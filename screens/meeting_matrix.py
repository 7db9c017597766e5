"""The grid of a day's meetings: they are dragged, or picked up and put down."""

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType

from planner.phrases import N_
from screens.widgets.matrix_drag import DragMatrix


class MeetingMatrix(DragMatrix):
    """A click goes to a cell, and puts down what is in hand; a double click opens it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "turn", N_("Pick up, put down")),
    ]

    #: Whether something has been picked up.
    holding = False

    def on_click(self, event: events.Click) -> None:
        row, column = self._place_at(event)
        if self._dropped or row is None or column is None:
            return
        event.prevent_default()
        self._go_to_column(column)
        self._move_to(row)
        if event.chain == 2:
            self.action_open()
        elif self.holding:
            self.action_turn()
