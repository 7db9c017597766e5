"""The keys of the timeline.  Each has an id, so that a keymap can change it."""

from textual.binding import Binding, BindingType

from planner.phrases import N_


def _key(name: str, keys: str, action: str, text: str, *, show: bool = False) -> Binding:
    return Binding(keys, action, text, show=show, id=f"timeline.{name}")


KEYS: list[BindingType] = [
    _key("down", "down,j", "go(1, 0)", N_("Down: next activity or column")),
    _key("up", "up,k", "go(-1, 0)", N_("Up: previous activity or column")),
    _key("left", "left,h", "go(0, -1)", N_("To the left")),
    _key("right", "right,l", "go(0, 1)", N_("To the right")),
    _key("row-down", "ctrl+down", "line(1, 0)", N_("One row down")),
    _key("row-up", "ctrl+up", "line(-1, 0)", N_("One row up")),
    _key("cell-right", "ctrl+right", "line(0, 1)", N_("One cell to the right")),
    _key("cell-left", "ctrl+left", "line(0, -1)", N_("One cell to the left")),
    _key("page-down", "pagedown", "page(1)", N_("Page down")),
    _key("page-up", "pageup", "page(-1)", N_("Page up")),
    _key("first", "home", "edge(0)", N_("First activity")),
    _key("last", "end", "edge(-1)", N_("Last activity")),
    _key("first-column", "ctrl+home", "column(0)", N_("First column")),
    _key("last-column", "ctrl+end", "column(-1)", N_("Last column")),
    _key("open", "enter", "open", N_("Edit"), show=True),
    _key("create", "n", "create", N_("New"), show=True),
    _key("zoom-in", "plus,equals_sign", "zoom(-1)", N_("Zoom in")),
    _key("zoom-out", "minus", "zoom(1)", N_("Zoom out")),
    _key("cancel", "escape", "cancel_drag", N_("Cancel dragging")),
]
