"""The list of wishes to meet somebody; each can become a meeting."""

from typing import TYPE_CHECKING, ClassVar, cast

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Static
from textual.worker import get_current_worker

from planner.edits.core import new_id
from planner.edits.meetings import MEETING_MINUTES, usual_place
from planner.edits.requests import plan_request, plan_requests
from planner.entities import Wish
from planner.errors import PlannerError
from planner.meetings import Request, requests
from planner.phrases import N_, Phrase, _
from planner.programme import Programme
from screens import flows, wish_forms
from screens.dialogs import Pick
from screens.meeting_flow import pick_all_members, plan_meeting
from screens.meeting_grid import InHand
from screens.meeting_rows import request_layout, request_rows
from screens.state import State
from screens.text import literal
from screens.widgets.table_list import TableList

if TYPE_CHECKING:
    from screens.app import PlannerApp


class RequestsPane(Vertical):
    """Who asked for whom, met or not yet."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "plan", N_("Plan it")),
        Binding("P", "plan_all", N_("Plan all"), key_display="P"),
        Binding("enter", "meet", N_("Plan by hand")),
        Binding("n", "create", N_("New request")),
        Binding("e", "edit", N_("Edit")),
        Binding("d,delete", "delete", N_("Delete")),
    ]

    class Met(Message):
        """A request has, or now has, this meeting."""

        def __init__(self, meeting_id: str) -> None:
            super().__init__()
            self.meeting_id = meeting_id

    class Asked(Message):
        """The request under the cursor, as something to be placed; None: there is none."""

        def __init__(self, asked: InHand | None) -> None:
            super().__init__()
            self.asked = asked

    def __init__(self) -> None:
        super().__init__(id="requests-pane")
        self._layout = request_layout()

    @property
    def planner(self) -> "PlannerApp":
        return cast("PlannerApp", self.app)

    def compose(self) -> ComposeResult:
        title = _("Requests: space plans one in the first free slot, P all of them")
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
        people = await pick_all_members(self.planner, request)
        if people and (made := await plan_meeting(self.planner, people)):
            self.post_message(self.Met(made))

    def action_plan(self) -> None:
        """Make the meeting at the first time at which both sides and a table are free."""
        request = self._request()
        if request is not None and self.planner.perform(lambda p: plan_request(p, request.wish.id)):
            self._say_when(request)

    def _say_when(self, request: Request) -> None:
        """Where the cursor goes on, the message says what has just been planned."""
        state = self.planner.state
        now = [r for r in requests(state.programme) if r.wish == request.wish] if state else []
        start = state.programme.start(now[0].meeting) if state and now and now[0].meeting else None
        if start is not None and now[0].meeting is not None:
            title = now[0].meeting.title
            self.planner.say(
                Phrase("{title}: {day} {start}", title=title, day=start.date(), start=start)
            )

    def action_plan_all(self) -> None:
        """The same for all that wait, the most wanted first: it takes a while where many do."""
        if self.planner.state is not None:
            self.planner.say(Phrase("Looking for free slots …"))
            self._find_slots(self.planner.state.programme)

    @work(thread=True, exclusive=True, group="plan-all")
    def _find_slots(self, programme: Programme) -> None:
        try:
            worker = get_current_worker()
            edit = plan_requests(programme, lambda: worker.is_cancelled)
        except PlannerError as error:
            self.app.call_from_thread(self.planner.complain, error)
        else:
            self.app.call_from_thread(self.planner.perform, lambda _programme: edit)

    @on(TableList.Highlighted)
    def _moved(self) -> None:
        self.post_message(self.Asked(self.asked()))

    def asked(self) -> InHand | None:
        """The request under the cursor that is not met yet, while its list has the focus."""
        request, state = self._request(), self.planner.state
        if request is None or state is None or request.meeting or not self.list.has_focus:
            return None
        hosts = [p for p in request.people if p in state.programme.hosts]
        return InHand(request.people, MEETING_MINUTES, usual_place(state.programme, hosts))

    @property
    def list(self) -> TableList:
        return self.query_one(TableList)

    def on_descendant_focus(self) -> None:
        self.post_message(self.Asked(self.asked()))

    def on_descendant_blur(self) -> None:
        self.post_message(self.Asked(None))

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
