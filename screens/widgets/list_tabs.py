"""The lists of a room in one line, with how many rows each has; a click chooses one."""

from typing import NamedTuple

from textual.app import RenderResult
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from screens.text import literal


class ListTab(NamedTuple):
    """A list: its name as shown, and how many rows it has (None: that cannot be told)."""

    name: str
    rows: int | None


class ListTabs(Widget):
    """Names of lists; the one in view stands out, also without colour."""

    DEFAULT_CSS = """
    ListTabs {
        height: 1; padding: 0 1; background: $surface;
        link-style: none; link-color: $foreground; link-style-hover: bold;
    }
    """

    tabs: reactive[tuple[ListTab, ...]] = reactive(())
    current: reactive[int] = reactive(0)

    class Chosen(Message):
        """A list was clicked."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

    def render(self) -> RenderResult:
        pieces = []
        for number, tab in enumerate(self.tabs):
            name = literal(f" {tab.name} ")
            rows = "" if tab.rows is None else f"{tab.rows} "
            whole = Content.assemble(name, Content.styled(rows, "$foreground-muted"))
            if number == self.current:
                whole = literal(f" {tab.name} {rows}").stylize("bold reverse")
            pieces.append(whole.stylize(f"@click=choose({number})"))
        return Content(" ").join(pieces)

    def action_choose(self, number: int) -> None:
        self.post_message(self.Chosen(number))
