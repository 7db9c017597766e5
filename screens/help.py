"""Help: what the room in view is for, and every key that works in it."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widgets import Label, Static

from data.catalogue import ATTRIBUTION
from planner import __version__
from planner.phrases import N_, _
from screens.text import literal


class HelpScreen(ModalScreen[None]):
    """The keys of the screen it was called from, and what the program is."""

    CSS_PATH = "help.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,question_mark,f1,q", "dismiss", N_("Close")),
    ]

    def __init__(self, about: "Screen[object]") -> None:
        super().__init__(classes="dialog")
        self._sentences: tuple[str, ...] = getattr(about, "GUIDE", ())
        self._keys = keys_of(about)

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog-box -form"):
            yield Label(literal(_("Help")), classes="dialog-title")
            with VerticalScroll():
                for sentence in self._sentences:
                    yield Static(literal("• " + _(sentence)), classes="help-line")
                yield Label(literal(_("Keys")), classes="dialog-title")
                yield Static(key_table(self._keys), classes="help-line")
                yield Label(literal(_("About")), classes="dialog-title")
                yield Static(literal(f"Wake Planner {__version__}"), classes="help-line")
                yield Static(literal(ATTRIBUTION), classes="help-line")

    def on_mount(self) -> None:
        self.query_one(VerticalScroll).focus()


def keys_of(screen: "Screen[object]") -> list[tuple[str, str]]:
    """Keys and description of every binding in force, keys of one action together."""
    found: dict[str, list[str]] = {}
    for active in screen.active_bindings.values():
        binding = active.binding
        if binding.description and not binding.system:
            key = binding.key_display or screen.app.get_key_display(binding)
            keys = found.setdefault(_(binding.description), [])
            if key not in keys:
                keys.append(key)
    found[_("Everything that can be done")] = ["ctrl+p"]
    found[_("Quit")] = ["ctrl+q"]
    return [(" ".join(keys), what) for what, keys in found.items()]


def key_table(keys: list[tuple[str, str]]) -> Content:
    width = max((len(key) for key, _what in keys), default=0)
    lines = [
        Content.assemble((key.rjust(width), "bold $primary"), "  ", what) for key, what in keys
    ]
    return Content("\n").join(lines)
