"""Which sets of a day can matter: prices, and counting out what is worth enough at them."""

from typing import TYPE_CHECKING

import numpy as np

from planner.solve.tour_days import Aim, Found
from planner.solve.tour_master import Duals
from planner.solve.tour_model import DayModel, Floats
from planner.solve.tour_reach import Grid, Reach, grid_of
from planner.solve.tour_sets import Sums, members

if TYPE_CHECKING:
    from planner.solve.tour_exact import Exact

#: States of one number of visits that are kept at first, in the first plan and then.
_FIRST_BEAM, _BEAM = 300, 3_000
#: Numbers in the tables of what may still come: at first, and at most for days of up to so many
#: candidates, where a longer memory is dear but cuts deep.
_EFFORT, _MOST_EFFORT, _SMALL = 2e6, 6e7, 32
#: A set that is worth more than its price by this makes a better mix.
_BETTER = 1e-4


class Narrowing:
    """Better prices and a better plan in turn, until the sets that can matter are all known."""

    def __init__(self, exact: "Exact") -> None:
        self.exact = exact
        self.grids = [grid_of(m) for m in exact.models]
        self.beam, self.effort = _BEAM, _EFFORT
        self.most_effort = _MOST_EFFORT if max(m.n for m in exact.models) <= _SMALL else _EFFORT

    def run(self) -> None:
        exact = self.exact
        if any(g is None and m.n for g, m in zip(self.grids, exact.models, strict=True)):
            return
        self.first_plan()
        while not exact.halt() and exact.states > 0:
            duals = exact.duals = exact.master.solve(exact.pool, exact.halt)
            if exact.halt():
                return
            exact.choose(duals, exact.sample(duals))
            if exact.settled:
                exact.end()
            if exact.proven or exact.halt():
                return
            complete, new = self._round(duals)
            if complete and not exact.halt():
                exact.finish()
                return
            if not new:
                self.beam *= 3
                self.effort = min(4 * self.effort, self.most_effort)

    def first_plan(self) -> None:
        """A first plan and pool: the best sets of each day of what the days before have left."""
        exact = self.exact
        if exact.pool.size > 2 * _FIRST_BEAM:
            return
        taken: set[int] = set()
        for day, (model, grid) in enumerate(zip(exact.models, self.grids, strict=True)):
            left = np.array([s not in taken for s in model.sites.tolist()], dtype=bool)
            rates = np.where(left, model.gains, np.minimum(-model.gains, 0.0) - 1.0)
            reach = Reach(grid, rates, _EFFORT / 4) if grid is not None else None
            found = exact.days[day].sets(Aim(reach, rates), exact.states, _FIRST_BEAM)
            exact.states -= found.states
            exact.pool.add(day, found.masks)
            if len(found.masks):
                best = int(found.masks[int(Sums(rates).of(found.masks).argmax())])
                taken |= {int(model.sites[j]) for j in members(best)}
        duals = exact.duals = exact.master.solve(exact.pool, exact.halt)
        if not exact.halt():
            exact.choose(duals, exact.sample(duals))

    def _round(self, duals: Duals) -> tuple[bool, bool]:
        """Whether all that matters was found at these prices; whether it makes a better mix."""
        exact = self.exact
        views = []
        for model, grid in zip(exact.models, self.grids, strict=True):
            if exact.halt():
                return False, False
            views.append(_View(model, grid, duals.rates(model), self.effort))
        new = False
        for day, view in enumerate(views):
            # The best set at these prices: none that is worth less than the best one known.
            known = float(view.sums.of(exact.pool.masks[day]).max(initial=-np.inf))
            found = self._count_out(day, view.aim(known))
            if exact.halt():
                return False, False
            best = float(view.sums.of(found.masks).max(initial=known))
            if found.complete:
                view.top = min(view.top, best)
            new = new or best - duals.days[day] > _BETTER
        tops = [view.top for view in views]
        limit = exact.master.limit(duals, tops)
        exact.bounded(max(limit, exact.value))
        if exact.settled:
            exact.end()
        if new or exact.proven or exact.halt():
            return False, new
        # A plan as good as the one at hand needs this of each set, if each other day gives the
        # most it can.
        slack = limit - exact.value
        aims = enumerate(view.aim(view.top - slack) for view in views)
        return all(self._count_out(day, aim).complete for day, aim in aims), False

    def _count_out(self, day: int, aim: Aim) -> Found:
        exact = self.exact
        found = exact.days[day].sets(aim, exact.states, self.beam)
        exact.states -= found.states
        exact.pool.add(day, found.masks)
        return found


class _View:
    """A day at given prices.  ``top``: no set of it is worth more.

    What is pinned to the day is in each of its sets: it counts once, beside the others.
    """

    def __init__(self, model: DayModel, grid: Grid | None, rates: Floats, effort: float) -> None:
        self.sums, self.always = Sums(rates), float(rates[model.bound_here].sum())
        self.rates = np.where(model.bound_here, 0.0, rates)
        self.reach = None if grid is None else Reach(grid, self.rates, effort)
        self.top = self.always + (0.0 if self.reach is None else self.reach.root())

    def aim(self, floor: float) -> Aim:
        return Aim(self.reach, self.rates, floor - self.always)
