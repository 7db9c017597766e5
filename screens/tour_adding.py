"""Adding to a tour day: the line for stops and presentations, and the list of places."""

from datetime import date

from textual import on

from planner.detours import best, place_after
from planner.edits import tours
from screens.tour_actions import TourActions
from screens.tour_quick import CircuitMode, QuickMode, StopMode, TalkMode
from screens.widgets.quick_line import QuickLine
from screens.widgets.table import RowTable


class TourAdding(TourActions):
    """What opens the line, what is entered in it, and what is chosen from the list of places."""

    def __init__(self) -> None:
        super().__init__()
        self._mode: QuickMode | None = None
        self.quick = QuickLine(id="quick")

    @property
    def is_on_list_of_days(self) -> bool:
        """Whether the cursor is in the upper list."""
        raise NotImplementedError

    @property
    def place_id(self) -> str | None:
        """The site, or activity of the tray, under the cursor of the list of places."""
        raise NotImplementedError

    def leave_line(self) -> None:
        """The line is closed: go back to the route."""
        raise NotImplementedError

    def action_create(self) -> None:
        """The line for new stops; on the list of days, whatever one may want to add."""
        if self.row is None:
            self._ask(CircuitMode(self.planner, self._date))
        elif self.day is None or self.is_on_list_of_days:
            self.action_create_other()
        else:
            self._ask(StopMode(self.planner, self.day.id))

    async def ask_circuit(self) -> None:
        self._ask(CircuitMode(self.planner, self._date))

    @property
    def _date(self) -> date:
        return self.planner.day or self.state.programme.days[0]

    def action_presentation(self) -> None:
        stop = self.talked_at
        if stop is not None:
            self._ask(TalkMode(self.planner, stop))

    def _ask(self, mode: QuickMode) -> None:
        self._mode = mode
        self.add_class("-asking")
        self.quick.open(mode.label, mode.placeholder, mode.suggest)

    def show_mode(self) -> None:
        """Where the next thing goes follows the cursor."""
        if self._mode is not None and self.quick.is_open:
            self.quick.relabel(self._mode.label)

    @on(QuickLine.Entered)
    def _entered(self, event: QuickLine.Entered) -> None:
        if self._mode is None:
            return
        after = self._mode.enter(event.meaning, event.text)
        if after is None:
            self.quick.close()
        else:
            self._ask(after)

    @on(QuickLine.Turned)
    def _turned(self) -> None:
        if self._mode is not None:
            self._mode = self._mode.turn()
            self.quick.relabel(self._mode.label)
            self.quick.suggest_by(self._mode.suggest)

    @on(QuickLine.Closed)
    def _line_closed(self) -> None:
        self._mode = None
        self.remove_class("-asking")
        self.leave_line()

    @on(RowTable.Chosen, "#places")
    def _add(self, event: RowTable.Chosen) -> None:
        self._add_place(event.row_id, at_best=True)

    def action_add_here(self) -> None:
        """Add the place under the cursor after the selected stop."""
        if self.place_id is not None:
            self._add_place(self.place_id, at_best=False)

    def _add_place(self, row_id: str, *, at_best: bool) -> None:
        day, programme = self.day, self.state.programme
        if day is None:
            return
        waiting = programme.activities.get(row_id)
        site_id = waiting.site_id if waiting else row_id
        place: int | None = None
        if not at_best:
            place = place_after(programme, day.id, self.planner.selected)
        elif site_id is not None:
            place = best(programme, day, site_id).place
        if waiting is not None:
            self.planner.perform(lambda p: tours.place_stop(p, day.id, row_id, place))
        else:
            self.planner.perform(lambda p: tours.add_stop(p, day.id, row_id, place))
