"""All sets of sites that fit in one day: a dynamic programme over (sites, last site, lunch).

Of all ways to have visited a set with the same last site and lunch held or not, only the one that
ends earliest is kept: waiting is free, so an earlier end lets everything in that a later one does.
Budgets and numbers of visits depend on the set alone.  Driving limits do not: they are left out
here, so that the sets found are a superset; :mod:`tour_orders` looks at those that are used.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import numpy as np

from planner.solve.tour_model import NEVER, DayModel, Floats, Ints, Masks
from planner.solve.tour_reach import Reach
from planner.solve.tour_sets import Sums, bit, earliest, members, once

#: States that are expanded at once (some milliseconds).
_AT_ONCE = 50_000
#: Sums of rates are exact to less than this.
TOLERANCE = 1e-6


@dataclass(frozen=True)
class Found:
    """Sets that fit.  ``complete``: all that reach the floor."""

    masks: Masks
    complete: bool
    states: int


@dataclass(frozen=True)
class Aim:
    """Which sets are wanted: those whose rates sum up to ``floor`` at least."""

    reach: Reach | None = None
    rates: Floats | None = None
    floor: float = -np.inf


@dataclass
class Level:
    """States after so many visits, in the order of ``last``; lunch held or not."""

    masks: list[Masks] = field(default_factory=list)
    lasts: list[int] = field(default_factory=list)
    clocks: list[Ints] = field(default_factory=list)

    def add(self, masks: Masks, last: int, clock: Ints) -> None:
        if len(masks):
            self.masks.append(masks)
            self.lasts.append(last)
            self.clocks.append(clock)

    def groups(self) -> Iterator[tuple[Masks, int, Ints]]:
        return zip(self.masks, self.lasts, self.clocks, strict=True)

    @property
    def size(self) -> int:
        return sum(map(len, self.masks))

    def chunks(self) -> Iterator[tuple[Masks, Ints, Ints]]:
        if not self.masks:
            return
        masks, clocks = np.concatenate(self.masks), np.concatenate(self.clocks)
        lasts = np.repeat(np.array(self.lasts), [len(m) for m in self.masks])
        for k in range(0, len(masks), _AT_ONCE):
            part = slice(k, k + _AT_ONCE)
            yield masks[part], lasts[part], clocks[part]


class Days:
    """The dynamic programme of one day."""

    def __init__(self, model: DayModel, halt: Callable[[], bool] = lambda: False) -> None:
        self.model, self.halt = model, halt
        self._bits = np.uint64(1) << np.arange(model.n, dtype=np.uint64)
        self.limits = [(most, Sums(use), bool((use >= 0).all())) for most, use in model.limits]

    def sets(self, aim: Aim, cap: int, beam: int | None = None) -> Found:
        """The sets that fit and are wanted; at most ``cap`` states are looked at.

        ``beam``: only so many states of each number of visits are kept, the most promising ones
        (needs a reach); then the sets found are not all.
        """
        rates = np.zeros(self.model.n) if aim.rates is None else aim.rates
        sums = Sums(rates)
        levels = self.begin()
        found, states, complete = [self._home(levels, aim, sums)], 0, True
        for _visits in range(self.model.most):
            new = self.step(levels, aim, rates, sums)
            if new is None:
                return Found(np.concatenate(found), False, states)
            levels = new
            size = sum(level.size for level in levels)
            if beam is not None and size > beam:
                levels, complete = self._best(levels, aim, sums, beam), False
                size = beam
            states += size
            if states > cap:
                complete = False
                break
            if not size:
                break
            found.append(self._home(levels, aim, sums))
        return Found(np.concatenate(found), complete, states)

    def begin(self) -> list[Level]:
        """Before the first visit; a level for lunch not held and one for lunch held."""
        levels = [Level() for _ in range(self.model.meal_states)]
        first = np.zeros(1, dtype=np.uint64)
        levels[0].add(first, self.model.n, np.array([self.model.day.start]))
        return levels

    def step(self, levels: list[Level], aim: Aim, rates: Floats, sums: Sums) -> list[Level] | None:
        """States after one visit more; None when told to halt."""
        n = self.model.n
        parts: list[list[list[tuple[Masks, Ints]]]] = [[[] for _ in range(n)] for _ in levels]
        for state, level in enumerate(levels):
            for masks, lasts, clocks in level.chunks():
                gains = sums.of(masks)
                for j, free in self._open(aim, state, masks, lasts, clocks, gains):
                    if self.halt():
                        return None
                    for to, done in self.ways_on(state, j, lasts[free], clocks[free]):
                        keep = self._hopeful(aim, to, j, masks[free], done, gains[free] + rates[j])
                        parts[to][j].append((masks[free[keep]] | bit(j), done[keep]))
        new = [Level() for _ in levels]
        for to, groups in enumerate(parts):
            for j, group in enumerate(groups):
                if self.halt():
                    return None
                if group:
                    together = [np.concatenate(x) for x in zip(*group, strict=True)]
                    masks, clocks = earliest(together[0], together[1], n)
                    new[to].add(masks, j, clocks)
        return new

    def _open(
        self, aim: Aim, state: int, masks: Masks, lasts: Ints, clocks: Ints, gains: Floats
    ) -> Iterator[tuple[int, Ints]]:
        """For each candidate the states from which it may be visited next."""
        barred = self.model.never_after | self._bits
        if aim.reach is None:
            for j in range(self.model.n):
                free = np.flatnonzero((masks & barred[j]) == 0)
                if len(free):
                    yield j, free
            return
        # Before anything is worked out: with the most that may come after a visit of j, whatever
        # was visited before, is the floor in reach?
        hope = gains[:, None] + aim.reach.following(state, lasts, clocks)
        ok = (hope >= aim.floor - TOLERANCE) & ((masks[:, None] & barred[None, :]) == 0)
        candidates, states = np.nonzero(ok.T)
        ends = np.searchsorted(candidates, np.arange(self.model.n + 1))
        for j in range(self.model.n):
            if ends[j] < ends[j + 1]:
                yield j, states[ends[j] : ends[j + 1]]

    def ways_on(self, state: int, j: int, lasts: Ints, clocks: Ints) -> Iterator[tuple[int, Ints]]:
        """When a visit of j ends, straight on and with lunch on the way."""
        model = self.model
        yield state, model.visited(j, clocks + model.ways[lasts, j])
        if state < model.meal_states - 1:
            yield state + 1, model.visited(j, model.after_lunch(clocks, lasts, j))

    def _hopeful(
        self, aim: Aim, state: int, j: int, before: Masks, done: Ints, gains: Floats
    ) -> Ints:
        """Which of the new states can still become a wanted day.

        Each test only drops what cannot: home too late by every way; lunch no longer possible; a
        site that must be visited has closed; a budget that only grows is spent; or what has been
        gained and the most that may still come are below the floor.
        """
        model = self.model
        ok = done + model.least_home[j] <= model.day.end
        if model.lunch is not None and model.lunch.required and state == 0:
            ok &= done <= model.lunch.latest
        for p in members(model.must & ((1 << model.n) - 1)):
            if p != j:
                ok &= ((before & bit(p)) != 0) | (done <= model.closes[:, p].max())
        keep = np.flatnonzero(ok)
        if self.limits and len(keep):
            masks = before[keep] | bit(j)
            for most, use, grows in self.limits:
                if grows:
                    spent = use.of(masks) <= most
                    keep, masks = keep[spent], masks[spent]
        if aim.reach is not None and len(keep):
            rest = aim.reach.rest(state, j, before[keep] | bit(j), done[keep])
            keep = keep[gains[keep] + rest >= aim.floor - TOLERANCE]
        return keep

    def _home(self, levels: list[Level], aim: Aim, sums: Sums) -> Masks:
        """The sets of these states from which home is reached by all the rules of the day."""
        model, found = self.model, []
        for state, level in enumerate(levels):
            for masks, lasts, clocks in level.chunks():
                arrival = clocks + model.ways[lasts, model.n]
                if model.lunch is not None and state == 0:
                    if model.lunch.required:
                        arrival[:] = NEVER
                    np.minimum(arrival, model.after_lunch(clocks, lasts, model.n), out=arrival)
                found.append(masks[arrival <= model.day.end])
        if not found:
            return np.zeros(0, dtype=np.uint64)
        sets: Masks = once(np.concatenate(found))
        must = np.uint64(model.must)
        sets = sets[(sets & must) == must]
        for most, use, _grows in self.limits:
            sets = sets[use.of(sets) <= most]
        if aim.rates is not None:
            sets = sets[sums.of(sets) >= aim.floor - TOLERANCE]
        return sets

    def _best(self, levels: list[Level], aim: Aim, sums: Sums, beam: int) -> list[Level]:
        """The states from which most can be hoped for."""
        hopes: list[Floats] = []
        for state, level in enumerate(levels):
            for masks, last, clock in level.groups():
                hope = sums.of(masks)
                if aim.reach is not None:
                    hope = hope + aim.reach.rest(state, last, masks, clock)
                hopes.append(hope)
        every = np.concatenate(hopes)
        least = np.partition(every, len(every) - beam)[len(every) - beam]
        new, place = [Level() for _ in levels], 0
        for state, level in enumerate(levels):
            for masks, last, clock in level.groups():
                keep = hopes[place] >= least
                new[state].add(masks[keep], last, clock[keep])
                place += 1
        return new
