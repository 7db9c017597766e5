"""The opening hours of a day as a bar; dragging over it opens or closes hours."""

from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from planner.hours import Hours, covers, painted

#: What a bar shows of the day, in minutes since midnight; a cell is half an hour.
FIRST, LAST, CELL = 6 * 60, 24 * 60, 30
CELLS = (LAST - FIRST) // CELL
OPEN, SHUT, UNKNOWN = "█", "·", "?"


def ruler() -> str:
    """The hours above the bars, every second one."""
    return "".join(f"{hour:<4}" for hour in range(FIRST // 60, LAST // 60, 2))


class HoursBar(Widget):
    """``hours`` None: unknown."""

    DEFAULT_CSS = """
    HoursBar { width: 36; height: 1; color: $primary; }
    """

    hours: reactive[Hours] = reactive(None)
    #: Begin and end, in minutes, of what is being dragged over, and whether it opens.
    drag: reactive[tuple[int, int, bool] | None] = reactive(None)

    class Painted(Message):
        """Hours were dragged over."""

        def __init__(self, bar: "HoursBar", hours: Hours) -> None:
            super().__init__()
            self.bar, self.hours = bar, hours

        @property
        def control(self) -> "HoursBar":
            return self.bar

    def __init__(self) -> None:
        super().__init__()
        self._from = 0

    @property
    def _wanted(self) -> Hours:
        if self.drag is None:
            return self.hours
        begin, end, is_open = self.drag
        return painted(self.hours, begin, end, is_open=is_open)

    def render(self) -> RenderResult:
        wanted = self._wanted
        if wanted is None:
            return Content.styled(UNKNOWN + " " * (CELLS - 1), "$text-warning bold")
        cells = (covers(wanted, at, at + CELL) for at in range(FIRST, LAST, CELL))
        return Content("".join(OPEN if is_open else SHUT for is_open in cells))

    @staticmethod
    def _minute(x: int) -> int:
        return FIRST + min(max(x, 0), CELLS - 1) * CELL

    def on_mouse_down(self, event: events.MouseDown) -> None:
        self.capture_mouse()
        self._from = self._minute(event.x)
        opens = not covers(self.hours, self._from, self._from + CELL)
        self.drag = (self._from, self._from + CELL, opens)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self.drag is not None:
            here = self._minute(event.x)
            begin, end = min(self._from, here), max(self._from, here) + CELL
            self.drag = (begin, end, self.drag[2])

    def on_mouse_up(self) -> None:
        self.release_mouse()
        if self.drag is not None:
            wanted, self.drag = self._wanted, None
            self.post_message(self.Painted(self, wanted))
