"""A plan as what everybody has; whether it holds, and what it is worth."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from planner.solve.assign_facts import Facts, has_pause
from planner.solve.assign_model import Model


@dataclass
class Plan:
    """``given``: the offers (events) of every delegation; ``held``: meeting -> slot (event)."""

    facts: Facts
    given: list[set[int]]
    held: dict[int, int] = field(default_factory=dict)

    @classmethod
    def of_pins(cls, facts: Facts) -> "Plan":
        """The plan that holds what is pinned and nothing else."""
        count = facts.slots_from
        given = [
            {event for event in range(count) if facts.pinned[who] >> event & 1}
            for who in range(len(facts.problem.delegations))
        ]
        return cls(facts, given, dict(facts.pinned_slot))

    @classmethod
    def of_columns(cls, model: Model, ones: Iterable[int]) -> "Plan":
        chosen = frozenset(ones)
        plan = cls(model.facts, [set() for _ in model.facts.problem.delegations])
        for (who, event), column in model.given.items():
            if column in chosen:
                plan.given[who].add(event)
        plan.held = {m: e for (m, e), column in model.held.items() if column in chosen}
        return plan

    def columns(self, model: Model) -> frozenset[int]:
        """The columns that are one (without those of the rests)."""
        given = {model.given[who, e] for who, events in enumerate(self.given) for e in events}
        return frozenset(given | {model.held[m, e] for m, e in self.held.items()})

    def events_of(self, who: int) -> list[int]:
        """What the person does, in order of time."""
        mine = set(self.given[who]) if who < len(self.given) else set()
        mine |= {self.held[m] for m in self.facts.meetings_of[who] if m in self.held}
        return sorted(mine, key=self.facts.when)

    def got(self, who: int) -> int:
        """The score of a delegation, its meetings counted once."""
        problem = self.facts.problem
        interest = problem.delegations[who].interest
        offers = sum(interest[problem.offers[event].id] for event in self.given[who])
        mine = (m for m in self.facts.meetings_of[who] if m in self.held)
        return offers + sum(problem.meetings[m].value for m in mine)

    def total(self) -> int:
        """All interests, and the value of every held meeting for both of its sides."""
        problem = self.facts.problem
        interests = sum(
            delegation.interest[problem.offers[event].id]
            for delegation, events in zip(problem.delegations, self.given, strict=True)
            for event in events
        )
        return interests + 2 * sum(problem.meetings[meeting].value for meeting in self.held)

    def share(self, alone: Sequence[int]) -> int | None:
        """The smallest share in thousandths, of those who could have something."""
        shares = [1000 * self.got(who) // best for who, best in enumerate(alone) if best > 0]
        return min(shares, default=None)

    def waiting(self) -> int:
        """Minutes between the meetings of a day, of all people."""
        total = 0
        for mine in self.facts.meetings_of:
            slots = sorted((self.held[m] for m in mine if m in self.held), key=self.facts.when)
            for first, second in pairwise(slots):
                if self.facts.days[first] == self.facts.days[second]:
                    total += self.facts.events[second].start - self.facts.events[first].end
        return total

    def holds(self) -> bool:
        """True when everybody can be everywhere in time and has its rests."""
        return all(self.day_holds(who) for who in range(len(self.facts.people)))

    def day_holds(self, who: int) -> bool:
        """True when the person can be everywhere in time and has its rests."""
        mine = self.events_of(who)
        facts = self.facts
        if not all(facts.follows(first, second) for first, second in pairwise(mine)):
            return False
        if who >= len(self.given):
            return True
        busy = [(facts.events[event].start, facts.events[event].end) for event in mine]
        busy += facts.away[who]
        return all(has_pause(busy, *rest) for rest in facts.rests[who])
