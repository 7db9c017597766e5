"""The board's timeline: days in columns, time downwards or across, a cursor, the mouse.

How it is drawn is in ``timeline_canvas``, where each key leads in ``timeline_pointer``, what the
mouse does in ``timeline_mouse``.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import ClassVar

from textual.binding import BindingType

from planner.clock import present
from planner.conflicts import Severity
from planner.programme import Programme, Span
from screens.widgets import timeline_cursor as moves
from screens.widgets.timeline_columns import Column
from screens.widgets.timeline_cursor import Cursor
from screens.widgets.timeline_keys import KEYS
from screens.widgets.timeline_mouse import TimelineMouse
from screens.widgets.timeline_style import css


class Timeline(TimelineMouse, can_focus=True):
    """Days of a programme in columns, with a cursor on an activity or on free time."""

    DEFAULT_CSS = css()
    BINDINGS: ClassVar[list[BindingType]] = KEYS

    def __init__(
        self,
        *,
        now: Callable[[], int] = present,
        id: str | None = None,  # noqa: A002 - Textual's own name for it
        classes: str | None = None,
    ) -> None:
        """``now`` tells the instant it is (minutes, UTC): where the line of the present is."""
        super().__init__(now, id, classes)

    # -- what is shown --------------------------------------------------------------------

    def show(
        self,
        programme: Programme,
        days: Sequence[date],
        columns: Sequence[Column],
        marks: Mapping[str, Severity] | None = None,
        *,
        moving: Mapping[str, Span | None] | None = None,
    ) -> None:
        """Show some days of a programme.

        ``marks`` is the worst conflict of each activity; ``moving`` the activities that are not
        kept yet where ``programme`` has them, and where they came from (None: the tray).

        On the same days the cursor stays on its activity, and the view where it is; when that
        activity has been moved, the view follows it.  A drag goes on as long as what is dragged
        is still there.
        """
        other_days = tuple(days) != self._days
        column_id, cursor = self.cursor_column, self._cursor
        self._programme, self._days = programme, tuple(days)
        self._columns, self._marks = tuple(columns), marks or {}
        self._moving = moving or {}
        self._step = self._steps[self._kind_of_steps()]
        if self._drag is not None and (other_days or not self._stands(self._drag.activity_id)):
            self.cancel_drag()
        scale = self._drag.scale if self._drag else self._make_scale()
        if cursor is None or other_days:
            following = self._arrival(cursor, column_id)
        else:
            following = moves.kept(self._columns, column_id, cursor, scale)
        self._anchor = following.instant
        self._lay_out(scale, following, self._undrawn(self._dropping))
        if other_days:
            self._scroll_to_start()
        elif cursor is not None and following.instant != cursor.instant and not self._drag:
            self._scroll_to_cursor()
        self._announce()

    def _arrival(self, cursor: Cursor | None, column_id: str | None) -> Cursor:
        """On days that were not shown before: on the same activity, else on the first one."""
        scale = self._make_scale()
        if cursor is not None and cursor.activity_id and self._stands(cursor.activity_id):
            return moves.kept(self._columns, column_id, cursor, scale)
        return moves.first_cursor(self._columns, column_id, Span(scale.begin, scale.end))

    def _stands(self, activity_id: str) -> bool:
        return any(moves.entry_of(column, activity_id) for column in self._columns)

    @property
    def turned(self) -> bool:
        """Time goes across, each column is a band of rows."""
        return self._turned

    @turned.setter
    def turned(self, turned: bool) -> None:
        if turned == self._turned:
            return
        self.cancel_drag()
        self._turned = turned
        self._step = self._steps[self._kind_of_steps()]
        if self._picture is not None:
            self.scroll_to(0, 0, animate=False, force=True)
            self._lay_out(self._make_scale(), self._picture.cursor)
            self._scroll_to_start()
