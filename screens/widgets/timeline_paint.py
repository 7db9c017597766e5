"""What each row of the upright timeline looks like: time downwards, columns side by side."""

from dataclasses import dataclass
from functools import cached_property

from rich.cells import cell_len

from planner.clock import Clock
from planner.conflicts import Severity
from planner.phrases import _, short_date
from screens.widgets.timeline_board import Frame, WayBox
from screens.widgets.timeline_picture import PIN, Ghost, Picture
from screens.widgets.timeline_runs import Run, fitting, laid_out
from screens.widgets.timeline_scale import Stretch
from screens.widgets.timeline_text import clean, clock_label, fit
from screens.widgets.timeline_ways import Way

__all__ = ["GUTTER", "PIN", "Ghost", "UprightPicture"]

#: Cells of the hour labels at the left.
GUTTER = 7
HOUR_LINE = "┈"
NOW_LINE = "━"
NOW_SIGN = "▶"
SEPARATOR = "│"
ROAD = "┊"
#: What is written on a road, every so many cells.
ROAD_DOTS = "  ·   "


@dataclass(frozen=True)
class UprightPicture(Picture):
    """Time downwards: the gutter shows the hours, the header the names of the columns."""

    # -- gutter and header ----------------------------------------------------------------

    def gutter(self, row: int) -> tuple[str, str]:
        """Text and style of the hour label of a row."""
        if (label := self._gutter_marks.get(row)) is not None:
            return fit(label, GUTTER), "gutter-cursor"
        clock = self.programme.clock
        if row == self.now_line and self.now is not None:
            return fit(f"{NOW_SIGN}{clock_label(clock.wall(self.now))}", GUTTER), "now"
        stretch = self.scale.stretch_at(row)
        if stretch.folded:
            return _date_label(stretch), "date" if stretch.day else "fold"
        wall = clock.wall(self.scale.instant_of(row))
        label = clock_label(wall)
        if wall.minute == 0:
            return fit(label, GUTTER), "gutter-hour"
        every = 30 if self.scale.step > 5 else 15
        if wall.minute % every == 0 and self.scale.step <= 15:
            return fit(f"  {label[2:]}", GUTTER), "gutter"
        return " " * GUTTER, "gutter"

    @cached_property
    def _gutter_marks(self) -> dict[int, str]:
        instant = None
        if self.ghost is not None:
            instant = self.ghost.begin
        elif self.cursor is not None:
            instant = self.cursor.instant
        if instant is None:
            return {}
        return {self.scale.line_near(instant): clock_label(self.programme.clock.wall(instant))}

    def header(self, y: int, left: int, right: int) -> list[Run]:
        """The names of the columns."""
        runs = []
        board = self.board
        for index in board.window(left, right).columns:
            column = board.columns[index]
            begin, end = max(board.edges[index], left), min(board.edges[index + 1], right)
            if begin >= end:
                continue
            text = f"{column.sign} {clean(column.title)}" if column.sign else clean(column.title)
            style = "header-tentative" if column.tentative else "header"
            if self.cursor is not None and self.cursor.column == index:
                style = "header-cursor"
            runs.append(Run(begin, end, fit(text, end - begin - 1) + " ", style))
        if (last := max(left, board.width)) < right:
            runs.append(Run(last, right, " " * (right - last), "header"))
        return runs

    # -- rows -----------------------------------------------------------------------------

    def row(self, row: int, view: Frame) -> list[Run]:
        """The line of the present goes on below what stands in it."""
        runs = super().row(row, view)
        if row != self.now_line:
            return runs
        return [r if r.style == "now" else r._replace(style=f"{r.style} under") for r in runs]

    def ground(self, row: int, view: Frame) -> list[Run]:
        """Hour lines and separators; the present, a date, folded hours across all columns."""
        left, right, width = view.left, view.right, view.width
        stretch = self.scale.stretch_at(row)
        if row == self.now_line:
            return [Run(left, right, NOW_LINE * width, "now")]
        if stretch.folded:
            text = fold_text(self.programme.clock, stretch)
            return [Run(left, right, fit(text, width), "date" if stretch.day else "fold")]
        instant = self.scale.instant_of(row)
        wall = self.programme.clock.wall(instant)
        cells = list((HOUR_LINE if wall.minute == 0 else " ") * width)
        if wall.minute == 0 and (note := _clock_change(self.programme.clock, instant)):
            cells[1 : cell_len(note) + 1] = note[: width - 1]
        for index in self.board.window(left, right).columns:
            if left <= (separator := self.board.edges[index + 1] - 1) < right:
                cells[separator - left] = SEPARATOR
        for x in range(max(self.board.width, left), right):
            cells[x - left] = " "
        return [Run(left, right, "".join(cells), "grid")]

    # -- ways -----------------------------------------------------------------------------

    def way(self, box: WayBox, row: int, view: Frame) -> list[Run]:
        """The minutes, then a dotted road as long as the travel; what is left is free time."""
        frame = box.frame
        begin, end = max(frame.left, view.left), min(frame.right, view.right)
        if end - begin < 3:
            return []
        style = way_style(box.way)
        width = end - begin
        if row == frame.top:
            text = f"{ROAD}{fitting(box.way.texts('↓'), width - 1)}"
            return laid_out(begin, [(fit(text, width), style)])
        if box.way.short or row < frame.top + box.on_road:
            dots = (ROAD_DOTS * (width // len(ROAD_DOTS) + 1))[: width - 1]
            return laid_out(begin, [(f"{ROAD}{dots}", style)])
        return []

    def way_inside(self, box: WayBox, row: int, view: Frame) -> list[Run]:
        """At the end of the last row of the box before."""
        begin, end = max(box.frame.left, view.left), min(box.frame.right, view.right)
        before = self.window(view).box_at(begin, row)
        if before is None or before.frame.top == row or end - begin < 3:
            return []
        texts = box.way.texts("↓")[1:]
        text = fit(fitting(texts, end - begin - 1), end - begin - 1).rstrip()
        return laid_out(end - cell_len(text), [(text, way_style(box.way))])


def way_style(way: Way) -> str:
    """Red where the way does not fit, amber where only buffer or margin are missing."""
    match way.severity:
        case None:
            return "way"
        case Severity.BLOCKING:
            return "way-short"
        case _:
            return "way-tight"


def fold_text(clock: Clock, stretch: Stretch) -> str:
    """``Sat 26 Oct ··· 23:00 – 07:00 ···``."""
    hours = ""
    if stretch.begin < stretch.end:
        begin, end = clock_label(clock.wall(stretch.begin)), clock_label(clock.wall(stretch.end))
        hours = f"··· {begin} – {end} ···"
    return f" {short_date(stretch.day)}  {hours}" if stretch.day else f" {hours}"


def _date_label(stretch: Stretch) -> str:
    return fit("" if stretch.day else "  ···", GUTTER)


def _clock_change(clock: Clock, instant: int) -> str:
    """What happens to the clock at an instant, if anything."""
    before, after = clock.wall(instant - 1), clock.wall(instant)
    if after.fold > before.fold:
        return _(" {hour} again: summer time ends ").format(hour=f"{after:%H:%M}")
    if after.hour - before.hour > 1:
        return _(" {hour}: summer time begins ").format(hour=f"{after:%H:%M}")
    return ""
