"""The two lines at the top of every room: which edition, how many conflicts, which rooms.

What is said in passing stands for some seconds in the edition's place: a line that is always
there is painted at once, where a notification would make the whole screen lay itself out anew.
"""

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult, RenderResult
from textual.containers import Horizontal
from textual.content import Content
from textual.reactive import reactive
from textual.style import Style
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Static

from planner.conflicts import Severity
from planner.phrases import _, plural
from screens.rooms import ROOMS
from screens.state import State
from screens.text import literal
from screens.widgets.tool_links import ToolLinks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from planner.colleagues import Colleague
    from planner.programme import Programme

#: How long something said in passing stays.
NOTICE_SECONDS = 4.0
#: Characters at the end of a text that is too long that are shown all the same.
END_KEPT = 16


class Title(Static):
    """The edition's name, how far solvers are, or what has just been said."""

    DEFAULT_CSS = """
    Title { width: 1fr; height: 1; padding: 0 1; text-style: bold; color: $primary; }
    Title.-notice { color: $foreground; }
    """

    edition: reactive[str] = reactive("")
    #: How far solvers in the background are.
    solving: reactive[str] = reactive("")
    #: Who else is here, in several lengths, the longest first.
    company: reactive[tuple[str, ...]] = reactive(())
    notice: reactive[str] = reactive("")

    def __init__(self) -> None:
        super().__init__("Wake Planner", markup=False)
        self._clearing: Timer | None = None

    def say(self, text: str, *, may_be_cut: bool) -> bool:
        """Show a text for some seconds; False when it is longer than the line, and stays whole."""
        width = self.content_size.width
        if cell_len(text) > width and not may_be_cut:
            return False
        self.notice = without_middle(text, width)
        if self._clearing is not None:
            self._clearing.stop()
        self._clearing = self.set_timer(NOTICE_SECONDS, self.clear_notice)
        return True

    def clear_notice(self) -> None:
        self.notice = ""

    def watch_edition(self) -> None:
        self._paint()

    def watch_solving(self) -> None:
        self._paint()

    def watch_company(self) -> None:
        self._paint()

    def watch_notice(self, notice: str) -> None:
        self.set_class(bool(notice), "-notice")
        self._paint()

    def _paint(self) -> None:
        if shown := self.notice or self.solving or self._named():
            self.update(literal(shown), layout=False)

    def _named(self) -> str:
        """The edition, with as much of those who are here as there is room for."""
        if not self.company:
            return self.edition
        with_edition = [f"{self.edition} · {company}" for company in self.company]
        width = self.content_size.width
        found = (text for text in (*with_edition, *self.company) if cell_len(text) <= width)
        return next(found, self.company[-1])

    def on_resize(self) -> None:
        self._paint()


class ConflictCount(Static):
    """How many open conflicts there are; a click opens the Conflicts room."""

    DEFAULT_CSS = """
    ConflictCount { width: 36; height: 1; padding: 0 1; text-align: right; }
    ConflictCount.-blocking { color: $error; text-style: bold; }
    ConflictCount.-warning { color: $warning; }
    ConflictCount.-clean { color: $success; }
    """

    state: reactive[State | None] = reactive(None)

    def watch_state(self, state: State | None) -> None:
        if state is None:
            self.update("")
            return
        counts = state.counts
        self.set_class(counts[Severity.BLOCKING] > 0, "-blocking")
        self.set_class(not counts[Severity.BLOCKING] and counts[Severity.WARNING] > 0, "-warning")
        self.set_class(not any(counts.values()), "-clean")
        signs = "  ".join(f"{s.sign} {n}" for s, n in counts.items() if n)
        total = sum(counts.values())
        words = plural("{n} conflict", "{n} conflicts", total).text()
        shown = literal(f"{words}  {signs}" if total else _("no conflicts"))
        if shown != self.content:
            self.update(shown, layout=False)

    async def on_click(self) -> None:
        await self.run_action("app.room('conflicts')")


class ReadOnlyMark(Static):
    """Says as long as it is so that nothing can be changed."""

    DEFAULT_CSS = """
    ReadOnlyMark { width: auto; height: 1; padding: 0 1; display: none; }
    ReadOnlyMark.-shown { display: block; color: $background; background: $warning; }
    """

    def __init__(self) -> None:
        super().__init__(literal(_("read only")))


class RoomTabs(Widget):
    """The rooms by number; the one in view is marked.  Names are shortened to fit."""

    DEFAULT_CSS = """
    RoomTabs { height: 1; width: 1fr; color: $foreground-muted; }
    """

    room: reactive[str] = reactive("")
    #: The room under the mouse.
    hovered: reactive[str] = reactive("")

    def render(self) -> RenderResult:
        names = [_(room.name) for room in ROOMS]
        gap = " "
        if self.size.width < sum(cell_len(name) + 5 for name in names):
            names, gap = [_(room.short) for room in ROOMS], ""
        parts: list[Content] = []
        for number, (room, name) in enumerate(zip(ROOMS, names, strict=True), 1):
            tab = Content(f"{gap}{number} {name}{gap}").stylize(self._style(room.mode))
            parts.append(tab.stylize(Style.from_meta({"room": room.mode})))
            parts.append(Content(" "))
        return Content.assemble(*parts)

    def _style(self, mode: str) -> str:
        if mode == self.room:
            return "bold $background on $primary"
        return "bold $foreground underline" if mode == self.hovered else ""

    def on_mouse_move(self, event: events.MouseMove) -> None:
        self.hovered = event.style.meta.get("room", "")

    def on_leave(self) -> None:
        self.hovered = ""

    async def on_click(self, event: events.Click) -> None:
        if mode := event.style.meta.get("room"):
            await self.run_action(f"app.room('{mode}')")


class RoomBar(Widget):
    """Header of a room."""

    DEFAULT_CSS = """
    RoomBar { height: 2; dock: top; background: $panel; layout: vertical; }
    RoomBar Horizontal { height: 1; }
    """

    state: reactive[State | None] = reactive(None)

    #: How far solvers in the background are.
    solving: reactive[str] = reactive("")
    colleagues: "reactive[tuple[Colleague, ...]]" = reactive(())

    def __init__(self, room: str) -> None:
        super().__init__()
        self.room_name = room

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield ReadOnlyMark()
            yield Title().data_bind(RoomBar.solving)
            yield ToolLinks()
            yield ConflictCount().data_bind(RoomBar.state)
        tabs = RoomTabs()
        tabs.room = self.room_name
        yield tabs

    def watch_state(self, state: State | None) -> None:
        if state is None or not self.is_mounted:
            return
        self.query_one(ReadOnlyMark).set_class(state.is_read_only, "-shown")
        edition = state.programme.edition
        example = " · " + _("example data") if edition.is_example else ""
        self.query_one(Title).edition = edition.name + example
        self.watch_colleagues()

    def watch_colleagues(self) -> None:
        if self.state is not None and self.is_mounted:
            self.query_one(Title).company = with_whom(self.state.programme, self.colleagues)

    def say(self, text: str, *, may_be_cut: bool) -> bool:
        """Say something in passing; False when there is not enough room for it."""
        return self.query_one(Title).say(text, may_be_cut=may_be_cut)


def with_whom(programme: "Programme", colleagues: "Sequence[Colleague]") -> tuple[str, ...]:
    """``with Bert (delegation “Viborg”), Carl``, the same without where they are, their number."""
    if not colleagues:
        return ()
    from planner.colleagues import in_words_of

    places = dict.fromkeys(str(in_words_of(programme, each)) for each in colleagues)
    names = dict.fromkeys(each.name for each in colleagues)
    said = _("with {names}")
    number = plural("with {n} other", "with {n} others", len(names))
    return (*(said.format(names=", ".join(each)) for each in (places, names)), str(number))


def without_middle(text: str, width: int) -> str:
    """A text cut to so many cells: its beginning says what it is, its end the new time."""
    if cell_len(text) <= width:
        return text
    head, tail = text[:-END_KEPT], text[-END_KEPT:]
    while head and cell_len(head) + 1 + cell_len(tail) > width:
        head = head[:-1]
    return f"{head}…{tail}"
