"""What a store holds, as one short text: two stores of one text hold the same."""

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

#: Columns that tell when something happened: no two runs agree on them.
TIMES = {
    "journal_step": {"at"}, "release": {"at"}, "handout": {"at"}, "acceptance": {"at"},
    "issued_event": {"stamp", "created"},
}  # fmt: skip
#: A store without a table, or no file at all.
NOTHING = "nothing"


def state_of(path: Path) -> str:
    """Of a file as it is on the disk; raises sqlite3.Error where it is damaged."""
    if not path.exists() or not path.stat().st_size:
        return NOTHING
    with closing(sqlite3.connect(path)) as database:
        database.execute("BEGIN")
        names = [name for (name,) in database.execute(TABLES)]
        if not names:
            return NOTHING
        found = hashlib.sha256()
        for name in names:
            for line in _rows(database, name):
                found.update(line.encode())
    return found.hexdigest()[:16]


TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"


def _rows(database: sqlite3.Connection, name: str) -> Iterator[str]:
    yield name
    known = [str(row[1]) for row in database.execute(f"PRAGMA table_info({name})")]
    columns = sorted(set(known) - TIMES.get(name, set()))
    where = "WHERE key NOT IN ('revision', 'life')" if name == "store_meta" else ""
    chosen = ", ".join(f'"{column}"' for column in columns)
    yield from sorted(map(repr, database.execute(f"SELECT {chosen} FROM {name} {where}")))


def revision_of(path: Path) -> int:
    """The number that tells open programs to look again; 0 where there is none."""
    with closing(sqlite3.connect(path)) as database:
        try:
            row = database.execute("SELECT value FROM store_meta WHERE key='revision'").fetchone()
        except sqlite3.OperationalError:
            return 0
    return int(row[0]) if row else 0


def is_whole(path: Path) -> bool:
    """Whether SQLite finds no fault in a file."""
    with closing(sqlite3.connect(path)) as database:
        return list(database.execute("PRAGMA integrity_check")) == [("ok",)]
