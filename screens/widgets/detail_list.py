"""Lines about one thing, of which most can be chosen: members, entries of a day, conflicts."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, TypeAlias

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import Reactive
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from planner.entities import Entity
from planner.phrases import N_, colon
from screens.text import literal


@dataclass(frozen=True)
class Request:
    """Something that the room is asked to do with the row of that id: ``request_<what>``."""

    what: str
    row_id: str


#: A row that can be opened, an action of the room that a line stands for, or a request.
Target: TypeAlias = Entity | str | Request


@dataclass(frozen=True)
class Line:
    """A line; without a target it can only be read."""

    text: Content
    target: Target | None = None

    @property
    def key(self) -> str | None:
        """The same line of the next state has the same key."""
        match self.target:
            case None | str():
                return self.target
            case Request():
                return f"{self.target.what} {self.target.row_id}"
            case _:
                return self.target.id


def heading(text: str) -> Line:
    """The title of the lines that follow."""
    return Line(literal(text).stylize("bold $primary"))


def fact(label: str, text: str, target: Target | None = None) -> Line:
    """A labelled value."""
    return Line(Content.assemble((f"{colon(label)} ", "$foreground-muted"), literal(text)), target)


def plain(text: str, target: Target | None = None, style: str = "") -> Line:
    """Text as it is."""
    made = literal(text)
    return Line(made.stylize(style) if style else made, target)


def offer(text: str, key: str, action: str) -> Line:
    """Something that can be done here: by its key, or by choosing the line."""
    return Line(Content.assemble(literal(f"+ {text} "), (f"({key})", "$foreground-muted")), action)


BLANK = Line(Content(""))


class DetailList(OptionList):
    """What is worth knowing about the row that is selected in the table beside it."""

    DEFAULT_CSS = """
    DetailList {
        border: none;
        padding: 0 1;
        background: $surface;
        overflow-y: scroll;
        scrollbar-size-vertical: 1;
        &:focus { border: none; background-tint: $foreground 3%; }
        & > .option-list--option-disabled { color: $foreground; }
        & > .option-list--option-highlighted {
            color: $foreground; background: $surface; text-style: none;
        }
        &:focus > .option-list--option-highlighted {
            color: $foreground; background: $primary 35%; text-style: bold;
        }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "select", N_("Open"), show=False)]

    #: As Textual's, without laying out the whole screen: no size depends on how many lines it has.
    virtual_size = Reactive(Size(0, 0))

    class Chosen(Message):
        """A line was chosen that has a target."""

        def __init__(self, target: Target) -> None:
            super().__init__()
            self.target = target

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._lines_shown: tuple[Line, ...] = ()
        self._subject = ""

    def show(self, subject: str, lines: Sequence[Line]) -> None:
        """Show lines about the thing with id ``subject``; the same subject keeps its place."""
        if subject == self._subject and tuple(lines) == self._lines_shown:
            return
        here, place, top = self._key_here(), self.highlighted, self.scroll_y
        same, self._subject, self._lines_shown = subject == self._subject, subject, tuple(lines)
        self.set_options([Option(line.text, disabled=line.target is None) for line in lines])
        keys = [line.key for line in lines]
        if same and here in keys:
            self.highlighted = keys.index(here)
        elif same and place is not None:
            self.highlighted = self._nearest(place)
        else:
            self.highlighted = self._nearest(0)
        self.scroll_to(y=top if same else 0, animate=False, force=True)

    def _nearest(self, place: int) -> int | None:
        can = [n for n, line in enumerate(self._lines_shown) if line.target is not None]
        return min(can, key=lambda n: abs(n - place), default=None)

    def _key_here(self) -> str | None:
        return None if self.highlighted is None else self._lines_shown[self.highlighted].key

    @property
    def target(self) -> Target | None:
        """What the highlighted line stands for."""
        return None if self.highlighted is None else self._lines_shown[self.highlighted].target

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        target = self._lines_shown[event.option_index].target
        if target is not None:
            self.post_message(self.Chosen(target))

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
