"""First the largest smallest share, then the largest total with it; both proven.

Shares are thousandths, so the largest one is found by asking for less than all of them: a share
is possible when everybody can have ``ceil(share * best_alone / 1000)``.  The linear relaxation
gives the first upper bound; each question is put to it, then to the exact search.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import floor

from planner.solve.assign_climb import Climb
from planner.solve.assign_exact import Search
from planner.solve.assign_progress import Progress
from planner.solve.assign_relaxation import EPSILON, Relaxation
from planner.solve.assign_watch import Stopped

EFFORT = 0.5
"""Deterministic time for a first answer; questions that are harder are put off."""

COLUMNS = 1500
"""Problems with more columns take more effort."""

NEAR = 4.0
"""Where plans are looked for first: columns whose reduced cost is no more."""


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

    def run(self) -> None:
        """Raises Stopped when the budget ends."""
        total = self.relaxation.total(self.targets(self.low))
        if total is not None:
            self.progress.at_most(self.low, floor(total.value + EPSILON))
        self.high = min(floor(1000 * self.relaxation.share() + EPSILON), 1000)
        self._see()
        effort = EFFORT * max(len(self.progress.model.worth) / COLUMNS, 1.0)
        while self.low < self.high:
            self._search(effort)
            effort *= 4
        self.progress.at_most_fair(self.low)
        relaxed = self.relaxation.total(self.targets(self.low))
        assert relaxed is not None
        Climb(self.progress, relaxed, self.targets(self.low), self.low).run()

    def targets(self, share: int) -> list[int | None]:
        return share_targets(self.progress.alone, share)

    def _see(self) -> None:
        """Take over what the best plan shows."""
        if self.progress.share is not None:
            self.low = max(self.low, self.progress.share)
        self.high = max(self.high, self.low)
        self.progress.at_most_fair(self.high)

    def _search(self, effort: float) -> None:
        """Narrow the bracket; pass over what is not answered with that effort."""
        ceiling = self.high
        while self.low < min(self.high, ceiling):
            share = (self.low + min(self.high, ceiling) + 1) // 2
            answer = self._ask(share, effort)
            if answer is None:
                ceiling = share - 1
            elif not answer:
                self.high = self._below(share)
            self._see()

    def _ask(self, share: int, effort: float) -> bool | None:
        """Is there a plan with that share?  None: not known.

        Plans are found where the relaxation points to; that there is none is proven with its
        help or, at times sooner, without it.
        """
        targets, progress = self.targets(share), self.progress
        relaxed = self.relaxation.total(targets)
        if relaxed is None:
            return False
        near = [c for c, price in enumerate(relaxed.prices) if abs(price) <= NEAR]
        sure = {c for c, price in enumerate(relaxed.prices) if price > NEAR}
        whole = range(len(progress.model.worth))
        for search in (
            Search(progress.model, near, sure, targets, first=True, effort=effort),
            Search(progress.model, whole, (), targets, first=True, effort=effort),
            Search(progress.model, whole, (), targets, bare=True, effort=2 * effort),
        ):
            answer = self._seen(search)
            if answer or (answer is False and search.keep is whole):
                return answer
        return None

    def _seen(self, search: Search) -> bool | None:
        """Has it a plan?  None: not known."""
        progress, model = self.progress, self.progress.model
        if progress.budget.over:
            raise Stopped
        keep = [c for c in search.keep if c not in model.ones]
        result = replace(search, keep=keep, ones={*search.ones, *model.ones}).run(progress.budget)
        if result.ones is not None:
            progress.offer_columns(result.ones)
            return True
        return False if result.ended else None

    def _below(self, share: int) -> int:
        """The largest share that asks for less than this one."""
        wanted = self.targets(share)
        lower = share - 1
        while lower > self.low and self.targets(lower) == wanted:
            lower -= 1
        return lower
