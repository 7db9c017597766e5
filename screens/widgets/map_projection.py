"""From degrees to dots: a flat map of a small country.  Pure.

A dot is an eighth of a cell of the terminal (two across, four down), which makes it square.
The projection is equirectangular with the parallel of Namur as true: within Belgium it is off
by less than 1 %.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import cos, radians
from typing import NamedTuple

DOTS_ACROSS, DOTS_DOWN = 2, 4
#: Kilometres of a degree of latitude, and of longitude at the parallel of Namur.
KM_LAT = 111.2
KM_LON = KM_LAT * cos(radians(50.47))
#: Kilometres a dot stands for: streets of a town, and all of Belgium in a tiny pane.
CLOSEST, FARTHEST = 0.01, 25.0
#: Part of the pane left free on each side when points are fitted into it.
MARGIN = 0.12
#: A single point is shown with so many kilometres around it.
AROUND_KM = 3.0


class Spot(NamedTuple):
    """A point in degrees (WGS 84)."""

    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class View:
    """What a pane of ``width`` x ``height`` cells shows: the middle, and kilometres a dot."""

    lat: float
    lon: float
    km: float
    width: int
    height: int

    @classmethod
    def fit(cls, spots: Iterable[Spot], width: int, height: int, below: int = 0) -> "View":
        """The closest view with all of these in it; all of Belgium when there is none.

        The last lines, as many as ``below`` says, are left free.
        """
        found = list(spots) or [Spot(49.6, 2.6), Spot(51.4, 6.3)]
        south, north = min(s.lat for s in found), max(s.lat for s in found)
        west, east = min(s.lon for s in found), max(s.lon for s in found)
        free = 1 - 2 * MARGIN
        km = max(
            ((east - west) * KM_LON + 2 * AROUND_KM) / (max(width, 1) * DOTS_ACROSS * free),
            ((north - south) * KM_LAT + 2 * AROUND_KM)
            / (max(height - below, 1) * DOTS_DOWN * free),
        )
        middle = cls((south + north) / 2, (west + east) / 2, _within(km), width, height)
        return middle.moved(0, below / 2)

    def dot(self, lat: float, lon: float) -> tuple[int, int]:
        """Where a point lies: dots from the left and from the top, maybe outside the pane."""
        x = (lon - self.lon) * KM_LON / self.km + self.width * DOTS_ACROSS / 2
        y = (self.lat - lat) * KM_LAT / self.km + self.height * DOTS_DOWN / 2
        return int(x // 1), int(y // 1)

    def cell(self, lat: float, lon: float) -> tuple[int, int]:
        """The column and line in which a point lies."""
        x, y = self.dot(lat, lon)
        return x // DOTS_ACROSS, y // DOTS_DOWN

    def spot(self, x: float, y: float) -> Spot:
        """The point that lies at a column and line."""
        lon = self.lon + (x - self.width / 2) * DOTS_ACROSS * self.km / KM_LON
        lat = self.lat - (y - self.height / 2) * DOTS_DOWN * self.km / KM_LAT
        return Spot(lat, lon)

    def moved(self, columns: float, lines: float) -> "View":
        """The view so many cells further east and south."""
        there = self.spot(self.width / 2 + columns, self.height / 2 + lines)
        return replace(self, lat=there.lat, lon=there.lon)

    def zoomed(self, factor: float, x: float | None = None, y: float | None = None) -> "View":
        """Closer by a factor (farther when below 1); what lies at the cell stays there."""
        x = self.width / 2 if x is None else x
        y = self.height / 2 if y is None else y
        km = _within(self.km / factor)
        held = self.spot(x, y)
        middle = replace(self, km=km, lat=held.lat, lon=held.lon)
        return middle.moved(self.width / 2 - x, self.height / 2 - y)

    def resized(self, width: int, height: int) -> "View":
        """The same middle and scale in a pane of another size."""
        return replace(self, width=width, height=height)


def _within(km: float) -> float:
    return min(max(km, CLOSEST), FARTHEST)
