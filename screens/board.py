"""The Board: one day as a timeline, the selected activity and its conflicts beside it."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from models.words import Kind
from planner.edits import activities as edits
from planner.edits.core import Edit, add, new_id
from planner.entities import Activity, Participation
from planner.phrases import N_, Phrase, _, plural
from planner.programme import Programme
from screens import flows
from screens.details import activity_lines
from screens.dialogs import Ask
from screens.room import RoomScreen
from screens.state import State
from screens.text import literal
from screens.widgets import timeline_columns as columns
from screens.widgets.day_bar import DayBar
from screens.widgets.timeline import Timeline

#: How the columns can be arranged: name and how they are made.
VIEWS: tuple[tuple[str, Callable[[Programme, date], tuple[columns.Column, ...]]], ...] = (
    (N_("by delegation"), columns.columns_by_delegation),
    (N_("by place"), columns.columns_by_site),
    (N_("by host"), columns.columns_by_host),
    (N_("by vehicle"), columns.columns_by_vehicle),
)


class BoardScreen(RoomScreen):
    """One day of the whole programme."""

    ROOM = "board"
    CSS_PATH = "board.tcss"
    GUIDE = (
        N_("Arrow keys or hjkl go from activity to activity, [ and ] from day to day."),
        N_(
            "J and K move the activity later or earlier by 5 minutes, L and H make it longer or "
            "shorter. With the mouse: drag it, or drag its lower edge."
        ),
        N_(
            "n makes an activity where the cursor is, enter opens it, d removes it, "
            "a chooses who takes part."
        ),
        N_(
            "x puts an activity into the tray of unplaced ones; enter on a line of the tray "
            "places it where the cursor is."
        ),
        N_(
            "p pins its time, c copies it, r shifts it and the rest of the day, "
            "w on two activities swaps their times."
        ),
        N_("v shows the day by delegation, place, host or vehicle; + and - zoom."),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("e", "edit", N_("Edit"), show=False),
        Binding("J", "shift(5)", N_("Later"), key_display="J"),
        Binding("K", "shift(-5)", N_("Earlier"), key_display="K"),
        Binding("L", "resize(5)", N_("Longer"), key_display="L"),
        Binding("H", "resize(-5)", N_("Shorter"), key_display="H"),
        Binding("a", "people", N_("Who")),
        Binding("x", "unplace", N_("To tray")),
        Binding("d,delete", "delete", N_("Delete")),
        Binding("left_square_bracket", "day(-1)", N_("Day before"), key_display="["),
        Binding("right_square_bracket", "day(1)", N_("Day after"), key_display="]"),
        Binding("v", "view", N_("View")),
        Binding("p", "pin", N_("Pin"), show=False),
        Binding("c", "copy", N_("Copy"), show=False),
        Binding("r", "ripple", N_("Shift rest of day"), show=False),
        Binding("w", "swap", N_("Swap"), show=False),
        Binding("t", "tray", N_("Tray"), show=False),
    ]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]

    def __init__(self) -> None:
        super().__init__()
        self._view = 0
        self._swapping: str | None = None
        self._tray: tuple[Activity, ...] | None = None

    def compose_room(self) -> ComposeResult:
        yield DayBar()
        with Horizontal(id="work"):
            yield Timeline(id="timeline")
            with Vertical(id="side"):
                with VerticalScroll(id="details-scroll", can_focus=False):
                    yield Static(id="details")
                yield Static(id="tray-title")
                yield OptionList(id="tray")

    def on_mount(self) -> None:
        self.query_one(Timeline).focus()
        self.watch(self.app, "day", self._day_changed, init=False)
        self.watch(self.app, "selected", self._selected_changed, init=False)

    # -- painting -------------------------------------------------------------------------

    def show(self, state: State) -> None:
        programme, day = state.programme, self._day
        bar = self.query_one(DayBar)
        bar.days, bar.day = programme.days, day
        name, make = VIEWS[self._view]
        timeline = self.query_one(Timeline)
        timeline.border_subtitle = _(name) if self._view else ""
        timeline.show(programme, day, make(programme, day), state.marks)
        if self.planner.selected and self.planner.selected != timeline.cursor_activity:
            timeline.select(self.planner.selected)
        self._show_tray(programme)
        self._show_details()

    @property
    def _day(self) -> date:
        programme = self.state.programme
        return self.planner.day if self.planner.day in programme.days else programme.days[0]

    def _day_changed(self) -> None:
        if self.planner.state is not None and self in self.app.screen_stack:
            self.show(self.state)

    def _selected_changed(self, activity_id: str | None) -> None:
        timeline = self.query_one(Timeline)
        if activity_id is not None and activity_id != timeline.cursor_activity:
            timeline.select(activity_id)

    def _show_details(self) -> None:
        state = self.state
        activity_id = self.query_one(Timeline).cursor_activity
        details = self.query_one("#details", Static)
        if activity_id is not None and activity_id in state.programme.activities:
            lines = activity_lines(state, activity_id)
            # A layout costs as much as the rest of a keystroke: only when the height changes.
            least = self.query_one("#details-scroll").size.height
            height = max(len(lines.wrap(max(details.size.width, 1))), least)
            details.update(lines, layout=height != details.size.height)
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

    def _show_tray(self, programme: Programme) -> None:
        if programme.unplaced == self._tray:
            return
        self._tray = programme.unplaced
        tray = self.query_one("#tray", OptionList)
        here = tray.highlighted
        title = plural("Tray: {n} unplaced", "Tray: {n} unplaced", len(programme.unplaced))
        self.query_one("#tray-title", Static).update(literal(str(title)))
        self.set_class(not programme.unplaced, "-empty-tray")
        tray.clear_options()
        tray.add_options(
            Option(literal(f"{a.title or _('(no title)')} ({a.minutes} min)"), id=a.id)
            for a in programme.unplaced
        )
        if here is not None and programme.unplaced:
            tray.highlighted = min(here, len(programme.unplaced) - 1)

    # -- going about ----------------------------------------------------------------------

    @on(Timeline.Highlighted)
    def _highlighted(self, event: Timeline.Highlighted) -> None:
        self.planner.selected = event.activity_id
        self._show_details()

    @on(DayBar.Chosen)
    def _day_chosen(self, event: DayBar.Chosen) -> None:
        self.planner.day = event.day

    def action_day(self, days: int) -> None:
        wanted = self._day + timedelta(days=days)
        if wanted in self.state.programme.days:
            self.planner.selected = None
            self.planner.day = wanted

    def action_view(self) -> None:
        self._view = (self._view + 1) % len(VIEWS)
        self.show(self.state)

    def action_tray(self) -> None:
        if self.state.programme.unplaced:
            self.query_one("#tray").focus()

    # -- edits ----------------------------------------------------------------------------

    def _activity(self) -> Activity | None:
        found = self.query_one(Timeline).cursor_activity
        return self.state.programme.activities.get(found or "")

    def _change(self, make: Callable[[Programme, str], Edit]) -> None:
        activity = self._activity()
        if activity is not None:
            self.planner.perform(lambda programme: make(programme, activity.id))

    def action_shift(self, minutes: int) -> None:
        self._change(lambda programme, i: edits.shift(programme, i, minutes))

    def action_resize(self, minutes: int) -> None:
        activity = self._activity()
        if activity is not None and activity.minutes + minutes > 0:
            self._change(
                lambda programme, i: edits.resize(programme, i, activity.minutes + minutes)
            )

    def action_unplace(self) -> None:
        self._change(lambda programme, i: edits.move(programme, i, None))

    def action_pin(self) -> None:
        self._change(edits.toggle_pin)

    def action_copy(self) -> None:
        self._change(edits.copy)
        self.planner.say(Phrase("The copy is in the tray."))

    def action_swap(self) -> None:
        activity = self._activity()
        if activity is None:
            return
        first, self._swapping = self._swapping, None
        if first is None or first not in self.state.programme.activities:
            self._swapping = activity.id
            self.planner.say(
                Phrase("Go to another activity and press w: the two swap their times.")
            )
        elif first != activity.id:
            self.planner.perform(lambda programme: edits.swap(programme, first, activity.id))

    @on(Timeline.MoveRequested)
    def _moved(self, event: Timeline.MoveRequested) -> None:
        start = self.state.programme.clock.wall(event.begin)
        self.planner.perform(lambda programme: edits.move(programme, event.activity_id, start))

    @on(Timeline.ResizeRequested)
    def _resized(self, event: Timeline.ResizeRequested) -> None:
        self.planner.perform(
            lambda programme: edits.resize(programme, event.activity_id, event.minutes)
        )

    @on(OptionList.OptionSelected, "#tray")
    def _place(self, event: OptionList.OptionSelected) -> None:
        timeline = self.query_one(Timeline)
        activity_id, instant = event.option_id, timeline.cursor_instant
        if activity_id is None or instant is None:
            return
        start = self.state.programme.clock.wall(instant)
        self.planner.selected = activity_id
        self.planner.perform(lambda programme: edits.move(programme, activity_id, start))
        timeline.focus()

    @work
    async def action_ripple(self) -> None:
        activity = self._activity()
        if activity is None:
            return
        answer = await self.app.push_screen_wait(
            Ask(_("Shift this and the rest of the day by how many minutes? (-15: earlier)"), "15")
        )
        if answer is None:
            return
        try:
            minutes = int(answer)
        except ValueError:
            self.planner.say(Phrase("“{text}” is not a number of minutes.", text=answer))
            return
        self.planner.perform(lambda programme: edits.ripple(programme, activity.id, minutes))

    # -- forms ----------------------------------------------------------------------------

    @on(Timeline.CreateRequested)
    def _create_requested(self, event: Timeline.CreateRequested) -> None:
        self._create(event.column_id, event.instant)

    @work
    async def _create(self, column_id: str | None, instant: int | None) -> None:
        programme = self.state.programme
        start = programme.clock.wall(instant) if instant is not None else None
        row = Activity(new_id(), programme.edition.id, Kind.VISIT, "", start)
        if self._view == 1 and column_id in programme.sites:
            row = Activity(new_id(), programme.edition.id, Kind.VISIT, "", start, 60, column_id)
        made = await flows.create(self.planner, row)
        if made is None:
            return
        self.planner.selected = made.id
        if self._view == 0 and column_id in programme.delegations:
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
