"""Dated copies of a store file (``models/restore.py`` puts one back)."""

import re
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from models.failures import Reason, StoreFailure, reason_of

#: How long to wait for another program that is writing.
PATIENCE_SECONDS = 5.0

NAME = re.compile(
    r"(?P<stem>.+)-(?P<stamp>\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d)(-(?P<count>\d+))?-[a-z-]+\.db"
)


def backup_folder(store: Path) -> Path:
    """Where the copies of a store are kept: ``backups`` beside it."""
    return store.parent / "backups"


def back_up(store: Path, why: str = "by-hand", now: datetime | None = None) -> Path:
    """Copy a store, also while it is in use; the copy appears whole or not at all.

    Raises StoreFailure when the copy cannot be written or the store cannot be read.
    """
    with told(backup_folder(store)):
        target = new_copy(store, why, now)
        copy_database(store, target)
    return target


def new_copy(store: Path, why: str, now: datetime | None = None) -> Path:
    """The path of a copy to be made, in a folder that is there."""
    folder = backup_folder(store)
    folder.mkdir(mode=0o700, exist_ok=True)
    stamp = (now or datetime.now()).strftime("%Y-%m-%dT%H-%M-%S")
    return _free_name(folder, store.stem, stamp, why)


def _free_name(folder: Path, stem: str, stamp: str, why: str) -> Path:
    target, count = folder / f"{stem}-{stamp}-{why}.db", 1
    while target.exists():
        count += 1
        target = folder / f"{stem}-{stamp}-{count}-{why}.db"
    return target


@contextmanager
def told(where: Path) -> Iterator[None]:
    """Turn errors of the file system into StoreFailure."""
    try:
        yield
    except OSError as error:
        raise StoreFailure(reason_of(error), str(where), error.strerror or "") from error


def copy_database(source: Path, target: Path) -> None:
    """SQLite's own online copy, by way of a temporary file beside the target."""
    with part_of(target) as part:
        try:
            with (
                closing(sqlite3.connect(source)) as old,
                closing(sqlite3.connect(part)) as new,
            ):
                pour(old, new, source)
                check_whole(new, source)
                new.execute("PRAGMA journal_mode=DELETE")
        except sqlite3.Error as error:
            raise StoreFailure(reason_of(error), str(source), str(error)) from error
        part.replace(target)


@contextmanager
def part_of(target: Path) -> Iterator[Path]:
    """A temporary file beside the target, for its owner only, gone at the end."""
    part = target.with_name(f".{target.name}.part")
    part.unlink(missing_ok=True)
    part.touch(mode=0o600)
    try:
        yield part
    finally:
        for leftover in ("", "-wal", "-shm"):
            part.with_name(part.name + leftover).unlink(missing_ok=True)


def pour(old: sqlite3.Connection, new: sqlite3.Connection, busy: Path) -> None:
    """All of ``old`` into ``new`` in one transaction; raises StoreFailure after a while."""
    deadline = time.monotonic() + PATIENCE_SECONDS

    def step(status: int, _remaining: int, _total: int) -> None:
        waits = status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
        if waits and time.monotonic() > deadline:
            raise StoreFailure(Reason.BUSY, str(busy))

    old.backup(new, progress=step)


def check_whole(database: sqlite3.Connection, where: Path) -> None:
    """Raise StoreFailure for a damaged database."""
    if database.execute("PRAGMA integrity_check").fetchone() != ("ok",):
        raise StoreFailure(Reason.DAMAGED, str(where))


def backups(store: Path) -> list[Path]:
    """The copies of a store, newest first."""
    found = [
        (name["stamp"], int(name["count"] or 1), path)
        for path in backup_folder(store).glob("*.db")
        if (name := NAME.fullmatch(path.name)) and name["stem"] == store.stem
    ]
    return [path for _stamp, _count, path in sorted(found, reverse=True)]
