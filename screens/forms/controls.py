"""One control per look of a field: label, input, and the complaint under it."""

from collections.abc import Iterable
from typing import Any

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Label, Select, Static, TextArea

from planner.fields import format_value, parse_float, parse_int
from planner.phrases import _
from planner.programme import Programme
from screens.forms.choices import name_of
from screens.forms.spec import FieldSpec, Look
from screens.forms.suggestions import Choice
from screens.forms.toggle_list import ToggleList
from screens.text import cell, literal, visible

#: What is typed anew rather than changed letter by letter.
TIMES = frozenset({Look.DATE, Look.TIME, Look.MOMENT})


class Control(Vertical):
    """A field of a form.  One that nobody has touched gives its row's value back as it was."""

    DEFAULT_CSS = """
    Control { height: auto; padding: 0 1; }
    Control > .field-line { height: auto; }
    Control .field-label { width: 25; padding-right: 1; color: $foreground-muted; }
    Control.-focused .field-label { color: $primary; text-style: bold; }
    Control.-wrong .field-label { color: $text-error; }
    Control > .field-complaint { color: $text-error; height: auto; display: none; margin-left: 26; }
    Control.-wrong > .field-complaint { display: block; }
    Control.-bare { padding: 0; }
    Control.-bare .field-label { display: none; }
    Control.-bare > .field-complaint, Control.-bare DropList, Control.-bare DayCalendar {
        margin-left: 0;
    }
    Control .field-input { width: 1fr; background: $panel; }
    Control .field-input:focus { background: $primary 25%; }
    Control Input.field-input { padding: 0 1 !important; }
    Control Input.field-input > .input--placeholder { color: $foreground 45%; }
    Control TextArea.field-input { height: 3; padding: 0 1 !important; }
    Control ToggleList.field-input { height: auto; max-height: 9; padding: 0 1 !important; }
    Control ToggleList > .option-list--option-highlighted {
        background: transparent; color: $foreground; text-style: none;
    }
    Control ToggleList:focus > .option-list--option-highlighted {
        background: $primary; color: $block-cursor-foreground; text-style: bold;
    }
    Control .field-open { width: 3; color: $foreground-muted; background: $panel; }
    Control .field-open:hover { color: $primary; text-style: bold; }
    Control Select.field-input > SelectCurrent {
        background: transparent; padding: 0 1 !important;
    }
    Control Select.field-input:focus > SelectCurrent { background: $primary 25%; }
    """

    class Changed(Message):
        """Somebody has changed the value."""

    class Done(Message):
        """Somebody has pressed enter: on to the next."""

    def __init__(self, spec: FieldSpec, initial: Any, programme: Programme) -> None:
        super().__init__()
        self.spec, self.initial, self.programme = spec, initial, programme
        self.complaint = ""
        self.touched = False

    def compose(self) -> ComposeResult:
        star = " *" if self.spec.required else ""
        with Horizontal(classes="field-line"):
            yield Label(literal(_(self.spec.label) + star), classes="field-label")
            made = self.make()
            made.add_class("field-input")
            yield made
            yield from self.beside()
        yield from self.below()
        yield Static("", classes="field-complaint")

    @property
    def lines(self) -> int:
        """How many lines it takes up."""
        return 1

    def make(self) -> Widget:
        """The input widget, filled with ``initial``."""
        raise NotImplementedError

    def beside(self) -> Iterable[Widget]:
        """Widgets at the end of the line."""
        return ()

    def below(self) -> Iterable[Widget]:
        """Widgets that open under the line."""
        return ()

    def current(self) -> Any:
        """The value that the input stands for now; raises InvalidValue."""
        raise NotImplementedError

    @property
    def is_changed(self) -> bool:
        """True when there is something to lose."""
        return self.touched and bool(self.current() != self.initial)

    def value(self) -> Any:
        """The row's own value while nothing is changed, else the new one; raises InvalidValue."""
        return self.current() if self.is_changed else self.initial

    def focus_control(self) -> None:
        self.query_one(".field-input").focus()

    def on_descendant_focus(self) -> None:
        self.add_class("-focused")

    def on_descendant_blur(self) -> None:
        self.remove_class("-focused")

    def changed(self) -> None:
        """To be called when somebody has changed the input."""
        self.touched = True
        self.post_message(self.Changed())

    def complain(self, text: str) -> None:
        self.complaint = text
        self.set_class(bool(text), "-wrong")
        self.query_one(".field-complaint", Static).update(literal(text))

    def choices(self) -> list[Choice]:
        """What can be chosen, and whatever the row has now though it is not on offer."""
        offered = self.spec.choices(self.programme) if self.spec.choices else []
        known = {value for value, _label in offered}
        present = self.initial if isinstance(self.initial, tuple) else (self.initial,)
        others = (v for v in present if v is not None and v not in known)
        return offered + [(v, name_of(self.programme, v)) for v in dict.fromkeys(others)]


class TextControl(Control):
    """What both controls with text in them have in common."""

    def shown(self) -> str:
        """What stands in the input at first: nothing that could act on a terminal."""
        text = format_value(self.initial)
        return "\n".join(visible(line) for line in text.split("\n"))

    def text(self) -> str:
        raise NotImplementedError

    @property
    def is_changed(self) -> bool:
        return self.text() != self.shown()

    def current(self) -> Any:
        return self.spec.parser(self.spec.name, self.text())


class InputControl(TextControl):
    @property
    def _is_replaced(self) -> bool:
        """Whether typing replaces what stands there: a figure or a time, no words."""
        return self.spec.look in TIMES or self.spec.parser in (parse_int, parse_float)

    def make(self) -> Widget:
        hint = _(self.spec.hint) if self.spec.hint else ""
        replaced = self._is_replaced
        return Input(self.shown(), placeholder=hint, compact=True, select_on_focus=replaced)

    def shown(self) -> str:
        return super().shown().replace("\n", " ")

    def text(self) -> str:
        return self.query_one(Input).value

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if self.touched or self.is_changed:
            self.changed()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Done())


class LinesControl(TextControl):
    @property
    def lines(self) -> int:
        return 3

    def make(self) -> Widget:
        return TextArea(self.shown(), tab_behavior="focus", compact=True)

    def text(self) -> str:
        return self.query_one(TextArea).text

    @on(TextArea.Changed)
    def _typed(self, event: TextArea.Changed) -> None:
        event.stop()
        if self.touched or self.is_changed:
            self.changed()


class ChoiceControl(Control):
    def make(self) -> Widget:
        # Textual looks for what is typed on the open list in rich texts only.
        options = [(cell(label), value) for value, label in self.choices()]
        blank = not self.spec.required or self.initial is None
        return Select(
            options,
            value=Select.NULL if self.initial is None else self.initial,
            allow_blank=blank,
            prompt=_(self.spec.hint) if self.spec.hint else "—",
            compact=True,
        )

    def current(self) -> Any:
        found = self.query_one(Select).value
        return None if found is Select.NULL else found

    @on(Select.Changed)
    def _chosen(self, event: Select.Changed) -> None:
        event.stop()
        if self.touched or self.current() != self.initial:
            self.changed()


class YesNoControl(ChoiceControl):
    def choices(self) -> list[Choice]:
        return [(True, _("yes")), (False, _("no"))]


class SeveralControl(Control):
    @property
    def lines(self) -> int:
        return min(len(self.choices()), 9)

    def make(self) -> Widget:
        return ToggleList(self.choices(), self.initial)

    def current(self) -> Any:
        """What was chosen before stays in its order, what is new comes after it."""
        chosen = self.query_one(ToggleList).chosen
        kept = [value for value in self.initial if value in chosen]
        return (*kept, *(value for value in chosen if value not in kept))

    @on(ToggleList.Toggled)
    def _toggled(self, event: ToggleList.Toggled) -> None:
        event.stop()
        self.changed()
