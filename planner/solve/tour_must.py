"""Whether what must be can be: pins, required lunches, ways home, limits."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from planner.solve.tour_exact import Exact
from planner.solve.tour_form import DayPlan, Site, TourProblem
from planner.solve.tour_master import Master
from planner.solve.tour_model import DayModel, day_models
from planner.solve.tour_plans import Plans, limited

#: States that are looked at for an answer.
_STATES = 400_000


@dataclass(frozen=True)
class Must:
    """``plan``: the days with only what must be; None with ``sure``: it cannot be."""

    plan: tuple[DayPlan, ...] | None
    sure: bool


def mandatory(problem: TourProblem, halt: Callable[[], bool]) -> Must:
    """A plan with the pinned sites and no more than they need.

    Other sites take part only where they can help (a shorter way by them, a lunch on a long leg).
    """
    pinned = {p.site for p in problem.pinned}
    if not pinned <= {s.id for s in problem.sites}:
        return Must(None, True)
    found = _serve(problem, [s for s in problem.sites if s.id in pinned], pinned, halt)
    if found.plan is not None or not found.sure:
        return found
    models = day_models(problem)
    if models is None:
        return Must(None, False)
    helpers = {name for m in models for name in _helpers(problem, m)} - pinned
    if not helpers:
        return found
    sites = [s for s in problem.sites if s.id in pinned | helpers]
    return _serve(problem, sites, pinned, halt)


def _helpers(problem: TourProblem, model: DayModel) -> set[str]:
    """Sites that may help; where pauses at the wheel count, any stop may."""
    needless = model.needless & (not limited(model.day))
    pairs = zip(model.sites.tolist(), needless.tolist(), strict=True)
    return {problem.sites[n].id for n, none in pairs if not none}


def _serve(
    problem: TourProblem, sites: list[Site], pinned: set[str], halt: Callable[[], bool]
) -> Must:
    plain = tuple(replace(s, score=int(s.id in pinned), scores={}) for s in sites)
    small = replace(problem, sites=plain)
    models = day_models(small)
    if models is None:
        return Must(None, False)
    if any(m.must >> 63 for m in models):
        return Must(None, True)
    plans = Plans(small, models, halt)
    exact = Exact(Master(small, models), halt, plans.valid, lambda _exact: None, _STATES)
    exact.run()
    if exact.best is not None:
        return Must(plans.days(exact.best), True)
    return Must(None, exact.proven and plans.sure)
