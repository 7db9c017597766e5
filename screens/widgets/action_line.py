"""Words and short phrases in as many lines as they need; what can be done, to click on."""

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from textual.app import RenderResult
from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

from planner.phrases import _


class Pieces(Widget):
    """Pieces of text side by side; a line is only broken between two of them."""

    DEFAULT_CSS = "Pieces { height: auto; padding: 0 1; }"
    #: Between two pieces.
    GAP: ClassVar[str] = "  "

    pieces: reactive[tuple[Content, ...]] = reactive((), layout=True)

    def lines(self, width: int) -> list[Content]:
        """The pieces in lines of at most so many cells."""
        found: list[Content] = []
        for piece in self.pieces:
            longer = Content.assemble(found[-1], self.GAP, piece) if found else piece
            if found and longer.cell_length <= width:
                found[-1] = longer
            else:
                found.append(piece)
        return found

    def get_content_height(self, _container: Size, _viewport: Size, width: int) -> int:
        return max(len(self.lines(width)), 1)

    def render(self) -> RenderResult:
        return Content("\n").join(self.lines(self.content_size.width))


class Action(NamedTuple):
    """``label`` is an English source string, ``action`` that of the screen, ``key`` as shown.

    Without an action the key is pressed, for what has the focus to answer it.
    """

    label: str
    action: str
    key: str


class ActionLine(Pieces):
    """What can be done in a room, as words to click on: each has a key as well."""

    DEFAULT_CSS = """
    ActionLine { background: $panel; link-color: $foreground; link-style: none; }
    """

    def __init__(self, actions: Sequence[Action], *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.set_reactive(Pieces.pieces, tuple(_piece(action) for action in actions))

    def action_press(self, key: str) -> None:
        self.app.simulate_key(key)


def _piece(action: Action) -> Content:
    words = Content.assemble((action.key, "bold $accent"), " ", _(action.label))
    # As meta data: written into a style, an argument such as -1 is not understood.
    click = f"screen.{action.action}" if action.action else f"press({action.key!r})"
    return words.stylize(Style.from_meta({"@click": click}))
