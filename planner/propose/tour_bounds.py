"""From when to when a tour day has everybody on board, and what else they all do meanwhile."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import NamedTuple

from models.words import Kind
from planner.checks.journey import begins_at, ends_at
from planner.checks.tour_time import planned_end, planned_start
from planner.checks.wording import timed, who
from planner.edits.circuits import END
from planner.edits.routing import DEFAULT_START
from planner.entities import Delegate, Delegation, TourDay
from planner.phrases import Phrase
from planner.programme import Entry, Programme
from planner.propose.tour_pieces import Hold, Piece, Why, placed


@dataclass(frozen=True)
class Bounds:
    """A day from ``begin`` to ``end`` (instants), and what makes it begin later or end earlier.

    ``alone``: why it is left as it is; ``others``: what all on board do in between.
    """

    begin: int
    end: int
    begin_why: Phrase | None = None
    end_why: Phrase | None = None
    others: tuple[Piece, ...] = ()
    alone: Phrase | None = None

    def later(self, begin: int, why: Phrase) -> "Bounds":
        return self if begin <= self.begin else replace(self, begin=begin, begin_why=why)

    def earlier(self, end: int, why: Phrase) -> "Bounds":
        return self if end >= self.end else replace(self, end=end, end_why=why)


class _Person(NamedTuple):
    """A delegation, or one delegate, on board."""

    delegation: Delegation
    delegate: Delegate | None

    @property
    def id(self) -> str:
        return self.delegate.id if self.delegate else self.delegation.id


def bounds_of(programme: Programme, day: TourDay, planned: frozenset[str]) -> Bounds:
    """The bounds of a tour day; ``planned``: the tour days that are planned with it."""
    found = _own(programme, day)
    people = list(_people(programme, day))
    for person in people:
        found = _with_journey(programme, day, found, person)
    entries = {
        e.activity.id: (e, person)
        for person in people
        for e in _entries(programme, day, person, planned)
    }
    for entry, person in sorted(entries.values(), key=lambda pair: pair[0].span):
        found = _with_entry(programme, day, found, entry, person)
    if found.end <= found.begin:
        first = found.begin_why or found.end_why or Phrase("it ends before it begins")
        return replace(found, alone=first)
    return found


def _own(programme: Programme, day: TourDay) -> Bounds:
    """As planned; without times, from the first thing of the day, or usual hours."""
    at = programme.clock.at
    spans = [programme.spans[a.id] for a in placed(programme, day.id)]
    begin = planned_start(programme, day)
    if begin is None:
        usual = at(datetime.combine(day.day, DEFAULT_START))
        begin = min((s.begin for s in spans), default=usual)
    end = planned_end(programme, day)
    if end is None:
        usual = at(datetime.combine(day.day, END))
        end = max([usual, *(s.end for s in spans)])
    return Bounds(begin, end)


def _people(programme: Programme, day: TourDay) -> Iterator[_Person]:
    """Who is on board: whole delegations with each of their delegates, and single delegates."""
    for party in programme.on_board(day.tour_id):
        delegation = programme.delegations.get(party.delegation_id or "")
        if delegation is None:
            continue
        if party.delegate_id is not None:
            yield _Person(delegation, programme.delegates[party.delegate_id])
            continue
        yield _Person(delegation, None)
        for delegate in programme.delegates_of.get(delegation.id, ()):
            yield _Person(delegation, delegate)


def _with_journey(programme: Programme, day: TourDay, found: Bounds, person: _Person) -> Bounds:
    """Nobody is on board before they arrive, or after they must leave."""
    delegation, delegate = person
    arrival = (delegate.arrival if delegate else None) or delegation.arrival
    departure = (delegate.departure if delegate else None) or delegation.departure
    name = who(programme, person.id)
    if arrival is not None and arrival.date() >= day.day:
        way = _way(programme, delegation.arrival_site_id, day.start_site_id, arrival)
        why = Phrase("{who} arrive on {day} at {time}", who=name, day=arrival.date(), time=arrival)
        found = found.later(programme.clock.at(arrival) + way, why)
    if departure is not None and departure.date() <= day.day:
        way = _way(programme, day.end_site_id, delegation.departure_site_id, None)
        why = Phrase(
            "{who} leave on {day} at {time}", who=name, day=departure.date(), time=departure
        )
        found = found.earlier(programme.clock.at(departure) - way, why)
    return found


def _way(
    programme: Programme, here: str | None, there: str | None, departure: datetime | None
) -> int:
    """Minutes with the buffer; 0 where there is no way, or nobody knows."""
    if here is None or there is None or here == there:
        return 0
    leg = programme.travel.leg(here, there, None, departure)
    return leg.minutes + programme.edition.buffer_minutes if leg and leg.minutes else 0


def _entries(
    programme: Programme, day: TourDay, person: _Person, planned: frozenset[str]
) -> Iterator[Entry]:
    """What else somebody does around that day: free time does not bind."""
    clock = programme.clock
    first = clock.midnight(day.day)
    last = clock.midnight(day.day + timedelta(days=1))
    agenda = programme.own_entries(person.id) if person.delegate else programme.agenda(person.id)
    for entry in agenda:
        activity = entry.activity
        on_tour = activity.tour_day_id is not None and (
            activity.tour_day_id == day.id or activity.tour_day_id in planned
        )
        inside = entry.begin < last + 360 and entry.end > first
        if inside and not on_tour and activity.kind is not Kind.FREE and entry.end > entry.begin:
            yield entry


def _with_entry(
    programme: Programme, day: TourDay, found: Bounds, entry: Entry, person: _Person
) -> Bounds:
    """The day around one more thing: before it, after it, or with it."""
    activity = entry.activity
    departure = programme.clock.wall(entry.end)
    after = entry.end + _way(programme, ends_at(activity), day.start_site_id, departure)
    before = entry.begin - _way(programme, day.end_site_id, begins_at(activity), None)
    why = Phrase(
        "{who} have {what}", who=who(programme, person.id), what=timed(programme, activity)
    )
    if entry.end <= found.begin:
        return found.later(after, why)
    if entry.begin >= found.end:
        return found.earlier(before, why)
    inside = found.begin < entry.begin and entry.end < found.end
    if inside and activity.site_id and _everybody(programme, day, activity.id):
        return replace(found, others=(*found.others, _other(day, entry)))
    if found.end - after > before - found.begin:
        return found.later(after, why)
    return found.earlier(before, why)


def _everybody(programme: Programme, day: TourDay, activity_id: str) -> bool:
    """Whether all delegations on board take part, whole."""
    on_board = {p.delegation_id for p in programme.on_board(day.tour_id)}
    whole = {
        p.delegation_id
        for p in programme.parties(activity_id)
        if p.delegation_id and p.delegate_id is None
        and p.heads == programme.heads_of(p.delegation_id)
    }  # fmt: skip
    return on_board <= whole


def _other(day: TourDay, entry: Entry) -> Piece:
    activity = entry.activity
    return Piece(
        f"other:{activity.id}",
        begins_at(activity),
        ends_at(activity),
        (activity,),
        entry.end - entry.begin,
        day.id,
        entry.begin,
        Hold.TIME,
        Why.ELSEWHERE,
        frozenset({day.id}),
        foreign=True,
    )
