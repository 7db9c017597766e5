"""The plan at another point of its journal: row changes run over a snapshot, in memory."""

from collections.abc import Iterable

from models.journal import RowChange
from planner.entities import TABLES, Change, Entity, changed_columns
from planner.programme import PLANNED, Programme
from planner.rows import values_of


def net_changes(programme: Programme, changes: Iterable[RowChange]) -> tuple[Change, ...]:
    """What row changes, one after the other, come to: each row once, from now to the end."""
    rows: dict[tuple[str, str], Entity | None] = {}
    for change in changes:
        key = (change.table, change.row_id)
        if change.table in PLANNED:
            rows[key] = _turned(rows[key] if key in rows else programme.find(*key), change)
    found = (Change(programme.find(*key), row) for key, row in rows.items())
    return tuple(change for change in found if _differs(change))


def _turned(row: Entity | None, change: RowChange) -> Entity | None:
    if change.after is None or (row is None and change.before is not None):
        return None  # gone; or an update of a row that is not there
    known = values_of(row) if row is not None else {}
    return TABLES[change.table](**{**known, **change.after})


def _differs(change: Change) -> bool:
    if change.before is None or change.after is None:
        return change.before is not change.after
    return bool(changed_columns(change.before, change.after))
