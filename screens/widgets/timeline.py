"""The board's timeline: one day, columns side by side, time downwards, a cursor, the mouse.

How it is drawn is in ``timeline_canvas``, where each key leads in ``timeline_cursor``.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import ClassVar, TypeAlias

from textual import events
from textual.binding import BindingType

from planner.conflicts import Severity
from planner.programme import Programme, Span
from screens.widgets import timeline_cursor as moves
from screens.widgets import timeline_messages as messages
from screens.widgets.timeline_canvas import HEADER, TimelineCanvas
from screens.widgets.timeline_columns import Column
from screens.widgets.timeline_cursor import Cursor
from screens.widgets.timeline_drag import Drag
from screens.widgets.timeline_keys import KEYS
from screens.widgets.timeline_paint import Ghost
from screens.widgets.timeline_style import css

#: Minutes a row that ``+`` and ``-`` go through.
STEPS = (5, 10, 15, 30)


class Timeline(TimelineCanvas, can_focus=True):
    """One day of a programme in columns, with a cursor on an activity or on free time."""

    DEFAULT_CSS = css()
    BINDINGS: ClassVar[list[BindingType]] = KEYS

    Highlighted: TypeAlias = messages.Highlighted
    Opened: TypeAlias = messages.Opened
    CreateRequested: TypeAlias = messages.CreateRequested
    MoveRequested: TypeAlias = messages.MoveRequested
    ResizeRequested: TypeAlias = messages.ResizeRequested

    def __init__(
        self,
        *,
        step: int = 15,
        id: str | None = None,  # noqa: A002 - Textual's own name for it
        classes: str | None = None,
    ) -> None:
        """``step``: minutes a row at first, one of ``STEPS``."""
        super().__init__(step=step, id=id, classes=classes)
        self._anchor = 0
        self._drag: Drag | None = None
        self._announced: tuple[str | None, str, int] | None = None

    # -- what is shown --------------------------------------------------------------------

    def show(
        self,
        programme: Programme,
        day: date,
        columns: Sequence[Column],
        marks: Mapping[str, Severity] | None = None,
    ) -> None:
        """Show a day of a programme; ``marks`` is the worst conflict of each activity.

        On the same day the cursor stays on its activity, and the view where it is; when that
        activity has been moved, the view follows it.
        """
        new_day = day != self._day
        column_id, cursor = self.cursor_column, self._cursor
        self._cancel_drag()
        self._programme, self._day = programme, day
        self._columns, self._marks = tuple(columns), marks or {}
        scale = self._scale()
        if cursor is None or new_day:
            following = moves.first_cursor(self._columns, column_id, scale)
        else:
            following = moves.kept(self._columns, column_id, cursor, scale)
        self._anchor = following.instant
        self._lay_out(following)
        if new_day:
            self._scroll_to_start()
        elif cursor is not None and following.instant != cursor.instant:
            self._scroll_to_cursor()
        self._announce()

    @property
    def cursor_activity(self) -> str | None:
        """Id of the activity under the cursor."""
        return self._cursor.activity_id if self._cursor else None

    @property
    def cursor_instant(self) -> int | None:
        """Where the cursor is in time (minutes, UTC): on an activity, its begin."""
        return self._cursor.instant if self._cursor else None

    @property
    def cursor_column(self) -> str | None:
        """Id of the column the cursor is in; the column of what is nobody's has an empty one."""
        if self._cursor is None or not self._columns:
            return None
        return self._columns[self._cursor.column].id

    @property
    def minutes_per_row(self) -> int:
        return self._step

    @property
    def ghost(self) -> Ghost | None:
        """What is previewed now."""
        return self._picture.ghost if self._picture else None

    def select(self, activity_id: str) -> bool:
        """Put the cursor on an activity; False when it is not on the board."""
        here = self._cursor.column if self._cursor else 0
        order = sorted(range(len(self._columns)), key=lambda index: abs(index - here))
        for index in order:
            if entry := moves.entry_of(self._columns[index], activity_id):
                self._move_to(moves.on(index, entry, self._scale()))
                return True
        return False

    def preview(self, activity_id: str, begin: int, minutes: int) -> None:
        """Draw where an activity would stand.  ``begin`` is an instant (minutes, UTC)."""
        self._draw_ghost(Ghost(activity_id, begin, minutes))
        self._reveal(Span(begin, begin + minutes))

    def clear_preview(self) -> None:
        """Take the preview away."""
        self._draw_ghost(None)

    # -- cursor ---------------------------------------------------------------------------

    def _move_to(self, cursor: Cursor, *, anchor: bool = True, scroll: bool = True) -> None:
        """Put the cursor somewhere; ``anchor``: sideways moves keep to this time from now on."""
        if anchor:
            self._anchor = cursor.instant
        self._draw_cursor(cursor)
        if scroll:
            self._scroll_to_cursor()
        self._announce()

    def _announce(self) -> None:
        cursor, column_id = self._cursor, self.cursor_column
        if cursor is None or column_id is None:
            return
        now = (cursor.activity_id, column_id, cursor.instant)
        if now != self._announced:
            self._announced = now
            self.post_message(self.Highlighted(*now))

    def _here(self) -> tuple[Column, Cursor] | None:
        if self._cursor is None or not self._columns:
            return None
        return self._columns[self._cursor.column], self._cursor

    def action_move(self, direction: int) -> None:
        """To the next or previous activity, or free time, of the column."""
        if here := self._here():
            self._move_to(moves.vertical(*here, direction, self._scale()))

    def action_rows(self, rows: int) -> None:
        """So many rows down or up."""
        if here := self._here():
            self._move_to(moves.by_rows(*here, rows, self._scale()))

    def action_page(self, direction: int) -> None:
        """A screenful later or earlier."""
        rows = max(2, self.scrollable_content_region.height - HEADER - 1)
        if here := self._here():
            self.scroll_relative(y=direction * rows, animate=False, force=True)
            self._move_to(moves.by_rows(*here, direction * rows, self._scale()))

    def action_edge(self, index: int) -> None:
        """To the first (0) or last (-1) activity of the column."""
        here = self._here()
        if here is not None and here[0].entries:
            entry = sorted(here[0].entries, key=moves.by_time)[index]
            self._move_to(moves.on(here[1].column, entry, self._scale()))

    def action_beside(self, direction: int) -> None:
        """To the neighbouring column, at the same time."""
        if here := self._here():
            self._go_to_column(here[1].column + direction)

    def action_column(self, index: int) -> None:
        """To the first (0) or last (-1) column, at the same time."""
        self._go_to_column(index % max(1, len(self._columns)))

    def _go_to_column(self, target: int) -> None:
        if self._cursor is not None and 0 <= target < len(self._columns):
            cursor = moves.sideways(
                self._columns, self._cursor, target, self._anchor, self._scale()
            )
            self._move_to(cursor, anchor=False)

    def action_open(self) -> None:
        """Open the activity under the cursor; on free time, ask for a new one."""
        if self.cursor_activity is not None:
            self.post_message(self.Opened(self.cursor_activity))
        else:
            self.action_create()

    def action_create(self) -> None:
        """Ask for a new activity: on free time there, on an activity right after it."""
        if (here := self._here()) is None:
            return
        column, cursor = here
        entry = moves.entry_of(column, cursor.activity_id)
        self.post_message(self.CreateRequested(column.id, entry.end if entry else cursor.instant))

    def action_zoom(self, direction: int) -> None:
        """Fewer (-1) or more (1) minutes a row; the cursor stays where it is on the screen."""
        index = STEPS.index(self._step) + direction
        if self._picture is None or self._cursor is None or not 0 <= index < len(STEPS):
            return
        instant = self._cursor.instant
        line = self._picture.scale.row_near(instant) - self.scroll_offset.y
        self._step = STEPS[index]
        self._lay_out(self._cursor, self.ghost)
        self.scroll_to(y=self._scale().row_near(instant) - line, animate=False, force=True)
        self._scroll_to_cursor()

    # -- mouse ----------------------------------------------------------------------------

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Select what is under the mouse, and take hold of it."""
        spot = self._spot(event)
        if event.button != 1 or spot is None or self._picture is None:
            return
        column = self._picture.board.column_at(spot.x)
        box = self._box_at(spot)
        if spot.y < 0:
            self._go_to_column(column)
        elif box is None:
            free = Cursor(column, self._picture.scale.instant_of(spot.y))
            self._move_to(free, scroll=False)
        else:
            begin = max(box.begin, self._picture.scale.begin)
            self._move_to(Cursor(column, begin, box.activity.id), scroll=False)
            self._drag = Drag.of(box, spot.y)
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Draw what the drag would give; at the edges, scroll."""
        if self._drag is None:
            return
        y = (event.offset - self.content_offset).y
        if y < HEADER:
            self.scroll_relative(y=-1, animate=False, force=True)
        elif y >= self.scrollable_content_region.height - 1:
            self.scroll_relative(y=1, animate=False, force=True)
        row = max(y - HEADER, 0) + self.scroll_offset.y
        self._draw_ghost(self._drag.to(row, self._step))

    def on_mouse_up(self) -> None:
        """Drop what is dragged."""
        drag, ghost = self._drag, self.ghost
        self._cancel_drag()
        if drag is None or ghost is None:
            return
        if drag.resize:
            self.post_message(self.ResizeRequested(ghost.activity_id, ghost.minutes))
        else:
            self.post_message(self.MoveRequested(ghost.activity_id, ghost.begin))

    def on_click(self, event: events.Click) -> None:
        """A double click opens."""
        spot = self._spot(event)
        if event.chain == 2 and spot is not None and spot.y >= 0:
            self.action_open()

    def _cancel_drag(self) -> None:
        if self._drag is not None:
            self._drag = None
            self.release_mouse()
            self._draw_ghost(None)

    def action_cancel_drag(self) -> None:
        """Let go of what is dragged: nothing moves."""
        self._cancel_drag()

    def check_action(
        self,
        action: str,
        parameters: tuple[object, ...],
    ) -> bool | None:
        """Escape belongs to the screen while nothing is dragged."""
        return self._drag is not None if action == "cancel_drag" else True
