"""Why something is not in a plan: the facts that block it, and the smallest change that lets it in.

The rest of the plan stays as it is.  Plain values; who shows them makes sentences of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from planner.solve.assign_alone_many import all_alone
from planner.solve.assign_facts import Facts
from planner.solve.assign_form import AssignProblem, AssignSolution
from planner.solve.assign_plan import Plan
from planner.solve.assign_trial import Blocker, Gone, Trial
from planner.solve.budget import Budget

#: What an explanation may use to find out what everybody could have alone.
SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Step:
    """One change.

    ``kind``: list (the offer among the delegation's), capacity or tables (``amount`` more), drop
    (``person`` does not do ``thing``), travel (``amount`` minutes less between it and ``thing``),
    away or rest (the stretch no more), max_per_day (``amount`` more).
    """

    kind: Literal["list", "capacity", "tables", "drop", "travel", "away", "max_per_day", "rest"]
    person: str
    thing: str = ""
    amount: int = 0
    stretch: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Why:
    """``because``: without all of these it fits, with any one of them it does not; empty: it fits
    as it is.  ``steps``: one for each of them.  ``total`` and ``fair``: those of the plan
    with it once the steps are taken (``fair`` None: not asked for, or nobody has a share).

    ``slot``: the slot that takes least, for a meeting.
    """

    because: tuple[Blocker, ...]
    steps: tuple[Step, ...] = ()
    total: int = 0
    total_before: int = 0
    fair: int | None = None
    fair_before: int | None = None
    slot: int | None = None


def plan_of(facts: Facts, solution: AssignSolution) -> Plan:
    """The plan of a solution."""
    given = [
        {facts.offer_index[offer] for offer in solution.assign.get(delegation.id, ())}
        for delegation in facts.problem.delegations
    ]
    held = {facts.meeting_index[m]: facts.slots_from + slot for m, slot in solution.meetings}
    return Plan(facts, given, held)


class Explainer:
    """Answers many questions about one solution."""

    def __init__(self, problem: AssignProblem, solution: AssignSolution) -> None:
        self.facts = Facts(problem)
        self.plan = plan_of(self.facts, solution)
        fair = problem.objective == "fair"
        self._alone = all_alone(self.facts, Budget(SECONDS)) if fair else []

    def why_not(self, delegation: str, offer: str) -> Why:
        """Why a delegation is not given an offer.  Raises KeyError when there is no such."""
        who, event = self.facts.person_index[delegation], self.facts.offer_index[offer]
        return self._answer(Trial(self.facts, self.plan), [(who, event)], None)

    def why_not_held(self, meeting: str) -> Why:
        """Why a meeting is not held: for the slot in which the fewest facts block it, of those the
        one that costs least.  Raises KeyError when there is no such meeting.

        ``because`` holds one blocker "no_slot" when there are no slots at all.
        """
        facts, number = self.facts, self.facts.meeting_index[meeting]
        held = {m: event for m, event in self.plan.held.items() if m != number}
        plan = Plan(facts, self.plan.given, held)
        parties = dict.fromkeys(facts.parties(number))
        if not facts.problem.meeting_slots or len(parties) == 1:
            total = plan.total()
            return Why((Blocker("no_slot", meeting),), total=total, total_before=total)
        answers = [
            self._answer(Trial(facts, plan), [(who, event) for who in parties], number)
            for event in range(facts.slots_from, len(facts.events))
        ]
        return min(answers, key=lambda why: (len(why.because), -why.total))

    def _answer(self, trial: Trial, places: Sequence[tuple[int, int]], meeting: int | None) -> Why:
        blockers = _minimal(trial, places, list(dict.fromkeys(trial.blockers(places))))
        before, after = trial.plan, trial.after(places, Gone(frozenset(blockers)), meeting)
        return Why(
            because=tuple(blockers),
            steps=tuple(_step(blocker) for blocker in blockers),
            total=_total(after),
            total_before=before.total(),
            fair=after.share(self._alone) if _listed(after) else None,
            fair_before=before.share(self._alone),
            slot=None if meeting is None else places[0][1] - trial.facts.slots_from,
        )


def why_not(problem: AssignProblem, solution: AssignSolution, delegation: str, offer: str) -> Why:
    """One answer; see :meth:`Explainer.why_not`."""
    return Explainer(problem, solution).why_not(delegation, offer)


def why_not_held(problem: AssignProblem, solution: AssignSolution, meeting: str) -> Why:
    """One answer; see :meth:`Explainer.why_not_held`."""
    return Explainer(problem, solution).why_not_held(meeting)


def _listed(plan: Plan) -> bool:
    problem = plan.facts.problem
    return all(
        problem.offers[event].id in delegation.interest
        for delegation, events in zip(problem.delegations, plan.given, strict=True)
        for event in events
    )


def _total(plan: Plan) -> int:
    return plan.total() if _listed(plan) else 0


def _minimal(
    trial: Trial, places: Sequence[tuple[int, int]], blockers: list[Blocker]
) -> list[Blocker]:
    """Leave out what need not go: the dropped things that are dearest are tried first."""
    kept = list(blockers)
    for blocker in sorted(blockers, key=trial.worth, reverse=True):
        fewer = [other for other in kept if other != blocker]
        if trial.fits(places, Gone(frozenset(fewer))):
            kept = fewer
    return kept


def _step(blocker: Blocker) -> Step:
    person, thing = blocker.person, blocker.thing
    match blocker.kind:
        case "not_listed":
            return Step("list", person, thing)
        case "full":
            return Step("capacity", person, thing, blocker.minutes)
        case "tables":
            return Step("tables", person, thing, blocker.minutes)
        case "travel":
            return Step("travel", person, thing, blocker.minutes)
        case "away":
            return Step("away", person, stretch=blocker.stretch)
        case "rest":
            return Step("rest", person, stretch=blocker.stretch)
        case "max_per_day":
            return Step("max_per_day", person, amount=blocker.minutes)
        case _:
            return Step("drop", person, thing)
