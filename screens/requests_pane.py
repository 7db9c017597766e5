"""The list of wishes to meet somebody; each can become a meeting."""

from typing import TYPE_CHECKING, ClassVar, cast

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Static

from planner.edits.core import new_id
from planner.entities import Wish
from planner.meetings import Request, requests
from planner.phrases import N_, Phrase, _
from screens import flows, wish_forms
from screens.dialogs import Pick
from screens.meeting_flow import pick_members, plan_meeting
from screens.meeting_rows import request_layout, request_rows
from screens.state import State
from screens.text import literal
from screens.widgets.table_list import TableList

if TYPE_CHECKING:
    from screens.app import PlannerApp


class RequestsPane(Vertical):
    """Who asked for whom, met or not yet."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "meet", N_("Make a meeting")),
        Binding("n", "create", N_("New request")),
        Binding("e", "edit", N_("Edit")),
        Binding("d,delete", "delete", N_("Delete")),
    ]

    class Met(Message):
        """A request has, or now has, this meeting."""

        def __init__(self, meeting_id: str) -> None:
            super().__init__()
            self.meeting_id = meeting_id

    def __init__(self) -> None:
        super().__init__(id="requests-pane")
        self._layout = request_layout()

    @property
    def planner(self) -> "PlannerApp":
        return cast("PlannerApp", self.app)

    def compose(self) -> ComposeResult:
        title = _("Requests for meetings: enter makes a meeting of one")
        yield Static(literal(title), classes="pane-title")
        yield TableList(
            self._layout,
            empty=_("Nobody has asked for a meeting yet. n adds a request."),
            id="requests",
        )

    def show(self, state: State) -> None:
        """Paint ``state``; cursor and scroll stay."""
        self.query_one(TableList).show_rows(request_rows(state.programme, self._layout))

    def _request(self) -> Request | None:
        state, key = self.planner.state, self.query_one(TableList).cursor_key
        if state is None:
            return None
        return next((r for r in requests(state.programme) if r.wish.id == key), None)

    @on(TableList.Opened)
    def _opened(self) -> None:
        self.action_meet()

    @work
    async def action_meet(self) -> None:
        """Turn the request into a meeting, or show the one there is."""
        request = self._request()
        if request is None:
            return
        if request.meeting is not None:
            self.planner.say(Phrase("They meet already: “{title}”.", title=request.meeting.title))
            self.post_message(self.Met(request.meeting.id))
            return
        people = []
        for person in sorted(request.people, key=self._is_host):
            chosen = await pick_members(self.planner, person)
            if chosen is None:
                return
            people.append(chosen)
        if made := await plan_meeting(self.planner, people):
            self.post_message(self.Met(made))

    def _is_host(self, person_id: str) -> bool:
        state = self.planner.state
        return state is not None and person_id in state.programme.hosts

    @work
    async def action_create(self) -> None:
        state = self.planner.state
        if state is None:
            return
        programme = state.programme
        choices = [(d.id, d.name) for d in programme.active_delegations]
        chosen = await self.app.push_screen_wait(Pick(_("Which delegation asks?"), choices))
        if chosen is not None:
            row = Wish(new_id(), programme.edition.id, chosen[0])
            await flows.create(self.planner, row, wish_forms.form_of("wanted_host_id"))

    @work
    async def action_edit(self) -> None:
        if (request := self._request()) is not None:
            await wish_forms.revise(self.planner, request.wish)

    @work
    async def action_delete(self) -> None:
        if (request := self._request()) is not None:
            await flows.delete(self.planner, request.wish)
