"""The Wake tour room: circuits and days, the route of a day, and what could be the next stop."""

from collections.abc import Callable
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Static

from models.words import Kind
from planner.edits import activities as edits
from planner.edits import tours
from planner.edits.core import Edit
from planner.entities import Activity, Tour, TourDay
from planner.phrases import Phrase, _
from planner.programme import Programme
from screens import flows, tour_flows, tour_keys
from screens.candidate_rows import CANDIDATE_COLUMNS, PlacesTable, candidate_rows
from screens.details import activity_lines
from screens.forms.specs import TOUR, TOUR_DAY
from screens.room import RoomScreen
from screens.state import State
from screens.text import literal
from screens.tour_rows import (
    DAY_COLUMNS,
    STOP_COLUMNS,
    DayRow,
    day_rows,
    stop_rows,
    totals_text,
)
from screens.widgets.action_line import ActionLine
from screens.widgets.ordered_table import OrderedTable
from screens.widgets.row_pane import RowPane
from screens.widgets.table import RowTable


class TourScreen(RoomScreen):
    """Circuits side by side, and the route of one of their days."""

    ROOM = "tour"
    CSS_PATH = "tour.tcss"
    GUIDE = tour_keys.GUIDE
    BINDINGS: ClassVar[list[BindingType]] = tour_keys.BINDINGS
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-middle"), (170, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (32, "-tall")]

    def __init__(self) -> None:
        super().__init__()
        self._rows: dict[str, DayRow] = {}
        self._day_id: str | None = None
        self._days = OrderedTable(DAY_COLUMNS, id="days")
        self._route = OrderedTable(STOP_COLUMNS, row_style=lambda row: row.style, id="route")
        self._places = PlacesTable(CANDIDATE_COLUMNS, id="places")

    def compose_room(self) -> ComposeResult:
        yield Static(literal(_(tour_keys.NO_TOUR)), id="no-tour", classes="empty")
        yield self._days
        yield Static(id="totals")
        with Horizontal(id="work"):
            yield RowPane(self._route, tour_keys.NO_STOP, id="route-pane")
            with Horizontal(id="side"):
                yield RowPane(self._places, tour_keys.NO_SITE, id="places-pane")
                with VerticalScroll(id="details-scroll", can_focus=False):
                    yield Static(id="details")
        yield ActionLine(tour_keys.ACTIONS, id="actions")

    def on_mount(self) -> None:
        self._route.focus()

    # -- painting -------------------------------------------------------------------------

    def show(self, state: State) -> None:
        rows = day_rows(state)
        self._rows = {row.id: row for row in rows}
        self.set_class(not rows, "-no-tour")
        self._choose_day(state)
        with self.prevent(RowTable.Highlighted):
            self._days.show(rows)
            if self._day_id is not None:
                self._days.select(self._day_id)
        self._show_day()

    def _choose_day(self, state: State) -> None:
        """The day that somebody asked for, the one in view, or the first one that fits."""
        programme, wanted = state.programme, self.planner.wanted
        if wanted is not None and wanted[0] in ("tour", "tour_day"):
            self.planner.wanted = None
            days = programme.days_of_tour.get(wanted[1], ())
            self._day_id = days[0].id if days else wanted[1]
        if self._day_id in self._rows:
            return
        selected = programme.activities.get(self.planner.selected or "")
        same_date = [r.id for r in self._rows.values() if r.day and r.day.day == self.planner.day]
        candidates = [selected.tour_day_id if selected else None, *same_date, *self._rows]
        self._day_id = next((c for c in candidates if c in self._rows), None)

    @property
    def _row(self) -> DayRow | None:
        return self._rows.get(self._day_id or "")

    @property
    def _day(self) -> TourDay | None:
        return self._row.day if self._row else None

    @property
    def _tour(self) -> Tour | None:
        return self._row.tour if self._row else None

    def _show_day(self) -> None:
        state, row = self.state, self._row
        self.query_one("#totals", Static).update(literal(totals_text(state, row) if row else ""))
        day = row.day if row else None
        self.query_one("#route-pane", RowPane).show(stop_rows(state, day) if day else [])
        self.query_one("#places-pane", RowPane).show(candidate_rows(state, day) if day else [])
        if self.planner.selected is not None:
            self._route.select(self.planner.selected)
        self._show_details()

    def _show_details(self) -> None:
        details = self.query_one("#details", Static)
        activity = self._activity()
        if activity is not None:
            details.update(activity_lines(self.state, activity.id))
        elif self._row is not None:
            subjects = {self._row.id, self._row.tour.id}
            found = [c for c in self.state.open_conflicts if c.subject in subjects]
            details.update(literal(" ".join(f"{c.severity.sign} {c.phrase}" for c in found)))
        else:
            details.update("")

    # -- going about ----------------------------------------------------------------------

    @on(RowTable.Highlighted, "#days")
    def _day_highlighted(self, event: RowTable.Highlighted) -> None:
        if event.row_id is None or event.row_id == self._day_id:
            return
        self._day_id = event.row_id
        if self._day is not None:
            self.planner.day = self._day.day
        self.planner.selected = None
        self._show_day()
        self._route.move_cursor(row=0)
        self._places.move_cursor(row=0)

    @on(RowTable.Highlighted, "#route")
    def _stop_highlighted(self, event: RowTable.Highlighted) -> None:
        if event.row_id is not None:
            self.planner.selected = event.row_id
        self._show_details()

    def action_day(self, days: int) -> None:
        ids = list(self._rows)
        if self._day_id in ids:
            there = min(max(ids.index(self._day_id) + days, 0), len(ids) - 1)
            self._days.select(ids[there])

    def action_candidates(self) -> None:
        self.add_class("-picking")
        self._places.focus()

    def action_route(self) -> None:
        self.remove_class("-picking")
        self._route.focus()

    # -- edits ----------------------------------------------------------------------------

    def _activity(self) -> Activity | None:
        return self.state.programme.activities.get(self._route.row_id or "")

    def _stop(self) -> Activity | None:
        """The stop under the cursor, also when the cursor is on one of its parts."""
        activity = self._activity()
        if activity is not None and activity.parent_id is not None:
            return self.state.programme.activities.get(activity.parent_id)
        return activity

    def _change(self, make: Callable[[Programme, str], Edit]) -> None:
        activity = self._activity()
        if activity is not None:
            self.planner.selected = activity.id
            self.planner.perform(lambda programme: make(programme, activity.id))

    def action_reorder(self, places: int) -> None:
        activity = self._activity()
        if activity is not None and activity.parent_id is not None:
            self._change(lambda p, i: edits.reorder_part(p, i, places))
        else:
            self._change(lambda p, i: tours.reorder_stop(p, i, places))

    def action_shift(self, minutes: int) -> None:
        self._change(lambda p, i: edits.shift(p, i, minutes))

    def action_shift_rest(self, minutes: int) -> None:
        self._change(lambda p, i: tours.shift_rest(p, i, minutes))

    def action_lengthen(self, minutes: int) -> None:
        self._change(lambda p, i: tours.lengthen(p, i, minutes))

    def action_pin(self) -> None:
        self._change(edits.toggle_pin)

    def action_unplace(self) -> None:
        stop = self._stop()
        if stop is not None and stop.kind is Kind.TRANSFER:
            self.planner.perform(lambda p: edits.move(p, stop.id, None))
        elif stop is not None:
            self.planner.perform(lambda p: tours.unplace_stop(p, stop.id))

    def action_lunch(self) -> None:
        stop = self._stop()
        if stop is not None:
            self.planner.perform(lambda p: tours.add_lunch(p, stop.id))

    def action_retime(self) -> None:
        day = self._day
        if day is not None and self.planner.perform(lambda p: tours.retime(p, day.id)):
            self.planner.say(Phrase("All times follow from the order."))

    @on(RowTable.Chosen, "#places")
    def _add(self, event: RowTable.Chosen) -> None:
        day = self._day
        if day is None:
            return
        if event.row_id in self.state.programme.activities:
            self.planner.perform(lambda p: tours.place_stop(p, day.id, event.row_id))
        else:
            self.planner.perform(lambda p: tours.add_stop(p, day.id, event.row_id))

    # -- dialogs --------------------------------------------------------------------------

    @on(RowTable.Chosen, "#route")
    @on(RowTable.Chosen, "#days")
    def _opened(self) -> None:
        self.action_edit()

    @property
    def _on_days(self) -> bool:
        return self.focused is self._days or self._activity() is None

    @work
    async def action_create(self) -> None:
        stop = None if self._on_days else self._stop()
        on_stop = stop if stop is not None and stop.kind is not Kind.TRANSFER else None
        await tour_flows.new_thing(self.planner, self._tour, self._day, on_stop)

    @work
    async def action_edit(self) -> None:
        activity, day, tour = self._activity(), self._day, self._tour
        if not self._on_days and activity is not None:
            await flows.revise(self.planner, activity)
        elif day is not None:
            await flows.revise(self.planner, day, TOUR_DAY)
        elif tour is not None:
            await flows.revise(self.planner, tour, TOUR)

    @work
    async def action_circuit(self) -> None:
        if self._tour is not None:
            await flows.revise(self.planner, self._tour, TOUR)

    @work
    async def action_delete(self) -> None:
        activity, tour = self._activity(), self._tour
        if not self._on_days and activity is not None:
            await tour_flows.delete_on_the_road(self.planner, activity)
        elif tour is not None:
            await tour_flows.delete_day(self.planner, tour, self._day)

    @work
    async def action_presentation(self) -> None:
        stop = self._stop()
        if stop is not None and stop.kind is not Kind.TRANSFER:
            await tour_flows.new_presentation(self.planner, stop)

    @work
    async def action_people(self) -> None:
        activity = self._activity()
        if activity is not None:
            await flows.people(self.planner, activity)

    @work
    async def action_vehicle(self) -> None:
        if self._tour is not None:
            await tour_flows.vehicles(self.planner, self._tour)

    @work
    async def action_on_board(self) -> None:
        from screens.boarding_dialog import BoardingDialog

        if self.state.programme.tours:
            tour_id = self._tour.id if self._tour else None
            await self.app.push_screen_wait(BoardingDialog(tour_id))

    @work
    async def action_ripple(self) -> None:
        if self._activity() is None:
            return
        minutes = await tour_flows.ask_minutes(self.planner)
        if minutes is not None:
            self._change(lambda p, i: tours.shift_rest(p, i, minutes))
