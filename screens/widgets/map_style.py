"""Colours of the map: one component class a thing, from theme variables only."""

from screens.widgets.map_scene import STYLES

PREFIX = "map--"
LOOKS = (
    "region", "country", "river", "town", "city", "name", "name-here", "stop-here",
    "legend", "button",
    *(f"{kind}-{n}" for kind in ("route", "current", "stop") for n in range(STYLES)),
)  # fmt: skip

CSS = """
MapView {
    background: $background;
    & > .map--region { color: $foreground 35%; }
    & > .map--country { color: $foreground 45%; }
    & > .map--river { color: $secondary; text-style: italic; }
    & > .map--town { color: $foreground-muted; }
    & > .map--city { color: $foreground 80%; text-style: bold; }
    & > .map--name { color: $foreground; text-style: bold; }
    & > .map--name-here { color: $foreground; text-style: bold underline; }
    & > .map--legend { background: $surface; color: $foreground; }
    & > .map--button { background: $panel; color: $text-accent; text-style: bold; }
    & > .map--stop-here { background: $foreground; color: $background; text-style: bold; }
    & > .map--route-0 { color: $primary 75%; }
    & > .map--route-1 { color: $accent 75%; }
    & > .map--route-2 { color: $error 75%; }
    & > .map--route-3 { color: $success 75%; }
    & > .map--route-4 { color: $secondary 75%; }
    & > .map--route-5 { color: $foreground 75%; }
    & > .map--current-0 { color: $primary; text-style: bold; }
    & > .map--current-1 { color: $accent; text-style: bold; }
    & > .map--current-2 { color: $error; text-style: bold; }
    & > .map--current-3 { color: $success; text-style: bold; }
    & > .map--current-4 { color: $secondary; text-style: bold; }
    & > .map--current-5 { color: $foreground; text-style: bold; }
    & > .map--stop-0 { background: $primary; color: auto 95%; text-style: bold; }
    & > .map--stop-1 { background: $accent; color: auto 95%; text-style: bold; }
    & > .map--stop-2 { background: $error; color: auto 95%; text-style: bold; }
    & > .map--stop-3 { background: $success; color: auto 95%; text-style: bold; }
    & > .map--stop-4 { background: $secondary; color: auto 95%; text-style: bold; }
    & > .map--stop-5 { background: $foreground; color: $background; text-style: bold; }
    &:focus > .map--stop-here {
        background: $block-cursor-background; color: $block-cursor-foreground;
    }
}
"""
