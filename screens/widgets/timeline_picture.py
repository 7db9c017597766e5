"""What the upright and the turned timeline have in common: boxes, what lies under and over them.

Rows are runs of text with the names of styles (``timeline_runs``).  No Textual.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import ClassVar, NamedTuple

from rich.cells import cell_len

from planner.conflicts import Severity
from planner.entities import Activity
from planner.programme import Programme, Span
from screens.kinds import LOOKS
from screens.widgets.timeline_board import Board, Box, Frame, WayBox, Window
from screens.widgets.timeline_cursor import Cursor, entry_of
from screens.widgets.timeline_lines import BoxText, Line, LineKind, times_of, title_of
from screens.widgets.timeline_runs import Run, between, fill, laid_out, overlay
from screens.widgets.timeline_scale import Scale
from screens.widgets.timeline_text import clock_label, fit

BAR = "▎"
GRIP = "◢"
BEGIN_GRIP = "◥"
PIN = "●"
#: From this width on, marks have a blank at their right.
ROOMY = 12
#: So many boxes are remembered in words.
MOST_LINES = 2000


class Ghost(NamedTuple):
    """Where an activity would stand if the mouse let go of it now.

    ``shift``: how many columns further to the right (or below, when turned).
    """

    activity_id: str
    begin: int
    minutes: int
    shift: int = 0

    @property
    def span(self) -> Span:
        return Span(self.begin, self.begin + self.minutes)


@dataclass(frozen=True)
class Picture:
    """Everything that decides how the timeline looks, its scroll position apart.

    ``moving``: activities that are not kept yet where they stand, and where they came from.
    ``gutter_width`` is in cells, ``now`` an instant.
    """

    programme: Programme
    board: Board
    marks: Mapping[str, Severity]
    cursor: Cursor | None = None
    ghost: Ghost | None = None
    moving: Mapping[str, Span | None] = field(default_factory=dict)
    now: int | None = None
    gutter_width: int = 7
    _lines: dict[tuple[str, Frame], list[Line]] = field(default_factory=dict)

    #: What stands before the kind's sign while an activity is being moved.
    MOVING_SIGN: ClassVar[str] = "↕"

    @property
    def scale(self) -> Scale:
        return self.board.scale

    @property
    def header_rows(self) -> int:
        """Rows above the picture that do not scroll."""
        return 1

    @property
    def now_line(self) -> int | None:
        """The line of the present, if it is in what is shown."""
        if self.now is None or not self.scale.begin <= self.now < self.scale.end:
            return None
        return self.scale.line_of(self.now)

    # -- what each kind of picture draws in its own way --------------------------------------

    def gutter(self, row: int) -> tuple[str, str]:
        """Text and style of what stands at the left of a row."""
        raise NotImplementedError

    def header(self, y: int, left: int, right: int) -> list[Run]:
        """A row above the picture, without what stands above the gutter."""
        raise NotImplementedError

    def ground(self, row: int, view: Frame) -> list[Run]:
        """The empty grid."""
        raise NotImplementedError

    def way(self, box: WayBox, row: int, view: Frame) -> list[Run]:
        """A row of a way between two boxes."""
        raise NotImplementedError

    def way_inside(self, box: WayBox, row: int, view: Frame) -> list[Run]:
        """What is missing, written over the end of the box before."""
        raise NotImplementedError

    # -- rows ------------------------------------------------------------------------------

    def window(self, view: Frame) -> Window:
        """The columns in view."""
        if self.board.turned:
            return self.board.window(view.top, view.bottom)
        return self.board.window(view.left, view.right)

    def row(self, row: int, view: Frame) -> list[Run]:
        """One row of the rectangle that is visible."""
        window = self.window(view)
        ways = [w for w in window.ways_by_row.get(row, ()) if w.frame.meets(view)]
        runs: list[Run] = []
        for box in window.boxes_by_row.get(row, ()):
            if box.frame.meets(view):
                runs += self._box(box, row, view)
        ground = self.ground(row, view)
        ground = overlay(ground, self._origins(row, view))
        for way in ways:
            if not way.inside:
                ground = overlay(ground, self.way(way, row, view))
        runs = fill(runs, ground)
        for way in ways:
            if way.inside:
                runs = overlay(runs, self.way_inside(way, row, view))
        runs = overlay(runs, self._free_cursor(row, view))
        return overlay(runs, self._ghost(row, view))

    def cursor_rows(self, view: Frame) -> set[int]:
        """The rows that look different because of the cursor, those of the header apart."""
        if self.cursor is None or not self.board.columns:
            return set()
        line = self.scale.line_near(self.cursor.instant)
        frame = self.board.frame_of(self.cursor.column, (line, line + 1))
        frames = [frame, self.free_frame(frame)]
        if self.cursor.activity_id is not None:
            boxes = self.window(view).boxes_of(self.cursor.activity_id)
            frames += (box.frame for box in boxes)
        return {
            row
            for frame in frames
            for row in range(max(frame.top, view.top), min(frame.bottom, view.bottom))
        }

    # -- boxes -----------------------------------------------------------------------------

    def _box(self, box: Box, row: int, view: Frame) -> list[Run]:
        """One row of a box, its text moved into what is visible of it."""
        frame = self._seen(box.frame, view)
        begin, end = frame.left, frame.right
        family = box.activity.kind.value
        chosen = self.cursor is not None and box.activity.id == self.cursor.activity_id
        moving = box.activity.id in self.moving
        ghosted = self.ghost is not None and box.activity.id == self.ghost.activity_id
        dim = " dim" if ghosted else ""
        line = self._line(box, row, frame)
        if row == frame.top:
            style = "moving" if moving else "cursor" if chosen else f"{family}-head"
            grip = self.grips(box, row)[1] if chosen and not dim else ""
            return self._head(box, line.text, begin, end, style, dim, grip)
        if row == view.top and not line.text:
            line = Line(LineKind.TITLE, title_of(box.activity))
        style = "moving-soft" if moving else f"{family}-head" if chosen else family
        front = "moving" if moving else "cursor" if chosen else f"{family}-head"
        first, last = self.grips(box, row) if chosen else ("", "")
        bold = " bold" if line.kind is LineKind.TITLE else " plain"
        last = last if end - begin - 2 - cell_len(line.text) > 0 else ""
        runs = [
            (first or BAR, f"{front}|{style}{dim}"),
            (fit(f" {line.text}", end - begin - 1 - len(last)), style + bold + dim),
            (last, f"{front}|{style}{dim}"),
        ]
        return laid_out(begin, runs)

    def grips(self, box: Box, row: int) -> tuple[str, str]:
        """Signs at the left and right end of a row of the chosen box: where it can be taken."""
        frame = box.frame
        if row == frame.top:
            return "", BEGIN_GRIP if frame.height > 2 else ""
        return "", GRIP if row == frame.bottom - 1 else ""

    def _head(
        self, box: Box, text: str, begin: int, end: int, style: str, dim: str, grip: str
    ) -> list[Run]:
        marks = [*self._marks(box.activity, style, end - begin - len(grip)), (grip, style)]
        width = end - begin - sum(len(mark) for mark, _style in marks)
        sign = LOOKS[box.activity.kind].sign
        if style == "moving":
            sign = f"{self.MOVING_SIGN}{sign}"
        return laid_out(begin, [(fit(f"{sign} {text}", width), style + dim), *marks])

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

    def _seen(self, frame: Frame, view: Frame) -> Frame:
        """The part of a box that its text is fitted into: visible across the axis of time."""
        begin, end = max(frame.left, view.left), min(frame.right, view.right)
        top = max(frame.top, view.top) if self.board.turned else frame.top
        return Frame(top, frame.bottom, begin, end)

    def _line(self, box: Box, row: int, frame: Frame) -> Line:
        key = (box.activity.id, frame)
        if key not in self._lines:
            marks = self._marks(box.activity, "", frame.width)
            head_width = frame.width - 2 - sum(len(text) for text, _style in marks)
            if len(self._lines) > MOST_LINES:
                self._lines.clear()
            scale = None if self.board.turned else self.scale
            self._lines[key] = BoxText(
                self.programme, self.marks, scale, box, frame, head_width
            ).lines()
        return self._lines[key][row - frame.top]

    # -- what lies under and over them -----------------------------------------------------

    def _origins(self, row: int, view: Frame) -> list[Run]:
        """Hollow outlines where the activities that are being moved come from."""
        runs: list[Run] = []
        for activity_id, origin in self.moving.items():
            if origin is None:
                continue
            lines = self.scale.lines_of(origin)
            for frame in self._places(activity_id, lines, self.window(view)):
                if frame.top <= row < frame.bottom:
                    label = clock_label(self.programme.clock.wall(origin.begin))
                    runs.append(_outline(frame, row, label))
        return between(runs, view.left, view.right)

    def _places(
        self, activity_id: str, lines: tuple[int, int], window: Window, shift: int = 0
    ) -> Iterable[Frame]:
        """These lines of the columns in which an activity stands (``shift`` columns further)."""
        columns, frame = self.board.columns, None
        for index in window.columns:
            source = index - shift
            if 0 <= source < len(columns) and entry_of(columns[source], activity_id):
                here = self.board.frame_of(index, lines)
                frame = frame.joined(here) if frame else here
            elif frame is not None:
                yield frame
                frame = None
        if frame is not None:
            yield frame

    def _free_cursor(self, row: int, view: Frame) -> list[Run]:
        cursor = self.cursor
        if cursor is None or cursor.activity_id is not None or not self.board.columns:
            return []
        line = self.scale.line_near(cursor.instant)
        frame = self.free_frame(self.board.frame_of(cursor.column, (line, line + 1)))
        begin, end = max(frame.left, view.left), min(frame.right, view.right)
        if row != frame.top or begin >= end:
            return []
        text = f"+ {clock_label(self.programme.clock.wall(cursor.instant))}"
        return laid_out(begin, [(fit(text, end - begin), "cursor")])

    def free_frame(self, frame: Frame) -> Frame:
        """Where the cursor is written on free time, ``frame`` being its line."""
        return frame

    def _ghost(self, row: int, view: Frame) -> list[Run]:
        ghost = self.ghost
        if ghost is None:
            return []
        times = times_of(self.programme, *ghost.span)
        activity = self.programme.activities.get(ghost.activity_id)
        runs: list[Run] = []
        lines = self.scale.lines_of(ghost.span)
        for frame in self._places(ghost.activity_id, lines, self.window(view), ghost.shift):
            begin, end = max(frame.left, view.left), min(frame.right, view.right)
            if begin < end and frame.top <= row < frame.bottom:
                texts = {frame.top: times, frame.top + 1: title_of(activity) if activity else ""}
                runs += laid_out(
                    begin, [(fit(f"{BAR} {texts.get(row, '')}", end - begin), "ghost")]
                )
        return runs


def is_pinned(activity: Activity) -> bool:
    return activity.pin_time or activity.pin_place or activity.pin_order or activity.pin_people


def _outline(frame: Frame, row: int, label: str) -> Run:
    """A row of a dashed frame, ``label`` in its first one."""
    inner = max(frame.width - 2, 0)
    if row == frame.top:
        corners = "╶╴" if frame.height == 1 else "╭╮"
        middle = fit(f"╌ {label} ", inner) if inner >= len(label) + 3 else ""
        text = corners[0] + middle.rstrip() + " " * bool(middle)
        text += "╌" * (inner - cell_len(text) + 1) + corners[1]
    elif row == frame.bottom - 1:
        text = "╰" + "╌" * inner + "╯"
    else:
        text = "╎" + " " * inner + "╎"
    return Run(frame.left, frame.right, fit(text, frame.width), "origin")
