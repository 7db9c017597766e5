"""A journal that does not lead to the plan: the plan stands, and the journal takes it over."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, insert, select, update

from models.doctor import agrees, replay, rows_of
from models.failures import Unreadable
from models.journal import DONE, DROPPED, RowChange, changes_of, image_of, record
from models.tables import METADATA, STEP, STEP_CHANGE


@dataclass(frozen=True)
class Signature:
    """Who repairs, and what the history calls it: the JSON of a phrase."""

    author: str
    label: str


def drop_unreadable(connection: Connection) -> list[int]:
    """Let no step that cannot be read be undone or redone; their numbers."""
    gone = []
    for step_id in connection.scalars(select(STEP.c.id).where(STEP.c.state != DROPPED)).all():
        try:
            changes_of(connection, step_id)
        except Unreadable:
            gone.append(step_id)
    if gone:
        where = STEP.c.id.in_(gone)
        connection.execute(update(STEP).where(where).values(state=DROPPED))
    return gone


def take_over(connection: Connection, signature: Signature) -> int:
    """Write what the plan has and the journal does not expect as a step of each edition.

    Undoing that step brings back what the journal knew, as far as the tables take it.  Returns
    the number of rows.
    """
    editions = _editions(connection)
    changes: dict[str, list[RowChange]] = {}
    known = {name: rows_of(connection, name) for name in METADATA.tables}
    for (table, row_id), values in replay(connection).items():
        rows = known[table]
        if rows is not None and not agrees(rows.get(row_id), values):
            change = _change(table, row_id, values, rows.get(row_id))
            changes.setdefault(editions[table, row_id], []).append(change)
    for edition_id, found in changes.items():
        step = record(connection, edition_id, signature.author, signature.label, [])
        images = [image_of(change) | {"step_id": step.id} for change in found]
        connection.execute(insert(STEP_CHANGE), images)
    return sum(map(len, changes.values()))


def _editions(connection: Connection) -> dict[tuple[str, str], str]:
    """The edition whose journal speaks of a row."""
    query = (
        select(STEP_CHANGE.c.table_name, STEP_CHANGE.c.row_id, STEP.c.edition_id)
        .join(STEP, STEP.c.id == STEP_CHANGE.c.step_id)
        .where(STEP.c.state == DONE)
        .distinct()
    )
    return {(table, row_id): edition for table, row_id, edition in connection.execute(query)}


def _change(
    table: str,
    row_id: str,
    expected: Mapping[str, object] | None,
    row: Mapping[str, object] | None,
) -> RowChange:
    """From what the journal expects to what there is."""
    if row is None:
        return RowChange(table, row_id, expected, None)
    if expected is None:
        return RowChange(table, row_id, None, {k: v for k, v in row.items() if k != "id"})
    differing = [name for name, value in expected.items() if row.get(name) != value]
    before = {name: expected[name] for name in differing}
    return RowChange(table, row_id, before, {name: row[name] for name in differing})
