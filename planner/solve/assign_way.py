"""What one delegation does best, from event to event, when everything has its price.

A longest path over its events in order of time.  The state is the last event, the offers of that
day (where they are limited) and what the delegation has so far, in steps of ``unit`` and no
further than its target.  Groups, rests and what links it to others are for the prices.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import gcd
from typing import TYPE_CHECKING

from planner.solve.assign_alone import NEVER, predecessors
from planner.solve.assign_model import Model, events_of
from planner.solve.assign_way_kernel import fill_tables

if TYPE_CHECKING:
    import numpy as np

    Vector = np.ndarray[tuple[int], np.dtype[np.float64]]
    Table = np.ndarray[tuple[int, int], np.dtype[np.float64]]
    Tables = np.ndarray[tuple[int, int, int], np.dtype[np.float64]]
    Places = np.ndarray[tuple[int], np.dtype[np.intp]]


@dataclass(frozen=True, slots=True)
class Way:
    """``columns``: what is done; ``worth``: its worth less the prices."""

    columns: tuple[int, ...]
    worth: float


@dataclass(frozen=True, slots=True)
class _Option:
    """Something done at an event: its column, its steps, and whether it counts for the day."""

    column: int
    steps: int
    counts: bool


class Ways:
    """The ways of one delegation; ``mine``: the columns that are its own to choose."""

    def __init__(self, model: Model, who: int, mine: frozenset[int]) -> None:
        import numpy as np

        facts = model.facts
        there = {
            e: [c for c in columns if c in mine] for e, columns in events_of(model, who).items()
        }
        self.events = sorted((e for e, columns in there.items() if columns), key=facts.when)
        factors = dict(zip(*model.got[who], strict=True))
        #: What is less than nothing is pinned: in every way.
        self.sure = sum(factors[c] for c in mine if factors[c] < 0)
        self.unit = gcd(*(f for c, f in factors.items() if c in mine)) or 1
        self.options = [
            [
                _Option(c, max(factors[c], 0) // self.unit, event < facts.slots_from)
                for c in there[event]
            ]
            for event in self.events
        ]
        limit = facts.problem.delegations[who].max_per_day
        self.limited, self.counts = limit is not None, (limit or 0) + 1
        pinned = [at for at, e in enumerate(self.events) if facts.busy[who] >> e & 1]
        self.last = max(pinned, default=-1)
        days = np.array([facts.days[event] for event in self.events])
        before = predecessors(facts, who, self.events)
        self.today = [
            np.flatnonzero(b[1:] & (days[:at] == days[at])) for at, b in enumerate(before)
        ]
        self.earlier = [
            np.flatnonzero(b[1:] & (days[:at] != days[at])) for at, b in enumerate(before)
        ]
        self._pairs_today, self._pairs_earlier = _pairs(self.today), _pairs(self.earlier)
        self._begins = np.array([bool(b[0]) for b in before])
        options = [(at, o) for at, mine in enumerate(self.options) for o in mine]
        self._columns = np.array([option.column for _, option in options], dtype=np.int64)
        rows = [(at, o.steps, o.counts and self.limited) for at, o in options]
        self._rows = np.array(rows, dtype=np.int64).reshape(-1, 3)

    def steps(self, target: int | None) -> int:
        """A target in steps."""
        return 0 if target is None else max(-((self.sure - target) // self.unit), 0)

    def cells(self, target: int | None) -> int:
        """The size of the tables for a target."""
        return len(self.events) * self.counts * (self.steps(target) + 1)

    def best(self, profits: "Vector", target: int | None) -> Way | None:
        """The way that brings most, with the target; None: there is none.

        ``profits``: of every column of the model, the prices deducted.
        """
        steps = self.steps(target)
        if not self.events:
            return Way((), 0.0) if steps == 0 else None
        tables, bases = self._tables(profits, steps)
        ends = tables[:, :, steps].max(axis=1)
        ends[: max(self.last, 0)] = NEVER
        at = int(ends.argmax())
        nothing = self.last < 0 and steps == 0
        if nothing and ends[at] <= 0.0:
            return Way((), 0.0)
        if ends[at] == NEVER:
            return None
        count = int(tables[at, :, steps].argmax())
        return Way(self._back(tables, bases, at, count, profits), float(ends[at]))

    def _tables(self, profits: "Vector", steps: int) -> "tuple[Tables, Tables]":
        """For every event what is best just after it and just before it."""
        import numpy as np

        shape = len(self.events), self.counts, steps + 1
        tables, bases = np.full(shape, NEVER), np.full(shape, NEVER)
        closed = np.full((len(self.events), steps + 1), NEVER)
        fill_tables(
            tables,
            bases,
            closed,
            self._pairs_today,
            self._pairs_earlier,
            self._begins,
            self._rows,
            profits[self._columns],
        )
        return tables, bases

    def _back(
        self, tables: "Tables", bases: "Tables", at: int, count: int, profits: "Vector"
    ) -> tuple[int, ...]:
        """The columns of the way that ends there with all steps."""
        found, step = [], tables.shape[2] - 1
        while at >= 0:
            option, count, step = self._done(tables, bases, (at, count, step), profits)
            found.append(option.column)
            at, count = self._before(tables, bases, (at, count, step))
        return tuple(sorted(found))

    def _done(
        self, tables: "Tables", bases: "Tables", state: tuple[int, int, int], profits: "Vector"
    ) -> tuple[_Option, int, int]:
        """The option by which a state was reached, and the count and steps before it."""
        at, count, step = state
        top, worth = tables.shape[2] - 1, tables[state]
        for option in self.options[at]:
            former = count - (option.counts and self.limited)
            least = max(step - option.steps, 0)
            for earlier in range(least, top + 1 if step == top else least + 1):
                reached = former >= 0 and step == min(earlier + option.steps, top)
                if reached and bases[at, former, earlier] + profits[option.column] == worth:
                    return option, former, earlier
        raise AssertionError("no way leads to a state that was reached")

    def _before(
        self, tables: "Tables", bases: "Tables", state: tuple[int, int, int]
    ) -> tuple[int, int]:
        """The event before, and the offers of its day; -1: there is none."""
        at, count, step = state
        worth = bases[state]
        for place in self.today[at]:
            if tables[place, count, step] == worth:
                return int(place), count
        for place in self.earlier[at] if count == 0 else ():
            if tables[place, :, step].max() == worth:
                return int(place), int(tables[place, :, step].argmax())
        return -1, 0

    def falls(self, profits: "Vector", target: int | None) -> dict[int, float]:
        """For every column by how much the best way with it is worse than the best of all."""
        steps = self.steps(target)
        best = self.best(profits, target)
        if best is None or not self.events:
            return {}
        _, bases = self._tables(profits, steps)
        ahead = self._ahead(profits, steps)
        return {
            option.column: max(best.worth - float(whole.max()), 0.0)
            for at, options in enumerate(self.options)
            for option in options
            for whole in [bases[at] + profits[option.column] + self._next(ahead[at], option)]
        }

    def _ahead(self, profits: "Vector", steps: int) -> "Tables":
        """For every event what is best of all that may come after it."""
        import numpy as np

        ahead = np.full((len(self.events), self.counts, steps + 1), NEVER)
        ahead[max(self.last, 0) :, :, steps] = 0.0
        for at in reversed(range(len(self.events))):
            entered = np.full(ahead.shape[1:], NEVER)
            for option in self.options[at]:
                profit = float(profits[option.column])
                np.maximum(entered, self._next(ahead[at], option) + profit, out=entered)
            for place in self.today[at]:
                np.maximum(ahead[place], entered, out=ahead[place])
            for place in self.earlier[at]:
                np.maximum(ahead[place], entered[0], out=ahead[place])
        return ahead

    def _next(self, ahead: "Table", option: _Option) -> "Table":
        """What can come after an option, by the state before it."""
        import numpy as np

        top = ahead.shape[1] - 1
        reached = np.minimum(np.arange(top + 1) + option.steps, top)
        moved = np.full_like(ahead, NEVER)
        if option.counts and self.limited:
            moved[:-1] = ahead[1:, reached]
        else:
            moved[:] = ahead[:, reached]
        return moved


def _pairs(places: "Sequence[Places]") -> "np.ndarray[tuple[int, int], np.dtype[np.int64]]":
    import numpy as np

    pairs = [(at, int(place)) for at, mine in enumerate(places) for place in mine]
    return np.array(pairs, dtype=np.int64).reshape(-1, 2)


def owners(model: Model) -> list[int]:
    """For every column the delegation that chooses it; -1: none (pauses, meetings of others)."""
    found = [-1] * len(model.worth)
    for (who, _), column in model.given.items():
        found[column] = who
    for (meeting, _), column in model.held.items():
        who = min(model.facts.parties(meeting))
        if who < len(model.facts.offers):
            found[column] = who
    return found


def columns_of(owner: Sequence[int], who: int) -> frozenset[int]:
    return frozenset(column for column, mine in enumerate(owner) if mine == who)
