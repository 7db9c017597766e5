"""Who shall be a group of their own: the dialog that splits an activity."""

from collections.abc import Iterator
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Label, Static

from planner.edits.groups import choices
from planner.phrases import N_, _, plural
from planner.programme import Programme
from screens.details import when
from screens.dialog import Dialog
from screens.forms.toggle_list import ToggleList
from screens.text import literal


class SplitDialog(Dialog[list[str] | None]):
    """Dismissed with the ids of the delegations and delegates that part, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "split", N_("Split"), priority=True),
        Binding("escape", "dismiss(None)", N_("Cancel")),
    ]

    def __init__(self, programme: Programme, activity_id: str) -> None:
        super().__init__(classes="dialog")
        self._programme = programme
        self._activity = programme.activities[activity_id]

    def compose(self) -> ComposeResult:
        title = _("Split a group off “{title}”").format(title=self._activity.title)
        with Vertical(classes="dialog-box"):
            yield Label(literal(title), classes="dialog-title")
            yield Static(literal(when(self._programme, self._activity)), classes="dialog-text")
            yield ToggleList(self._lines(), ())
            yield Static(classes="dialog-text", id="split-note")
            with Horizontal(classes="dialog-buttons"):
                yield Button(literal(_("Cancel (esc)")), id="cancel", compact=True)
                yield Button(
                    literal(_("Split (ctrl+s)")), id="split", variant="primary", compact=True
                )

    def on_mount(self) -> None:
        self.query_one(ToggleList).focus()
        self._explain()

    def _lines(self) -> Iterator[tuple[str, str]]:
        programme = self._programme
        for person in choices(programme, self._activity.id):
            if (delegate := programme.delegates.get(person)) is not None:
                yield person, f"   {delegate.name}"
            else:
                yield person, programme.delegations[person].name

    @on(ToggleList.Toggled)
    def _explain(self) -> None:
        chosen = self.query_one(ToggleList).chosen
        text = plural(
            "{n} goes into a group of its own, at the same time and place.",
            "{n} go into a group of their own, at the same time and place.",
            len(chosen),
        )
        none = _("Space or a click chooses who gets a copy of their own; the others stay.")
        self.query_one("#split-note", Static).update(literal(str(text) if chosen else none))

    @on(Button.Pressed, "#split")
    def action_split(self) -> None:
        self.dismiss(self.query_one(ToggleList).chosen or None)

    @on(Button.Pressed, "#cancel")
    def _cancel(self) -> None:
        self.dismiss(None)
