"""All routes that a search has met, and the best plan that can be made of them.

A set packing problem: each site once at most, each kind of day as often as there are such days,
budgets of the trip.  Where every day scores alike, sites may be covered more than once and count
once: the route is then gone without them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

import highspy
import numpy as np
from numpy.typing import NDArray

from planner.solve.tour_search_data import Model

Ints = NDArray[np.int64]

#: Columns of ``about``.
LENGTH, WORTH, DAY, KEY = range(4)
#: Nodes of the search tree at most: the answer is the same on a slow machine.
_NODES = 2_000
#: Routes that take part in the whole-numbered problem, the best at the prices of the linear one.
_SAMPLE = 2_500


@dataclass(frozen=True)
class Packing:
    """Routes (a day, its sites) of the best plan found; ``prices`` of the sites.

    ``limit``: what the linear programme promises; ``reduced``: how much each route of the pool is
    worth beside its price, never more than nothing.
    """

    routes: tuple[tuple[int, tuple[int, ...]], ...]
    prices: NDArray[np.float64]
    limit: float
    reduced: NDArray[np.float64]


class Pool:
    """Routes as rows: sites in order, length, gain, the day they were made for, key of the set."""

    def __init__(self, model: Model, rows: int) -> None:
        sites, days = model.scores.shape
        random = np.random.default_rng(20240927)
        self.model, self.rows = model, rows
        slots = 1 << (4 * rows).bit_length()
        self.table = np.zeros(slots + 1, dtype=np.int64)
        self.routes = np.zeros((rows, max(sites, 1)), dtype=np.int16)
        self.about = np.zeros((rows, 4), dtype=np.int64)
        # Sums of these stay below 2 ** 63, so that keys are the same compiled or not.
        top = (1 << 62) // (sites + 2)
        self.marks = random.integers(1, top, size=sites, dtype=np.int64)
        kinds = random.integers(1, top, size=days, dtype=np.int64)
        self.kinds = kinds[np.array(model.kinds, dtype=np.int64)]

    @property
    def count(self) -> int:
        return int(self.table[-1])

    def keep(self, rows: Ints) -> None:
        """Only these rows stay."""
        self.routes[: len(rows)], self.about[: len(rows)] = self.routes[rows], self.about[rows]
        self.table[:] = 0
        self.table[-1] = len(rows)
        mask = len(self.table) - 2
        for row in range(len(rows)):
            key = int(self.about[row, KEY])
            slot = (key ^ (key >> 29)) & mask
            while self.table[slot] > 0:
                slot = (slot + 1) & mask
            self.table[slot] = row + 1

    def pack(self, least: int, seconds: float, halt: Callable[[], bool]) -> Packing | None:
        """A plan of a gain of more than ``least``; no routes where there is none.

        None where even the prices were not found in time.
        """
        everything = np.arange(self.count)
        lp = _Lp(self, everything)
        if not lp.solve(seconds, halt, whole=False):
            return None
        limit = lp.value
        reduced = lp.reduced
        prices = lp.site_prices
        good = np.flatnonzero(reduced > least + 1 - limit - 1e-6)
        if limit < least + 1 - 1e-6 or not len(good):
            return Packing((), prices, limit, reduced)
        good = good[np.argsort(-reduced[good], kind="stable")[:_SAMPLE]]
        chosen = _Lp(self, good)
        if not chosen.solve(seconds, halt, whole=True):
            return Packing((), prices, limit, reduced)
        return Packing(self._assigned(good[chosen.taken]), prices, limit, reduced)

    def _assigned(self, rows: Ints) -> tuple[tuple[int, tuple[int, ...]], ...]:
        """A day of its kind for each route; each site in the first of them only."""
        free = {k: [d for d, x in enumerate(self.model.kinds) if x == k] for k in self.model.kinds}
        seen: set[int] = set()
        found = []
        for row in rows:
            sites = [int(u) for u in self.routes[row, : self.about[row, LENGTH]]]
            day = free[self.model.kinds[int(self.about[row, DAY])]].pop(0)
            found.append((day, tuple(u for u in sites if u not in seen)))
            seen |= set(sites)
        return tuple(found)


class _Lp:
    """Rows: sites, kinds of days, trip limits.  Columns: routes and, where sites may be covered
    more than once, the sites themselves."""

    def __init__(self, pool: Pool, rows: Ints) -> None:
        model = pool.model
        self.count, self.sites = len(rows), len(model.scores)
        gain = model.facts.gain
        self.covers = bool((gain == gain[:, :1]).all()) and not len(model.facts.use)
        trips = np.flatnonzero(model.facts.caps[:, 1] == 0)
        length, worth = pool.about[rows, LENGTH], pool.about[rows, WORTH].astype(float)
        within = np.arange(pool.routes.shape[1]) < length[:, None]
        column, at = np.nonzero(within)
        visited = pool.routes[rows][column, at].astype(np.int64)
        kinds = np.array(model.kinds)[pool.about[rows, DAY]]
        each = np.arange(self.count)
        parts = [
            (column, visited, np.full(len(column), -1.0 if self.covers else 1.0)),
            (each, self.sites + kinds, np.ones(self.count)),
        ]
        most = [model.kinds.count(k) for k in range(max(model.kinds) + 1)]
        upper = [*([0.0 if self.covers else 1.0] * self.sites), *map(float, most)]
        for limit in trips:
            used = np.bincount(column, model.facts.use[limit][visited], minlength=self.count)
            parts.append((each, np.full(self.count, len(upper)), used))
            upper.append(float(model.facts.caps[limit, 0]))
        cost = worth
        if self.covers:
            one = np.arange(self.sites)
            parts.append((self.count + one, one, np.ones(self.sites)))
            cost = np.concatenate([np.zeros(self.count), gain[:, 0].astype(float)])
        self.columns, self.entries, self.values = (
            np.concatenate(x) for x in zip(*parts, strict=True)
        )
        self.cost, self.upper = cost, np.array(upper)
        self.highs = self._highs()

    def _highs(self) -> Any:
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = len(self.cost), len(self.upper)
        lp.col_cost_, lp.sense_ = self.cost, highspy.ObjSense.kMaximize
        lp.col_lower_, lp.col_upper_ = np.zeros(len(self.cost)), np.ones(len(self.cost))
        lp.row_lower_ = np.full(len(self.upper), -highspy.kHighsInf)
        lp.row_upper_ = self.upper
        order = np.argsort(self.columns, kind="stable")
        starts = np.searchsorted(self.columns[order], np.arange(len(self.cost) + 1))
        lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        lp.a_matrix_.start_ = starts.astype(np.int32)
        lp.a_matrix_.index_ = self.entries[order].astype(np.int32)
        lp.a_matrix_.value_ = self.values[order]
        highs: Any = cast(Any, highspy).Highs()
        for name, value in (("output_flag", False), ("threads", 1), ("random_seed", 0)):
            highs.setOptionValue(name, value)
        highs.passModel(lp)
        return highs

    def solve(self, seconds: float, halt: Callable[[], bool], *, whole: bool) -> bool:
        """Whether there is an answer."""
        if whole:
            kinds = np.zeros(len(self.cost), dtype=np.uint8)
            kinds[: self.count] = 1
            columns = np.arange(len(self.cost), dtype=np.int32)
            self.highs.changeColsIntegrality(len(self.cost), columns, kinds)
            self.highs.setOptionValue("mip_max_nodes", _NODES)
        self.highs.setOptionValue("time_limit", max(seconds, 0.01))

        def ask(event: Any) -> None:
            if halt():
                event.data_in.user_interrupt = True

        self.highs.cbMipInterrupt.subscribe(ask)
        self.highs.cbSimplexInterrupt.subscribe(ask)
        self.highs.run()
        optimal = self.highs.getModelStatus() == highspy.HighsModelStatus.kOptimal
        solution = self.highs.getSolution()
        return bool(solution.value_valid) if whole else optimal

    @property
    def value(self) -> float:
        return float(self.highs.getObjectiveValue())

    @property
    def prices(self) -> NDArray[np.float64]:
        return np.array(self.highs.getSolution().row_dual, dtype=np.float64)

    @property
    def site_prices(self) -> NDArray[np.float64]:
        """What a site costs; where it is covered, what is left of its gain."""
        prices = self.prices[: self.sites]
        return self.cost[self.count :] - prices if self.covers else prices

    @property
    def reduced(self) -> NDArray[np.float64]:
        """What a route is worth at the prices; none is worth more than nothing."""
        spent = np.zeros(len(self.cost))
        np.add.at(spent, self.columns, self.values * self.prices[self.entries])
        worth: NDArray[np.float64] = (self.cost - spent)[: self.count]
        return worth

    @property
    def taken(self) -> Ints:
        values = np.array(self.highs.getSolution().col_value)[: self.count]
        return np.flatnonzero(values > 0.5)
