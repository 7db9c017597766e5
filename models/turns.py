"""Programs that write to one file take turns.

SQLite itself lets whoever finds the file taken sleep for up to 100 ms before it looks again, and
those who have waited longest look least often.  Here they look every few milliseconds, and the
longer they have waited the more often: a turn is short, and nobody waits much longer than others.
"""

import sqlite3
import time
from random import uniform

#: How long to sleep before looking again: who has just come, and who has waited for long.
LONGEST, SHORTEST = 0.006, 0.001
#: After so long one counts as having waited for long.
LONG = 0.3


def begin_writing(database: sqlite3.Connection, patience_ms: int) -> None:
    """Begin a transaction that writes; raises OperationalError when it is not one's turn.

    ``patience_ms``: how long to wait, for this as for the connection's other statements.
    """
    started = time.monotonic()
    database.execute("PRAGMA busy_timeout=0")
    try:
        while True:
            try:
                database.execute("BEGIN IMMEDIATE")
                return
            except sqlite3.OperationalError as error:
                waited = time.monotonic() - started
                is_busy = error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
                if not is_busy or waited * 1000 > patience_ms:
                    raise
            time.sleep(uniform(0.5, 1) * _pause(waited))
    finally:
        database.execute(f"PRAGMA busy_timeout={patience_ms}")


def _pause(waited: float) -> float:
    """Seconds to sleep for somebody who has waited for so many."""
    return LONGEST - (LONGEST - SHORTEST) * min(waited / LONG, 1)
