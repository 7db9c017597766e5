"""The screens beside the rooms, to click on; the last piece opens the list of all commands."""

from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

from planner.phrases import _
from screens.tools import TOOLS

#: From this width of the app on each has its name; below it the list of commands has them.
WIDE = 110
ALL = "app.command_palette"


class ToolLinks(Widget):
    """What is there beside the rooms, as far as there is width for it."""

    DEFAULT_CSS = """
    ToolLinks { width: auto; height: 1; color: $foreground-muted; }
    """

    hovered: reactive[str] = reactive("")

    def render(self) -> RenderResult:
        links = [(f"app.tool('{tool.mode}')", _(tool.name)) for tool in TOOLS]
        links = links if self.app.size.width >= WIDE else []
        links.append((ALL, "☰ " + _("All")))
        pieces = [self._piece(action, name) for action, name in links]
        return Content("  ").join(pieces)

    def _piece(self, action: str, name: str) -> Content:
        style = "bold underline" if action == self.hovered else ""
        return Content(name).stylize(style).stylize(Style.from_meta({"tool": action}))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        self.hovered = event.style.meta.get("tool", "")

    def on_leave(self) -> None:
        self.hovered = ""

    async def on_click(self, event: events.Click) -> None:
        if action := event.style.meta.get("tool"):
            await self.run_action(action)
