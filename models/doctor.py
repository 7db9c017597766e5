"""Examining a store: is the file whole, do the rows fit together, does the journal agree."""

import stat
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, select, text

from models.journal import DONE, changes_of
from models.store import HEAD, Store
from models.tables import Base, StepRow


@dataclass
class Finding:
    """One thing examined; ``detail`` says what is wrong, or adds a figure."""

    name: str
    fine: bool
    detail: str = ""


def examine(store: Store) -> list[Finding]:
    """Every examination, in order.  Changes nothing; raises StoreFailure when unreadable."""
    with store.reading() as connection:
        found = list(_examine_rows(connection, is_file=store.path is not None))
    if store.path is not None and sys.platform != "win32":
        mode = stat.S_IMODE(store.path.stat().st_mode)
        found.append(Finding("private", mode & 0o077 == 0, "" if mode & 0o077 == 0 else oct(mode)))
    return found


def _examine_rows(connection: Connection, *, is_file: bool) -> Iterator[Finding]:
    if is_file:
        said = connection.scalars(text("PRAGMA integrity_check")).all()
        yield Finding(
            "integrity", list(said) == ["ok"], "" if list(said) == ["ok"] else str(said[0])
        )
        loose = connection.execute(text("PRAGMA foreign_key_check")).all()
        yield Finding("foreign-keys", not loose, ", ".join(sorted({str(row[0]) for row in loose})))
    version = connection.scalar(text("SELECT version_num FROM alembic_version"))
    yield Finding("schema", version == HEAD, str(version))
    yield _examine_journal(connection)


def _examine_journal(connection: Connection) -> Finding:
    """The newest recorded value of every field is the one that the row has now."""
    expected: dict[tuple[str, str], dict[str, object] | None] = {}
    steps = connection.scalars(
        select(StepRow.id).where(StepRow.state == DONE).order_by(StepRow.id)
    ).all()
    for step_id in steps:
        for change in changes_of(connection, step_id):
            key = (change.table, change.row_id)
            if change.after is None:
                expected[key] = None
            elif change.before is None:
                expected[key] = dict(change.after)
            else:
                expected[key] = {**(expected.get(key) or {}), **change.after}
    wrong = sum(not _agrees(connection, *key, values) for key, values in expected.items())
    count = len(steps)
    return Finding("journal", wrong == 0, f"{count} steps" if not wrong else f"{wrong} rows differ")


def _agrees(
    connection: Connection, table: str, row_id: str, values: dict[str, object] | None
) -> bool:
    columns = Base.metadata.tables[table].columns
    row = connection.execute(select(*columns).where(columns["id"] == row_id)).mappings().first()
    if row is None or values is None:
        return row is None and values is None
    return all(row[name] == value for name, value in values.items())
