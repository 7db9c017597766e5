"""Choices in a line: each can be clicked, those that are on stand out without colour too."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from textual.content import Content
from textual.message import Message

from screens.text import visible
from screens.widgets.action_line import Pieces

#: Around the text of a chip: it stands out as one piece.
NO_BREAK = "\N{NO-BREAK SPACE}"


class Chip(NamedTuple):
    """A choice; ``text`` is shown as it is."""

    id: str
    text: str
    on: bool = False


class Chips(Pieces):
    """A line of chips, two or more where the width is short."""

    DEFAULT_CSS = """
    Chips {
        height: auto; width: 1fr; padding: 0 1; background: $surface;
        color: $foreground-muted; link-style: none; link-color: $foreground-muted;
        link-style-hover: bold;
    }
    """

    GAP: ClassVar[str] = " "
    _chips: tuple[Chip, ...] = ()

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
        if tuple(chips) == self._chips:
            return
        self._chips = tuple(chips)
        pieces = tuple(_piece(number, chip) for number, chip in enumerate(self._chips))
        # Contents that differ in nothing but their style are equal: say that they have changed.
        self.set_reactive(Pieces.pieces, pieces)
        self.refresh(layout=True)

    def action_press(self, number: int) -> None:
        if number < len(self._chips):
            self.post_message(self.Pressed(self, self._chips[number].id))


def _piece(number: int, chip: Chip) -> Content:
    text = Content(f"{NO_BREAK}{visible(chip.text).replace(' ', NO_BREAK)}{NO_BREAK}")
    return text.stylize("bold reverse" if chip.on else "").stylize(f"@click=press({number})")
