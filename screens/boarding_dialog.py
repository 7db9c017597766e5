"""Who is on board: the circuits side by side, so that changing circuits is one step."""

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, Label, Static

from planner import fields
from planner.edits import boarding
from planner.edits.core import Edit, change, new_id
from planner.entities import Boarding
from planner.phrases import N_, _
from planner.programme import Programme
from screens import boarding_rows, flows
from screens.details import SEVERITY_STYLES
from screens.dialog import Dialog
from screens.forms.spec import FieldSpec, FormSpec
from screens.forms.specs import UNKNOWN
from screens.state import State
from screens.text import literal
from screens.widgets.action_line import Action, ActionLine
from screens.widgets.line_list import LineList
from screens.widgets.matrix import Matrix

if TYPE_CHECKING:
    from screens.app import PlannerApp

GUEST = FormSpec(
    N_("Guest on board"),
    (
        FieldSpec("guest", N_("Name, or who they are"), required=True),
        FieldSpec("heads", N_("How many people"), parser=fields.parse_int, hint=UNKNOWN),
    ),
)
ACTIONS = (
    Action(N_("on, off"), "switch", "space"),
    Action(N_("number of heads"), "no_digit", "0-9"),
    Action(N_("show delegates"), "unfold", "enter"),
    Action(N_("new guest"), "guest", "n"),
    Action(N_("edit guest"), "edit", "e"),
    Action(N_("remove"), "remove", "d"),
    Action(N_("undo"), "undo", "u"),
)


class BoardingDialog(Dialog[None]):
    """Every change is kept at once, one step each: ``u`` takes it back."""

    CSS_PATH = "boarding_dialog.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,b,q", "dismiss", N_("Close")),
        Binding("n", "guest", N_("New guest")),
        Binding("e", "edit", N_("Edit guest")),
        Binding("d,delete", "remove", N_("Take off")),
        Binding("u", "undo", N_("Undo")),
        Binding("ctrl+r", "app.redo", N_("Redo"), show=False),
        *(Binding(str(n), f"digit({n})", show=False) for n in range(10)),
    ]

    def __init__(self, tour_id: str | None = None) -> None:
        super().__init__(classes="dialog")
        self._tour_id = tour_id
        self._opened: set[str] = set()
        self._typed: tuple[tuple[str | None, str | None], int] | None = None
        self._layout = boarding_rows.title_layout()
        empty = _("No delegation has been invited yet: the People room (5) is where they come in.")
        self._matrix = Matrix(self._layout, empty=empty, id="boarding")

    @property
    def planner(self) -> "PlannerApp":
        return cast("PlannerApp", self.app)

    @property
    def _programme(self) -> Programme:
        assert self.planner.state is not None
        return self.planner.state.programme

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog-box", id="boarding-box"):
            yield Label(literal(_("Who is on board")), classes="dialog-title")
            yield Static(id="circuits")
            yield self._matrix
            yield Static(literal(_(boarding_rows.LEGEND)), id="legend")
            yield ActionLine(ACTIONS)
            with Horizontal(classes="dialog-buttons"):
                yield Button(literal(_("Close (esc)")), id="close", compact=True)

    def on_mount(self) -> None:
        self.watch(self.app, "state", self._show)
        if self._tour_id is not None:
            self._matrix.select_column(self._tour_id)
        self._matrix.focus()

    def _show(self, state: State | None) -> None:
        if state is None:
            return
        programme = state.programme
        self._matrix.show_cells(
            boarding_rows.rows(programme, self._layout, self._opened),
            boarding_rows.columns(programme),
            lambda row, column: boarding_rows.cell(programme, row, column),
        )
        lines: list[Content] = []
        for tour in boarding_rows.tours_in_order(programme):
            text, severity = boarding_rows.summary(state, tour)
            style = SEVERITY_STYLES[severity] if severity is not None else ""
            lines += [literal(line).stylize(style) for line in text.split("\n")]
        self.query_one("#circuits", Static).update(Content("\n").join(lines))

    # -- the cell under the cursor --------------------------------------------------------

    @property
    def _row(self) -> str:
        return self._matrix.cursor_key or ""

    @property
    def _guest(self) -> Boarding | None:
        return self._programme.boardings.get(self._row)

    @on(Matrix.Toggled)
    def _toggled(self, event: Matrix.Toggled) -> None:
        self._toggle(event.row, event.column)

    def action_switch(self) -> None:
        """As space does."""
        if self._matrix.cursor_column is not None:
            self._toggle(self._row, self._matrix.cursor_column)

    def _toggle(self, row: str, tour_id: str) -> None:
        self._typed = None
        self.planner.perform(lambda programme: toggled(programme, row, tour_id))

    @on(LineList.Opened)
    def action_unfold(self) -> None:
        """Show or hide the delegates of a delegation."""
        if self._row in self._programme.delegations:
            self._opened ^= {self._row}
            self._show(self.planner.state)

    def action_digit(self, digit: int) -> None:
        """So many of a delegation, or so many guests; digits in a row make one number."""
        here = (self._matrix.cursor_key, self._matrix.cursor_column)
        before = self._typed[1] if self._typed and self._typed[0] == here else 0
        number = (before * 10 + digit) % 1000
        self._typed = (here, number)
        row, tour_id = here
        if row is not None and tour_id is not None:
            self.planner.perform(lambda programme: with_heads(programme, row, tour_id, number))

    def action_no_digit(self) -> None:
        """What a click on the words "0-9" does: it says what they mean."""
        self.notify(_("Type a number: so many of this delegation come along. 0: all of it."))

    def action_undo(self) -> None:
        self._typed = None
        self.planner.action_undo()

    # -- guests ---------------------------------------------------------------------------

    @work
    async def action_guest(self) -> None:
        tour_id = self._matrix.cursor_column
        if tour_id is not None:
            await flows.create(self.planner, Boarding(new_id(), tour_id, guest=""), GUEST)

    @work
    async def action_edit(self) -> None:
        if self._guest is not None:
            await flows.revise(self.planner, self._guest, GUEST)

    @work
    async def action_remove(self) -> None:
        row, tour_id = self._row, self._matrix.cursor_column
        if self._guest is not None:
            await flows.delete(self.planner, self._guest)
        elif tour_id is not None and boarding_rows.is_on(self._programme, row, tour_id):
            self._toggle(row, tour_id)

    @on(Button.Pressed, "#close")
    def _close(self) -> None:
        self.dismiss()


def toggled(programme: Programme, row: str, tour_id: str) -> Edit:
    """Put somebody on a circuit, and off those of the same dates; off it when already there."""
    there = boarding_rows.is_on(programme, row, tour_id)
    if row in programme.delegations:
        if there:
            return boarding.unboard_delegation(programme, tour_id, row)
        return boarding.board_delegation(programme, tour_id, row)
    if row in programme.delegates:
        if there:
            return boarding.unboard_delegate(programme, tour_id, row)
        return boarding.board_delegate(programme, tour_id, row)
    return boarding.move_guest(programme, tour_id, row)


def with_heads(programme: Programme, row: str, tour_id: str, heads: int) -> Edit:
    """Another number of heads; 0: the whole delegation, or unknown."""
    if row in programme.delegations:
        return boarding.board_delegation(programme, tour_id, row, heads or None)
    guest = programme.boardings.get(row)
    if guest is not None:
        return change(programme, replace(guest, heads=heads or None))
    return boarding.board_delegate(programme, tour_id, row)
