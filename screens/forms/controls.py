"""One control per look of a field: label, input, and the complaint under it."""

from typing import Any

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Button, Input, Label, Select, SelectionList, Static, TextArea
from textual.widgets.selection_list import Selection

from planner.fields import format_value
from planner.phrases import _
from planner.programme import Programme
from screens.dialogs import Pick
from screens.forms.spec import FieldSpec, Look
from screens.text import literal


class Control(Vertical):
    """A field of a form."""

    DEFAULT_CSS = """
    Control { height: auto; padding: 0 1; }
    Control > .field-label { color: $foreground-muted; }
    Control.-wrong > .field-label { color: $error; }
    Control > .field-complaint { color: $error; height: auto; display: none; }
    Control.-wrong > .field-complaint { display: block; }
    Control Input, Control Select, Control TextArea { border: tall $panel; }
    Control Input:focus, Control TextArea:focus { border: tall $primary; }
    Control TextArea { height: 5; }
    Control SelectionList { height: auto; max-height: 8; }
    Control Button { min-width: 30; width: 1fr; content-align: left middle; }
    """

    class Changed(Message):
        """The value may have changed."""

    def __init__(self, spec: FieldSpec, initial: Any, programme: Programme) -> None:
        super().__init__()
        self.spec, self.initial, self.programme = spec, initial, programme
        self.complaint = ""

    def compose(self) -> ComposeResult:
        star = " *" if self.spec.required else ""
        hint = f"  {_(self.spec.hint)}" if self.spec.hint else ""
        yield Label(literal(_(self.spec.label) + star + hint), classes="field-label")
        yield self.make()
        yield Static("", classes="field-complaint")

    def make(self) -> Widget:
        """The input widget."""
        raise NotImplementedError

    def value(self) -> Any:
        """The value as it stands; raises InvalidValue."""
        raise NotImplementedError

    @property
    def is_changed(self) -> bool:
        """True when there is something to lose."""
        return bool(self.value() != self.initial)

    def focus_control(self) -> None:
        self.children[1].focus()

    def complain(self, text: str) -> None:
        self.complaint = text
        self.set_class(bool(text), "-wrong")
        self.query_one(".field-complaint", Static).update(literal(text))

    def choices(self) -> list[tuple[Any, str]]:
        return self.spec.choices(self.programme) if self.spec.choices else []


class InputControl(Control):
    def make(self) -> Widget:
        return Input(format_value(self.initial))

    def value(self) -> Any:
        return self.spec.parser(self.spec.name, self.query_one(Input).value)

    @property
    def is_changed(self) -> bool:
        return self.query_one(Input).value != format_value(self.initial)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Changed())


class LinesControl(Control):
    def make(self) -> Widget:
        return TextArea(format_value(self.initial), tab_behavior="focus")

    def value(self) -> Any:
        return self.spec.parser(self.spec.name, self.query_one(TextArea).text)

    @property
    def is_changed(self) -> bool:
        return self.query_one(TextArea).text != format_value(self.initial)

    @on(TextArea.Changed)
    def _typed(self, event: TextArea.Changed) -> None:
        event.stop()
        self.post_message(self.Changed())


class ChoiceControl(Control):
    def make(self) -> Widget:
        options = [(literal(label), value) for value, label in self.choices()]
        known = {value for value, _label in self.choices()}
        initial = self.initial if self.initial in known else Select.NULL
        return Select(options, value=initial, allow_blank=not self.spec.required)

    def value(self) -> Any:
        found = self.query_one(Select).value
        return None if found is Select.NULL else found

    @on(Select.Changed)
    def _chosen(self, event: Select.Changed) -> None:
        event.stop()
        self.post_message(self.Changed())


class YesNoControl(ChoiceControl):
    def choices(self) -> list[tuple[Any, str]]:
        return [(True, _("yes")), (False, _("no"))]


class PickControl(Control):
    """A button with the present choice; it opens the list."""

    def __init__(self, spec: FieldSpec, initial: Any, programme: Programme) -> None:
        super().__init__(spec, initial, programme)
        self._value = initial

    def make(self) -> Widget:
        return Button(literal(self._shown()))

    def _shown(self) -> str:
        if self._value is None:
            return _("— choose —")
        return next((label for value, label in self.choices() if value == self._value), "?")

    def value(self) -> Any:
        return self._value

    @on(Button.Pressed)
    @work
    async def _open(self, event: Button.Pressed) -> None:
        event.stop()
        nothing = [] if self.spec.required else [(None, _("— none —"))]
        dialog = Pick(_(self.spec.label), nothing + self.choices(), self._value)
        chosen = await self.app.push_screen_wait(dialog)
        if chosen is not None:
            (self._value,) = chosen
            self.query_one(Button).label = literal(self._shown())
            self.post_message(self.Changed())


class SeveralControl(Control):
    def make(self) -> Widget:
        return SelectionList(
            *(
                Selection(literal(label), value, value in self.initial)
                for value, label in self.choices()
            )
        )

    def value(self) -> Any:
        chosen = set(self.query_one(SelectionList).selected)
        return tuple(value for value, _label in self.choices() if value in chosen)

    @on(SelectionList.SelectedChanged)
    def _chosen(self, event: SelectionList.SelectedChanged[Any]) -> None:
        event.stop()
        self.post_message(self.Changed())


CONTROLS: dict[Look, type[Control]] = {
    Look.INPUT: InputControl,
    Look.LINES: LinesControl,
    Look.CHOICE: ChoiceControl,
    Look.PICK: PickControl,
    Look.YES_NO: YesNoControl,
    Look.YES_NO_UNKNOWN: YesNoControl,
    Look.SEVERAL: SeveralControl,
}


def control_for(spec: FieldSpec, initial: Any, programme: Programme) -> Control:
    """The control of a field, filled with its present value."""
    return CONTROLS[spec.look](spec, initial, programme)
