"""The mouse in the board's moving mode: a drag is a draft, dropping keeps it."""

from textual import on

from screens.board_drafts import Draft, Retimed
from screens.board_moving import MovingMode
from screens.widgets.timeline import Timeline


class Dragging(MovingMode):
    """What is dragged is previewed as what is moved by keys."""

    def __init__(self) -> None:
        super().__init__()
        self._dragging: str | None = None
        self._before_drag: Draft | None = None

    @on(Timeline.Dragged)
    def _dragged(self, event: Timeline.Dragged) -> None:
        if self._dragging != event.activity_id:
            self._begin_drag(event.activity_id)
        wanted = Retimed(event.activity_id, event.begin, event.minutes, event.column_id)
        if not self.draft(wanted):
            self.query_one(Timeline).cancel_drag()

    def _begin_drag(self, activity_id: str) -> None:
        draft = self.pending.draft if self.pending else None
        if not isinstance(draft, Retimed) or draft.activity_id != activity_id:
            self.settle()
            draft = None
        self._dragging, self._before_drag = activity_id, draft

    @on(Timeline.DragCancelled)
    def _drag_cancelled(self) -> None:
        before, dragged = self._before_drag, self._dragging
        self._dragging = self._before_drag = None
        if before is not None:
            self.draft(before)
        elif dragged is not None:
            self.action_drop()

    @on(Timeline.MoveRequested)
    def _moved(self, event: Timeline.MoveRequested) -> None:
        span = self.seen.programme.spans[event.activity_id]
        minutes = span.end - span.begin
        self._drop(Retimed(event.activity_id, event.begin, minutes, event.column_id))

    @on(Timeline.ResizeRequested)
    def _resized(self, event: Timeline.ResizeRequested) -> None:
        begin = event.begin
        if begin is None:
            begin = self.seen.programme.spans[event.activity_id].begin
        self._drop(Retimed(event.activity_id, begin, event.minutes))

    def _drop(self, draft: Retimed) -> None:
        """What the mouse has dropped is kept at once."""
        self._dragging = self._before_drag = None
        if self.draft(draft):
            self.settle()
        else:
            self.action_drop()

    def action_drop(self) -> None:
        self.query_one(Timeline).cancel_drag()
        super().action_drop()
