"""What each row of the turned timeline looks like: time across, a band of rows a column."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import ClassVar

from rich.cells import cell_len

from planner.phrases import short_date
from screens.widgets.timeline_board import Box, Frame, WayBox
from screens.widgets.timeline_paint import NOW_SIGN, way_style
from screens.widgets.timeline_picture import GRIP, Picture
from screens.widgets.timeline_runs import Run, fitting, laid_out, overlay
from screens.widgets.timeline_text import clean, clock_label, fit

HOUR_LINE = "┊"
NIGHT_LINE = "░"
DATE_LINE = "┃"
NOW_LINE = "┃"
BAND_LINE = "┈"
ROAD = "┈"
BEGIN_GRIP = "◣"
#: Cells of ``+ 14:30``, the cursor on free time.
FREE_CURSOR = 8
#: An hour of so many cells has room for ``09:00``; a narrower one is ``09``.
WIDE_HOUR = 7


@dataclass(frozen=True)
class TurnedPicture(Picture):
    """Time across: the gutter shows the names of the columns, the header the hours."""

    MOVING_SIGN: ClassVar[str] = "↔"

    _patterns: dict[tuple[int, int, int], list[Run]] = field(default_factory=dict)

    @property
    def header_rows(self) -> int:
        """The dates above the hours, where there is more than one."""
        return 1 if len(self.scale.stretches) == 1 else 2

    # -- gutter and header ----------------------------------------------------------------

    def gutter(self, row: int) -> tuple[str, str]:
        """The name of a column in the first row of its band."""
        index = self.board.column_at(row)
        column = self.board.columns[index]
        style = "header-tentative" if column.tentative else "header"
        if self.cursor is not None and self.cursor.column == index:
            style = "header-cursor"
        if row != self.board.edges[index]:
            return " " * self.gutter_width, f"{style} plain"
        name = f"{column.sign} {clean(column.title)}" if column.sign else clean(column.title)
        return fit(f"{name}", self.gutter_width - 1) + " ", style

    def header(self, y: int, left: int, right: int) -> list[Run]:
        """The dates and the hours, the time of the cursor and the present among them."""
        if y < self.header_rows - 1:
            return self._dates(left, right)
        marks: list[Run] = []
        clock = self.programme.clock
        if self.now is not None and (line := self.now_line) is not None:
            label = f"{NOW_SIGN}{clock_label(clock.wall(self.now))}"
            marks = self._label(line, label, "now", left, right)
        if (instant := self._marked) is not None:
            label = clock_label(clock.wall(instant))
            here = self._label(self.scale.line_near(instant), label, "header-cursor", left, right)
            marks = [*here, *(m for m in marks if not _touch(m, here))]
        hours = [hour for hour in self._hours(left, right) if not _touch(hour, marks)]
        return overlay([Run(left, right, " " * (right - left), "header")], [*hours, *marks])

    @property
    def _marked(self) -> int | None:
        if self.ghost is not None:
            return self.ghost.begin
        return self.cursor.instant if self.cursor else None

    def _hours(self, left: int, right: int) -> list[Run]:
        runs = []
        wide = 60 // self.scale.step >= WIDE_HOUR
        free_from = left
        for x in range(left, right):
            if x < free_from or self.scale.stretch_at(x).folded:
                continue
            wall = self.programme.clock.wall(self.scale.instant_of(x))
            if wall.minute:
                continue
            label = clock_label(wall) if wide else f"{wall:%H}" + "+" * wall.fold
            if x + len(label) <= right:
                runs.append(Run(x, x + len(label), label, "header"))
                free_from = x + len(label) + 1
        return runs

    def _dates(self, left: int, right: int) -> list[Run]:
        """Each date where its day begins; the first one at the edge of what is visible."""
        starts = [(max(x, left), d) for x, d in self.scale.days if x < right]
        past = [n for n, (x, _day) in enumerate(starts) if x == left]
        runs = [Run(left, right, " " * (right - left), "date")]
        for x, day in starts[past[-1] if past else 0 :]:
            runs = overlay(runs, self._label(x, f" {short_date(day)}", "date", left, right))
        return runs

    @staticmethod
    def _label(x: int, label: str, style: str, left: int, right: int) -> list[Run]:
        """A label that is moved as far as it takes to be seen whole; none outside the view."""
        width = cell_len(label)
        if not left <= x < right or width > right - left:
            return []
        return laid_out(min(x, right - width), [(label, style)])

    # -- rows -----------------------------------------------------------------------------

    def ground(self, row: int, view: Frame) -> list[Run]:
        """Hour lines, folded hours, dates and the present, every other band a little lighter."""
        index = self.board.column_at(row)
        key = (view.left, view.right, index % 2 if row < self.board.place_of(index)[1] else 2)
        if key not in self._patterns:
            self._patterns[key] = self._pattern(*key)
        return self._patterns[key]

    def _pattern(self, left: int, right: int, band: int) -> list[Run]:
        cells = [self._ground_of(x, band) for x in range(left, right)]
        runs: list[Run] = []
        grid = "grid-even" if band == 1 else "grid"
        begin = 0
        styles = [grid if style == "grid" else style for _text, style in cells]
        for end in range(1, len(cells) + 1):
            if end == len(cells) or styles[end] != styles[begin]:
                text = "".join(text for text, _style in cells[begin:end])
                runs.append(Run(left + begin, left + end, text, styles[begin]))
                begin = end
        return runs

    def _ground_of(self, x: int, band: int) -> tuple[str, str]:
        if x >= self.scale.lines:
            return " ", "grid"
        if x == self.now_line:
            return NOW_LINE, "now"
        stretch = self.scale.stretch_at(x)
        if stretch.folded:
            return (DATE_LINE, "date") if stretch.day else (NIGHT_LINE, "fold")
        hour = self.programme.clock.wall(self.scale.instant_of(x)).minute == 0
        return HOUR_LINE if hour else BAND_LINE if band == 2 else " ", "grid"

    # -- ways -----------------------------------------------------------------------------

    def way(self, box: WayBox, row: int, view: Frame) -> list[Run]:
        """The minutes, then a dotted road as long as the travel; what is left is free time."""
        frame = box.frame
        width = frame.width if box.way.short else min(box.on_road, frame.width)
        begin, end = max(frame.left, view.left), min(frame.left + width, view.right)
        if begin >= end:
            return []
        style = way_style(box.way)
        if row != max(frame.top, view.top):
            return laid_out(begin, [(" " * (end - begin), style)])
        room = min(frame.right, view.right) - begin
        label = next((t for t in box.way.texts("→") if cell_len(t) <= room), "")
        return laid_out(begin, [(label + ROAD * (end - begin - cell_len(label)), style)])

    def way_inside(self, box: WayBox, row: int, view: Frame) -> list[Run]:
        """Over the end of the box before, below its title."""
        before = self.window(view).box_at(box.frame.left, row)
        end = min(box.frame.right, view.right)
        if before is None or row != before.frame.bottom - 1 or row == before.frame.top:
            return []
        begin = max(before.frame.left, view.left)
        if end - begin < 3:
            return []
        text = fitting(box.way.texts("→")[1:], end - begin - 1).rstrip()
        return laid_out(end - cell_len(text), [(text, way_style(box.way))])

    # -- boxes ----------------------------------------------------------------------------

    def cursor_rows(self, view: Frame) -> set[int]:
        """The name of its column is marked in all rows of the band."""
        rows = super().cursor_rows(view)
        if self.cursor is not None and self.board.columns:
            first, last = self.board.edges[self.cursor.column : self.cursor.column + 2]
            rows |= {*range(max(first, view.top), min(last, view.bottom))}
        return rows

    def grips(self, box: Box, row: int) -> tuple[str, str]:
        """The edges of time are at the left and the right."""
        last = row == box.frame.bottom - 1 > box.frame.top
        return (BEGIN_GRIP, GRIP) if last else ("", "")

    def free_frame(self, frame: Frame) -> Frame:
        """Wide enough for the time, however short a cell is."""
        begin = max(min(frame.left, self.board.width - FREE_CURSOR), 0)
        return Frame(frame.top, frame.top + 1, begin, begin + FREE_CURSOR)


def _touch(run: Run, others: Iterable[Run]) -> bool:
    """True where not even a cell is between a run and one of the others."""
    return any(run.left <= other.right and other.left <= run.right for other in others)
