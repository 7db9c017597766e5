"""Putting one more thing into a plan on trial: what is in its way."""

from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from planner.solve.assign_facts import Facts, has_pause, overlaps
from planner.solve.assign_plan import Plan

Kind = Literal[
    "not_listed",
    "full",
    "tables",
    "overlap",
    "travel",
    "no_way",
    "group",
    "away",
    "max_per_day",
    "rest",
    "no_slot",
]


@dataclass(frozen=True, slots=True)
class Blocker:
    """One fact.  ``thing``: the offer or meeting (id) that is in the way, of ``person``.

    * full, tables: ``thing`` (an offer; tables: none) lacks ``minutes`` places; ``by`` has them
    * overlap, group, no_way: ``thing`` is in the plan (no_way: and there is no connection)
    * travel: the way between ``thing`` and the new one is ``minutes`` too long
    * away: the absence ``stretch``; rest: no ``minutes`` of pause would be left in ``stretch``
    * max_per_day: ``minutes`` offers too many that day
    """

    kind: Kind
    thing: str = ""
    person: str = ""
    minutes: int = 0
    stretch: tuple[int, int] | None = None
    by: tuple[str, ...] = ()

    @property
    def drops(self) -> bool:
        """True when the thing itself has to go."""
        return self.kind in ("overlap", "group", "no_way")

    def same(self, other: "Blocker") -> bool:
        """The same fact, whatever its figures are."""
        mine = (self.kind, self.thing, self.person, self.stretch)
        return mine == (other.kind, other.thing, other.person, other.stretch)


@dataclass(frozen=True, slots=True)
class Gone:
    """Facts that are taken as not being so."""

    blockers: frozenset[Blocker] = frozenset()

    def has(self, blocker: Blocker) -> bool:
        return any(blocker.same(other) for other in self.blockers)


@dataclass(frozen=True, slots=True)
class Trial:
    """``places``: pairs (person, event): who would have to be where."""

    facts: Facts
    plan: Plan

    def blockers(self, places: Sequence[tuple[int, int]]) -> list[Blocker]:
        """Facts whose absence makes it fit; not yet the fewest."""
        found: list[Blocker] = []
        while new := next(self._faults(places, Gone(frozenset(found))), None):
            found.append(new)
        return found

    def fits(self, places: Sequence[tuple[int, int]], gone: Gone) -> bool:
        return next(self._faults(places, gone), None) is None

    def after(self, places: Sequence[tuple[int, int]], gone: Gone, meeting: int | None) -> Plan:
        """The plan with the new thing, without what has to go."""
        plan = self._without(gone)
        for who, event in places:
            if meeting is None:
                plan.given[who].add(event)
            else:
                plan.held[meeting] = event
        return plan

    def worth(self, blocker: Blocker) -> int:
        """What is lost with what the fact names, when that has to go."""
        facts = self.facts
        if not blocker.drops:
            return 0
        if blocker.thing in facts.meeting_index:
            return 2 * facts.problem.meetings[facts.meeting_index[blocker.thing]].value
        who = facts.person_index[blocker.person]
        return facts.problem.delegations[who].interest.get(blocker.thing, 0)

    def _without(self, gone: Gone) -> Plan:
        plan = Plan(self.facts, deepcopy(self.plan.given), dict(self.plan.held))
        for blocker in gone.blockers:
            if not blocker.drops:
                continue
            if blocker.thing in self.facts.offer_index and self._has(plan, blocker):
                who = self.facts.person_index[blocker.person]
                plan.given[who].discard(self.facts.offer_index[blocker.thing])
            else:
                plan.held.pop(self.facts.meeting_index.get(blocker.thing, -1), None)
        return plan

    def _has(self, plan: Plan, blocker: Blocker) -> bool:
        who = self.facts.person_index[blocker.person]
        event = self.facts.offer_index[blocker.thing]
        return who < len(plan.given) and event in plan.given[who]

    def _faults(self, places: Sequence[tuple[int, int]], gone: Gone) -> Iterator[Blocker]:
        plan = self._without(gone)
        for who, event in places:
            if event < self.facts.slots_from:
                yield from _new(gone, self._offer_faults(plan, who, event))
            yield from _new(gone, self._day_faults(plan, who, event, gone))
        event = places[0][1]
        if event >= self.facts.slots_from:
            yield from _new(gone, self._table_faults(plan, event))

    def _offer_faults(self, plan: Plan, who: int, event: int) -> Iterator[Blocker]:
        problem, person = self.facts.problem, self.facts.people[who]
        delegation, offer = problem.delegations[who], problem.offers[event]
        if offer.id not in delegation.interest:
            yield Blocker("not_listed", offer.id, person)
        mine = [problem.offers[e] for e in sorted(plan.given[who]) if e != event]
        for other in mine:
            if offer.group is not None and other.group == offer.group:
                yield Blocker("group", other.id, person)
        today = [e for e in plan.given[who] if e != event and self._same_day(e, event)]
        if delegation.max_per_day is not None and len(today) + 1 > delegation.max_per_day:
            over = len(today) + 1 - delegation.max_per_day
            yield Blocker("max_per_day", offer.id, person, over)
        there = [
            d for at, d in enumerate(problem.delegations) if at != who and event in plan.given[at]
        ]
        over = sum(d.size for d in there) + delegation.size - offer.capacity
        if over > 0:
            yield Blocker("full", offer.id, person, over, by=tuple(d.id for d in there))

    def _same_day(self, first: int, second: int) -> bool:
        return self.facts.days[first] == self.facts.days[second]

    def _table_faults(self, plan: Plan, event: int) -> Iterator[Blocker]:
        facts = self.facts
        held = [m for m, slot in plan.held.items() if slot == event]
        over = len(held) + 1 - facts.problem.meeting_slots[event - facts.slots_from].tables
        if over > 0:
            names = tuple(facts.problem.meetings[m].id for m in held)
            yield Blocker("tables", minutes=over, by=names)

    def _day_faults(self, plan: Plan, who: int, event: int, gone: Gone) -> Iterator[Blocker]:
        facts, person, new = self.facts, self.facts.people[who], self.facts.events[event]
        for stretch in facts.away[who]:
            if overlaps(new.start, new.end, [stretch]):
                yield Blocker("away", person=person, stretch=stretch)
        others = [e for e in plan.events_of(who) if e != event or e >= facts.slots_from]
        names = {e: self._name(plan, who, e) for e in others}
        for other in others:
            what = facts.events[other]
            if other == event or overlaps(new.start, new.end, [(what.start, what.end)]):
                yield Blocker("overlap", names[other], person)
        day = sorted({*others, event}, key=facts.when)
        for first, second in pairwise(day):
            if not facts.follows(first, second):
                yield self._way(first, second, event, names, person)
        busy = [(facts.events[e].start, facts.events[e].end) for e in day]
        for earliest, latest, minutes in facts.rests[who] if who < len(facts.rests) else ():
            if not has_pause([*busy, *facts.away[who]], earliest, latest, minutes):
                yield Blocker("rest", "", person, minutes, (earliest, latest))

    def _way(
        self, first: int, second: int, event: int, names: dict[int, str], person: str
    ) -> Blocker:
        """What stands between two neighbours of which one cannot be reached from the other."""
        a, b = self.facts.events[first], self.facts.events[second]
        minutes = self.facts.problem.travel[a.venue][b.venue]
        other = first if second == event else second
        short = a.end + minutes - b.start
        if event in (first, second) and minutes >= 0 and b.start >= a.end:
            return Blocker("travel", names[other], person, short)
        return Blocker("no_way", names[other], person)

    def _name(self, plan: Plan, who: int, event: int) -> str:
        facts = self.facts
        if event < facts.slots_from:
            return facts.problem.offers[event].id
        held = (m for m in facts.meetings_of[who] if plan.held.get(m) == event)
        return facts.problem.meetings[next(held)].id


def _new(gone: Gone, found: Iterator[Blocker]) -> Iterator[Blocker]:
    return (blocker for blocker in found if not gone.has(blocker))
