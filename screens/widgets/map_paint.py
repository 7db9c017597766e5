"""A map as cells: borders and rivers, the routes over them, then names.  Pure.

Without colours the routes differ by their strokes, the current one by its numbers, and rivers
from borders by being solid.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from rich.cells import cell_len

from data.catalogue import outline, towns
from screens.widgets.map_canvas import Canvas, Stroke
from screens.widgets.map_labels import Label, place
from screens.widgets.map_projection import DOTS_ACROSS, View
from screens.widgets.map_scene import STYLES, MapStop, Route, Scene

#: Layers of the canvas by what they show; routes lie above, the current one on top.
KINDS = {"region": 1, "coast": 2, "country": 2, "river": 3}
STROKES = {"region": Stroke(1, 3), "coast": Stroke(2, 1), "country": Stroke(2, 1)}
ROUTE_LAYER = 10
CURRENT_LAYER = ROUTE_LAYER + STYLES
ROUTE_STROKES = (
    Stroke(), Stroke(5, 3), Stroke(2, 3), Stroke(8, 4), Stroke(3, 5), Stroke(1, 2),
)  # fmt: skip
#: The same strokes in a legend.
SAMPLES = ("━━━━", "━━ ━", "╍╍╍╍", "━━━ ", "╸ ╸ ", "┅┅┅┅")
#: What the cell of each layer looks like.
LOOK_OF_LAYER = {
    1: "region",
    2: "country",
    3: "river",
    **{ROUTE_LAYER + n: f"route-{n}" for n in range(STYLES)},
    **{CURRENT_LAYER + n: f"current-{n}" for n in range(STYLES)},
}
RIVERS_KM = 0.75  # names of rivers are shown closer than this (kilometres a dot)
#: Along a river its name is tried in so many places.
RIVER_PLACES = 8
WIDEST_NAME = 26
#: So many of the towns stand out.
CITIES = 5


@dataclass
class Picture:
    """Lines of ``(text, look)`` runs; which activities are where."""

    lines: list[list[tuple[str, str]]] = field(default_factory=list)
    targets: dict[tuple[int, int], tuple[str, ...]] = field(default_factory=dict)


@lru_cache(maxsize=4)
def background(view: View) -> Canvas:
    """Borders and rivers; drawn once for each view."""
    canvas = Canvas(view.width, view.height)
    for line in outline():
        dots = [view.dot(lat, lon) for lat, lon in line.points]
        canvas.path(dots, KINDS[line.kind], STROKES.get(line.kind, Stroke()))
    return canvas


@lru_cache(maxsize=4)
def drawn(routes: tuple[Route, ...], current: str | None, view: View) -> Canvas:
    """The routes over their background; the current one lies on top."""
    canvas = background(view).copy()
    for route in sorted(routes, key=lambda r: r.day_id == current):
        own = route.day_id == current
        layer = (CURRENT_LAYER if own else ROUTE_LAYER) + route.style
        stroke = ROUTE_STROKES[route.style]._replace(thick=own)
        canvas.path([view.dot(*spot) for spot in route.spots], layer, stroke)
    return canvas


def paint(scene: Scene, view: View, selected: str | None, *, only: bool = False) -> Picture:
    """The map; ``only``: without the routes that are not the current one."""
    routes = tuple(r for r in scene.routes if r.day_id == scene.current or not only)
    names = _Names(view, selected)
    names.add_routes(routes, scene.current)
    names.add_towns()
    names.add_rivers()
    return names.over(drawn(routes, scene.current, view))


@dataclass
class _Cluster:
    """Stops of a route that lie in the same cells of the screen."""

    route: Route
    x: int
    y: int
    stops: list[MapStop]

    @property
    def sign(self) -> str:
        return "·".join(str(stop.number) for stop in self.stops)


class _Names:
    """Signs and names of what is in view, in the order in which they have the choice."""

    def __init__(self, view: View, selected: str | None) -> None:
        self.view, self.selected = view, selected
        self.labels: list[Label] = []
        self.looks: dict[str, tuple[str, str]] = {}  # of sign and name, by key
        self.activities: dict[str, tuple[str, ...]] = {}
        self.taken: set[tuple[int, int]] = set()

    def _add(self, label: Label, look: str, name_look: str) -> None:
        self.labels.append(label)
        self.looks[label.key] = (look, name_look)

    def add_routes(self, routes: tuple[Route, ...], current: str | None) -> None:
        for route in routes:
            if route.day_id == current and route.spots:
                for name, spot in (("start", route.spots[0]), ("end", route.spots[-1])):
                    self._add_end(name, *self.view.cell(*spot), route.style)
        for route in sorted(routes, key=lambda r: r.day_id != current):
            for cluster in self._clusters(route):
                self._add_cluster(cluster, own=route.day_id == current)

    def _add_end(self, name: str, x: int, y: int, style: int) -> None:
        """Where the day begins and ends."""
        if (x, y) not in self.taken:
            self.taken.add((x, y))
            self._add(Label(name, "", x, y, "⌂"), f"stop-{style}", "town")

    def _clusters(self, route: Route) -> list[_Cluster]:
        found: list[_Cluster] = []
        for stop in route.stops:
            x, y = self.view.cell(*stop.spot)
            near = next((c for c in found if c.y == y and abs(c.x - x) <= len(c.sign)), None)
            if near is None:
                found.append(_Cluster(route, x, y, [stop]))
            else:
                near.stops.append(stop)
        return found

    def _add_cluster(self, cluster: _Cluster, *, own: bool) -> None:
        if not own and (cluster.x, cluster.y) in self.taken:
            return
        ids = tuple(a for stop in cluster.stops for a in stop.activities)
        here = self.selected in ids
        stops = cluster.stops
        if here:  # the one selected gives its name to all
            stops = [s for s in stops if self.selected in s.activities]
        text = ", ".join(_short(stop.name) for stop in stops) if own or here else ""
        sign = cluster.sign if own else "•"
        look = f"{'stop' if own else 'route'}-{cluster.route.style}"
        look = "stop-here" if here else look
        key = f"{cluster.route.day_id}:{cluster.stops[0].number}"
        label = Label(key, text, cluster.x, cluster.y, sign)
        self.taken.update((cluster.x + n, cluster.y) for n in range(-1, len(sign) + 1))
        self._add(label, look, "name-here" if here else "name")
        self.activities[key] = ids

    def add_towns(self) -> None:
        for town in towns():
            x, y = self.view.cell(town.lat, town.lon)
            beside = {(x + n, y) for n in (-1, 0, 1)}
            sign = "" if beside & self.taken else "∘"
            look = "city" if town in towns()[:CITIES] else "town"
            self._add(Label(f"town:{town.name}", town.name, x, y, sign), "town", look)

    def add_rivers(self) -> None:
        if self.view.km > RIVERS_KM:
            return
        for line in outline():
            if line.kind == "river":
                cells = [self.view.cell(*point) for point in line.points]
                inside = [c for c in cells if self._holds(*c)]
                for x, y in inside[:: max(len(inside) // RIVER_PLACES, 1)]:
                    self._add(Label(f"river:{line.name}", line.name, x, y), "river", "river")

    def _holds(self, x: int, y: int) -> bool:
        edge_x, edge_y = self.view.width // 8, self.view.height // 8
        return edge_x <= x < self.view.width - edge_x and edge_y <= y < self.view.height - edge_y

    def over(self, canvas: Canvas) -> Picture:
        """The canvas with signs and names laid on it."""
        texts: dict[int, list[tuple[int, str, str]]] = defaultdict(list)
        picture = Picture()
        labels = sorted(self.labels, key=lambda la: self.looks[la.key][1] != "name-here")
        for placed in place(labels, self.view.width, self.view.height):
            look = self.looks[placed.key][0 if placed.is_sign else 1]
            texts[placed.y].append((placed.x, placed.text, look))
            for n in range(cell_len(placed.text)):
                if placed.key in self.activities:
                    spot = (placed.x + n, placed.y)
                    picture.targets[spot] = self.activities[placed.key]
        for line in range(canvas.height):
            picture.lines.append(list(_merged(canvas, line, sorted(texts[line]))))
        return picture


def _merged(
    canvas: Canvas, line: int, texts: list[tuple[int, str, str]]
) -> Iterator[tuple[str, str]]:
    """A line of the canvas as runs of one look, with texts in their places."""
    cells = [(char, LOOK_OF_LAYER.get(layer, "")) for char, layer in canvas.cells(line)]
    here = 0
    for x, text, look in texts:
        yield from _runs(cells[here:x])
        if cut := text[max(here - x, 0) :]:
            yield cut, look
            here = max(x, here) + cell_len(cut)
    yield from _runs(cells[here:])


def _runs(cells: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    text, look = "", None
    for char, own in cells:
        if own != look and text:
            yield text, look or ""
            text = ""
        text, look = text + char, own
    if text:
        yield text, look or ""


def _short(text: str) -> str:
    """As much of a name as a map needs: without what stands in brackets."""
    text = text.partition(" (")[0]
    return text if cell_len(text) <= WIDEST_NAME else text[: WIDEST_NAME - 1] + "…"


def scale(view: View, widest: int) -> tuple[int, int]:
    """A round number of kilometres, and how many cells long it is: at most ``widest``."""
    best = (0, 0)
    for km in (1, 2, 5, 10, 20, 50, 100):
        cells = round(km / view.km / DOTS_ACROSS)
        if cells <= widest:
            best = (km, cells)
    return best
