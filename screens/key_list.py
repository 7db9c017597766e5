"""The keys of a screen as a list: for help, and as plain sentences for a screen reader."""

import importlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from textual.binding import ActiveBinding, Binding
from textual.keys import format_key

from planner.phrases import N_, _, colon
from screens.room import RoomScreen
from screens.rooms import ROOMS

if TYPE_CHECKING:
    from textual.screen import Screen

#: What works wherever one is; the rooms themselves stand in the room bar.
EVERYWHERE = (
    ("1 - 8", N_("the rooms, by their number"), ""),
    ("tab", N_("to the next part of the screen"), "tab"),
    ("ctrl+p", N_("everything that can be done, by name"), "ctrl+p"),
    ("ctrl+q", N_("quit: everything is saved already"), "ctrl+q"),
)
#: The mouse in one sentence a line.
MOUSE = (
    N_("A click does what the key does: on the keys below, on a room, on a line, on a button."),
    N_("A double click opens a line; the wheel scrolls; what can be moved can be dragged."),
)


@dataclass(frozen=True, slots=True)
class KeyLine:
    """The keys of one action, as they are written; ``press`` is the one that a click presses."""

    keys: str
    what: str
    press: str

    def sentence(self) -> str:
        """``J, shift+down: later by 5 minutes``."""
        return f"{colon(self.keys)} {self.what}"


def keys_of(screen: "Screen[object]") -> list[KeyLine]:
    """The keys in force with a description: the screen's own first, then the focused part's.

    Keys of one action stand together; what Textual binds by itself is left out.
    """
    found: dict[str, list[ActiveBinding]] = {}
    ours = [a for a in screen.active_bindings.values() if a.binding.description and _is_ours(a)]
    for active in sorted(ours, key=lambda active: _rank(active, screen)):
        found.setdefault(_(active.binding.description), []).append(active)
    return [
        KeyLine(
            " ".join(dict.fromkeys(_written(active.binding) for active in actives)),
            what,
            actives[0].binding.key,
        )
        for what, actives in found.items()
    ]


def _rank(active: ActiveBinding, screen: "Screen[object]") -> tuple[bool, bool]:
    """What leads elsewhere comes last."""
    return active.binding.action.startswith("app."), active.node is not screen


def _is_ours(active: ActiveBinding) -> bool:
    """Whether the action is one that a class of the program has asked for."""
    return any(
        active.binding.action == getattr(binding, "action", None)
        for cls in type(active.node).__mro__
        if cls.__module__.startswith("screens.")
        for binding in cls.__dict__.get("BINDINGS", ())
    )


def everywhere() -> list[KeyLine]:
    """What works on every screen."""
    return [KeyLine(keys, _(what), press) for keys, what, press in EVERYWHERE]


def plain_lines() -> Iterator[str]:
    """Guide and keys of every room in sentences, one a line."""
    for number, room in enumerate(ROOMS, 1):
        module, name = room.path.split(":")
        cls = getattr(importlib.import_module(module), name)
        yield f"{number}. {_(room.name)}"
        yield from (f"  {_(sentence)}" for sentence in cls.GUIDE)
        yield from (f"  {line.sentence()}" for line in _keys_of_class(cls))
        yield ""
    yield _("Everywhere")
    yield from (f"  {line.sentence()}" for line in [*_keys_of_class(RoomScreen), *everywhere()])
    yield from (f"  {_(sentence)}" for sentence in MOUSE)


def _keys_of_class(cls: "type[Screen[Any]]") -> list[KeyLine]:
    """The keys that a screen class binds, its own first, without those of all rooms."""
    found: dict[str, list[str]] = {}
    for base in cls.__mro__:
        if base.__module__.startswith("screens.") and (base is not RoomScreen or cls is base):
            for binding in base.__dict__.get("BINDINGS", ()):
                if isinstance(binding, Binding) and binding.description:
                    keys = found.setdefault(_(binding.description), [])
                    keys += [key for key in _all_written(binding) if key not in keys]
    return [KeyLine(", ".join(keys), what, "") for what, keys in found.items()]


def _all_written(binding: Binding) -> list[str]:
    if binding.key_display:
        return [binding.key_display]
    return [format_key(key.strip()) for key in binding.key.split(",")]


def _written(binding: Binding) -> str:
    return binding.key_display or format_key(binding.key)
