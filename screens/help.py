"""Help: what the room in view is for, and every key that works in it."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.style import Style
from textual.widgets import Label, Static

from data.catalogue import ATTRIBUTION
from planner import __version__
from planner.phrases import N_, _
from screens.dialog import Dialog
from screens.key_list import MOUSE, KeyLine, everywhere, keys_of
from screens.text import literal


class KeyTable(Static):
    """Keys and what they do, one a line; a click presses the key."""

    def __init__(self, lines: Sequence[KeyLine]) -> None:
        super().__init__(key_table(lines), classes="help-line")

    def on_click(self, event: events.Click) -> None:
        if key := event.style.meta.get("key"):
            self.screen.dismiss()
            self.app.call_later(self.app.simulate_key, key)


class HelpScreen(Dialog[None]):
    """The keys of the screen it was called from, and what the program is.

    ``at_keys``: it opens where the keys begin.
    """

    CSS_PATH = "help.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,question_mark,f1,q", "dismiss", N_("Close")),
    ]

    def __init__(self, about: "Screen[object]", *, at_keys: bool = False) -> None:
        super().__init__(classes="dialog")
        self._at_keys = at_keys
        self._sentences: tuple[str, ...] = getattr(about, "GUIDE", ())
        self._keys = keys_of(about)

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog-box -form"):
            yield Label(literal(_("Help")), classes="dialog-title")
            with VerticalScroll():
                yield _sentences(self._sentences)
                yield Label(literal(_("Keys here")), classes="dialog-title", id="keys-here")
                yield KeyTable(self._keys)
                yield Label(literal(_("Everywhere")), classes="dialog-title")
                yield KeyTable(everywhere())
                yield Label(literal(_("Mouse")), classes="dialog-title")
                yield _sentences(MOUSE)
                yield Label(literal(_("About")), classes="dialog-title")
                yield Static(literal(f"Wake Planner {__version__}"), classes="help-line")
                yield Static(literal(ATTRIBUTION), classes="help-line")
            yield Static(literal(_("escape closes")), classes="dialog-hint")

    def on_mount(self) -> None:
        scroll = self.query_one(VerticalScroll)
        scroll.focus()
        if self._at_keys:
            keys = self.query_one("#keys-here")
            self.call_after_refresh(scroll.scroll_to_widget, keys, animate=False, top=True)


def _sentences(sentences: Sequence[str]) -> Static:
    lines = [literal("• " + _(sentence)) for sentence in sentences]
    return Static(Content("\n").join(lines), classes="help-line")


def key_table(lines: Sequence[KeyLine]) -> Content:
    width = max((len(line.keys) for line in lines), default=0)
    return Content("\n").join(
        Content.assemble((line.keys.rjust(width), "bold $text-accent"), "  ", line.what).stylize(
            Style.from_meta({"key": line.press} if line.press else {})
        )
        for line in lines
    )
