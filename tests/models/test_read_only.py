"""Stores that can only be read: of a newer version, or write-protected."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from models.failures import Reason, StoreFailure
from models.store import Store, meta, open_store
from planner.errors import StoreProblem
from planner.workspace import Workspace
from tests.models.protected import open_folder, posix, protected


@pytest.fixture
def folder(empty_template: Path) -> Iterator[Path]:
    """A folder with a store that was closed in good order."""
    with open_folder() as made:
        shutil.copyfile(empty_template, made / "plan.db")
        yield made


def make_newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
        database.execute("ALTER TABLE host ADD COLUMN colour TEXT")
        database.commit()


def cities(store: Store) -> int:
    with store.reading() as connection:
        return connection.scalar(text("SELECT count(*) FROM city")) or 0


def refused(store: Store) -> Reason:
    with pytest.raises(StoreFailure) as failure, store.writing():
        raise AssertionError("a write was let in")
    return failure.value.reason


def test_a_newer_store_can_be_read_and_not_written(empty_store: Path) -> None:
    make_newer(empty_store)
    before = empty_store.read_bytes()
    store = open_store(empty_store)
    assert store.read_only is Reason.ONLY_READ_NEWER
    assert cities(store) > 300
    assert refused(store) is Reason.ONLY_READ_NEWER
    store.close()
    assert empty_store.read_bytes() == before
    assert not (empty_store.parent / "backups").exists()


def test_sqlite_itself_refuses_what_is_only_read(empty_store: Path) -> None:
    make_newer(empty_store)
    store = open_store(empty_store)
    with store.engine.connect() as connection, pytest.raises(OperationalError, match="readonly"):
        connection.execute(text("DELETE FROM city"))
    store.close()


def test_a_newer_store_is_read_while_the_newer_program_writes(empty_store: Path) -> None:
    make_newer(empty_store)
    store = open_store(empty_store)
    before = store.revision()
    with closing(sqlite3.connect(empty_store)) as newer:
        newer.execute("UPDATE store_meta SET value = value + 1 WHERE key = 'revision'")
        newer.commit()
        assert store.revision() == before + 1
    store.close()


@pytest.mark.parametrize(
    "statement",
    ["ALTER TABLE host RENAME COLUMN kind TO sort", "ALTER TABLE wish RENAME TO dream"],
)
def test_a_newer_store_whose_tables_are_others_is_refused(
    empty_store: Path, statement: str
) -> None:
    make_newer(empty_store)
    with closing(sqlite3.connect(empty_store)) as database:
        database.execute(statement)
    with pytest.raises(StoreFailure) as failure:
        open_store(empty_store)
    assert failure.value.reason is Reason.NEWER


@posix
def test_a_protected_file_can_be_read(folder: Path) -> None:
    with protected(folder, mode=0o777):
        store = open_store(folder / "plan.db")
        assert store.read_only is Reason.ONLY_READ
        assert cities(store) > 300
        assert refused(store) is Reason.ONLY_READ
        store.close()


@posix
def test_a_protected_folder_leaves_the_file_alone(folder: Path) -> None:
    with protected(folder, file=0o666):
        store = open_store(folder / "plan.db")
        assert store.read_only is Reason.ONLY_READ
        assert cities(store) > 300
        store.close()
        assert list(folder.iterdir()) == [folder / "plan.db"]


@posix
def test_a_protected_store_in_use_shows_what_is_in_its_log(folder: Path) -> None:
    other = open_store(folder / "plan.db")
    before = other.revision()
    with other.writing():
        pass
    with protected(folder):
        store = open_store(folder / "plan.db")
        assert store.revision() == before + 1
        store.close()
    other.close()


@posix
def test_a_log_that_cannot_be_taken_in_is_told(folder: Path) -> None:
    other = open_store(folder / "plan.db")
    with other.writing():
        pass
    cut_off = folder / "cut-off"
    cut_off.mkdir()
    for name in ("plan.db", "plan.db-wal"):
        shutil.copyfile(folder / name, cut_off / name)
    other.close()
    with protected(folder), pytest.raises(StoreFailure) as failure:
        open_store(cut_off / "plan.db")
    assert failure.value.reason is Reason.UNFINISHED


@posix
def test_an_older_store_that_cannot_be_brought_up_to_date_is_refused(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "plan.db")) as database:
        database.execute("UPDATE alembic_version SET version_num = '0001'")
        database.commit()
    with protected(folder), pytest.raises(StoreFailure) as failure:
        open_store(folder / "plan.db")
    assert failure.value.reason is Reason.UNWRITABLE


@posix
def test_a_new_store_in_a_protected_folder_is_refused(folder: Path) -> None:
    (folder / "plan.db").unlink()
    with protected(folder), pytest.raises(StoreFailure) as failure:
        open_store(folder / "plan.db")
    assert failure.value.reason is Reason.UNWRITABLE


def test_a_word_that_only_a_newer_version_knows_is_told_as_such(demo_store: Path) -> None:
    make_newer(demo_store)
    store = open_store(demo_store)
    with store.reading() as connection:
        assert meta(connection, "catalogue")
    with closing(sqlite3.connect(demo_store)) as database:
        database.execute("UPDATE host SET kind = 'robot'")
        database.commit()
    workspace = Workspace(store)
    with pytest.raises(StoreProblem, match="newer"):
        workspace.enter(workspace.editions()[0].id)
    store.close()
