"""The edition's days in one line; a click chooses one."""

from datetime import date

from textual.app import RenderResult
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from planner.phrases import short_date


class DayBar(Widget):
    """Days of the edition; the chosen one stands out, also without colour."""

    DEFAULT_CSS = """
    DayBar {
        height: 1; padding: 0 1; background: $surface;
        link-style: none; link-color: $foreground-muted; link-style-hover: bold;
    }
    """

    days: reactive[tuple[date, ...]] = reactive(())
    day: reactive[date | None] = reactive(None)

    class Chosen(Message):
        """A day was clicked."""

        def __init__(self, day: date) -> None:
            super().__init__()
            self.day = day

    def render(self) -> RenderResult:
        pieces = []
        for number, day in enumerate(self.days):
            label = Content(f" {short_date(day)} ")
            if day == self.day:
                label = label.stylize("bold reverse")
            pieces.append(label.stylize(f"@click=choose({number})"))
        return Content.assemble(*pieces)

    def action_choose(self, number: int) -> None:
        self.post_message(self.Chosen(self.days[number]))
