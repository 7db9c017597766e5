"""Minutes between two places, and where each figure comes from.

No network and no table of roads: the organiser's own figure counts first; without one the time
is estimated from the great circle.  The formulas were fitted on the 38 known pairs of
``data/reference/road_distances.csv`` (8 to 116 km as the crow flies): the road is off by 5.8 %
on average, the car by 6.3 % (2.9 minutes), nine pairs of ten by less than 13 %.  They come out
too fast off the motorway (Charleroi - Dinant is 13 minutes short).  Everything called an
assumption below is one: show it as such.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum
from math import asin, ceil, cos, hypot, radians, sin, sqrt
from typing import NamedTuple, TypeAlias

from models.words import TravelMode

Mode = TravelMode

# Driving hours of a coach driver, Regulation (EC) 561/2006, articles 6 and 7, in minutes.
DRIVING_BEFORE_BREAK_MINUTES = 270
BREAK_MINUTES = 45
DAILY_DRIVING_MINUTES = 540
#: Transfers by these need no driver of ours.
NOT_DRIVEN = frozenset({Mode.WALK, Mode.WHEELCHAIR, Mode.TRAIN})

EARTH_RADIUS_KM = 6371.0088
#: Added to every estimate, never to an organiser's figure (an assumption).
MARGIN_PERCENT = 15
#: A coach against a car, and boarding at each stop (assumptions).
COACH_FACTOR = 1.15
BOARDING_MINUTES = 5
#: A footpath is this much longer than the great circle; km/h (group, wheelchair: assumptions).
WALK_DETOUR = 1.3
WALK_KMH = 4.5
GROUP_WALK_KMH = 4.0
WHEELCHAIR_KMH = 3.0
#: As the crow flies; further than this nobody is asked to walk (an assumption).
WALKABLE_KM = 1.2

#: Weekday rush hours.  Into Brussels in the morning: 29 % above free flow (Vias, February 2023);
#: the evening, and the factor elsewhere, are assumptions.
MORNING_PEAK = (time(7, 0), time(9, 30))
EVENING_PEAK = (time(16, 0), time(18, 30))
BRUSSELS_PEAK_FACTOR = 1.3
PEAK_FACTOR = 1.1

#: A place whose point is coarser than this (metres) is not "the same place" as its neighbour
#: just because both were put on the town hall.
COARSE_METRES = 500


class Point(NamedTuple):
    """Degrees, WGS 84."""

    lat: float
    lon: float


BRUSSELS = Point(50.8467, 4.3525)
#: The Region has 161 km2, a circle of 7.2 km; the airport at Zaventem stays outside.
BRUSSELS_RADIUS_KM = 8.0
#: Le Pavillon, the visitor centre, Le Belvédère: about 100 m above the town.
CITADEL = (Point(50.4550, 4.8540), Point(50.4590, 4.8618), Point(50.4554, 4.8563))
CITADEL_RADIUS_KM = 0.3
#: Up to or down from the citadel on foot.  An assumption: Naismith's rule gives 10 minutes for
#: 100 m of ascent, a group takes half as much again; the steep way down is counted alike.
CITADEL_CLIMB_MINUTES = 15


class Source(StrEnum):
    """Where a figure comes from.  There is no member for "unknown": that is ``None``."""

    OWN = "own"
    ESTIMATE = "estimate"
    SAME_PLACE = "same-place"


@dataclass(frozen=True, slots=True)
class Leg:
    """One way between two places.

    ``minutes`` are whole, rounded up.  ``km`` is along the road, always an estimate, and None
    when a point is unknown.  ``climb``: the way leads up to or down from the citadel of Namur on
    foot, and the minutes hold ``CITADEL_CLIMB_MINUTES``, which is an assumption.
    """

    minutes: int
    km: float | None
    source: Source
    mode: Mode
    climb: bool = False


def great_circle_km(a: Point, b: Point) -> float:
    """Distance as the crow flies on a sphere of the mean radius (haversine)."""
    lat_a, lon_a, lat_b, lon_b = map(radians, (a.lat, a.lon, b.lat, b.lon))
    h = sin((lat_b - lat_a) / 2) ** 2
    h += cos(lat_a) * cos(lat_b) * sin((lon_b - lon_a) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(sqrt(min(1.0, h)))


def car_minutes(crow_km: float) -> float:
    """Free-flow minutes by car: within a town, or from centre to centre, whichever is less."""
    return 0.0 if crow_km <= 0 else min(4 + 3.7 * crow_km, 14 + 0.69 * crow_km)


def road_km(crow_km: float) -> float:
    """Kilometres by road, from the same one of the two models as :func:`car_minutes`.

    Not the smaller of the two figures: that would use the town's 1.35 up to 13 km and leave
    more than one known pair in ten off by over 13 %.
    """
    in_town = 4 + 3.7 * crow_km < 14 + 0.69 * crow_km
    return 1.35 * crow_km if in_town else 2.6 + 1.15 * crow_km


def on_citadel(point: Point) -> bool:
    """Whether a point lies on the citadel of Namur, out of reach of a flat walk."""
    return any(great_circle_km(point, top) <= CITADEL_RADIUS_KM for top in CITADEL)


def default_mode(a: Point, b: Point) -> Mode:
    """On foot when it is near and neither end is on the citadel, else by car."""
    return _default_mode(a, b, great_circle_km(a, b))


def _default_mode(a: Point, b: Point, crow: float) -> Mode:
    walk = crow < WALKABLE_KM and not (on_citadel(a) or on_citadel(b))
    return Mode.WALK if walk else Mode.CAR


def _km(crow: float, mode: Mode) -> float:
    return WALK_DETOUR * crow if mode in (Mode.WALK, Mode.WHEELCHAIR) else road_km(crow)


class _Rush(StrEnum):
    """The part of the day that decides on the peak factor."""

    NONE = "none"
    MORNING = "morning"
    EVENING = "evening"


def _rush(departure: datetime | None) -> _Rush:
    if departure is None or departure.weekday() >= 5:
        return _Rush.NONE
    at = departure.time()
    if MORNING_PEAK[0] <= at < MORNING_PEAK[1]:
        return _Rush.MORNING
    return _Rush.EVENING if EVENING_PEAK[0] <= at < EVENING_PEAK[1] else _Rush.NONE


def peak_factor(a: Point, b: Point, departure: datetime | None) -> float:
    """By how much the rush hour stretches a drive that leaves at that wall-clock time.

    1 without a departure, at weekends and outside the rush hours.  Public holidays are not
    known here.
    """
    return _peak_factor(a, b, _rush(departure))


def _peak_factor(a: Point, b: Point, rush: _Rush) -> float:
    if rush is _Rush.NONE:
        return 1.0
    outside, inside = (a, b) if rush is _Rush.MORNING else (b, a)
    to_and_fro = _in_brussels(inside) and not _in_brussels(outside)
    return BRUSSELS_PEAK_FACTOR if to_and_fro else PEAK_FACTOR


def _in_brussels(point: Point) -> bool:
    return great_circle_km(point, BRUSSELS) <= BRUSSELS_RADIUS_KM


def estimate(
    a: Point,
    b: Point,
    mode: Mode,
    departure: datetime | None = None,
    margin_percent: float = MARGIN_PERCENT,
    *,
    group: bool = True,
) -> Leg | None:
    """The offline estimate, with the planning margin and the rush hour of ``departure``.

    None where nothing can be supported: trains, and a wheelchair between town and citadel.
    ``group`` False: somebody walks alone, a little faster.
    """
    return _estimate(a, b, great_circle_km(a, b), mode, _rush(departure), margin_percent, group)


def _estimate(
    a: Point,
    b: Point,
    crow: float,
    mode: Mode,
    rush: _Rush,
    margin_percent: float,
    group: bool,
) -> Leg | None:
    if crow == 0:
        return Leg(0, 0.0, Source.SAME_PLACE, mode)
    if mode is Mode.TRAIN:
        return None
    km = _km(crow, mode)
    climb = False
    if mode in (Mode.CAR, Mode.COACH):
        minutes = car_minutes(crow) * _peak_factor(a, b, rush)
        if mode is Mode.COACH:
            minutes = minutes * COACH_FACTOR + BOARDING_MINUTES
    else:
        climb = on_citadel(a) != on_citadel(b)
        if climb and mode is Mode.WHEELCHAIR:
            return None
        on_foot = GROUP_WALK_KMH if group else WALK_KMH
        speed = WHEELCHAIR_KMH if mode is Mode.WHEELCHAIR else on_foot
        minutes = km / speed * 60 + (CITADEL_CLIMB_MINUTES if climb else 0)
    minutes *= 1 + margin_percent / 100
    # The tiny step back keeps 23.000000000000004 from becoming 24.
    return Leg(ceil(minutes - 1e-9), round(km, 1), Source.ESTIMATE, mode, climb)


_Key: TypeAlias = tuple[str, str, Mode | None, _Rush]
#: Where nothing says how one travels, a figure of the organiser is taken to be one by road.
_ANY_ORDER = (Mode.CAR, Mode.COACH, Mode.WALK, Mode.WHEELCHAIR, Mode.TRAIN)


class TravelTable:
    """Legs between the sites of a programme: own figures first, then the estimate.

    ``own`` are the organiser's figures (the last one wins where two say the same way),
    ``points`` the sites with a known point.  ``precision_m`` gives the radius within which a
    site's point may be wrong: where it is coarse (the middle of a town), two sites on one point
    are not taken for one place.
    """

    def __init__(
        self,
        own: Iterable[tuple[str, str, Mode | None, int, bool]],
        points: Mapping[str, Point | None],
        margin_percent: float = MARGIN_PERCENT,
        precision_m: Mapping[str, float | None] | None = None,
    ) -> None:
        self._points = points
        self._margin_percent = margin_percent
        self._precision_m = precision_m or {}
        self._own: dict[tuple[str, str, Mode | None], int] = {}
        self._own_back: dict[tuple[str, str, Mode | None], int] = {}
        for from_id, to_id, mode, minutes, both_ways in own:
            self._own[from_id, to_id, mode] = minutes
            if both_ways:
                self._own_back[to_id, from_id, mode] = minutes
        self._legs: dict[_Key, Leg | None] = {}

    def leg(
        self,
        from_id: str,
        to_id: str,
        mode: Mode | None = None,
        departure: datetime | None = None,
    ) -> Leg | None:
        """The way from one site to another; None when it is unknown (never zero minutes).

        ``mode`` None: :func:`default_mode`, or whatever mode the organiser gave a figure for
        where a point is unknown.  ``departure`` is wall-clock time and matters to estimates only.
        """
        key = (from_id, to_id, mode, _rush(departure))
        try:
            return self._legs[key]
        except KeyError:
            leg = self._legs[key] = self._work_out(*key)
            return leg

    def _work_out(self, from_id: str, to_id: str, mode: Mode | None, rush: _Rush) -> Leg | None:
        if from_id == to_id:
            return Leg(0, 0.0, Source.SAME_PLACE, mode or Mode.WALK)
        a, b = self._points.get(from_id), self._points.get(to_id)
        if a is None or b is None:
            return self._own_leg(from_id, to_id, _ANY_ORDER if mode is None else (mode,), None)
        crow = self._crow_km(from_id, to_id, a, b)
        way = mode or _default_mode(a, b, crow)
        own = self._own_leg(from_id, to_id, (way,), crow)
        return own or _estimate(a, b, crow, way, rush, self._margin_percent, group=True)

    def _own_leg(
        self, from_id: str, to_id: str, modes: Iterable[Mode], crow: float | None
    ) -> Leg | None:
        for mode in modes:
            if (minutes := self._own_minutes(from_id, to_id, mode)) is not None:
                km = None if crow is None or mode is Mode.TRAIN else round(_km(crow, mode), 1)
                return Leg(minutes, km, Source.OWN, mode)
        return None

    def _own_minutes(self, from_id: str, to_id: str, mode: Mode) -> int | None:
        """A figure for the mode before one for any; this direction before the way back."""
        for wanted in (mode, None):
            for figures in (self._own, self._own_back):
                if (minutes := figures.get((from_id, to_id, wanted))) is not None:
                    return minutes
        return None

    def _crow_km(self, from_id: str, to_id: str, a: Point, b: Point) -> float:
        """Distance of two different sites; root mean square over the circles of coarse points."""
        crow = great_circle_km(a, b)
        radii = [self._precision_m.get(site_id) or 0 for site_id in (from_id, to_id)]
        if max(radii) <= COARSE_METRES:
            return crow
        # A point anywhere in a circle of radius r lies r / sqrt(2) from its centre (RMS).
        return hypot(crow, *(r / 1000 / sqrt(2) for r in radii))
