"""The list of 1:1 meetings, and what can be done with them."""

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Static

from planner.edits import activities as edits
from planner.edits.core import Edit
from planner.edits.meetings import confirm_meeting
from planner.entities import Activity
from planner.errors import PlannerError
from planner.free_time import next_free_slot
from planner.phrases import N_, Phrase, _
from planner.programme import Programme
from screens import flows
from screens.details import activity_lines
from screens.forms.specs import ACTIVITY
from screens.meeting_flow import pick_people, plan_meeting
from screens.meeting_rows import meeting_layout, meeting_rows
from screens.state import State
from screens.widgets.table_list import TableList

if TYPE_CHECKING:
    from screens.app import PlannerApp


class MeetingsPane(Vertical):
    """Who meets whom, when and at which table."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "create", N_("New meeting")),
        Binding("e", "edit", N_("Edit")),
        Binding("a", "people", N_("Who")),
        Binding("s", "next_slot", N_("Next free slot")),
        Binding("c", "confirm", N_("Confirm")),
        Binding("J", "shift(5)", N_("Later"), key_display="J"),
        Binding("K", "shift(-5)", N_("Earlier"), key_display="K"),
        Binding("d,delete", "delete", N_("Delete")),
        Binding("x", "unplace", N_("To the tray"), show=False),
        Binding("p", "pin", N_("Pin its time"), show=False),
        Binding("b", "board", N_("Show on the board"), show=False),
    ]

    def __init__(self) -> None:
        super().__init__(id="meetings-pane")
        self._layout = meeting_layout()

    @property
    def planner(self) -> "PlannerApp":
        return cast("PlannerApp", self.app)

    def compose(self) -> ComposeResult:
        with Horizontal(classes="work"):
            yield TableList(
                self._layout,
                empty=_("No meetings yet. n makes one, enter on a request below too."),
                id="meetings",
            )
            with VerticalScroll(classes="side", can_focus=False):
                yield Static(id="meeting-details")

    def show(self, state: State) -> None:
        """Paint ``state``; cursor and scroll stay."""
        self.query_one(TableList).show_rows(meeting_rows(state, self._layout))
        self._show_details()

    @on(TableList.Highlighted)
    def _show_details(self) -> None:
        meeting, state = self._meeting(), self.planner.state
        details = self.query_one("#meeting-details", Static)
        if meeting is None or state is None:
            details.update("")
        else:
            details.update(activity_lines(state, meeting.id))

    def select(self, meeting_id: str) -> None:
        """Put the cursor on a meeting."""
        self.query_one(TableList).select(meeting_id)

    # -- edits ----------------------------------------------------------------------------

    def _meeting(self) -> Activity | None:
        state, key = self.planner.state, self.query_one(TableList).cursor_key
        return state.programme.activities.get(key or "") if state is not None else None

    def _change(self, make: Callable[[Programme, str], Edit]) -> None:
        if (meeting := self._meeting()) is not None:
            self.planner.perform(lambda programme: make(programme, meeting.id))

    def action_shift(self, minutes: int) -> None:
        self._change(lambda programme, i: edits.shift(programme, i, minutes))

    def action_unplace(self) -> None:
        self._change(lambda programme, i: edits.move(programme, i, None))

    def action_pin(self) -> None:
        self._change(edits.toggle_pin)

    def action_confirm(self) -> None:
        self._change(confirm_meeting)

    def action_next_slot(self) -> None:
        """Move the meeting to the next time at which all of its people are free."""
        self._change(_to_next_slot)

    def action_board(self) -> None:
        if (meeting := self._meeting()) is not None:
            self.planner.go_to_activity(meeting.id)

    @on(TableList.Opened)
    def _opened(self) -> None:
        self.action_edit()

    @work
    async def action_create(self) -> None:
        people = await pick_people(self.planner)
        if people and (made := await plan_meeting(self.planner, people)):
            self.select(made)

    @work
    async def action_edit(self) -> None:
        if (meeting := self._meeting()) is not None:
            await flows.revise(self.planner, meeting, ACTIVITY)

    @work
    async def action_people(self) -> None:
        if (meeting := self._meeting()) is not None:
            await flows.people(self.planner, meeting)

    @work
    async def action_delete(self) -> None:
        if (meeting := self._meeting()) is not None:
            await flows.delete(self.planner, meeting)


def _to_next_slot(programme: Programme, meeting_id: str) -> Edit:
    meeting = programme.activities[meeting_id]
    parties = programme.parties(meeting_id)
    people = {p.delegate_id or p.delegation_id or p.host_id for p in parties} - {None}
    after = programme.clock.shift(meeting.start, 5) if meeting.start else None
    days = [meeting.start.date()] if meeting.start else []
    for day in (*days, None):
        slot = next_free_slot(
            programme,
            [p for p in people if p is not None],
            meeting.minutes,
            day,
            site_id=meeting.site_id,
            not_before=after,
            ignoring={meeting_id},
        )
        if slot is not None:
            return edits.move(programme, meeting_id, slot)
    raise PlannerError(
        Phrase(
            "There is no later time at which everybody in “{title}” is free.", title=meeting.title
        ),
        Phrase("Free somebody, or choose a time by hand (e)."),
    )
