"""A line to add one thing after the other: it stays open, with what the text could mean below."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from planner.phrases import N_
from screens.text import literal

#: Text -> meanings with the words for each.
Suggest = Callable[[str], Sequence[tuple[Any, str]]]


class QuickInput(Input):
    """The line itself; the keys that it does not need go to the list below."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", N_("Close")),
        Binding("down", "highlight(1)", N_("Next meaning"), show=False, priority=True),
        Binding("up", "highlight(-1)", N_("Meaning before"), show=False, priority=True),
        Binding("tab", "turn", N_("Another place"), show=False, priority=True),
    ]

    @property
    def quick(self) -> "QuickLine":
        return next(a for a in self.ancestors if isinstance(a, QuickLine))

    def action_leave(self) -> None:
        self.quick.close()

    def action_highlight(self, step: int) -> None:
        self.quick.highlight(step)

    def action_turn(self) -> None:
        self.quick.turn()


class PlaceLabel(Static):
    """Where the next thing goes; a click changes it as tab does."""

    def on_click(self, event: events.Click) -> None:
        event.stop()
        next(a for a in self.ancestors if isinstance(a, QuickLine)).turn()


class QuickLine(Vertical):
    """Closed until :meth:`open` is called."""

    DEFAULT_CSS = """
    QuickLine { height: auto; display: none; background: $panel; }
    QuickLine.-open { display: block; }
    QuickLine > Horizontal { height: 1; }
    QuickLine PlaceLabel { width: auto; max-width: 60%; padding: 0 1; color: $text-accent; }
    QuickLine QuickInput {
        width: 1fr; height: 1; border: none; background: $surface; padding: 0 1;
    }
    QuickLine QuickInput:focus { border: none; }
    QuickLine OptionList {
        height: auto; max-height: 7; border: none; background: $panel; padding: 0;
        scrollbar-size-vertical: 1; text-wrap: nowrap; text-overflow: ellipsis;
    }
    """

    @dataclass
    class Entered(Message):
        """Enter: the meaning under the cursor (None: there is none), and the text."""

        meaning: Any
        text: str

    class Turned(Message):
        """Tab: the next thing shall go to another place."""

    class Closed(Message):
        """The line is closed again."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id)
        self._suggest: Suggest = lambda _text: ()
        self._found: Sequence[tuple[Any, str]] = ()

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield PlaceLabel()
            yield QuickInput(compact=True)
        options = OptionList()
        options.can_focus = False
        yield options

    @property
    def is_open(self) -> bool:
        return self.has_class("-open")

    def open(self, label: str, placeholder: str, suggest: Suggest) -> None:
        """Show the line, empty, and go to it."""
        self.add_class("-open")
        self.relabel(label)
        self._suggest = suggest
        line = self.query_one(QuickInput)
        line.placeholder = placeholder
        line.value = ""
        self._show("")
        line.focus()

    def relabel(self, label: str) -> None:
        """Say where the next thing goes, or what is asked for."""
        self.query_one(PlaceLabel).update(literal(label))

    def suggest_by(self, suggest: Suggest) -> None:
        """Ask this from now on what the text could mean."""
        self._suggest = suggest
        self._show(self.query_one(QuickInput).value)

    def close(self) -> None:
        if self.is_open:
            self.remove_class("-open")
            self.post_message(self.Closed())

    def turn(self) -> None:
        self.post_message(self.Turned())

    def highlight(self, step: int) -> None:
        """The meaning below or above."""
        options = self.query_one(OptionList)
        if self._found:
            here = options.highlighted or 0
            options.highlighted = (here + step) % len(self._found)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if self.is_open:
            self._show(event.value)

    def _show(self, text: str) -> None:
        self._found = tuple(self._suggest(text))
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options([Option(literal(words)) for _meaning, words in self._found])
        options.highlighted = 0 if self._found else None
        options.display = bool(self._found)

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self._enter(self.query_one(OptionList).highlighted)

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._enter(event.option_index)

    def _enter(self, index: int | None) -> None:
        line = self.query_one(QuickInput)
        text = line.value.strip()
        meaning = self._found[index][0] if index is not None and index < len(self._found) else None
        line.value = ""
        line.focus()
        self.post_message(self.Entered(meaning, text))
