"""Opening a store: what is made, what is refused, and that a refusal changes nothing."""

import sqlite3
import stat
import sys
from contextlib import closing
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from models.failures import Reason, StoreFailure
from models.store import APPLICATION_ID, HEAD, open_store, parse
from models.tables import METADATA
from tests.stores import Place


@pytest.mark.both_stores
def test_a_new_store_has_every_table(new_place: Place) -> None:
    store = open_store(new_place)
    names = set(inspect(store.engine).get_table_names())
    assert set(METADATA.tables) <= names


@pytest.mark.both_stores
def test_the_migrations_make_exactly_the_tables_of_the_models(new_place: Place) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    store = open_store(new_place)
    with store.engine.connect() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, METADATA) == []


def test_head_is_the_newest_migration() -> None:
    config = Config()
    config.set_main_option("script_location", "models:migrations")
    assert ScriptDirectory.from_config(config).get_current_head() == HEAD


def test_a_store_is_in_wal_mode_with_foreign_keys_on(tmp_path: Path) -> None:
    store = open_store(tmp_path / "plan.db")
    with store.reading() as connection:
        assert connection.scalar(text("PRAGMA journal_mode")) == "wal"
        assert connection.scalar(text("PRAGMA foreign_keys")) == 1
        assert connection.scalar(text("PRAGMA application_id")) == APPLICATION_ID


def test_the_folder_of_a_new_store_is_made(tmp_path: Path) -> None:
    open_store(tmp_path / "deep" / "plan.db").close()
    assert (tmp_path / "deep" / "plan.db").is_file()


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions")
def test_a_store_is_readable_by_its_owner_only(tmp_path: Path) -> None:
    open_store(tmp_path / "own" / "plan.db").close()
    assert stat.S_IMODE((tmp_path / "own" / "plan.db").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "own").stat().st_mode) == 0o700


def test_opening_twice_changes_nothing(tmp_path: Path) -> None:
    open_store(tmp_path / "plan.db").close()
    before = (tmp_path / "plan.db").read_bytes()
    open_store(tmp_path / "plan.db").close()
    assert (tmp_path / "plan.db").read_bytes() == before


@pytest.mark.parametrize(
    "content",
    [b"not a database", b"SQLite format 3\0" + b"x" * 300, b"\0" * 5000],
    ids=["text", "sqlite-like", "zeros"],
)
def test_a_foreign_file_is_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "plan.db"
    path.write_bytes(content)
    with pytest.raises(StoreFailure) as failure:
        open_store(path)
    assert failure.value.reason is Reason.FOREIGN
    assert path.read_bytes() == content


def test_another_programs_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE songs (title)")
        database.commit()
    before = path.read_bytes()
    with pytest.raises(StoreFailure) as failure:
        open_store(path)
    assert failure.value.reason is Reason.FOREIGN
    with closing(sqlite3.connect(path)) as database:
        assert database.execute("SELECT name FROM sqlite_master").fetchall() == [("songs",)]
    assert before[:16] == path.read_bytes()[:16]


def test_a_damaged_store_is_told_as_such(tmp_path: Path) -> None:
    path = tmp_path / "plan.db"
    open_store(path).close()
    content = bytearray(path.read_bytes())
    content[100:] = b"\xff" * (len(content) - 100)
    path.write_bytes(content)
    with pytest.raises(StoreFailure) as failure:
        open_store(path)
    assert failure.value.reason is Reason.DAMAGED


@pytest.mark.both_stores
def test_a_newer_store_that_cannot_be_understood_is_refused(new_place: Place) -> None:
    store = open_store(new_place)
    with store.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        connection.execute(text("ALTER TABLE host RENAME COLUMN name TO title"))
    store.close()
    with pytest.raises(StoreFailure) as failure:
        open_store(new_place)
    assert failure.value.reason is Reason.NEWER


def test_a_folder_is_no_store(tmp_path: Path) -> None:
    with pytest.raises(StoreFailure) as failure:
        open_store(tmp_path)
    assert failure.value.reason is Reason.FOREIGN


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreFailure) as failure:
        open_store(tmp_path / "file" / "plan.db")
    assert failure.value.reason is Reason.UNWRITABLE


@pytest.mark.parametrize("place", ["mysql://x/y", "nonsense://", "://"])
def test_only_sqlite_and_postgresql_are_known(place: str) -> None:
    with pytest.raises(StoreFailure) as failure:
        parse(place)
    assert failure.value.reason is Reason.ADDRESS


def test_a_password_is_never_shown(tmp_path: Path) -> None:
    url, _path = parse("postgresql+psycopg://anna:secret@example.org/plan")
    assert "secret" not in url.render_as_string()


@pytest.mark.both_stores
def test_a_failed_write_leaves_nothing(new_place: Place) -> None:
    store = open_store(new_place)
    revision = store.revision()
    with pytest.raises(StoreFailure) as failure, store.writing() as connection:
        connection.execute(text("INSERT INTO contact (id, host_id, name) VALUES ('1', 'x', 'y')"))
    assert failure.value.reason is Reason.INTEGRITY
    with store.reading() as connection:
        assert connection.scalar(text("SELECT count(*) FROM contact")) == 0
    assert store.revision() == revision
