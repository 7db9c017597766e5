"""What delegations with groups or rests could have alone, all in one integer programme.

Without capacities and partners nothing links them, so that the best total is made of the best
plan of each.
"""

from collections.abc import Sequence
from dataclasses import replace
from math import floor

from planner.solve.assign_alone import best_alone
from planner.solve.assign_exact import Search
from planner.solve.assign_facts import Facts
from planner.solve.assign_form import AssignProblem, Meeting
from planner.solve.assign_model import Model, build
from planner.solve.assign_plan import Plan
from planner.solve.assign_relaxation import EPSILON, Relaxation, Relaxed
from planner.solve.assign_watch import Stopped
from planner.solve.budget import Budget


def all_alone(facts: Facts, budget: Budget) -> list[int]:
    """``best_alone`` of every delegation.  Raises Stopped when the budget ends."""
    hard = [who for who in range(len(facts.offers)) if _is_hard(facts, who)]
    together = dict(zip(hard, _together(facts, hard, budget), strict=True)) if hard else {}
    found = []
    for who in range(len(facts.offers)):
        if budget.over:
            raise Stopped
        found.append(together[who] if who in together else best_alone(facts, who))
    return found


def _is_hard(facts: Facts, who: int) -> bool:
    """True when the delegation has rests, or likes two offers of one group."""
    interest = facts.problem.delegations[who].interest
    offers = facts.problem.offers
    groups = [o.group for o in offers if o.group is not None and o.id in interest]
    return bool(facts.rests[who]) or len(groups) != len(set(groups))


def _together(facts: Facts, people: Sequence[int], budget: Budget) -> list[int]:
    model = build(Facts(_unlinked(facts, people)))
    for (meeting, _), column in model.held.items():
        model.worth[column] = model.facts.problem.meetings[meeting].value
    nothing = [None] * len(people)
    relaxed = Relaxation(model, [0] * len(people), budget).total(nothing)
    ones = _best(model, relaxed, budget) if relaxed is not None else None
    if ones is None:
        return [0] * len(people)
    plan = Plan.of_columns(model, ones)
    return [max(plan.got(who), 0) for who in range(len(people))]


def _best(model: Model, relaxed: Relaxed, budget: Budget) -> frozenset[int] | None:
    """As in the climb: search where the relaxation allows it, wider until it must be the best."""
    gap = 1.0
    while True:
        ones = {c for c, price in enumerate(relaxed.prices) if price > gap} | model.ones
        keep = [c for c, price in enumerate(relaxed.prices) if abs(price) <= gap and c not in ones]
        result = Search(model, keep, ones, [None] * len(model.got)).run(budget)
        if not result.ended:
            raise Stopped
        found = result.ones or frozenset[int]()
        value = sum(model.worth[column] for column in found)
        enough = result.ones is not None and value >= floor(relaxed.value + EPSILON - gap)
        if enough or gap > abs(relaxed.prices).max(initial=0.0):
            return result.ones
        gap *= 8.0


def _unlinked(facts: Facts, people: Sequence[int]) -> AssignProblem:
    """The problem without what links people: capacities, tables, partners."""
    problem = facts.problem
    chosen = [problem.delegations[who] for who in people]
    names = {delegation.id for delegation in chosen}
    room = sum(delegation.size for delegation in chosen)
    meetings, pinned = [], []
    slots = dict(problem.pinned_meetings)
    for meeting in problem.meetings:
        for side in names & {meeting.a, meeting.b} if meeting.a != meeting.b else ():
            name = f"{meeting.id} of {side}"
            meetings.append(Meeting(name, side, f"partner in {name}", meeting.value))
            if meeting.id in slots:
                pinned.append((name, slots[meeting.id]))
    return replace(
        problem,
        delegations=tuple(chosen),
        offers=tuple(replace(offer, capacity=room) for offer in problem.offers),
        pinned=tuple(pin for pin in problem.pinned if pin[0] in names),
        meetings=tuple(meetings),
        meeting_slots=tuple(replace(s, tables=len(meetings)) for s in problem.meeting_slots),
        pinned_meetings=tuple(pinned),
        actors=(),
    )
