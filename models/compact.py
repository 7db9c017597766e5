"""Writing a store anew without what was removed from it: nothing is left between its rows."""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from models.backup import PATIENCE_SECONDS
from models.failures import Reason, StoreFailure
from models.store import Store, explained
from models.tables import METADATA


def compact(store: Store) -> bool:
    """Rewrite the file, or the tables of a database server; False where that is not allowed.

    What the file held before is nowhere in it afterwards, nor in its write-ahead log.  Raises
    StoreFailure, with the reason BUSY where another program is reading at that moment.
    """
    if store.path is None:
        return _compact_tables(store)
    with explained(store.where):
        compact_file(store.path)
    return True


def compact_file(path: Path) -> None:
    """As :func:`compact`; raises StoreFailure or ``sqlite3.Error``."""
    with closing(sqlite3.connect(path, PATIENCE_SECONDS, isolation_level=None)) as database:
        database.execute("PRAGMA secure_delete=ON")
        database.execute("VACUUM")
        busy, *_pages = database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if busy:
            raise StoreFailure(Reason.BUSY, str(path))


def _compact_tables(store: Store) -> bool:
    """VACUUM of a server runs in no transaction; it writes each table to a new file."""
    quoted = store.engine.dialect.identifier_preparer.quote
    try:
        with store.engine.connect() as connection:
            free = connection.execution_options(isolation_level="AUTOCOMMIT")
            for name in METADATA.tables:
                free.exec_driver_sql(f"VACUUM (FULL) {quoted(name)}")
    except DBAPIError:
        return False
    return True
