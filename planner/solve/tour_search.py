"""The search for tours that are too large for the exact method.

Chains of ruin and recreate under falling heat, each from the best plan so far and twice as long
as the one before; after each, the best plan that can be made of all routes met (set packing).
"""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from planner.solve.budget import Budget, Report, nobody
from planner.solve.tour_bound import Bounder, whole
from planner.solve.tour_form import DayPlan, Status, TourProblem, TourSolution
from planner.solve.tour_pool import Pool
from planner.solve.tour_schedule import schedule
from planner.solve.tour_search_clock import BEGIN, END
from planner.solve.tour_search_data import Model, model_of
from planner.solve.tour_search_jit import COMPILED
from planner.solve.tour_search_kernel import BEST, BROKEN, COOLING, HEAT, search
from planner.solve.tour_search_moves import SIZE

#: Rounds of the first chain; each is twice as long as the one before, up to the longest.
FIRST_CHAIN, LONGEST_CHAIN = 8_000, 128_000
#: Heat at the start and the end of a chain, in scores of an average site.
HOT, COLD = 1.0, 0.02
#: Visits removed on average, longest string, blinks, shares of orders 0 and 0 + 1.
STYLE = (10.0, 10.0, 0.01, 0.2, 0.6)
#: The share of the time that goes to the bound: while plans get better, and when they no longer do.
PROVING, IDLE_PROVING = 0.1, 0.5
#: Routes of the pool at most; with more than ``FULL`` it is packed, and so many are kept.
ROWS, FULL, KEPT = 16_000, 12_000, 4_000


def search_tour(problem: TourProblem, budget: Budget, report: Report = nobody) -> TourSolution:
    """The best plan found in the time of the budget, with a bound that is true."""
    run = Search(model_of(problem), budget, report)
    run.run()
    return run.solution()


def bounder_of(model: Model, budget: Budget) -> tuple[Bounder, int]:
    """A bound under way, at the prices of a short search, and the gain that this has found."""
    run = Search(model, budget, nobody)
    run.restart()
    run.chain(FIRST_CHAIN // 2)
    run.pack()
    if run.prices is not None and not budget.over:
        run.bounder.probe(run.prices, run.gain, lambda: budget.over)
    return run.bounder, run.gain


@dataclass
class Search:
    """A search under way.  ``best``: sites of each day; ``gain``: with the bonus of the pins."""

    model: Model
    budget: Budget
    report: Report
    gain: int = -1
    best: tuple[tuple[int, ...], ...] = ()
    plans: tuple[DayPlan, ...] = ()
    refused: tuple[tuple[int, ...], ...] = ()
    idle: int = 0
    proving: float = 0.0
    longest: float = 0.0
    prices: NDArray[np.float64] | None = None
    pool: Pool = field(init=False)
    bounder: Bounder = field(init=False)

    def __post_init__(self) -> None:
        days, sites = self.model.scores.shape[1], self.model.scores.shape[0]
        self.pool, self.bounder = Pool(self.model, ROWS), Bounder(self.model)
        self.hand, self.trial = self.model.state(), self.model.state()
        self.kept = np.zeros((days, sites + 1), dtype=np.int64)
        seed = self.budget.seed
        self.dice = np.array([seed % 2147483000 + 1, seed // 7 % 2147483000 + 7], dtype=np.int64)
        scored = self.model.scores[self.model.scores > 0]
        self.mean = float(scored.mean()) if len(scored) else 1.0
        hours = self.model.facts.days
        span = float(np.maximum(hours[:, END] - hours[:, BEGIN], 1).sum())
        self.goal = np.array([0.0, -np.inf, 0.0, 1.0, 0.5 / span])
        self.scratch = (
            np.zeros(sites), np.zeros(sites, dtype=np.int64),
            np.zeros(days, dtype=np.uint8), np.zeros(2, dtype=np.int64),
        )  # fmt: skip
        self.chunk = max((60_000 if COMPILED else 300) // max(sites, 20), 1)

    def run(self) -> None:
        length = FIRST_CHAIN
        while not self.budget.over and not self.done:
            self.restart()
            before = self.gain
            self.chain(length)
            if len(self.model.kinds) > 1 and not self.done:
                self.pack()
            self.idle = 0 if self.gain > before else self.idle + 1
            self.prove(PROVING if self.idle < 2 else IDLE_PROVING)
            length = min(2 * length, LONGEST_CHAIN)

    @property
    def limit(self) -> int:
        """The gain of everything that can be visited at all."""
        return int(self.model.facts.gain.max(axis=1, initial=0).sum())

    @property
    def done(self) -> bool:
        return self.gain >= self.limit or self.gain >= whole(self.bounder.best)

    @property
    def reserve(self) -> float:
        """Seconds to leave for the last packing."""
        if len(self.model.kinds) < 2:
            return 0.0
        return min(0.03 + 6e-5 * self.pool.count, 0.15 * self.budget.seconds)

    def restart(self) -> None:
        """The best plan so far is the one at hand."""
        for day, route in enumerate(self.best):
            self.hand.seq[day, 1 : len(route) + 1] = route
            self.hand.tally[day, SIZE] = len(route)

    def chain(self, rounds: int) -> None:
        self.goal[HEAT] = HOT * self.mean
        self.goal[COOLING] = (COLD / HOT) ** (1.0 / rounds)
        while rounds > 0 and not self.budget.over and self.budget.left >= self.reserve:
            now = min(self.chunk, rounds)
            self.rounds(now)
            rounds -= now
            self.look()
            if self.done:
                return
            if self.pool.count > FULL:
                self.pack()

    def rounds(self, count: int) -> None:
        pool = self.pool
        search(
            *self.model.facts, *self.hand, *self.trial, self.kept,
            pool.table, pool.routes, pool.about, pool.marks, pool.kinds,
            self.dice, self.goal, np.array(STYLE), *self.scratch, count,
        )  # fmt: skip

    def look(self) -> None:
        """Takes over a better plan of the chain."""
        routes = tuple(tuple(map(int, row[1 : row[0] + 1])) for row in self.kept)
        if self.goal[BEST] > -BROKEN / 2:
            self.offer(routes)

    def offer(self, routes: tuple[tuple[int, ...], ...]) -> bool:
        """Keeps a plan that is better; False where it is not, or breaks a rule."""
        if self.model.gain_of(routes) <= self.gain or routes == self.refused:
            return False
        fitting = tuple(fitted(self.model, d, route) for d, route in enumerate(routes))
        if fitting != routes:
            # A rule that the search leaves out is broken: look at what comes next best.
            self.refused, self.goal[BEST] = routes, -np.inf
        gain = self.model.gain_of(fitting)
        plans = plans_of(self.model, fitting)
        if plans is None or gain <= self.gain:
            return False
        routes = fitting
        self.gain, self.best, self.plans = gain, routes, plans
        self.report(self.solution())
        return True

    def pack(self) -> None:
        """The best plan of all routes met, and a pool of the better ones among them."""
        if not self.pool.count or self.budget.over:
            return
        found = self.pool.pack(self.gain, self.budget.left, lambda: self.budget.over)
        if found is None:
            return
        self.prices = found.prices
        if found.routes:
            routes: list[tuple[int, ...]] = [()] * len(self.model.kinds)
            for day, route in found.routes:
                routes[day] = route
            self.offer(tuple(routes))
        if self.pool.count > KEPT:
            order = np.argsort(-found.reduced, kind="stable")
            self.pool.keep(np.sort(order[:KEPT]))

    def prove(self, share: float) -> None:
        """Rounds of the bound, for a share of the time so far; the plan does not depend on it."""
        told = whole(self.bounder.best)
        while self.proving <= share * self.budget.spent and not self.done:
            begun = self.budget.spent
            if self.budget.left < 2 * self.longest or self.budget.over or not self.bounder.moves:
                break
            if self.prices is not None:
                self.bounder.probe(self.prices, self.gain, lambda: self.budget.over)
                self.prices = None
            else:
                self.bounder.round(self.gain, lambda: self.budget.over)
            took = self.budget.spent - begun
            self.proving, self.longest = self.proving + took, max(self.longest, took)
        if whole(self.bounder.best) < told and self.plans:
            self.report(self.solution())

    def solution(self) -> TourSolution:
        name, spent = self.model.problem.name, self.budget.spent
        pinned = self.model.bonus * len(self.model.must)
        bound = max(whole(self.bounder.best) - pinned, 0.0)
        if self.gain < pinned or not self.plans:
            return TourSolution(name, "unknown", bound=bound, wall_s=spent)
        score = self.gain - pinned
        status: Status = "optimal" if bound <= score else "feasible"
        return TourSolution(name, status, self.plans, score, max(bound, float(score)), spent)


def fitted(model: Model, day: int, route: tuple[int, ...]) -> tuple[int, ...]:
    """The route without the visits that bring least, until the driver's rules are kept too."""
    names = model.problem.days[day]
    while route and schedule(model.problem, names, model.names(route)) is None:
        least = min(range(len(route)), key=lambda i: (model.facts.gain[route[i], day], i))
        route = route[:least] + route[least + 1 :]
    return route


def plans_of(model: Model, routes: tuple[tuple[int, ...], ...]) -> tuple[DayPlan, ...] | None:
    """The days of a plan, to the minute; None where a rule is broken that the search leaves out."""
    plans = []
    for day, route in zip(model.problem.days, routes, strict=True):
        plan = schedule(model.problem, day, model.names(route))
        if plan is None:
            return None
        plans.append(plan)
    return tuple(plans)
