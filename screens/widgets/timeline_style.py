"""Colours of the timeline: one component class a thing, from theme variables only.

Each kind of activity has two shades: a strong one for its first row, which carries the title,
and a soft one for the rest.
"""

from functools import lru_cache

from rich.style import Style

from models.words import Kind
from screens.kinds import LOOKS, Look

PREFIX = "timeline--"
PARTS = (
    "grid", "grid-even", "fold", "date", "now", "origin", "moving", "moving-soft", "gutter",
    "gutter-hour", "gutter-cursor", "header", "header-tentative", "header-cursor", "cursor",
    "ghost", "way", "way-short", "way-tight", "mark-blocking", "mark-warning", "mark-to-check",
)  # fmt: skip
COMPONENTS = {
    *(PREFIX + name for name in PARTS),
    *(PREFIX + kind + shade for kind in Kind for shade in ("", "-head")),
}

BASE_CSS = """
Timeline {
    background: $background;
    overflow-x: auto;
    overflow-y: scroll;
    scrollbar-size-vertical: 1;
    scrollbar-size-horizontal: 1;

    & > .timeline--grid { color: $foreground 15%; }
    & > .timeline--grid-even { color: $foreground 15%; background: $foreground 4%; }
    & > .timeline--fold { color: $foreground 45%; background: $foreground 4%; }
    & > .timeline--date { color: $text-primary; background: $panel; text-style: bold; }
    & > .timeline--now { color: $text-error; text-style: bold; }
    & > .timeline--origin { color: $text-accent; }
    & > .timeline--moving { background: $accent; color: auto 95%; text-style: bold; }
    & > .timeline--moving-soft { background: $accent 35%; color: auto 95%; }
    & > .timeline--gutter { color: $foreground 35%; }
    & > .timeline--gutter-hour { color: $foreground 70%; }
    & > .timeline--gutter-cursor { color: $text-accent; text-style: bold; }
    & > .timeline--header { background: $panel; color: $foreground; text-style: bold; }
    & > .timeline--header-tentative {
        background: $panel; color: $foreground 65%; text-style: italic;
    }
    & > .timeline--header-cursor {
        background: $foreground 30%; color: auto 95%; text-style: bold;
    }
    & > .timeline--cursor {
        background: $foreground 55%; color: auto 95%; text-style: bold;
    }
    &:focus > .timeline--cursor {
        background: $block-cursor-background;
        color: $block-cursor-foreground;
        text-style: bold;
    }
    & > .timeline--ghost { background: $accent 75%; color: auto 95%; text-style: bold; }
    & > .timeline--way { color: $foreground-muted; background: $foreground 5%; }
    & > .timeline--way-short {
        color: $text-error; background: $error 12%; text-style: bold;
    }
    & > .timeline--way-tight { color: $text-warning; background: $warning 10%; }
    & > .timeline--mark-blocking { background: $error; color: auto 95%; text-style: bold; }
    & > .timeline--mark-warning { background: $warning; color: auto 95%; text-style: bold; }
    & > .timeline--mark-to-check { background: $foreground 25%; color: auto 95%; }

    &:nocolor > .timeline--cursor { background: $foreground; color: $background; }
    &:nocolor > .timeline--header-cursor { background: $foreground; color: $background; }
    &:nocolor > .timeline--moving { text-style: bold reverse underline; }
    &:nocolor > .timeline--date { text-style: bold underline; }
    &:nocolor > .timeline--ghost { text-style: bold underline; }
    &:nocolor > .timeline--way-short { text-style: bold underline; }

    &:ansi > .timeline--grid { text-style: dim; }
    &:ansi > .timeline--grid-even { background: ansi_default; text-style: dim; }
    &:ansi > .timeline--fold { background: ansi_default; text-style: dim; }
    &:ansi > .timeline--date { background: ansi_default; text-style: bold underline; }
    &:ansi > .timeline--moving { background: $accent; color: ansi_black; }
    &:ansi > .timeline--moving-soft {
        background: ansi_default; color: ansi_default; text-style: underline;
    }
    &:ansi > .timeline--way-short { background: ansi_default; }
    &:ansi > .timeline--way-tight { background: ansi_default; }
    &:ansi > .timeline--gutter { text-style: dim; }
    &:ansi > .timeline--way { background: ansi_default; text-style: dim; }
    &:ansi > .timeline--cursor {
        background: ansi_default; color: ansi_default; text-style: bold reverse;
    }
    &:ansi > .timeline--header-cursor {
        background: ansi_default; color: ansi_default; text-style: bold reverse;
    }
    &:ansi > .timeline--ghost { background: $accent; color: ansi_black; }
    &:ansi > .timeline--mark-blocking { background: $error; color: ansi_black; }
    &:ansi > .timeline--mark-warning { background: $warning; color: ansi_black; }
    &:ansi > .timeline--mark-to-check {
        background: ansi_default; color: ansi_default; text-style: reverse;
    }
}
"""


def css() -> str:
    """The default style sheet of the timeline."""
    return BASE_CSS + "".join(_kind_css(kind, look) for kind, look in LOOKS.items())


def _kind_css(kind: Kind, look: Look) -> str:
    soft, strong = (10, 22) if look.colour == "foreground" else (20, 50)
    tint = f" background-tint: ${look.tint} 50%;" if look.tint else ""
    return f"""
Timeline > .{PREFIX}{kind} {{ background: ${look.colour} {soft}%;{tint} color: auto 80%; }}
Timeline > .{PREFIX}{kind}-head {{
    background: ${look.colour} {strong}%;{tint} color: auto 95%; text-style: bold;
}}
Timeline:ansi > .{PREFIX}{kind} {{ background: ansi_default; color: ansi_default; }}
Timeline:ansi > .{PREFIX}{kind}-head {{ {_ansi_head(look)} }}
"""


def _ansi_head(look: Look) -> str:
    """The terminal's own colours cannot be mixed: one shade, and black on it is always legible."""
    if look.colour == "foreground":
        return "background: ansi_default; color: ansi_default; text-style: bold reverse;"
    return f"background: ${look.colour}; color: ansi_black; text-style: bold;"


#: What may follow the names in a style of ``timeline_runs``.
EFFECTS = {
    "bold": Style(bold=True),
    "plain": Style(bold=False),
    "dim": Style(dim=True),
    "under": Style(underline=True),
}


@lru_cache(maxsize=512)
def ink(front: Style, back: Style) -> Style:
    """The background colour of ``front`` as ink on that of ``back``."""
    return Style(color=front.bgcolor, bgcolor=back.bgcolor)
