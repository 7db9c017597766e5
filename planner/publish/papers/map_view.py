"""From degrees to millimetres on paper: a flat map of a small country, north up.  Pure.

The projection is equirectangular with the middle parallel as true: within Belgium it is off by
less than 1 %.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, radians
from typing import NamedTuple

from planner.travel import Point

#: Kilometres of a degree of latitude, and of longitude at the equator.
KM_PER_DEGREE = 111.2
#: Millimetres left free around what is fitted into a map.
MARGIN = 9.0
#: Lowest and highest map, as parts of its width.
LOWEST, HIGHEST = 0.42, 0.72


class Spot(NamedTuple):
    """Millimetres from the left and from the top of a map."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class View:
    """A map of ``width`` x ``height`` mm around a point; ``scale`` is millimetres a kilometre."""

    middle: Point
    scale: float
    width: float
    height: float

    @classmethod
    def fit(cls, points: Sequence[Point], width: float, around: float) -> "View":
        """The closest view ``width`` mm wide with all of at least one point in it.

        ``around``: so many kilometres, at least, are shown on each side of the middle.
        """
        south, north = min(p.lat for p in points), max(p.lat for p in points)
        west, east = min(p.lon for p in points), max(p.lon for p in points)
        middle = Point((south + north) / 2, (west + east) / 2)
        wide = max((east - west) * KM_PER_DEGREE * cos(radians(middle.lat)), 2 * around)
        high = max((north - south) * KM_PER_DEGREE, 2 * around * LOWEST)
        scale = min((width - 2 * MARGIN) / wide, (width * HIGHEST - 2 * MARGIN) / high)
        height = max(high * scale + 2 * MARGIN, width * LOWEST)
        return cls(middle, scale, width, height)

    def spot(self, point: Point) -> Spot:
        """Where a point lies, maybe outside the map."""
        north = (point.lat - self.middle.lat) * KM_PER_DEGREE
        east = (point.lon - self.middle.lon) * KM_PER_DEGREE * cos(radians(self.middle.lat))
        return Spot(self.width / 2 + east * self.scale, self.height / 2 - north * self.scale)

    def inside(self, spot: Spot) -> bool:
        return 0 <= spot.x <= self.width and 0 <= spot.y <= self.height

    def pieces(self, points: Sequence[Point]) -> list[list[Spot]]:
        """What of a line is worth drawing: its stretches that touch the map, ends not cut."""
        found: list[list[Spot]] = []
        for start, end in pairwise(map(self.spot, points)):
            if not self._touches(start, end):
                continue
            if found and found[-1][-1] == start:
                found[-1].append(end)
            else:
                found.append([start, end])
        return found

    def _touches(self, start: Spot, end: Spot) -> bool:
        """Whether the rectangle around a straight line has anything in common with the map."""
        beside = max(start.x, end.x) < 0 or min(start.x, end.x) > self.width
        return not (beside or max(start.y, end.y) < 0 or min(start.y, end.y) > self.height)
