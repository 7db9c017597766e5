"""Plans near a relaxed one: round it, then free some delegations at a time and plan them anew.

Who lacks something of its target and some of those who hold what it would like are planned
again, with everybody else left as they are (large neighbourhood search; Shaw 1998).  What is
lacking is fined, so that there is always a plan.  The same for the same seed.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING, Any

from planner.solve.assign_exact import Search, Value
from planner.solve.assign_progress import Progress
from planner.solve.assign_relaxation import EPSILON, Relaxed
from planner.solve.assign_watch import Stopped

if TYPE_CHECKING:
    from planner.solve.assign_model import Row

FINE = 2
"""What a lacking unit costs, in worths of the dearest column."""

SIZES = (8, 16, 32)
"""So many delegations are planned anew at a time, by turns."""

REACH = 0.6
"""A column is open when the bound falls by no more with it, in worths of the dearest."""

EFFORT = 0.15
"""Deterministic time for each step."""


class Mend:
    """Finds plans; each better one is offered at once."""

    def __init__(self, progress: Progress) -> None:
        self._progress, self._model = progress, progress.model
        self._random = Random(progress.budget.seed)
        columns = range(len(self._model.worth))
        self._rows: list[list[int]] = [[] for _ in columns]
        for at, row in enumerate(self._model.rows):
            for column in row.columns:
                self._rows[column].append(at)
        self._people: list[list[int]] = [[] for _ in columns]
        for who, (mine, _) in enumerate(self._model.got):
            for column in mine:
                self._people[column].append(who)
        self._mine = [list(mine) for mine, _ in self._model.got]
        for (who, _, _), column in self._model.rests.items():
            self._mine[who].append(column)
        self._best: frozenset[int] | None = None
        self._fine = FINE * max((abs(worth) for worth in self._model.worth), default=1)

    def run(
        self,
        relaxed: Relaxed,
        targets: Sequence[int | None],
        patience: int,
        *,
        beyond: bool = False,
    ) -> None:
        """Look for a plan in which nobody lacks anything, or (``beyond``) the best of them, until
        so many steps on end have brought nothing."""
        ones = self._rounded(relaxed, targets)
        if self._best is not None and self._cost(self._best, targets) < self._cost(ones, targets):
            ones = self._best
        idle, turn, cost = 0, 0, self._cost(ones, targets)
        near = self._near(relaxed)
        while idle < patience and (beyond or self._lacking(ones, targets)):
            turn += 1
            found = self._step(ones, near, targets, SIZES[turn % len(SIZES)])
            worth = self._cost(found, targets)
            idle = 0 if worth < cost else idle + 1
            if worth <= cost:
                ones, cost = found, worth
        self._best = ones

    def _near(self, relaxed: Relaxed) -> frozenset[int]:
        """What may well be in a good plan."""
        reach = REACH * self._fine / FINE
        return frozenset(c for c, price in enumerate(relaxed.prices) if abs(price) <= reach)

    def _rounded(self, relaxed: Relaxed, targets: Sequence[int | None]) -> frozenset[int]:
        """A plan with what the relaxed one has whole, and the best of what it has in part."""
        whole = frozenset(c for c, part in enumerate(relaxed.columns) if part >= 1.0 - EPSILON)
        partly = [c for c, part in enumerate(relaxed.columns) if EPSILON < part < 1.0 - EPSILON]
        return self._planned(partly, whole, targets, 4 * EFFORT) or whole

    def _step(
        self, ones: frozenset[int], near: frozenset[int], targets: Sequence[int | None], size: int
    ) -> frozenset[int]:
        """Plan some delegations anew."""
        people = self._chosen(ones, targets, size)
        mine = {column for who in people for column in self._mine[who]}
        free = {column for column in mine if column in near or column in ones}
        return self._planned(free, ones - free, targets, EFFORT, ones) or ones

    def _lacking(self, ones: frozenset[int], targets: Sequence[int | None]) -> dict[int, int]:
        """Who has less than its target, and by how much."""
        found = {}
        for who, (target, (columns, factors)) in enumerate(
            zip(targets, self._model.got, strict=True)
        ):
            if target is not None:
                got = sum(f for c, f in zip(columns, factors, strict=True) if c in ones)
                if got < target:
                    found[who] = target - got
        return found

    def _cost(self, ones: frozenset[int], targets: Sequence[int | None]) -> int:
        lack = sum(self._lacking(ones, targets).values())
        return self._fine * lack - sum(self._model.worth[column] for column in ones)

    def _chosen(
        self, ones: frozenset[int], targets: Sequence[int | None], size: int
    ) -> Collection[int]:
        """Somebody who lacks something (or anybody), and those who are in their way."""
        everybody = range(len(self._model.got))
        lacking = list(self._lacking(ones, targets)) or everybody
        people = [self._random.choice(lacking)]
        while len(people) < min(size, (len(everybody) + 1) // 2):
            rivals = self._rivals(self._random.choice(people), ones) or everybody
            rival = self._random.choice(rivals)
            if rival not in people:
                people.append(rival)
            elif self._random.random() < 0.1:
                people.append(self._random.choice(everybody))
        return set(people)

    def _rivals(self, who: int, ones: frozenset[int]) -> list[int]:
        """Who holds something that excludes what the delegation would like."""
        wished = [c for c in self._model.got[who][0] if c not in ones]
        rows = [self._model.rows[at] for column in wished for at in self._rows[column]]
        held = [column for row in rows for column in row.columns if column in ones]
        return [other for column in held for other in self._people[column] if other != who]

    def _planned(
        self,
        free: Iterable[int],
        ones: Collection[int],
        targets: Sequence[int | None],
        effort: float,
        hint: Collection[int] = (),
    ) -> frozenset[int] | None:
        """The best plan in which only these columns are open; offered when it holds."""
        if self._progress.budget.over:
            raise Stopped
        model = self._model
        keep = sorted(set(free) - model.ones)
        touched = sorted({at for column in keep for at in self._rows[column]})
        rows: list[Row] = [model.rows[at] for at in touched]

        def cost(programme: Any, value: Value) -> Any:
            return self._fined(programme, value, keep, targets)

        search = Search(
            replace(model, rows=rows),
            keep,
            frozenset(ones) | model.ones,
            [None] * len(model.got),
            effort=effort,
            hint=hint,
            extra=cost,
        )
        found = search.run(self._progress.budget).ones
        if found is not None:
            self._progress.offer_columns(found)
        return found

    def _fined(
        self, programme: Any, value: Value, keep: Sequence[int], targets: Sequence[int | None]
    ) -> Any:
        """What is lacking, less the worth of what is open."""
        cost = -sum(value(column) * self._model.worth[column] for column in keep)
        for who in sorted({who for column in keep for who in self._people[column]}):
            target, (columns, factors) = targets[who], self._model.got[who]
            if target is not None:
                got = sum(value(c) * f for c, f in zip(columns, factors, strict=True))
                lack = programme.new_int_var(0, max(target, 0), "")
                programme.add(got + lack >= target)
                cost += lack * self._fine
        return cost
