"""What lists of festival items and of meetings have in common: the activity under the cursor."""

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, cast

from textual import work
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from planner.edits import activities as edits
from planner.edits.core import Edit
from planner.entities import Activity
from planner.phrases import N_
from planner.programme import Programme
from screens import flows
from screens.forms.specs import ACTIVITY
from screens.widgets.action_line import DIVIDER, Action

if TYPE_CHECKING:
    from screens.app import PlannerApp


#: What has a key that the key bar does not show; a click presses it.
ACTIONS = (
    Action(N_("earlier"), "", "K"),
    Action(N_("later"), "", "J"),
    DIVIDER,
    Action(N_("pin"), "", "p"),
    Action(N_("to tray"), "", "x"),
    Action(N_("board"), "", "b"),
    DIVIDER,
    Action(N_("propose"), "propose", "^g"),
)


class ActivityPane(Vertical):
    """A list of activities; subclasses say which one is under the cursor."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("e", "edit", N_("Edit")),
        Binding("a", "people", N_("Who")),
        Binding("d,delete", "delete", N_("Delete")),
        Binding("J", "shift(5)", N_("5 minutes later"), show=False, key_display="J"),
        Binding("K", "shift(-5)", N_("5 minutes earlier"), show=False, key_display="K"),
        Binding("x", "unplace", N_("To the tray"), show=False),
        Binding("p", "pin", N_("Pin its time"), show=False),
        Binding("b", "board", N_("Show on the board"), show=False),
    ]

    @property
    def planner(self) -> "PlannerApp":
        return cast("PlannerApp", self.app)

    @property
    def programme(self) -> Programme | None:
        """The plan as it stands; None before an edition is open."""
        state = self.planner.state
        return state.programme if state is not None else None

    def current_id(self) -> str | None:
        """The id of the activity that keys are about."""
        raise NotImplementedError

    @property
    def current(self) -> Activity | None:
        """The activity that keys are about."""
        programme = self.programme
        return programme.activities.get(self.current_id() or "") if programme else None

    def change(self, make: Callable[[Programme, str], Edit]) -> None:
        """Make an edit of the current activity."""
        if (found := self.current) is not None:
            self.planner.perform(lambda programme: make(programme, found.id))

    def action_shift(self, minutes: int) -> None:
        self.change(lambda programme, i: edits.shift(programme, i, minutes))

    def action_unplace(self) -> None:
        self.change(lambda programme, i: edits.move(programme, i, None))

    def action_pin(self) -> None:
        self.change(edits.toggle_pin)

    def action_board(self) -> None:
        if (found := self.current) is not None:
            self.planner.go_to_activity(found.id)

    @work
    async def action_edit(self) -> None:
        if (found := self.current) is not None:
            await flows.revise(self.planner, found, ACTIVITY)

    @work
    async def action_people(self) -> None:
        if (found := self.current) is not None:
            await flows.people(self.planner, found)

    @work
    async def action_delete(self) -> None:
        if (found := self.current) is not None:
            await flows.delete(self.planner, found)
