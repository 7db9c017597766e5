"""The Board: one day as a timeline, the selected activity and its conflicts beside it."""

from collections.abc import Callable
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.dom import DOMNode
from textual.widgets import Static

from models.words import Kind
from planner.edits import activities as edits
from planner.edits.core import Edit, add, new_id
from planner.entities import Activity, Participation
from planner.phrases import N_, Phrase, _
from planner.programme import Programme, Span
from screens import board_keys, flows
from screens.board_dragging import Dragging
from screens.board_groups import Groups
from screens.board_panel import pending_lines
from screens.board_places import PlacesPane
from screens.board_remedies import Remedies
from screens.board_tray import Tray, TrayPane
from screens.board_views import BoardViews
from screens.details import activity_lines
from screens.state import State
from screens.text import literal
from screens.widgets.action_line import ActionLine
from screens.widgets.day_bar import DayBar
from screens.widgets.room_bar import RoomBar
from screens.widgets.text_pane import TextPane
from screens.widgets.timeline import Timeline


class BoardScreen(BoardViews, Dragging, Groups, Remedies, Tray):
    """One day of the whole programme."""

    ROOM = "board"
    CSS_PATH = "board.tcss"
    GUIDE = board_keys.GUIDE
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("e", "edit", N_("Edit"), show=False),
        Binding("a", "people", N_("Who")),
        Binding("x", "unplace", N_("To tray")),
        Binding("d,delete", "delete", N_("Delete")),
        Binding("p", "pin", N_("Pin"), show=False),
    ]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide"), (160, "-huge")]

    def compose_room(self) -> ComposeResult:
        yield DayBar()
        yield Static(id="notice")
        with Horizontal(id="work"):
            with Horizontal(id="picture"):
                yield PlacesPane()
                yield Timeline(id="timeline")
            with Vertical(id="side"):
                yield TextPane(id="details")
                yield ActionLine(board_keys.ACTIONS, id="actions")
                yield TrayPane()

    def on_mount(self) -> None:
        self.query_one(Timeline).focus()
        self.watch(self.app, "selected", self._selected_changed, init=False)

    # -- painting -------------------------------------------------------------------------

    def show(self, state: State) -> None:
        self.rebase()

    def repaint(self) -> None:
        state = self.seen
        if self._follow_draft(state.programme):
            return
        programme, timeline = state.programme, self.timeline
        columns = self.columns_shown(programme)
        timeline.show(programme, self.days_shown, columns, state.marks, moving=self._moving())
        if self.planner.selected and self.planner.selected != timeline.cursor_activity:
            timeline.select(self.planner.selected)
        self.query_one(RoomBar).state = state
        self.query_one(TrayPane).show(programme)
        self._show_details()

    def _follow_draft(self, programme: Programme) -> bool:
        """Show the day on which the draft puts its activity; True when that is another one."""
        span = programme.spans.get(self.pending.draft.activity_id) if self.pending else None
        day = programme.clock.day(span.begin) if span else self._day
        if day == self._day or day not in programme.days:
            return False
        self.planner.day = day
        return True

    @property
    def chosen(self) -> str | None:
        return self.query_one(Timeline).cursor_activity

    def _moving(self) -> dict[str, Span | None]:
        """What the draft moves, and where it comes from."""
        if self.pending is None:
            return self.marks_shown
        before, after = self.state.programme.spans, self.pending.knock_on.programme.spans
        changed = (change.id for change in self.pending.knock_on.edit.changes)
        return {i: before.get(i) for i in changed if i in after and before.get(i) != after[i]}

    def _selected_changed(self, activity_id: str | None) -> None:
        timeline = self.query_one(Timeline)
        if activity_id is not None and activity_id != timeline.cursor_activity:
            timeline.select(activity_id)

    def _show_details(self) -> None:
        details = self.query_one("#details", TextPane)
        state, activity_id = self.state, self.chosen
        if self.pending is not None:
            details.update(pending_lines(self.pending), about="pending")
        elif activity_id is not None and activity_id in state.programme.activities:
            details.update(activity_lines(state, activity_id), about=activity_id)
        elif state.programme.activities:
            details.update(literal(_("Free time. n makes an activity here.")))
        else:
            details.update(
                literal(
                    _(
                        "Nothing is planned yet. n makes an activity; "
                        "People (5) is where delegations are added."
                    )
                )
            )

    # -- going about ----------------------------------------------------------------------

    @on(Timeline.Highlighted)
    def _highlighted(self) -> None:
        """The cursor may be further on already than when the message was sent."""
        self.planner.selected = self.chosen
        if self.pending is not None and self.chosen != self.pending.draft.activity_id:
            self.settle()
        self._show_details()

    def before_action(self, action: str, node: DOMNode) -> None:
        """Say why nothing comes of what is for an activity, where the cursor is on none."""
        super().before_action(action, node)
        meant = self.subject if action == "best_places" else self.chosen
        if node is self and meant is None and action in board_keys.FOR_AN_ACTIVITY:
            self.planner.say(Phrase("Free time. n makes an activity here."))

    # -- edits ----------------------------------------------------------------------------

    def _activity(self) -> Activity | None:
        found = self.query_one(Timeline).cursor_activity
        return self.state.programme.activities.get(found or "")

    def _change(self, make: Callable[[Programme, str], Edit]) -> None:
        activity = self._activity()
        if activity is not None:
            self.planner.perform(lambda programme: make(programme, activity.id))

    def action_unplace(self) -> None:
        self._change(lambda programme, i: edits.move(programme, i, None))

    def action_pin(self) -> None:
        self._change(edits.toggle_pin)

    # -- forms ----------------------------------------------------------------------------

    @on(Timeline.CreateRequested)
    def _create_requested(self, event: Timeline.CreateRequested) -> None:
        self._create(event.column_id, event.instant)

    @work
    async def _create(self, column_id: str | None, instant: int | None) -> None:
        programme = self.state.programme
        start = programme.clock.wall(instant) if instant is not None else None
        row = Activity(new_id(), programme.edition.id, Kind.VISIT, "", start)
        if self.by_place and column_id in programme.sites:
            row = Activity(new_id(), programme.edition.id, Kind.VISIT, "", start, 60, column_id)
        made = await flows.create(self.planner, row)
        if made is None:
            return
        self.planner.go_to_activity(made.id)  # it may well be on another day
        if self.by_delegation and column_id in programme.delegations:
            taking_part = Participation(new_id(), made.id, column_id)
            self.planner.perform(lambda p: add(p, taking_part))

    @on(Timeline.Opened)
    def _opened(self) -> None:
        self.action_edit()

    @work
    async def action_edit(self) -> None:
        activity = self._activity()
        if activity is not None:
            await flows.revise(self.planner, activity)

    @work
    async def action_people(self) -> None:
        activity = self._activity()
        if activity is not None:
            await flows.people(self.planner, activity)

    @work
    async def action_delete(self) -> None:
        activity = self._activity()
        if activity is not None:
            await flows.delete(self.planner, activity)
