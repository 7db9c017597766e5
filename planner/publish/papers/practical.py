"""The practical page of a booklet: where to sleep, when to leave, what the clocks do, whom to call.

Its readers are the members of the delegation: it holds nothing about anybody of them but when
somebody comes or leaves apart from the others.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from planner.clock import MINUTE, Clock
from planner.entities import Site
from planner.publish import how_to_words
from planner.publish import labels as common
from planner.publish import paper_words as paper
from planner.publish.agenda import by_day
from planner.publish.copies import Copy
from planner.publish.items import Item, ItemKind
from planner.publish.labels import LOCALES, Labels
from planner.publish.papers import booklet_words as words
from planner.publish.qr import qr_svg
from planner.publish.sheet_rows import town_address
from planner.publish.times import clock_time


@dataclass(frozen=True, slots=True)
class Fact:
    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Subscription:
    """How to have the programme in a calendar; ``code`` is an SVG file, ``alt`` its words."""

    heading: str
    code: str
    alt: str
    address: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Practical:
    heading: str
    facts: tuple[Fact, ...]
    subscription: Subscription | None


def practical(copy: Copy) -> Practical:
    """What is known; what is not is left out."""
    labels = copy.labels
    return Practical(
        heading=labels(words.PRACTICAL),
        facts=tuple(Fact(labels(heading), lines) for heading, lines in _facts(copy) if lines),
        subscription=_subscription(copy.feed, labels) if copy.feed else None,
    )


def _facts(copy: Copy) -> Iterator[tuple[str, tuple[str, ...]]]:
    programme, labels = copy.programme, copy.labels
    delegation = programme.delegations[copy.recipient.id]
    yield common.HOTEL, _place(programme.sites.get(delegation.hotel_id or ""), labels)
    yield paper.PICK_UP, _place(programme.sites.get(delegation.pickup_id or ""), labels)
    yield common.ARRIVAL, tuple(_journeys(copy, ItemKind.ARRIVAL))
    yield common.DEPARTURE, tuple(_journeys(copy, ItemKind.DEPARTURE))
    yield words.TIME_ZONE, (_local_times(copy),)
    yield words.CLOCKS, tuple(_changes_of_clocks(copy))
    yield words.EMERGENCY, (labels(words.EMERGENCY_NUMBER),)


def _place(site: Site | None, labels: Labels) -> tuple[str, ...]:
    return tuple(filter(None, (site.name, town_address(site, labels)))) if site else ()


def _journeys(copy: Copy, kind: ItemKind) -> Iterator[str]:
    """``Tuesday 22 October, 17:20, Namur``; whose it is, where not everybody's."""
    for item in copy.items:
        if item.kind is kind:
            told = ", ".join((*_when(copy, item), *_where(item)))
            who = _who(item, copy.labels)
            yield f"{told} ({who})" if who else told


def _when(copy: Copy, item: Item) -> Iterator[str]:
    yield copy.labels.day(item.start.date())
    yield clock_time(item.start, copy.programme.clock, copy.labels)


def _where(item: Item) -> Iterator[str]:
    if item.place is not None:
        yield item.place.name


def _who(item: Item, labels: Labels) -> str:
    """Empty where it is everybody."""
    if item.heads is not None:
        return labels.headed(common.PEOPLE, str(item.heads))
    return ", ".join(person.name for person in item.people)


def _local_times(copy: Copy) -> str:
    """In the zone of the first item, summer time or not."""
    from babel.dates import get_timezone_name

    locale = LOCALES[copy.labels.language]
    start = copy.items[0].start.replace(tzinfo=copy.programme.clock.tz)
    return copy.labels(
        words.LOCAL_TIMES, zone=get_timezone_name(start, locale=locale), offset=_offset(start)
    )


def _offset(moment: datetime) -> str:
    """``UTC+2``, ``UTC+5:30``"""
    minutes = (moment.utcoffset() or timedelta()) // MINUTE
    hours, rest = divmod(abs(minutes), 60)
    sign = "−" if minutes < 0 else "+"
    return f"UTC{sign}{hours}:{rest:02}" if rest else f"UTC{sign}{hours}"


def _changes_of_clocks(copy: Copy) -> Iterator[str]:
    """Of the days on which there is something."""
    clock, labels = copy.programme.clock, copy.labels
    for day, _items in by_day(copy.items, clock):
        if (change := _change_of_clocks(clock, day)) is not None:
            before, after = change
            word = words.CLOCKS_BACK if after < before else words.CLOCKS_FORWARD
            times = {"before": labels.time(before), "after": labels.time(after)}
            yield labels(word, day=labels.day(day), **times)


def _change_of_clocks(clock: Clock, day: date) -> tuple[datetime, datetime] | None:
    """What they would show at the change, and what they show then."""
    midnight = clock.midnight(day)
    for instant in range(midnight, midnight + clock.day_minutes(day)):
        expected, shown = clock.wall(instant) + MINUTE, clock.wall(instant + 1)
        if expected != shown:
            return expected, shown
    return None


def _subscription(feed: str, labels: Labels) -> Subscription:
    return Subscription(
        heading=labels(words.CALENDAR),
        code=qr_svg(feed).decode(),
        alt=labels(words.QR_CODE, address=feed),
        address=feed,
        lines=(
            labels(common.SCAN),
            labels(how_to_words.SUBSCRIBE_LATE),
            labels(how_to_words.SUBSCRIBE_PRIVATE),
        ),
    )
