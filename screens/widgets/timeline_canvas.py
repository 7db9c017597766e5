"""The drawing half of the timeline: a picture, its scrolling, and its lines as strips.

``timeline_layout`` says where things stand and ``timeline_paint`` what a row looks like; here
they meet Textual.  Lines are asked for one by one (Textual's Line API), strips are kept as
long as they look the same, and only lines that look different are repainted.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Offset, Region, Size, Spacing
from textual.scroll_view import ScrollView
from textual.strip import Strip

from planner.conflicts import Severity
from planner.phrases import _
from planner.programme import Entry, Programme, Span
from screens.widgets.timeline_board import Board, Box
from screens.widgets.timeline_columns import Column, window_of
from screens.widgets.timeline_cursor import DEFAULT_MINUTES, Cursor, entry_of
from screens.widgets.timeline_layout import Arranger, Scale
from screens.widgets.timeline_paint import GUTTER, Ghost, Picture
from screens.widgets.timeline_runs import Run
from screens.widgets.timeline_style import COMPONENTS, EFFECTS, PREFIX, ink
from screens.widgets.timeline_text import fit
from screens.widgets.timeline_ways import Way, way_between

HEADER = 1
#: How much of the time before the first activity is visible at first, in minutes.
LEAD_MINUTES = 60


class TimelineCanvas(ScrollView, inherit_bindings=False):
    """Draws columns of a day; knows nothing of keys and mouse."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = COMPONENTS

    def __init__(self, *, step: int, id: str | None, classes: str | None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self._step = step
        self._programme: Programme | None = None
        self._day: date | None = None
        self._columns: Sequence[Column] = ()
        self._marks: Mapping[str, Severity] = {}
        self._arrange = Arranger()
        self._picture: Picture | None = None
        self._start_wanted = False
        self._seen_size = Size(0, 0)
        self._styles: dict[str, Style] = {}
        self._strips: dict[int, tuple[tuple[Run, ...], Strip]] = {}

    # -- layout ---------------------------------------------------------------------------

    @property
    def _cursor(self) -> Cursor | None:
        return self._picture.cursor if self._picture else None

    def _scale(self) -> Scale:
        assert self._programme is not None
        assert self._day is not None
        day = window_of(self._programme, self._day)
        return Scale(day.begin, day.end, self._step)

    def _lay_out(self, cursor: Cursor | None, ghost: Ghost | None = None) -> None:
        """Work out where everything stands, and repaint the lines that look different."""
        assert self._programme is not None
        scale = self._scale()
        available = max(0, self.scrollable_content_region.width - GUTTER)
        slots = self._arrange(self._columns, scale)
        board = Board(self._columns, slots, scale, available, self._find_way)
        self._picture = Picture(self._programme, board, self._marks, cursor, ghost)
        self.virtual_size = Size(GUTTER + board.width, HEADER + scale.rows)
        self._repaint()

    def _find_way(self, before: Entry, after: Entry) -> Way | None:
        assert self._programme is not None
        return way_between(self._programme, before, after)

    def _draw_cursor(self, cursor: Cursor) -> None:
        if self._picture is not None:
            self._picture = replace(self._picture, cursor=cursor)
            self._repaint()

    def _draw_ghost(self, ghost: Ghost | None) -> None:
        if self._picture is not None and self._picture.ghost != ghost:
            self._picture = replace(self._picture, ghost=ghost)
            self._repaint()

    def on_resize(self, event: events.Resize) -> None:
        """Columns fill the width there is."""
        if self._picture is None:
            return
        self._lay_out(self._picture.cursor, self._picture.ghost)
        change = event.size - self._seen_size
        self._seen_size = event.size
        if self._start_wanted:
            self._scroll_to_start()
        elif max(abs(change.width), abs(change.height)) > 1:
            # More than a scroll bar that came or went: the window itself has changed.
            self._scroll_to_cursor()

    # -- scrolling ------------------------------------------------------------------------

    def _scroll_to_start(self) -> None:
        """The first activity of the day at the top, with an hour before it."""
        self._start_wanted = True
        if self._picture is None or not self.size.height:
            return
        self._start_wanted = False
        scale = self._picture.scale
        begins = [e.begin for column in self._columns for e in column.entries]
        first = min(begins, default=scale.begin + DEFAULT_MINUTES)
        self.scroll_to(y=scale.row_of(first - LEAD_MINUTES), animate=False, force=True)
        self._scroll_to_cursor()

    def _scroll_to_cursor(self) -> None:
        cursor = self._cursor
        if cursor is None or not self._columns:
            return
        entry = entry_of(self._columns[cursor.column], cursor.activity_id)
        span = entry.span if entry else Span(cursor.instant, cursor.instant + self._step)
        self._reveal(span, cursor.column)

    def _reveal(self, span: Span, column: int | None = None) -> None:
        """Bring a stretch of time into view (its beginning, if it is long), and a column."""
        if self._picture is None or not self.size.height:
            return
        view = self.scrollable_content_region.size
        top, bottom = self._picture.scale.rows_of(span)
        left = right = self.scroll_offset.x
        if column is not None:
            left, right = self._picture.board.cells_of(column)
        width = min(right - left, view.width - GUTTER)
        height = min(bottom - top, view.height - HEADER)
        self.scroll_to_region(
            Region(GUTTER + left, HEADER + top, width, height),
            spacing=Spacing(HEADER, 0, 0, GUTTER),
            animate=False,
            force=True,
            x_axis=column is not None,
        )

    # -- what is where --------------------------------------------------------------------

    def _spot(self, event: events.MouseEvent) -> Offset | None:
        """Cell and row under the mouse, row -1 over the header; None beside the columns."""
        x, y = event.offset - self.content_offset
        if self._picture is None or not self._columns or x < GUTTER:
            return None
        left, top = self.scroll_offset
        row = top + y - HEADER if y >= HEADER else -1
        return Offset(x - GUTTER + left, row) if row < self._picture.scale.rows else None

    def _box_at(self, spot: Offset) -> Box | None:
        assert self._picture is not None
        left = self.scroll_offset.x
        window = self._picture.board.window(left, left + self.size.width - GUTTER)
        return window.box_at(*spot)

    # -- drawing --------------------------------------------------------------------------

    def notify_style_update(self) -> None:
        """Colours have changed: nothing drawn before is of use."""
        super().notify_style_update()
        self._styles.clear()
        self._strips.clear()

    def render_line(self, y: int) -> Strip:
        """A line of the widget: the header, or a row of the day."""
        runs, key = self._runs(y), self._key(y)
        known = self._strips.get(key)
        if known is None or known[0] != runs:
            segments = [Segment(run.text, self._style(run.style)) for run in runs]
            known = self._strips[key] = (runs, Strip(segments, self.size.width))
        return known[1]

    def _repaint(self) -> None:
        """Refresh the lines that no longer look as they were painted."""
        if not self.is_attached:
            return
        width, height = self.size
        for y in range(height):
            known = self._strips.get(self._key(y))
            if known is None or known[0] != self._runs(y):
                self.refresh(Region(0, y, width, 1))

    def _key(self, y: int) -> int:
        """The row that stands in a line; -1 for the header."""
        return -1 if y < HEADER else y - HEADER + self.scroll_offset.y

    def _runs(self, y: int) -> tuple[Run, ...]:
        """What a line shows, from the left edge of the widget to its right edge."""
        width, row = self.size.width, self._key(y)
        picture = self._picture
        if picture is None or width <= GUTTER or row >= picture.scale.rows:
            return (Run(0, width, " " * width, "grid"),)
        if not self._columns:
            text = _("Nothing to show on this day.") if y == HEADER else ""
            return (Run(0, width, fit(f" {text}", width), "gutter-hour"),)
        left = self.scroll_offset.x
        right = left + width - GUTTER
        if row < 0:
            corner = fit(_("{n} min").format(n=self._step), GUTTER)
            return (Run(0, GUTTER, corner, "header-tentative"), *picture.header(left, right))
        corner, style = picture.gutter(row)
        return (
            Run(0, GUTTER, corner, style),
            *picture.row(row, left, right, self.scroll_offset.y),
        )

    def _style(self, key: str) -> Style:
        """The style that a run names (see ``timeline_runs``)."""
        if (style := self._styles.get(key)) is None:
            names, *effects = key.split()
            front, _bar, back = names.partition("|")
            style = self.get_component_rich_style(PREFIX + front)
            if back:
                style = ink(style, self.get_component_rich_style(PREFIX + back))
            for effect in effects:
                style += EFFECTS[effect]
            self._styles[key] = style
        return style
