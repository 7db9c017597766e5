"""Commands keep a copy of the store before they do something large."""

from pathlib import Path

import pytest

from models.backup import copies
from models.keeping import Why
from tests.commands.conftest import Run


def reasons(path: Path) -> list[str]:
    return [copy.why for copy in reversed(copies(path))]


@pytest.fixture
def people(tmp_path: Path) -> str:
    path = tmp_path / "people.csv"
    path.write_text("City;Name;E-mail\nCaen;Ada Lovelace;ada@example.org\n", encoding="utf-8")
    return str(path)


def test_before_an_import(run: Run, demo_plan: Path, people: str) -> None:
    assert run("import", "delegations", people, "--dry-run").code == 0
    assert reasons(demo_plan) == []
    assert run("import", "delegations", people).code == 0
    assert reasons(demo_plan) == [Why.IMPORT]
    run("import", "delegations", people)
    assert reasons(demo_plan) == [Why.IMPORT]


@pytest.mark.slow
def test_before_a_proposal_is_applied(run: Run, demo_plan: Path) -> None:
    words = ("plan", "visits", "--seconds", "2")
    run(*words)
    assert reasons(demo_plan) == []
    run(*words, "--apply")
    assert reasons(demo_plan) == [Why.PROPOSAL]


def test_before_a_release_and_before_going_back_to_one(
    run: Run, demo_plan: Path, people: str
) -> None:
    assert run("release", "create", "--anyway").code == 0
    assert run("release", "rollback", "1").code == 0
    assert reasons(demo_plan) == [Why.RELEASE]
    run("import", "delegations", people)
    assert run("release", "rollback", "1").code == 0
    assert reasons(demo_plan) == [Why.RELEASE, Why.IMPORT, Why.ROLLBACK]


def test_a_copy_that_cannot_be_made_is_told_on_stderr(
    run: Run, demo_plan: Path, people: str
) -> None:
    (demo_plan.parent / "backups").touch()
    said = run("import", "delegations", people)
    assert said.code == 0
    assert "No backup could be made" in said.err
    assert "Ada Lovelace" in said.out
