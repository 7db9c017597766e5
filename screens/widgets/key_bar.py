"""The keys of the room in one line; a click presses the key.

One widget instead of Textual's Footer, which makes one for each key: two dozen widgets cost more
time at start and at each change of focus than the board itself.
"""

from collections.abc import Iterator

from rich.cells import cell_len
from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.reactive import reactive
from textual.screen import Screen
from textual.style import Style
from textual.widget import Widget

from planner.phrases import _

#: The key that is always in sight, at the right end.
HELP_ACTION = "app.help"
#: Where keys are left out for want of room; a click shows them all.
MORE = " … "


class KeyBar(Widget):
    """Keys and what they do, as many as fit, help always."""

    DEFAULT_CSS = """
    KeyBar { dock: bottom; height: 1; background: $panel; color: $foreground; }
    """

    #: The key under the mouse.
    hovered: reactive[str] = reactive("")

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, self._bindings_changed)

    def _bindings_changed(self, _screen: Screen[object]) -> None:
        self.refresh()

    def render(self) -> RenderResult:
        keys = list(self._keys())
        help_key = [piece for piece, action in keys if action == HELP_ACTION]
        others = [piece for piece, action in keys if action != HELP_ACTION]
        room = self.size.width - sum(cell_len(piece.plain) for piece in help_key)
        shown = _fitting(others, room)
        if len(shown) < len(others) and help_key:
            shown = _fitting(others, room - len(MORE))
            shown.append(self._pressing(Content(MORE), MORE))
        gap = room - sum(cell_len(piece.plain) for piece in shown)
        return Content.assemble(*shown, " " * max(gap, 0), *help_key)

    def _keys(self) -> Iterator[tuple[Content, str]]:
        """Each shown action once, as `` key what `` to be clicked, and the action."""
        seen: set[str] = set()
        for active in self.screen.active_bindings.values():
            binding = active.binding
            if not binding.show or binding.action in seen:
                continue
            seen.add(binding.action)
            key = binding.key_display or self.app.get_key_display(binding)
            piece = Content.assemble(
                (f" {key}", "bold $text-accent"), f" {_(binding.description)} "
            )
            if not active.enabled:
                piece = piece.stylize("dim")
            yield self._pressing(piece, binding.key), binding.action

    def _pressing(self, piece: Content, key: str) -> Content:
        """The piece as what presses a key when it is clicked."""
        if key == self.hovered:
            piece = Content(piece.plain).stylize("bold $background on $primary")
        return piece.stylize(Style.from_meta({"key": key}))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        self.hovered = event.style.meta.get("key", "")

    def on_leave(self) -> None:
        self.hovered = ""

    async def on_click(self, event: events.Click) -> None:
        key = event.style.meta.get("key")
        if key == MORE:
            await self.run_action("app.help(True)")
        elif key:
            self.app.simulate_key(key)


def _fitting(pieces: list[Content], room: int) -> list[Content]:
    """The first pieces that fit side by side into so many cells."""
    shown: list[Content] = []
    for piece in pieces:
        room -= cell_len(piece.plain)
        if room < 0:
            break
        shown.append(piece)
    return shown
