"""Some of several: delegations, or circuits, for which something is proposed."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Label, Static

from planner.phrases import N_, _
from screens.dialog import Dialog
from screens.forms.toggle_list import ToggleList
from screens.text import literal


class Several(Dialog[tuple[str, ...] | None]):
    """Dismissed with the chosen ids (none: all of them), or None when given up."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "take", N_("OK"), priority=True),
        Binding("escape", "dismiss(None)", N_("Cancel")),
    ]

    def __init__(
        self, title: str, choices: Sequence[tuple[str, str]], chosen: Sequence[str]
    ) -> None:
        super().__init__(classes="dialog")
        self._title, self._choices, self._chosen = title, choices, chosen

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog-box"):
            yield Label(literal(self._title), classes="dialog-title")
            hint = _("Space or a click chooses; none chosen means all of them.")
            yield Static(literal(hint), classes="dialog-text")
            yield ToggleList(self._choices, self._chosen)
            with Horizontal(classes="dialog-buttons"):
                yield Button(literal(_("Cancel (esc)")), id="cancel", compact=True)
                yield Button(literal(_("OK (ctrl+s)")), id="ok", variant="primary", compact=True)

    def on_mount(self) -> None:
        self.query_one(ToggleList).focus()

    @on(Button.Pressed, "#ok")
    def action_take(self) -> None:
        self.dismiss(tuple(self.query_one(ToggleList).chosen))

    @on(Button.Pressed, "#cancel")
    def _cancel(self) -> None:
        self.dismiss(None)
