"""What can be done in a room, as words to click on: each has a key as well."""

from collections.abc import Sequence
from typing import NamedTuple

from textual.app import RenderResult
from textual.content import Content
from textual.widget import Widget

from planner.phrases import _


class Action(NamedTuple):
    """``label`` is an English source string, ``action`` that of the screen, ``key`` as shown."""

    label: str
    action: str
    key: str


class ActionLine(Widget):
    """Actions one beside the other, in as many lines as they need."""

    DEFAULT_CSS = """
    ActionLine { height: auto; padding: 0 1; background: $panel; link-style: none; }
    """

    def __init__(self, actions: Sequence[Action], *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.actions = tuple(actions)

    def render(self) -> RenderResult:
        pieces: list[Content] = []
        for action in self.actions:
            label = _(action.label).replace(" ", "\u00a0")
            words = Content.assemble((action.key, "bold $accent"), f"\u00a0{label}")
            pieces += [words.stylize(f"@click=screen.{action.action}"), Content("  ")]
        return Content.assemble(*pieces[:-1])
