"""What can go wrong with a store, told apart so that the layers above can put it in words."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    ADDRESS = "address"  # neither a path nor the URL of a database we know
    DRIVER = "driver"  # the library that talks to a database server is not installed
    MISSING = "missing"  # no store there, where one is needed
    FOREIGN = "foreign"  # a file, or a database, that is not a Wake Planner store
    DAMAGED = "damaged"
    NEWER = "newer"  # written by a newer version of the program
    ONLY_READ_NEWER = "only-read-newer"  # a write to a store of a newer version
    ONLY_READ = "only-read"  # a write to a store that is write-protected
    UNFINISHED = "unfinished"  # a write-protected store whose last changes cannot be taken in
    UNREADABLE = "unreadable"
    UNWRITABLE = "unwritable"
    BUSY = "busy"
    FULL = "full"
    UNREACHABLE = "unreachable"  # a database server that does not answer
    INTEGRITY = "integrity"  # rows that would refer to rows that are gone
    REFUSED = "refused"  # a value, or a second row of the same key, that the tables do not take
    ACCESS = "access"  # a database server that does not let this user in
    RIGHTS = "rights"  # a database server that lets this user in, but not do this


class StoreFailure(Exception):
    """The store at ``where`` cannot be used, because of ``reason``."""

    def __init__(self, reason: Reason, where: str, detail: str = "") -> None:
        super().__init__(f"{reason}: {where} {detail}".strip())
        self.reason = reason
        self.where = where
        self.detail = detail


class Unreadable(Exception):
    """A stored value that its column cannot hold."""


@contextmanager
def readable() -> Iterator[None]:
    """Turn what reading a broken value raises into Unreadable; around reading only."""
    try:
        yield
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise Unreadable(f"{type(error).__name__}: {error}") from error


@dataclass
class Clash(Exception):
    """A row is no longer what the edit was based on.

    ``step_id``: the step that stands on top of the one to be taken back, where that is why.
    """

    table: str
    row_id: str
    fields: tuple[str, ...] = ()
    step_id: int | None = None


#: What SQLite's result codes mean to us; any other code means that the file is damaged.
SQLITE_REASONS = {
    sqlite3.SQLITE_BUSY: Reason.BUSY,
    sqlite3.SQLITE_LOCKED: Reason.BUSY,
    sqlite3.SQLITE_FULL: Reason.FULL,
    sqlite3.SQLITE_READONLY: Reason.UNWRITABLE,
    sqlite3.SQLITE_CANTOPEN: Reason.UNWRITABLE,
    sqlite3.SQLITE_PERM: Reason.UNWRITABLE,
    sqlite3.SQLITE_IOERR: Reason.UNWRITABLE,
    sqlite3.SQLITE_NOTADB: Reason.FOREIGN,
    sqlite3.SQLITE_CORRUPT: Reason.DAMAGED,
}
#: The SQLSTATE of a foreign key violation, the same on every server.
FOREIGN_KEY = "23503"
NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def reason_of(error: BaseException | None) -> Reason:
    """The reason behind an error of SQLite, of the file system, or of a database server."""
    if isinstance(error, sqlite3.Error):
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        return SQLITE_REASONS.get(code, Reason.DAMAGED)
    if isinstance(error, OSError):
        return Reason.FULL if error.errno in NO_ROOM else Reason.UNWRITABLE
    return Reason.UNREACHABLE


def reason_of_constraint(error: BaseException | None) -> Reason:
    """Whether a reference or another rule of the tables was broken."""
    if isinstance(error, sqlite3.Error):
        loose = error.sqlite_errorcode == sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY
    else:
        loose = getattr(error, "sqlstate", None) == FOREIGN_KEY
    return Reason.INTEGRITY if loose else Reason.REFUSED
