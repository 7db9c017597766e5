"""The KIKK visits room: who goes to what at the festival, and the 1:1 meetings."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import ContentSwitcher

from planner.meetings import meetings, requests
from planner.phrases import N_, _
from screens.meetings_pane import MeetingsPane
from screens.requests_pane import RequestsPane
from screens.room import RoomScreen
from screens.state import State
from screens.visit_filter import items_of
from screens.visits_pane import VisitsPane
from screens.widgets.chips import Chip, Chips

ITEMS, MEETINGS = "items", "meetings-tab"


class VisitsScreen(RoomScreen):
    """Festival items in a matrix with the delegations; meetings and requests in lists."""

    ROOM = "visits"
    CSS_PATH = "visits.tcss"
    GUIDE = (
        N_("m goes from the festival's items to the meetings and back."),
        N_(
            "Space, or a click on a cell, puts a whole delegation on an item or takes it off; A"
            " puts all on it that are free then. a says who exactly takes part."
        ),
        N_("w makes an item a wish of the delegation: 1 must, 2 would like, 3 nice to have, none."),
        N_(
            "[ and ] choose the day, g one delegation, c the cities of one field, f filters by"
            " words, o shows only what is wished, free or taken; escape shows everything."
        ),
        N_(
            "s orders the items of a day, S the delegations, t turns the matrix round. Below each"
            " name stand the items taken and, with a ☆, the wishes still open."
        ),
        N_(
            "× means busy at that time, ~ that somebody of the delegation is, » that the way to or"
            " from it is too long, – that it is not there: the cell's details say what it is."
        ),
        N_(
            "Meetings: n makes one, s moves it to the next time at which all its people are free,"
            " c confirms it. v shows the day by table, by local actor, by delegation, and who has"
            " how many."
        ),
        N_(
            "In these grids space picks a meeting up and puts it down, + marks where everybody is"
            " free; the mouse drags it. Enter on a blank cell plans a request there."
        ),
        N_(
            "tab goes to the requests: space plans one in the first free slot, P all of them, enter"
            " lets you choose who comes and when."
        ),
        N_(
            "i takes the festival's programme, wishes and requests from a file, after a look at it."
        ),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("m", "tab", N_("Meetings/items")),
        Binding("i", "import", N_("Import"), show=False),
        Binding("ctrl+g", "propose", N_("Propose"), show=False, key_display="^g"),
    ]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-medium"), (160, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (32, "-high")]

    @property
    def proposes(self) -> str:
        """Visits or meetings, as is in view."""
        return "visits" if self._tab == ITEMS else "meetings"

    def compose_room(self) -> ComposeResult:
        yield Chips(id="tabs")
        with ContentSwitcher(initial=ITEMS, id="switcher"):
            yield VisitsPane()
            with Vertical(id=MEETINGS):
                yield MeetingsPane()
                yield RequestsPane()

    def on_mount(self) -> None:
        self.query_one("#matrix").focus()

    def show(self, state: State) -> None:
        self._show_tabs(state)
        if self._tab == ITEMS:
            self.query_one(VisitsPane).show(state)
        else:
            self.query_one(MeetingsPane).show(state)
            self.query_one(RequestsPane).show(state)

    @property
    def _tab(self) -> str:
        return self.query_one(ContentSwitcher).current or ITEMS

    def _show_tabs(self, state: State) -> None:
        programme = state.programme
        waiting = sum(r.meeting is None for r in requests(programme))
        items = _("Festival items ({n})").format(n=len(items_of(programme)))
        met = _("Meetings ({n}, {waiting} asked for)").format(
            n=len(meetings(programme)), waiting=waiting
        )
        self.query_one("#tabs", Chips).show(
            (Chip(ITEMS, items, self._tab == ITEMS), Chip(MEETINGS, met, self._tab == MEETINGS))
        )

    def action_tab(self) -> None:
        """To the meetings, or back to the festival's items."""
        self._go_to_tab(MEETINGS if self._tab == ITEMS else ITEMS)

    @on(Chips.Pressed, "#tabs")
    def _tab_pressed(self, event: Chips.Pressed) -> None:
        self._go_to_tab(event.id)

    def _go_to_tab(self, tab: str) -> None:
        self.query_one(ContentSwitcher).current = tab
        if self.planner.state is not None:
            self.show(self.planner.state)
        shown = self.query_one("#matrix") if tab == ITEMS else self.query_one(MeetingsPane).list
        shown.focus()

    @on(RequestsPane.Met)
    def _met(self, event: RequestsPane.Met) -> None:
        pane = self.query_one(MeetingsPane)
        pane.select(event.meeting_id)
        pane.list.focus()

    @on(RequestsPane.Asked)
    def _asked(self, event: RequestsPane.Asked) -> None:
        self.query_one(MeetingsPane).show_free_times(event.asked)
