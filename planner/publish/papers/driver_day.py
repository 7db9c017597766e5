"""One day of a driver in words: the stops, the ways between them, and what holds for all of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from models.words import ActivityStatus
from planner.checks.drives import Drive as Driven
from planner.entities import Activity, Site
from planner.publish import labels as words
from planner.publish.copies import Copy
from planner.publish.labels import STATUSES
from planner.publish.papers import sheet_words as sheets
from planner.publish.papers.driver_hours import hours, lasting
from planner.publish.papers.driver_people import heads_of, movements
from planner.publish.papers.driver_route import Halt, Way
from planner.publish.papers.sheet_head import Fact
from planner.publish.sheet_rows import town_address
from planner.publish.times import clock_time
from planner.publish.wording import head_count
from planner.travel import COARSE_METRES


@dataclass(frozen=True, slots=True)
class Drive:
    """The way to a stop; ``title`` and ``note`` are those of a planned transfer."""

    title: str
    length: str
    note: str
    badges: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stop:
    """``drive`` leads there.  ``point``: latitude and longitude, as a navigator takes them."""

    drive: Drive | None
    arrive: str
    leave: str
    waiting: str
    place: str
    address: str
    point: str
    notes: tuple[str, ...]
    badges: tuple[str, ...]
    passengers: tuple[str, ...]


def stops(copy: Copy, halts: Sequence[Halt]) -> Iterator[Stop]:
    for halt, following in zip_longest(halts, halts[1:]):
        yield _stop(copy, halt, following.way if following is not None else None)


def _stop(copy: Copy, halt: Halt, onward: Way | None) -> Stop:
    labels, site = copy.labels, halt.site
    return Stop(
        drive=_drive(copy, halt.way) if halt.way else None,
        arrive=_time(copy, halt.arrive),
        leave=_time(copy, halt.leave),
        waiting=_waiting(copy, halt),
        place=site.name if site else labels(words.NOT_KNOWN),
        address=town_address(site, labels) if site else "",
        point=_point(site),
        notes=tuple(_notes(copy, halt, onward)),
        badges=_badges(copy, halt.waits_for),
        passengers=tuple(movements(copy.programme, labels, halt, onward)),
    )


def _waiting(copy: Copy, halt: Halt) -> str:
    """How long for the passengers; where the vehicle is between two rides is the driver's."""
    if not halt.waits_for or halt.arrive is None or halt.leave is None:
        return ""
    minutes = max(halt.leave - halt.arrive, 0)
    return copy.labels.headed(words.WAITING, lasting(minutes, copy.labels))


def _drive(copy: Copy, way: Way) -> Drive:
    transfer = way.transfer
    return Drive(
        title=transfer.title if transfer else "",
        length=_length(copy, way),
        note=(transfer.description or "") if transfer else "",
        badges=_badges(copy, (transfer,)) if transfer else (),
    )


def _length(copy: Copy, way: Way) -> str:
    """``1 h 05 · about 60 km · empty run``"""
    labels = copy.labels
    if way.minutes is None:
        found = [labels(sheets.UNKNOWN_WAY)]
    else:
        time = lasting(way.minutes, labels)
        found = [labels(sheets.ABOUT, time=time) if way.is_estimate else time]
    if way.km is not None and round(way.km):
        found.append(labels(sheets.KILOMETRES, number=round(way.km)))
    if not way.parties:
        found.append(labels(sheets.EMPTY))
    return " · ".join(found)


def _notes(copy: Copy, halt: Halt, onward: Way | None) -> Iterator[str]:
    """What the vehicle waits for, and where those who board are."""
    labels = copy.labels
    kinds = dict.fromkeys(labels.kind(activity.kind) for activity in halt.waits_for)
    if kinds:
        yield ", ".join(kinds)
    transfer = onward.transfer if onward is not None else None
    if transfer is not None and transfer.meeting_point:
        yield labels.headed(words.MEETING_POINT, transfer.meeting_point)


def _badges(copy: Copy, activities: Sequence[Activity]) -> tuple[str, ...]:
    found = []
    if any(activity.id in copy.changed for activity in activities):
        found.append(words.CHANGED)
    if any(activity.status is ActivityStatus.REQUESTED for activity in activities):
        found.append(STATUSES[ActivityStatus.REQUESTED])
    return tuple(map(copy.labels, found))


def _time(copy: Copy, instant: int | None) -> str:
    clock = copy.programme.clock
    return clock_time(clock.wall(instant), clock, copy.labels) if instant is not None else ""


def _point(site: Site | None) -> str:
    """Of a place that is known well enough: the middle of a town leads nobody to a door."""
    if site is None or site.lat is None or site.lon is None:
        return ""
    if (site.precision_m or 0) > COARSE_METRES:
        return ""
    return f"{site.lat:.4f}, {site.lon:.4f}"


# -- the whole day --------------------------------------------------------------------------------


def day_facts(copy: Copy, halts: Sequence[Halt], driven: list[Driven]) -> Iterator[Fact]:
    """Departure, seats, driving time and breaks."""
    labels = copy.labels
    first = halts[0]
    if first.leave is not None:
        place = first.site.name if first.site else ""
        told = ", ".join(filter(None, (_time(copy, first.leave), place)))
        yield Fact(labels(words.DEPARTURE), told)
    yield Fact(labels(sheets.SEATS_TAKEN), _seats(copy, halts))
    places = copy.programme.vehicles[copy.recipient.id].wheelchair_places
    if places is not None:
        yield Fact(labels(words.WHEELCHAIRS), str(places))
    is_sure = all(halt.way is None or halt.way.minutes is not None for halt in halts)
    for heading, text in hours(driven, is_sure, copy.programme.clock, labels):
        yield Fact(labels(heading), text)
    known = [halt.way.km for halt in halts if halt.way and halt.way.km is not None]
    if known:
        yield Fact(labels(sheets.DISTANCE), labels(sheets.KILOMETRES, number=round(sum(known))))


def _seats(copy: Copy, halts: Sequence[Halt]) -> str:
    """The most that are ever on board, of how many."""
    loads = [heads_of(halt.way.parties) for halt in halts if halt.way]
    most = max(loads, key=lambda heads: heads.number, default=None)
    used = head_count(most, copy.labels) if most and most.number else "0"
    seats = copy.programme.vehicles[copy.recipient.id].seats
    return copy.labels(sheets.SEATS_USED, heads=used, seats=seats) if seats is not None else used
