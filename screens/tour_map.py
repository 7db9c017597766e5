"""The map of the tour days on the whole screen."""

from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from planner.phrases import N_
from screens.dialog import Answered
from screens.edges import no_day_beyond
from screens.state import State
from screens.widgets.action_line import Action, ActionLine
from screens.widgets.key_bar import KeyBar
from screens.widgets.map_scene import scene
from screens.widgets.map_view import MapView

if TYPE_CHECKING:
    from screens.app import PlannerApp

ACTIONS = (
    Action(N_("closer"), "on_map('zoom(1)')", "+"),
    Action(N_("farther"), "on_map('zoom(-1)')", "-"),
    Action(N_("whole route"), "on_map('fit')", "0"),
    Action(N_("stop before"), "on_map('stop(-1)')", "k"),
    Action(N_("next stop"), "on_map('stop(1)')", "j"),
    Action(N_("day before"), "day(-1)", "["),
    Action(N_("day after"), "day(1)", "]"),
    Action(N_("this day only"), "on_map('only')", "o"),
    Action(N_("back to the list"), "close", "esc"),
)


class MapScreen(Answered[str | None]):
    """Dismissed with the tour day that was in view."""

    DEFAULT_CSS = "MapScreen MapView { height: 1fr; width: 1fr; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,m,M", "close", N_("Back to the list"), key_display="esc"),
        Binding("left_square_bracket", "day(-1)", N_("Day before"), key_display="["),
        Binding("right_square_bracket", "day(1)", N_("Day after"), key_display="]"),
        Binding("u", "app.undo", N_("Undo"), show=False),
        Binding("question_mark", "app.help", N_("Help"), key_display="?"),
    ]

    def __init__(self, day_id: str | None) -> None:
        super().__init__()
        self._day_id = day_id
        self._map = MapView(id="map")

    @property
    def _planner(self) -> "PlannerApp":
        return cast("PlannerApp", self.app)

    def compose(self) -> ComposeResult:
        yield self._map
        yield ActionLine(ACTIONS, id="actions")
        yield KeyBar()

    def on_mount(self) -> None:
        self._map.selected = self._planner.selected
        self.watch(self.app, "state", self._show)
        self._map.focus()

    def _show(self, state: State | None) -> None:
        if state is not None:
            self._map.scene = scene(state.programme, self._day_id)

    @on(MapView.Selected)
    def _selected(self, event: MapView.Selected) -> None:
        self._planner.selected = event.activity_id
        if event.day_id != self._day_id:
            self._day_id = event.day_id
            self._show(self._planner.state)

    @on(MapView.Opened)
    def action_close(self) -> None:
        self.dismiss(self._day_id)

    def action_day(self, step: int) -> None:
        """Another day of the tours."""
        ids = [route.day_id for route in self._map.scene.routes]
        if self._day_id in ids:
            there = ids.index(self._day_id) + step
            if not 0 <= there < len(ids):
                self._planner.say(no_day_beyond(step))
                return
            self._day_id = ids[there]
            self._map.selected = None
            self._show(self._planner.state)

    async def action_on_map(self, action: str) -> None:
        """What a word of the action line does to the map."""
        await self._map.run_action(action)
