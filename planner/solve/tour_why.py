"""What it would cost to hold a site that a plan leaves out."""

from dataclasses import dataclass, replace

from planner.solve.budget import Budget
from planner.solve.tour import solve_tour
from planner.solve.tour_form import Blocker, Pin, TourProblem, TourSolution


def best_with(
    problem: TourProblem, site: str, budget: Budget, day: str | None = None
) -> TourSolution:
    """The best plan that holds a site (id), on a given day where one is set.

    Its status is ``infeasible`` with a minimal conflict where there is none.
    """
    pins = [p for p in problem.pinned if p.site != site]
    mine = [p for p in problem.pinned if p.site == site] or [Pin(site)]
    if day is not None:
        mine = [replace(p, day=day) for p in mine]
    return solve_tour(replace(problem, pinned=(*pins, *mine)), budget)


@dataclass(frozen=True, slots=True)
class WhyNot:
    """Why a site is left out of a plan.

    ``conflict``: it cannot be visited at all; a minimal set of requirements, its own among them.
    ``best``: the best score of a plan that holds it; ``cost``: how much less than the plan's.
    ``proven``: these are exact.
    """

    site: str
    best: int | None
    cost: int | None
    conflict: tuple[Blocker, ...]
    proven: bool


def why_not(
    problem: TourProblem, plan: TourSolution, site: str, budget: Budget, day: str | None = None
) -> WhyNot:
    """What keeps a site (id) out of the best plan of a problem."""
    found = best_with(problem, site, budget, day)
    if found.status == "infeasible":
        return WhyNot(site, None, None, found.conflict, True)
    if found.score is None or plan.score is None:
        return WhyNot(site, found.score, None, (), False)
    proven = found.status == "optimal" and plan.status == "optimal"
    return WhyNot(site, found.score, plan.score - found.score, (), proven)
