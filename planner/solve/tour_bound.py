"""A proven upper bound for tours of any size (Lagrange).

Each site is paid for at a price, and each day keeps what its visits bring beyond their prices:
for whatever prices no plan brings more than all prices and the best days together.  The days are
relaxed (see :mod:`tour_bound_kernel`); what is visited too often becomes dearer, what nobody
visits cheaper (subgradients), round by round.  Visits, budgets and pauses of a day are let go
where they have no price.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from math import floor
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from planner.solve.budget import Budget
from planner.solve.tour_bound_kernel import relaxed_day, remember
from planner.solve.tour_bound_start import start
from planner.solve.tour_form import Day, TourProblem
from planner.solve.tour_model import nearest
from planner.solve.tour_search_clock import BEGIN, END, FAR, MOST, STAY
from planner.solve.tour_search_data import NO_WAY, Facts, Model, model_of
from planner.solve.tour_search_jit import COMPILED

Floats = NDArray[np.float64]
#: What follows from what is remembered, the step of time, worths and choices.
Table: TypeAlias = tuple[NDArray[np.int8], int, Floats, NDArray[np.int16]]

#: Points of time of a day at most; steps of a day's programme: a tenth of a second or two.
_POINTS, _EFFORT = 1_200, 6_000_000
_ENDS = 4_000_000
#: Points of time with which the first prices are found.
_COARSE = 150
#: The pace of the steps at which finer tables take over.
_ENOUGH = 0.2
#: And at which nothing more is to be had.
_STILL = 1e-3
#: Rounds without a better bound after which the steps are halved.
_PATIENCE = 4


def bound_tour(problem: TourProblem, budget: Budget) -> float:
    """No plan has a higher score than this, all pins kept (they are taken to be possible)."""
    from planner.solve.tour_search import bounder_of  # it uses this module

    model = model_of(problem)
    own = Budget(budget.left * 0.2, budget.seed, budget.threads, budget.stopped)
    bounder, gain = bounder_of(model, own)
    longest = 0.0
    while bounder.moves and not budget.over and whole(bounder.best) > gain:
        begun = budget.spent
        if budget.left < longest:
            break
        bounder.round(gain, lambda: budget.over)
        longest = max(longest, budget.spent - begun)
    return max(whole(bounder.best) - model.bonus * len(model.must), 0.0)


@dataclass
class Bounder:
    """Prices of sites, and of limits: rows as in ``uses``, a column a day (trip: the first)."""

    model: Model
    best: float = field(init=False)
    prices: Floats = field(init=False)
    stride: float = 1.0
    stale: int = 0

    def __post_init__(self) -> None:
        facts, days = self.model.facts, len(self.model.kinds)
        self.gain = facts.gain.astype(np.float64)
        self.trivial = float(facts.gain.max(axis=1, initial=0).sum())
        self.best = self.trivial
        self.prices = np.zeros(len(self.gain))
        self.uses = np.vstack([facts.use, np.ones((1, len(self.gain)), dtype=np.int64)])
        self.daily = np.append(facts.caps[:, 1] == 1, True)
        caps = np.broadcast_to(facts.caps[:, :1], (len(facts.caps), days))
        self.caps = np.vstack([caps, facts.days[None, :, MOST]]).astype(np.float64)
        self.dues = np.zeros((len(self.uses), days))
        # What a visit uses may be less than nothing: then one that brings nothing may help.
        self.plain = bool((self.uses >= 0).all())
        first = start(self.model, self.uses, self.daily, self.caps) if self.plain else None
        if first is not None:
            self.best = min(first[0], self.trivial)
            self.prices, self.dues = first[1], first[2]
        self.centre = (self.prices, self.dues)
        self._prepare()

    def _prepare(self) -> None:
        """Coarse and fine tables; ``works`` is false where they are too large, for visits of no
        time, and where a visit may help that brings nothing."""
        facts, sites = self.model.facts, len(self.gain)
        wanted = (facts.gain > 0).any(axis=1)
        shortest = int(facts.site[wanted, STAY].min(initial=FAR))
        span = int((facts.days[:, END] - facts.days[:, BEGIN]).max(initial=0))
        least = max(-(-span // _POINTS), -(-span * sites**2 // _EFFORT), 1)
        fair = bool((facts.days[:, END] >= facts.days[:, BEGIN]).all()) and self.plain
        self.works = COMPILED and fair and sites > 0 and least <= shortest < FAR
        self.works = self.works and span * sites <= _ENDS
        self.works = self.works and not any(_free_meal(d) for d in self.model.problem.days)
        if not self.works:
            return
        self.count = np.zeros(sites, dtype=np.int64)
        self.ends = np.zeros((sites, span + 1), dtype=np.int32)
        self.travel = np.minimum(nearest(facts.travel.astype(np.int64)), NO_WAY).astype(np.int32)
        coarse = min(max(-(-span // _COARSE), least), shortest)
        self.tables = [_table(facts, coarse, span, 0), _table(facts, least, span, 4)]

    def probe(
        self, prices: Floats, target: float, halt: Callable[[], bool] = lambda: False
    ) -> None:
        """A round at prices from elsewhere: those of a linear programme over routes."""
        before = self.prices, self.dues, self.best
        self.prices = np.clip(prices, 0.0, None)
        self.round(target, halt)
        if self.best >= before[2]:
            self.prices, self.dues = before[:2]

    @property
    def moves(self) -> bool:
        """Whether further rounds may bring something."""
        return self.works and self.stride > _STILL

    def round(self, target: float, halt: Callable[[], bool] = lambda: False) -> None:
        """One look at all days, and a step of the prices towards ``target``."""
        if not self.works:
            return
        facts = self.model.facts
        total = float(
            self.prices.sum() + (self.dues * np.where(self.daily[:, None], self.caps, 0)).sum()
        )
        total += float(self.dues[~self.daily, 0] @ self.caps[~self.daily, 0])
        slope = np.ones(len(self.gain))
        slack = self.caps.copy()
        for d in range(len(self.model.kinds)):
            due = np.where(self.daily, self.dues[:, d], self.dues[:, 0])
            rate = self.gain[:, d] - self.prices - due @ self.uses
            useful = np.flatnonzero((rate > 0) & (facts.gain[:, d] > 0))
            total += relaxed_day(
                self.travel, facts.windows, facts.site, facts.days, facts.cafes, d, rate, useful,
                *self.tables[0], self.count, self.ends,
            )  # fmt: skip
            if halt():
                return
            slope -= self.count
            used = self.uses @ self.count
            slack[self.daily, d] -= used[self.daily]
            slack[~self.daily, 0] -= used[~self.daily]
        slack[~self.daily, 1:] = 0.0
        self._judge(total)
        self._step(total - target, slope, slack)

    def _judge(self, total: float) -> None:
        self.stale += 1
        if total < self.best - 1e-9:
            self.best, self.stale = total, 0
            self.centre = (self.prices, self.dues)
        elif self.stale >= _PATIENCE:
            self.stride, self.stale = self.stride / 2, 0
            self.prices, self.dues = self.centre
            if self.stride < _ENOUGH and len(self.tables) > 1:
                self.tables.pop(0)
                self.stride = 1.0

    def _step(self, distance: float, slope: Floats, slack: Floats) -> None:
        slope = np.where((slope > 0) & (self.prices <= 0), 0.0, slope)
        slack = np.where((slack > 0) & (self.dues <= 0), 0.0, slack)
        weight = np.maximum(self.uses.max(axis=1, initial=1), 1).astype(float)[:, None] ** 2
        length = float((slope**2).sum() + (slack**2 / weight).sum())
        if length == 0.0:
            return
        pace = self.stride * max(distance, 0.5) / length
        self.prices = np.maximum(self.prices - pace * slope, 0.0)
        self.dues = np.maximum(self.dues - pace * slack / weight, 0.0)


def _table(facts: Facts, step: int, span: int, most: int) -> Table:
    """``most``: sites that a stop remembers at most."""
    sites, points = len(facts.site), span // step + 1
    bits = int(np.clip(np.log2(_EFFORT / (points * sites**2)), 0, min(most, sites - 1)))
    near = np.ascontiguousarray(facts.near[:, 1 : bits + 1]).reshape(sites, bits)
    after = np.zeros((sites + 1, sites, 1 << bits), dtype=np.int8)
    remember(near, after)
    worth = np.full((2, sites + 1, points, 1 << bits), -1e300)
    return after, step, worth, np.zeros(worth.shape, dtype=np.int16)


def _free_meal(day: Day) -> bool:
    """A meal elsewhere that may be skipped: the way over it may be shorter, or the only one."""
    return day.lunch is not None and not day.lunch.required and day.lunch.at != "stop"


def whole(bound: float) -> float:
    """Scores are whole numbers, and so is the best plan's."""
    return float(floor(bound + 1e-6))
