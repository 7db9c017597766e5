"""The solver of tours: exact where it can be, else searched for with a bound that is true."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from planner.solve.budget import Budget, Report, nobody
from planner.solve.tour_conflict import conflict_of, rest_of
from planner.solve.tour_exact import Exact
from planner.solve.tour_form import DayPlan, TourProblem, TourSolution
from planner.solve.tour_master import Master
from planner.solve.tour_model import day_models
from planner.solve.tour_must import mandatory
from planner.solve.tour_notes import notes_of
from planner.solve.tour_others import least_driving, others
from planner.solve.tour_plans import Plans

#: States that the exact method may look at: in all, and for each second of the budget.
_MOST_STATES, _STATES_A_SECOND = 8_000_000, 150_000
#: Share of the time that is left that goes to the bound alone after the search, which has one of
#: its own; where so many seconds are left.
_FOR_BOUND, _BOUND_FROM = 0.1, 5.0
#: The search is not loaded when there is hardly time for that.
_SEARCH, _TO_LOAD = "planner.solve.tour_search", 1.0


def solve_tour(problem: TourProblem, budget: Budget, report: Report = nobody) -> TourSolution:
    """The plan with the highest sum of scores, then with little driving.

    ``optimal`` is proven.  ``infeasible`` (pins, lunches, days or limits cannot hold) comes with
    a minimal ``conflict`` and with a plan of the rest.  ``report`` gets each better solution.
    """
    solve = _Solve(problem, budget, report)
    solve.run()
    return solve.solution()


@dataclass
class _Solve:
    problem: TourProblem
    budget: Budget
    report: Report
    answer: TourSolution = field(init=False)
    notes: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        known = {s.id for s in self.problem.sites}
        self.notes = notes_of(self.problem)
        pins = tuple(p for p in self.problem.pinned if p.site in known)
        self.problem = replace(self.problem, pinned=pins)
        self.answer = TourSolution(self.problem.name, "unknown")

    def halt(self) -> bool:
        return self.budget.over

    def solution(self) -> TourSolution:
        return replace(self.answer, wall_s=round(self.budget.spent, 3), notes=self.notes)

    def say(self, answer: TourSolution) -> None:
        self.answer = answer
        self.report(self.solution())

    def run(self) -> None:
        must = mandatory(self.problem, self.halt)
        if must.plan is None and must.sure:
            self._infeasible()
            return
        if must.plan is not None:
            self._offer(must.plan)
        if not self.budget.over and not self._exact():
            self._search()

    def _infeasible(self) -> None:
        conflict = conflict_of(self.problem, self.halt)
        self.say(TourSolution(self.problem.name, "infeasible", conflict=conflict))
        rest = rest_of(self.problem, conflict, self.halt)
        if rest is None or self.budget.over:
            return
        found = solve_tour(rest, self.budget)
        if found.score is not None and found.status != "infeasible":
            self.say(replace(self.answer, days=found.days, score=found.score))

    def _offer(self, days: tuple[DayPlan, ...], bound: float | None = None) -> None:
        """Keep a plan if it is better than the one at hand; a bound if it is lower."""
        score, before = score_of(self.problem, days), self.answer
        bound = before.bound if bound is None else min(bound, before.bound or bound)
        if before.score is None or score > before.score:
            before = replace(before, status="feasible", days=days, score=score)
        elif bound == before.bound:
            return
        self.say(replace(before, bound=bound))

    def _exact(self) -> bool:
        """Whether the exact method came to an end; else it leaves its best plan and bound."""
        models = day_models(self.problem)
        if models is None:
            return False
        plans = Plans(self.problem, models, self.halt)
        states = min(_MOST_STATES, int(_STATES_A_SECOND * self.budget.seconds))
        master = Master(self.problem, models, self.budget.threads)

        def told(exact: Exact) -> None:
            days = self.answer.days if exact.best is None else plans.days(exact.best)
            if days:
                self._offer(days, exact.whole_bound)

        exact = Exact(master, self.halt, plans.valid, told, states)
        if self.answer.days:
            exact.begin([plan.sites for plan in self.answer.days])
        exact.run()
        if not exact.proven or exact.best is None or not plans.sure:
            return False
        self._proven(exact, plans)
        return True

    def _proven(self, exact: Exact, plans: Plans) -> None:
        best = least_driving(exact, plans)
        days = plans.days(best)
        score = score_of(self.problem, days)
        self.say(TourSolution(self.problem.name, "optimal", days, score, float(score)))
        shown = []
        for other in others(exact, plans, best):
            plan = plans.days(other)
            shown.append((score_of(self.problem, plan), plan))
        shown.sort(key=lambda x: -x[0])
        self.say(replace(self.answer, alternatives=tuple(shown)))

    def _search(self) -> None:
        if _SEARCH not in sys.modules and self.budget.left < _TO_LOAD:
            return
        from planner.solve.tour_bound import bound_tour
        from planner.solve.tour_search import search_tour

        share = self.budget.left * _FOR_BOUND if self.budget.left > _BOUND_FROM else 0.0

        def part(seconds: float) -> Budget:
            own = self.budget
            return Budget(seconds, own.seed, own.threads, lambda: own.over)

        def better(found: TourSolution) -> None:
            if found.score is not None and found.days:
                self._offer(found.days, found.bound)

        better(search_tour(self.problem, part(self.budget.left - share), better))
        if share and self.answer.days and not self.budget.over:
            self._offer(self.answer.days, bound_tour(self.problem, part(self.budget.left)))
        score, bound = self.answer.score, self.answer.bound
        if score is not None and bound is not None and bound < score + 1 - 1e-6:
            self.say(replace(self.answer, status="optimal", bound=float(score)))


def score_of(problem: TourProblem, days: Sequence[DayPlan]) -> int:
    sites = {s.id: s for s in problem.sites}
    return sum(sites[name].score_on(plan.day) for plan in days for name in plan.sites)
