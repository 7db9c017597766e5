"""A tour problem as the arrays that the search works on."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from planner.solve.tour_form import Day, Site, TourProblem
from planner.solve.tour_schedule import start_windows
from planner.solve.tour_search_clock import FAR
from planner.solve.tour_search_jit import COMPILED
from planner.solve.tour_search_moves import USED

#: A way that does not exist: longer than any day.
NO_WAY = 1 << 30


class Facts(NamedTuple):
    """What does not change; in the order in which the compiled functions take it."""

    travel: NDArray[np.int32] | NDArray[np.int64]
    windows: NDArray[np.int64]
    site: NDArray[np.int64]
    days: NDArray[np.int64]
    cafes: NDArray[np.int64]
    gain: NDArray[np.int64]
    use: NDArray[np.int64]
    caps: NDArray[np.int64]
    before: NDArray[np.uint8]
    rank: NDArray[np.float64]
    near: NDArray[np.int32]


class State(NamedTuple):
    """A plan: sites in order, their places, their times, sums, and the day of each site."""

    seq: NDArray[np.int64]
    spot: NDArray[np.int64]
    time: NDArray[np.int64]
    tally: NDArray[np.int64]
    home: NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Model:
    """``kinds``: days that are alike share a number.  ``must``: the pinned sites.

    The gain of a pinned site holds ``bonus``, more than all scores together.
    """

    problem: TourProblem
    facts: Facts
    scores: NDArray[np.int64]
    kinds: tuple[int, ...]
    must: frozenset[int]
    bonus: int

    def state(self) -> State:
        days, sites = self.scores.shape[1], self.scores.shape[0]
        wide = sites + 3
        tally = np.zeros((days, USED + len(self.facts.use)), dtype=np.int64)
        return State(
            np.zeros((days, wide), dtype=np.int64),
            np.zeros((days, wide), dtype=np.int64),
            np.zeros((days, wide, 4), dtype=np.int64),
            tally,
            np.full(sites, -1, dtype=np.int64),
        )

    def gain_of(self, routes: Sequence[Sequence[int]]) -> int:
        return int(sum(self.facts.gain[list(r), d].sum() for d, r in enumerate(routes)))

    def names(self, route: Any) -> list[str]:
        return [self.problem.sites[int(u)].id for u in route]


def model_of(problem: TourProblem) -> Model:
    index = {p.id: n for n, p in enumerate(problem.places)}
    travel = np.array(problem.travel, dtype=np.int64).reshape(len(index), len(index))
    travel = np.where((travel < 0) | (travel > NO_WAY), NO_WAY, travel)
    windows = _windows(problem)
    opened = windows[..., 0].min(axis=(1, 2), initial=FAR)
    closed = windows[..., 1].max(axis=(1, 2), initial=-FAR)
    can = (windows[..., 1] >= windows[..., 0]).any(axis=2)
    scores = np.array([[s.score_on(d.id) for d in problem.days] for s in problem.sites])
    scores = scores.reshape(len(problem.sites), len(problem.days)).astype(np.int64)
    must = frozenset(n for n, s in enumerate(problem.sites) if _pinned(problem, s))
    bonus = int(np.where(can, scores, 0).max(axis=1, initial=0).sum()) + 1
    pinned = np.array([n in must for n in range(len(scores))], dtype=bool).reshape(-1, 1)
    gain = np.where(can, scores + bonus * pinned, 0)
    at = np.array([index[s.place] for s in problem.sites], dtype=np.int64)
    stay = np.array([s.duration for s in problem.sites], dtype=np.int64)
    site = np.stack([at, stay, opened, closed], axis=1).reshape(-1, 4)
    facts = Facts(
        travel.astype(np.int32) if COMPILED else travel,
        windows,
        site,
        np.array([_day(problem, d, index) for d in problem.days], dtype=np.int64).reshape(-1, 11),
        _cafes(problem, index),
        gain,
        np.array([[x.use.get(s.id, 0) for s in problem.sites] for x in problem.limits])
        .reshape(len(problem.limits), len(problem.sites))
        .astype(np.int64),
        np.array([(x.max, x.scope == "day") for x in problem.limits])
        .reshape(-1, 2)
        .astype(np.int64),
        _before(problem),
        _ranks(
            np.where(can, scores, 0).max(axis=1, initial=0),
            pinned[:, 0],
            travel[np.ix_(at, at)],
            stay,
        ),
        np.argsort(travel[np.ix_(at, at)], axis=1, kind="stable").astype(np.int32),
    )
    return Model(problem, facts, scores, _kinds(facts), must, bonus)


def _pinned(problem: TourProblem, site: Site) -> bool:
    return any(p.site == site.id for p in problem.pinned)


def _windows(problem: TourProblem) -> NDArray[np.int64]:
    """(site, day, window, first and last start); one that is never open: last before first."""
    spans = [
        [
            [(a, min(b, d.end - s.duration)) for a, b in start_windows(problem, s, d.id)]
            for d in problem.days
        ]
        for s in problem.sites
    ]
    spans = [[[x for x in day if x[0] <= x[1]] for day in site] for site in spans]
    width = max((len(day) for site in spans for day in site), default=1) or 1
    windows = np.empty((len(spans), len(problem.days), width, 2), dtype=np.int64)
    windows[..., 0], windows[..., 1] = FAR, -FAR
    for u, site in enumerate(spans):
        for d, day in enumerate(site):
            for k, span in enumerate(day):
                windows[u, d, k] = span
    return windows


def _day(problem: TourProblem, day: Day, index: dict[str, int]) -> tuple[int, ...]:
    lunch = day.lunch if day.lunch is not None and day.lunch.required else None
    meal = (0, 0, 0, 0) if lunch is None else (
        lunch.earliest, lunch.latest, lunch.duration, 0 if lunch.at == "stop" else len(lunch.at)
    )  # fmt: skip
    most = len(problem.sites) if day.max_visits is None else day.max_visits
    driving = FAR if day.max_driving is None else day.max_driving
    ends = (index[day.start_place], index[day.end_place], day.start, day.end)
    return (*ends, most, *meal, int(lunch is None), driving)


def _cafes(problem: TourProblem, index: dict[str, int]) -> NDArray[np.int64]:
    at = [d.lunch.at if d.lunch and d.lunch.at != "stop" else () for d in problem.days]
    cafes = np.zeros((len(at), max(map(len, at), default=0) + 1), dtype=np.int64)
    for d, places in enumerate(at):
        for k, place in enumerate(places):
            cafes[d, k] = index[place]
    return cafes


def _before(problem: TourProblem) -> NDArray[np.uint8]:
    """[a, b]: a comes before b where both are visited; empty without such pairs."""
    size = len(problem.sites) if problem.orders else 0
    before = np.zeros((size, size), dtype=np.uint8)
    row = {s.id: n for n, s in enumerate(problem.sites)}
    for first, then in problem.orders:
        before[row[first], row[then]] = 1
    return before


def _ranks(
    score: NDArray[np.int64],
    pinned: NDArray[np.bool_],
    ways: NDArray[np.int64],
    stay: NDArray[np.int64],
) -> NDArray[np.float64]:
    """Weights of the three orders in which sites are put in: any, by score, by score a minute."""
    close = np.sort(ways, axis=1)[:, 1:8]
    minutes = stay + (close.mean(axis=1) if close.shape[1] else 0) + 1.0
    wanted = ((score > 0) | pinned).astype(np.float64)
    rank = np.stack([wanted, score + 1e-3 * wanted, (score + 1e-3 * wanted) / minutes], axis=1)
    return np.where(pinned[:, None], 1e9, rank)


def _kinds(facts: Facts) -> tuple[int, ...]:
    """Days that are the same in everything have the same number."""
    seen: dict[bytes, int] = {}
    rows = []
    for d in range(len(facts.days)):
        parts = (facts.days[d], facts.cafes[d], facts.windows[:, d], facts.gain[:, d])
        rows.append(seen.setdefault(b"".join(p.tobytes() for p in parts), len(seen)))
    return tuple(rows)
