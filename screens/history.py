"""The journal in words: every step, by whom and when; undo to any of them."""

from typing import TYPE_CHECKING, ClassVar, cast

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Label, OptionList, Static
from textual.widgets.option_list import Option

from planner.phrases import N_, _, plural
from planner.workspace import Line
from screens.dialogs import Confirm
from screens.text import literal

if TYPE_CHECKING:
    from screens.app import PlannerApp


class HistoryScreen(ModalScreen[None]):
    """Newest first; enter takes back everything after the chosen step."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss", N_("Close"))]

    def __init__(self, lines: list[Line]) -> None:
        super().__init__(classes="dialog")
        self._lines = lines

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog-box -tall"):
            yield Label(literal(_("History")), classes="dialog-title")
            yield OptionList(*(Option(line_content(line)) for line in self._lines))
            yield Static(
                literal(_("enter: back to the plan as it was after this step")),
                classes="dialog-text",
            )

    def on_mount(self) -> None:
        self.query_one(OptionList).focus()

    @on(OptionList.OptionSelected)
    @work
    async def _back_to(self, event: OptionList.OptionSelected) -> None:
        app = cast("PlannerApp", self.app)
        later = [line for line in self._lines[: event.option_index] if line.step.state == "done"]
        if not later or self._lines[event.option_index].step.state != "done":
            return
        question = plural("Take back {n} step?", "Take back {n} steps?", len(later))
        hint = _("Redo (ctrl+r) brings them back, as long as nothing else is changed.")
        if await app.push_screen_wait(Confirm(str(question), _("Take back"), hint)):
            self.dismiss()
            for _line in later:
                app.action_undo()


def line_content(line: Line) -> Content:
    """``22 Nov 20:51  anna  Move …``; steps that do not stand any more are struck through."""
    at = line.step.at.strftime("%Y-%m-%d %H:%M")
    text = literal(f"{at} UTC  {line.step.author}  {line.label}")
    return text if line.step.state == "done" else text.stylize("strike dim")
