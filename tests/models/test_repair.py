"""Repairing a store: what is broken in it, and what is left of that afterwards."""

import json
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from models.backup import back_up, copies
from models.doctor import examine
from models.failures import Reason, StoreFailure
from models.keeping import Why
from models.repair import Result, repair
from models.repair_journal import Signature
from models.store import open_store
from planner.edits import activities as edits
from planner.edits.remove import remove
from planner.phrases import Phrase
from planner.workspace import Workspace
from tests.models.protected import posix

LABEL = json.dumps(Phrase("Repair").to_json())


def mend(path: Path) -> Result:
    return repair(path, Signature("anna", LABEL))


def harm(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as database:
        for statement in statements:
            database.execute(statement)
        database.commit()


def count(path: Path, table: str) -> int:
    with closing(sqlite3.connect(path)) as database:
        return int(database.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def broken(result: Result) -> list[str]:
    return [f.name for f in result.findings if not f.fine]


def names(result: Result) -> list[str]:
    return [one.name for one in result.repairs]


def opened(path: Path) -> Workspace:
    workspace = Workspace.open(path, author="anna")
    workspace.enter(workspace.editions()[0].id)
    return workspace


def test_of_a_healthy_store_nothing_is_changed(demo_store: Path) -> None:
    before = demo_store.read_bytes()
    result = mend(demo_store)
    assert (result.repairs, result.kept, broken(result)) == ((), None, [])
    assert demo_store.read_bytes() == before


@posix
def test_files_are_for_their_owner_only_again(demo_store: Path) -> None:
    copy = back_up(demo_store)
    for path in (demo_store, copy):
        path.chmod(0o644)
    copy.parent.chmod(0o755)
    assert names(mend(demo_store)) == ["private"]
    modes = [path.stat().st_mode & 0o777 for path in (demo_store, copy.parent, copy)]
    assert modes == [0o600, 0o700, 0o600]


def test_what_a_killed_backup_has_left_is_removed(demo_store: Path) -> None:
    folder = back_up(demo_store).parent
    old, fresh = folder / ".plan-x-daily.db.1.part", folder / ".plan-y-daily.db.2.part"
    for path in (old, fresh):
        path.touch(mode=0o600)
    os.utime(old, (0, 0))
    store = open_store(demo_store)
    assert [f.detail for f in examine(store) if not f.fine] == [old.name]
    store.close()
    assert names(mend(demo_store)) == ["leftovers"]
    assert not old.exists()
    assert fresh.exists()


def test_a_damaged_newest_backup_is_told_and_a_whole_one_made(demo_store: Path) -> None:
    copy = back_up(demo_store)
    copy.write_bytes(copy.read_bytes()[:20000])
    result = mend(demo_store)
    assert names(result) == ["backups"]
    assert broken(result) == []
    assert copies(demo_store)[0].why == Why.REPAIR


def test_a_log_that_a_crash_has_left_is_fine(demo_store: Path, tmp_path: Path) -> None:
    store = open_store(demo_store)
    with store.writing():
        pass
    crashed = tmp_path / "crashed"
    crashed.mkdir()
    for end in ("", "-wal"):
        target = crashed / f"plan.db{end}"
        target.write_bytes(demo_store.with_name(f"plan.db{end}").read_bytes())
        target.chmod(0o600)
    revision = store.revision()
    store.close()
    result = mend(crashed / "plan.db")
    assert (result.repairs, broken(result)) == ((), [])
    again = open_store(crashed / "plan.db")
    assert again.revision() == revision
    again.close()


def test_missing_rows_come_back_from_the_journal(demo_store: Path) -> None:
    hosts = count(demo_store, "host")
    harm(demo_store, "DELETE FROM host WHERE id IN (SELECT host_id FROM contact)")
    assert count(demo_store, "host") < hosts
    result = mend(demo_store)
    assert broken(result) == []
    assert "brought-back" in names(result)
    assert "set-aside" not in names(result)
    assert count(demo_store, "host") == hosts
    assert result.kept is not None
    assert count(result.kept, "host") < hosts


@pytest.mark.slow
def test_references_that_may_be_empty_are_emptied_and_kept_in_a_file(demo_store: Path) -> None:
    activities = count(demo_store, "activity")
    harm(demo_store, "UPDATE activity SET site_id = 'gone' WHERE site_id IS NOT NULL")
    result = mend(demo_store)
    assert broken(result) == []
    (aside,) = (one for one in result.repairs if one.name == "set-aside")
    rows = json.loads(Path(aside.detail).read_text(encoding="utf-8"))
    assert len(rows) == aside.number
    assert {(r["table"], r["missing"], r["row"]["site_id"]) for r in rows} == {
        ("activity", "site gone", "gone")
    }
    assert count(demo_store, "activity") == activities


def test_rows_that_cannot_do_without_are_removed_and_kept_in_a_file(demo_store: Path) -> None:
    boardings = count(demo_store, "boarding")
    harm(demo_store, "UPDATE boarding SET tour_id = 'gone'")
    result = mend(demo_store)
    assert broken(result) == []
    (aside,) = (one for one in result.repairs if one.name == "set-aside")
    assert aside.number == boardings
    assert count(demo_store, "boarding") == 0
    assert Path(aside.detail).stat().st_mode & 0o077 == 0 or os.name == "nt"


def test_a_journal_takes_the_plan_over_and_undo_brings_back_what_it_knew(demo_store: Path) -> None:
    workspace = opened(demo_store)
    programme = workspace.programme
    placed = [a for a in programme.activities.values() if a.start]
    workspace.do(edits.shift(programme, placed[0].id, 30))
    workspace.do(remove(programme, next(iter(programme.delegations.values()))))
    known = workspace.programme
    workspace.close()
    harm(demo_store, f"UPDATE activity SET minutes = minutes + 1 WHERE id = '{placed[0].id}'")
    result = mend(demo_store)
    assert (names(result), broken(result)) == (["journal"], [])
    workspace = opened(demo_store)
    assert workspace.programme.activities[placed[0].id].minutes == placed[0].minutes + 1
    assert [str(line.label) for line in workspace.history(1)] == ["Repair"]
    workspace.undo()
    assert workspace.programme.activities == known.activities
    workspace.undo()
    workspace.undo()
    assert workspace.programme.activities == programme.activities
    workspace.close()


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM boarding",
        "UPDATE delegate SET delegation_id = 'gone'",
        "UPDATE journal_change SET after = 'x'",
        "UPDATE journal_change SET table_name = 'song'",
        "DELETE FROM journal_step",
        "DELETE FROM tour",
        "DELETE FROM edition",
    ],
)
def test_afterwards_everything_is_fine(demo_store: Path, statement: str) -> None:
    harm(demo_store, statement)
    result = mend(demo_store)
    assert broken(result) == []
    assert mend(demo_store).repairs == ()
    workspace = Workspace.open(demo_store)
    for edition in workspace.editions():
        workspace.enter(edition.id)
        workspace.history()
        workspace.undo()
    workspace.close()


def test_values_that_cannot_be_read_are_left_to_a_backup(demo_store: Path) -> None:
    harm(demo_store, "UPDATE host SET kind = 'ghost'")
    assert broken(mend(demo_store)) == ["values"]


def describe_index(path: Path, name: str, sql: str) -> str:
    """Change what SQLite takes an index for; what it was."""
    with closing(sqlite3.connect(path)) as database:
        was = database.execute("SELECT sql FROM sqlite_master WHERE name = ?", (name,)).fetchone()
        database.execute("PRAGMA writable_schema=ON")
        database.execute("UPDATE sqlite_master SET sql = ? WHERE name = ?", (sql, name))
        database.commit()
    return str(was[0])


def test_damaged_indexes_are_made_anew(demo_store: Path) -> None:
    index = "ix_opening_site_id"
    never = f"CREATE INDEX {index} ON opening (site_id) WHERE weekday > 99"
    sql = describe_index(demo_store, index, never)
    harm(demo_store, "INSERT INTO opening (id, site_id) SELECT 'new', id FROM site LIMIT 1")
    describe_index(demo_store, index, sql)
    result = mend(demo_store)
    assert (names(result), broken(result)) == (["indexes"], [])
    assert result.kept is not None


def test_a_file_whose_indexes_are_described_wrongly_is_saved(demo_store: Path) -> None:
    rows = count(demo_store, "activity")
    describe_index(demo_store, "ix_activity_site_id", "CREATE INDEX x ON song (title)")
    result = mend(demo_store)
    assert names(result)[0] == "salvaged"
    assert broken(result) == []
    assert count(demo_store, "activity") == rows


def pages_of(path: Path, name: str) -> list[int]:
    with closing(sqlite3.connect(path)) as database:
        query = "SELECT rootpage FROM sqlite_master WHERE name = ?"
        return [int(row[0]) for row in database.execute(query, (name,))]


def spoil(path: Path, page: int, size: int = 4096) -> None:
    content = bytearray(path.read_bytes())
    content[(page - 1) * size : page * size] = b"\x55" * size
    path.write_bytes(content)


def test_of_a_damaged_file_everything_that_can_be_read_is_saved(demo_store: Path) -> None:
    kept = {name: count(demo_store, name) for name in ("edition", "activity", "delegate")}
    (page,) = pages_of(demo_store, "wish")
    spoil(demo_store, page)
    before = demo_store.read_bytes()
    result = mend(demo_store)
    assert "salvaged" in names(result)
    assert broken(result) == []
    assert {name: count(demo_store, name) for name in kept} == kept
    assert result.kept is not None
    assert result.kept.read_bytes() == before
    workspace = opened(demo_store)
    assert workspace.conflicts
    workspace.close()


def test_rows_after_a_spoilt_page_are_found(demo_store: Path) -> None:
    rows = count(demo_store, "journal_change")
    size = demo_store.stat().st_size // 4096
    with closing(sqlite3.connect(demo_store)) as database:
        (page,) = pages_of(demo_store, "journal_change")
        database.execute("PRAGMA journal_mode=DELETE")
    content = demo_store.read_bytes()
    at = (page - 1) * 4096
    assert content[at] == 5, "the table has more than one page"
    child = int.from_bytes(content[at + 12 : at + 14], "big")
    spoil(demo_store, int.from_bytes(content[at + child : at + child + 4], "big"))
    result = mend(demo_store)
    assert broken(result) == []
    assert rows * 0.5 < count(demo_store, "journal_change") < rows
    assert size > 100


def test_a_file_of_which_nothing_can_be_read_is_left_to_a_backup(demo_store: Path) -> None:
    content = bytearray(demo_store.read_bytes())
    content[100:] = b"\x55" * (len(content) - 100)
    demo_store.write_bytes(content)
    with pytest.raises(StoreFailure) as failure:
        mend(demo_store)
    assert failure.value.reason is Reason.DAMAGED
    assert demo_store.read_bytes() == bytes(content)


def test_without_a_copy_nothing_is_repaired(demo_store: Path) -> None:
    harm(demo_store, "DELETE FROM boarding")
    (demo_store.parent / "backups").touch(mode=0o600)
    with pytest.raises(StoreFailure) as failure:
        mend(demo_store)
    assert failure.value.reason is Reason.UNWRITABLE
    assert count(demo_store, "journal_step") == 1
