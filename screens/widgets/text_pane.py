"""A text of any length in a pane that scrolls, drawn by line.

A new text changes neither the size of the pane nor anything around it, so nothing is laid out
anew; of a long text only the lines in view are made, and only those that the text before did not
have.  It costs a keystroke what changes in view.
"""

from collections.abc import Hashable

from textual.cache import LRUCache
from textual.content import Content
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

#: Lines of texts shown before that are kept for texts that have them too.
LINES_KEPT = 1000
NOTHING = Content("")


class TextPane(ScrollView):
    """Shows a text, long lines folded; a wheel or the scroll bar moves it."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    TextPane {
        overflow-x: hidden; overflow-y: scroll;
        scrollbar-size-vertical: 1; scrollbar-background: $surface;
    }
    """

    def __init__(
        self,
        *,
        id: str | None = None,  # noqa: A002 - Textual's own name for it
        classes: str | None = None,
        can_focus: bool | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes, can_focus=can_focus)
        self.content = Content("")
        self._about = ""
        self._lines: list[Content] = []
        self._folded: LRUCache[Hashable, list[Content]] = LRUCache(LINES_KEPT)
        self._strips: LRUCache[Hashable, Strip] = LRUCache(LINES_KEPT)
        self._painted: dict[int, Hashable] = {}

    def update(self, content: Content, about: str = "") -> None:
        """Show another text: from the top, unless it is about the same as the one before."""
        if not content.is_same(self.content):
            self.content = content
            self._fold()
        if about != self._about:
            self._about = about
            self.scroll_to(y=0, animate=False)

    def on_resize(self) -> None:
        self._fold()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._strips.clear()

    def _fold(self) -> None:
        width = self.scrollable_content_region.width
        if not width:
            return
        self._lines = [
            piece
            for line in self.content.split(allow_blank=True)
            for piece in self._pieces(line, width)
        ]
        # Setting it in the usual way would lay out the whole screen.
        self.set_reactive(TextPane.virtual_size, Size(width, len(self._lines)))
        self.vertical_scrollbar.window_virtual_size = len(self._lines)
        self.scroll_y = min(self.scroll_y, self.max_scroll_y)
        self._refresh_lines(width)

    def _refresh_lines(self, width: int) -> None:
        """Repaint the lines in view that look different."""
        for y in range(self.size.height):
            if self._key(y, width) != self._painted.get(y):
                self.refresh(Region(0, y, self.size.width, 1))

    def _pieces(self, line: Content, width: int) -> list[Content]:
        """A line folded to the width."""
        key = (line.plain, *line.spans, width)
        if (pieces := self._folded.get(key)) is None:
            pieces = self._folded[key] = [line] if line.cell_length <= width else line.wrap(width)
        return pieces

    def _line(self, y: int) -> Content:
        row = y + self.scroll_offset.y
        return self._lines[row] if row < len(self._lines) else NOTHING

    def _key(self, y: int, width: int) -> Hashable:
        """What a line of the widget looks like, its colours apart."""
        line = self._line(y)
        return (line.plain, *line.spans, width)

    def render_line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        line = self._line(y)
        self._painted[y] = self._key(y, width)
        key = (self._painted[y], self.visual_style)
        if (strip := self._strips.get(key)) is None:
            (strip,) = Visual.to_strips(self, line, width, 1, self.visual_style, pad=True)
            self._strips[key] = strip
        return strip
