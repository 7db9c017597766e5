"""A list of any length with a cursor, drawn by line: thousands of rows cost what is in view."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from planner.phrases import N_
from screens.widgets.list_rows import MOST_LINES, STYLES, Line, ListRow, Run
from screens.widgets.timeline_text import fit, wrap


class LineList(ScrollView, can_focus=True, inherit_bindings=False):
    """Rows of one or more lines; the cursor stays on its row when rows change."""

    ALLOW_SELECT = False
    #: Lines at the top that do not scroll.
    HEADER: ClassVar[int] = 0
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *(f"list--{style}" for style in STYLES),
        "list--cursor",
        "list--row",
        "list--header",
    }
    DEFAULT_CSS = """
    LineList {
        overflow-x: hidden;
        overflow-y: scroll;
        scrollbar-size-vertical: 1;
        scrollbar-size-horizontal: 1;
        & > .list--text { color: $foreground; }
        & > .list--strong { color: $foreground; text-style: bold; }
        & > .list--muted { color: $foreground-muted; }
        & > .list--error { color: $text-error; text-style: bold; }
        & > .list--warning { color: $text-warning; }
        & > .list--success { color: $text-success; }
        & > .list--accent { color: $text-accent; text-style: bold; }
        & > .list--primary { color: $text-primary; text-style: bold; }
        & > .list--heading { background: $panel; color: $foreground; text-style: bold; }
        & > .list--header { background: $panel; color: $foreground 75%; text-style: bold; }
        & > .list--row { background: $foreground 10%; }
        & > .list--cursor { background: $foreground 15%; }
        &:focus > .list--cursor {
            background: $block-cursor-background;
            color: $block-cursor-foreground;
            text-style: bold;
        }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "move(1)", N_("Next row"), show=False),
        Binding("up,k", "move(-1)", N_("Previous row"), show=False),
        Binding("pagedown", "page(1)", N_("Page down"), show=False),
        Binding("pageup", "page(-1)", N_("Page up"), show=False),
        Binding("home", "edge(0)", N_("First row"), show=False),
        Binding("end", "edge(-1)", N_("Last row"), show=False),
        Binding("enter", "open", N_("Open")),
    ]

    @dataclass
    class Highlighted(Message):
        """The cursor is on another row; None: there is none."""

        sender: "LineList"
        key: str | None

        @property
        def control(self) -> "LineList":
            return self.sender

    @dataclass
    class Opened(Message):
        """Enter or a double click on a row."""

        sender: "LineList"
        key: str

        @property
        def control(self) -> "LineList":
            return self.sender

    def __init__(
        self,
        *,
        empty: str = "",
        open_on_click: bool = False,
        id: str | None = None,  # noqa: A002 - Textual's own name for it
        classes: str | None = None,
    ) -> None:
        """``empty``: what to say where there are no rows."""
        super().__init__(id=id, classes=classes)
        self.empty = empty
        self.open_on_click = open_on_click
        self._rows: tuple[ListRow, ...] = ()
        self._stops: list[int] = []  # indexes of rows on which the cursor may be
        self._cursor: int | None = None
        self._tops: list[int] = [0]
        self._measured = 0  # the width for which ``_tops`` holds
        self._lines: dict[int, Sequence[Line]] = {}
        self._strips: dict[tuple[object, ...], Strip] = {}
        self._styles: dict[tuple[str, str], Style] = {}

    # -- what is shown --------------------------------------------------------------------

    def show_rows(self, rows: Sequence[ListRow], cursor: str | None = None) -> None:
        """Show rows; the cursor goes to the row of key ``cursor``, else stays on its own.

        Where its own is gone it goes on to the one that has come to that place.
        """
        old_key, old_index = self.cursor_key, self._cursor
        above = self._top(old_index) - self.scroll_offset.y if old_index is not None else 0
        self._rows = tuple(rows)
        self._stops = [n for n, row in enumerate(self._rows) if not row.is_heading]
        index = {row.key: n for n, row in enumerate(self._rows) if not row.is_heading}
        self._cursor = index.get(cursor or "", index.get(old_key or ""))
        stayed = self._cursor is not None and cursor is None
        if self._cursor is None and self._stops:
            at = bisect_left(self._stops, old_index or 0)
            self._cursor = self._stops[min(at, len(self._stops) - 1)]
        self._measure()
        if stayed:
            self.scroll_to(y=self._top(self._cursor) - above, animate=False, force=True)
        self._reveal()
        if self.cursor_key != old_key:
            self._announce()

    @property
    def cursor_key(self) -> str | None:
        """The key of the row under the cursor."""
        if self._cursor is None or self._cursor >= len(self._rows):
            return None
        return self._rows[self._cursor].key

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the rows on which the cursor may be."""
        return tuple(self._rows[n].key for n in self._stops)

    def select(self, key: str) -> bool:
        """Put the cursor on a row; False when it is not in the list."""
        for n in self._stops:
            if self._rows[n].key == key:
                self._move_to(n)
                return True
        return False

    # -- layout ---------------------------------------------------------------------------

    @property
    def view(self) -> Size:
        """The cells there are, scrollbars left out."""
        return self.scrollable_content_region.size

    @property
    def row_width(self) -> int:
        """Cells that a row may fill."""
        return self.view.width

    def _measure(self) -> None:
        """Work out where each row stands."""
        self._lines.clear()
        self._strips.clear()
        width = self.row_width
        if width <= 0:
            self._tops = [0]  # hidden: nothing has a place before it is measured again
            return
        self._measured = width
        self._tops = [0, *accumulate(row.height(width) for row in self._rows)]
        self.virtual_size = Size(self._virtual_width(), self.HEADER + self._tops[-1])
        self.refresh()

    def _virtual_width(self) -> int:
        return self.view.width

    def _lines_of(self, index: int) -> Sequence[Line]:
        if index not in self._lines:
            self._lines[index] = self._rows[index].lines(self._measured)
        return self._lines[index]

    def _top(self, index: int | None) -> int:
        return self._tops[index] if index is not None and index < len(self._tops) else 0

    def on_resize(self) -> None:
        self._measure()
        self._reveal()

    def _reveal(self) -> None:
        """Bring the cursor into view, with the heading above it where there is one."""
        height = self.view.height - self.HEADER
        if self._cursor is None or height <= 0 or self._cursor + 1 >= len(self._tops):
            return
        first = self._cursor
        while first > 0 and self._rows[first - 1].is_heading:
            first -= 1
        top, bottom = self._tops[first], self._tops[self._cursor + 1]
        here = self.scroll_offset.y
        if bottom > here + height:
            here = bottom - height
        here = min(here, top)
        if here != self.scroll_offset.y:
            self.scroll_to(y=here, animate=False, force=True)

    # -- drawing --------------------------------------------------------------------------

    def notify_style_update(self) -> None:
        """Colours have changed: nothing drawn before is of use."""
        super().notify_style_update()
        self._styles.clear()
        self._strips.clear()
        if self.is_attached:
            self.refresh()

    def header(self) -> Line:
        """The line that does not scroll, where there is one."""
        return ()

    def render_line(self, y: int) -> Strip:
        if y < self.HEADER:
            return self._strip(self.header(), "header")
        line = y - self.HEADER + self.scroll_offset.y
        if not self._rows:
            return self._empty_line(line)
        if line >= self._tops[-1] or line < 0:
            return Strip.blank(self.view.width, self.rich_style)
        index = bisect_right(self._tops, line) - 1
        key = self._strip_key(index, line - self._tops[index])
        if key not in self._strips:
            self._strips[key] = self._draw(index, line - self._tops[index])
        return self._strips[key]

    def _empty_line(self, line: int) -> Strip:
        room = max(self.view.width - 2, 1)
        texts = wrap(self.empty, room, room, MOST_LINES)
        text = texts[line] if line < len(texts) else ""
        return self._strip([Run(fit(f" {text}", self.view.width), "muted")], "")

    def _strip_key(self, index: int, line: int) -> tuple[object, ...]:
        return (index, line, index == self._cursor)

    def _draw(self, index: int, line: int) -> Strip:
        over = "cursor" if index == self._cursor else ""
        return self._strip(self._lines_of(index)[line], over)

    def _strip(self, runs: Line, over: str) -> Strip:
        """Runs in their styles, ``over`` laid on top, filled to the width."""
        segments = [Segment(run.text, self._style(run.style, over)) for run in runs]
        strip = Strip(segments)
        width = self.view.width
        fill = runs[-1].style if runs and runs[-1].style == "heading" else "text"
        return strip.adjust_cell_length(width, self._style(fill, over))

    def _style(self, name: str, over: str) -> Style:
        if (name, over) not in self._styles:
            style = self.get_component_rich_style(f"list--{name}")
            above = self.get_component_rich_style(f"list--{over}") if over else Style()
            replaced = over == "header" or (over == "cursor" and self.has_focus)
            style = above if replaced else style + Style(bgcolor=above.bgcolor)
            self._styles[name, over] = style
        return self._styles[name, over]

    # -- cursor ---------------------------------------------------------------------------

    def _move_to(self, index: int) -> None:
        if index != self._cursor:
            self._cursor = index
            self.refresh()
            self._announce()
        self._reveal()

    def _announce(self) -> None:
        self.post_message(self.Highlighted(self, self.cursor_key))

    def _step(self, rows: int) -> None:
        if not self._stops or self._cursor is None:
            return
        here = bisect_right(self._stops, self._cursor) - 1
        self._move_to(self._stops[min(max(here + rows, 0), len(self._stops) - 1)])

    def action_move(self, rows: int) -> None:
        """So many rows down or up."""
        self._step(rows)

    def action_page(self, direction: int) -> None:
        """A screenful down or up."""
        if self._cursor is None:
            return
        height = max(self.view.height - self.HEADER - 1, 1)
        wanted = self._top(self._cursor) + direction * height
        wanted = min(max(wanted, 0), max(self._tops[-1] - 1, 0))
        index = bisect_right(self._tops, wanted) - 1
        at = bisect_right(self._stops, index) - 1
        self._move_to(self._stops[max(at, 0)])

    def action_edge(self, index: int) -> None:
        """To the first (0) or last (-1) row."""
        if self._stops:
            self._move_to(self._stops[index])

    def action_open(self) -> None:
        if (key := self.cursor_key) is not None:
            self.post_message(self.Opened(self, key))

    def _row_at(self, y: int) -> int | None:
        """Index of the row at a line of the widget; None for headers and below the last."""
        line = y - self.HEADER + self.scroll_offset.y
        if y < self.HEADER or not 0 <= line < self._tops[-1] or not self._rows:
            return None
        index = bisect_right(self._tops, line) - 1
        return None if self._rows[index].is_heading else index

    def on_click(self, event: events.Click) -> None:
        index = self._row_at(event.get_content_offset_capture(self).y)
        if index is None:
            return
        self._move_to(index)
        if self.open_on_click or event.chain == 2:
            self.action_open()
