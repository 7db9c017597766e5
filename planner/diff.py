"""What differs between two states of one edition: draft and release, now and then.

Pure: any two programmes of one edition will do, wherever they come from.  Rows that the two
share are the same objects for the most part, so comparing costs what differs.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from planner.entities import TABLES, Activity, Change, Entity, Participation, changed_columns
from planner.programme import MAPPING_OF, Programme


class Sort(StrEnum):
    """How an activity differs; the strongest word that fits."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class ActivityDiff:
    """One activity before and after: a move is one difference, not a removal and an addition.

    ``columns``: what differs beside the start, in the order of the table.  ``came`` and ``left``
    are the ids of delegations, delegates and hosts who are named for it, or no longer.
    """

    before: Activity | None
    after: Activity | None
    columns: tuple[str, ...] = ()
    came: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    moved: bool = False

    @property
    def activity(self) -> Activity:
        """The activity as it is now, else as it was."""
        found = self.after or self.before
        assert found is not None
        return found

    @property
    def sort(self) -> Sort:
        if self.before is None:
            return Sort.ADDED
        if self.after is None:
            return Sort.REMOVED
        return Sort.MOVED if self.moved else Sort.CHANGED


@dataclass(frozen=True, slots=True)
class Difference:
    """Activities by id, and the rows of other tables (participations are in the activities)."""

    activities: Mapping[str, ActivityDiff]
    others: tuple[Change, ...]

    def __bool__(self) -> bool:
        """False for two states that are alike."""
        return bool(self.activities or self.others)


def difference(old: Programme, new: Programme) -> Difference:
    """What is different in ``new``, seen from ``old``."""
    changes = changes_between(old, new)
    concerned = dict.fromkeys(
        row_id for c in changes if (row_id := _activity_of(c.entity)) is not None
    )
    found = {i: _activity_diff(old, new, i) for i in concerned}
    others = tuple(c for c in changes if _activity_of(c.entity) is None)
    return Difference({i: d for i, d in found.items() if d is not None}, others)


def changes_between(old: Programme, new: Programme) -> tuple[Change, ...]:
    """The row changes that lead from ``old`` to ``new``, in the order of the tables."""
    return tuple(_changes(old, new))


def _changes(old: Programme, new: Programme) -> Iterator[Change]:
    for table in TABLES:
        if table == "edition":
            if changed_columns(old.edition, new.edition):
                yield Change(old.edition, new.edition)
        elif (name := MAPPING_OF.get(table)) is not None:
            yield from _of_table(getattr(old, name), getattr(new, name))


def _of_table(old: Mapping[str, Entity], new: Mapping[str, Entity]) -> Iterator[Change]:
    if old is new:
        return
    for row_id, row in new.items():
        before = old.get(row_id)
        if before is not row and (before is None or changed_columns(before, row)):
            yield Change(before, row)
    for row_id, row in old.items():
        if row_id not in new:
            yield Change(row, None)


def _activity_of(row: Entity) -> str | None:
    """The activity that a row belongs to."""
    match row:
        case Activity():
            return row.id
        case Participation():
            return row.activity_id
        case _:
            return None


def _activity_diff(old: Programme, new: Programme, activity_id: str) -> ActivityDiff | None:
    before, after = old.activities.get(activity_id), new.activities.get(activity_id)
    if before is None and after is None:
        return None
    names = changed_columns(before, after) if before is not None and after is not None else []
    named, still = _named(old, activity_id), _named(new, activity_id)
    both = before is not None and after is not None
    return ActivityDiff(
        before,
        after,
        tuple(n for n in names if n != "start"),
        tuple(p for p in still if p not in named) if both else (),
        tuple(p for p in named if p not in still) if both else (),
        "start" in names,
    )


def _named(programme: Programme, activity_id: str) -> tuple[str, ...]:
    rows = programme.participations_of.get(activity_id, ())
    people = (row.delegate_id or row.delegation_id or row.host_id for row in rows)
    return tuple(dict.fromkeys(p for p in people if p is not None))
