"""A first plan at once: the worst-off chooses first, or the dearest goes first."""

import heapq
from collections.abc import Sequence
from dataclasses import dataclass, field

from planner.solve.assign_facts import Facts
from planner.solve.assign_form import DAY_MINUTES
from planner.solve.assign_plan import Plan
from planner.solve.budget import Budget


@dataclass
class Greedy:
    """Adds things to a plan while they fit."""

    facts: Facts
    plan: Plan
    used: dict[int, int] = field(default_factory=dict)
    taken: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        facts = self.facts
        self.taken = list(facts.busy)
        for who, events in enumerate(self.plan.given):
            for event in events:
                self._use(event, facts.problem.delegations[who].size)
        for event in self.plan.held.values():
            self._use(event, 1)

    def _use(self, event: int, places: int) -> None:
        self.used[event] = self.used.get(event, 0) + places

    def give(self, who: int, event: int) -> bool:
        """Give a delegation an offer, if there is room for it on both sides."""
        facts, mine = self.facts, self.plan.given[who]
        offer, delegation = facts.problem.offers[event], facts.problem.delegations[who]
        if self.used.get(event, 0) + delegation.size > offer.capacity or not self._free(who, event):
            return False
        others = [facts.problem.offers[e] for e in mine]
        if offer.group is not None and any(o.group == offer.group for o in others):
            return False
        today = sum(o.start // DAY_MINUTES == facts.days[event] for o in others)
        if delegation.max_per_day is not None and today >= delegation.max_per_day:
            return False
        mine.add(event)
        if not self.plan.day_holds(who):
            mine.discard(event)
            return False
        self._use(event, delegation.size)
        self.taken[who] |= 1 << event
        return True

    def hold(self, meeting: int, event: int) -> bool:
        """Hold a meeting in a slot, if there is a table and both have the time."""
        facts, parties = self.facts, self.facts.parties(meeting)
        tables = facts.problem.meeting_slots[event - facts.slots_from].tables
        if self.used.get(event, 0) >= tables or not all(self._free(p, event) for p in parties):
            return False
        self.plan.held[meeting] = event
        if not all(self.plan.day_holds(who) for who in parties):
            del self.plan.held[meeting]
            return False
        self._use(event, 1)
        for who in parties:
            self.taken[who] |= 1 << event
        return True

    def _free(self, who: int, event: int) -> bool:
        mask = self.taken[who]
        return not mask >> event & 1 and not self.facts.clash[event] & mask


Choice = tuple[int, int, int]
"""Worth (negative), meeting or -1, event."""


def first_plan(facts: Facts, alone: Sequence[int], budget: Budget) -> Plan:
    """A plan in which nothing more fits, as far as the budget allows; the pins must hold."""
    greedy = Greedy(facts, Plan.of_pins(facts))
    fair = facts.problem.objective == "fair"
    choices = [_choices(facts, who) for who in range(len(facts.people))]
    got = [greedy.plan.got(who) for who in range(len(facts.offers))]
    queue = [(_rank(facts, who, got, alone, choices, fair), who) for who in range(len(choices))]
    heapq.heapify(queue)
    while queue and not budget.over:
        _, who = heapq.heappop(queue)
        while choices[who]:
            worth, meeting, event = choices[who].pop()
            if meeting >= 0 and meeting in greedy.plan.held:
                continue
            if greedy.hold(meeting, event) if meeting >= 0 else greedy.give(who, event):
                for party in {who} if meeting < 0 else set(facts.parties(meeting)):
                    if party < len(got):
                        got[party] += worth
                break
        if choices[who]:
            heapq.heappush(queue, (_rank(facts, who, got, alone, choices, fair), who))
    return greedy.plan


def _choices(facts: Facts, who: int) -> list[Choice]:
    """What a person can be given, the dearest last; of equals the one that takes less time."""
    found = [(w, -1, e) for e, w in facts.offers[who].items()] if who < len(facts.offers) else []
    for meeting in facts.meetings_of[who]:
        value = facts.problem.meetings[meeting].value
        found += [(value, meeting, event) for event in facts.meeting_slots[meeting]]

    def dearness(choice: Choice) -> tuple[int, int, int, int]:
        what = facts.events[choice[2]]
        return choice[0], what.start - what.end, -choice[2], -choice[1]

    return sorted(found, key=dearness)


def _rank(
    facts: Facts,
    who: int,
    got: list[int],
    alone: Sequence[int],
    choices: list[list[Choice]],
    fair: bool,
) -> tuple[float, int]:
    """Who chooses next: the one with the smallest share, or with the dearest thing."""
    if fair and who < len(got):
        return (got[who] / alone[who] if alone[who] > 0 else 2.0), who
    dearest = choices[who][-1][0] if choices[who] else 0
    return (3.0, who) if fair else (-float(dearest), who)
