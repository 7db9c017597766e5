"""The cursor of a timeline: where it is, and the actions that lead it about."""

from collections.abc import Callable
from datetime import date
from typing import TypeAlias

from screens.widgets import timeline_cursor as moves
from screens.widgets import timeline_messages as messages
from screens.widgets.timeline_canvas import TimelineCanvas
from screens.widgets.timeline_columns import Column, window_of
from screens.widgets.timeline_cursor import Cursor
from screens.widgets.timeline_scale import Scale

#: Minutes a line that ``+`` and ``-`` go through: a row of the upright timeline, a cell of the
#: turned one.
STEPS = (5, 10, 15, 30, 60)
TURNED_STEPS = (2, 3, 5, 10, 15, 30)
#: The first of them, for one day and for several.
FIRST_STEPS = {(False, False): 15, (False, True): 30, (True, False): 5, (True, True): 5}


class TimelinePointer(TimelineCanvas):
    """A timeline with a cursor on an activity or on free time."""

    Highlighted: TypeAlias = messages.Highlighted
    Opened: TypeAlias = messages.Opened
    CreateRequested: TypeAlias = messages.CreateRequested

    def __init__(
        self,
        now: Callable[[], int],
        id: str | None,  # noqa: A002 - Textual's own name for it
        classes: str | None,
    ) -> None:
        super().__init__(now, id, classes)
        self._anchor = 0
        self._announced: tuple[str | None, str, int] | None = None
        self._steps = dict(FIRST_STEPS)

    # -- where it is ----------------------------------------------------------------------

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
    def cursor_day(self) -> date | None:
        """The day the cursor is in."""
        if self._cursor is None or self._programme is None:
            return None
        return self._programme.clock.day(self._cursor.instant)

    def select(self, activity_id: str) -> bool:
        """Put the cursor on an activity; False when it is not on the board."""
        here = self._cursor.column if self._cursor else 0
        order = sorted(range(len(self._columns)), key=lambda index: abs(index - here))
        for index in order:
            if entry := moves.entry_of(self._columns[index], activity_id):
                self._move_to(moves.on(index, entry, self._scale))
                return True
        return False

    def go_to_day(self, day: date) -> bool:
        """Put the cursor on the first activity of a day, in its column if it can be.

        False when the day is not shown.
        """
        if self._programme is None or day not in self._days or not self._columns:
            return False
        if day != self.cursor_day:
            window = window_of(self._programme, (day,))
            self._move_to(moves.first_cursor(self._columns, self.cursor_column, window))
        return True

    @property
    def _scale(self) -> Scale:
        assert self._picture is not None
        return self._picture.scale

    # -- going about ----------------------------------------------------------------------

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

    def action_go(self, down: int, right: int) -> None:
        """As the arrows point: along time to the next activity, across it to the next column."""
        along, aside = (right, down) if self._turned else (down, right)
        if along and (here := self._here()):
            self._move_to(moves.vertical(*here, along, self._scale))
        elif aside and self._cursor is not None:
            self._go_to_column(self._cursor.column + aside)

    def action_line(self, down: int, right: int) -> None:
        """One line of time on or back; a column on or back across time."""
        along = right if self._turned else down
        if not along:
            self.action_go(down, right)
        elif here := self._here():
            self._move_to(moves.by_rows(*here, along, self._scale))

    def action_page(self, direction: int) -> None:
        """A screenful down or up."""
        if self._picture is None or (here := self._here()) is None:
            return
        rows = max(2, self.scrollable_content_region.height - self._picture.header_rows - 1)
        if self._turned:
            board = self._picture.board
            begin, _end = board.place_of(here[1].column)
            self._go_to_column(board.column_at(max(begin + direction * rows, 0)))
        else:
            self.scroll_relative(y=direction * rows, animate=False, force=True)
            self._move_to(moves.by_rows(*here, direction * rows, self._scale))

    def action_edge(self, index: int) -> None:
        """To the first (0) or last (-1) activity of the column."""
        here = self._here()
        if here is not None and here[0].entries:
            entry = sorted(here[0].entries, key=moves.by_time)[index]
            self._move_to(moves.on(here[1].column, entry, self._scale))

    def action_column(self, index: int) -> None:
        """To the first (0) or last (-1) column, at the same time."""
        self._go_to_column(index % max(1, len(self._columns)))

    def _go_to_column(self, target: int) -> None:
        if self._cursor is not None and 0 <= target < len(self._columns):
            cursor = moves.sideways(self._columns, self._cursor, target, self._anchor, self._scale)
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
            if self._cursor is not None:
                self.post_message(self.CreateRequested(None, self._cursor.instant))
            return
        column, cursor = here
        entry = moves.entry_of(column, cursor.activity_id)
        self.post_message(self.CreateRequested(column.id, entry.end if entry else cursor.instant))

    # -- zoom -----------------------------------------------------------------------------

    @property
    def minutes_per_line(self) -> int:
        """What a row (a cell, when turned) stands for."""
        return self._step

    def _kind_of_steps(self) -> tuple[bool, bool]:
        return self._turned, len(self._days) > 1

    def action_zoom(self, direction: int) -> None:
        """Fewer (-1) or more (1) minutes a line; the cursor stays where it is on the screen."""
        steps = TURNED_STEPS if self._turned else STEPS
        index = steps.index(self._step) + direction
        if self._picture is None or self._cursor is None or not 0 <= index < len(steps):
            return
        instant = self._cursor.instant
        line = self._scale.line_near(instant) - self._line_offset
        self._step = self._steps[self._kind_of_steps()] = steps[index]
        self._lay_out(Scale(self._scale.stretches, self._step), self._cursor, self._picture.ghost)
        self._scroll_to_line(self._scale.line_near(instant) - line)
        self._scroll_to_cursor()
