"""The user's text on screen: always literal, never markup, never an escape sequence."""

from rich.text import Text
from textual.content import Content

from planner.visible import visible

__all__ = ["cell", "literal", "visible"]


def literal(text: str) -> Content:
    """For Static, Label, Button, Option, tooltips and the like."""
    return Content(visible(text))


def cell(text: str, style: str = "") -> Text:
    """For DataTable cells and headers, Tree labels, and the options of a Select."""
    return Text(visible(text), style=style, no_wrap=True, overflow="ellipsis")
