"""The backups of a store without the people of one edition."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from models.backup import NAME, SET_ASIDE, backup_folder, backups, check_whole, part_of, told
from models.compact import compact_file
from models.failures import Reason, StoreFailure, Unreadable
from models.store import (
    HEAD,
    Store,
    check_header,
    configure_sqlite,
    explained,
    make_engine,
    parse,
    schema_version,
    upgrade,
)
from planner.scrub.rows import Removed, scrub_edition

#: Why a backup cannot be cleaned, today or tomorrow.
HOPELESS = (Reason.DAMAGED, Reason.FOREIGN, Reason.NEWER)
#: What stands beside a database file while it is open, or when it was not closed.
BESIDE = ("-wal", "-shm", "-journal")


class Hopeless(Exception):
    """A backup that no program can clean."""


@dataclass(frozen=True, slots=True)
class Copies:
    """Backups that have been cleaned, and those that cannot be and are removed (or would be)."""

    cleaned: tuple[Path, ...] = ()
    lost: tuple[Path, ...] = ()


def scrub_copies(store: Path, edition_id: str, *, is_trial: bool = False) -> Copies:
    """Clean every backup of a store; each is put in place whole or stays as it was.

    Raises StoreFailure when one cannot be written now: those before it are clean.
    """
    cleaned: list[Path] = []
    lost: list[Path] = []
    if not is_trial:
        _remove_parts(store)
    for path in backups(store):
        try:
            if _scrub_copy(path, edition_id, is_trial=is_trial):
                cleaned.append(path)
        except Hopeless:
            lost.append(path)
            if not is_trial:
                _remove(path)
    for path in backup_folder(store).glob(f"{store.stem}-*{SET_ASIDE}"):
        lost.append(path)  # rows of a repair, of whichever edition
        if not is_trial:
            _remove(path)
    return Copies(tuple(cleaned), tuple(lost))


def _scrub_copy(path: Path, edition_id: str, *, is_trial: bool) -> bool:
    """Clean one backup by way of a copy; whether there was anything in it.  Raises Hopeless."""
    with told(path), part_of(path) as part:
        with _opened_copy(path, part) as store:
            removed = _scrubbed(store, edition_id, is_trial=is_trial)
        if is_trial or not removed.is_any:
            return removed.is_any
        with explained(str(path)):
            compact_file(part)
            with closing(sqlite3.connect(part)) as database:
                database.execute("PRAGMA journal_mode=DELETE")
        part.replace(path)
        _remove_beside(path)
    return True


@contextmanager
def _opened_copy(path: Path, part: Path) -> Iterator[Store]:
    """A backup copied and brought to the newest schema; the backup itself is only read."""
    url, _file = parse(part)
    store = Store(make_engine(url), part)
    configure_sqlite(store.engine)
    try:
        try:
            _copy(path, part)
            with explained(str(path)):
                with store.engine.connect() as connection:
                    found = schema_version(connection, str(path))
                if found is None or found > HEAD:
                    raise Hopeless
                if found != HEAD:
                    upgrade(store)
        except StoreFailure as failure:
            if failure.reason in HOPELESS:
                raise Hopeless from failure
            raise
        yield store
    finally:
        store.close()


def _copy(path: Path, part: Path) -> None:
    """The bytes of a backup and of its log: nobody writes to them, and opening would."""
    with path.open("rb") as file:
        check_header(path, file.read(72))
    for suffix in ("", "-wal"):
        source, target = (whole.with_name(whole.name + suffix) for whole in (path, part))
        if source.exists():
            target.touch(mode=0o600)
            shutil.copyfile(source, target)
    with explained(str(path)), closing(sqlite3.connect(part)) as database:
        check_whole(database, path)


def _scrubbed(store: Store, edition_id: str, *, is_trial: bool) -> Removed:
    try:
        with store.writing() as connection:
            return scrub_edition(connection, edition_id, is_trial=is_trial)
    except StoreFailure as failure:
        if isinstance(failure.__cause__, Unreadable):
            raise Hopeless from failure
        raise


def _remove(path: Path) -> None:
    with told(path):
        path.unlink(missing_ok=True)
        _remove_beside(path)


def _remove_beside(path: Path) -> None:
    for suffix in BESIDE:
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def _remove_parts(store: Path) -> None:
    """Remove what a copy left behind that was ended by force."""
    with told(store):
        parts = [*store.parent.glob(".*.part*"), *backup_folder(store).glob(".*.part*")]
        for path in parts:
            whole = path.name.removeprefix(".").partition(".part")[0]
            name = NAME.fullmatch(whole)
            if whole == store.name or (name is not None and name["stem"] == store.stem):
                path.unlink(missing_ok=True)
