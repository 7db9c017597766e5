"""A list of items that can be accepted one by one, and a board that can only be looked at."""

from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from planner.phrases import N_
from screens.proposals_rows import MARK_CELLS
from screens.widgets.line_list import LineList
from screens.widgets.timeline import Timeline


class MarkList(LineList):
    """Items with a mark; a click on it, or a double click on the line, turns it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "open", N_("Apply"), show=False)]

    @dataclass
    class Marked(Message):
        """The mark of a row was clicked."""

        key: str

    def on_click(self, event: events.Click) -> None:
        event.prevent_default()  # what a double click does in other lists
        place = event.get_content_offset_capture(self)
        index = self._row_at(place.y)
        if index is None:
            return
        self._move_to(index)
        if (place.x < MARK_CELLS and event.chain == 1) or (
            place.x >= MARK_CELLS and event.chain == 2
        ):
            assert self.cursor_key is not None
            self.post_message(self.Marked(self.cursor_key))


class ShownTimeline(Timeline):
    """A timeline on which nothing is made."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "open", N_("Its item"), show=False)]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return action != "create" and super().check_action(action, parameters)
