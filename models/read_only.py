"""Opening a store only to read it: one of a newer version, or one that may not be written."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, inspect
from sqlalchemy.engine import URL
from sqlalchemy.pool import QueuePool

from models.failures import Reason, StoreFailure, reason_of
from models.tables import METADATA

#: Access is asked for as the user the program acts for, where the system can tell.
EFFECTIVE = os.access in os.supports_effective_ids


def may_write(path: Path) -> bool:
    """Whether a file, or something in a folder, may be changed."""
    return os.access(path, os.W_OK, effective_ids=EFFECTIVE)


def is_protected(store: Path) -> bool:
    """Whether a store's file or its folder (where SQLite needs files of its own) is protected."""
    return not (may_write(store) and may_write(store.parent))


def reading_engine(path: Path) -> Engine:
    """An engine of a file that cannot write; raises StoreFailure when it cannot read either."""
    address = f"{path.as_uri()}?mode=ro"
    try:
        _look(address)
    except sqlite3.Error as error:
        if reason_of(error) is not Reason.UNWRITABLE:
            raise StoreFailure(reason_of(error), str(path), str(error)) from error
        # SQLite may not make the files beside it by which programs share a store.  Without
        # them it reads the file alone, which is whole unless the last writer was cut off.
        log = path.with_name(path.name + "-wal")
        if log.exists() and log.stat().st_size:
            raise StoreFailure(Reason.UNFINISHED, str(path), str(error)) from error
        address = f"{path.as_uri()}?immutable=1"
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        creator=lambda: sqlite3.connect(address, uri=True, check_same_thread=False),
        poolclass=QueuePool,
    )

    @event.listens_for(engine, "connect")
    def connect(dbapi: sqlite3.Connection, _record: object) -> None:
        dbapi.isolation_level = None
        dbapi.execute("PRAGMA query_only=ON")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN")

    return engine


def _look(address: str) -> None:
    with closing(sqlite3.connect(address, uri=True)) as database:
        database.execute("SELECT count(*) FROM sqlite_master").fetchone()


def set_read_only(engine: Engine) -> None:
    """Let a database server refuse every write of this engine's connections."""

    @event.listens_for(engine, "connect")
    def connect(dbapi: object, _record: object) -> None:
        cursor = dbapi.cursor()  # type: ignore[attr-defined]
        cursor.execute("SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY")
        cursor.close()
        dbapi.commit()  # type: ignore[attr-defined]


def can_be_read(connection: Connection) -> bool:
    """Whether every table and column that this version reads is there."""
    found = inspect(connection)
    names = set(found.get_table_names())
    return all(
        table.name in names
        and {c.name for c in table.columns} <= {c["name"] for c in found.get_columns(table.name)}
        for table in METADATA.tables.values()
    )
