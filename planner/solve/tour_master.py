"""Which set of sites on which day: a linear programme over sets, and its whole-numbered end."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import highspy
import numpy as np

from planner.solve.tour_form import TourProblem
from planner.solve.tour_model import DayModel, Floats, Ints, Masks
from planner.solve.tour_sets import Sums, matrix, once

#: Sets that enter the linear programme at once, per day.
_AT_ONCE = 60
_EPSILON = 1e-7


@dataclass
class Pool:
    """The sets that are known, per day, each once."""

    models: Sequence[DayModel]
    masks: list[Masks] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.masks = [np.zeros(0, dtype=np.uint64) for _ in self.models]

    def add(self, day: int, masks: Masks) -> int:
        """How many of them are new."""
        before = len(self.masks[day])
        self.masks[day] = once(np.concatenate([self.masks[day], masks]))
        return len(self.masks[day]) - before

    @property
    def size(self) -> int:
        return sum(map(len, self.masks))


@dataclass(frozen=True)
class Duals:
    """Prices: of each site (of the problem), each day, each trip limit; the value of the plan."""

    sites: Floats
    days: Floats
    trips: Floats
    value: float

    def rates(self, model: DayModel) -> Floats:
        """What a visit adds beyond its price."""
        rates: Floats = model.gains - self.sites[model.sites]
        for price, use in zip(self.trips, model.trips, strict=True):
            rates -= price * use
        return rates


class Master:
    """The linear programme: sites at most once (free pins: just once), a set a day, trip limits.

    What cannot be kept is paid for with ``fine`` a unit, more than all scores together.
    """

    def __init__(self, problem: TourProblem, models: Sequence[DayModel], threads: int = 1) -> None:
        self.problem, self.models, self.threads = problem, models, threads
        self.trip_limits = [x.max for x in problem.limits if x.scope == "trip"]
        self.free = _free_pins(problem)
        self.count = len(problem.sites)
        best = np.zeros(self.count)
        for model in models:
            best[model.sites] = np.maximum(best[model.sites], model.gains)
        self.fine = float(best.sum()) + 2.0
        self.lp = self._empty()
        self.inside: list[set[int]] = [set() for _ in models]

    def _empty(self) -> Any:
        lp = _quiet(self.threads)
        days, trips = len(self.models), len(self.trip_limits)
        upper = np.concatenate([np.ones(self.count + days), np.array(self.trip_limits, float)])
        lower = np.full(len(upper), -highspy.kHighsInf)
        lower[self.free] = 1.0
        lower[self.count : self.count + days] = 1.0
        nothing = np.zeros(0, dtype=np.int32)
        lp.addRows(len(upper), lower, upper, 0, nothing, nothing, np.zeros(0))
        lp.changeObjectiveSense(highspy.ObjSense.kMaximize)
        rows = np.concatenate([self.free, np.arange(self.count, self.count + days + trips)])
        signs = np.concatenate([np.ones(len(self.free) + days), -np.ones(trips)])
        self.slacks = len(rows)
        self._columns(lp, np.full(len(rows), -self.fine), rows[:, None], signs[:, None])
        return lp

    def _columns(self, lp: Any, costs: Floats, rows: Ints, values: Floats) -> None:
        count, width = rows.shape
        starts = (np.arange(count) * width).astype(np.int32)
        ends = np.full(count, highspy.kHighsInf)
        lp.addCols(
            count, costs, np.zeros(count), ends, count * width, starts,
            rows.astype(np.int32).ravel(), values.astype(float).ravel(),
        )  # fmt: skip

    def _add_sets(self, lp: Any, day: int, masks: Masks) -> None:
        """Columns for sets of one day: gain, sites, the day, its use of the trip limits."""
        model, first = self.models[day], self.count + len(self.models)
        bits = matrix(masks, model.n)
        table = np.zeros((len(masks), first + len(model.trips)))
        # A site pinned to the day is in each of its sets and in no other: its row says nothing.
        table[:, model.sites] = bits & ~model.bound_here
        table[:, self.count + day] = 1.0
        for trip, use in enumerate(model.trips):
            table[:, first + trip] = bits @ use
        rows = np.nonzero(table)
        starts = np.searchsorted(rows[0], np.arange(len(masks))).astype(np.int32)
        count, ends = len(masks), np.full(len(masks), highspy.kHighsInf)
        values = table[rows]
        lp.addCols(
            count, bits @ model.gains, np.zeros(count), ends,
            len(values), starts, rows[1].astype(np.int32), values,
        )  # fmt: skip

    def whole(self, kept: Sequence[Masks]) -> Any:
        """A new programme of the fines (first) and these sets, day by day."""
        lp = self._empty()
        for day, masks in enumerate(kept):
            self._add_sets(lp, day, masks)
        return lp

    def prices(self) -> Duals:
        """The prices of the sets inside."""
        self.lp.run()
        dual = np.array(self.lp.getSolution().row_dual)
        days = len(self.models)
        sites = dual[: self.count].copy()
        floor = np.zeros(self.count)
        floor[self.free] = -np.inf
        trips = np.maximum(dual[self.count + days :], 0.0)
        value = float(self.lp.getObjectiveValue())
        return Duals(np.maximum(sites, floor), dual[self.count : self.count + days], trips, value)

    def solve(self, pool: Pool, halt: Callable[[], bool]) -> Duals:
        """Sets of the pool go in while they are worth more than their price."""
        while True:
            duals = self.prices()
            entered = 0
            for day, model in enumerate(self.models):
                masks = pool.masks[day]
                worth = Sums(duals.rates(model)).of(masks) - duals.days[day]
                good = np.flatnonzero(worth > _EPSILON * self.fine)
                if len(good) > _AT_ONCE:
                    good = good[np.argpartition(-worth[good], _AT_ONCE)[:_AT_ONCE]]
                new = np.array(
                    [m for m in masks[good].tolist() if m not in self.inside[day]],
                    dtype=np.uint64,
                )
                if len(new):
                    self._add_sets(self.lp, day, new)
                    self.inside[day] |= set(new.tolist())
                    entered += len(new)
            if not entered or halt():
                return duals

    def keeps(self, plan: Sequence[int]) -> bool:
        """Whether the sets of a plan keep the free pins and the limits of the trip."""
        rows = [
            [j for j in range(m.n) if mask >> j & 1]
            for m, mask in zip(self.models, plan, strict=True)
        ]
        visited = [m.sites[row] for m, row in zip(self.models, rows, strict=True)]
        if not np.isin(self.free, np.concatenate(visited)).all():
            return False
        for trip, most in enumerate(self.trip_limits):
            pairs = zip(self.models, rows, strict=True)
            if sum(int(m.trips[trip][row].sum()) for m, row in pairs) > most:
                return False
        return True

    def limit(self, duals: Duals, best: Sequence[float]) -> float:
        """No plan is better than the prices and the best set of each day at these prices."""
        return (
            float(duals.sites.sum())
            + float(duals.trips @ np.array(self.trip_limits, float))
            + float(sum(best))
        )


def _free_pins(problem: TourProblem) -> Ints:
    """Sites that must be visited on any day."""
    row = {s.id: n for n, s in enumerate(problem.sites)}
    fixed = {p.site for p in problem.pinned if p.day is not None}
    names = {p.site for p in problem.pinned if p.site not in fixed and p.site in row}
    return np.array(sorted(row[name] for name in names), dtype=np.int64)


def integral(count: int) -> tuple[int, Ints, Any]:
    """Arguments that make the first columns whole-numbered."""
    kinds = np.full(count, int(highspy.HighsVarType.kInteger), dtype=np.uint8)
    return count, np.arange(count, dtype=np.int32), kinds


def _quiet(threads: int) -> Any:
    lp = highspy.Highs()
    lp.setOptionValue("output_flag", False)
    lp.setOptionValue("threads", threads)
    return lp
