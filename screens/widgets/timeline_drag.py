"""Dragging a box with the mouse: what it would become, in steps of five minutes.  Pure.

*Lines* are those of time: rows, or cells when the timeline is turned.
"""

from dataclasses import dataclass
from enum import Enum

from planner.programme import Span
from screens.widgets.timeline_board import Box
from screens.widgets.timeline_picture import Ghost
from screens.widgets.timeline_scale import Scale

#: Moved and resized activities begin and end on multiples of this.
STEP_MINUTES = 5
SHORTEST_MINUTES = 5


class Grip(Enum):
    """Where a box is taken: by its body, by the edge at which it begins, or where it ends."""

    BODY = "body"
    BEGIN = "begin"
    END = "end"


@dataclass(frozen=True, slots=True)
class Drag:
    """A box taken at a line and in a column.  ``scale`` stays what it was at that moment."""

    activity_id: str
    span: Span
    line: int
    column: int
    grip: Grip
    scale: Scale

    @classmethod
    def of(cls, box: Box, line: int, column: int, grip: Grip, scale: Scale) -> "Drag":
        """The drag that starts at a line; parts have no time of their own to move."""
        if box.activity.parent_id is not None:
            grip = Grip.END
        return cls(box.activity.id, Span(box.begin, box.end), line, column, grip, scale)

    @property
    def start(self) -> Ghost:
        """As it was taken."""
        begin, end = self.span
        return Ghost(self.activity_id, begin, end - begin)

    def to(self, line: int, column: int) -> Ghost:
        """What is dropped at a line and in a column."""
        shift = self.scale.instant_of(line) - self.scale.instant_of(self.line)
        begin, end = self.span
        aside = column - self.column if self.grip is Grip.BODY else 0
        if shift == 0:
            return self.start._replace(shift=aside)
        if self.grip is Grip.END:
            end = max(snapped(end + shift), begin + SHORTEST_MINUTES)
        elif self.grip is Grip.BEGIN:
            begin = min(snapped(begin + shift), end - SHORTEST_MINUTES)
        else:
            begin = snapped(begin + shift)
            end = begin + self.start.minutes
        return Ghost(self.activity_id, begin, end - begin, aside)


def grip_at(box: Box, x: int, row: int, *, turned: bool, chosen: bool) -> Grip:
    """Where a box is taken at a cell.

    The edge where it ends is always at hand; that where it begins carries its title, so it can be
    taken only at the sign that the chosen box shows.
    """
    frame = box.frame
    if turned:
        if x == frame.right - 1 > frame.left:
            return Grip.END
        begins = x == frame.left and row == frame.bottom - 1 > frame.top
    else:
        if row == frame.bottom - 1 > frame.top:
            return Grip.END
        begins = row == frame.top < frame.bottom - 1 and x == frame.right - 1
    return Grip.BEGIN if begins and chosen else Grip.BODY


def snapped(instant: int) -> int:
    """The nearest multiple of five minutes."""
    return (instant + STEP_MINUTES // 2) // STEP_MINUTES * STEP_MINUTES
