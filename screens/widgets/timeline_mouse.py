"""The mouse on a timeline: it selects, opens, zooms, and drags boxes or their edges."""

from collections.abc import Callable
from typing import TypeAlias

from rich.cells import cell_len
from textual import events
from textual.geometry import Offset

from screens.widgets import timeline_cursor as moves
from screens.widgets import timeline_messages as messages
from screens.widgets.timeline_board import Box
from screens.widgets.timeline_canvas import MINUS
from screens.widgets.timeline_cursor import Cursor
from screens.widgets.timeline_drag import Drag, Grip, grip_at
from screens.widgets.timeline_picture import Ghost
from screens.widgets.timeline_pointer import TimelinePointer


class TimelineMouse(TimelinePointer):
    """A timeline that can be taken hold of."""

    MoveRequested: TypeAlias = messages.MoveRequested
    ResizeRequested: TypeAlias = messages.ResizeRequested
    Dragged: TypeAlias = messages.Dragged
    DragCancelled: TypeAlias = messages.DragCancelled

    def __init__(
        self,
        now: Callable[[], int],
        id: str | None,  # noqa: A002 - Textual's own name for it
        classes: str | None,
    ) -> None:
        super().__init__(now, id, classes)
        self._drag: Drag | None = None
        self._dropping: Ghost | None = None

    @property
    def dragging(self) -> bool:
        """True while the mouse holds an activity."""
        return self._drag is not None

    @property
    def ghost(self) -> Ghost | None:
        """Where what is dragged would stand, as long as nobody shows it there as moving."""
        return self._picture.ghost if self._picture else None

    # -- what is where ---------------------------------------------------------------------

    def instant_at(self, place: Offset) -> int | None:
        """The instant that is drawn at a cell of the screen; None beside the picture."""
        if self._picture is None or not self.content_region.contains_point(place):
            return None
        spot = self._spot_at(place - self.content_region.offset)
        line = self._place(spot)[0] if spot is not None else -1
        return self._scale.instant_of(min(line, self._scale.lines - 1)) if line >= 0 else None

    def _spot(self, event: events.MouseEvent) -> Offset | None:
        return self._spot_at(event.offset - self.content_offset)

    def _spot_at(self, place: Offset) -> Offset | None:
        """Cell and row of a place, row -1 over the header; None beside the columns."""
        picture = self._picture
        if picture is None or not self._columns:
            return None
        x, y = place
        left, top = self.scroll_offset
        spot = Offset(
            x - picture.gutter_width + left if x >= picture.gutter_width else -1,
            top + y - picture.header_rows if y >= picture.header_rows else -1,
        )
        names = spot.x if self._turned else spot.y
        if names >= 0 and (spot.x < 0 or spot.y < 0):
            return None
        return spot if spot.y < picture.board.height else None

    def _box_at(self, spot: Offset) -> Box | None:
        assert self._picture is not None
        return self._picture.window(self._view()).box_at(*spot)

    def _place(self, spot: Offset) -> tuple[int, int]:
        """Line of time and column of a cell."""
        assert self._picture is not None
        along, across = (spot.x, spot.y) if self._turned else (spot.y, spot.x)
        return along, self._picture.board.column_at(across)

    def _zoom_at(self, event: events.MouseEvent) -> int:
        """-1 on the plus in the corner (fewer minutes a line), 1 on the minus, 0 elsewhere."""
        picture, (x, y) = self._picture, event.offset - self.content_offset
        if picture is None or y != picture.header_rows - 1:
            return 0
        plus = cell_len(f"{MINUS} {self._step}′ ")
        return 1 if 0 <= x < 2 else -1 if plus - 1 <= x <= plus else 0

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Select what is under the mouse, and take hold of it."""
        if zoom := self._zoom_at(event):
            self.action_zoom(zoom)
            return
        spot = self._spot(event)
        if event.button != 1 or spot is None or self._picture is None:
            return
        line, column = self._place(spot)
        if line < 0:
            self._go_to_column(column)
            return
        box = self._box_at(spot)
        scale = self._scale
        if box is None:
            self._move_to(
                Cursor(column, scale.instant_of(min(line, scale.lines - 1))), scroll=False
            )
            return
        chosen = box.activity.id == self.cursor_activity
        grip = grip_at(box, *spot, turned=self._turned, chosen=chosen)
        begin = max(box.begin, scale.begin)
        self._move_to(Cursor(column, begin, box.activity.id), scroll=False)
        self._drag = Drag.of(box, line, column, grip, scale)
        self._dropping = None
        self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Draw what the drag would give; at the edges, scroll."""
        if self._drag is None or self._picture is None:
            return
        picture, view = self._picture, self.scrollable_content_region.size
        x, y = event.offset - self.content_offset
        aside = self._drag.grip is Grip.BODY
        self.scroll_relative(
            x=_beyond(x, picture.gutter_width, view.width) if aside or self._turned else 0,
            y=_beyond(y, picture.header_rows, view.height) if aside or not self._turned else 0,
            animate=False,
            force=True,
        )
        left, top = self.scroll_offset
        line, column = self._place(
            Offset(max(x - picture.gutter_width, 0) + left, max(y - picture.header_rows, 0) + top)
        )
        self._drag_to(self._drag.to(min(line, self._drag.scale.lines - 1), column))

    def _drag_to(self, ghost: Ghost) -> None:
        before = self._dropping or (self._drag.start if self._drag else None)
        if ghost == before:
            return
        self._dropping = ghost
        self._draw_ghost(self._undrawn(ghost))
        self.post_message(
            self.Dragged(ghost.activity_id, ghost.begin, ghost.minutes, self._aside(ghost))
        )

    def _undrawn(self, ghost: Ghost | None) -> Ghost | None:
        """A ghost that has to be drawn: one that is not shown as moving, or not in its column."""
        if self._drag is None or ghost is None or ghost == self._drag.start:
            return None
        return ghost if ghost.shift or ghost.activity_id not in self._moving else None

    def _aside(self, ghost: Ghost) -> tuple[str, str] | None:
        """The columns between which an activity is dragged, where the other has not got it yet."""
        if self._drag is None or not ghost.shift:
            return None
        source, target = self._drag.column, self._drag.column + ghost.shift
        if not max(source, target) < len(self._columns):
            return None
        if moves.entry_of(self._columns[target], ghost.activity_id):
            return None
        return self._columns[source].id, self._columns[target].id

    def on_mouse_up(self) -> None:
        """Drop what is dragged."""
        drag, ghost = self._drag, self._dropping
        if drag is None:
            return
        if ghost is None:
            self._let_go()
            return
        aside = self._aside(ghost)
        self._let_go()
        if (ghost.begin, ghost.minutes) == drag.start[1:3] and aside is None:
            self.post_message(self.DragCancelled(ghost.activity_id))
        elif drag.grip is Grip.BODY:
            self.post_message(self.MoveRequested(ghost.activity_id, ghost.begin, aside))
        else:
            begin = ghost.begin if drag.grip is Grip.BEGIN else None
            self.post_message(self.ResizeRequested(ghost.activity_id, ghost.minutes, begin))

    def on_click(self, event: events.Click) -> None:
        """A double click opens."""
        spot = self._spot(event)
        if event.chain == 2 and spot is not None and min(spot) >= 0:
            self.action_open()

    def _let_go(self) -> None:
        self._drag = self._dropping = None
        self.release_mouse()
        self._draw_ghost(None)

    def cancel_drag(self) -> None:
        """Let go of what is dragged: nothing moves."""
        if self._drag is not None:
            activity_id, begun = self._drag.activity_id, self._dropping is not None
            self._let_go()
            if begun:
                self.post_message(self.DragCancelled(activity_id))

    def action_cancel_drag(self) -> None:
        """Escape while something is dragged."""
        self.cancel_drag()

    def check_action(
        self,
        action: str,
        parameters: tuple[object, ...],
    ) -> bool | None:
        """Escape belongs to the screen while nothing is dragged."""
        return self._drag is not None if action == "cancel_drag" else True


def _beyond(position: int, first: int, size: int) -> int:
    """-1 before the part that scrolls, 1 in its last line or beyond."""
    return -1 if position < first else 1 if position >= size - 1 else 0
