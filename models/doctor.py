"""Examining a store: is the file whole, do the rows fit together, does the journal agree."""

import stat
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, select, text
from sqlalchemy.exc import DBAPIError

from models.failures import Unreadable, readable
from models.journal import DONE, changes_of
from models.store import HEAD, Store
from models.tables import Base, StepChangeRow, StepRow


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
    broken = [name for name in Base.metadata.tables if not _readable(connection, name)]
    yield Finding("values", not broken, ", ".join(broken), len(broken))
    yield _examine_journal(connection, set(broken))


def _readable(connection: Connection, name: str) -> bool:
    """Whether every value of a table can be read as what its column holds."""
    try:
        with readable():
            connection.execute(select(*Base.metadata.tables[name].columns)).all()
    except (Unreadable, DBAPIError):
        return False
    return True


def _examine_journal(connection: Connection, broken: set[str]) -> Finding:
    """The newest recorded value of every field is the one that the row has now."""
    if unread := broken & {StepRow.__tablename__, StepChangeRow.__tablename__}:
        return Finding("journal", False, ", ".join(sorted(unread)))
    expected: dict[tuple[str, str], dict[str, object] | None] = {}
    steps = connection.scalars(
        select(StepRow.id).where(StepRow.state == DONE).order_by(StepRow.id)
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
    known = {key: values for key, values in expected.items() if key[0] not in broken}
    wrong = [key for key, values in known.items() if not _agrees(connection, *key, values)]
    if wrong:
        return Finding("journal", False, ", ".join(f"{t} {i}" for t, i in wrong[:3]), len(wrong))
    return Finding("journal", True, "", len(steps))


def _agrees(
    connection: Connection, table: str, row_id: str, values: dict[str, object] | None
) -> bool:
    columns = Base.metadata.tables[table].columns
    row = connection.execute(select(*columns).where(columns["id"] == row_id)).mappings().first()
    if row is None or values is None:
        return row is None and values is None
    return all(name in row and row[name] == value for name, value in values.items())
