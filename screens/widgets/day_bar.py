"""The edition's days in one line, and how they are looked at; a click chooses."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from rich.cells import cell_len
from textual.app import RenderResult
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from planner.phrases import short_date

EARLIER = "‹"
LATER = "›"
DOWN = "▾"


class Choice(NamedTuple):
    """Something to click: :class:`DayBar.Pressed` hands on ``name``.

    ``text`` is what is chosen now; where there is no room for it, ``key`` stands there.
    """

    name: str
    text: str
    key: str


class DayBar(Widget):
    """Days of the edition; the chosen one stands out, also without colour.

    ``shown`` are the days in view; ``choices`` stand at the right.
    """

    DEFAULT_CSS = """
    DayBar {
        height: 1; padding: 0 1; background: $surface;
        link-style: none; link-color: $foreground-muted; link-style-hover: bold;
    }
    """

    days: reactive[tuple[date, ...]] = reactive(())
    day: reactive[date | None] = reactive(None)
    shown: reactive[tuple[date, ...]] = reactive(())
    choices: reactive[tuple[Choice, ...]] = reactive(())

    class Chosen(Message):
        """A day was clicked."""

        def __init__(self, day: date) -> None:
            super().__init__()
            self.day = day

    class Pressed(Message):
        """One of the choices was clicked."""

        def __init__(self, choice: str) -> None:
            super().__init__()
            self.choice = choice

    def render(self) -> RenderResult:
        width = self.content_size.width
        least = sum(cell_len(f" {_brief(day)} ") for day in self.days)
        choices = self._choices([choice.text for choice in self.choices])
        if least + choices.cell_length >= width:
            choices = self._choices([choice.key for choice in self.choices])
        labels = _labels(self.days, self.day, width - choices.cell_length - 1)
        days = Content.assemble(*(self._day(day, label) for day, label in labels))
        gap = max(width - days.cell_length - choices.cell_length, 1)
        return Content.assemble(days, " " * gap, choices)

    def _day(self, day: date, label: str) -> Content:
        content = Content(label)
        if day == self.day:
            content = content.stylize("bold reverse")
        elif len(self.shown) > 1 and day in self.shown:
            content = content.stylize("bold underline")
        return content.stylize(f"@click=choose({self.days.index(day)})")

    @staticmethod
    def _choices(texts: Sequence[str]) -> Content:
        return Content.assemble(
            *(Content(f" {t} {DOWN}").stylize(f"@click=press({n})") for n, t in enumerate(texts))
        )

    def action_choose(self, number: int) -> None:
        self.post_message(self.Chosen(self.days[number]))

    def action_press(self, number: int) -> None:
        self.post_message(self.Pressed(self.choices[number].name))


def _labels(days: Sequence[date], chosen: date | None, width: int) -> list[tuple[date, str]]:
    """What is written for each day: with the month where there is room, else without it.

    Where there is no room even so, those around the chosen one, and signs that more follow.
    """
    for text in (short_date, _brief):
        labels = [(day, f" {text(day)} ") for day in days]
        if sum(cell_len(label) for _day, label in labels) <= width:
            return labels
    here = days.index(chosen) if chosen in days else 0
    count = max((width - 2) // max(cell_len(label) for _day, label in labels), 1)
    first = min(max(here - count // 2, 0), max(len(days) - count, 0))
    seen = labels[first : first + count]
    if first:
        seen.insert(0, (days[first - 1], EARLIER))
    if first + count < len(days):
        seen.append((days[first + count], LATER))
    return seen


def _brief(day: date) -> str:
    """``Wed 23``."""
    return short_date(day).rsplit(" ", 1)[0]
