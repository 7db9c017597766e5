"""A close bound of the total: each delegation has one of its ways, each of which has its target.

What links delegations, their groups and their rests are rows of a linear programme; ways
(:mod:`planner.solve.assign_way`) are made where the prices of the rows ask for them (column
generation; Dantzig and Wolfe 1960).  As targets are whole numbers, this is a good deal closer
than the plain relaxation, and mostly exact.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from planner.solve.assign_master import Choice, Master
from planner.solve.assign_model import Model, Row
from planner.solve.assign_relaxation import EPSILON, Relaxed
from planner.solve.assign_watch import Stopped
from planner.solve.assign_way import Ways, columns_of, owners
from planner.solve.budget import Budget

if TYPE_CHECKING:
    import numpy as np

    Vector = np.ndarray[tuple[int], np.dtype[np.float64]]

FINE = 20.0
"""What a missing unit costs at first, in worths of the dearest column."""

FINES = 3
"""So often the fine is ten times more before what is missing is left as it is."""

CELLS = 5 * 10**7
"""So many entries the tables of all delegations may have."""

BETTER = 1e-7
"""A way is made when it is worth more by so much, in worths of the dearest column."""


@dataclass(frozen=True, slots=True)
class _Bound:
    """``value``: no plan is worth more; with the profits of columns that show it."""

    value: float
    profits: "Vector"


class Columns:
    """Ways and prices, kept from one question to the next.

    Raises Stopped when the budget ends, as its questions do.
    """

    def __init__(self, model: Model, budget: Budget) -> None:
        import numpy as np

        self._model, self._budget = model, budget
        owner = owners(model)
        self._ways = []
        for who in range(len(model.got)):
            if budget.over:
                raise Stopped
            self._ways.append(Ways(model, who, columns_of(owner, who)))
        #: Delegations of which others choose some of the meetings: their targets are rows.
        self._shared = [w for w, (got, _) in enumerate(model.got) if {owner[c] for c in got} - {w}]
        rows = [row for row in model.rows if not _is_of_one(row, owner)]
        self._shares_from = len(rows)
        rows += [Row(*model.got[who], low=0) for who in self._shared]
        self._master = Master(rows, len(self._ways), lambda: budget.over)
        self._entries = _entries(rows, len(model.worth))
        self._others = [column for column, who in enumerate(owner) if who < 0]
        for column in self._others:
            self._master.add(self._entries[column], column in model.ones)
        self._made: list[tuple[int, tuple[int, ...]]] = []
        self._got = [dict(zip(*got, strict=True)) for got in model.got]
        self._worth = np.array(model.worth, dtype=float)
        self._unit = max(float(abs(self._worth).max(initial=0.0)), 1.0)
        flat = [(r, c, f) for c, entry in enumerate(self._entries) for r, f in entry.items()]
        table = np.array(flat, dtype=np.int64).reshape(-1, 3)
        self._row, self._column, self._factor = table[:, 0], table[:, 1], table[:, 2]

    def total(self, targets: Sequence[int | None]) -> Relaxed | None:
        """The best total in which everybody has its target; None: there is none."""
        aims = self._aim(targets)
        for level in range(FINES):
            fine = FINE * self._unit * 10**level
            found = self._best(aims, self._worth, fine)
            if found is None:
                return None
            choice, bound = found
            if choice.lack <= EPSILON:
                break
            if not self._possible(aims):
                return None
        return Relaxed(bound.value, self._taken(choice), self._prices(aims, bound))

    def affords(self, targets: Sequence[int | None]) -> bool:
        """False when the steps to such targets are too many for tables."""
        cells = (ways.cells(t) for ways, t in zip(self._ways, targets, strict=True))
        return sum(cells) <= CELLS

    def _aim(self, targets: Sequence[int | None]) -> list[int | None]:
        """Ask for these targets; returns those that a way has by itself."""
        import numpy as np

        for row, who in enumerate(self._shared):
            target = targets[who]
            self._master.ask(self._shares_from + row, -np.inf if target is None else target)
        aims = [None if who in self._shared else t for who, t in enumerate(targets)]
        allowed = [self._reaches(who, columns, aims[who]) for who, columns in self._made]
        self._master.allow(len(self._others), np.array(allowed, dtype=bool))
        return aims

    def _reaches(self, who: int, columns: tuple[int, ...], aim: int | None) -> bool:
        return aim is None or sum(self._got[who][column] for column in columns) >= aim

    def _possible(self, aims: Sequence[int | None]) -> bool:
        """Can everybody have its aim, as far as the linear programme sees?"""
        import numpy as np

        return self._best(aims, np.zeros(len(self._worth)), 1.0) is not None

    def _best(
        self, aims: Sequence[int | None], worth: "Vector", fine: float
    ) -> tuple[Choice, _Bound] | None:
        """Make ways until none is worth its price; None: not everybody can have its aim."""
        import numpy as np

        least = float(np.minimum(worth, 0.0).sum()) - EPSILON
        best: _Bound | None = None
        while True:
            choice = self._choice(worth, fine)
            paid = self._factor * choice.prices[self._row]
            profits = worth - np.bincount(self._column, paid, len(worth))
            made, value = self._make(aims, profits, choice)
            value += self._fixed(choice, profits)
            if value < least:
                return None
            if best is None or value < best.value:
                best = _Bound(value, profits)
            if not made:
                return choice, best

    def _choice(self, worth: "Vector", fine: float) -> Choice:
        import numpy as np

        worths = [float(worth[column]) for column in self._others]
        worths += [float(worth[list(columns)].sum()) for _, columns in self._made]
        self._master.cost(np.array(worths), fine)
        choice = None if self._budget.over else self._master.solve()
        if choice is None:
            raise Stopped
        return choice

    def _make(
        self, aims: Sequence[int | None], profits: "Vector", choice: Choice
    ) -> tuple[bool, float]:
        """Add ways that are worth their price; with what the best ways are worth in all."""
        made, value = False, 0.0
        for who, (ways, aim) in enumerate(zip(self._ways, aims, strict=True)):
            if self._budget.over:
                raise Stopped
            way = ways.best(profits, aim)
            if way is None:
                return False, float("-inf")
            value += way.worth
            if way.worth > choice.dues[who] + BETTER * self._unit:
                self._add(who, way.columns)
                made = True
        return made, value

    def _add(self, who: int, columns: tuple[int, ...]) -> None:
        entries: dict[int, float] = {}
        for column in columns:
            for row, factor in self._entries[column].items():
                entries[row] = entries.get(row, 0.0) + factor
        self._master.add_way(who, entries)
        self._made.append((who, columns))

    def _fixed(self, choice: Choice, profits: "Vector") -> float:
        """What the limits of the rows, and columns of nobody, are worth at most."""
        import numpy as np

        asked = choice.prices != 0.0
        limits = np.where(choice.prices > 0.0, self._master.high, self._master.low)
        value = float((choice.prices[asked] * limits[asked]).sum())
        for column in self._others:
            sure = column in self._model.ones
            value += profits[column] if sure else max(profits[column], 0.0)
        return value

    def _taken(self, choice: Choice) -> "Vector":
        """How much of each column of the model is taken."""
        import numpy as np

        taken = np.zeros(len(self._worth))
        count = len(self._others)
        taken[self._others] = choice.chosen[:count]
        for (_, columns), part in zip(self._made, choice.chosen[count:], strict=True):
            taken[list(columns)] += part
        return taken

    def _prices(self, aims: Sequence[int | None], bound: _Bound) -> "Vector":
        """By how much the bound falls at least when a column is taken (negative)."""
        import numpy as np

        prices = np.minimum(bound.profits, 0.0)
        for ways, aim in zip(self._ways, aims, strict=True):
            if self._budget.over:
                raise Stopped
            for column, fall in ways.falls(bound.profits, aim).items():
                prices[column] = -fall
        return prices


def _is_of_one(row: Row, owner: Sequence[int]) -> bool:
    """True when a delegation's way keeps the row by itself."""
    people = {owner[column] for column in row.columns}
    return row.day and len(people) == 1 and people != {-1}


def _entries(rows: Sequence[Row], columns: int) -> list[dict[int, float]]:
    """For every column the rows in which it is, with its factor."""
    found: list[dict[int, float]] = [{} for _ in range(columns)]
    for at, row in enumerate(rows):
        for column, factor in zip(row.columns, row.factors, strict=True):
            found[column][at] = found[column].get(at, 0.0) + factor
    return found
