"""Small dialogs: a question, a line of text, a choice from a long list."""

from collections.abc import Sequence
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, Input, Label, OptionList, Static
from textual.widgets.option_list import Option

from planner.names import fold
from planner.phrases import N_, _
from screens.dialog import Dialog
from screens.text import literal


class Confirm(Dialog[bool]):
    """A question with a dangerous yes; escape and the default button are no."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(False)", N_("No")),
        Binding("left,right", "app.focus_next", show=False),
    ]

    def __init__(self, question: str, yes: str, details: str = "", no: str = "") -> None:
        super().__init__(classes="dialog")
        self._question, self._yes, self._details = question, yes, details
        self._no = no or _("Keep (esc)")

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog-box"):
            yield Label(literal(self._question), classes="dialog-title")
            if self._details:
                lines = [literal(line) for line in self._details.split("\n")]
                yield Static(Content("\n").join(lines), classes="dialog-text")
            with Horizontal(classes="dialog-buttons"):
                yield Button(literal(self._no), id="no", compact=True)
                yield Button(literal(self._yes), id="yes", variant="error", compact=True)

    @on(Button.Pressed)
    def _answer(self, event: Button.Pressed) -> None:
        self.dismiss(event.button.id == "yes")


class Ask(Dialog[str | None]):
    """One line of text."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", N_("Cancel"))]

    def __init__(self, question: str, value: str = "", *, may_be_empty: bool = False) -> None:
        super().__init__(classes="dialog")
        self._question, self._value, self._may_be_empty = question, value, may_be_empty

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog-box"):
            yield Label(literal(self._question), classes="dialog-title")
            yield Input(self._value, compact=True)
            with Horizontal(classes="dialog-buttons"):
                yield Button(literal(_("Cancel (esc)")), id="cancel", compact=True)
                yield Button(literal(_("OK (enter)")), id="ok", variant="primary", compact=True)

    def on_mount(self) -> None:
        self.query_one(Input).focus()

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self._finish()

    @on(Button.Pressed)
    def _pressed(self, event: Button.Pressed) -> None:
        if event.button.id == "ok":
            self._finish()
        else:
            self.dismiss(None)

    def _finish(self) -> None:
        value = self.query_one(Input).value.strip()
        if value or self._may_be_empty:
            self.dismiss(value)


class Pick(Dialog[tuple[Any] | None]):
    """A choice from a list that narrows as one types.

    Dismissed with a tuple of the chosen value (which may be None), or None when nothing was
    chosen.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", N_("Cancel")),
        Binding("down", "cursor(1)", show=False, priority=True),
        Binding("up", "cursor(-1)", show=False, priority=True),
        Binding("pagedown", "cursor(10)", show=False, priority=True),
        Binding("pageup", "cursor(-10)", show=False, priority=True),
    ]

    SHOWN: ClassVar[int] = 200

    def __init__(self, title: str, choices: Sequence[tuple[Any, str]], current: Any = None) -> None:
        super().__init__(classes="dialog")
        self._title, self._choices, self._current = title, choices, current
        self._folded = [fold(label) for _value, label in choices]
        self._found: list[tuple[Any, str]] = []

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog-box -tall"):
            yield Label(literal(self._title), classes="dialog-title")
            yield Input(placeholder=_("Type to narrow the list"), compact=True)
            yield OptionList()

    def on_mount(self) -> None:
        self._narrow("")
        values = [value for value, _label in self._found]
        if self._current in values:
            self.query_one(OptionList).highlighted = values.index(self._current)
        self.query_one(Input).focus()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._narrow(event.value)

    def _narrow(self, text: str) -> None:
        words = [fold(word) for word in text.split()]
        matching = [
            choice
            for choice, folded in zip(self._choices, self._folded, strict=True)
            if all(word in folded for word in words)
        ]
        self._found = matching[: self.SHOWN]
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options([Option(literal(label)) for _value, label in self._found])
        options.highlighted = 0 if self._found else None

    def action_cursor(self, lines: int) -> None:
        options = self.query_one(OptionList)
        if self._found:
            here = options.highlighted or 0
            options.highlighted = min(max(here + lines, 0), len(self._found) - 1)

    @on(Input.Submitted)
    def _entered(self) -> None:
        self._choose(self.query_one(OptionList).highlighted)

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        self._choose(event.option_index)

    def _choose(self, index: int | None) -> None:
        if index is not None and index < len(self._found):
            self.dismiss((self._found[index][0],))
