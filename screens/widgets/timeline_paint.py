"""What each row of a timeline looks like: runs of text with the names of styles.  No Textual."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from rich.cells import cell_len

from planner.conflicts import Severity
from planner.entities import Activity
from planner.programme import Programme, Span
from screens.kinds import LOOKS
from screens.widgets.timeline_board import Board, Box, WayBox, Window
from screens.widgets.timeline_cursor import Cursor
from screens.widgets.timeline_layout import Scale
from screens.widgets.timeline_lines import BoxText, Line, LineKind, times_of, title_of
from screens.widgets.timeline_runs import Run, fitting, laid_out, overlay
from screens.widgets.timeline_text import clean, clock_label, fit
from screens.widgets.timeline_ways import Way

#: Cells of the hour labels at the left.
GUTTER = 7
BAR = "▎"
GRIP = "◢"
PIN = "●"
HOUR_LINE = "┈"
SEPARATOR = "│"
WAY_LINE = "┊"
#: From this width on, marks have a blank at their right.
ROOMY = 12
#: So many boxes are remembered in words.
MOST_LINES = 2000


class Ghost(NamedTuple):
    """Where an activity would stand: a preview."""

    activity_id: str
    begin: int
    minutes: int


@dataclass(frozen=True)
class Picture:
    """Everything that decides how the timeline looks, its scroll position apart."""

    programme: Programme
    board: Board
    marks: Mapping[str, Severity]
    cursor: Cursor | None = None
    ghost: Ghost | None = None
    _lines: dict[tuple[str, int, int, int], list[Line]] = field(default_factory=dict)

    @property
    def scale(self) -> Scale:
        return self.board.scale

    # -- gutter and header ----------------------------------------------------------------

    def gutter(self, row: int) -> tuple[str, str]:
        """Text and style of the hour label of a row."""
        if (label := self._gutter_marks.get(row)) is not None:
            return fit(label, GUTTER), "gutter-cursor"
        wall = self.programme.clock.wall(self.scale.instant_of(row))
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
        return {self.scale.row_near(instant): clock_label(self.programme.clock.wall(instant))}

    def header(self, left: int, right: int) -> list[Run]:
        """The names of the columns."""
        runs = []
        for index in self.board.window(left, right).columns:
            column = self.board.columns[index]
            begin, end = max(self.board.edges[index], left), min(self.board.edges[index + 1], right)
            if begin >= end:
                continue
            text = f"{column.sign} {clean(column.title)}" if column.sign else clean(column.title)
            style = "header-tentative" if column.tentative else "header"
            if self.cursor is not None and self.cursor.column == index:
                style = "header-cursor"
            text = fit(text, end - begin - 1) + " "
            runs.append(Run(begin, end, text, style))
        if (last := max(left, self.board.width)) < right:
            runs.append(Run(last, right, " " * (right - last), "header"))
        return runs

    # -- rows -----------------------------------------------------------------------------

    def row(self, row: int, left: int, right: int, first_row: int) -> list[Run]:
        """The cells ``[left, right)`` of a row; ``first_row`` is the topmost visible one."""
        window = self.board.window(left, right)
        runs: list[Run] = []
        for way in window.ways_by_row.get(row, ()):
            if not way.inside:
                runs += self._way(way, row, left, right)
        for box in window.boxes_by_row.get(row, ()):
            runs += self._box(box, row, left, right, first_row)
        runs.sort()
        runs = self._filled(runs, row, left, right, window)
        for way in window.ways_by_row.get(row, ()):
            if way.inside:
                runs = overlay(runs, self._way_inside(way, row, window, left, right))
        runs = overlay(runs, self._free_cursor(row, left, right))
        return overlay(runs, self._ghost(row, left, right, window))

    def _filled(
        self, runs: Sequence[Run], row: int, left: int, right: int, window: Window
    ) -> list[Run]:
        """The runs with the empty grid between them."""
        wall = self.programme.clock.wall(self.scale.instant_of(row))
        blank = HOUR_LINE if wall.minute == 0 else " "
        text = list(blank * (right - left))
        for index in window.columns:
            if left <= (separator := self.board.edges[index + 1] - 1) < right:
                text[separator - left] = SEPARATOR
        for x in range(max(self.board.width, left), right):
            text[x - left] = " "
        grid = "".join(text)
        filled: list[Run] = []
        here = left
        for run in runs:
            if run.left > here:
                filled.append(Run(here, run.left, grid[here - left : run.left - left], "grid"))
            filled.append(run)
            here = run.right
        if here < right:
            filled.append(Run(here, right, grid[here - left :], "grid"))
        return filled

    # -- boxes ----------------------------------------------------------------------------

    def _box(self, box: Box, row: int, left: int, right: int, first_row: int) -> list[Run]:
        """One row of a box, its text moved into what is visible of it."""
        begin, end = max(box.left, left), min(box.right, right)
        if begin >= end:
            return []
        family = family_of(box.activity)
        chosen = self.cursor is not None and box.activity.id == self.cursor.activity_id
        ghosted = self.ghost is not None and box.activity.id == self.ghost.activity_id
        dim = " dim" if ghosted else ""
        line = self._line(box, row, begin, end)
        if row == box.top:
            return self._head(box, line.text, begin, end, chosen, dim)
        if row == first_row and not line.text:
            line = Line(LineKind.TITLE, title_of(box.activity))
        style = f"{family}-head" if chosen else family
        front = "cursor" if chosen else f"{family}-head"
        bare = end - begin - 2 - cell_len(line.text)
        grip = GRIP if chosen and row == box.bottom - 1 and bare > 0 else ""
        bold = " bold" if line.kind is LineKind.TITLE else " plain"
        runs = [
            (BAR, f"{front}|{style}{dim}"),
            (fit(f" {line.text}", end - begin - 1 - len(grip)), style + bold + dim),
            (grip, f"{front}|{style}{dim}"),
        ]
        return laid_out(begin, runs)

    def _head(self, box: Box, text: str, begin: int, end: int, chosen: bool, dim: str) -> list[Run]:
        style = "cursor" if chosen else f"{family_of(box.activity)}-head"
        marks = self._marks(box.activity, style, end - begin)
        width = end - begin - sum(len(mark) for mark, _style in marks)
        label = f"{LOOKS[box.activity.kind].sign} {text}"
        return laid_out(begin, [(fit(label, width), style + dim), *marks])

    def _marks(self, activity: Activity, style: str, width: int) -> list[tuple[str, str]]:
        """Pin and conflict signs at the right end of a title, as far as there is room."""
        marks: list[tuple[str, str]] = []
        if is_pinned(activity):
            marks.append((PIN, style))
        if (severity := self._severity(activity)) is not None:
            sign = f" {severity.sign} " if width >= ROOMY else severity.sign
            marks.append((sign, f"mark-{severity.name.lower().replace('_', '-')}"))
        elif marks and width >= ROOMY:
            marks.append((" ", style))
        while marks and sum(len(text) for text, _style in marks) > width - 3:
            marks.pop(0)
        return marks

    def _severity(self, activity: Activity) -> Severity | None:
        """The worst conflict of an activity and its parts."""
        parts = self.programme.parts.get(activity.id, ())
        ids = (activity.id, *(part.id for part in parts))
        return min((self.marks[i] for i in ids if i in self.marks), default=None)

    def _line(self, box: Box, row: int, begin: int, end: int) -> Line:
        key = (box.activity.id, box.left, begin, end)
        if key not in self._lines:
            marks = self._marks(box.activity, "", end - begin)
            head_width = end - begin - 2 - sum(len(text) for text, _style in marks)
            if len(self._lines) > MOST_LINES:
                self._lines.clear()
            self._lines[key] = BoxText(
                self.programme, self.marks, self.scale, box, end - begin - 2, head_width
            ).lines()
        return self._lines[key][row - box.top]

    # -- ways -----------------------------------------------------------------------------

    def _way(self, box: WayBox, row: int, left: int, right: int) -> list[Run]:
        begin, end = max(box.left, left), min(box.right, right)
        if end - begin < 3:
            return []
        style = way_style(box.way)
        rows = max(1, -(-box.way.minutes // self.scale.step))
        if row == box.top:
            text = f" {fitting(box.way.texts, end - begin - 1)}"
        elif box.way.short or row < box.top + rows:
            text = f" {WAY_LINE}"
        else:
            return []
        return laid_out(begin, [(text, style)])

    def _way_inside(
        self, box: WayBox, row: int, window: Window, left: int, right: int
    ) -> list[Run]:
        """Minutes short where no row is free: at the end of the last row of the box before."""
        begin, end = max(box.left, left), min(box.right, right)
        before = window.box_at(begin, row)
        if before is None or before.top == row or end - begin < 3:
            return []
        text = fit(fitting(box.way.texts[1:], end - begin - 1), end - begin - 1).rstrip()
        return laid_out(end - cell_len(text), [(text, way_style(box.way))])

    # -- what lies on top -----------------------------------------------------------------

    def _free_cursor(self, row: int, left: int, right: int) -> list[Run]:
        cursor = self.cursor
        if cursor is None or cursor.activity_id is not None or not self.board.columns:
            return []
        if row != self.scale.row_near(cursor.instant):
            return []
        begin, end = self.board.cells_of(cursor.column)
        begin, end = max(begin, left), min(end, right)
        text = f"+ {clock_label(self.programme.clock.wall(cursor.instant))}"
        return laid_out(begin, [(fit(text, end - begin), "cursor")]) if begin < end else []

    def _ghost(self, row: int, left: int, right: int, window: Window) -> list[Run]:
        ghost = self.ghost
        if ghost is None:
            return []
        top, bottom = self.scale.rows_of(Span(ghost.begin, ghost.begin + ghost.minutes))
        if not top <= row < bottom:
            return []
        times = times_of(self.programme, ghost.begin, ghost.begin + ghost.minutes)
        activity = self.programme.activities.get(ghost.activity_id)
        texts = {top: times, top + 1: title_of(activity) if activity else ""}
        runs = []
        for begin, end in self._ghost_cells(ghost, window):
            begin, end = max(begin, left), min(end, right)
            if begin < end:
                text = fit(f"{BAR} {texts.get(row, '')}", end - begin)
                runs += laid_out(begin, [(text, "ghost")])
        return runs

    def _ghost_cells(self, ghost: Ghost, window: Window) -> Iterable[tuple[int, int]]:
        """Where the activity stands now; for one that is not on the board, the cursor's column."""
        boxes = window.boxes_of(ghost.activity_id)
        if boxes:
            return sorted({(box.left, box.right) for box in boxes})
        if self.cursor is None or any(
            e.activity.id == ghost.activity_id for c in self.board.columns for e in c.entries
        ):
            return ()
        return (self.board.cells_of(self.cursor.column),)


def family_of(activity: Activity) -> str:
    """The component class for the body of a box; its head has ``-head`` added."""
    return activity.kind.value


def way_style(way: Way) -> str:
    """Red where the way does not fit, amber where only buffer or margin are missing."""
    match way.severity:
        case None:
            return "way"
        case Severity.BLOCKING:
            return "way-short"
        case _:
            return "way-tight"


def is_pinned(activity: Activity) -> bool:
    return activity.pin_time or activity.pin_place or activity.pin_order or activity.pin_people
