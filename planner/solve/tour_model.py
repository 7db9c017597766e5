"""One day of a tour problem as arrays: who can be visited, the ways, the lunch, the limits."""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from planner.solve.tour_form import Day, Site, TourProblem
from planner.solve.tour_schedule import start_windows

Ints: TypeAlias = NDArray[np.int64]
Floats: TypeAlias = NDArray[np.float64]
Masks: TypeAlias = NDArray[np.uint64]
Bools: TypeAlias = NDArray[np.bool_]

#: A way that does not exist; sums of a few of them still fit.
NEVER = 1 << 40
#: A set of visits is a mask of 64 bits.
MOST_CANDIDATES = 63


@dataclass(frozen=True, eq=False)
class LunchWays:
    """Lunch between i and j by way of place k: ``before[k, i, j]`` on the road, then ``after``."""

    earliest: int
    latest: int
    duration: int
    required: bool
    before: Ints
    after: Ints


@dataclass(frozen=True, eq=False)
class DayModel:
    """A day over its own candidates: rows and columns 0..n-1; row n: its start, column n: its end.

    ``gains``: what a visit adds (see :func:`gain`).  ``opens``/``closes``: (window, candidate),
    the minutes between which a visit may start.  ``never_after[j]``: those that must not have
    been visited when j is.  ``must``: those pinned to this day.
    """

    day: Day
    sites: Ints
    ways: Ints
    lasts: Ints
    opens: Ints
    closes: Ints
    gains: Floats
    lunch: LunchWays | None
    never_after: Masks
    must: int
    limits: tuple[tuple[int, Ints], ...]
    trips: tuple[Ints, ...]
    travel: Ints
    places: Ints
    least_home: Ints

    @property
    def n(self) -> int:
        return len(self.sites)

    @property
    def most(self) -> int:
        """Visits at most."""
        return self.n if self.day.max_visits is None else min(self.day.max_visits, self.n)

    @cached_property
    def bound_here(self) -> Bools:
        """Which candidates are pinned to this day."""
        return np.array([self.must >> j & 1 for j in range(self.n)], dtype=np.bool_)

    @property
    def meal_states(self) -> int:
        return 1 if self.lunch is None else 2

    def visited(self, j: int, arrival: Ints) -> Ints:
        """When a visit of candidate j ends for these arrivals; NEVER where it cannot be."""
        best: Ints | None = None
        for opens, closes in zip(self.opens[:, j], self.closes[:, j], strict=True):
            start = np.maximum(arrival, opens)
            start[start > closes] = NEVER
            best = start if best is None else np.minimum(best, start)
        assert best is not None
        best += self.lasts[j]
        return best

    def after_lunch(self, clock: Ints, here: Ints, there: int) -> Ints:
        """The earliest arrival at ``there`` with lunch on the way; NEVER where it cannot be."""
        lunch = self.lunch
        assert lunch is not None
        best = np.full(clock.shape, NEVER, dtype=np.int64)
        for before, after in zip(lunch.before[:, :, there], lunch.after[:, :, there], strict=True):
            begins = clock + before[here]
            ends = np.maximum(begins, lunch.earliest) + lunch.duration + after[here]
            np.minimum(best, np.where(begins <= lunch.latest, ends, NEVER), out=best)
        return best

    @cached_property
    def needless(self) -> Bools:
        """Candidates that nobody is helped by passing through: no way over them is shorter.

        A lunch may be eaten at a stop, so that a stop can also help: between one that was left
        before lunch could begin and one that is reached when it no longer may.  That leg is
        longer than the hours of lunch, and longer than the visit and the way on from it.
        """
        travel, at = self.travel, self.places
        over = travel[:, at, None] + self.lasts[None, :, None] + travel[None, at, :]
        ok = np.array((travel[:, None, :] <= over).all(axis=(0, 2)), dtype=np.bool_)
        if self.day.lunch is not None and self.lunch is not None:
            if travel.diagonal().any():
                ok[:] = False
            if self.day.lunch.at == "stop":
                long = travel > self.lunch.latest - self.lunch.earliest
                shorter = self.lasts[None, :, None] + travel[None, at, :] < travel[:, None, :]
                ok &= ~(shorter & long[:, None, :]).any(axis=(0, 2))
        if any((use < 0).any() for _, use in self.limits) or any((u < 0).any() for u in self.trips):
            ok[:] = False
        return ok


def gain(site: Site, day: str, pinned: frozenset[str], count: int) -> float:
    """What a visit adds to the goal: its score; a little less than nothing for a score of zero.

    Visits that bring nothing are made only where they are needed on the way.  All of them
    together cost less than half a point, so that no better sum of (whole) scores is missed.
    """
    score = site.score_on(day)
    return float(score) if score or site.id in pinned else -0.4 / max(count, 1)


def day_models(problem: TourProblem) -> tuple[DayModel, ...] | None:
    """The days of a problem; None when one has more candidates than a mask has bits."""
    models = tuple(_day_model(problem, day) for day in problem.days)
    return None if any(m.n > MOST_CANDIDATES for m in models) else models


def _day_model(problem: TourProblem, day: Day) -> DayModel:
    index = {p.id: n for n, p in enumerate(problem.places)}
    travel, least = roads_of(problem)
    start, end = index[day.start_place], index[day.end_place]
    starts = {s.id: start_windows(problem, s, day.id) for s in problem.sites}
    chosen = _reachable(problem, day, least, starts)
    sites = [problem.sites[n] for n in chosen]
    at = np.array([index[s.place] for s in sites], dtype=np.int64)
    ways = travel[np.append(at, start)[:, None], np.append(at, end)[None, :]]
    width = max((len(starts[s.id]) for s in sites), default=1)
    opens = np.zeros((width, len(sites)), dtype=np.int64)
    closes = np.full((width, len(sites)), -NEVER, dtype=np.int64)
    for n, site in enumerate(sites):
        for w, (first, last) in enumerate(starts[site.id]):
            opens[w, n], closes[w, n] = first, min(last, day.end - site.duration)
    row = {s.id: n for n, s in enumerate(sites)}
    pinned = frozenset(p.site for p in problem.pinned)
    here = [row[p.site] for p in problem.pinned if p.day == day.id and p.site in row]
    return DayModel(
        day,
        np.array(chosen, dtype=np.int64),
        ways,
        np.array([s.duration for s in sites], dtype=np.int64),
        opens,
        closes,
        np.array([gain(s, day.id, pinned, len(problem.sites)) for s in sites], dtype=np.float64),
        _lunch_ways(problem, day, travel, at),
        _never_after(problem, row),
        sum({1 << n for n in here}) | (1 << 63 if _lost(problem, day, row) else 0),
        tuple((x.max, _use(x.use, sites)) for x in problem.limits if x.scope == "day"),
        tuple(_use(x.use, sites) for x in problem.limits if x.scope == "trip"),
        travel,
        at,
        least[at, end],
    )


class Roads(NamedTuple):
    """``travel``: the matrix with NEVER where there is no way.  Neither array may be written to.

    ``least``: the least time on the road between two places, by way of any others.
    """

    travel: Ints
    least: Ints


def nearest(travel: Ints) -> Ints:
    """The least time on the road between two places, by way of any others."""
    least = travel.copy()
    np.fill_diagonal(least, 0)
    for k in range(len(least)):
        np.minimum(least, least[:, k, None] + least[None, k, :], out=least)
    return least


#: Those of the last matrices, since one problem asks often; the matrix itself keeps its id taken.
_ROADS: dict[int, tuple[object, Roads]] = {}
_MOST_ROADS = 4


def roads_of(problem: TourProblem) -> Roads:
    """The matrix of a problem as arrays, made once for all problems that share it."""
    key = id(problem.travel)
    if key not in _ROADS:
        size = len(problem.places)
        raw = np.array(problem.travel, dtype=np.int64).reshape(size, size)
        travel = np.where(raw < 0, NEVER, raw)
        least = nearest(travel)
        for array in (travel, least):
            array.flags.writeable = False
        while len(_ROADS) >= _MOST_ROADS:
            del _ROADS[next(iter(_ROADS))]
        _ROADS[key] = problem.travel, Roads(travel, least)
    return _ROADS[key][1]


def _lost(problem: TourProblem, day: Day, row: dict[str, int]) -> bool:
    """Whether a site is pinned to this day that cannot be visited then: no set is good enough."""
    return any(p.day == day.id and p.site not in row for p in problem.pinned)


def _use(use: dict[str, int], sites: list[Site]) -> Ints:
    return np.array([use.get(s.id, 0) for s in sites], dtype=np.int64)


def _never_after(problem: TourProblem, row: dict[str, int]) -> Masks:
    masks = [0] * len(row)
    for first, then in problem.orders:
        if first in row and then in row:
            masks[row[first]] |= 1 << row[then]
    return np.array(masks, dtype=np.uint64)


def _reachable(
    problem: TourProblem, day: Day, least: Ints, starts: dict[str, list[tuple[int, int]]]
) -> list[int]:
    """Sites that are open on the day between the earliest arrival and the last way home."""
    index = {p.id: n for n, p in enumerate(problem.places)}
    elsewhere = {p.site for p in problem.pinned if p.day not in (None, day.id)}
    found = []
    for n, site in enumerate(problem.sites):
        at = index[site.place]
        first = day.start + least[index[day.start_place], at]
        last = day.end - least[at, index[day.end_place]] - site.duration
        fits = any(max(first, a) <= min(last, b) for a, b in starts[site.id])
        if fits and site.id not in elsewhere:
            found.append(n)
    return found


def _lunch_ways(problem: TourProblem, day: Day, travel: Ints, at: Ints) -> LunchWays | None:
    lunch = day.lunch
    if lunch is None or (lunch.at == "stop" and not lunch.required):
        # A lunch at a stop that may be skipped only takes time: it never lets more in.
        return None
    index = {p.id: n for n, p in enumerate(problem.places)}
    rows = np.append(at, index[day.start_place])
    columns = np.append(at, index[day.end_place])
    whole = travel[rows[:, None], columns[None, :]]
    stay_here = np.broadcast_to(travel[rows, rows][:, None], whole.shape)
    stay_there = np.broadcast_to(travel[columns, columns][None, :], whole.shape)
    if lunch.at == "stop":
        before, after = np.stack([stay_here, whole]), np.stack([whole, stay_there])
    else:
        by = [index[p] for p in lunch.at]
        shape = (len(by), *whole.shape)
        before = np.broadcast_to(travel[rows[:, None], by].T[:, :, None], shape)
        after = np.broadcast_to(travel[np.array(by, dtype=np.int64)][:, None, columns], shape)
    least = _undominated(before, after)
    return LunchWays(lunch.earliest, lunch.latest, lunch.duration, lunch.required, *least)


def _undominated(before: Ints, after: Ints) -> tuple[Ints, Ints]:
    """Places to eat between i and j, without those that another beats on both legs."""
    order = np.lexsort((after, before), axis=0)
    before = np.take_along_axis(before, order, axis=0)
    after = np.take_along_axis(after, order, axis=0)
    best = np.minimum.accumulate(after, axis=0)
    worse = before >= NEVER
    worse[1:] |= after[1:] >= best[:-1]
    before = np.where(worse, NEVER, before)
    order = np.argsort(before, axis=0, kind="stable")
    most = max(int((~worse).sum(axis=0).max(initial=1)), 1)
    before = np.take_along_axis(before, order, axis=0)[:most]
    return before, np.take_along_axis(after, order, axis=0)[:most]
