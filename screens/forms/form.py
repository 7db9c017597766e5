"""The form dialog: validates as one types, and never loses what was typed."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from textwrap import wrap
from typing import Any, ClassVar, TypeVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Button, Label, Static

from planner.entities import Entity
from planner.errors import InvalidValue, PlannerError
from planner.phrases import N_, _
from planner.programme import Programme
from planner.validate import problems
from screens.dialog import Dialog
from screens.dialogs import Confirm
from screens.forms.controls import Control
from screens.forms.looks import control_for
from screens.forms.spec import FieldSpec, FormSpec, Look
from screens.others import in_full
from screens.text import literal

#: What can be done in a field that has no hint of its own.
HELP = {
    Look.CHOICE: N_("enter opens the choices"),
    Look.YES_NO: N_("enter opens the choices"),
    Look.PICK: N_("type a part of the name; down or a click on ▾ opens the list"),
    Look.DATE: N_("e.g. 24/10 or thu; up and down: a day; F4 or ▾: calendar"),
    Look.TIME: N_("e.g. 930 or 9h30; up and down: five minutes"),
    Look.MOMENT: N_("e.g. thu 9h30; up and down change it; F4: calendar; ~ second time"),
    Look.SEVERAL: N_("space turns a line on or off"),
}
STARS = N_("* is needed")

E = TypeVar("E", bound=Entity)

#: Keeps the row; raises PlannerError when it cannot, and the form stays open then.
Keep = Callable[[Entity], None]

#: Lines that a form needs besides its fields: border, title, help, buttons, and some air.
CHROME_LINES = 7
#: From so many fields on, a wide form has two columns.
MANY_FIELDS = 7


class FormScreen(Dialog[Entity | None]):
    """Edit one row.  Dismissed with the row as kept, or None.

    ``keep`` is called with the new row on save; a PlannerError it raises is shown in the form.
    """

    CSS_PATH = "form.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (116, "-wide")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", N_("Save"), priority=True),
        Binding("escape", "leave", N_("Cancel")),
    ]

    def __init__(self, spec: FormSpec, row: Entity, programme: Programme, keep: Keep) -> None:
        super().__init__(classes="dialog")
        self._spec, self._row, self._programme, self._keep = spec, row, programme, keep
        self._controls: list[Control] = []
        self._save_tried = False
        self._wrong = ""
        self._refused: tuple[Entity | None, str] = (None, "")

    # -- layout ---------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        columns = self._columns()
        with Vertical(classes="dialog-box -form" + (" -two" if len(columns) > 1 else "")):
            yield Label(literal(_(self._spec.title)), classes="dialog-title")
            with VerticalScroll(classes="form-fields", can_focus=False):
                for column in columns:
                    with Vertical(classes="form-column"):
                        yield from self._compose_controls(column)
            yield Static("", classes="form-error", id="form-error")
            yield Static("", id="form-help")
            with Horizontal(classes="form-foot"):
                yield Button(literal(_("Cancel (esc)")), id="cancel", compact=True)
                yield Button(
                    literal(_("Save (ctrl+s)")), id="save", variant="primary", compact=True
                )

    def _columns(self) -> list[Sequence[FieldSpec]]:
        """The fields in one column, or in two of about the same height."""
        fields = self._spec.fields
        if len(fields) < MANY_FIELDS:
            return [fields]
        heights = [self._control(spec).lines for spec in fields]
        cut = min(range(1, len(fields)), key=lambda n: abs(sum(heights[:n]) - sum(heights[n:])))
        return [fields[:cut], fields[cut:]]

    def _control(self, spec: FieldSpec) -> Control:
        return control_for(spec, getattr(self._row, spec.name), self._programme)

    def _compose_controls(self, specs: Sequence[FieldSpec]) -> Iterator[Control]:
        for spec in specs:
            control = self._control(spec)
            self._controls.append(control)
            yield control

    def on_mount(self) -> None:
        self._validate()
        self._controls[0].focus_control()

    def on_resize(self, _event: events.Resize) -> None:
        self._fit()

    def _fit(self) -> None:
        """As many fields as there is room for beside all that stands under them."""
        width = max(self.query_one(".dialog-box").content_size.width - 2, 1)
        room = self.size.height - CHROME_LINES - len(wrap(self._wrong, width))
        self.query_one(".form-fields").styles.max_height = max(room, 3)

    def on_descendant_focus(self) -> None:
        self._help()

    def _help(self) -> None:
        """The hint of the field that has the focus; else what the stars mean."""
        control = next((c for c in self._controls if c.has_focus_within), None)
        hint = (control.spec.hint or HELP.get(control.spec.look)) if control else None
        self.query_one("#form-help", Static).update(literal(_(hint or STARS)))

    # -- validation -----------------------------------------------------------------------

    @on(Control.Changed)
    def _changed(self) -> None:
        self._validate()

    @on(Control.Done)
    def _go_on(self) -> None:
        self.focus_next()

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
        """Show what is wrong beside each field; the row when nothing is.

        That something is needed is only said of fields that somebody has emptied, or on save.
        """
        values, wrong = self._values()
        row = None
        if not wrong:
            row = _with(self._row, values)
            wrong = {name: str(phrase) for name, phrase in problems(self._programme, row).items()}
        for control in self._controls:
            text = wrong.get(control.spec.name, "")
            untouched = control.spec.required and not control.touched and not self._save_tried
            control.complain("" if untouched else text)
        elsewhere = [text for name, text in wrong.items() if not self._has(name)]
        refused, why = self._refused
        if why and row == refused:
            elsewhere.append(why)
        self._say(" ".join(elsewhere))
        self.query_one("#save", Button).disabled = bool(wrong)
        return None if wrong else row

    def _has(self, name: str) -> bool:
        return any(control.spec.name == name for control in self._controls)

    def _say(self, text: str) -> None:
        """An error that belongs to no field."""
        error = self.query_one("#form-error", Static)
        error.update(literal(text))
        error.display = bool(text)
        self._wrong = text
        self._fit()

    # -- the end --------------------------------------------------------------------------

    def action_save(self) -> None:
        if self.is_answered:
            return
        self._save_tried = True
        row = self._validate()
        if row is None:
            wrong = next((c for c in self._controls if c.complaint), None)
            if wrong is not None:
                wrong.focus_control()
            return
        try:
            self._keep(row)
        except PlannerError as error:
            self._refused = (row, in_full(self._programme, error))
            self._validate()
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
        if not self._has_changes() or await self.app.push_screen_wait(
            Confirm(_("Give up what you have typed here?"), _("Give up"))
        ):
            self.dismiss(None)

    def _has_changes(self) -> bool:
        return any(control.is_changed for control in self._controls)


def _with(row: E, values: Mapping[str, Any]) -> E:
    return replace(row, **values)
