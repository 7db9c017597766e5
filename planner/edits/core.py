"""What an edit is, and the three that fit every table: add, change, remove."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TypeVar
from uuid import uuid4

from planner.column_names import listed
from planner.edits.names import describe
from planner.entities import TABLE_OF, Activity, Change, Edition, Entity, changed_columns
from planner.errors import PlannerError
from planner.phrases import Phrase
from planner.programme import Programme

E = TypeVar("E", bound=Entity)


@dataclass(frozen=True)
class Edit:
    """A labelled set of row changes, written whole or not at all."""

    label: Phrase
    changes: tuple[Change, ...]

    def __bool__(self) -> bool:
        """False when nothing would change."""
        return bool(self.changes)


def new_id() -> str:
    """A fresh identity for a row."""
    return str(uuid4())


def edit(label: Phrase, changes: Iterable[Change]) -> Edit:
    """An edit without the changes that change nothing."""
    return Edit(label, tuple(change for change in changes if not _is_idle(change)))


def merged(label: Phrase, changes: Iterable[Change]) -> Edit:
    """One edit of changes that were made one after the other: each row once."""
    return Edit(label, in_turn(changes))


def in_turn(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Changes that were made one after the other, as one change a row."""
    rows: dict[tuple[str, str], tuple[Entity | None, Entity | None]] = {}
    for change in changes:
        before = rows.get((change.table, change.id), (change.before,))[0]
        rows[change.table, change.id] = before, change.after
    whole = (Change(before, after) for before, after in rows.values())
    return tuple(change for change in whole if not _is_idle(change))


def _is_idle(change: Change) -> bool:
    if change.before is None or change.after is None:
        return change.before is change.after
    return not changed_columns(change.before, change.after)


def require(programme: Programme, kind: type[E], row_id: str) -> E:
    """The row of that id; raises PlannerError when it is gone."""
    found = programme.find(TABLE_OF[kind], row_id)
    if not isinstance(found, kind):
        raise PlannerError(
            Phrase("This entry no longer exists: somebody has removed it."),
            Phrase("Look at the history, or undo the removal."),
        )
    return found


def add(programme: Programme, *rows: Entity) -> Edit:
    """Add rows; the first one names the edit."""
    label = Phrase("Add {what}", what=describe(programme, rows[0]))
    return Edit(label, tuple(Change(None, row) for row in rows))


def change(programme: Programme, row: Entity) -> Edit:
    """Replace the row of the same id by ``row``."""
    before = require(programme, type(row), row.id)
    names = changed_columns(before, row)
    what = describe(programme, before)
    label = Phrase("Change {what}", what=what)
    if names:
        label = Phrase("Change {what}: {fields}", what=what, fields=listed(names))
    extra = fall_out(programme, row) if isinstance(row, Edition) else ()
    return edit(label, (Change(before, row), *extra))


def fall_out(programme: Programme, edition: Edition) -> tuple[Change, ...]:
    """What no longer fits into shorter edition days goes to the tray."""
    after = replace(programme, edition=edition)
    lost = {a.id for a in after.unplaced if a.start is not None}
    return tuple(unplaced(programme.activities[i]) for i in sorted(lost))


def unplaced(activity: Activity) -> Change:
    """The change that puts an activity into the tray."""
    return Change(activity, replace(activity, start=None))
