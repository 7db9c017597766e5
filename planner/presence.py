"""Who is there when: the day of each person around a round table, and its better slots."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from planner.availability import Is, belongs_to, entries_of, stay
from planner.entities import Activity
from planner.free_time import DAY_BEGINS, DAY_ENDS
from planner.programme import Entry, Programme, Span
from planner.round_table import speaking, team

#: Slots are proposed at multiples of this many minutes.
STEP_MINUTES = 15
NEVER, FOREVER = -(2**40), 2**40


class Stretch(NamedTuple):
    """Somebody is in one state from ``begin`` to ``end``; ``entry`` is what keeps them busy."""

    begin: int
    end: int
    state: Is
    entry: Entry | None = None


def stretches(
    programme: Programme, person_id: str, window: Span, table: Activity
) -> tuple[Stretch, ...]:
    """The states of a delegation, delegate or host through ``window``, without gaps.

    What belongs to ``table`` counts for nothing.
    """
    found: list[Stretch] = []
    now = window.begin
    arrival, departure, travels = stay(programme, person_id)
    is_known = not travels or (arrival is not None and departure is not None)
    free = Is.FREE if is_known else Is.UNSURE
    taken = _taken(programme, person_id, table, arrival, departure)
    for stretch in sorted(taken, key=lambda s: s[:2]):
        begin, end = max(stretch.begin, now), min(stretch.end, window.end)
        if begin >= end:
            continue
        if begin > now:
            found.append(Stretch(now, begin, free))
        found.append(stretch._replace(begin=begin, end=end))
        now = end
    if now < window.end:
        found.append(Stretch(now, window.end, free))
    return tuple(found)


def _taken(
    programme: Programme,
    person_id: str,
    table: Activity,
    arrival: datetime | None,
    departure: datetime | None,
) -> Iterator[Stretch]:
    at = programme.clock.at
    if arrival is not None:
        yield Stretch(NEVER, at(arrival), Is.NOT_YET)
    if departure is not None:
        yield Stretch(at(departure), FOREVER, Is.GONE)
    for entry in entries_of(programme, person_id):
        if not belongs_to(entry.activity, table):
            yield Stretch(entry.begin, entry.end, Is.BUSY, entry)


def state_in(states: Iterable[Stretch], span: Span) -> Is:
    """The worst of the states that touch a span of time."""
    touched = (s.state for s in states if s.begin < span.end and span.begin < s.end)
    return max(touched, key=_BADNESS.index, default=Is.FREE)


def is_here(programme: Programme, person_id: str, span: Span, table: Activity) -> bool:
    """Whether somebody is in the country and not busy all through a span of time."""
    arrival, departure, _travels = stay(programme, person_id)
    at = programme.clock.at
    if arrival is not None and at(arrival) > span.begin:
        return False
    if departure is not None and at(departure) < span.end:
        return False
    begin, end = span
    return not any(
        entry.begin < end and begin < entry.end and not belongs_to(entry.activity, table)
        for entry in entries_of(programme, person_id)
    )


_BADNESS = (Is.NO_TIME, Is.FREE, Is.UNSURE, Is.BUSY, Is.GONE, Is.NOT_YET)
HERE = frozenset({Is.FREE, Is.UNSURE})


# -- whom the round table wants -----------------------------------------------------------


class Wanted(NamedTuple):
    """Ids, each once: who must be there, and who only listens."""

    speakers: tuple[str, ...]
    listeners: tuple[str, ...]

    @property
    def all(self) -> tuple[str, ...]:
        return self.speakers + self.listeners


def wanted(programme: Programme, table: Activity) -> Wanted:
    """Delegations that speak, who moderates and interprets; then the others, by name."""
    heard = {d for p in programme.parts.get(table.id, ()) for d in speaking(programme, p.id)}
    delegations = [d.id for d in programme.active_delegations]
    hosts = (row.host_id for row in team(programme, table.id))
    speakers = [d for d in delegations if d in heard] + [h for h in hosts if h is not None]
    present = set(programme.delegations_in(table.id))
    others = [d for d in delegations if d not in heard]
    others.sort(key=lambda d: d not in present)
    return Wanted(tuple(dict.fromkeys(speakers)), tuple(others))


class Slot(NamedTuple):
    """A possible slot: how many of those who must be there cannot, and how many of the others."""

    begin: int
    speakers_missing: int
    listeners_missing: int


def slot_at(programme: Programme, table: Activity, begin: int) -> Slot:
    """Who would be missing if the round table began then."""
    span = Span(begin, begin + table.minutes)
    people = wanted(programme, table)

    def missing(ids: Iterable[str]) -> int:
        return sum(not is_here(programme, person_id, span, table) for person_id in ids)

    return Slot(begin, missing(people.speakers), missing(people.listeners))


def best_slots(programme: Programme, table: Activity) -> tuple[Slot, ...]:
    """Slots of every day between 9:00 and 18:00: those with most speakers, then most others.

    Equally good ones come in order of time.
    """
    begins = tuple(_begins(programme, table.minutes))
    people = wanted(programme, table)
    speakers = _missing(programme, table, people.speakers, begins)
    listeners = _missing(programme, table, people.listeners, begins)
    found = map(Slot, begins, speakers, listeners)
    return tuple(sorted(found, key=lambda s: (s.speakers_missing, s.listeners_missing, s.begin)))


def _begins(programme: Programme, minutes: int) -> Iterator[int]:
    at = programme.clock.at
    for day in programme.days:
        first, last = (at(datetime.combine(day, t)) for t in (DAY_BEGINS, DAY_ENDS))
        yield from range(first, last - minutes + 1, STEP_MINUTES)


def _missing(
    programme: Programme, table: Activity, ids: Iterable[str], begins: tuple[int, ...]
) -> list[int]:
    """For each begin how many cannot be there for the whole length."""
    counts = [0] * len(begins)
    if not begins:
        return counts
    window = Span(begins[0], begins[-1] + table.minutes)
    for person_id in ids:
        lost: set[int] = set()
        for stretch in stretches(programme, person_id, window, table):
            if stretch.state not in HERE:
                first = bisect_right(begins, stretch.begin - table.minutes)
                lost.update(range(first, bisect_left(begins, stretch.end)))
        for n in lost:
            counts[n] += 1
    return counts


def day_window(programme: Programme, day: date, *inside: Span) -> Span:
    """From 8:00 to 20:00 of a day, longer where something ``inside`` is on that day."""
    at = programme.clock.at
    begin, end = at(datetime.combine(day, time(8))), at(datetime.combine(day, time(20)))
    midnight = programme.clock.midnight
    whole = Span(midnight(day), midnight(day + timedelta(days=1)))
    for span in inside:
        if span.overlaps(whole):
            begin, end = min(begin, span.begin), max(end, span.end)
    return Span(max(begin, whole.begin), min(end, whole.end))
