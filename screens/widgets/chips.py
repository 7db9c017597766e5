"""Choices in a line: each can be clicked, those that are on stand out without colour too."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from textual.app import RenderResult
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from screens.text import visible

#: Keeps a chip in one piece where the line is broken.
NO_BREAK = "\N{NO-BREAK SPACE}"


class Chip(NamedTuple):
    """A choice; ``text`` is shown as it is."""

    id: str
    text: str
    on: bool = False


class Chips(Widget):
    """A line of chips, two or more where the width is short."""

    DEFAULT_CSS = """
    Chips {
        height: auto; width: 1fr; padding: 0 1; background: $surface;
        color: $foreground-muted; link-style: none; link-color: $foreground-muted;
        link-style-hover: bold;
    }
    """

    chips: reactive[tuple[Chip, ...]] = reactive((), layout=True)

    @dataclass
    class Pressed(Message):
        """A chip was clicked."""

        sender: "Chips"
        id: str

        @property
        def control(self) -> "Chips":
            return self.sender

    def show(self, chips: Sequence[Chip]) -> None:
        """Show these."""
        self.chips = tuple(chips)

    def render(self) -> RenderResult:
        pieces: list[Content] = []
        for number, chip in enumerate(self.chips):
            text = NO_BREAK + visible(chip.text).replace(" ", NO_BREAK) + NO_BREAK
            piece = Content(text).stylize("bold reverse" if chip.on else "")
            pieces += [piece.stylize(f"@click=press({number})"), Content(" ")]
        return Content.assemble(*pieces)

    def action_press(self, number: int) -> None:
        if number < len(self.chips):
            self.post_message(self.Pressed(self, self.chips[number].id))
