"""The days of a programme at a glance: a line and a band of bars each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from planner.publish.agenda import by_day
from planner.publish.copies import Copy
from planner.publish.items import Item, ItemKind
from planner.publish.times import clock_time

#: So many places are named for a day.
PLACES_NAMED = 6
MINUTES_OF_DAY = 1440


@dataclass(frozen=True, slots=True)
class Bar:
    """From ``left``, so many parts of the band ``wide``; ``is_turn``: the delegation speaks."""

    left: float
    wide: float
    is_turn: bool


@dataclass(frozen=True, slots=True)
class GlanceDay:
    """``time`` is from the first to the last item, ``places`` are towns where they are known."""

    iso: str
    heading: str
    time: str
    places: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Hour:
    """A mark under the bands, at ``left`` parts of their length."""

    left: float
    text: str


@dataclass(frozen=True, slots=True)
class Glance:
    """``hours`` are the scale of all bands."""

    hours: tuple[Hour, ...]
    days: tuple[GlanceDay, ...]


def glance(copy: Copy) -> Glance:
    """The days on which there is something at a time of day, in their order."""
    timed = [item for item in copy.items if not item.all_day]
    days = by_day(timed, copy.programme.clock)
    first = min(_minute(item.start) for item in timed) // 60
    last = max(first + 1, *(-(-_end_minute(item) // 60) for item in timed))
    scale = range(60 * first, 60 * last + 1)
    return Glance(
        hours=tuple(
            Hour(_part(60 * hour, scale), f"{hour % 24:02}") for hour in range(first, last + 1, 2)
        ),
        days=tuple(_day(copy, day, items, scale) for day, items in days),
    )


def _day(copy: Copy, day: date, items: Sequence[Item], scale: range) -> GlanceDay:
    labels, clock = copy.labels, copy.programme.clock
    latest = max(items, key=lambda item: item.end)
    ends = (items[0].start, latest.finish if _has_length(latest) else latest.start)
    times = dict.fromkeys(clock_time(wall, clock, labels) for wall in ends)
    return GlanceDay(
        iso=day.isoformat(),
        heading=labels.day(day),
        time="–".join(times),
        places=_places(items),
        bars=tuple(_bar(item, scale) for item in items if _has_length(item)),
    )


def _has_length(item: Item) -> bool:
    return item.kind not in (ItemKind.ARRIVAL, ItemKind.DEPARTURE)


def _bar(item: Item, scale: range) -> Bar:
    left = _part(_minute(item.start), scale)
    right = _part(_end_minute(item), scale)
    return Bar(left, round(max(right - left, 0), 4), item.kind is ItemKind.TURN)


def _part(minute: int, scale: range) -> float:
    return round((minute - scale.start) / (len(scale) - 1), 4)


def _minute(wall: datetime) -> int:
    return 60 * wall.hour + wall.minute


def _end_minute(item: Item) -> int:
    """On the clock of the day on which it begins; what runs into the next ends at midnight."""
    is_over = item.finish.date() > item.start.date()
    return MINUTES_OF_DAY if is_over else max(_minute(item.finish), _minute(item.start))


def _places(items: Sequence[Item]) -> str:
    """Each once, in the order of the day."""
    sites = (site for item in items for site in (item.origin, item.place) if site is not None)
    names = list(dict.fromkeys(site.municipality or site.name for site in sites))
    more = " …" if len(names) > PLACES_NAMED else ""
    return " · ".join(names[:PLACES_NAMED]) + more
