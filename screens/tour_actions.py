"""What the keys of the tour room do to the plan: order, times, stops, people, vehicles."""

from collections.abc import Callable
from typing import Protocol

from textual import work

from models.words import Kind
from planner.edits import activities as edits
from planner.edits import tours
from planner.edits.core import Edit
from planner.edits.routing import stops_of
from planner.entities import Activity, Tour, TourDay
from planner.phrases import Phrase
from planner.programme import Programme
from screens import flows, tour_flows
from screens.forms.specs import TOUR, TOUR_DAY
from screens.room import RoomScreen


class TourRow(Protocol):
    """The day in view: a circuit, and its day unless it has none yet."""

    @property
    def tour(self) -> Tour: ...

    @property
    def day(self) -> TourDay | None: ...


class TourActions(RoomScreen):
    """The room's edits; the room itself says which line and which day they are about."""

    @property
    def row(self) -> TourRow | None:
        raise NotImplementedError

    @property
    def activity(self) -> Activity | None:
        """The line under the cursor."""
        raise NotImplementedError

    @property
    def is_on_days(self) -> bool:
        """Whether the keys mean the day rather than a line of its route."""
        raise NotImplementedError

    async def ask_circuit(self) -> None:
        """Ask for the name and the day of a new circuit."""
        raise NotImplementedError

    @property
    def day(self) -> TourDay | None:
        return self.row.day if self.row else None

    @property
    def tour(self) -> Tour | None:
        return self.row.tour if self.row else None

    @property
    def stop(self) -> Activity | None:
        """The stop under the cursor, also when the cursor is on one of its parts."""
        activity = self.activity
        if activity is not None and activity.parent_id is not None:
            return self.state.programme.activities.get(activity.parent_id)
        return activity

    @property
    def visited(self) -> Activity | None:
        """The stop under the cursor, no transfer."""
        stop = self.stop
        return stop if stop is not None and stop.kind is not Kind.TRANSFER else None

    @property
    def talked_at(self) -> Activity | None:
        """The stop for a presentation; on a transfer that to which it leads, else the last one."""
        stop = self.stop
        if stop is None or stop.kind is not Kind.TRANSFER:
            return stop
        programme = self.state.programme
        stops, spans = stops_of(programme, stop.tour_day_id or ""), programme.spans
        here = spans.get(stop.id)
        later = [s for s in stops if here is None or spans[s.id].begin >= here.begin]
        return next(iter([*later, *reversed(stops)]), None)

    def _change(self, make: Callable[[Programme, str], Edit]) -> None:
        activity = self.activity
        if activity is not None:
            self.planner.selected = activity.id
            self.planner.perform(lambda programme: make(programme, activity.id))

    # -- order and times ------------------------------------------------------------------

    def action_reorder(self, places: int) -> None:
        activity = self.activity
        if activity is not None and activity.parent_id is not None:
            self._change(lambda p, i: edits.reorder_part(p, i, places))
        else:
            self._change(lambda p, i: tours.reorder_stop(p, i, places))

    def reorder_onto(self, row_id: str, onto_id: str) -> None:
        """Put a line where another one stands: a stop among stops, a part among its siblings."""
        programme = self.state.programme
        dragged, onto = (programme.activities.get(i) for i in (row_id, onto_id))
        if dragged is None or onto is None:
            return
        if dragged.parent_id is not None:
            ids = [part.id for part in programme.parts.get(dragged.parent_id, ())]
        else:
            ids = [stop.id for stop in stops_of(programme, dragged.tour_day_id or "")]
            onto_id = onto.parent_id or onto_id
        if row_id in ids:
            there = ids.index(onto_id) if onto_id in ids else self._near(dragged, onto, ids)
            places = there - ids.index(row_id)
            self.planner.selected = row_id
            move = edits.reorder_part if dragged.parent_id is not None else tours.reorder_stop
            self.planner.perform(lambda p: move(p, row_id, places))
        else:
            self.planner.say(Phrase("Transfers follow the stops: drag a stop instead."))

    def _near(self, dragged: Activity, onto: Activity, ids: list[str]) -> int:
        """The place that a transfer stands for: that of the stop to which it leads."""
        if dragged.parent_id is not None:
            return ids.index(dragged.id)
        spans = self.state.programme.spans
        before = [i for i in ids if i != dragged.id and spans[i].begin < spans[onto.id].begin]
        return len(before)

    def action_shift(self, minutes: int) -> None:
        self._change(lambda p, i: edits.shift(p, i, minutes))

    def action_shift_rest(self, minutes: int) -> None:
        self._change(lambda p, i: tours.shift_rest(p, i, minutes))

    def action_lengthen(self, minutes: int) -> None:
        self._change(lambda p, i: tours.lengthen(p, i, minutes))

    def action_pin(self) -> None:
        self._change(edits.toggle_pin)

    def action_retime(self) -> None:
        day = self.day
        if day is not None and self.planner.perform(lambda p: tours.retime(p, day.id)):
            self.planner.say(Phrase("All times follow from the order."))

    @work
    async def action_ripple(self) -> None:
        if self.activity is None:
            return
        minutes = await tour_flows.ask_minutes(self.planner)
        if minutes is not None:
            self._change(lambda p, i: tours.shift_rest(p, i, minutes))

    # -- stops ----------------------------------------------------------------------------

    def action_unplace(self) -> None:
        stop = self.stop
        if stop is not None and stop.kind is Kind.TRANSFER:
            self.planner.perform(lambda p: edits.move(p, stop.id, None))
        elif stop is not None:
            self.planner.perform(lambda p: tours.unplace_stop(p, stop.id))

    def action_lunch(self) -> None:
        stop = self.stop
        if stop is not None:
            self.planner.perform(lambda p: tours.add_lunch(p, stop.id))

    # -- dialogs --------------------------------------------------------------------------

    @work
    async def action_create_other(self) -> None:
        on_stop = None if self.is_on_days else self.visited
        await tour_flows.new_thing(self.planner, self.tour, self.day, on_stop, self.ask_circuit)

    @work
    async def action_edit(self) -> None:
        activity, day, tour = self.activity, self.day, self.tour
        if not self.is_on_days and activity is not None:
            await flows.revise(self.planner, activity)
        elif day is not None:
            await flows.revise(self.planner, day, TOUR_DAY)
        elif tour is not None:
            await flows.revise(self.planner, tour, TOUR)

    @work
    async def action_circuit(self) -> None:
        if self.tour is not None:
            await flows.revise(self.planner, self.tour, TOUR)

    @work
    async def action_delete(self) -> None:
        activity, tour = self.activity, self.tour
        if not self.is_on_days and activity is not None:
            await tour_flows.delete_on_the_road(self.planner, activity)
        elif tour is not None:
            await tour_flows.delete_day(self.planner, tour, self.day)

    @work
    async def action_people(self) -> None:
        activity = self.activity
        if activity is not None:
            await flows.people(self.planner, activity)

    @work
    async def action_vehicle(self) -> None:
        if self.tour is not None:
            await tour_flows.vehicles(self.planner, self.tour)

    @work
    async def action_on_board(self) -> None:
        from screens.boarding_dialog import BoardingDialog

        if self.state.programme.tours:
            tour_id = self.tour.id if self.tour else None
            await self.app.push_screen_wait(BoardingDialog(tour_id))
