"""The best plan so far and what is proven about it, told to the caller as it gets better."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from planner.solve.assign_form import AssignSolution
from planner.solve.assign_model import Model
from planner.solve.assign_plan import Plan
from planner.solve.budget import Budget, Report
from planner.solve.tour_form import Status


@dataclass
class Progress:
    """``bounds``: pairs (share, total): no plan with at least that share has a higher total.
    ``waits_least``: in no plan as good do people wait less."""

    model: Model
    alone: Sequence[int]
    budget: Budget
    report: Report
    fair_bound: int | None = None
    bounds: list[tuple[int, float]] = field(default_factory=list)
    plan: Plan | None = None
    share: int | None = None
    total: int = 0
    waits_least: bool = False
    notes: tuple[str, ...] = ()

    @property
    def is_fair(self) -> bool:
        return self.model.facts.problem.objective == "fair"

    def offer(self, plan: Plan) -> bool:
        """Keep a plan that holds, when it is better; tell it."""
        share = plan.share(self.alone) if self.is_fair else None
        total, waiting = plan.total(), 0
        if self.plan is not None:
            waits = self.model.facts.problem.few_gaps and (share, total) == (self.share, self.total)
            waiting = self.plan.waiting() - plan.waiting() if waits else 0
            if (share or 0, total, waiting) <= (self.share or 0, self.total, 0):
                return False
        self.plan, self.share, self.total = plan, share, total
        self.tell()
        return True

    def know(self, alone: Sequence[int]) -> None:
        """From now on shares are of that."""
        self.alone = alone
        if self.plan is not None:
            self.share = self.plan.share(alone)
            self.tell()

    def offer_columns(self, ones: frozenset[int]) -> None:
        self.offer(Plan.of_columns(self.model, ones))

    def at_most(self, share: int, total: float) -> None:
        """Note a bound of the total of all plans with at least that share."""
        before = self.bound
        self.bounds.append((share, total))
        if before is None or (self.bound or 0.0) < before:
            self.tell()

    def at_most_fair(self, share: int) -> None:
        """Note that no plan has a higher smallest share."""
        if self.is_fair and (self.fair_bound is None or share < self.fair_bound):
            self.fair_bound = share
            self.tell()

    @property
    def bound(self) -> float | None:
        """The proven bound of the total, given the share of the plan."""
        known = [total for share, total in self.bounds if share <= (self.share or 0)]
        return max(min(known), self.total) if known else None

    @property
    def status(self) -> Status:
        if self.plan is None:
            return "unknown"
        fair = not self.is_fair or self.share is None or self.share == self.fair_bound
        waits = self.waits_least or not self.model.facts.problem.few_gaps
        return "optimal" if fair and waits and self.bound == self.total else "feasible"

    def tell(self) -> None:
        if self.plan is not None:
            self.report(self.solution())

    def solution(self) -> AssignSolution:
        """What there is now."""
        facts, plan = self.model.facts, self.plan
        problem = facts.problem
        assign = {}
        for who, delegation in enumerate(problem.delegations):
            events = sorted(plan.given[who], key=facts.when) if plan else []
            assign[delegation.id] = tuple(problem.offers[event].id for event in events)
        held = sorted(plan.held.items()) if plan else []
        return AssignSolution(
            problem=problem.name,
            status=self.status,
            assign=assign,
            meetings=tuple((problem.meetings[m].id, e - facts.slots_from) for m, e in held),
            total=self.total,
            bound=self.bound,
            fair=self.share,
            fair_bound=self.fair_bound if self.share is not None else None,
            wall_s=self.budget.spent,
            notes=self.notes,
        )
