"""The user's text on screen: always literal, never markup, never an escape sequence."""

import unicodedata

from rich.text import Text
from textual.content import Content


def visible(text: str) -> str:
    """The text with control and bidirectional-override characters made visible."""
    if text.isprintable():
        return text
    return "".join(map(_visible_character, text))


def _visible_character(character: str) -> str:
    if character == "\n":
        return " "
    if (
        unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
        and character not in JOINERS
    ):
        return "�"
    return character


#: Zero-width joiners are part of how some scripts and emoji are written.
JOINERS = "\u200c\u200d"


def literal(text: str) -> Content:
    """For Static, Label, Button, Option, tooltips and the like."""
    return Content(visible(text))


def cell(text: str, style: str = "") -> Text:
    """For DataTable cells and headers, and Tree labels."""
    return Text(visible(text), style=style, no_wrap=True, overflow="ellipsis")
