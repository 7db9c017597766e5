"""Repairing a store: what can be, after a dated copy, each repair in one transaction."""

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from models.backup import SET_ASIDE, part_of, told
from models.doctor import Expected, Finding, examine, leftovers, open_to_others, replay
from models.failures import Reason, StoreFailure, Unreadable
from models.keeping import Why
from models.private_files import write_whole
from models.repair_journal import Signature, drop_unreadable, take_over
from models.repair_rows import SetAside, mend_references
from models.restore import keep, restore
from models.salvage import salvage
from models.store import Store, open_store


@dataclass(frozen=True)
class Repair:
    """One thing that was done: ``name`` of the repair, what it touched, how many."""

    name: str
    detail: str = ""
    number: int | None = None


@dataclass(frozen=True)
class Result:
    """What was done, where the store as it was before is kept, and what is found now."""

    repairs: tuple[Repair, ...]
    kept: Path | None
    findings: tuple[Finding, ...]


def repair(path: Path, signature: Signature) -> Result:
    """Repair what can be of the store at ``path``.

    Raises StoreFailure where the copy before it cannot be made (nothing is changed then), and
    for a file of which nothing can be read.
    """
    return _Repairer(path, signature).run()


class _Repairer:
    def __init__(self, path: Path, signature: Signature) -> None:
        self._path, self._signature = path, signature
        self._kept: Path | None = None
        self._done: list[Repair] = []

    def run(self) -> Result:
        self._done += _tidy(self._path)
        store = self._open()
        try:
            store.require_writable()
            self._mend(store)
            self._done += _tidy(self._path)
            findings = tuple(examine(store))
        finally:
            store.close()
        return Result(tuple(self._done), self._kept, findings)

    def _open(self) -> Store:
        """The store, or what can be read of it."""
        try:
            store = open_store(self._path)
        except StoreFailure as failure:
            if failure.reason is not Reason.DAMAGED:
                raise
        else:
            if not _is_damaged(store) or self._reindexed(store):
                return store
            store.close()
        self._salvage()
        return open_store(self._path)

    def _mend(self, store: Store) -> None:
        """The rows and the journal."""
        wrong = _wrong(store)
        if "backups" in wrong:
            self._keep()
            self._done.append(Repair("backups", wrong["backups"].detail))
        if "foreign-keys" in wrong:
            self._keep()
            self._mend_references(store)
        if "journal" in _wrong(store):
            self._keep()
            self._mend_journal(store)

    def _keep(self) -> None:
        if self._kept is None:
            self._kept = keep(self._path, Why.REPAIR)

    def _reindexed(self, store: Store) -> bool:
        """Make the indexes anew; whether that was all there was to repair."""
        store.require_writable()
        self._keep()
        try:
            with store.writing() as connection:
                connection.exec_driver_sql("REINDEX")
        except (StoreFailure, DBAPIError):
            return False
        if _is_damaged(store):
            return False
        self._done.append(Repair("indexes"))
        return True

    def _salvage(self) -> None:
        """Put in the store's place what can be read of it."""
        with part_of(self._path.with_name(f"{self._path.name}.repair")) as part:
            part.unlink()
            count = salvage(self._path, part)
            self._kept = restore(self._path, part, Why.REPAIR) or self._kept
        self._done.append(Repair("salvaged", number=count))

    def _mend_references(self, store: Store) -> None:
        with store.writing() as connection:
            mended = mend_references(connection, _known(lambda: replay(connection)))
            aside = self._write(mended.set_aside) if mended.set_aside else None
        if mended.brought_back:
            detail = ", ".join(mended.brought_back)
            self._done.append(Repair("brought-back", detail, len(mended.brought_back)))
        if aside is not None:
            self._done.append(Repair("set-aside", str(aside), len(mended.set_aside)))

    def _write(self, rows: tuple[SetAside, ...]) -> Path:
        """Keep the rows that are removed or changed, beside the copy made before."""
        assert self._kept is not None
        path = self._kept.with_suffix(SET_ASIDE)
        text = json.dumps([asdict(row) for row in rows], ensure_ascii=False, indent=2)
        with told(path):
            write_whole(path, f"{text}\n".encode())
        return path

    def _mend_journal(self, store: Store) -> None:
        with store.writing() as connection:
            dropped = drop_unreadable(connection)
            count = take_over(connection, self._signature)
        if dropped:
            detail = ", ".join(map(str, dropped))
            self._done.append(Repair("steps", detail, len(dropped)))
        if count:
            self._done.append(Repair("journal", number=count))


def _wrong(store: Store) -> dict[str, Finding]:
    return {f.name: f for f in examine(store) if not f.fine}


def _is_damaged(store: Store) -> bool:
    try:
        return "integrity" in _wrong(store)
    except StoreFailure as failure:
        if failure.reason is not Reason.DAMAGED:
            raise
        return True


def _known(read: Callable[[], Expected]) -> Expected:
    """What the journal knows; nothing where it cannot be read."""
    try:
        return read()
    except Unreadable:
        return {}


def _tidy(path: Path) -> Iterator[Repair]:
    """The files: for their owner only, and none that was left half made.

    Raises StoreFailure for files that are somebody else's.
    """
    try:
        if os.name != "nt" and (open_ones := open_to_others(path)):
            for one in open_ones:
                one.chmod(0o700 if one.is_dir() else 0o600)
            yield Repair("private", ", ".join(p.name for p in open_ones), len(open_ones))
        if left := leftovers(path):
            for one in left:
                one.unlink(missing_ok=True)
            yield Repair("leftovers", ", ".join(p.name for p in left), len(left))
    except OSError as error:
        raise StoreFailure(Reason.UNWRITABLE, str(path), error.strerror or "") from error
