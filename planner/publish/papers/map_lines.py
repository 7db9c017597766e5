"""What lies under the places of a map: borders, rivers, towns, and how long a kilometre is."""

from collections.abc import Iterator
from dataclasses import dataclass

from data.catalogue import outline, towns
from planner.publish.labels import Labels
from planner.publish.papers import booklet_words as words
from planner.publish.papers.map_labels import Name, Room
from planner.publish.papers.map_view import Spot, View
from planner.travel import Point

#: The scale bar is the longest of these (kilometres) within this part of the width.
LENGTHS = (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
LONGEST = 0.27
#: Along a river its name is tried in so many places.
RIVER_PLACES = 10
#: A river has room for its name in so many millimetres beside it.
BESIDE_RIVER = 1.6
TOWN_DOT = 1.2
#: One of ``catalogue.towns()``, how many kilometres the width of a cover is, and how far down
#: the town lies on it.
FESTIVAL_TOWN = "Namur"
COVER_KM = 44.0
COVER_DOWN = 0.6


@dataclass(frozen=True, slots=True)
class Line:
    """``kind``: country, region, coast or river; ``pieces`` are what of it is on the map."""

    kind: str
    pieces: tuple[tuple[Spot, ...], ...]


@dataclass(frozen=True, slots=True)
class Town:
    """A dot and the name beside it."""

    x: float
    y: float
    name: Name


@dataclass(frozen=True, slots=True)
class Scale:
    """A bar of ``length`` mm, and what it stands for."""

    length: float
    text: str


def lines(view: View) -> tuple[Line, ...]:
    """The borders first, rivers over them."""
    found = ((line.kind, view.pieces([Point(*p) for p in line.points])) for line in outline())
    return tuple(
        Line(kind, tuple(tuple(_rounded(spot) for spot in piece) for piece in pieces))
        for kind, pieces in found
        if pieces
    )


def town_names(view: View, room: Room) -> tuple[Town, ...]:
    """The towns on the map for whose names there is room."""
    spots = ((town.name, view.spot(Point(town.lat, town.lon))) for town in towns())
    inside = ((spot, room.name(name, spot, TOWN_DOT)) for name, spot in spots if view.inside(spot))
    return tuple(Town(*_rounded(spot), name) for spot, name in inside if name is not None)


def river_names(view: View, room: Room) -> tuple[Name, ...]:
    """Each river once, where there is room along it."""
    found = (_river_name(name, spots, room) for name, spots in _rivers(view))
    return tuple(name for name in found if name is not None)


def _rivers(view: View) -> Iterator[tuple[str, list[Spot]]]:
    for line in outline():
        if line.kind == "river":
            spots = [view.spot(Point(*point)) for point in line.points]
            yield line.name, [spot for spot in spots if view.inside(spot)]


def _river_name(name: str, spots: list[Spot], room: Room) -> Name | None:
    step = max(len(spots) // RIVER_PLACES, 1)
    placed = (room.name(name, spot, BESIDE_RIVER) for spot in spots[::step])
    return next(filter(None, placed), None)


def scale_of(view: View, labels: Labels) -> Scale:
    """The scale bar of a map."""
    fitting = [km for km in LENGTHS if km * view.scale <= view.width * LONGEST]
    km = max(fitting, default=LENGTHS[0])
    return Scale(round(km * view.scale, 2), length_text(km, labels))


def length_text(km: float, labels: Labels) -> str:
    """``500 m``, ``20 km``"""
    if km < 1:
        return labels(words.METRES, number=round(km * 1000))
    return labels(words.KILOMETRES, number=round(km))


def _rounded(spot: Spot) -> Spot:
    return Spot(round(spot.x, 2), round(spot.y, 2))


def rivers_on_cover(width: float, height: float) -> tuple[Line, ...]:
    """The rivers that meet in the festival's town, for a cover of ``width`` x ``height`` mm."""
    view = View(festival_town(), width / COVER_KM, width, 2 * COVER_DOWN * height)
    return tuple(line for line in lines(view) if line.kind == "river")


def festival_town() -> Point:
    return next(Point(town.lat, town.lon) for town in towns() if town.name == FESTIVAL_TOWN)
