"""The Wake tour room: circuits and days, the route of a day, its map, what could be next."""

from dataclasses import replace
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widgets import Static

from planner.detours import place_after
from planner.entities import Activity
from planner.phrases import Phrase, _
from screens import tour_keys
from screens.candidate_rows import CANDIDATE_COLUMNS, CandidateRow, PlacesTable, candidate_rows
from screens.details import activity_lines
from screens.edges import no_day_beyond
from screens.state import State
from screens.text import literal
from screens.tour_adding import TourAdding
from screens.tour_rows import (
    BESIDE_COLUMNS,
    DAY_COLUMNS,
    STOP_COLUMNS,
    DayRow,
    day_rows,
    stop_rows,
    totals_text,
)
from screens.widgets.action_line import ActionLine
from screens.widgets.map_scene import scene
from screens.widgets.map_view import MapView
from screens.widgets.ordered_table import OrderedTable
from screens.widgets.row_pane import RowPane
from screens.widgets.table import RowTable
from screens.widgets.text_pane import NOTHING, TextPane

#: From so many columns the map is there without being asked for; two routes fit side by side.
WIDE, BESIDE = 170, 120


class TourScreen(TourAdding):
    """Circuits side by side, and the route of one of their days."""

    ROOM = "tour"
    PROPOSES = "tour"
    CSS_PATH = "tour.tcss"
    GUIDE = tour_keys.GUIDE
    BINDINGS: ClassVar[list[BindingType]] = tour_keys.BINDINGS
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-middle"), (WIDE, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (32, "-tall")]

    def __init__(self) -> None:
        super().__init__()
        self._rows: dict[str, DayRow] = {}
        self._day_id: str | None = None
        self._candidates: list[CandidateRow] = []
        self._wants_map: bool | None = None  # None: where there is room
        self.days = OrderedTable(DAY_COLUMNS, id="days")
        self.route = OrderedTable(STOP_COLUMNS, row_style=lambda row: row.style, id="route")
        self._other = OrderedTable(BESIDE_COLUMNS, row_style=lambda row: row.style, id="beside")
        self.places = PlacesTable(CANDIDATE_COLUMNS, id="places")
        self._map = MapView(id="map")

    def compose_room(self) -> ComposeResult:
        yield Static(literal(_(tour_keys.NO_TOUR)), id="no-tour", classes="empty")
        yield self.days
        yield Static(id="totals")
        yield self.quick
        with Horizontal(id="work"):
            yield RowPane(self.route, tour_keys.NO_STOP, id="route-pane")
            yield RowPane(self._other, tour_keys.NO_STOP, id="beside-pane")
            with Horizontal(id="side"):
                yield self._map
                yield RowPane(self.places, tour_keys.NO_SITE, id="places-pane")
                yield TextPane(id="details", can_focus=False)
        yield ActionLine(tour_keys.ACTIONS, id="actions")

    def on_mount(self) -> None:
        self.route.focus()

    def on_resize(self) -> None:
        self._lay_out()

    # -- painting -------------------------------------------------------------------------

    def show(self, state: State) -> None:
        rows = day_rows(state)
        self._rows = {row.id: row for row in rows}
        self.set_class(not rows, "-no-tour")
        self._choose_day(state)
        with self.prevent(RowTable.Highlighted):
            self.days.show(rows)
            if self._day_id is not None:
                self.days.select(self._day_id)
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
    def row(self) -> DayRow | None:
        return self._rows.get(self._day_id or "")

    @property
    def activity(self) -> Activity | None:
        return self.state.programme.activities.get(self.route.row_id or "")

    @property
    def is_on_days(self) -> bool:
        return self.is_on_list_of_days or self.activity is None

    @property
    def is_on_list_of_days(self) -> bool:
        return self.focused is self.days

    @property
    def place_id(self) -> str | None:
        return self.places.row_id

    def leave_line(self) -> None:
        self.route.focus()

    def _show_day(self) -> None:
        state, row = self.state, self.row
        self.query_one("#totals", Static).update(literal(totals_text(state, row) if row else ""))
        day = row.day if row else None
        self.query_one("#route-pane", RowPane).show(stop_rows(state, day) if day else [])
        if self.planner.selected is not None:
            self.route.select(self.planner.selected)
        self._show_side()
        self._show_details()
        self.show_mode()

    def _show_side(self) -> None:
        """The list of places or the map, and the other circuit: what is in view, nothing else."""
        state, day = self.state, self.day
        if self._sees_map:
            self._map.scene = scene(state.programme, self._day_id)
        else:
            self._candidates = candidate_rows(state, day, self.planner.selected) if day else []
            self.query_one("#places-pane", RowPane).show(self._candidates)
        if self.has_class("-beside"):
            other = self._other_day()
            pane = self.query_one("#beside-pane", RowPane)
            pane.border_title = literal(f"{other.date} · {other.tour.name}" if other else "")
            pane.show(stop_rows(state, other.day) if other and other.day else [])

    def _show_details(self) -> None:
        details = self.query_one("#details", TextPane)
        activity = self.activity
        if activity is not None:
            details.update(activity_lines(self.state, activity.id), about=activity.id)
        elif self.row is not None:
            subjects = {self.row.id, self.row.tour.id}
            found = [c for c in self.state.open_conflicts if c.subject in subjects]
            details.update(literal(" ".join(f"{c.severity.sign} {c.phrase}" for c in found)))
        else:
            details.update(NOTHING)
        self._map.selected = activity.id if activity else None

    def _places_follow(self) -> None:
        """The minutes that a place adds at the cursor, when the cursor has moved."""
        if self.day is not None and not self._sees_map:
            place = place_after(self.state.programme, self.day.id, self.planner.selected)
            if self._candidates and self._candidates[0].place != place:
                self._candidates = [replace(row, place=place) for row in self._candidates]
                self.query_one("#places-pane", RowPane).show(self._candidates)

    # -- panes ----------------------------------------------------------------------------

    @property
    def _sees_map(self) -> bool:
        return self.has_class("-map") and not self.has_class("-picking")

    def _lay_out(self) -> None:
        """Which panes there are at this size, and as somebody wished."""
        wide = self.app.size.width >= WIDE
        self.set_class(wide if self._wants_map is None else self._wants_map, "-map")
        if self.app.size.width < BESIDE:
            self.remove_class("-beside")
        if self.is_mounted and self.planner.state is not None:
            self._show_side()

    def action_map(self) -> None:
        """Show the map in place of the list of places, or that list again."""
        self._wants_map = not self._sees_map
        self.remove_class("-picking")
        self._lay_out()
        (self._map if self._sees_map else self.route).focus()

    @work
    async def action_whole_map(self) -> None:
        from screens.tour_map import MapScreen

        day_id = await self.app.push_screen_wait(MapScreen(self._day_id))
        if day_id in self._rows:
            self._day_id = day_id
        self.show(self.state)
        self.route.focus()

    @on(MapView.Opened)
    def _map_opened(self) -> None:
        self.action_whole_map()

    @on(MapView.Selected)
    def _selected_on_map(self, event: MapView.Selected) -> None:
        self.planner.selected = event.activity_id
        if event.day_id != self._day_id:
            self.days.select(event.day_id)
        self.route.select(event.activity_id)

    def _other_day(self) -> DayRow | None:
        """The next circuit on the same date."""
        day = self.day
        same = [r for r in self._rows.values() if r.day and day and r.day.day == day.day]
        ids = [r.id for r in same]
        if self._day_id not in ids or len(ids) < 2:
            return None
        return same[(ids.index(self._day_id) + 1) % len(ids)]

    def action_beside(self) -> None:
        """The other circuit of the date: beside this one where it fits, else in its place."""
        other = self._other_day()
        if other is None:
            self.planner.say(Phrase("No other circuit runs on this date."))
        elif self.app.size.width < BESIDE:
            self.days.select(other.id)
        else:
            self.toggle_class("-beside")
            self._show_side()
            self.route.focus()

    @on(RowTable.Chosen, "#beside")
    def _chosen_beside(self, event: RowTable.Chosen) -> None:
        other = self._other_day()
        if other is not None:
            self.planner.selected = event.row_id
            self.days.select(other.id)
            self.route.select(event.row_id)
            self.route.focus()

    def action_candidates(self) -> None:
        self.add_class("-picking")
        self._show_side()
        self.places.focus()

    def action_route(self) -> None:
        self.remove_class("-picking")
        self._lay_out()
        self.route.focus()

    # -- going about ----------------------------------------------------------------------

    @on(RowTable.Highlighted, "#days")
    def _day_highlighted(self, event: RowTable.Highlighted) -> None:
        if event.row_id is None or event.row_id == self._day_id:
            return
        self._day_id = event.row_id
        if self.day is not None:
            self.planner.day = self.day.day
        selected = self.state.programme.activities.get(self.planner.selected or "")
        if selected is None or selected.tour_day_id != self._day_id:
            self.planner.selected = None
            self.route.move_cursor(row=0)
        self._show_day()
        self.places.move_cursor(row=0)

    @on(RowTable.Highlighted, "#route")
    def _stop_highlighted(self, event: RowTable.Highlighted) -> None:
        if event.row_id is not None:
            self.planner.selected = event.row_id
        self._places_follow()
        self._show_details()
        self.show_mode()

    def action_day(self, days: int) -> None:
        ids = list(self._rows)
        if self._day_id in ids:
            there = ids.index(self._day_id) + days
            if 0 <= there < len(ids):
                self.days.select(ids[there])
            else:
                self.planner.say(no_day_beyond(days))

    @on(RowTable.Chosen, "#route")
    @on(RowTable.Chosen, "#days")
    def _opened(self) -> None:
        self.action_edit()

    @on(OrderedTable.Dropped, "#route")
    def _dropped(self, event: OrderedTable.Dropped) -> None:
        self.reorder_onto(event.row_id, event.onto_id)
