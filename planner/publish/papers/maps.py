"""The maps of a delegation's booklet, drawn from the points of our own sites.

Numbers stand on a map, names and addresses in its legend.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from planner.entities import Site
from planner.publish.copies import Copy
from planner.publish.labels import Labels
from planner.publish.papers import booklet_words as words
from planner.publish.papers.map_labels import Box, Name, Room, Sign
from planner.publish.papers.map_lines import (
    Line,
    Scale,
    Town,
    length_text,
    lines,
    river_names,
    scale_of,
    town_names,
)
from planner.publish.papers.map_subjects import Subject, places_in_town, point_of, tour_days
from planner.publish.papers.map_view import Spot, View
from planner.publish.sheet_rows import town_address

#: A place is told to be roughly known when its point may be wrong by more than these.
ROUGH_METRES, ROUGH_MM = 100, 3.0
#: A river is drawn so wide (km), but for maps on which that would be too fine to see (mm).
RIVER_KM, THINNEST_RIVER = 0.05, 0.8
#: What the scale bar and the arrow to the north take up (mm).
SCALE_HEIGHT, NORTH_WIDTH, NORTH_HEIGHT = 9.0, 8.0, 12.0
SCALE_WIDTH = 14.0


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the legend; ``time`` only of a route, ``note`` where its point is uncertain."""

    number: str
    time: str
    name: str
    address: str
    note: str


@dataclass(frozen=True, slots=True)
class Map:
    """A map of ``width`` x ``height`` mm with its legend.

    ``route`` is the way from place to place, ``ends`` are those of its ends that have no number.
    ``day`` (ISO 8601) and ``title`` are those of a tour day, else empty.
    """

    day: str
    heading: str
    title: str
    alt: str
    width: float
    height: float
    lines: tuple[Line, ...]
    river_width: float
    route: tuple[Spot, ...]
    ends: tuple[Spot, ...]
    signs: tuple[Sign, ...]
    towns: tuple[Town, ...]
    rivers: tuple[Name, ...]
    scale: Scale
    north: str
    legend: tuple[Entry, ...]
    notes: tuple[str, ...]
    source: str


def route_maps(copy: Copy, width: float) -> tuple[Map, ...]:
    """Those of the delegation's tour days, in their order; ``width`` in mm."""
    return tuple(_drawn(subject, width, copy.labels) for subject in tour_days(copy))


def town_map(copy: Copy, width: float) -> Map | None:
    """That of the delegation's places in town; None where no point of any is known."""
    subject = places_in_town(copy)
    return _drawn(subject, width, copy.labels) if subject is not None else None


def _drawn(subject: Subject, width: float, labels: Labels) -> Map:
    points = [point_of(site) for site in (*subject.places, *subject.way)]
    view = View.fit(points, width, subject.around)
    spots = [view.spot(point_of(site)) for site in subject.places]
    ends = tuple(dict.fromkeys(view.spot(point_of(site)) for site in _ends(subject)))
    room = Room(view.width, view.height, [*_corners(view, scale_of(view, labels)), *_boxes(ends)])
    signs = room.signs(list(enumerate(spots, 1)))
    route = _without_repeats(view.spot(point_of(site)) for site in subject.way)
    room.keep_clear(route)
    legend = tuple(_legend(subject, view, labels))
    named = ", ".join(f"{entry.number} {entry.name}" for entry in legend)
    return Map(
        day=subject.day,
        heading=subject.heading,
        title=subject.title,
        alt=subject.alt.replace("{places}", named),
        width=view.width,
        height=view.height,
        lines=lines(view),
        river_width=round(max(RIVER_KM * view.scale, THINNEST_RIVER), 2),
        route=route,
        ends=ends,
        signs=signs,
        towns=town_names(view, room) if subject.way else (),
        rivers=river_names(view, room),
        scale=scale_of(view, labels),
        north=labels(words.NORTH),
        legend=legend,
        notes=tuple(_notes(subject, labels)),
        source=labels(words.SOURCE),
    )


def _corners(view: View, scale: Scale) -> Iterator[Box]:
    yield Box(0, view.height - SCALE_HEIGHT, scale.length + SCALE_WIDTH, view.height)
    yield Box(view.width - NORTH_WIDTH, 0, view.width, NORTH_HEIGHT)


def _boxes(ends: Iterable[Spot]) -> Iterator[Box]:
    return (Box.around(spot, 4, 4) for spot in ends)


def _legend(subject: Subject, view: View, labels: Labels) -> Iterator[Entry]:
    for number, site in enumerate(subject.places, 1):
        km = (site.precision_m or 0) / 1000
        is_rough = km * 1000 > ROUGH_METRES and km * view.scale > ROUGH_MM
        yield Entry(
            number=str(number),
            time=subject.times.get(site.id, ""),
            name=site.name,
            address=town_address(site, labels),
            note=labels(words.ROUGHLY, distance=length_text(km, labels)) if is_rough else "",
        )


def _ends(subject: Subject) -> list[Site]:
    """Start and end of the way where they are not among the places; both may be the same."""
    ends = (subject.way[0], subject.way[-1]) if subject.way else ()
    return [site for site in ends if site not in subject.places]


def _notes(subject: Subject, labels: Labels) -> Iterator[str]:
    if subject.way:
        yield from _told_ends(subject, labels)
    if subject.unknown:
        yield labels(words.NOT_ON_MAP, places=", ".join(site.name for site in subject.unknown))
    if len(subject.way) > 1:
        yield labels(words.STRAIGHT)


def _told_ends(subject: Subject, labels: Labels) -> Iterator[str]:
    start, end, apart = subject.way[0], subject.way[-1], _ends(subject)
    if start == end and start in apart:
        yield labels(words.BEGINS_AND_ENDS, place=start.name)
        return
    for word, site in ((words.BEGINS, start), (words.ENDS, end)):
        if site in apart:
            yield labels(word, place=site.name)


def _without_repeats(spots: Iterable[Spot]) -> tuple[Spot, ...]:
    return tuple(spot for spot, _same in groupby(spots))
