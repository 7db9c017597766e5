"""A field in which one types a name, and what fits is listed under it."""

from collections.abc import Iterable
from typing import Any, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static

from planner.errors import InvalidValue
from planner.phrases import N_, _
from planner.programme import Programme
from screens.forms.controls import Control
from screens.forms.drop_list import DropList
from screens.forms.spec import FieldSpec, Look
from screens.forms.suggestions import Choice, Suggestions
from screens.text import literal


class OpenSign(Static):
    """The arrow at the end of a field; a click opens what the field has."""

    class Pressed(Message):
        """Somebody wants to see it."""

    def __init__(self) -> None:
        super().__init__(literal(" ▾ "), classes="field-open")

    def on_click(self) -> None:
        self.post_message(self.Pressed())


class PickControl(Control):
    """Type to narrow, up and down to go through the list, enter, tab or a click to take."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "step(1)", N_("Next in the list"), show=False),
        Binding("up", "step(-1)", N_("Previous in the list"), show=False),
        Binding("pagedown", "step(9)", show=False),
        Binding("pageup", "step(-9)", show=False),
        Binding("f4", "open_list", N_("Open the list"), show=False),
        Binding("escape", "close_list", N_("Close the list"), show=False),
    ]

    def __init__(self, spec: FieldSpec, initial: Any, programme: Programme) -> None:
        super().__init__(spec, initial, programme)
        self._offer = Suggestions(programme, self.choices(), spec.search)
        self._value = initial

    def choices(self) -> list[Choice]:
        if self.spec.look in (Look.YES_NO, Look.YES_NO_UNKNOWN):
            return [(True, _("yes")), (False, _("no"))]
        return super().choices()

    def make(self) -> Widget:
        hint = _(self.spec.hint) if self.spec.hint else _("— choose —")
        return Input(literal(self._offer.label(self._value)).plain, placeholder=hint, compact=True)

    def on_mount(self) -> None:
        self._input.cursor_position = 0

    def beside(self) -> Iterable[Widget]:
        yield OpenSign()

    def below(self) -> Iterable[Widget]:
        yield DropList()

    @property
    def _input(self) -> Input:
        return self.query_one(Input)

    @property
    def _list(self) -> DropList:
        return self.query_one(DropList)

    @property
    def _is_untouched(self) -> bool:
        """Whether the field says what the value is called, and nothing else."""
        return self._input.value == literal(self._offer.label(self._value)).plain

    def current(self) -> Any:
        """Raises InvalidValue where it is not clear what is meant."""
        if self._is_untouched:
            return self._value
        return self._offer.meant(self.spec.name, self._input.value)

    @property
    def is_changed(self) -> bool:
        return not self._is_untouched or bool(self._value != self.initial)

    # -- the list -------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return action != "close_list" or self._list.is_open

    def _open(self, text: str) -> None:
        found = self._offer.matching(text)
        if not text and not self.spec.required:
            found = [(None, _("— none —")), *found]
        self._list.open(found, self._value)

    @on(OpenSign.Pressed)
    def action_open_list(self) -> None:
        """All choices, from the present one on; a second time closes the list."""
        self._input.focus()
        if self._list.is_open:
            self._list.close()
        else:
            self._open("" if self._is_untouched else self._input.value)

    def action_step(self, lines: int) -> None:
        if self._list.is_open:
            self._list.step(lines)
        else:
            self._open("" if self._is_untouched else self._input.value)

    def action_close_list(self) -> None:
        """What was typed is taken back."""
        self._list.close()
        self._say(self._value)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if self._is_untouched and not self.touched:
            return
        if self._input.has_focus:
            self._open(event.value)
        self.changed()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if not self._list.is_open:
            self.action_open_list()
        elif (choice := self._list.here) is not None:
            self._take(choice)
            self.post_message(self.Done())

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if (choice := self._list.choice_at(event.option_index)) is not None:
            self._input.focus()
            self._take(choice)

    def _take(self, choice: Choice) -> None:
        (self._value, _label) = choice
        self._list.close()
        self._say(self._value)

    def _say(self, value: Any) -> None:
        """Let the field say what a value is called."""
        with self.prevent(Input.Changed):
            self._input.value = literal(self._offer.label(value)).plain
        self._input.cursor_position = 0
        self.changed()

    def on_descendant_blur(self) -> None:
        """What is clear is written out, and shown from its beginning."""
        self._input.cursor_position = 0
        if not self._list.is_open and self._is_untouched:
            return
        self._list.close()
        try:
            found = self.current()
        except InvalidValue:
            return
        if not self._is_untouched:
            self._value = found
            self._say(found)
