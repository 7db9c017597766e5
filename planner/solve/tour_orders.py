"""The best order of the visits of one day: least driving, then home the earliest."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from heapq import heappop, heappush
from itertools import count

import numpy as np

from planner.solve.tour_days import Aim, Days, Level
from planner.solve.tour_form import Day, DayPlan, Site, TourProblem
from planner.solve.tour_model import NEVER, DayModel, Ints, day_models, roads_of
from planner.solve.tour_schedule import (
    Clockwork,
    Label,
    Stop,
    best_label,
    schedule,
    undominated,
    within_limits,
)
from planner.solve.tour_sets import Sums

#: Labels that are looked at for one set of visits.
_MOST_LABELS = 4_000
#: Sets of more visits are not tabled.
_MOST_TABLED = 11


@dataclass(frozen=True)
class Order:
    """``plan`` None: no order keeps all the rules (``sure``), or none was found.

    With a plan, ``sure``: no order has less driving.
    """

    plan: DayPlan | None
    sure: bool


def best_order(
    problem: TourProblem, day: Day, sites: Sequence[str], halt: Callable[[], bool] = lambda: False
) -> Order:
    """The order of these sites (ids) with the least driving, by A* over labels."""
    if not within_limits(problem, day, sites):
        return Order(None, True)
    chosen = [s for s in problem.sites if s.id in set(sites)]
    if len(chosen) <= _MOST_TABLED:
        found = _Search(problem, day, chosen).run(halt)
        if found.sure:
            return found
    order = earliest_order(problem, day, chosen)
    return Order(None, True) if order is None else Order(schedule(problem, day, order), False)


class _Search:
    def __init__(self, problem: TourProblem, day: Day, sites: list[Site]) -> None:
        self.clockwork, self.day = Clockwork(problem, day), day
        self.stops = [self.clockwork.stop(s) for s in sites]
        self.rest = _least_driving(problem, self.stops, self.clockwork.home)
        self.kept: dict[tuple[int, int], list[Label]] = {}
        later = self.clockwork.never_after
        self.barred = [
            sum(1 << k for k, other in enumerate(sites) if other.id in later.get(site.id, set()))
            for site in sites
        ]

    def run(self, halt: Callable[[], bool]) -> Order:
        """Labels in the order of the driving so far and the least still to come.

        The first whole day is the best, since that estimate is never too high.
        """
        number, looked = count(), 0
        heap: list[tuple[int, int, int, int, int, Label]] = []
        heap.append((0, 0, next(number), 0, -1, self.clockwork.first()))
        while heap:
            _hope, _clock, _number, mask, last, label = heappop(heap)
            if mask < 0:
                return Order(DayPlan(self.day.id, label.items), True)
            looked += 1
            if looked > _MOST_LABELS or (looked % 64 == 0 and halt()):
                return Order(None, False)
            for hope, new, mask_then, j in self._after(mask, last, label):
                heappush(heap, (hope, new.clock, next(number), mask_then, j, new))
        return Order(None, True)

    def _after(self, mask: int, last: int, label: Label) -> Iterable[tuple[int, Label, int, int]]:
        here = self.clockwork.start if last < 0 else self.stops[last].place
        if mask == (1 << len(self.stops)) - 1:
            best = best_label(self.clockwork.ended([label], here))
            if best is not None:
                yield best.driven, best, -1, last
            return
        for j, stop in enumerate(self.stops):
            then = mask | 1 << j
            if then == mask or mask & self.barred[j] or self.rest[then, j] >= NEVER:
                continue
            for new in self._new(then, j, self.clockwork.steps(label, here, stop)):
                yield new.driven + int(self.rest[then, j]), new, then, j

    def _new(self, mask: int, last: int, labels: Iterable[Label]) -> list[Label]:
        """Those than which no label known for this set and last site is as good."""
        before = self.kept.get((mask, last), [])
        after = undominated([*before, *labels])
        self.kept[mask, last] = after
        known = set(before)
        return [x for x in after if x not in known]


def _least_driving(problem: TourProblem, stops: list[Stop], home: Stop) -> Ints:
    """[visited, last] -> least minutes at the wheel through all others and home, at any time.

    Legs are shortest ways, since a place to eat may lie between two stops.
    """
    at = np.array([s.place for s in stops], dtype=np.int64)
    ways = roads_of(problem).least
    legs, n = ways[at[:, None], at[None, :]], len(stops)
    rest = np.full((1 << n, max(n, 1)), NEVER, dtype=np.int64)
    rest[-1, :n] = ways[at, home.place]
    for mask in range((1 << n) - 2, 0, -1):
        for j in range(n):
            if not mask >> j & 1:
                np.minimum(rest[mask, :n], legs[:, j] + rest[mask | 1 << j, j], out=rest[mask, :n])
    return rest


def earliest_order(problem: TourProblem, day: Day, sites: list[Site]) -> list[str] | None:
    """An order by which home is reached earliest, driving limits left aside."""
    small = replace(problem, sites=tuple(sites), days=(day,))
    models = day_models(small)
    if models is None or models[0].n < len(sites):
        return None
    days, sums, rates = Days(models[0]), Sums(np.zeros(0)), np.zeros(len(sites))
    levels = [days.begin()]
    for _visit in sites:
        after = days.step(levels[-1], Aim(), rates, sums)
        if after is None:
            return None
        levels.append(after)
    order = _backwards(days, levels)
    return None if order is None else [sites[j].id for j in order]


def _backwards(days: Days, levels: list[list[Level]]) -> list[int] | None:
    """From the best last state to the first, each from one that leads to it at its time."""
    model = days.model
    ends = [
        (home, state, last, int(masks[0]), int(clocks[0]))
        for state, level in enumerate(levels[-1])
        for masks, last, clocks in level.groups()
        if (home := _home(model, state, last, int(clocks[0]))) <= model.day.end
    ]
    if not ends:
        return None
    _home_at, state, last, mask, clock = min(ends)
    order: list[int] = []
    for levels_before in levels[-2::-1]:
        order.append(last)
        mask ^= 1 << last
        state, last, clock = _before(days, levels_before, (state, last, clock), mask)
    return order[::-1]


def _home(model: DayModel, state: int, last: int, clock: int) -> int:
    now, here = np.array([clock]), np.array([last])
    home = int(clock + model.ways[last, model.n])
    if model.lunch is None or state == 1:
        return home
    eaten = int(model.after_lunch(now, here, model.n)[0])
    return eaten if model.lunch.required else min(home, eaten)


def _before(
    days: Days, levels: list[Level], then: tuple[int, int, int], mask: int
) -> tuple[int, int, int]:
    """The state (lunch, last, clock) with these visits from which ``then`` was reached."""
    for state, level in enumerate(levels):
        for masks, last, clocks in level.groups():
            place = np.flatnonzero(masks == np.uint64(mask))
            lasts = np.full(len(place), last)
            for to, done in days.ways_on(state, then[1], lasts, clocks[place]):
                if to == then[0] and (done == then[2]).any():
                    return state, last, int(clocks[place[0]])
    raise AssertionError("a state without one before it")
