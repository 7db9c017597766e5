"""The form dialog: validates as one types, and never loses what was typed."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, ClassVar, TypeVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Button, Label, Static

from planner.entities import Entity
from planner.errors import InvalidValue, PlannerError
from planner.phrases import N_, _
from planner.programme import Programme
from planner.validate import problems
from screens.dialogs import Confirm
from screens.forms.controls import Control, control_for
from screens.forms.spec import FormSpec
from screens.text import literal

E = TypeVar("E", bound=Entity)

#: Keeps the row; raises PlannerError when it cannot, and the form stays open then.
Keep = Callable[[Entity], None]


class FormScreen(ModalScreen[Entity | None]):
    """Edit one row.  Dismissed with the row as kept, or None.

    ``keep`` is called with the new row on save; a PlannerError it raises is shown in the form.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", N_("Save"), priority=True),
        Binding("escape", "leave", N_("Cancel")),
    ]

    def __init__(self, spec: FormSpec, row: Entity, programme: Programme, keep: Keep) -> None:
        super().__init__(classes="dialog")
        self._spec, self._row, self._programme, self._keep = spec, row, programme, keep
        self._controls: list[Control] = []

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog-box -form"):
            yield Label(literal(_(self._spec.title)), classes="dialog-title")
            with VerticalScroll(classes="form-fields", can_focus=False):
                for spec in self._spec.fields:
                    control = control_for(spec, getattr(self._row, spec.name), self._programme)
                    self._controls.append(control)
                    yield control
            yield Static("", classes="form-error", id="form-error")
            with Horizontal(classes="dialog-buttons"):
                yield Button(literal(_("Cancel (esc)")), id="cancel")
                yield Button(literal(_("Save (ctrl+s)")), id="save", variant="primary")

    def on_mount(self) -> None:
        self._validate()
        self._controls[0].focus_control()

    @on(Control.Changed)
    def _changed(self) -> None:
        self.query_one("#form-error", Static).update("")
        self._validate()

    def _values(self) -> tuple[dict[str, Any], dict[str, str]]:
        """The values that can be read, and what is wrong with the others."""
        values: dict[str, Any] = {}
        wrong: dict[str, str] = {}
        for control in self._controls:
            name = control.spec.name
            try:
                value = control.value()
            except InvalidValue as error:
                wrong[name] = str(error)
                continue
            if control.spec.required and value in (None, "", ()):
                wrong[name] = _("This is needed.")
            values[name] = value
        return values, wrong

    def _validate(self) -> Entity | None:
        """Show what is wrong beside each field; the row when nothing is."""
        values, wrong = self._values()
        row = None
        if not wrong:
            row = _with(self._row, values)
            wrong = {name: str(phrase) for name, phrase in problems(self._programme, row).items()}
        for control in self._controls:
            control.complain(wrong.get(control.spec.name, ""))
        elsewhere = [text for name, text in wrong.items() if not self._has(name)]
        if elsewhere:
            self.query_one("#form-error", Static).update(literal(" ".join(elsewhere)))
        self.query_one("#save", Button).disabled = bool(wrong)
        return None if wrong else row

    def _has(self, name: str) -> bool:
        return any(control.spec.name == name for control in self._controls)

    def action_save(self) -> None:
        row = self._validate()
        if row is None:
            wrong = next((c for c in self._controls if c.complaint), None)
            if wrong is not None:
                wrong.focus_control()
            return
        try:
            self._keep(row)
        except PlannerError as error:
            self.query_one("#form-error", Static).update(literal(str(error)))
            return
        self.dismiss(row)

    @on(Button.Pressed, "#save")
    def _save_pressed(self) -> None:
        self.action_save()

    @on(Button.Pressed, "#cancel")
    def _cancel_pressed(self) -> None:
        self.action_leave()

    @work
    async def action_leave(self) -> None:
        """Close; what was typed is only given up after a question."""
        changed = any(control.is_changed for control in self._controls)
        if not changed or await self.app.push_screen_wait(
            Confirm(_("Give up what you have typed here?"), _("Give up"))
        ):
            self.dismiss(None)


def _with(row: E, values: Mapping[str, Any]) -> E:
    return replace(row, **values)
