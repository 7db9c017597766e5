"""The integer programme, or a part of it, in CP-SAT."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from planner.solve.assign_model import Model, Row
from planner.solve.assign_watch import watched
from planner.solve.budget import Budget

Value = Callable[[int], Any]
"""A column as a variable, or as the number that it is fixed to."""


@dataclass(frozen=True, slots=True)
class Exact:
    """What a search said.  ``ones``: the columns of its best plan, None: it has none.

    ``ended``: the best plan of the part is known (or that there is none).
    """

    ended: bool
    ones: frozenset[int] | None
    bound: float


@dataclass
class Search:
    """A part of the model.  ``keep``: open columns; ``ones``: columns that are one; all
    others are zero.

    ``least``: the total must be so much; ``first``: the first plan will do; ``bare``: without
    total and without linear programmes, at times the quickest proof that there is no plan;
    ``downwards``: totals are tried from the bound down; ``effort``: units of deterministic time
    (about seconds) after which it gives up; ``extra`` gives a cost that is minimised instead of
    the total being maximised.
    """

    model: Model
    keep: Collection[int]
    ones: Collection[int]
    targets: Sequence[int | None]
    least: int | None = None
    first: bool = False
    bare: bool = False
    downwards: bool = False
    effort: float | None = None
    hint: Collection[int] = ()
    found: Callable[[frozenset[int]], None] = lambda _ones: None
    extra: Callable[[Any, Value], Any] | None = None
    _columns: dict[int, Any] = field(default_factory=dict)
    _fixed: frozenset[int] = frozenset()

    def run(self, budget: Budget) -> Exact:
        """Search until the end, the effort or the budget is reached."""
        from ortools.sat.python import cp_model

        programme = cp_model.CpModel()
        self._columns = {column: programme.new_bool_var("") for column in sorted(self.keep)}
        self._fixed = frozenset(self.ones)
        for row in self.model.rows:
            self._add(programme, row)
        for got, target in zip(self.model.got, self.targets, strict=True):
            if target is not None:
                self._add(programme, Row(*got, low=target))
        total = Row(range(len(self.model.worth)), self.model.worth, low=self.least)
        if self.least is not None:
            self._add(programme, total)
        if self.extra is not None:
            programme.minimize(self.extra(programme, self._value))
        elif not self.bare:
            programme.maximize(self._sum(total))
        for column, variable in self._columns.items() if self.hint else ():
            programme.add_hint(variable, column in self.hint)
        return self._solve(programme, budget)

    def _value(self, column: int) -> Any:
        return self._columns.get(column, int(column in self._fixed))

    def _sum(self, row: Row) -> Any:
        from ortools.sat.python import cp_model

        pairs = [(self._columns[c], f) for c, f in _pairs(row) if c in self._columns]
        fixed = sum(factor for column, factor in _pairs(row) if column in self._fixed)
        variables, factors = [v for v, _ in pairs], [f for _, f in pairs]
        return cp_model.LinearExpr.weighted_sum(variables, factors) + fixed

    def _add(self, programme: Any, row: Row) -> None:
        open_ones = [self._columns[c] for c in row.columns if c in self._columns]
        if row.high == 1 and row.low is None and all(factor == 1 for factor in row.factors):
            if any(column in self._fixed for column in row.columns):
                programme.add(sum(open_ones) == 0)
            elif len(open_ones) > 1:
                programme.add_at_most_one(open_ones)
            return
        expression = self._sum(row)
        if row.high is not None:
            programme.add(expression <= row.high)
        if row.low is not None:
            programme.add(expression >= row.low)

    def _solve(self, programme: Any, budget: Budget) -> Exact:
        from ortools.sat.python import cp_model

        solver = cp_model.CpSolver()
        settings = solver.parameters
        # A small step is quickest with one thread.  Several take turns of fixed length, so that
        # the same problem and seed give the same answer.
        settings.num_workers = max(budget.threads, 1) if self.effort is None else 1
        settings.interleave_search = settings.num_workers > 1
        settings.random_seed = budget.seed % 2**31
        settings.linearization_level = 0 if self.bare else 2
        settings.max_time_in_seconds = max(budget.left, 0.01)
        # From the bound downwards: proofs take a fifth of the time that they take otherwise.
        settings.use_objective_lb_search = self.downwards
        settings.stop_after_first_solution = self.first
        if self.effort is not None:
            settings.max_deterministic_time = self.effort
        teller = _teller(self)
        with watched(budget, solver.stop_search):
            status = solver.solve(programme, teller)
        if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            chosen = self.plan(solver.boolean_value)
            return Exact(status == cp_model.OPTIMAL, chosen, solver.best_objective_bound)
        if status == cp_model.INFEASIBLE:
            return Exact(True, None, float("-inf"))
        return Exact(False, None, float("inf"))

    def plan(self, value: Callable[[Any], bool]) -> frozenset[int]:
        """The columns of a plan that the library has found."""
        chosen = (column for column, variable in self._columns.items() if value(variable))
        return frozenset(chosen) | self._fixed


def _pairs(row: Row) -> list[tuple[int, int]]:
    return list(zip(row.columns, row.factors, strict=True))


def _teller(search: Search) -> Any:
    from ortools.sat.python import cp_model

    class Teller(cp_model.CpSolverSolutionCallback):
        """Hands every better plan on."""

        def on_solution_callback(self) -> None:
            search.found(search.plan(self.boolean_value))

    return Teller()
