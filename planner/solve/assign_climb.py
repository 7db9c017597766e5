"""The best total for given targets, proven: search only where the relaxation says it can be.

A column with a reduced cost of more than ``gap`` is in no plan whose total is within ``gap`` of
the relaxation's: those are fixed, the rest is solved exactly, and when the best plan of the
rest is within ``gap`` it is the best of all (reduced cost fixing; Dantzig, Fulkerson and Johnson
1954).  Otherwise ``gap`` grows.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor

from planner.solve.assign_exact import Exact, Search
from planner.solve.assign_progress import Progress
from planner.solve.assign_relaxation import EPSILON, Relaxed
from planner.solve.assign_watch import Stopped

FIRST_GAP = 3.0
GROWTH = 4.0


@dataclass(frozen=True, slots=True)
class Climbed:
    """``ones``: the best plan found; ``proven``: there is no better (or, without one, none)."""

    ones: frozenset[int] | None
    proven: bool


@dataclass
class Climb:
    """``share``: the smallest share that the targets stand for; ``effort``: deterministic time
    for each search that may end without an answer."""

    progress: Progress
    relaxed: Relaxed
    targets: Sequence[int | None]
    share: int
    effort: float | None = None
    first: bool = False
    best: frozenset[int] | None = None
    value: int = 0

    def run(self) -> Climbed:
        """Raises Stopped when the budget ends."""
        top = self.relaxed.value + EPSILON
        self.progress.at_most(self.share, floor(top))
        self._start()
        gap = FIRST_GAP
        while True:
            if self.best is not None:
                if self.value >= floor(top) or self.first:
                    return Climbed(self.best, self.value >= floor(top))
                gap = min(gap, top - self.value)
            whole = bool(gap > abs(self.relaxed.prices).max(initial=0.0))
            result = self._search(gap, whole or self._reaches(top - gap))
            if result.ones is not None:
                self._keep(result.ones)
            if self.best is not None and self.first:
                return Climbed(self.best, False)
            # A better plan than the best so far has only columns that were open.
            if whole or self._reaches(top - gap):
                if result.ended and self.best is not None:
                    self.progress.at_most(self.share, self.value)
                return Climbed(self.best, result.ended)
            if result.ended:
                self.progress.at_most(self.share, max(floor(top - gap), self.value))
            gap *= GROWTH

    def _reaches(self, value: float) -> bool:
        return self.best is not None and value <= self.value + EPSILON

    def _start(self) -> None:
        """Begin with the plan that there is, when it has the targets."""
        plan = self.progress.plan
        if plan is None or any(
            target is not None and plan.got(who) < target for who, target in enumerate(self.targets)
        ):
            return
        self.best, self.value = plan.columns(self.progress.model), plan.total()

    def _keep(self, ones: frozenset[int]) -> None:
        value = sum(self.progress.model.worth[column] for column in ones)
        if self.best is None or value > self.value:
            self.best, self.value = ones, value

    def _search(self, gap: float, downwards: bool) -> Exact:
        budget, model, prices = self.progress.budget, self.progress.model, self.relaxed.prices
        if budget.over:
            raise Stopped
        open_ones = [c for c, price in enumerate(prices) if -gap <= price <= gap]
        ones = {c for c, price in enumerate(prices) if price > gap} | model.ones
        search = Search(
            model,
            keep=[c for c in open_ones if c not in ones],
            ones=ones,
            targets=self.targets,
            least=None if self.best is None else self.value + 1,
            first=self.first,
            downwards=downwards,
            effort=self.effort,
            found=self.progress.offer_columns,
        )
        result = search.run(budget)
        if not result.ended and budget.over:
            raise Stopped
        return result
