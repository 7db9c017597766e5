"""Conflicts that the organiser has accepted."""

from collections import defaultdict
from collections.abc import Iterable

from planner.conflicts import Conflict
from planner.entities import Acceptance
from planner.programme import Programme


def accepted(programme: Programme, conflict: Conflict) -> Acceptance | None:
    """The acceptance that holds for a conflict: of the same key, and of the same fact."""
    return next(
        (
            row
            for row in programme.acceptances.values()
            if row.key == conflict.key and row.fact == conflict.fact
        ),
        None,
    )


def open_conflicts(programme: Programme, conflicts: Iterable[Conflict]) -> tuple[Conflict, ...]:
    """The conflicts that nobody has accepted as they stand, in their order."""
    held = {(row.key, row.fact) for row in programme.acceptances.values()}
    return tuple(c for c in conflicts if (c.key, c.fact) not in held)


def outdated(programme: Programme, conflicts: Iterable[Conflict]) -> tuple[Acceptance, ...]:
    """Acceptances of conflicts that are back with other facts, in the conflicts' order."""
    rows = defaultdict(list)
    for row in programme.acceptances.values():
        rows[row.key].append(row)
    return tuple(
        row
        for conflict in conflicts
        if accepted(programme, conflict) is None
        for row in rows[conflict.key]
    )
