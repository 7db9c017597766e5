"""Commands on a store that can only be read."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.commands.conftest import Run

NEWER = "newer"


@pytest.fixture
def newer_plan(demo_plan: Path, run: Run) -> Path:
    """A store with a release, as a newer version has left it."""
    assert run("release", "create", "--anyway").code == 0
    with closing(sqlite3.connect(demo_plan)) as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
        database.commit()
    return demo_plan


@pytest.mark.usefixtures("newer_plan")
@pytest.mark.parametrize(
    "words",
    [
        ("check", "--json"),
        ("history",),
        ("edition", "list"),
        ("edition", "show"),
        ("release", "list"),
        ("release", "show", "1"),
        ("release", "diff"),
        ("ledger",),
        ("doctor",),
    ],
    ids=" ".join,
)
def test_what_only_reads_works_and_says_once_that_nothing_can_be_written(
    run: Run, words: tuple[str, ...]
) -> None:
    said = run(*words)
    assert said.out
    (line,) = said.err.splitlines()
    assert NEWER in line
    assert "can only be read" in line


def test_files_are_exported_and_nobody_is_noted(run: Run, newer_plan: Path, tmp_path: Path) -> None:
    before = newer_plan.read_bytes()
    said = run("export", str(tmp_path / "out"), "--format", "ics", "--json")
    assert said.code == 0
    assert said.json["files"]
    assert run("ledger", "--holding", "1", "--json").json["holdings"] == []
    assert newer_plan.read_bytes() == before


@pytest.mark.usefixtures("newer_plan")
@pytest.mark.parametrize(
    "words",
    [
        ("undo",),
        ("redo",),
        ("edition", "new", "2030", "--festival", "2030-10-24", "2030-10-27"),
        ("edition", "copy", "Namur 2024", "2030", "--festival-start", "2030-10-24"),
        ("release", "create", "--anyway"),
        ("release", "rollback", "1"),
        ("import", "delegations", "people.csv"),
        ("plan", "visits", "--apply"),
        ("send", "out", "--sent"),
        ("caldav", "https://example.org/", "--user", "anna", "--for", "Caen"),
    ],
    ids=" ".join,
)
def test_what_writes_is_refused_with_the_reason(run: Run, words: tuple[str, ...]) -> None:
    said = run(*words)
    assert said.code == 1
    assert said.out == ""
    assert "mistake in the program" not in said.err
    last = said.err.splitlines()[-1]
    assert "can only be read" in last
    assert "Update the program" in last


def test_a_backup_can_be_made_of_it(run: Run, newer_plan: Path) -> None:
    made = Path(run("backup", "--json").json["backup"])
    assert made.stat().st_size == newer_plan.stat().st_size
