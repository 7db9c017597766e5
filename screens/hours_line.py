"""One day in the opening hours editor: its name, its hours as text, and as a bar."""

from collections.abc import Callable
from datetime import date
from typing import ClassVar

from textual import on
from textual.app import ComposeResult, RenderResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static

from planner.errors import InvalidValue
from planner.hours import Hours, format_hours, parse_hours
from planner.phrases import N_, colon
from screens.text import literal
from screens.widgets.hours_bar import HoursBar

Day = int | date


class DaySigns(Widget):
    """What can be done to a day by mouse: like the day above, closed, nothing known."""

    DEFAULT_CSS = """
    DaySigns { width: 7; height: 1; link-style: none; link-color: $foreground; }
    """

    class Clicked(Message):
        """``key`` is one of the signs."""

        def __init__(self, sign: str) -> None:
            super().__init__()
            self.sign = sign

    def render(self) -> RenderResult:
        signs = (Content(f" {sign}").stylize(f"@click=press('{sign}')") for sign in "=✗?")
        return Content("").join(signs)

    def action_press(self, sign: str) -> None:
        self.post_message(self.Clicked(sign))


class HoursLine(Horizontal):
    """A weekday (0 = Monday) or a date with its hours."""

    DEFAULT_CSS = """
    HoursLine { height: 1; }
    HoursLine > .day { width: 11; }
    HoursLine:focus-within > .day { color: $primary; text-style: bold; }
    HoursLine.-wrong > .day { color: $text-error; text-style: bold; }
    HoursLine > Input { width: 1fr; background: $panel; }
    HoursLine > Input:focus { background: $primary 25%; }
    HoursLine > HoursBar { margin-left: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+d", "like_above", N_("Like the day above"), priority=True),
    ]

    class Changed(Message):
        """Other hours, or a text that is none."""

    class LikeAbove(Message):
        """This day shall have the hours of the one above."""

        def __init__(self, line: "HoursLine") -> None:
            super().__init__()
            self.line = line

    def __init__(
        self, day: Day, name: str, hours: Hours, nothing: Callable[[], tuple[str, Hours]]
    ) -> None:
        """``nothing``: what it means when the day has no hours, in words and as hours."""
        super().__init__()
        self.day, self._label, self.before, self._nothing = day, name, hours, nothing

    def compose(self) -> ComposeResult:
        yield Static(literal(self._label), classes="day")
        yield Input(format_hours(self.before), compact=True, select_on_focus=False)
        yield HoursBar()
        yield DaySigns()

    @property
    def input(self) -> Input:
        return self.query_one(Input)

    @property
    def hours(self) -> Hours:
        """What is typed; raises InvalidValue."""
        if self.input.value == format_hours(self.before):
            return self.before
        return parse_hours("opens", self.input.value)

    @property
    def complaint(self) -> str:
        """What is wrong with the text, empty when nothing is."""
        try:
            _found = self.hours
        except InvalidValue as error:
            return f"{colon(self._label)} {error}"
        return ""

    @property
    def is_changed(self) -> bool:
        return self.input.value != format_hours(self.before)

    def write(self, hours: Hours) -> None:
        """Give the day other hours."""
        self.input.value = format_hours(hours)
        self.input.focus()

    def paint(self) -> None:
        """What no hours mean may depend on the other days."""
        words, meant = self._nothing()
        self.input.placeholder = words
        self.set_class(bool(self.complaint), "-wrong")
        if not self.complaint:
            self.query_one(HoursBar).hours = meant if self.hours is None else self.hours

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Changed())

    @on(HoursBar.Painted)
    def _painted(self, event: HoursBar.Painted) -> None:
        event.stop()
        self.write(event.hours)

    def action_like_above(self) -> None:
        self.post_message(self.LikeAbove(self))

    @on(DaySigns.Clicked)
    def _sign_clicked(self, event: DaySigns.Clicked) -> None:
        event.stop()
        if event.sign == "=":
            self.action_like_above()
        else:
            self.write(() if event.sign == "✗" else None)
