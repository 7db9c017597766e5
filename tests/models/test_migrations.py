"""A store of an older version comes up to date with everything that is in it."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from alembic.runtime.migration import HeadMaintainer
from sqlalchemy import insert, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.schema import MetaData

from models.backup import backups
from models.doctor import examine
from models.failures import StoreFailure
from models.store import (
    HEAD,
    Store,
    configure_sqlite,
    make_engine,
    open_store,
    parse,
    prepare_file,
    upgrade,
)
from models.tables import METADATA
from planner.edits.core import change
from planner.publish.event import CalendarEvent
from planner.publish.ledger import Issuing, issue
from planner.publish.recipients import Recipient, RecipientKind
from planner.release_store import read_ledger
from planner.workspace import Workspace
from tests.commands.said import environment
from tests.models.old_stores import OWN, make_old
from tests.stores import Place

pytestmark = pytest.mark.both_stores

EDITION = {
    "id": "e", "name": "2024", "first_day": "2024-10-22", "last_day": "2024-10-27",
    "festival_start": "2024-10-24", "festival_end": "2024-10-27", "time_zone": "Europe/Brussels",
    "language": "en", "buffer_minutes": 10, "margin_percent": 0, "max_day_minutes": 720,
    "is_example": False,
}  # fmt: skip
#: As version 0001 wrote it: every field, its own key among them.
EVENT = {
    "key": "a", "begin": 28_830_000, "end": 28_830_030, "zone": "Europe/Brussels",
    "summary": "Fab Lab", "all_day": False, "status": "CONFIRMED", "busy": True, "place": "TRAKK",
    "address": "", "lat": None, "lon": None, "description": "", "category": "Visit",
}  # fmt: skip


@pytest.fixture
def old(new_place: Place) -> Place:
    """A store of version 0001 with an edition and one issued event."""
    url, path = parse(new_place)
    store = Store(make_engine(url), path)
    if path is not None:
        prepare_file(path)
        configure_sqlite(store.engine)
    upgrade(store, "0001")
    row = {
        "id": "i", "edition_id": "e", "recipient": "delegation:d", "item_key": "a", "uid": "u@x",
        "sequence": 3, "fingerprint": "f", "stamp": datetime(2024, 9, 1, 12), "cancelled": False,
        "content": json.dumps({"created": "2024-08-01T10:00:00", "event": EVENT}),
    }  # fmt: skip
    tables = MetaData()
    with store.writing() as connection:
        tables.reflect(connection)
        names = ", ".join(EDITION)
        values = ", ".join(f":{name}" for name in EDITION)
        connection.execute(text(f"INSERT INTO edition ({names}) VALUES ({values})"), EDITION)
        connection.execute(insert(tables.tables["issued_event"]), row)
    store.close()
    return new_place


def test_what_was_issued_keeps_uid_sequence_and_times(old: Place) -> None:
    store = open_store(old)
    with store.reading() as connection:
        ledger = read_ledger(connection, "e")
    (row,) = ledger.rows["delegation:d"].values()
    assert (row.uid, row.sequence, row.cancelled, row.begin) == ("u@x", 3, False, EVENT["begin"])
    assert (row.stamp, row.created) == (datetime(2024, 9, 1, 12), datetime(2024, 8, 1, 10))
    assert ledger.said("a", row.content_id).place == "TRAKK"
    assert "SUMMARY:Fab Lab" in (ledger.contents[row.content_id].text or "")


def test_what_says_the_same_after_the_migration_is_not_issued_again(old: Place) -> None:
    store = open_store(old)
    with store.reading() as connection:
        ledger = read_ledger(connection, "e")
    recipient = Recipient(RecipientKind.DELEGATION, "d", "Caen", "fr", "caen", "d")
    issuing = Issuing(datetime(2024, 10, 1), "e", "r", ledger.said)
    same = CalendarEvent(**EVENT)  # type: ignore[arg-type]
    assert issue(issuing, ledger.rows["delegation:d"], recipient, [same]).new == ()


@pytest.mark.sqlite_only
def test_a_backup_of_the_older_version_is_kept(old: Place) -> None:
    open_store(old).close()
    assert isinstance(old, Path)
    assert [p for p in (old.parent / "backups").iterdir() if "before-migration" in p.name]


VERSIONS = [f"{number:04}" for number in range(1, int(HEAD) + 1)]
#: What a migration takes out of a table, because it says it elsewhere.
MOVED = {("issued_event", "content"), ("issued_event", "fingerprint")}


@pytest.mark.parametrize("version", VERSIONS)
def test_no_row_of_any_table_is_lost(tmp_path: Path, version: str) -> None:
    path = make_old(tmp_path / "old.db", version)
    before = raw_rows(path)
    store = open_store(path)
    with store.reading() as connection:
        assert connection.scalar(text("SELECT version_num FROM alembic_version")) == HEAD
    store.close()
    after = raw_rows(path)
    for name, rows in before.items():
        assert len(after[name]) >= len(rows) == 1, name
        (old,), new = rows, after[name][0]
        kept = {c: v for c, v in old.items() if (name, c) not in MOVED}
        assert kept.items() <= new.items(), name
    assert set(after) - {"store_meta"} >= set(METADATA.tables) - {"store_meta"}


@pytest.mark.parametrize("version", VERSIONS)
def test_everything_works_after_the_migration(tmp_path: Path, version: str) -> None:
    path = make_old(tmp_path / "old.db", version)
    workspace = Workspace.open(path, author="author")  # of the old steps too
    assert [f for f in examine(workspace.store) if not f.fine] == []
    workspace.enter("edition")
    assert workspace.conflicts is not None
    host = workspace.programme.hosts["host"]
    workspace.do(change(workspace.programme, replace(host, name="TRAKK")))
    assert [f for f in examine(workspace.store) if not f.fine] == []
    workspace.undo()
    assert workspace.programme.hosts["host"] == host
    workspace.undo()
    assert workspace.programme.hosts["host"].note is None
    assert workspace.undo() is None
    workspace.close()


@pytest.mark.parametrize("version", VERSIONS[:-1])
def test_a_migration_that_fails_leaves_the_old_store_as_it_was(
    tmp_path: Path, version: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = make_old(tmp_path / "old.db", version)
    before = raw_rows(path)

    def fails(*_arguments: object) -> None:
        raise OperationalError("UPDATE", {}, sqlite3.OperationalError("disk I/O error"))

    with monkeypatch.context() as patch:
        patch.setattr(HeadMaintainer, "update_to_step", fails)
        with pytest.raises(StoreFailure):
            open_store(path)
    assert raw_rows(path) == before
    assert len(backups(path)) == 1
    open_store(path).close()


KILLED = """
import os, signal, sys
from alembic.runtime.migration import HeadMaintainer
from models.store import open_store

def killed(*_arguments):
    os.kill(os.getpid(), signal.SIGKILL)

HeadMaintainer.update_to_step = killed
open_store(sys.argv[1])
"""


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL")
def test_a_migration_that_is_killed_is_done_the_next_time(tmp_path: Path) -> None:
    path = make_old(tmp_path / "old.db", "0001")
    before = raw_rows(path)
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(path)], env=environment(), check=False, timeout=100
    )
    assert done.returncode == -signal.SIGKILL
    assert raw_rows(path) == before
    store = open_store(path)
    assert [f for f in examine(store) if not f.fine] == []
    store.close()


def raw_rows(path: Path) -> dict[str, list[dict[str, object]]]:
    """Every row as it is stored, by table; but for the facts about the store itself."""
    found = {}
    with closing(sqlite3.connect(path)) as database:
        database.row_factory = sqlite3.Row
        for (name,) in database.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table'"
        ).fetchall():
            if name not in OWN and not name.startswith("sqlite_"):
                rows = database.execute(f'SELECT * FROM "{name}"')
                found[name] = [dict(row) for row in rows]
    return found
