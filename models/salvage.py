"""Copying what can still be read of a damaged store into a new file, table by table."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from models.failures import Reason, StoreFailure
from models.store import (
    HEAD,
    Store,
    configure_sqlite,
    make_engine,
    parse,
    prepare_file,
    upgrade,
)

#: How far beyond a place that cannot be read is looked for more rows.
FURTHEST = 1 << 40


def salvage(damaged: Path, target: Path) -> int:
    """A new store of the same version with every row that can be read; how many they are.

    Rows may refer to rows that are lost.  Raises StoreFailure when not even the names of the
    tables can be read.
    """
    with closing(sqlite3.connect(damaged)) as old:
        old.execute("PRAGMA writable_schema=ON")  # read on where an index is described wrongly
        try:
            known = {name for (name,) in old.execute("SELECT name FROM sqlite_master")}
        except sqlite3.DatabaseError as error:
            raise StoreFailure(Reason.DAMAGED, str(damaged), str(error)) from error
        if "store_meta" not in known:
            raise StoreFailure(Reason.FOREIGN, str(damaged))
        _make_empty(target, _version(old))
        with closing(sqlite3.connect(target)) as new:
            tables = [
                name
                for (name,) in new.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
                if name in known and not name.startswith("sqlite_")
            ]
            new.execute("DELETE FROM alembic_version")
            count = sum(_copy_table(old, new, name) for name in tables)
            if not new.execute("SELECT 1 FROM alembic_version").fetchone():
                new.execute("INSERT INTO alembic_version VALUES (?)", (_version(old),))
            new.commit()
            new.execute("PRAGMA journal_mode=DELETE")
    return count


def _version(old: sqlite3.Connection) -> str:
    """The schema of a damaged store; the newest where that cannot be read."""
    try:
        row = old.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.DatabaseError:
        return HEAD
    return str(row[0]) if row else HEAD


def _make_empty(target: Path, version: str) -> None:
    url, path = parse(target)
    prepare_file(target)
    store = Store(make_engine(url), path)
    configure_sqlite(store.engine)
    upgrade(store, version)
    store.close()


def _copy_table(old: sqlite3.Connection, new: sqlite3.Connection, name: str) -> int:
    """Copy the rows of a table; columns that only one of the two has are left out."""
    there = {row[1] for row in old.execute(f'PRAGMA table_info("{name}")')}
    columns = [row[1] for row in new.execute(f'PRAGMA table_info("{name}")') if row[1] in there]
    names = ", ".join(f'"{column}"' for column in columns)
    places = ", ".join("?" * len(columns))
    count = 0
    for row in _rows(old, name, names):
        done = new.execute(f'INSERT OR IGNORE INTO "{name}" ({names}) VALUES ({places})', row)
        count += done.rowcount
    return count


def _rows(old: sqlite3.Connection, name: str, columns: str) -> Iterator[tuple[Any, ...]]:
    """Every row that can be read; where one cannot, the next is looked for ever further on."""
    query = f'SELECT rowid, {columns} FROM "{name}" WHERE rowid > ? ORDER BY rowid'
    last, step = -1, 1
    while step < FURTHEST:
        try:
            for row in old.execute(query, (last,)):
                last, step = row[0], 1
                yield row[1:]
        except sqlite3.DatabaseError:
            last += step
            step *= 2
        else:
            return
