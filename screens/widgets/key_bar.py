"""The keys of the room in one line; a click presses the key.

One widget instead of Textual's Footer, which makes one for each key: two dozen widgets cost more
time at start and at each change of focus than the board itself.
"""

from collections.abc import Iterator

from rich.cells import cell_len
from textual.app import RenderResult
from textual.content import Content
from textual.screen import Screen
from textual.style import Style
from textual.widget import Widget

#: The key that is always in sight, at the right end.
HELP_ACTION = "app.help"


class KeyBar(Widget):
    """Keys and what they do, as many as fit, help always."""

    DEFAULT_CSS = """
    KeyBar {
        dock: bottom; height: 1; background: $panel; color: $foreground;
        link-style: none; link-color: $foreground; link-style-hover: bold;
        link-background-hover: $primary; link-color-hover: $background;
    }
    """

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, self._bindings_changed)

    def _bindings_changed(self, _screen: Screen[object]) -> None:
        self.refresh()

    def render(self) -> RenderResult:
        keys = list(self._keys())
        help_key = [piece for piece, action in keys if action == HELP_ACTION]
        room = self.size.width - sum(cell_len(piece.plain) for piece in help_key)
        shown: list[Content] = []
        for piece, action in keys:
            if action == HELP_ACTION:
                continue
            room -= cell_len(piece.plain)
            if room < 0:
                break
            shown.append(piece)
        gap = Content(" " * max(room, 0)) if room >= 0 else Content("")
        return Content.assemble(*shown, gap, *help_key)

    def _keys(self) -> Iterator[tuple[Content, str]]:
        """Each shown action once, as `` key what `` to be clicked, and the action."""
        seen: set[str] = set()
        for active in self.screen.active_bindings.values():
            binding = active.binding
            if not binding.show or binding.action in seen:
                continue
            seen.add(binding.action)
            key = binding.key_display or self.app.get_key_display(binding)
            piece = Content.assemble(f" {key}".ljust(2), f" {binding.description} ")
            piece = piece.stylize("bold $accent", 0, len(key) + 1)
            if not active.enabled:
                piece = piece.stylize("dim")
            click = Style.from_meta({"@click": f"press({binding.key!r})"})
            yield piece.stylize(click), binding.action

    def action_press(self, key: str) -> None:
        self.app.simulate_key(key)
