"""Examining a store: is the file whole, do the rows fit together, does the journal agree."""

import stat
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from sqlalchemy import Connection, select, text
from sqlalchemy.exc import DBAPIError

from models.backup import PARTS, backup_folder, copies, is_whole
from models.failures import Unreadable, readable
from models.journal import DONE, changes_of
from models.keeping import Copy, Why
from models.store import HEAD, Store
from models.tables import METADATA, STEP, STEP_CHANGE

#: The rows of a table by their key.
Rows: TypeAlias = Mapping[str, Mapping[Any, Any]]
#: What the journal leads to: the values of a row by table and key, None for one that is removed.
Expected: TypeAlias = Mapping[tuple[str, str], "dict[str, object] | None"]

#: A copy in the making that nobody has written to for so long will never be finished.
GIVEN_UP_SECONDS = 60
#: Copies of a store that may have been damaged.
AS_IT_WAS = frozenset({Why.RESTORE, Why.REPAIR})


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
    if store.path is not None:
        found += _examine_files(store.path)
    return found


def _examine_files(store: Path) -> Iterator[Finding]:
    if sys.platform != "win32":
        open_ones = open_to_others(store)
        shown = open_ones[0] if open_ones else store
        mode = f"{stat.S_IMODE(shown.stat().st_mode):04o}"
        detail = mode if shown == store else f"{mode} {shown.name}"
        yield Finding("private", not open_ones, detail)
    known = copies(store)
    damaged = damaged_backup(known)
    yield Finding("backups", damaged is None, damaged.name if damaged else "", len(known))
    left = leftovers(store)
    yield Finding("leftovers", not left, ", ".join(path.name for path in left), len(left))


def damaged_backup(newest_first: Iterable[Copy]) -> Path | None:
    """The newest copy, if it is damaged and was not made of a store that was so itself."""
    for copy in newest_first:
        if is_whole(copy.path):
            return None
        if copy.why not in AS_IT_WAS:
            return copy.path
    return None


def open_to_others(store: Path) -> list[Path]:
    """The store's files and copies, and the copies' folder, that others than the owner can use.

    The store's own folder is not among them: it may be anybody's.
    """
    folder = backup_folder(store)
    candidates = [store, *(store.with_name(store.name + end) for end in ("-wal", "-shm"))]
    candidates += [folder, *(copy.path for copy in copies(store))]
    return [p for p in candidates if p.exists() and stat.S_IMODE(p.stat().st_mode) & 0o077]


def leftovers(store: Path) -> list[Path]:
    """Copies that were never finished, of a program that was ended in the middle."""
    found = [*backup_folder(store).glob(PARTS), *store.parent.glob(f".{store.name}{PARTS[1:]}")]
    now = time.time()
    return sorted(p for p in found if now - p.stat().st_mtime > GIVEN_UP_SECONDS)


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
    tables_read = {name: rows_of(connection, name) for name in METADATA.tables}
    broken = [name for name, rows in tables_read.items() if rows is None]
    yield Finding("values", not broken, ", ".join(broken), len(broken))
    yield _examine_journal(connection, tables_read)


def rows_of(connection: Connection, name: str) -> Rows | None:
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
    try:
        expected = replay(connection)
    except Unreadable as error:
        return Finding("journal", False, str(error))
    wrong = [
        f"{name} {row_id}"
        for (name, row_id), values in expected.items()
        if (rows := tables[name]) is not None and not agrees(rows.get(row_id), values)
    ]
    if wrong:
        return Finding("journal", False, ", ".join(wrong[:3]), len(wrong))
    return Finding("journal", True, "", len(_steps(connection)))


def replay(connection: Connection) -> Expected:
    """What the journal leads to; raises Unreadable with the number of the step."""
    expected: dict[tuple[str, str], dict[str, object] | None] = {}
    for step_id in _steps(connection):
        try:
            changes = changes_of(connection, step_id)
        except Unreadable as error:
            raise Unreadable(f"step {step_id}") from error
        for change in changes:
            key = (change.table, change.row_id)
            if change.after is None:
                expected[key] = None
            elif change.before is None:
                expected[key] = dict(change.after)
            else:
                expected[key] = {**(expected.get(key) or {}), **change.after}
    return expected


def _steps(connection: Connection) -> list[int]:
    """The steps that are done, in the order in which they took effect."""
    query = select(STEP.c.id).where(STEP.c.state == DONE).order_by(STEP.c.turn)
    return list(connection.scalars(query))


def agrees(row: Mapping[Any, Any] | None, values: Mapping[str, object] | None) -> bool:
    """Whether a row is what the journal leads to, as far as that says anything of its values."""
    if row is None or values is None:
        return row is None and values is None
    return all(name in row and row[name] == value for name, value in values.items())
