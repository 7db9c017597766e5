"""When somebody is elsewhere, and which facts keep them from being at a place at a time."""

from bisect import bisect_left
from collections.abc import Collection, Iterator
from datetime import datetime
from typing import NamedTuple

from models.words import Kind
from planner.checks.journey import NIGHT_MINUTES, begins_at, ends_at
from planner.checks.wording import lasting, place, timed, who
from planner.free_time import entries_of
from planner.phrases import N_, Phrase, Value
from planner.programme import Entry, Programme, Span
from planner.propose.agenda_form import Frame
from planner.propose.facts import Cause, Fact

ARRIVES, LEAVES = N_("{who} arrives {day} at {time}"), N_("{who} leaves {day} at {time}")
ARRIVES_AT = N_("{who} arrives {day} at {time} at {site}, {way} away")
LEAVES_FROM = N_("{who} leaves {day} at {time} from {site}, {way} away")


class Bound(NamedTuple):
    """When and where somebody comes or goes."""

    person_id: str
    wall: datetime
    instant: int
    site_id: str | None


class Busy:
    """The programme of a delegation (anybody of it), a delegate or a host, as it stands.

    Activities in ``ignoring`` count for nothing.  Free time counts unless ``fill_free_time``:
    it is there to rest.
    """

    def __init__(
        self,
        frame: Frame,
        person_id: str,
        ignoring: Collection[str] = (),
        *,
        fill_free_time: bool = False,
    ) -> None:
        self.frame, self.person_id = frame, person_id
        self.programme = frame.programme
        found = {
            e.activity.id: e
            for e in entries_of(self.programme, person_id)
            if e.activity.id not in ignoring
            and e.end > e.begin
            and not (fill_free_time and e.activity.kind is Kind.FREE)
        }
        self.entries = tuple(sorted(found.values(), key=lambda e: (e.begin, e.end, e.activity.id)))
        self._begins = [e.begin for e in self.entries]
        self._longest = max((e.end - e.begin for e in self.entries), default=0)
        self.arrivals, self.departures = bounds(self.programme, person_id)

    # -- facts ------------------------------------------------------------------------------

    def facts(self, span: Span, site_id: str | None) -> Iterator[Fact]:
        """What keeps them from being at a place at a time: each alone does."""
        for bound in self.arrivals:
            if (fact := self._not_yet(bound, span, site_id)) is not None:
                yield fact
        for bound in self.departures:
            if (fact := self._gone(bound, span, site_id)) is not None:
                yield fact
        for entry in self._near(span):
            if (fact := self._against(entry, span, site_id)) is not None:
                yield fact

    def _near(self, span: Span) -> Iterator[Entry]:
        """Entries within a night of a span; farther ones leave time for any way."""
        first = bisect_left(self._begins, span.begin - self._longest - NIGHT_MINUTES)
        last = bisect_left(self._begins, span.end + NIGHT_MINUTES)
        return iter(self.entries[first:last])

    def _against(self, entry: Entry, span: Span, site_id: str | None) -> Fact | None:
        activity = entry.activity
        what, whose = timed(self.programme, activity), who(self.programme, self.person_id)
        if entry.span.overlaps(span):
            phrase = Phrase("{who}: {what} is at that time", who=whose, what=what)
            minutes = min(entry.end, span.end) - max(entry.begin, span.begin)
            return Fact(Cause.BUSY, phrase, activity.id, self.person_id, minutes)
        if entry.end <= span.begin:
            here, there, gap = ends_at(activity), site_id, span.begin - entry.end
            leaves = self.programme.clock.wall(entry.end)
        else:
            here, there, gap = site_id, begins_at(activity), entry.begin - span.end
            leaves = self.programme.clock.wall(span.end)
        way = 0 if activity.kind is Kind.FREE else self.frame.apart(here, there, leaves)
        short = way - gap
        if short <= 0:
            return None
        phrase = Phrase(
            "{who}: from or to {what} the way takes {way}, there are {gap}",
            who=whose,
            what=what,
            way=lasting(short + gap),
            gap=lasting(gap),
        )
        return Fact(Cause.WAY, phrase, activity.id, self.person_id, short)

    def _not_yet(self, bound: Bound, span: Span, site_id: str | None) -> Fact | None:
        way = self.frame.apart(bound.site_id, site_id, bound.wall) if bound.site_id else 0
        if bound.instant + way <= span.begin or span.begin - bound.instant >= NIGHT_MINUTES:
            return None
        phrase = self._bound_phrase(bound, way, arriving=True)
        short = bound.instant + way - span.begin
        return Fact(Cause.NOT_YET, phrase, None, bound.person_id, short)

    def _gone(self, bound: Bound, span: Span, site_id: str | None) -> Fact | None:
        leaves = self.programme.clock.wall(span.end)
        way = self.frame.apart(site_id, bound.site_id, leaves) if bound.site_id else 0
        if span.end + way <= bound.instant or bound.instant - span.end >= NIGHT_MINUTES:
            return None
        phrase = self._bound_phrase(bound, way, arriving=False)
        short = span.end + way - bound.instant
        return Fact(Cause.GONE, phrase, None, bound.person_id, short)

    def _bound_phrase(self, bound: Bound, way: int, *, arriving: bool) -> Phrase:
        values: dict[str, Value] = {
            "who": who(self.programme, bound.person_id),
            "day": bound.wall.date(),
            "time": bound.wall,
        }
        if not way:
            pattern = ARRIVES if arriving else LEAVES
            return Phrase(pattern, None, **values)
        values |= {"site": place(self.programme, bound.site_id), "way": lasting(way)}
        return Phrase(ARRIVES_AT if arriving else LEAVES_FROM, None, **values)

    # -- for the solvers ----------------------------------------------------------------------

    def spans(self) -> Iterator[Span]:
        """When they are busy, ways left out, in order."""
        return (entry.span for entry in self.entries)

    def away(self, site_id: str | None, first: int, last: int) -> tuple[tuple[int, int], ...]:
        """Stretches (minutes of the frame) in which they cannot be at one place, joined.

        ``first`` and ``last`` (instants) are the ends of what matters.
        """
        spans = [self._widened(entry, site_id) for entry in self.entries]
        for bound in self.arrivals:
            way = self.frame.widest(bound.site_id, site_id) if bound.site_id else 0
            spans.append(Span(first, bound.instant + way))
        for bound in self.departures:
            way = self.frame.widest(site_id, bound.site_id) if bound.site_id else 0
            spans.append(Span(bound.instant - way, last))
        inside = (Span(max(s.begin, first), min(s.end, last)) for s in spans)
        return joined(self.frame, (s for s in inside if s.begin < s.end))

    def _widened(self, entry: Entry, site_id: str | None) -> Span:
        """With the ways from and to a place, whenever one leaves."""
        activity = entry.activity
        if activity.kind is Kind.FREE:
            return entry.span
        there = self.frame.widest(site_id, begins_at(activity))
        return Span(entry.begin - there, entry.end + self.frame.widest(ends_at(activity), site_id))


def joined(frame: Frame, spans: Iterator[Span]) -> tuple[tuple[int, int], ...]:
    """Spans in minutes of the frame, in order, those that touch as one."""
    found: list[tuple[int, int]] = []
    for begin, end in sorted(map(frame.minutes, spans)):
        if found and begin <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((begin, end))
    return tuple(found)


def bounds(programme: Programme, person_id: str) -> tuple[tuple[Bound, ...], tuple[Bound, ...]]:
    """Arrivals and departures: of a delegation its own and those that its delegates have apart."""
    delegate = programme.delegates.get(person_id)
    delegation = programme.delegations.get(delegate.delegation_id if delegate else person_id)
    if delegation is None:
        return (), ()
    people = (delegate,) if delegate else programme.delegates_of.get(delegation.id, ())
    at = programme.clock.at
    arrivals = {p.id: p.arrival for p in people if p.arrival is not None}
    departures = {p.id: p.departure for p in people if p.departure is not None}
    if delegation.arrival is not None and not (delegate and arrivals):
        arrivals[delegation.id] = delegation.arrival
    if delegation.departure is not None and not (delegate and departures):
        departures[delegation.id] = delegation.departure
    here, there = delegation.arrival_site_id, delegation.departure_site_id
    return (
        tuple(Bound(i, wall, at(wall), here) for i, wall in sorted(arrivals.items())),
        tuple(Bound(i, wall, at(wall), there) for i, wall in sorted(departures.items())),
    )
