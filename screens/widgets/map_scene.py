"""What a map shows: the routes of tour days with numbered stops, from the programme.  Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from models.words import Kind
from planner.entities import Site, TourDay
from planner.itinerary import days_in_order
from planner.phrases import _, short_date
from planner.programme import Programme
from planner.visible import visible
from screens.widgets.map_projection import Spot

#: Routes beyond these look like the first ones again.
STYLES = 6


class MapStop(NamedTuple):
    """A place at which a route stops: its number, and the activities there in order of time."""

    number: int
    activities: tuple[str, ...]
    name: str
    town: str
    times: str
    spot: Spot


@dataclass(frozen=True)
class Route:
    """The way of a tour day; ``style`` is the place of its look among the looks there are."""

    day_id: str
    name: str
    style: int
    spots: tuple[Spot, ...]
    stops: tuple[MapStop, ...]
    unknown: int = 0  # stops of which nobody knows where they are


@dataclass(frozen=True)
class Scene:
    """Routes, and the one of them whose stops are named."""

    routes: tuple[Route, ...] = ()
    current: str | None = None

    @property
    def route(self) -> Route | None:
        """The route whose stops are named."""
        return next((r for r in self.routes if r.day_id == self.current), None)

    @cached_property
    def stop_of(self) -> dict[str, tuple[Route, MapStop]]:
        """Where each activity takes place."""
        return {a: (r, stop) for r in self.routes for stop in r.stops for a in stop.activities}

    def spots(self) -> Iterator[Spot]:
        """What should be in view at first: the current route, or every one."""
        own = self.route
        for route in self.routes if own is None or not own.spots else (own,):
            yield from route.spots


def scene(programme: Programme, current: str | None) -> Scene:
    """Every tour day of the edition; circuits of one date differ in style first."""
    days = days_in_order(programme)
    routes = tuple(_route(programme, day, n % STYLES) for n, day in enumerate(days))
    return Scene(routes, current)


def _route(programme: Programme, day: TourDay, style: int) -> Route:
    stops, unknown = _stops(programme, day)
    ends = [_spot(programme.sites.get(i or "")) for i in (day.start_site_id, day.end_site_id)]
    first, last = ([s] if s else [] for s in ends)
    tour = programme.tours.get(day.tour_id)
    name = f"{short_date(day.day)} · {visible(tour.name) if tour else ''}"
    visited = [s for i in _visited(programme, day) if (s := _spot(programme.sites.get(i)))]
    return Route(day.id, name, style, _without_repeats([*first, *visited, *last]), stops, unknown)


def _visited(programme: Programme, day: TourDay) -> Iterator[str]:
    for activity in programme.tour_stops.get(day.id, ()):
        if activity.id in programme.spans and activity.site_id:
            yield activity.site_id


def _stops(programme: Programme, day: TourDay) -> tuple[tuple[MapStop, ...], int]:
    by_site: dict[str, list[str]] = {}
    unknown = 0
    for activity in programme.tour_stops.get(day.id, ()):
        if activity.kind is Kind.TRANSFER or activity.id not in programme.spans:
            continue
        if _spot(programme.sites.get(activity.site_id or "")) is None:
            unknown += 1
        else:
            by_site.setdefault(activity.site_id or "", []).append(activity.id)
    return tuple(
        _stop(programme, programme.sites[site_id], tuple(ids), number)
        for number, (site_id, ids) in enumerate(by_site.items(), 1)
    ), unknown


def _stop(programme: Programme, site: Site, ids: tuple[str, ...], number: int) -> MapStop:
    spans = [programme.spans[i] for i in ids]
    begin = programme.clock.wall(min(s.begin for s in spans))
    end = programme.clock.wall(max(s.end for s in spans))
    times = _("{begin}–{end}").format(begin=f"{begin:%H:%M}", end=f"{end:%H:%M}")
    spot = _spot(site)
    assert spot is not None
    name, town = visible(site.name), visible(site.municipality or "")
    return MapStop(number, ids, name, town, times, spot)


def _spot(site: Site | None) -> Spot | None:
    if site is None or site.lat is None or site.lon is None:
        return None
    return Spot(site.lat, site.lon)


def _without_repeats(spots: Iterable[Spot]) -> tuple[Spot, ...]:
    return tuple(spot for spot, _same in groupby(spots))
