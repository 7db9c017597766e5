"""The least change that makes a plan feasible again: the cheapest plan first, a way at a time.

A plan is judged by the checks themselves, so that what is found holds for every rule there is.
The first plan without a new blocking conflict that comes off the queue is the cheapest that the
ways (``repair_ways``) lead to; what it need not touch is then put back.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from itertools import count

from planner.checks.acceptance import open_conflicts
from planner.checks.engine import Checker
from planner.conflicts import Conflict, Severity
from planner.edits.core import in_turn
from planner.entities import Activity, Change, Participation, changed_columns
from planner.knock_on import difference
from planner.programme import Programme
from planner.propose.loss import Loss, is_past
from planner.propose.repair_cost import cost, worry
from planner.propose.repair_ways import ways

#: So many plans are looked at in the order of their cost; after that, whatever promises to mend
#: the rest soonest comes first, and what is found is no longer proven to be the least.
PROVEN_PLANS, MOST_PLANS = 100, 900
#: What a conflict that is left then counts.
HASTE = 60


@dataclass(frozen=True)
class Plan:
    """A state on the way: ``changes`` of the base, and what blocks it that did not before.

    ``loss``: the one that it answers; ``cost`` counts what was chosen for it too.
    """

    loss: Loss
    programme: Programme
    changes: tuple[Change, ...]
    checker: Checker
    blocking: tuple[Conflict, ...]
    worries: tuple[Conflict, ...]
    cost: int


class Search:
    """Looks for plans without new blocking conflicts.

    ``base`` is the plan before the loss: what was wrong then is not ours to mend.  ``now``:
    nothing that begins before this instant is changed.
    """

    def __init__(self, base: Programme, now: int | None = None) -> None:
        self.base, self.now = base, now
        self._checker = Checker(base)
        self._conflicts = open_conflicts(base, self._checker.conflicts)
        self.seen = 0
        #: Whether plans come in the order of their cost.
        self.is_proven = True

    def plan(self, loss: Loss, changes: tuple[Change, ...]) -> Plan:
        """The base with these changes, judged."""
        after = self.base.apply(changes)
        checker = self._checker.fork()
        found = open_conflicts(after, checker.update(after, changes))
        return self._judged(loss, after, changes, checker, found)

    def _judged(
        self,
        loss: Loss,
        after: Programme,
        changes: tuple[Change, ...],
        checker: Checker,
        found: Iterable[Conflict],
    ) -> Plan:
        appear, _go, changed = difference(self._conflicts, found)
        worse = [then for now, then in changed if _is_worse(now, then)]
        new = [c for c in (*appear, *worse) if not self._is_over(c)]
        blocking = tuple(c for c in new if c.severity is Severity.BLOCKING)
        worries = tuple(c for c in new if c.severity is not Severity.BLOCKING)
        price = loss.lateness + cost(self.base, changes) + worry(worries)
        return Plan(loss, after, changes, checker, blocking, worries, price)

    def _is_over(self, conflict: Conflict) -> bool:
        """Whether it is only about what has begun: nobody can mend that."""
        found = [self.base.activities.get(i) for i in conflict.activities]
        return bool(found) and all(a and is_past(self.base, a, self.now) for a in found)

    def step(self, plan: Plan, changes: tuple[Change, ...]) -> Plan:
        """A plan with further changes."""
        after = plan.programme.apply(changes)
        checker = plan.checker.fork()
        found = open_conflicts(after, checker.update(after, changes))
        whole = in_turn((*plan.changes, *changes))
        return self._judged(plan.loss, after, whole, checker, found)

    def mended(
        self, starts: Iterable[Loss], over: Callable[[], bool] = lambda: False
    ) -> Iterator[Plan]:
        """Plans without new blocking conflicts, the cheapest first.

        ``starts``: what has happened, a loss for each choice there is.  Where no plan is
        without, the one with the fewest comes last.
        """
        number = count()
        queue: list[tuple[int, int, Plan]] = []
        known: set[frozenset[tuple[str, str, object]]] = set()
        best: Plan | None = None
        for loss in starts:
            plan = self.plan(loss, loss.edit.changes)
            heappush(queue, (self._rank(plan), next(number), plan))
        found = False
        while queue and not over() and self.seen < MOST_PLANS:
            if self.is_proven and not found and self.seen > PROVEN_PLANS:
                self.is_proven = False
                queue = [(self._rank(plan), n, plan) for _rank, n, plan in queue]
                heapify(queue)
            _rank, _number, plan = heappop(queue)
            if not plan.blocking:
                found = True
                yield plan
                continue
            if best is None or (len(plan.blocking), plan.cost) < (len(best.blocking), best.cost):
                best = plan
            for after in self._next(plan):
                key = frozenset((c.table, c.id, c.after) for c in after.changes)
                if key not in known:
                    known.add(key)
                    heappush(queue, (self._rank(after), next(number), after))
        if not found and best is not None:
            yield best

    def _rank(self, plan: Plan) -> int:
        return plan.cost + (0 if self.is_proven else HASTE * len(plan.blocking))

    def _next(self, plan: Plan) -> Iterator[Plan]:
        """What can be done about the first of its conflicts for which something can be done."""
        for conflict in plan.blocking:
            made = [
                self.step(plan, edit.changes)
                for edit in ways(plan.programme, conflict)
                if self._is_ahead(plan.programme, edit.changes)
            ]
            self.seen += len(made)
            helpful = [after for after in made if conflict.key not in _keys(after.blocking)]
            if helpful:
                yield from helpful
                return

    def _is_ahead(self, programme: Programme, changes: Iterable[Change]) -> bool:
        """Whether all that changes is still to come, before and after."""
        rows = (row for c in changes if not _is_renumbered(c) for row in (c.before, c.after))
        found = (_activity(programme, row) for row in rows)
        return not any(a is not None and is_past(programme, a, self.now) for a in found)


def _is_renumbered(change: Change) -> bool:
    """Whether only its place among the others has another number."""
    before, after = change.before, change.after
    if before is None or after is None:
        return False
    return changed_columns(before, after) == ["position"]


def _is_worse(now: Conflict, then: Conflict) -> bool:
    return then.severity < now.severity or (then.minutes or 0) > (now.minutes or 0)


def _keys(conflicts: Iterable[Conflict]) -> set[str]:
    return {conflict.key for conflict in conflicts}


def _activity(programme: Programme, row: object) -> Activity | None:
    if isinstance(row, Activity):
        return row
    if isinstance(row, Participation):
        return programme.activities.get(row.activity_id)
    return None


def groups(programme: Programme, changes: Iterable[Change]) -> dict[str, tuple[Change, ...]]:
    """Changes by the whole activity that they are about; what is about none under its own id."""
    found: dict[str, list[Change]] = {}
    for change in changes:
        row = change.entity
        key = change.id
        if isinstance(row, Participation):
            key = row.activity_id
        if isinstance(row, Activity) or key in programme.activities:
            activity = row if isinstance(row, Activity) else programme.activities[key]
            key = activity.parent_id or activity.id
        found.setdefault(key, []).append(change)
    return {key: tuple(some) for key, some in found.items()}


def without_idle(search: Search, plan: Plan) -> tuple[Plan, dict[str, tuple[Conflict, ...]]]:
    """A plan without the changes that it does not need, and what each one left takes away.

    Those of its loss are facts and stay.
    """
    facts = {(c.table, c.id): c for c in plan.loss.edit.changes}
    reasons: dict[str, tuple[Conflict, ...]] = {}
    changed = True
    while changed:
        changed, reasons = False, {}
        for key, some in groups(plan.programme, plan.changes).items():
            own = {(c.table, c.id) for c in some if facts.get((c.table, c.id)) != c}
            if not own:
                continue
            left = (
                facts.get((c.table, c.id)) if (c.table, c.id) in own else c for c in plan.changes
            )
            rest = tuple(c for c in left if c is not None)
            less = search.plan(plan.loss, rest)
            if len(less.blocking) <= len(plan.blocking) and less.cost <= plan.cost:
                plan, changed = less, True
                break
            reasons[key] = less.blocking or less.worries
    return plan, reasons
