"""Examining a store: is the file whole, do the rows fit together, does the journal agree."""

import stat
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from sqlalchemy import Connection, select, text
from sqlalchemy.exc import DBAPIError

from models.failures import Unreadable, readable
from models.journal import DONE, changes_of
from models.store import HEAD, Store
from models.tables import METADATA, STEP, STEP_CHANGE

#: The rows of a table by their key.
Rows: TypeAlias = Mapping[str, Mapping[Any, Any]]


@dataclass(frozen=True)
class Finding:
    """One thing examined: ``number`` counts what was found, ``detail`` names it."""

    name: str
    fine: bool
    detail: str = ""
    number: int | None = None


def examine(store: Store) -> list[Finding]:
    """Every examination, in order.  Changes nothing; raises StoreFailure when unreadable."""
    with store.reading() as connection:
        found = list(_examine_rows(connection, is_file=store.path is not None))
    if store.path is not None and sys.platform != "win32":
        mode = stat.S_IMODE(store.path.stat().st_mode)
        found.append(Finding("private", mode & 0o077 == 0, f"{mode:04o}"))
    return found


def _examine_rows(connection: Connection, *, is_file: bool) -> Iterator[Finding]:
    if is_file:
        said = connection.scalars(text("PRAGMA integrity_check")).all()
        whole = list(said) == ["ok"]
        yield Finding("integrity", whole, "" if whole else "; ".join(map(str, said[:3])))
        loose = connection.execute(text("PRAGMA foreign_key_check")).all()
        tables = ", ".join(sorted({str(row[0]) for row in loose}))
        yield Finding("foreign-keys", not loose, tables, len(loose))
    version = connection.scalar(text("SELECT version_num FROM alembic_version"))
    yield Finding("schema", version == HEAD, str(version))
    tables_read = {name: _rows(connection, name) for name in METADATA.tables}
    broken = [name for name, rows in tables_read.items() if rows is None]
    yield Finding("values", not broken, ", ".join(broken), len(broken))
    yield _examine_journal(connection, tables_read)


def _rows(connection: Connection, name: str) -> Rows | None:
    """The rows of a table by key; None when a value is not what its column holds."""
    table = METADATA.tables[name]
    key = next(iter(table.primary_key))
    try:
        with readable():
            found = connection.execute(select(*table.columns)).mappings()
            return {str(row[key.name]): row for row in found}
    except (Unreadable, DBAPIError):
        return None


def _examine_journal(connection: Connection, tables: Mapping[str, Rows | None]) -> Finding:
    """The newest recorded value of every field is the one that the row has now."""
    journal = (STEP.name, STEP_CHANGE.name)
    if unread := [name for name in journal if tables[name] is None]:
        return Finding("journal", False, ", ".join(unread))
    expected: dict[tuple[str, str], dict[str, object] | None] = {}
    steps = connection.scalars(
        select(STEP.c.id).where(STEP.c.state == DONE).order_by(STEP.c.turn)
    ).all()
    for step_id in steps:
        try:
            changes = changes_of(connection, step_id)
        except Unreadable:
            return Finding("journal", False, f"step {step_id}")
        for change in changes:
            key = (change.table, change.row_id)
            if change.after is None:
                expected[key] = None
            elif change.before is None:
                expected[key] = dict(change.after)
            else:
                expected[key] = {**(expected.get(key) or {}), **change.after}
    wrong = [
        f"{name} {row_id}"
        for (name, row_id), values in expected.items()
        if (rows := tables[name]) is not None and not _agrees(rows.get(row_id), values)
    ]
    if wrong:
        return Finding("journal", False, ", ".join(wrong[:3]), len(wrong))
    return Finding("journal", True, "", len(steps))


def _agrees(row: Mapping[Any, Any] | None, values: Mapping[str, object] | None) -> bool:
    if row is None or values is None:
        return row is None and values is None
    return all(name in row and row[name] == value for name, value in values.items())
