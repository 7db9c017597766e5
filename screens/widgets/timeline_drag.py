"""Dragging a box with the mouse: what it would become, in steps of five minutes.  Pure."""

from dataclasses import dataclass

from screens.widgets.timeline_board import Box
from screens.widgets.timeline_paint import Ghost

#: Moved and resized activities begin and end on multiples of this.
STEP_MINUTES = 5
SHORTEST_MINUTES = 5


@dataclass(frozen=True, slots=True)
class Drag:
    """A box taken at ``row``; ``resize``: by its lower edge."""

    activity_id: str
    begin: int
    minutes: int
    row: int
    resize: bool

    @classmethod
    def of(cls, box: Box, row: int) -> "Drag":
        """The drag that starts in a row of a box; parts have no time of their own to move."""
        resize = box.activity.parent_id is not None or row == box.bottom - 1 > box.top
        return cls(box.activity.id, box.begin, box.end - box.begin, row, resize)

    def to(self, row: int, step: int) -> Ghost | None:
        """What is dropped in ``row`` (``step`` minutes each); None where nothing changes."""
        shift = (row - self.row) * step
        if shift == 0:
            return None
        if self.resize:
            end = snapped(self.begin + self.minutes + shift)
            return Ghost(self.activity_id, self.begin, max(end - self.begin, SHORTEST_MINUTES))
        return Ghost(self.activity_id, snapped(self.begin + shift), self.minutes)


def snapped(instant: int) -> int:
    """The nearest multiple of five minutes."""
    return (instant + STEP_MINUTES // 2) // STEP_MINUTES * STEP_MINUTES
