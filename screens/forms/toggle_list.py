"""Any number of a few choices: signs rather than colours tell which are chosen."""

from collections.abc import Iterable
from typing import Any, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from planner.phrases import N_
from screens.forms.suggestions import Choice
from screens.text import literal

CHOSEN, NOT_CHOSEN = "[x]", "[ ]"


class ToggleList(OptionList):
    """A line for each choice; space, enter or a click turns it on and off."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("space", "select", N_("On or off"))]

    class Toggled(Message):
        """Somebody has turned a choice on or off."""

    def __init__(self, choices: Iterable[Choice], chosen: Iterable[Any]) -> None:
        self._choices = list(choices)
        self._chosen = set(chosen)
        super().__init__(
            *(Option(self._prompt(n)) for n in range(len(self._choices))), compact=True
        )

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """A column that is being squeezed has no width for a moment: lines need one cell."""
        padding = self.get_component_styles("option-list--option").padding.width
        return super().get_content_height(container, viewport, max(width, padding + 1))

    @property
    def chosen(self) -> list[Any]:
        """The chosen values, in the order of the lines."""
        return [value for value, _label in self._choices if value in self._chosen]

    def _prompt(self, index: int) -> Content:
        value, label = self._choices[index]
        sign = CHOSEN if value in self._chosen else NOT_CHOSEN
        return Content.assemble(Content(f"{sign} "), literal(label))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        value, _label = self._choices[event.option_index]
        self._chosen ^= {value}
        self.replace_option_prompt_at_index(event.option_index, self._prompt(event.option_index))
        self.post_message(self.Toggled())
