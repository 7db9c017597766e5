"""What the screens beside the rooms share: they are left by escape, to the room one came from."""

from typing import ClassVar

from textual.binding import Binding, BindingType

from planner.phrases import N_
from screens.room import RoomScreen


class ToolScreen(RoomScreen):
    """A screen beside the rooms, with their header and keys."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", N_("Back")),
    ]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]

    def action_leave(self) -> None:
        """Back to the room one came from."""
        self.planner.leave_tool()
