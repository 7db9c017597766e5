"""Choices in a line: each can be clicked, those that are on stand out without colour too."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from textual.content import Content
from textual.message import Message
from textual.reactive import reactive

from screens.text import visible
from screens.widgets.action_line import Clickable

#: Around the text of a chip: it stands out as one piece.
NO_BREAK = "\N{NO-BREAK SPACE}"


class Chip(NamedTuple):
    """A choice; ``text`` is shown as it is, ``brief`` in its place where that saves a line."""

    id: str
    text: str
    on: bool = False
    brief: str = ""


class Chips(Clickable):
    """A line of chips, two or more where the width is short."""

    DEFAULT_CSS = """
    Chips { height: auto; width: 1fr; padding: 0 1; background: $surface; }
    """

    GAP: ClassVar[str] = " "
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

    def lines(self, width: int) -> list[Content]:
        pieces = [self._piece(n, chip.text) for n, chip in enumerate(self.chips)]
        found = self.broken(pieces, width)
        for number, chip in reversed(list(enumerate(self.chips))):
            if len(found) <= 1:
                break
            if chip.brief:
                pieces[number] = self._piece(number, chip.brief)
                found = min(found, self.broken(pieces, width), key=len)
        return found

    def _piece(self, number: int, text: str) -> Content:
        content = Content(f"{NO_BREAK}{visible(text).replace(' ', NO_BREAK)}{NO_BREAK}")
        style = "bold reverse" if self.chips[number].on else "$foreground-muted"
        return self.clickable(content.stylize(style), f"press({number})")

    def action_press(self, number: int) -> None:
        if number < len(self.chips):
            self.post_message(self.Pressed(self, self.chips[number].id))
