"""Words and short phrases in as many lines as they need; what can be done, to click on."""

from collections.abc import Iterable, Sequence
from typing import ClassVar, NamedTuple

from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive
from textual.style import Style
from textual.widget import Widget

from planner.phrases import _

#: Between two groups of pieces.
BAR = Content.styled(" │ ", "$foreground 30%")


class Pieces(Widget):
    """Pieces of text side by side; a line is only broken between two of them."""

    DEFAULT_CSS = "Pieces { height: auto; padding: 0 1; }"
    #: Between two pieces.
    GAP: ClassVar[str] = "  "

    pieces: reactive[tuple[Content, ...]] = reactive((), layout=True)

    def lines(self, width: int) -> list[Content]:
        """The pieces in lines of at most so many cells."""
        return self.broken(self.pieces, width)

    def broken(self, pieces: Iterable[Content], width: int) -> list[Content]:
        """Pieces in lines of at most so many cells; :data:`BAR` stands in place of a gap."""
        found: list[Content] = []
        gap: Content | str = self.GAP
        for piece in pieces:
            if piece is BAR:
                gap = BAR
                continue
            longer = Content.assemble(found[-1], gap, piece) if found else piece
            if found and longer.cell_length <= width:
                found[-1] = longer
            else:
                found.append(piece)
            gap = self.GAP
        return found

    def get_content_height(self, _container: Size, _viewport: Size, width: int) -> int:
        return max(len(self.lines(width)), 1)

    def render(self) -> RenderResult:
        return Content("\n").join(self.lines(self.content_size.width))


class Clickable(Pieces):
    """Pieces to click on: each carries the action that it runs."""

    #: The action under the mouse.
    hovered: reactive[str] = reactive("")

    def clickable(self, piece: Content, action: str) -> Content:
        """The piece as one that runs an action; it stands out under the mouse."""
        if action == self.hovered:
            piece = Content(piece.plain).stylize("bold $background on $primary")
        return piece.stylize(Style.from_meta({"action": action}))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        self.hovered = event.style.meta.get("action", "")

    def on_leave(self) -> None:
        self.hovered = ""

    async def on_click(self, event: events.Click) -> None:
        if action := event.style.meta.get("action"):
            await self.run_action(action)


class Action(NamedTuple):
    """``label`` is an English source string, ``action`` that of the screen, ``key`` as shown.

    Without an action the key is pressed, for what has the focus to answer it.
    """

    label: str
    action: str
    key: str

    def run(self) -> str:
        """The action as Textual runs it from the line."""
        if not self.action:
            return f"press({self.key!r})"
        return self.action if self.action.startswith("app.") else f"screen.{self.action}"


#: Between two groups of actions.
DIVIDER = Action("", "", "")
#: Stands where actions are left out for want of lines; a click shows all keys.
MORE = Action("", "app.help(True)", "…")


class ActionLine(Clickable):
    """What can be done in a room, as words to click on: each has a key as well.

    In its ``max-height`` as many as fit are shown: those that are used most come first.
    """

    DEFAULT_CSS = "ActionLine { background: $panel; }"

    def __init__(self, actions: Sequence[Action], *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._actions = tuple(actions)

    def lines(self, width: int) -> list[Content]:
        pieces = [self._piece(action) for action in self._actions]
        found = self.broken(pieces, width)
        most = self.styles.max_height
        if most is None or most.cells is None or len(found) <= most.cells:
            return found
        while pieces and len(found) > most.cells:
            pieces.pop()
            found = self.broken((*pieces, self._piece(MORE)), width)
        return found

    def _piece(self, action: Action) -> Content:
        if action is DIVIDER:
            return BAR
        label = f" {_(action.label)}" if action.label else ""
        piece = Content.assemble((action.key, "bold $text-accent"), label)
        return self.clickable(piece, action.run())

    def action_press(self, key: str) -> None:
        self.app.simulate_key(key)
