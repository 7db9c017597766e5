"""Dated copies of a store file (``models/restore.py`` puts one back)."""

import os
import re
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from models.failures import Reason, StoreFailure, reason_of
from models.keeping import Copy, Why, superfluous
from models.private_files import make_folder, open_new, put

#: How long to wait for another program that is writing.
PATIENCE_SECONDS = 5.0

#: Of the copy that is being made, as the original is only read.
NOT_WRITABLE = (Reason.UNWRITABLE, Reason.FULL)

NAME = re.compile(
    r"(?P<stem>.+)-(?P<stamp>\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d)(-(?P<count>\d+))?-(?P<why>[a-z-]+)\.db"
)
STAMP = "%Y-%m-%dT%H-%M-%S"
#: How the file ends in which a repair keeps rows, beside the copy that was made before it.
SET_ASIDE = ".set-aside.json"
#: How a copy in the making is named, beside what it will be.
PARTS = ".*.part*"


def backup_folder(store: Path) -> Path:
    """Where the copies of a store are kept: ``backups`` beside it."""
    return store.parent / "backups"


def back_up(store: Path, why: str = Why.BY_HAND, now: datetime | None = None) -> Path:
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
    make_folder(folder)
    stamp = (now or datetime.now()).strftime(STAMP)
    return _free_name(folder, store.stem, stamp, why)


def _free_name(folder: Path, stem: str, stamp: str, why: str) -> Path:
    """Copies of one second are counted, whatever they were made for: the newest has the most."""
    names = (NAME.fullmatch(path.name) for path in folder.glob("*.db"))
    same = (name for name in names if name and (name["stem"], name["stamp"]) == (stem, stamp))
    last = max((int(name["count"] or 1) for name in same), default=0)
    count = f"-{last + 1}" if last else ""
    return folder / f"{stem}-{stamp}{count}-{why}.db"


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
            reason = reason_of(error)
            place = target if reason in NOT_WRITABLE else source
            raise StoreFailure(reason, str(place), str(error)) from error
        put(part, target)


@contextmanager
def part_of(target: Path) -> Iterator[Path]:
    """A temporary file beside the target, for its owner only, gone at the end."""
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    part.unlink(missing_ok=True)
    open_new(part).close()
    try:
        yield part
    finally:
        for leftover in ("", "-wal", "-shm", "-journal"):
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


def copies(store: Path) -> list[Copy]:
    """The copies of a store, newest first; other files in the folder are none."""
    found = []
    for path in backup_folder(store).glob("*.db"):
        if (name := NAME.fullmatch(path.name)) is None or name["stem"] != store.stem:
            continue
        try:
            at = datetime.strptime(name["stamp"], STAMP)
        except ValueError:  # such as the 31st of February
            continue
        found.append(Copy(at, int(name["count"] or 1), name["why"], path))
    return sorted(found, reverse=True)


def is_whole(copy: Path) -> bool:
    """Whether a copy can be put back: SQLite finds nothing wrong with the file."""
    try:
        uri = f"{copy.absolute().as_uri()}?immutable=1"
        with closing(sqlite3.connect(uri, uri=True)) as database:
            check_whole(database, copy)
    except (sqlite3.Error, StoreFailure):
        return False
    return True


def backups(store: Path) -> list[Path]:
    """The files of the copies of a store, newest first."""
    return [copy.path for copy in copies(store)]


def thin_out(store: Path, now: datetime | None = None) -> list[Path]:
    """Remove the copies that the rule of ``models/keeping.py`` does not keep; those removed.

    Raises StoreFailure.
    """
    with told(backup_folder(store)):
        gone = [copy.path for copy in superfluous(copies(store), now or datetime.now())]
        for path in gone:
            path.unlink(missing_ok=True)
    return gone


def revision_of(copy: Path) -> int | None:
    """The revision of the store in a copy; None when that cannot be read."""
    try:
        uri = f"{copy.absolute().as_uri()}?immutable=1"
        with closing(sqlite3.connect(uri, uri=True)) as database:
            row = database.execute("SELECT value FROM store_meta WHERE key='revision'").fetchone()
            return int(row[0]) if row else 0
    except (sqlite3.Error, ValueError, TypeError):
        return None
