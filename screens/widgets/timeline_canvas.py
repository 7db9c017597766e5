"""The drawing half of the timeline: a picture, its scrolling, and its lines as strips.

``timeline_board`` says where things stand and a picture what a row looks like; here they meet
Textual.  Lines are asked for one by one (Textual's Line API), strips are kept as long as they
look the same, and only lines that look different are repainted.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
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
from screens.widgets.timeline_board import Board, Frame
from screens.widgets.timeline_columns import Column, window_of
from screens.widgets.timeline_cursor import DEFAULT_MINUTES, Cursor, entry_of
from screens.widgets.timeline_layout import Arranger
from screens.widgets.timeline_paint import GUTTER, UprightPicture
from screens.widgets.timeline_picture import Ghost, Picture
from screens.widgets.timeline_runs import Run
from screens.widgets.timeline_scale import HOUR, Scale, folded
from screens.widgets.timeline_style import COMPONENTS, EFFECTS, PREFIX, ink
from screens.widgets.timeline_text import fit
from screens.widgets.timeline_turned import TurnedPicture
from screens.widgets.timeline_ways import Way, way_between

#: How much of the time before the first activity is visible at first, in minutes.
LEAD_MINUTES = 60
#: Names at the left of the turned timeline: a share of the width, within limits.
NAMES_SHARE = 6
NAMES = (12, 24)
#: In the corner, around the minutes of a line: a click zooms out or in.
MINUS, PLUS = "−", "+"
#: How often the line of the present is moved on, in seconds.
NOW_SECONDS = 60


class TimelineCanvas(ScrollView, inherit_bindings=False):
    """Draws columns of some days; knows nothing of keys and mouse."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = COMPONENTS

    def __init__(
        self,
        now: Callable[[], int],
        id: str | None,  # noqa: A002 - Textual's own name for it
        classes: str | None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._now = now
        self._step = 15
        self._turned = False
        self._programme: Programme | None = None
        self._days: tuple[date, ...] = ()
        self._columns: Sequence[Column] = ()
        self._marks: Mapping[str, Severity] = {}
        self._moving: Mapping[str, Span | None] = {}
        self._arrange = Arranger()
        self._picture: Picture | None = None
        self._start_wanted = False
        self._start: Offset | None = None  # where the view begins, as long as nobody scrolls
        self._seen_size = Size(0, 0)
        self._styles: dict[str, Style] = {}
        self._strips: dict[int, tuple[tuple[Run, ...], Strip]] = {}
        self._painted: tuple[Picture | None, Offset, Size] | None = None
        self._lines: dict[int, tuple[Run, ...]] = {}

    def on_mount(self) -> None:
        self.set_interval(NOW_SECONDS, self._move_on)

    # -- layout ---------------------------------------------------------------------------

    @property
    def _cursor(self) -> Cursor | None:
        return self._picture.cursor if self._picture else None

    def _make_scale(self) -> Scale:
        """What is shown in lines: a single day whole, of several the nights folded."""
        assert self._programme is not None
        window = window_of(self._programme, self._days)
        if len(self._days) == 1:
            return Scale.plain(window.begin, window.end, self._step)
        origins = (span for span in self._moving.values() if span is not None)
        busy = frozenset().union(
            *(column.hours for column in self._columns),
            *(range(span.begin // HOUR, -(-span.end // HOUR)) for span in origins),
        )
        stretches = folded(self._programme.clock, self._days, window, busy)
        return Scale(stretches, self._step)

    def _lay_out(self, scale: Scale, cursor: Cursor | None, ghost: Ghost | None = None) -> None:
        """Work out where everything stands, and repaint the lines that look different."""
        assert self._programme is not None
        make = TurnedPicture if self._turned else UprightPicture
        view = self.scrollable_content_region.size
        least, most = NAMES
        names = min(max(view.width // NAMES_SHARE, least), most)
        gutter = names if self._turned else GUTTER
        header = 2 if self._turned and len(scale.stretches) > 1 else 1
        available = view.height - header if self._turned else view.width - gutter
        arranged = self._arrange(self._columns, scale)
        board = Board(
            self._columns, arranged, scale, max(0, available), self._find_way, turned=self._turned
        )
        self._picture = make(
            self._programme, board, self._marks, cursor, ghost, self._moving, self._now(), gutter
        )
        self.virtual_size = Size(gutter + board.width, header + board.height)
        self._refresh_scrollbars()  # at once: what is in view depends on the room they take
        self._repaint()

    def _find_way(self, before: Entry, after: Entry) -> Way | None:
        assert self._programme is not None
        return way_between(self._programme, before, after)

    def _draw_cursor(self, cursor: Cursor) -> None:
        """Repaint what is under the cursor, and what was; all else stays as it is."""
        before = self._picture
        if before is None:
            return
        self._picture = replace(before, cursor=cursor)
        if self._painted is None or not self._is_painted(before):
            self._repaint()
            return
        view = self._view()
        rows = before.cursor_rows(view) | self._picture.cursor_rows(view)
        header = self._header
        lines = {*range(header), *(row - view.top + header for row in rows)}
        self._painted = (self._picture, *self._painted[1:])
        for y in lines:
            self._lines.pop(y, None)
        self._repaint(sorted(y for y in lines if y < self.size.height))

    def _draw_ghost(self, ghost: Ghost | None) -> None:
        if self._picture is not None and self._picture.ghost != ghost:
            self._picture = replace(self._picture, ghost=ghost)
            self._repaint()

    def _move_on(self) -> None:
        """Draw the present where it is now."""
        if self._picture is not None:
            before = self._picture.now_line
            self._picture = replace(self._picture, now=self._now())
            if (before, self._picture.now_line) != (None, None):
                self._repaint()

    def on_resize(self, event: events.Resize) -> None:
        """Columns fill the width there is."""
        if self._picture is None:
            return
        self._lay_out(self._picture.scale, self._picture.cursor, self._picture.ghost)
        before, self._seen_size = self._seen_size, event.size
        # More than a scroll bar that came or went: the window itself has changed.
        changed = any(abs(b - a) > 1 for b, a in zip(before, event.size, strict=True))
        if self._start_wanted or (changed and self._is_at_start()):
            self._scroll_to_start()
        elif changed:
            self._scroll_to_cursor()

    # -- scrolling ------------------------------------------------------------------------

    @property
    def _line_offset(self) -> int:
        """How many lines of time are scrolled away."""
        return self.scroll_offset.x if self._turned else self.scroll_offset.y

    def _scroll_to_line(self, line: int) -> None:
        """Bring a line of time to the beginning of what is visible."""
        if self._turned:
            self.scroll_to(x=line, animate=False, force=True)
        else:
            self.scroll_to(y=line, animate=False, force=True)

    def _scroll_to_start(self) -> None:
        """The first activity at the top (at the left, when turned), with an hour before it.

        Of several days, the one in which the cursor is.
        """
        self._start_wanted = True
        if self._picture is None or not self.size.height:
            return
        self._start_wanted = False
        scale = self._picture.scale
        begins = [e.begin for column in self._columns for e in column.entries[:1]]
        first = min(begins, default=scale.begin + DEFAULT_MINUTES)
        line = scale.line_of(first - LEAD_MINUTES)
        if len(self._days) > 1 and self._cursor is not None:
            here = scale.line_near(self._cursor.instant)
            line = max((n for n, _day in scale.days if n <= here), default=0)
        self._scroll_to_line(line)
        self._scroll_to_cursor()
        self._start = self.scroll_offset

    def _is_at_start(self) -> bool:
        """The view is still where it began (a larger window may have had less to scroll)."""
        if self._start is None:
            return False
        left, top = self._start
        return self.scroll_offset == (min(left, self.max_scroll_x), min(top, self.max_scroll_y))

    def _scroll_to_cursor(self) -> None:
        cursor = self._cursor
        if cursor is None or not self._columns:
            return
        entry = entry_of(self._columns[cursor.column], cursor.activity_id)
        span = entry.span if entry else Span(cursor.instant, cursor.instant + self._step)
        self._reveal(span, cursor.column)

    def _reveal(self, span: Span, column: int) -> None:
        """Bring a stretch of time of a column into view (its beginning, if it is long)."""
        picture = self._picture
        if picture is None or not self.size.height:
            return
        view = self.scrollable_content_region.size
        gutter, header = picture.gutter_width, picture.header_rows
        frame = picture.board.frame_of(column, picture.scale.lines_of(span))
        self.scroll_to_region(
            Region(
                gutter + frame.left,
                header + frame.top,
                min(frame.width, view.width - gutter),
                min(frame.height, view.height - header),
            ),
            spacing=Spacing(header, 0, 0, gutter),
            animate=False,
            force=True,
        )

    # -- drawing --------------------------------------------------------------------------

    def notify_style_update(self) -> None:
        """Colours have changed: nothing drawn before is of use."""
        super().notify_style_update()
        self._styles.clear()
        self._strips.clear()

    def render_line(self, y: int) -> Strip:
        """A line of the widget: one of the header, or a row of the picture."""
        runs, key = self._runs(y), self._key(y)
        known = self._strips.get(key)
        if known is None or known[0] != runs:
            segments = [Segment(run.text, self._style(run.style)) for run in runs]
            known = self._strips[key] = (runs, Strip(segments, self.size.width))
        return known[1]

    def _repaint(self, lines: Iterable[int] | None = None) -> None:
        """Refresh the lines that no longer look as they were painted; None: of all lines."""
        if not self.is_attached:
            return
        width, height = self.size
        for y in range(height) if lines is None else lines:
            known = self._strips.get(self._key(y))
            if known is None or known[0] != self._runs(y):
                self.refresh(Region(0, y, width, 1))

    @property
    def _header(self) -> int:
        return self._picture.header_rows if self._picture else 1

    def _key(self, y: int) -> int:
        """The row that stands in a line; negative for the header."""
        return y - self._header + (self.scroll_offset.y if y >= self._header else 0)

    def _view(self) -> Frame:
        """The rows and cells of the picture that are visible."""
        assert self._picture is not None
        left, top = self.scroll_offset
        width = self.size.width - self._picture.gutter_width
        return Frame(top, top + self.size.height - self._header, left, left + max(width, 0))

    def _runs(self, y: int) -> tuple[Run, ...]:
        """What a line shows, worked out once for a picture in one place."""
        if not self._is_painted(self._picture):
            self._painted, self._lines = (self._picture, self.scroll_offset, self.size), {}
        if y not in self._lines:
            self._lines[y] = self._paint(y)
        return self._lines[y]

    def _is_painted(self, picture: Picture | None) -> bool:
        """The lines that are known are those of this picture, as it is scrolled now."""
        before = self._painted
        here = (self.scroll_offset, self.size)
        return before is not None and before[0] is picture and before[1:] == here

    def _paint(self, y: int) -> tuple[Run, ...]:
        """What a line shows, from the left edge of the widget to its right edge."""
        width, row = self.size.width, self._key(y)
        picture = self._picture
        if picture is None or width <= picture.gutter_width or row >= picture.board.height:
            empty = picture is not None and not self._columns and y == self._header
            text = self._nothing() if empty else ""
            return (Run(0, width, fit(f" {text}", width), "gutter-hour" if text else "grid"),)
        gutter, view = picture.gutter_width, self._view()
        if row < 0:
            corner = f"{MINUS} {self._step}′ {PLUS}" if y == self._header - 1 else ""
            start = Run(0, gutter, fit(corner, gutter), "header-tentative")
            return (start, *picture.header(y, view.left, view.right))
        if not self._columns:
            text = self._nothing() if y == self._header else ""
            return (Run(0, width, fit(f" {text}", width), "gutter-hour"),)
        text, style = picture.gutter(row)
        return (Run(0, gutter, text, style), *picture.row(row, view))

    @staticmethod
    def _nothing() -> str:
        return _("Nothing to show on this day. n: new activity, v: other columns.")

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
