"""What may still come: a bound on the gain of the rest of a day, from a place at a time.

The rest of a day is relaxed: of the sites visited so far it remembers only some near the last one
("ng-routes": Baldacci, Mingozzi and Roberti 2011), so that a site may come back after a while;
and times are rounded down to a grid.  Both only let more in, so the value is never too low.
"""

from dataclasses import dataclass

import numpy as np

from planner.solve.tour_model import NEVER, Bools, DayModel, Floats, Ints, Masks

#: Points of time in a day, about.
_POINTS = 130
#: Numbers that are worked on at once: some milliseconds.
_AT_ONCE = 400_000


@dataclass(frozen=True, eq=False)
class Grid:
    """Ways over a grid of time: ``ends[l][i, j, b]`` the grid point at which a visit of j ends
    that was left for from i at grid point b (``points``: never); l = 1: with lunch on the way.
    ``home[l]``: whether home is reached in time, all lunch rules kept, not lunched/lunched."""

    model: DayModel
    step: int
    points: int
    ends: tuple[Ints, ...]
    home: tuple[Bools, ...]
    ahead: int

    def at(self, clock: Ints) -> Ints:
        return (clock - self.model.day.start) // self.step


def grid_of(model: DayModel) -> Grid | None:
    """None where a visit may take no time at all: there the rest of the day has no order."""
    span = model.day.end - model.day.start
    if span < 0 or not model.n:
        return None
    step = max(1, -(-span // _POINTS))
    points = span // step + 1
    clock = model.day.start + step * np.arange(points, dtype=np.int64)
    rows = np.arange(model.n + 1)
    shape = (model.n + 1, points)
    now, here = np.broadcast_to(clock[None], shape), np.broadcast_to(rows[:, None], shape)
    kinds = 1 if model.lunch is None else 2
    ends = [np.empty((model.n + 1, model.n, points), dtype=np.int64) for _ in range(kinds)]
    for j in range(model.n):
        arrivals = [now + model.ways[:, j, None]]
        if kinds == 2:
            arrivals.append(model.after_lunch(now, here, j))
        for kind, arrival in enumerate(arrivals):
            done = model.visited(j, arrival)
            index = np.where(done <= model.day.end, (done - model.day.start) // step, points)
            index[j] = points
            index[[i for i in range(model.n) if int(model.never_after[j]) >> i & 1]] = points
            ends[kind][:, j] = index
    wait = np.stack(ends) - np.arange(points)
    ahead = int(wait[np.stack(ends) < points].min(initial=points))
    if ahead < 1:
        return None
    return Grid(model, step, points, tuple(ends), _home(model, now, here), min(ahead, points))


def _home(model: DayModel, now: Ints, here: Ints) -> tuple[Bools, ...]:
    direct = now + model.ways[:, model.n, None] <= model.day.end
    if model.lunch is None:
        return (direct,)
    eaten = model.after_lunch(now, here, model.n) <= model.day.end
    return (eaten if model.lunch.required else eaten | direct, direct)


class Reach:
    """The bound for rates of gain (per candidate), with ``memory`` sites remembered at each."""

    def __init__(self, grid: Grid, rates: Floats, effort: float) -> None:
        self.grid, self.model = grid, grid.model
        n = self.model.n
        # A visit that brings nothing and that nobody is helped by passing is never needed here.
        self.useful = np.flatnonzero((rates > 0) | ~self.model.needless)
        self.rates = rates
        cost = (n + 1) * max(len(self.useful), 1) * grid.points * (2 * len(grid.home) - 1)
        self.memory = int(np.clip(np.log2(max(effort / cost, 1)), 0, 10))
        self.near = self._near()
        self.value = np.full((len(grid.home), n + 1, 1 << self.memory, grid.points + 1), -np.inf)
        self._fill()
        self.first = [self._following(state) for state in range(len(grid.home))]

    def _near(self) -> Masks:
        """Bits (memory, candidate) of the sites that a stop remembers: the nearest useful ones."""
        n, ways = self.model.n, np.minimum(self.model.ways, NEVER)
        near = np.zeros((self.memory, n + 1), dtype=np.uint64)
        useful = self.useful[self.rates[self.useful] > 0]
        for j in range(n):
            others = useful[useful != j]
            order = np.argsort(ways[others, j] + ways[j, others], kind="stable")[: self.memory]
            near[: len(order), j] = np.uint64(1) << others[order].astype(np.uint64)
        return near

    def remembered(self, masks: Masks, j: int) -> Ints:
        """What stop j keeps of these sets."""
        kept = np.zeros(masks.shape, dtype=np.int64)
        for k in range(self.memory):
            kept |= ((masks & self.near[k, j]) != 0).astype(np.int64) << k
        return kept

    def _fill(self) -> None:
        grid, n, size = self.grid, self.model.n, 1 << self.memory
        subset = np.zeros((n + 1, size), dtype=np.uint64)
        for k in range(self.memory):
            on = (np.arange(size) >> k & 1).astype(np.bool_)
            subset |= np.where(on[None], self.near[k][:, None], np.uint64(0))
        here = np.append(np.uint64(1) << np.arange(n, dtype=np.uint64), np.uint64(0))
        full = subset | here[:, None]
        base = np.empty((n + 1, size, len(self.useful)), dtype=np.int64)
        extra = np.empty(base.shape)
        for place, j in enumerate(self.useful):
            base[:, :, place] = (j * size + self.remembered(full, int(j))) * (grid.points + 1)
            again = (full & (np.uint64(1) << np.uint64(j))) != 0
            extra[:, :, place] = np.where(again, -np.inf, self.rates[j])
        block = max(1, min(grid.ahead, _AT_ONCE // max(base.size, 1)))
        for end in range(grid.points, 0, -block):
            self._block(slice(max(end - block, 0), end), base, extra)

    def _block(self, span: slice, base: Ints, extra: Floats) -> None:
        """Values at some points of time, from those later: every visit takes that much time."""
        lunched = len(self.grid.home) - 1
        for state in range(lunched, -1, -1):
            steps = [(self.grid.ends[0], state)]
            if state < lunched:
                steps.append((self.grid.ends[1], lunched))
            best = np.where(self.grid.home[state][:, None, span], 0.0, -np.inf)
            best = np.broadcast_to(best, (*base.shape[:2], best.shape[2])).copy()
            if len(self.useful):
                for ends, after in steps:
                    index = base[..., None] + ends[:, None, self.useful, span]
                    found = self.value[after].reshape(-1)[index] + extra[..., None]
                    np.maximum(best, found.max(axis=2), out=best)
            self.value[state, :, :, span] = best

    def _following(self, state: int) -> Floats:
        """[place, time, candidate]: the most that may come when it is visited next."""
        grid, lunched = self.grid, len(self.grid.home) - 1
        candidates = np.arange(self.model.n)
        best = None
        for kind, after in [(0, state)] + ([(1, lunched)] if state < lunched else []):
            ends = grid.ends[kind].transpose(0, 2, 1)
            found = self.value[after, candidates, 0, ends]
            best = found if best is None else np.maximum(best, found)
        assert best is not None
        following: Floats = best + self.rates
        return following

    def following(self, state: int, lasts: Ints, clock: Ints) -> Floats:
        """For each state (a row) and candidate: the most that may come from that visit on."""
        following: Floats = self.first[state][lasts, self.grid.at(clock)]
        return following

    def root(self) -> float:
        """The gain of the best day, relaxed."""
        return float(self.value[0, self.model.n, 0, 0])

    def rest(self, state: int, j: int, masks: Masks, clock: Ints) -> Floats:
        """The most that may still come after visits of ``masks``, the last at j until clock."""
        rest: Floats = self.value[state, j, self.remembered(masks, j), self.grid.at(clock)]
        return rest
