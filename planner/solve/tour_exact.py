"""The exact method: sets of sites for each day, and the best of them together.

1. All sets of every day where they are few, else the most promising ones (a beam).
2. A linear programme over the sets that are known gives each site a price (Dantzig-Wolfe); at
   these prices the best set of each day, bounded from above, bounds the best plan (Lagrange).
3. A set whose worth at these prices is further below the best of its day than the plan at hand is
   below the bound is in no better plan, nor in another as good: with that floor the sets of each
   day are counted out again, now few.  If none is lost to the beam, what is kept holds every
   plan as good as the one at hand, and the best of them is chosen exactly.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from planner.solve.tour_choice import Choice, choose, value_of
from planner.solve.tour_days import TOLERANCE, Aim, Days
from planner.solve.tour_master import Duals, Master, Pool
from planner.solve.tour_model import DayModel, Floats, Masks
from planner.solve.tour_narrow import Narrowing
from planner.solve.tour_sets import Sums

#: Days with no more states than this are counted out at once; where candidates are few, nearly
#: all fit, and bounds would cut little off: more.
_FEW, _MANY, _SMALL = 120_000, 3_000_000, 20
#: Sets that go into the whole-numbered programme while searching.
_SAMPLE, _LARGE_SAMPLE = 150, 2_000


@dataclass
class Exact:
    """A solve under way.  ``best``: a set for each day, as good as found; ``bound`` on its value.

    ``valid``: asks whether a plan keeps what sets alone do not show (driving limits); it takes
    sets that cannot be out of the game.  ``told``: called with each better plan or bound.
    """

    master: Master
    halt: Callable[[], bool]
    valid: Callable[[Sequence[int]], list[tuple[int, int]]]
    told: Callable[["Exact"], None]
    states: int
    bound: float = np.inf
    value: float = -np.inf
    best: tuple[int, ...] | None = None
    proven: bool = False
    grain: float = 1.0
    duals: Duals | None = None
    pool: Pool = field(init=False)
    days: list[Days] = field(init=False)
    banned: list[set[int]] = field(init=False)

    def __post_init__(self) -> None:
        self.pool = Pool(self.models)
        self.days = [Days(m, self.halt) for m in self.models]
        self.banned = [set() for _ in self.models]

    @property
    def models(self) -> Sequence[DayModel]:
        return self.master.models

    @property
    def whole_bound(self) -> float:
        """No sum of scores is above this: it is a whole number."""
        if self.grain < 1:
            return float(np.floor(self.bound + 0.4 + TOLERANCE))
        return float(np.floor(self.bound / self.grain + TOLERANCE) * self.grain)

    @property
    def settled(self) -> bool:
        """Whether nothing better can be: sums of scores are whole numbers."""
        return self.best is not None and self.bound < self.value + self.grain - TOLERANCE

    def run(self) -> None:
        if not self.models:
            return
        tops = np.zeros(self.master.count)
        gains = np.concatenate([m.gains for m in self.models])
        whole = (gains == np.round(gains)).all()
        # Visits that bring nothing cost less than half a point together.
        self.grain = float(max(np.gcd.reduce(gains.astype(np.int64)), 1)) if whole else 0.6
        for model in self.models:
            tops[model.sites] = np.maximum(tops[model.sites], model.gains)
        self.bound = float(np.maximum(tops, 0.0).sum())
        if self._all_sets():
            self.finish()
        elif not self.halt():
            Narrowing(self).run()

    def _all_sets(self) -> bool:
        """Whether every day was small enough to know all its sets."""
        most = min(_MANY, 4 * self.states)
        for day, days in enumerate(self.days):
            found = days.sets(Aim(), _FEW)
            if not found.complete and days.model.n <= _SMALL and not self.halt():
                if not day:
                    Narrowing(self).first_plan()
                found = days.sets(Aim(), most)
            if not found.complete:
                self.states -= min(found.states, _FEW)
                return False
            self.pool.add(day, found.masks)
        return True

    def begin(self, plan: Sequence[Sequence[str]]) -> None:
        """A plan that is known: the sites of each day."""
        names = [s.id for s in self.master.problem.sites]
        masks = []
        for model, sites in zip(self.models, plan, strict=True):
            row = {names[n]: j for j, n in enumerate(model.sites.tolist())}
            masks.append(sum(1 << row[name] for name in sites))
        for day, mask in enumerate(masks):
            self.pool.add(day, np.array([mask], dtype=np.uint64))
        self.offer(Choice(tuple(masks), value_of(self.master, masks), False))

    def offer(self, choice: Choice) -> None:
        """Keep a plan if it is better and valid."""
        if choice.masks is not None and choice.value > self.value + TOLERANCE:
            bad = self.valid(choice.masks)
            if bad:
                for day, mask in bad:
                    self.banned[day].add(mask)
                return
            self.best, self.value = choice.masks, choice.value
            self.told(self)

    def choose(self, duals: Duals, kept: Sequence[Masks]) -> bool:
        """Look for a better valid plan of these sets; whether there is none for sure."""
        while True:
            allowed = [self.allowed(day, masks) for day, masks in enumerate(kept)]
            choice = choose(self.master, duals, allowed, self.halt, self.value)
            count = sum(map(len, self.banned))
            self.offer(choice)
            if self.halt() or sum(map(len, self.banned)) == count:
                return choice.proven

    def allowed(self, day: int, masks: Masks) -> Masks:
        if not self.banned[day]:
            return masks
        return masks[~np.isin(masks, np.array(sorted(self.banned[day]), dtype=np.uint64))]

    def _worths(self, duals: Duals, masks: Sequence[Masks]) -> list[Floats]:
        return [Sums(duals.rates(m)).of(sets) for m, sets in zip(self.models, masks, strict=True)]

    def sample(self, duals: Duals) -> list[Masks]:
        """The sets of the pool that are worth most, those of the plan at hand among them."""
        size = _LARGE_SAMPLE if len(self.models) <= 2 else _SAMPLE
        kept = []
        for day, worth in enumerate(self._worths(duals, self.pool.masks)):
            masks = self.pool.masks[day]
            if len(masks) > size:
                masks = masks[np.argpartition(-worth, size)[:size]]
            if self.best is not None:
                masks = np.union1d(masks, np.array([self.best[day]], dtype=np.uint64))
            kept.append(masks)
        return kept

    def finish(self) -> None:
        """The pool holds every plan as good as the best at hand: choose the best of them."""
        duals = self.duals = self.master.solve(self.pool, self.halt)
        if self.halt():
            return
        self.choose(duals, self.sample(duals))
        if self.settled:
            self.end()
            return
        worths = self._worths(duals, self.pool.masks)
        tops = [float(w.max(initial=-np.inf)) for w in worths]
        self.bounded(max(self.master.limit(duals, tops), self.value))
        # What a plan with a set falls short of the bound is at least what the set is worth less
        # than the best of its day.
        slack = self.master.limit(duals, tops) - self.value
        kept = [
            masks[worth >= top - slack - TOLERANCE]
            for masks, worth, top in zip(self.pool.masks, worths, tops, strict=True)
        ]
        if self.choose(duals, kept) and not self.halt():
            self.end()

    def end(self) -> None:
        self.bound, self.proven = self.value, True
        self.told(self)

    def bounded(self, bound: float) -> None:
        if bound < self.bound - TOLERANCE:
            self.bound = bound
            self.told(self)
