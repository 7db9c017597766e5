"""One of the kept sets for each day, exactly: depth first with bounds."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from planner.solve.tour_master import Duals, Master
from planner.solve.tour_model import Bools, Floats, Ints, Masks
from planner.solve.tour_sets import Sums, bit

#: Choices for a day that are tried before this gives up.
_MOST_NODES = 100_000
#: Sets that are compared with a choice, all choices together.
_MOST_WORK = 300_000_000
_TOLERANCE = 1e-6


@dataclass
class _Day:
    """The sets of one day: which of all sites (as rows of bits), what they bring and are worth."""

    day: int
    masks: Masks
    sites: Masks
    gains: Floats
    worths: Floats
    uses: Floats
    falls: Floats  # the worths, negated: rising

    def head(self, least: float) -> "_Day":
        """The sets that are worth so much (they are in falling order)."""
        return self.only(slice(int(np.searchsorted(self.falls, -least, side="right"))))

    def only(self, keep: Bools | Ints | slice) -> "_Day":
        return _Day(
            self.day,
            self.masks[keep],
            self.sites[keep],
            self.gains[keep],
            self.worths[keep],
            self.uses[keep],
            self.falls[keep],
        )


@dataclass
class Join:
    """Depth-first search; ``least``: only plans better than this are of interest.

    Two bounds drop a choice: what each other day could bring with the sites that are left; and
    prices: the worth of the sets chosen, the best worths of the other days and all prices.
    """

    master: Master
    duals: Duals
    halt: Callable[[], bool]
    least: float
    accept: Callable[[tuple[int, ...]], bool] = lambda _plan: True
    most: int = _MOST_NODES
    best: tuple[int, ...] | None = None
    proven: bool = True
    nodes: int = 0
    work: int = 0
    _chosen: dict[int, int] = field(default_factory=dict)

    def run(self, kept: Sequence[Masks]) -> None:
        days = [self._day(day, masks) for day, masks in enumerate(kept)]
        if any(not len(day.masks) for day in days):
            return
        prices = self.master.limit(self.duals, [])
        self._go(days, 0.0, prices, np.array(self.master.trip_limits, dtype=np.float64))

    def _day(self, day: int, masks: Masks) -> _Day:
        model = self.master.models[day]
        wide = (self.master.count + 62) // 63
        sites = np.zeros((len(masks), wide), dtype=np.uint64)
        for j, site in enumerate(model.sites.tolist()):
            inside = (masks & bit(j)) != 0
            sites[inside, site // 63] |= bit(site % 63)
        gains, worths = Sums(model.gains).of(masks), Sums(self.duals.rates(model)).of(masks)
        uses = np.zeros((len(masks), len(model.trips)))
        for trip, use in enumerate(model.trips):
            uses[:, trip] = Sums(use).of(masks)
        order = np.argsort(-worths, kind="stable")
        return _Day(day, masks, sites, gains, worths, uses, -worths).only(order)

    def _go(self, days: list[_Day], gained: float, priced: float, left_over: Floats) -> None:
        """``left_over``: what of the limits of the trip may still be used."""
        if len(days) == 1:
            self._last(days[0], gained, left_over)
            return
        first = min(days, key=lambda d: len(d.masks))
        others = [d for d in days if d is not first]
        tops = priced + sum(float(d.worths[0]) for d in others)
        for k in range(len(first.masks)):
            # Sets come by falling worth: no later one can do what this one cannot.
            if tops + float(first.worths[k]) <= self.least + _TOLERANCE:
                return
            self.nodes += 1
            # What the other days need to be worth now; their sets come by falling worth, too.
            need = self.least + _TOLERANCE - tops - float(first.worths[k])
            heads = [d.head(float(d.worths[0]) + need) for d in others]
            self.work += sum(len(d.masks) for d in heads)
            if self.nodes > self.most or self.work > _MOST_WORK or self.halt():
                self.proven = False
                return
            if len(heads) == 1:
                self._chosen[first.day] = int(first.masks[k])
                gain, left_over_then = gained + float(first.gains[k]), left_over - first.uses[k]
                self._last(heads[0], gain, left_over_then, first.sites[k])
                continue
            left = [d.only(((d.sites & first.sites[k]) == 0).all(axis=1)) for d in heads]
            if any(not len(d.masks) for d in left):
                continue
            gain = gained + float(first.gains[k])
            price = priced + float(first.worths[k])
            most = gain + sum(float(d.gains.max()) for d in left)
            hope = price + sum(float(d.worths[0]) for d in left)
            if min(most, hope) <= self.least + _TOLERANCE:
                continue
            self._chosen[first.day] = int(first.masks[k])
            self._go(left, gain, price, left_over - first.uses[k])

    def _last(
        self, day: _Day, gained: float, left_over: Floats, taken: Masks | None = None
    ) -> None:
        """The set that brings most, of those that keep the limits of the trip."""
        good = np.flatnonzero(day.gains > self.least + _TOLERANCE - gained)
        if taken is not None:
            good = good[((day.sites[good] & taken) == 0).all(axis=1)]
        good = good[(day.uses[good] <= left_over).all(axis=1)]
        for k in good[np.argsort(-day.gains[good], kind="stable")]:
            gain = gained + float(day.gains[k])
            if gain <= self.least + _TOLERANCE or self.halt():
                return
            self._chosen[day.day] = int(day.masks[k])
            plan = tuple(self._chosen[n] for n in range(len(self.master.models)))
            if self.master.keeps(plan) and self.accept(plan):
                self.best, self.least = plan, gain
