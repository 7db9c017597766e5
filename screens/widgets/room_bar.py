"""The two lines at the top of every room: which edition, how many conflicts, which rooms."""

from rich.cells import cell_len
from textual.app import ComposeResult, RenderResult
from textual.containers import Horizontal
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Static

from planner.conflicts import Severity
from planner.phrases import _, plural
from screens.rooms import ROOMS
from screens.state import State
from screens.text import literal


class ConflictCount(Static):
    """How many open conflicts there are; a click opens the Conflicts room."""

    DEFAULT_CSS = """
    ConflictCount { width: 40; height: 1; padding: 0 1; text-align: right; }
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


class RoomTabs(Widget):
    """The rooms by number; the one in view is marked.  Names are shortened to fit."""

    DEFAULT_CSS = """
    RoomTabs {
        height: 1; width: 1fr; color: $foreground-muted;
        link-style: none; link-color: $foreground-muted; link-style-hover: bold;
    }
    """

    room: reactive[str] = reactive("")

    def render(self) -> RenderResult:
        names = [_(room.name) for room in ROOMS]
        gap = " "
        if self.size.width < sum(cell_len(name) + 5 for name in names):
            names, gap = [_(room.short) for room in ROOMS], ""
        parts: list[Content] = []
        for number, (room, name) in enumerate(zip(ROOMS, names, strict=True), 1):
            style = "bold reverse" if room.mode == self.room else ""
            tab = Content.assemble((f"{gap}{number} {name}{gap}", style))
            parts.append(tab.stylize(f"@click=app.room('{room.mode}')"))
            parts.append(Content(" "))
        return Content.assemble(*parts)


class RoomBar(Widget):
    """Header of a room."""

    DEFAULT_CSS = """
    RoomBar { height: 2; dock: top; background: $panel; layout: vertical; }
    RoomBar Horizontal { height: 1; }
    RoomBar #edition { width: 1fr; height: 1; padding: 0 1; text-style: bold; color: $primary; }
    """

    state: reactive[State | None] = reactive(None)

    def __init__(self, room: str) -> None:
        super().__init__()
        self.room_name = room

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield Static(literal("Wake Planner"), id="edition")
            yield ConflictCount().data_bind(RoomBar.state)
        tabs = RoomTabs()
        tabs.room = self.room_name
        yield tabs

    def watch_state(self, state: State | None) -> None:
        if state is None or not self.is_mounted:
            return
        edition = state.programme.edition
        name = edition.name + (" · " + _("example data") if edition.is_example else "")
        shown = literal(name)
        if shown != (title := self.query_one("#edition", Static)).content:
            title.update(shown)
