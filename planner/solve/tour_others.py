"""Of the sets that an exact solve has kept: the plan with the least driving, and other plans."""

from collections.abc import Iterator

import numpy as np

from planner.solve.tour_choice import choose
from planner.solve.tour_exact import Exact
from planner.solve.tour_join import Join
from planner.solve.tour_model import Masks
from planner.solve.tour_plans import Plans
from planner.solve.tour_sets import Sums

#: Plans of the best score that are compared; other plans that are shown.
_MOST_EQUAL, _MOST_OTHERS = 8, 3
#: Other plans are worse by no more than this share; sets of a day they may be made of.
_WORSE, _MOST_SETS = 0.05, 250
_TOLERANCE = 1e-6


def least_driving(exact: Exact, plans: Plans) -> tuple[int, ...]:
    """Of the first plans found with the best score the one with the least driving."""
    assert exact.best is not None
    found = {exact.best}

    def collect(plan: tuple[int, ...]) -> bool:
        if len(found) < _MOST_EQUAL and not plans.valid(plan):
            found.add(plan)
        return False

    def enough() -> bool:
        return len(found) >= _MOST_EQUAL or exact.halt()

    if exact.duals is not None and not exact.halt():
        least = exact.value - 3 * _TOLERANCE
        join = Join(exact.master, exact.duals, enough, least, collect, most=300)
        join.run(_near(exact, 0.0))
    order = sorted(found, key=lambda plan: (plan != exact.best, plan))
    if exact.halt():
        return exact.best
    return min(order, key=plans.driven)


def others(exact: Exact, plans: Plans, best: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    """Up to three plans, each unlike the best and those before it, the best of them first."""
    if exact.duals is None:
        return
    kept, shown = _near(exact, _WORSE * abs(exact.value)), [best]
    least = exact.value * (1 - _WORSE) - 1
    while len(shown) <= _MOST_OTHERS and not exact.halt():
        choice = choose(exact.master, exact.duals, kept, exact.halt, least, shown)
        if choice.masks is None or choice.value <= least:
            return
        bad = plans.valid(choice.masks)
        if bad:
            for day, mask in bad:
                kept[day] = kept[day][kept[day] != np.uint64(mask)]
            continue
        shown.append(choice.masks)
        yield choice.masks


def _near(exact: Exact, worse: float) -> list[Masks]:
    """The sets worth most at the prices, so far as a plan so much worse may hold them."""
    assert exact.duals is not None
    assert exact.best is not None
    kept = []
    rates = [exact.duals.rates(m) for m in exact.models]
    worths = [Sums(r).of(s) for r, s in zip(rates, exact.pool.masks, strict=True)]
    tops = [float(w.max(initial=-np.inf)) for w in worths]
    slack = exact.master.limit(exact.duals, tops) - exact.value + worse
    for day, (worth, top) in enumerate(zip(worths, tops, strict=True)):
        near = np.flatnonzero(worth >= top - slack - _TOLERANCE)
        near = near[np.argsort(-worth[near], kind="stable")][:_MOST_SETS]
        own = np.array([exact.best[day]], dtype=np.uint64)
        kept.append(exact.allowed(day, np.union1d(exact.pool.masks[day][near], own)))
    return kept
