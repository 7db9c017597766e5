"""Asked before a release is made, and before the plan goes back to one."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Checkbox, Input, Label, Static

from planner.conflicts import Severity
from planner.phrases import N_, _
from planner.publish.preflight import Finding
from screens.dialog import Dialog
from screens.preflight_rows import finding_rows
from screens.text import literal
from screens.widgets.line_list import LineList
from screens.widgets.list_rows import ListRow


class ReleaseDialog(Dialog[str | None]):
    """The name of a release, and what to look at before; dismissed with the name, may be empty.

    With something blocking it wants a clear yes.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", N_("Cancel"))]

    def __init__(self, title: str, news: str, findings: Sequence[Finding]) -> None:
        super().__init__(classes="dialog")
        self._title, self._news, self._findings = title, news, findings

    @property
    def _is_blocked(self) -> bool:
        return any(found.severity is Severity.BLOCKING for found in self._findings)

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog-box -tall"):
            yield Label(literal(self._title), classes="dialog-title")
            yield Input(placeholder=_("a name, if you like: what is new, for whom"), compact=True)
            yield Static(literal(self._news), classes="dialog-text")
            yield LineList(
                empty=_("✓ Nothing stands in the way of a release."), classes="release-list"
            )
            yield Static(classes="form-error")
            if self._is_blocked:
                yield Checkbox(
                    literal(_("Release all the same")), compact=True, classes="release-anyway"
                )
            with Horizontal(classes="dialog-buttons"):
                yield Button(literal(_("Cancel (esc)")), id="cancel", compact=True)
                yield Button(
                    literal(_("Release (enter)")), id="ok", variant="primary", compact=True
                )

    def on_mount(self) -> None:
        self.query_one(LineList).show_rows(finding_rows(self._findings, with_notes=True))
        self.query_one(Input).focus()

    @on(Button.Pressed, "#cancel")
    def _cancelled(self) -> None:
        self.dismiss(None)

    @on(Button.Pressed, "#ok")
    @on(Input.Submitted)
    def _wanted(self) -> None:
        if self._is_blocked and not self.query_one(Checkbox).value:
            text = _(
                "Something above is blocking: tick the box with space to release all the same."
            )
            self.query_one(".form-error", Static).update(literal(text))
            self.query_one(Checkbox).focus()
        else:
            self.dismiss(self.query_one(Input).value.strip())

    @on(Checkbox.Changed)
    def _ticked(self, event: Checkbox.Changed) -> None:
        """On to the button, so that enter releases and does not take the tick away again."""
        if event.value:
            self.query_one("#ok").focus()


class RollBackDialog(Dialog[bool]):
    """What the plan will be again; escape and the default button leave it as it is."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(False)", N_("No"))]

    def __init__(self, question: str, details: str, rows: Sequence[ListRow]) -> None:
        super().__init__(classes="dialog")
        self._question, self._details, self._rows = question, details, rows

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog-box -tall"):
            yield Label(literal(self._question), classes="dialog-title")
            yield LineList(
                empty=_("Nothing that anybody is told changes: internal details only."),
                classes="release-list",
            )
            yield Static(literal(self._details), classes="dialog-text")
            with Horizontal(classes="dialog-buttons"):
                yield Button(literal(_("Keep (esc)")), id="no", compact=True)
                yield Button(literal(_("Roll back")), id="yes", variant="error", compact=True)

    def on_mount(self) -> None:
        self.query_one(LineList).show_rows(self._rows)
        self.query_one("#no").focus()

    @on(Button.Pressed)
    def _answered(self, event: Button.Pressed) -> None:
        self.dismiss(event.button.id == "yes")
