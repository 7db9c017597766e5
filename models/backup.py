"""Dated copies of a store file, and putting one back."""

import os
import re
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from models.failures import Reason, StoreFailure

NAME = re.compile(
    r"(?P<stem>.+)-(?P<stamp>\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d)(-\d+)?-(?P<why>[a-z-]+)\.db"
)


def backup_folder(store: Path) -> Path:
    """Where the copies of a store are kept: ``backups`` beside it."""
    return store.parent / "backups"


def back_up(store: Path, why: str = "by-hand", now: datetime | None = None) -> Path:
    """Copy a store, also while it is in use; the copy appears whole or not at all.

    Raises StoreFailure when the copy cannot be written or the store cannot be read.
    """
    stamp = (now or datetime.now()).strftime("%Y-%m-%dT%H-%M-%S")
    folder = backup_folder(store)
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        target = _free_name(folder, store.stem, stamp, why)
        copy_database(store, target)
    except OSError as error:
        raise StoreFailure(Reason.UNWRITABLE, str(folder), error.strerror or "") from error
    return target


def _free_name(folder: Path, stem: str, stamp: str, why: str) -> Path:
    target, count = folder / f"{stem}-{stamp}-{why}.db", 1
    while target.exists():
        count += 1
        target = folder / f"{stem}-{stamp}-{count}-{why}.db"
    return target


def copy_database(source: Path, target: Path) -> None:
    """SQLite's own online copy, by way of a temporary file beside the target."""
    part = target.with_name(f".{target.name}.part")
    part.unlink(missing_ok=True)
    part.touch(mode=0o600)
    try:
        with (
            closing(sqlite3.connect(source)) as old,
            closing(sqlite3.connect(part)) as new,
        ):
            old.backup(new)
            if new.execute("PRAGMA quick_check").fetchone() != ("ok",):
                raise StoreFailure(Reason.DAMAGED, str(source))
            new.execute("PRAGMA journal_mode=DELETE")
        os.replace(part, target)
    except sqlite3.Error as error:
        full = getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_FULL
        reason = Reason.FULL if full else Reason.DAMAGED
        raise StoreFailure(reason, str(source), str(error)) from error
    finally:
        part.unlink(missing_ok=True)


def backups(store: Path) -> list[Path]:
    """The copies of a store, newest first."""
    found = [p for p in backup_folder(store).glob(f"{store.stem}-*.db") if NAME.fullmatch(p.name)]
    return sorted(found, key=lambda p: p.name, reverse=True)


def restore(store: Path, copy: Path) -> Path | None:
    """Put a copy in the store's place; what stood there is backed up first.

    Returns that backup (None when there was no store).  Raises StoreFailure when the copy is
    missing, damaged or no store of ours: the present store is then untouched.
    """
    from models.store import check_header

    try:
        header = copy.read_bytes()[:72]
    except OSError as error:
        raise StoreFailure(Reason.UNREADABLE, str(copy), error.strerror or "") from error
    check_header(copy, header)
    with closing(sqlite3.connect(f"file:{copy.absolute()}?mode=ro", uri=True)) as database:
        try:
            if database.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                raise StoreFailure(Reason.DAMAGED, str(copy))
        except sqlite3.DatabaseError as error:
            raise StoreFailure(Reason.DAMAGED, str(copy), str(error)) from error
    kept = back_up(store, "before-restore") if store.exists() and store.stat().st_size else None
    store.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    for leftover in ("-wal", "-shm"):
        store.with_name(store.name + leftover).unlink(missing_ok=True)
    copy_database(copy, store)
    return kept
