"""The list under a field: what may be meant by what is typed, to be taken by key or mouse."""

from collections.abc import Sequence
from typing import Any

from textual.widgets import OptionList
from textual.widgets.option_list import Option

from planner.phrases import _
from screens.forms.suggestions import Choice
from screens.text import literal

#: So many are shown; what is further down is found by typing.
SHOWN = 100


class DropList(OptionList, can_focus=False):
    """Lies over what is below it, and is only there while it is open."""

    DEFAULT_CSS = """
    DropList {
        display: none; overlay: screen; constrain: inside inflect;
        height: auto; max-height: 10; width: 1fr; margin: 0 0 1 26; padding: 0;
        border: none; background: $panel; scrollbar-size-vertical: 1;
        text-wrap: nowrap; text-overflow: ellipsis;
        & > .option-list--option { padding: 0 1; }
        & > .option-list--option-highlighted {
            background: $primary; color: $background; text-style: bold;
        }
    }
    DropList.-open { display: block; }
    """

    def __init__(self) -> None:
        super().__init__(compact=True)
        self._offered: tuple[Choice, ...] = ()

    @property
    def is_open(self) -> bool:
        return self.has_class("-open")

    def open(self, choices: Sequence[Choice], highlighted: Any = None) -> None:
        """Show choices, the cursor on that value, else on the first; without any, nothing."""
        self._offered = tuple(choices[:SHOWN])
        options = [Option(literal(label)) for _value, label in self._offered]
        if len(choices) > SHOWN:
            more = _("… {n} more: go on typing").format(n=len(choices) - SHOWN)
            options.append(Option(literal(more), disabled=True))
        self.set_options(options)
        self.set_class(bool(choices), "-open")
        values = [value for value, _label in self._offered]
        if values:
            self.highlighted = values.index(highlighted) if highlighted in values else 0

    def close(self) -> None:
        self.remove_class("-open")

    def step(self, lines: int) -> None:
        """The cursor so many lines down, or up."""
        if self._offered:
            last = len(self._offered) - 1
            self.highlighted = min(max((self.highlighted or 0) + lines, 0), last)

    @property
    def here(self) -> Choice | None:
        """The choice under the cursor."""
        return None if self.highlighted is None else self.choice_at(self.highlighted)

    def choice_at(self, index: int) -> Choice | None:
        """The choice on a line; None for a line that only says something."""
        return self._offered[index] if index < len(self._offered) else None
