"""First the largest smallest share, then the largest total with it; both proven.

Shares are thousandths, so the largest one is found by asking for less than all of them: a share
is possible when everybody can have ``ceil(share * best_alone / 1000)``.  First plans are looked
for near the plain relaxation; then the bound by columns (:mod:`planner.solve.assign_columns`)
says of a share that it is out of reach, or where its plans are.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import floor

from planner.solve.assign_climb import Climb
from planner.solve.assign_exact import Search
from planner.solve.assign_mend import Mend
from planner.solve.assign_progress import Progress
from planner.solve.assign_relaxation import EPSILON, Relaxation, Relaxed
from planner.solve.assign_watch import Stopped

EFFORT = 0.5
"""Deterministic time for a first answer; questions that are harder are put off."""

COLUMNS = 1500
"""Problems with more columns take more effort."""

AT_FIRST, PATIENCE = 4, 12
"""So many steps without a better plan end the search for one: at first, then."""

Bound = Callable[[Sequence[int | None]], Relaxed | None]
"""Of the total in which everybody has its target; None: there is none."""


def share_targets(alone: Sequence[int], share: int) -> list[int | None]:
    """What everybody must have for that smallest share."""
    return [-(-share * best // 1000) if best > 0 else None for best in alone]


@dataclass
class Fair:
    """``low``: a plan has this share; ``high``: no plan has more.  There must be a plan."""

    progress: Progress
    relaxation: Relaxation
    low: int = 0
    high: int = 1000

    def __post_init__(self) -> None:
        self.low = self.progress.share or 0
        self._mend = Mend(self.progress)

    def run(self) -> None:
        """Raises Stopped when the budget ends."""
        total = self.relaxation.total(self.targets(self.low))
        if total is not None:
            self.progress.at_most(self.low, floor(total.value + EPSILON))
        self.high = min(floor(1000 * self.relaxation.share() + EPSILON), 1000)
        self._see()
        self._climb()
        bound = self._bound()
        self._search(bound, PATIENCE, EFFORT)
        patience = PATIENCE
        effort = EFFORT * max(len(self.progress.model.worth) / COLUMNS, 1.0)
        while self.low < self.high:
            self._search(bound, patience, effort)
            patience, effort = 4 * patience, 4 * effort
        self.progress.at_most_fair(self.low)
        self._total(bound)

    def _bound(self) -> Bound:
        """The closest bound that can be had."""
        from planner.solve.assign_columns import Columns  # loads numba

        columns = Columns(self.progress.model, self.progress.budget)
        close = columns.affords(self.targets(self.high))
        return columns.total if close else self.relaxation.total

    def targets(self, share: int) -> list[int | None]:
        return share_targets(self.progress.alone, share)

    def _see(self) -> None:
        """Take over what the best plan shows."""
        if self.progress.share is not None:
            self.low = max(self.low, self.progress.share)
        self.high = max(self.high, self.low)
        self.progress.at_most_fair(self.high)

    def _climb(self) -> None:
        """Find plans near the plain relaxation, up to the first share without one."""
        share = self.low
        while self.low >= share and self.low < self.high:
            share = (self.low + self.high + 1) // 2
            self._ask(share, self.relaxation.total, AT_FIRST)

    def _search(self, bound: Bound, patience: int, effort: float | None = None) -> None:
        """Narrow the bracket; pass over what is not answered."""
        ceiling = self.high
        while self.low < min(self.high, ceiling):
            share = (self.low + min(self.high, ceiling) + 1) // 2
            self._ask(share, bound, patience, effort)
            if self.low < share <= self.high:
                ceiling = share - 1

    def _ask(self, share: int, bound: Bound, patience: int, effort: float | None = None) -> None:
        """Look for a plan with that share, or the proof that there is none."""
        targets = self.targets(share)
        relaxed = bound(targets)
        possible = relaxed is not None
        if relaxed is not None:
            self.progress.at_most(share, floor(relaxed.value + EPSILON))
            self._mend.run(relaxed, targets, patience)
            self._see()
            if self.low < share and effort is not None:
                possible = self._exact(relaxed, targets, effort)
        if not possible:
            self.high = self._below(share)
        self._see()

    def _exact(self, relaxed: Relaxed, targets: list[int | None], effort: float) -> bool:
        """The same by the exact search; False: there is no such plan."""
        progress, model = self.progress, self.progress.model
        keep = [
            column
            for column, price in enumerate(relaxed.prices)
            if price > float("-inf") and column not in model.ones
        ]
        for bare in (False, True):
            if progress.budget.over:
                raise Stopped
            result = Search(
                model, keep, model.ones, targets, first=not bare, bare=bare, effort=effort
            ).run(progress.budget)
            if result.ones is not None:
                progress.offer_columns(result.ones)
            if result.ended or result.ones is not None:
                return result.ones is not None
        return True

    def _below(self, share: int) -> int:
        """The largest share that asks for less than this one."""
        wanted = self.targets(share)
        lower = share - 1
        while lower > self.low and self.targets(lower) == wanted:
            lower -= 1
        return lower

    def _total(self, bound: Bound) -> None:
        """The best total with the share that is proven."""
        targets = self.targets(self.low)
        relaxed = bound(targets)
        assert relaxed is not None
        self.progress.at_most(self.low, floor(relaxed.value + EPSILON))
        patience, effort = PATIENCE, EFFORT
        while self.progress.total < floor(relaxed.value + EPSILON):
            self._mend.run(relaxed, targets, patience, beyond=True)
            climb = Climb(self.progress, relaxed, targets, self.low, effort=effort)
            if climb.run().proven:
                return
            patience, effort = 4 * patience, 4 * effort
