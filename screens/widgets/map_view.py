"""The map as a widget: pan and zoom by keys and mouse, the stops linked with the list beside it."""

from dataclasses import dataclass, replace
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from planner.phrases import N_, _, plural
from screens.widgets.map_paint import SAMPLES, Picture, paint, scale
from screens.widgets.map_projection import View
from screens.widgets.map_scene import MapStop, Route, Scene
from screens.widgets.map_style import CSS, LOOKS, PREFIX
from screens.widgets.timeline_text import fit

#: Part of the pane by which an arrow key moves the map.
PAN = 8
ZOOM = 1.4
SCALE_CELLS = 16
#: Lower panes have no legend.
LEGEND_FROM = 12
#: Actions to click on, in the upper right corner.
BUTTONS = ((" + ", "zoom(1)"), (" − ", "zoom(-1)"), (" ⤢ ", "fit"))


class MapView(Widget, can_focus=True):
    """Routes over borders and rivers; the stop under the cursor is ``selected``."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {PREFIX + look for look in LOOKS}
    DEFAULT_CSS = CSS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left,h", "pan(-1, 0)", N_("West"), show=False),
        Binding("right,l", "pan(1, 0)", N_("East"), show=False),
        Binding("up", "pan(0, -1)", N_("North"), show=False),
        Binding("down", "pan(0, 1)", N_("South"), show=False),
        Binding("plus,equals_sign", "zoom(1)", N_("Closer"), key_display="+"),
        Binding("minus", "zoom(-1)", N_("Farther"), key_display="-"),
        Binding("0", "fit", N_("Whole route")),
        Binding("j", "stop(1)", N_("Next stop"), key_display="j"),
        Binding("k", "stop(-1)", N_("Stop before"), key_display="k", show=False),
        Binding("o", "only", N_("This day only")),
        Binding("enter", "open", N_("Larger, and back"), show=False),
    ]

    scene: reactive[Scene] = reactive(Scene())
    selected: reactive[str | None] = reactive(None)
    only: reactive[bool] = reactive(False)
    hovered: reactive[str | None] = reactive(None)

    @dataclass
    class Selected(Message):
        """A stop was chosen on the map: one of its activities, and its tour day."""

        map: "MapView"
        activity_id: str
        day_id: str

        @property
        def control(self) -> "MapView":
            return self.map

    @dataclass
    class Opened(Message):
        """Enter or a double click on the map."""

        map: "MapView"

        @property
        def control(self) -> "MapView":
            return self.map

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name for it
        super().__init__(id=id)
        self._view: View | None = None
        self._is_moved = False  # by hand: no longer fitted to the route
        self._picture: Picture | None = None
        self._dragged: tuple[int, int] | None = None
        self._styles: dict[str, Style] = {}

    # -- what is in view ------------------------------------------------------------------

    @property
    def view(self) -> View:
        """What is in view: the whole route until somebody moves the map."""
        width, height = self.size
        if self._view is None or not self._is_moved:
            below = 1 + (len(self._listed) if height > LEGEND_FROM else 0)
            self._view = View.fit(self.scene.spots(), width, height, below)
        elif (self._view.width, self._view.height) != (width, height):
            self._view = self._view.resized(width, height)
        return self._view

    def look_at(self, view: View) -> None:
        """Show another part of the map."""
        self._view, self._is_moved = view, True
        self._forget()

    def _forget(self) -> None:
        self._picture = None
        self.refresh()

    def watch_scene(self, old: Scene, new: Scene) -> None:
        if old.current != new.current:
            self._is_moved = False
        self._forget()

    def watch_selected(self, old: str | None, new: str | None) -> None:
        before, found = (self.scene.stop_of.get(i or "") for i in (old, new))
        if before == found:
            return
        if found is not None and self._is_moved and not self._sees(found[1]):
            spot = found[1].spot
            self.look_at(replace(self.view, lat=spot.lat, lon=spot.lon))
        self._forget()

    def _sees(self, stop: MapStop) -> bool:
        x, y = self.view.cell(*stop.spot)
        return 0 <= x < self.size.width and 0 <= y < self.size.height

    def watch_only(self) -> None:
        self._forget()

    def on_resize(self) -> None:
        self._forget()

    # -- keys -----------------------------------------------------------------------------

    def action_pan(self, east: int, south: int) -> None:
        view = self.view
        self.look_at(view.moved(east * view.width / PAN, south * view.height / PAN))

    def action_zoom(self, steps: int) -> None:
        self.look_at(self.view.zoomed(ZOOM**steps))

    def action_fit(self) -> None:
        """The whole route again."""
        self._is_moved = False
        self._forget()

    def action_only(self) -> None:
        """Hide the other days, or show them."""
        self.only = not self.only

    def action_stop(self, step: int) -> None:
        """The next stop of the route; from none, the first or the last."""
        route = self.scene.route
        if route is None or not route.stops:
            return
        numbers = [n for n, s in enumerate(route.stops) if self.selected in s.activities]
        here = numbers[0] if numbers else (-1 if step > 0 else 0)
        self._choose(route, route.stops[(here + step) % len(route.stops)])

    def action_open(self) -> None:
        self.post_message(self.Opened(self))

    def _choose(self, route: Route, stop: MapStop) -> None:
        self.selected = stop.activities[0]
        self.post_message(self.Selected(self, stop.activities[0], route.day_id))

    # -- mouse ----------------------------------------------------------------------------

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self.look_at(self.view.zoomed(ZOOM, event.x, event.y))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self.look_at(self.view.zoomed(1 / ZOOM, event.x, event.y))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        if not self._action_at(event.x, event.y):
            self._dragged = (event.x, event.y)
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self._dragged is None:
            self.hovered = next(iter(self._targets(event.x, event.y)), None)
        elif (event.x, event.y) != self._dragged:
            x, y = self._dragged
            self._dragged = (event.x, event.y)
            self.look_at(self.view.moved(x - event.x, y - event.y))

    def on_mouse_up(self) -> None:
        self._dragged = None
        self.release_mouse()

    def on_leave(self) -> None:
        self.hovered = None

    async def on_click(self, event: events.Click) -> None:
        if action := self._action_at(event.x, event.y):
            await self.run_action(action)
            return
        ids = self._targets(event.x, event.y)
        if event.chain == 2:
            self.action_open()
        elif ids:
            here = ids.index(self.selected) if self.selected in ids else -1
            after = ids[(here + 1) % len(ids)]
            route, _stop = self.scene.stop_of[after]
            self.selected = after
            self.post_message(self.Selected(self, after, route.day_id))

    def _targets(self, x: int, y: int) -> tuple[str, ...]:
        return self._drawn.targets.get((x, y), ())

    def _action_at(self, x: int, y: int) -> str | None:
        left = self.size.width - sum(cell_len(text) for text, _action in BUTTONS)
        if y == 0 and x >= left:
            for text, action in BUTTONS:
                left += cell_len(text)
                if x < left:
                    return action
        return None

    # -- drawing --------------------------------------------------------------------------

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._styles.clear()
        if self.is_attached:
            self._forget()

    @property
    def _drawn(self) -> Picture:
        if self._picture is None:
            self._picture = paint(self.scene, self.view, self.selected, only=self.only)
        return self._picture

    def _style(self, look: str) -> Style:
        if look not in self._styles:
            own = self.get_component_rich_style(PREFIX + look) if look else self.rich_style
            self._styles[look] = own
        return self._styles[look]

    def render_line(self, y: int) -> Strip:
        width, height = self.size
        # The picture is painted for the size before until the resize has been heard of.
        if not width or y >= min(height, len(self._drawn.lines)):
            return Strip.blank(width, self._style(""))
        strip = Strip([Segment(t, self._style(look)) for t, look in self._drawn.lines[y]], width)
        if y == 0:
            return self._with_buttons(strip, width)
        if y == height - 1 and height > 1:
            return self._caption(width)
        line = y - (height - 1 - len(self._listed))
        if line < 0 or height <= LEGEND_FROM:
            return strip
        piece = Strip(self._legend(self._listed[line]))
        return Strip.join([piece, strip.crop(piece.cell_length, width)])

    def _with_buttons(self, strip: Strip, width: int) -> Strip:
        pieces = [Segment(text, self._style("button")) for text, _action in BUTTONS]
        room = width - sum(segment.cell_length for segment in pieces)
        return Strip.join([strip.crop(0, max(room, 0)), Strip(pieces)]) if room > 0 else strip

    @property
    def _listed(self) -> list[Route]:
        """The routes of which the map tells how they are drawn."""
        shown = [r for r in self.scene.routes if not self.only or r.day_id == self.scene.current]
        shown.sort(key=lambda route: route.day_id != self.scene.current)
        fitting = shown[: max(self.size.height // 3, 1)]
        return sorted(fitting, key=self.scene.routes.index)

    def _legend(self, route: Route) -> list[Segment]:
        """How a route is drawn, and which day it is."""
        style, own = self._style("legend"), route.day_id == self.scene.current
        look = self._style(f"{'current' if own else 'route'}-{route.style}")
        sample = Segment(SAMPLES[route.style], look + style.background_style)
        text = fit(f" {route.name} ", min(34, max(self.size.width // 2, 8)))
        return [Segment(" ▸" if own else "  ", style), sample, Segment(text, style)]

    def _caption(self, width: int) -> Strip:
        """Which stop it is and when; how long a kilometre is."""
        style = self._style("legend")
        km, cells = scale(self.view, min(SCALE_CELLS, width // 3))
        ruler = f" ├{'─' * max(cells - 2, 0)}┤ {km} km " if km else ""
        text = fit(f" {self.caption()}", max(width - cell_len(ruler), 0))
        return Strip([Segment(text + ruler, style)]).adjust_cell_length(width, style)

    def caption(self) -> str:
        """What stands below the map: the stop under the mouse, else the selected one."""
        found = self.scene.stop_of.get(self.hovered or self.selected or "")
        if found is not None:
            stop = found[1]
            town = "" if stop.town in stop.name else stop.town
            pieces = (f"{stop.number}. {stop.name}", stop.times, town)
            return " · ".join(piece for piece in pieces if piece)
        route = self.scene.route
        if route is None or not (route.stops or route.unknown):
            return _("No stop on this day yet: n in the list adds one.")
        if route.unknown:
            return str(
                plural(
                    "{n} stop has no known point.", "{n} stops have no known point.", route.unknown
                )
            )
        return _("j and k go from stop to stop, arrows move the map, + and - zoom.")
