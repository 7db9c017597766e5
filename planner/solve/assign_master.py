"""The linear programme that chooses a way for each delegation, of those that were made so far."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from planner.solve.assign_model import Row

if TYPE_CHECKING:
    import numpy as np

    Vector = np.ndarray[tuple[int], np.dtype[np.float64]]


@dataclass(frozen=True, slots=True)
class Choice:
    """``chosen``: how much of each column is taken; ``prices`` of the rows, ``dues`` of the
    delegations; ``lack``: what is missing in rows that ask for something, and in delegations."""

    chosen: "Vector"
    prices: "Vector"
    dues: "Vector"
    lack: float


class Master:
    """Rows, then a row for each delegation, which has one way; what is missing is fined."""

    def __init__(self, rows: Sequence[Row], people: int, halt: Callable[[], bool]) -> None:
        import highspy
        import numpy as np

        self._rows, self._people = len(rows), people
        self.low = np.array([-np.inf if row.low is None else row.low for row in rows], float)
        self.high = np.array([np.inf if row.high is None else row.high for row in rows], float)
        self._lp: Any = cast(Any, highspy).Highs()
        self._lp.setOptionValue("output_flag", False)
        self._lp.setOptionValue("threads", 1)
        # The simplex method that goes on from the last choice when ways are added.
        self._lp.setOptionValue("simplex_strategy", 4)
        self._lp.cbSimplexInterrupt.subscribe(_asking(halt))
        self._lp.changeObjectiveSense(highspy.ObjSense.kMaximize)
        nothing = np.zeros(0, dtype=np.int32)
        for low, high in [*zip(self.low, self.high, strict=True), *[(1.0, 1.0)] * people]:
            self._lp.addRow(low, high, 0, nothing, np.zeros(0))
        asking = [row for row, low in enumerate(self.low) if low > -np.inf]
        self._fined = [*asking, *range(self._rows, self._rows + people)]
        for row in self._fined:
            self._add({row: 1.0}, 0.0, np.inf)

    def _add(self, entries: Mapping[int, float], low: float, high: float) -> None:
        import numpy as np

        rows = np.array(list(entries), dtype=np.int32)
        self._lp.addCol(0.0, low, high, len(rows), rows, np.array(list(entries.values()), float))

    def add(self, entries: Mapping[int, float], sure: bool) -> None:
        """A column that is no delegation's way."""
        self._add(entries, float(sure), 1.0)

    def add_way(self, who: int, entries: Mapping[int, float]) -> None:
        """A way of a delegation."""
        import numpy as np

        self._add({**entries, self._rows + who: 1.0}, 0.0, np.inf)

    def allow(self, first: int, allowed: "Vector") -> None:
        """Which of the ways may be taken; ``first``: so many columns were added before them."""
        import numpy as np

        columns = len(self._fined) + first + np.arange(len(allowed), dtype=np.int32)
        tops = np.where(allowed, np.inf, 0.0)
        self._lp.changeColsBounds(len(columns), columns.astype(np.int32), np.zeros(len(tops)), tops)

    def ask(self, row: int, low: float) -> None:
        """Change what a row asks for."""
        import numpy as np

        self.low[row] = low
        self._lp.changeRowBounds(row, low, np.inf)

    def cost(self, worths: "Vector", fine: float) -> None:
        """What each added column is worth, and what each missing unit costs."""
        import numpy as np

        costs = np.concatenate([np.full(len(self._fined), -fine), worths])
        columns = np.arange(len(costs), dtype=np.int32)
        self._lp.changeColsCost(len(costs), columns, costs)

    def solve(self) -> Choice | None:
        """The best choice; None: it was halted."""
        import highspy
        import numpy as np

        self._lp.run()
        if self._lp.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        solution = self._lp.getSolution()
        values, duals = np.array(solution.col_value), np.array(solution.row_dual)
        # A price of the wrong sign is an error of rounding; without it the bound is one.
        prices = duals[: self._rows]
        prices = np.where(self.high < np.inf, prices, np.minimum(prices, 0.0))
        prices = np.where(self.low > -np.inf, prices, np.maximum(prices, 0.0))
        fined = len(self._fined)
        return Choice(values[fined:], prices, duals[self._rows :], float(values[:fined].sum()))


def _asking(halt: Callable[[], bool]) -> Callable[[Any], None]:
    def ask(event: Any) -> None:
        if halt():
            event.data_in.user_interrupt = True

    return ask
