"""The linear relaxation of the model: bounds, and which columns a good plan can hold.

With GLOP, which comes with OR-Tools; it starts again from the last basis.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

from planner.solve.assign_model import Model, Row
from planner.solve.assign_watch import Stopped, watched
from planner.solve.budget import Budget

if TYPE_CHECKING:
    import numpy as np

    Vector = np.ndarray[tuple[int], np.dtype[np.float64]]

#: What figures of floating point may be wrong by.
EPSILON = 1e-5
LEAST_SHARE = 10**4


@dataclass(frozen=True, slots=True)
class Relaxed:
    """``prices``: by how much at least the bound falls when a column is turned round."""

    value: float
    columns: "Vector"
    prices: "Vector"


class Relaxation:
    """A linear programme that is solved again and again with other targets."""

    def __init__(self, model: Model, alone: Sequence[int], budget: Budget) -> None:
        # It has no types.
        pywraplp: Any = import_module("ortools.linear_solver.pywraplp")
        self._budget, self._model = budget, model
        solver: Any = pywraplp.Solver.CreateSolver("GLOP")
        self._solver, self._infinite = solver, solver.infinity()
        self._columns = [
            solver.NumVar(1.0 if column in model.ones else 0.0, 1.0, "")
            for column in range(len(model.worth))
        ]
        for row in model.rows:
            self._row(row)
        self._share = solver.NumVar(0.0, 0.0, "")
        self._targets = []
        for got, best in zip(model.got, alone, strict=True):
            target = self._row(Row(*got))
            target.SetCoefficient(self._share, -float(max(best, 0)))
            self._targets.append(target)
        self._aim_is_share = True
        self._objective: Any = solver.Objective()
        self._objective.SetMaximization()

    def _row(self, row: Row) -> Any:
        low = -self._infinite if row.low is None else row.low
        high = self._infinite if row.high is None else row.high
        made: Any = self._solver.Constraint(low, high)
        for column, factor in zip(row.columns, row.factors, strict=True):
            made.SetCoefficient(self._columns[column], factor)
        return made

    def share(self) -> float:
        """The largest smallest share, at most 1; pins of bad scores can make it negative."""
        self._objective.Clear()
        self._objective.SetMaximization()
        self._objective.SetCoefficient(self._share, 1.0)
        self._share.SetBounds(-LEAST_SHARE, 1.0)
        for target in self._targets:
            target.SetBounds(0.0, self._infinite)
        self._aim_is_share = True
        return float(self._objective.Value()) if self._run() else -LEAST_SHARE

    def total(self, targets: Sequence[int | None]) -> Relaxed | None:
        """The best total in which everybody has its target; None: there is none."""
        import numpy as np

        if self._aim_is_share:
            self._aim_is_share = False
            self._objective.Clear()
            self._objective.SetMaximization()
            for column, worth in zip(self._columns, self._model.worth, strict=True):
                self._objective.SetCoefficient(column, worth)
            self._share.SetBounds(0.0, 0.0)
        for row, target in zip(self._targets, targets, strict=True):
            row.SetBounds(-self._infinite if target is None else target, self._infinite)
        if not self._run():
            return None
        return Relaxed(
            self._objective.Value(),
            np.array([column.solution_value() for column in self._columns]),
            np.array([column.reduced_cost() for column in self._columns]),
        )

    def _run(self) -> bool:
        if self._budget.over:
            raise Stopped
        with watched(self._budget, self._solver.InterruptSolve):
            status = self._solver.Solve()
        if status == self._solver.OPTIMAL:
            return True
        if status == self._solver.INFEASIBLE:
            return False
        raise Stopped
