"""Putting a copy in the place of a store."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from uuid import uuid4

from models.backup import NOT_WRITABLE, back_up, check_whole, new_copy, part_of, pour, told
from models.failures import Reason, StoreFailure, reason_of
from models.keeping import Why
from models.private_files import make_folder, open_new, put
from models.store import HEAD, LIFE, check_header

#: What SQLite says of a file that has our header and is broken after it.
NOT_COPYABLE = (Reason.DAMAGED, Reason.FOREIGN)
#: A restored store's revision is beyond any that an open program may have reached meanwhile.
FAR_AHEAD = 1000


def restore(store: Path, copy: Path, why: Why = Why.RESTORE) -> Path | None:
    """Put a copy in the store's place; what stood there is kept as a backup first.

    Returns that backup (None when there was no store).  Programs that have the store open go on
    with what has been restored.  Raises StoreFailure when the copy is missing, damaged or no
    store of ours: the present store is then untouched.
    """
    with told(store):
        make_folder(store.parent)
        present = store.exists() and store.stat().st_size > 0
        if present:
            _check_ours(store)
        with part_of(store) as part:
            _take(copy, part)
            if not present:
                put(part, store)
                return None
            kept = keep(store, why)
            _put_in_place(part, store)
            return kept


def _check_ours(path: Path) -> None:
    with path.open("rb") as file:
        check_header(path.absolute(), file.read(72))


def _take(copy: Path, part: Path) -> None:
    """The copy's content in ``part``; raises StoreFailure unless it is a whole store of ours."""
    try:
        _check_ours(copy)
    except OSError as error:
        raise StoreFailure(Reason.UNREADABLE, str(copy), error.strerror or "") from error
    _copy_files(copy, part)
    try:
        with closing(sqlite3.connect(part)) as database:
            check_whole(database, copy)
            database.execute("PRAGMA journal_mode=DELETE")
            found = database.execute("SELECT version_num FROM alembic_version").fetchone()
            database.execute("SELECT value FROM store_meta WHERE key = 'revision'")
    except sqlite3.DatabaseError as error:
        known = getattr(error, "sqlite_errorcode", 0) & 0xFF
        foreign = known == sqlite3.SQLITE_ERROR  # no such table
        reason = Reason.FOREIGN if foreign else reason_of(error)
        place = part.parent if reason in NOT_WRITABLE else copy
        raise StoreFailure(reason, str(place), str(error)) from error
    if found is not None and found[0] > HEAD:
        raise StoreFailure(Reason.NEWER, str(copy))


def _copy_files(source: Path, target: Path) -> None:
    """The bytes of a database and of its write-ahead log, whatever state they are in."""
    for suffix in ("", "-wal"):
        path = source.with_name(source.name + suffix)
        if path.exists():
            there = target.with_name(target.name + suffix)
            there.unlink(missing_ok=True)
            with path.open("rb") as old, open_new(there) as new:
                shutil.copyfileobj(old, new)


def keep(store: Path, why: Why) -> Path:
    """A backup of the store as it is, even if it is too damaged for SQLite to copy."""
    try:
        return back_up(store, why)
    except StoreFailure as failure:
        if failure.reason not in NOT_COPYABLE:
            raise
    target = new_copy(store, why)
    with part_of(target) as part:
        _copy_files(store, part)
        log, kept_log = (path.with_name(f"{path.name}-wal") for path in (part, target))
        if log.exists():
            put(log, kept_log)
        try:
            put(part, target)
        except OSError:
            kept_log.unlink(missing_ok=True)
            raise
    return target


def _put_in_place(part: Path, store: Path) -> None:
    """Pour the part into the store, which others may have open; a damaged one is replaced."""
    try:
        with (
            closing(sqlite3.connect(part)) as new,
            closing(sqlite3.connect(store, timeout=0.1)) as old,
        ):
            after = str(max(_revision(old), _revision(new)) + FAR_AHEAD)
            new.execute("UPDATE store_meta SET value = ? WHERE key = 'revision'", (after,))
            # Programs that follow the journal must not take this one for a longer one of theirs.
            life = (LIFE, str(uuid4()))
            new.execute("INSERT OR REPLACE INTO store_meta (key, value) VALUES (?, ?)", life)
            new.commit()
            pour(new, old, store)
    except sqlite3.Error as error:
        if reason_of(error) not in NOT_COPYABLE:
            raise StoreFailure(reason_of(error), str(store), str(error)) from error
        for leftover in ("-wal", "-shm"):
            store.with_name(store.name + leftover).unlink(missing_ok=True)
        put(part, store)


def _revision(database: sqlite3.Connection) -> int:
    """The number that tells open programs to read again; 0 where there is none."""
    if not database.execute("SELECT 1 FROM sqlite_master WHERE name = 'store_meta'").fetchone():
        return 0
    row = database.execute("SELECT value FROM store_meta WHERE key = 'revision'").fetchone()
    return int(row[0]) if row else 0
