"""The 1:1 meetings as a list, as a grid of a day, and counted; what can be done with them."""

from datetime import date
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical

from planner.edits.meetings import confirm_meeting, place_meeting, to_next_slot
from planner.free_time import festival_days
from planner.meetings import meetings
from planner.phrases import N_, _, short_date
from planner.programme import Programme
from screens.details import activity_lines
from screens.meeting_flow import pick_people, plan_here, plan_meeting
from screens.meeting_grid import WIDTHS, Across, InHand, MeetingGrid, grid_layout, in_hand, table_of
from screens.meeting_matrix import MeetingMatrix
from screens.meeting_rows import meeting_layout, meeting_rows
from screens.meeting_tallies import tally_layout, tally_rows
from screens.state import State
from screens.visit_actions import ACTIONS, ActivityPane
from screens.widgets.action_line import ActionLine
from screens.widgets.chips import Chip, Chips
from screens.widgets.matrix_parts import Place
from screens.widgets.table_list import TableList
from screens.widgets.text_pane import NOTHING, TextPane

LIST, COUNT = "list", "count"
VIEWS: tuple[str, ...] = (LIST, *(across.name for across in Across), COUNT)
VIEW_NAMES = {LIST: N_("list"), COUNT: N_("who has how many")} | {a.name: a.value for a in Across}


class MeetingsPane(ActivityPane):
    """Who meets whom, when and at which table."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "create", N_("New meeting")),
        Binding("v", "view(1)", N_("List, grid")),
        Binding("s", "next_slot", N_("Next free slot")),
        Binding("c", "confirm", N_("Confirm")),
        Binding("left_square_bracket", "day(-1)", N_("Day before"), show=False, key_display="["),
        Binding("right_square_bracket", "day(1)", N_("Day after"), show=False, key_display="]"),
        Binding("escape", "put_back", N_("Put back"), show=False),
    ]

    def __init__(self) -> None:
        super().__init__(id="meetings-pane")
        self._list_layout = meeting_layout()
        self._grid_layouts = {free: grid_layout(tells_who_is_free=free) for free in (False, True)}
        self._tally_layout = tally_layout()
        self._view = LIST
        self._day: date | None = None
        self._hand: InHand | None = None
        self._asked: InHand | None = None  # the request under the cursor of their list
        self._grid: MeetingGrid | None = None

    def compose(self) -> ComposeResult:
        yield Chips(id="meeting-views")
        with Horizontal(classes="work"):
            with Vertical(id="meeting-lists"):
                yield TableList(
                    self._list_layout,
                    empty=_("No meetings yet. n makes one, space on a request below too."),
                    id="meetings",
                )
                yield MeetingMatrix(
                    self._grid_layouts[False],
                    widths=WIDTHS,
                    empty=_("Nothing to show: the festival has no days yet."),
                    id="meeting-grid",
                )
                yield TableList(
                    self._tally_layout,
                    empty=_("Nobody is invited yet: the People room (5) is where they come in."),
                    id="tallies",
                )
            yield TextPane(id="meeting-details", classes="side", can_focus=False)
        yield ActionLine(ACTIONS)

    # -- painting -------------------------------------------------------------------------

    @property
    def list(self) -> TableList:
        """What is in view."""
        names = {LIST: "#meetings", COUNT: "#tallies"}
        return self.query_one(names.get(self._view, "#meeting-grid"), TableList)

    @property
    def _matrix(self) -> MeetingMatrix:
        return self.query_one(MeetingMatrix)

    def show(self, state: State) -> None:
        """Paint ``state``; cursor and scroll stay."""
        for shown in self.query(TableList):
            shown.display = shown is self.list
        self.set_class(self._view != LIST, "-grid")
        self._show_chips(state.programme)
        if self._view == LIST:
            self.list.show_rows(meeting_rows(state, self._list_layout))
        elif self._view == COUNT:
            self.list.show_rows(tally_rows(state.programme, self._tally_layout))
        else:
            self._show_grid(state)
        self._show_details()

    def _show_grid(self, state: State) -> None:
        held = self._hand or self._asked
        across = Across[self._view]
        self._grid = grid = MeetingGrid(
            state,
            self._shown_day(state.programme),
            across,
            self._grid_layouts[held is not None],
            held,
        )
        self._matrix.table = grid.layout
        self._matrix.holding = self._hand is not None
        self._matrix.show_cells(
            grid.rows, grid.columns, grid.cell, head=grid.head, label=grid.label
        )

    def _shown_day(self, programme: Programme) -> date:
        """The chosen day, else that of the first meeting, else the festival's first."""
        days = self._days(programme)
        if self._day in days and self._day is not None:
            return self._day
        starts = (programme.start(meeting) for meeting in meetings(programme))
        first = next((start.date() for start in starts if start is not None), None)
        return first if first in days and first is not None else days[0]

    def _days(self, programme: Programme) -> tuple[date, ...]:
        return festival_days(programme) or programme.days

    def _show_chips(self, programme: Programme) -> None:
        chips = [Chip(view, _(VIEW_NAMES[view]), view == self._view) for view in VIEWS]
        if self._view not in (LIST, COUNT):
            day = self._shown_day(programme)
            chips += [Chip("before", "‹"), Chip("day", short_date(day)), Chip("after", "›")]
        if self._hand is not None:
            chips.append(Chip("back", _("in hand: space puts it down, escape back"), on=True))
        self.query_one("#meeting-views", Chips).show(chips)

    @on(TableList.Highlighted)
    @on(MeetingMatrix.Moved)
    def _show_details(self) -> None:
        meeting, state = self.current, self.planner.state
        details = self.query_one("#meeting-details", TextPane)
        if meeting is None or state is None:
            details.update(NOTHING)
        else:
            details.update(activity_lines(state, meeting.id), about=meeting.id)

    def select(self, meeting_id: str) -> None:
        """Put the cursor on a meeting."""
        if self._view == COUNT:
            self.set_view(LIST)
        programme = self.programme
        if self._view == LIST or programme is None:
            self.list.select(meeting_id)
            return
        start = programme.start(programme.activities[meeting_id])
        if start is None:
            self.set_view(LIST)
            self.list.select(meeting_id)
        else:
            self._day = start.date()
            self._repaint()
            self._go_to(meeting_id)

    def _go_to(self, meeting_id: str) -> None:
        """Put the cursor of the grid on the first cell of a meeting."""
        grid = self._grid
        if grid is None:
            return
        for column in grid.columns:
            for row in grid.rows:
                if meeting_id in {m.id for m in grid.meetings_at(row.key, column.id)}:
                    self._matrix.select_column(column.id)
                    self._matrix.select(row.key)
                    return

    def show_free_times(self, asked: InHand | None) -> None:
        """Mark in the grid when all of these people are free."""
        if asked != self._asked:
            self._asked = asked
            if self._view not in (LIST, COUNT):
                self._repaint()

    def _repaint(self) -> None:
        if self.planner.state is not None:
            self.show(self.planner.state)

    # -- views ----------------------------------------------------------------------------

    def set_view(self, view: str) -> None:
        """Show the list, one of the grids, or the counts; the meeting stays under the cursor."""
        had_focus, meeting_id = self.list.has_focus, self.current_id()
        self._view, self._hand = view, None
        self._repaint()
        if meeting_id is not None and view != COUNT:
            self.select(meeting_id)
        if had_focus:
            self.list.focus()

    def action_view(self, steps: int) -> None:
        """List, by table, by local actor, by delegation, counts."""
        self.set_view(VIEWS[(VIEWS.index(self._view) + steps) % len(VIEWS)])

    def action_day(self, days: int) -> None:
        """The festival day before or after, in the grids."""
        if self.programme is None:
            return
        choices = self._days(self.programme)
        here = choices.index(self._shown_day(self.programme))
        self._day = choices[(here + days) % len(choices)]
        self._repaint()

    @on(Chips.Pressed, "#meeting-views")
    def _chip_pressed(self, event: Chips.Pressed) -> None:
        match event.id:
            case "before":
                self.action_day(-1)
            case "day" | "after":
                self.action_day(1)
            case "back":
                self.action_put_back()
            case view:
                self.set_view(view)
                self.list.focus()

    # -- in the grid ----------------------------------------------------------------------

    def _meeting_at(self, row: str | None, column: str | None) -> str | None:
        if self._grid is None or row is None or column is None:
            return None
        found = self._grid.meetings_at(row, column)
        return found[-1].id if found else None

    @on(MeetingMatrix.Toggled)
    def _picked(self, event: MeetingMatrix.Toggled) -> None:
        """Pick up what is under the cursor, or put down what is in hand."""
        if self._hand is not None and self._hand.meeting_id is not None:
            meeting_id, self._hand = self._hand.meeting_id, None
            self._put(meeting_id, (event.row, event.column))
        elif self.programme is not None and (meeting := self.current) is not None:
            self._hand = in_hand(self.programme, meeting)
            self._repaint()

    @on(MeetingMatrix.Dragged)
    def _dragged(self, event: MeetingMatrix.Dragged) -> None:
        if (meeting_id := self._meeting_at(*event.origin)) is not None:
            self._put(meeting_id, event.target)

    def _put(self, meeting_id: str, place: Place) -> None:
        """Give a meeting the time of a row, and the table of a column where they are tables."""
        row, column = place
        programme, before = self.programme, self.planner.state
        if programme is None:
            return
        start = programme.clock.wall(int(row))
        table = table_of(column) if self._view == Across.TABLES.name else None
        self.planner.perform(lambda p: place_meeting(p, meeting_id, start, table))
        if self.planner.state is before:
            self._repaint()
        self._go_to(meeting_id)

    def action_put_back(self) -> None:
        """Leave what is in hand where it was."""
        if self._hand is not None:
            self._hand = None
            self._repaint()

    # -- edits ----------------------------------------------------------------------------

    def current_id(self) -> str | None:
        if self._view == COUNT:
            return None
        if self._view == LIST:
            return self.list.cursor_key
        return self._meeting_at(self._matrix.cursor_key, self._matrix.cursor_column)

    def action_confirm(self) -> None:
        self.change(confirm_meeting)

    def action_next_slot(self) -> None:
        """Move the meeting to the next time at which all of its people are free."""
        if (meeting := self.current) is not None:
            self.change(to_next_slot)
            self.select(meeting.id)

    @on(TableList.Opened)
    def _opened(self, event: TableList.Opened) -> None:
        if self._view == COUNT:
            programme = self.programme
            table = "host" if programme and event.key in programme.hosts else "delegation"
            self.planner.go_to(table, event.key)
        elif self.current is not None:
            self.action_edit()
        else:
            self._plan_here()

    @work
    async def _plan_here(self) -> None:
        """Choose a request for the blank cell under the cursor."""
        row, column = self._matrix.cursor_key, self._matrix.cursor_column
        if self.programme is None or row is None or column is None:
            return
        start = self.programme.clock.wall(int(row))
        table = table_of(column) if self._view == Across.TABLES.name else None
        person = None if table else column
        if made := await plan_here(self.planner, start, table, person):
            self.select(made)

    @work
    async def action_create(self) -> None:
        people = await pick_people(self.planner)
        if people and (made := await plan_meeting(self.planner, people)):
            self.select(made)
