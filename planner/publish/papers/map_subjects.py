"""What the maps of a delegation's booklet show: its tour days, and its places in town."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from models.words import Kind
from planner.entities import Site
from planner.names import fold
from planner.programme import Programme
from planner.publish.copies import Copy
from planner.publish.items import Item
from planner.publish.papers import booklet_words as words
from planner.publish.papers.map_lines import FESTIVAL_TOWN, festival_town
from planner.publish.times import clock_time
from planner.travel import Point, great_circle_km

#: How far the town of the festival reaches.
TOWN_KM = 4.0
#: Kilometres that a map shows on each side of its middle, at least.
AROUND_ROUTE, AROUND_TOWN = 12.0, 0.6


@dataclass(frozen=True)
class Subject:
    """``places`` in the order of their numbers, ``unknown`` those without a point.

    ``way``: where the route leads from and to, in turn; nothing where there is no route.
    ``times``: when the delegation is at a place, by the id of the site.  ``day`` (ISO 8601) and
    ``title`` are those of a tour day.  ``alt`` is a sentence with ``{places}`` to fill in.
    """

    heading: str
    alt: str
    around: float
    places: tuple[Site, ...]
    unknown: tuple[Site, ...]
    day: str = ""
    title: str = ""
    way: tuple[Site, ...] = ()
    times: Mapping[str, str] = field(default_factory=dict)


def tour_days(copy: Copy) -> Iterator[Subject]:
    """The routes of the delegation, but for days on which no place has a point."""
    by_day: dict[str, list[Item]] = {}
    for item in copy.items:
        if item.activity is not None and item.activity.tour_day_id is not None:
            by_day.setdefault(item.activity.tour_day_id, []).append(item)
    for day_id, items in by_day.items():
        subject = _tour_day(copy, day_id, items)
        if subject.places:
            yield subject


def _tour_day(copy: Copy, day_id: str, items: Sequence[Item]) -> Subject:
    programme, labels = copy.programme, copy.labels
    day = programme.tour_days[day_id]
    visits = [(i.place, i) for i in items if i.place is not None and not _is_transfer(i)]
    stations = list(_stations(programme, day_id, items, copy.recipient.id))
    return Subject(
        heading=labels(words.ROUTE),
        alt=labels(words.ROUTE_MAP, places="{places}"),
        around=AROUND_ROUTE,
        places=_distinct(site for site, _item in visits if has_point(site)),
        unknown=_distinct(site for site in stations if not has_point(site)),
        day=day.day.isoformat(),
        title=programme.tours[day.tour_id].name,
        way=tuple(site for site in stations if has_point(site)),
        times=_times(copy, visits),
    )


def _stations(
    programme: Programme, day_id: str, items: Iterable[Item], delegation_id: str
) -> Iterator[Site]:
    """Where the day leads; its own start and end only for those on board."""
    day = programme.tour_days[day_id]
    is_on_board = any(p.delegation_id == delegation_id for p in programme.on_board(day.tour_id))
    ends = (day.start_site_id, day.end_site_id) if is_on_board else (None, None)
    start, end = (programme.sites.get(site_id or "") for site_id in ends)
    between = (site for item in items for site in (item.origin, item.place))
    yield from (site for site in (start, *between, end) if site is not None)


def _times(copy: Copy, visits: Iterable[tuple[Site, Item]]) -> dict[str, str]:
    """When the delegation is where; what follows at the same place is one stay."""
    found: dict[str, list[str]] = {}
    for site_id, group in groupby(visits, key=lambda visit: visit[0].id):
        stay = [item for _site, item in group]
        ends = (stay[0].start, max(stay, key=lambda item: item.end).finish)
        times = (clock_time(wall, copy.programme.clock, copy.labels) for wall in ends)
        found.setdefault(site_id, []).append("–".join(times))
    return {site_id: ", ".join(times) for site_id, times in found.items()}


def places_in_town(copy: Copy) -> Subject | None:
    """The hotel and whatever else of the programme is in town, the first in time first."""
    sites = _distinct(i.place for i in copy.items if i.place is not None and not _is_transfer(i))
    places = tuple(site for site in sites if _is_in_town(site))
    if not places:
        return None
    labels = copy.labels
    return Subject(
        heading=labels(words.TOWN_PLACES, town=FESTIVAL_TOWN),
        alt=labels(words.TOWN_MAP, town=FESTIVAL_TOWN, places="{places}"),
        around=AROUND_TOWN,
        places=places,
        unknown=tuple(site for site in sites if not has_point(site) and _says_town(site)),
    )


def has_point(site: Site) -> bool:
    return site.lat is not None and site.lon is not None


def point_of(site: Site) -> Point:
    """The point of a site that has one."""
    assert site.lat is not None
    assert site.lon is not None
    return Point(site.lat, site.lon)


def _is_transfer(item: Item) -> bool:
    return item.activity is not None and item.activity.kind is Kind.TRANSFER


def _is_in_town(site: Site) -> bool:
    return has_point(site) and great_circle_km(point_of(site), festival_town()) <= TOWN_KM


def _says_town(site: Site) -> bool:
    """Whether a site may be in town, for all that its address says."""
    return fold(site.municipality or FESTIVAL_TOWN) == fold(FESTIVAL_TOWN)


def _distinct(sites: Iterable[Site]) -> tuple[Site, ...]:
    return tuple({site.id: site for site in sites}.values())
