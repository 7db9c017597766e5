"""backup, restore, doctor."""

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from models.store import HEAD
from planner.edits import activities as edits
from planner.workspace import Workspace
from tests.commands.conftest import Run

pytestmark = pytest.mark.sqlite_only


def counts(run: Run) -> list[int]:
    figures = run("edition", "show", "--json").json
    return [figures["activities"], figures["delegates"], figures["unplaced"]]


def shift_one(store: Path, minutes: int = 5) -> None:
    workspace = Workspace.open(store)
    workspace.enter(workspace.editions()[0].id)
    placed = next(a for a in workspace.programme.activities.values() if a.start)
    workspace.do(edits.shift(workspace.programme, placed.id, minutes))
    workspace.close()


def sql(store: Path, statement: str) -> None:
    """Do to a store what the program would never do."""
    with closing(sqlite3.connect(store)) as database:
        database.execute(statement)
        database.commit()


def test_a_backup_is_written_listed_and_restored(run: Run, demo_plan: Path) -> None:
    made = run("backup", "--json").json["backup"]
    assert Path(made).is_file()
    assert run("restore", "--json").json == {"backups": [made]}
    assert run("restore").out == f"{made}\n"
    shift_one(demo_plan)
    restored = run("restore", made, "--json").json
    assert restored["store"] == str(demo_plan)
    assert len(run("history", "--json").json["steps"]) == 1
    run("restore", restored["kept"])
    assert len(run("history", "--json").json["steps"]) == 2
    assert run("doctor").code == 0


def test_backup_and_restore_say_where(run: Run, demo_plan: Path) -> None:
    assert "no backups yet" in run("restore").out
    said = run("backup")
    assert str(demo_plan.parent / "backups") in said.out
    path = said.out.split(": ", 1)[1].strip()
    assert path in run("restore", path).out


def test_a_store_can_be_restored_where_there_is_none(
    run: Run, demo_plan: Path, tmp_path: Path
) -> None:
    made = run("backup", "--json").json["backup"]
    fresh = tmp_path / "deep" / "plan.db"
    assert run("restore", made, "--store", str(fresh), "--json").json["kept"] is None
    assert fresh.stat().st_mode & 0o077 == 0 or os.name == "nt"
    assert "Namur 2024" in run("edition", "list", "--store", str(fresh)).out


def test_an_open_app_goes_on_with_what_was_restored(run: Run, demo_plan: Path) -> None:
    made = run("backup", "--json").json["backup"]
    app = Workspace.open(demo_plan)
    app.enter(app.editions()[0].id)
    placed = next(a for a in app.programme.activities.values() if a.start)
    app.do(edits.shift(app.programme, placed.id, 30))
    run("restore", made)
    assert app.refresh()
    assert app.programme.activities[placed.id] == placed
    app.do(edits.shift(app.programme, placed.id, 60))
    app.close()
    assert len(run("history", "--json").json["steps"]) == 2
    assert run("doctor").code == 0


def test_a_damaged_store_is_replaced_by_its_backup_and_kept(run: Run, demo_plan: Path) -> None:
    before = counts(run)
    made = run("backup", "--json").json["backup"]
    content = bytearray(demo_plan.read_bytes())
    content[4096:] = b"\x55" * (len(content) - 4096)
    demo_plan.write_bytes(content)
    assert "restore" in run("check").complaint
    kept = run("restore", made, "--json").json["kept"]
    assert Path(kept).read_bytes() == bytes(content)
    assert counts(run) == before
    assert run("doctor").code == 0


@pytest.mark.parametrize("kind", ["missing", "folder", "text", "song", "damaged", "newer", "empty"])
def test_what_is_no_backup_is_refused_and_nothing_changes(
    run: Run, demo_plan: Path, tmp_path: Path, kind: str
) -> None:
    wrong = tmp_path / "wrong.db"
    match kind:
        case "folder":
            wrong.mkdir()
        case "text":
            wrong.write_text("not a store", encoding="utf-8")
        case "song":
            sql(wrong, "CREATE TABLE song (title)")
        case "empty":
            wrong.touch()
        case "damaged":
            wrong.write_bytes(demo_plan.read_bytes()[:20000])
        case "newer":
            shutil.copyfile(demo_plan, wrong)
            sql(wrong, "UPDATE alembic_version SET version_num = '9999'")
    before = demo_plan.read_bytes()
    said = run("restore", str(wrong))
    assert "wrong.db" in said.complaint
    assert demo_plan.read_bytes() == before
    assert not [p for p in tmp_path.iterdir() if p.name.startswith(".")]


def test_a_foreign_file_is_never_restored_over(run: Run, demo_plan: Path, tmp_path: Path) -> None:
    made = run("backup", "--json").json["backup"]
    thesis = tmp_path / "thesis.txt"
    thesis.write_text("ten years of work", encoding="utf-8")
    assert "thesis.txt" in run("restore", made, "--store", str(thesis)).complaint
    assert thesis.read_text(encoding="utf-8") == "ten years of work"


def test_a_store_without_a_file_is_named(run: Run, tmp_path: Path) -> None:
    missing = tmp_path / "typo.db"
    for words in (("doctor",), ("backup",)):
        assert "typo.db" in run(*words, "--store", str(missing)).complaint
    assert not missing.exists()


def test_a_server_makes_its_own_backups(run: Run) -> None:
    for words in (("backup",), ("restore",), ("restore", "x.db")):
        said = run(*words, "--store", "postgresql://anna@example.org/plan")
        assert "server" in said.complaint
        assert "secret" not in said.err


def test_a_healthy_store_passes_every_examination(run: Run, demo_plan: Path) -> None:
    said = run("doctor", "--json")
    assert said.code == 0
    assert said.json["store"] == str(demo_plan)
    names = [f["name"] for f in said.json["findings"]]
    assert names[:5] == ["integrity", "foreign-keys", "schema", "values", "journal"]
    assert all(set(f) == {"name", "fine", "detail", "number"} for f in said.json["findings"])
    assert {f["fine"] for f in said.json["findings"]} == {True}
    assert said.json["findings"][2]["detail"] == HEAD
    assert run("doctor").out.startswith(f"Store: {demo_plan}\n")
    assert run("doctor").out.count("✓") == len(names)


@pytest.mark.parametrize(
    ("statement", "finding", "word"),
    [
        ("UPDATE activity SET title = 'forged' WHERE parent_id IS NULL", "journal", "differ"),
        ("DELETE FROM participation", "journal", "participation"),
        ("UPDATE journal_change SET after = '{\"title\": '", "journal", "step 1"),
        ("UPDATE journal_change SET table_name = 'song'", "journal", "step 1"),
        ("UPDATE journal_step SET at = 'yesterday'", "values", "journal_step"),
        ("UPDATE activity SET kind = 'song'", "values", "activity"),
        ("UPDATE activity SET start = '2024-13-45'", "values", "activity"),
        ("UPDATE edition SET first_day = 'soon'", "values", "edition"),
        ("UPDATE delegate SET delegation_id = 'gone'", "foreign-keys", "delegate"),
    ],
)
def test_a_broken_store_is_told_as_such(
    run: Run, demo_plan: Path, statement: str, finding: str, word: str
) -> None:
    sql(demo_plan, statement)
    said = run("doctor")
    assert said.code == 1
    assert said.err == ""
    assert any(word in line for line in said.out.splitlines() if line.startswith("✖"))
    found = {f["name"]: f["fine"] for f in run("doctor", "--json").json["findings"]}
    assert found[finding] is False
    assert found["integrity"] is True


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE activity SET kind = 'song'", ("check",)),
        ("UPDATE activity SET start = '2024-13-45'", ("check",)),
        ("UPDATE edition SET first_day = 'soon'", ("edition", "list")),
        ("UPDATE delegation SET languages = '[\"fr\"'", ("edition", "show")),
        ("UPDATE journal_step SET at = 'yesterday'", ("history",)),
        ("UPDATE journal_change SET after = '{'", ("undo",)),
        ("UPDATE journal_change SET table_name = 'song'", ("undo",)),
        ("DROP TABLE activity", ("check",)),
    ],
)
def test_commands_on_a_broken_store_point_to_the_backups(
    run: Run, demo_plan: Path, statement: str, words: tuple[str, ...]
) -> None:
    shift_one(demo_plan)
    sql(demo_plan, statement)
    said = run(*words)
    assert "damaged" in said.complaint
    assert "restore" in said.complaint


@pytest.mark.parametrize("label", ["no json", "{}", '{"template": "{", "values": {}}', "[1]"])
def test_a_label_that_cannot_be_read_is_shown_as_it_stands(
    run: Run, demo_plan: Path, label: str
) -> None:
    with closing(sqlite3.connect(demo_plan)) as database:
        database.execute("UPDATE journal_step SET label = ?", (label,))
        database.commit()
    assert run("history", "--json").json["steps"][0]["label"] == label
    assert label in run("history").out


@pytest.mark.skipif(os.name == "nt", reason="POSIX permissions")
def test_a_store_that_others_can_read_is_reported(run: Run, demo_plan: Path) -> None:
    demo_plan.chmod(0o644)
    said = run("doctor")
    assert said.code == 1
    assert "0644" in said.out
    assert "chmod 600" in said.out


def test_what_is_broken_is_repaired_and_told(run: Run, demo_plan: Path) -> None:
    sql(demo_plan, "UPDATE activity SET site_id = 'gone' WHERE parent_id IS NULL")
    assert "--repair" in run("doctor").out
    said = run("doctor", "--repair")
    assert said.code == 0
    done = [line for line in said.out.splitlines() if line.startswith("+ ")]
    assert [line.split()[1] for line in done] == ["Rows", "The"]
    assert "set-aside.json" in done[0]
    assert "before-repair" in said.out
    assert "Repair" in run("history", "--limit", "1").out
    assert run("doctor").code == 0


def test_a_repair_in_json(run: Run, demo_plan: Path) -> None:
    sql(demo_plan, "DELETE FROM boarding")
    said = run("doctor", "--repair", "--json").json
    assert set(said) == {"store", "repaired", "kept", "findings"}
    (done,) = said["repaired"]
    assert done["name"] == "journal"
    assert done["number"] > 0
    assert Path(said["kept"]).is_file()
    again = run("doctor", "--repair", "--json").json
    assert (again["repaired"], again["kept"]) == ([], None)
    assert "nothing that could be repaired" in run("doctor", "--repair").out


def test_what_cannot_be_repaired_is_no_success(run: Run, demo_plan: Path) -> None:
    sql(demo_plan, "UPDATE activity SET kind = 'song'")
    said = run("doctor", "--repair")
    assert said.code == 1
    assert any("Values" in line for line in said.out.splitlines() if line.startswith("✖"))


def test_a_damaged_file_is_saved_by_a_repair(run: Run, demo_plan: Path) -> None:
    before = counts(run)
    with closing(sqlite3.connect(demo_plan)) as database:
        query = "SELECT rootpage FROM sqlite_master WHERE name = 'ix_wish_site_id'"
        (page,) = database.execute(query).fetchone()
    content = bytearray(demo_plan.read_bytes())
    content[(page - 1) * 4096 : page * 4096] = b"\x55" * 4096
    demo_plan.write_bytes(content)
    said = run("doctor", "--repair", "--json")
    assert said.code == 0
    assert Path(said.json["kept"]).exists()
    assert counts(run) == before


def test_a_server_is_not_repaired_from_here(run: Run) -> None:
    said = run("doctor", "--repair", "--store", "postgresql://anna@example.org/plan")
    assert "server" in said.complaint
