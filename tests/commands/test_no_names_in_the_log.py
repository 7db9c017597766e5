"""Whatever people are called, and whatever fails: no name, address or note is in the log."""

from pathlib import Path
from unittest.mock import Mock

import pytest

from planner.commands import plan
from tests.commands.conftest import Run
from tests.logs import log_path

NAME, EMAIL, NOTE = "Žofie Ångström", "zofie@example.org", "is allergic to nuts"
TYPED = f"{NAME} <{EMAIL}> {NOTE}"
FRAGMENTS = ("ofie", "ngstr", "example", "allergic", "nuts")

FAILING = [
    ("check", "--edition", TYPED),
    ("check", "--store", f"postgresql+{NAME}://{EMAIL}/x"),
    ("edition", "new", TYPED, "--festival", NOTE, NOTE),
    ("edition", "show", TYPED),
    ("import", "delegations", f"{TYPED}.csv"),
    ("import", "auto", f"{NAME}.xlsx", "--answer", f"{EMAIL}={NOTE}"),
    ("release", "diff", "--for", TYPED),
    ("export", f"out-{NAME}", "--for", TYPED),
    ("plan", "repair", "--without", TYPED),
    ("plan", "tour", "--score", f"{TYPED}=1"),
    ("restore", TYPED),
    ("send", f"out-{NAME}", "--for", TYPED),
    ("solve", "tour", TYPED),
]


def check_log(tmp_path: Path) -> str:
    """The log, once it is certain that it names nobody."""
    written = log_path(tmp_path).read_text(encoding="utf-8")
    assert [word for word in FRAGMENTS if word in written.casefold()] == []
    return written


@pytest.mark.parametrize("words", FAILING, ids=lambda words: " ".join(words[:2]))
def test_a_command_that_fails_names_nobody(
    run: Run, demo_plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    words: tuple[str, ...],
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    assert run(*words).code == 1
    written = check_log(tmp_path)
    assert "refused code=" in written
    assert "ended code=1" in written


def test_a_mistake_names_nobody(
    run: Run, demo_plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plan, "check", Mock(side_effect=ValueError(TYPED)))
    said = run("check", "--edition", TYPED)
    assert NAME in said.err
    assert str(log_path(tmp_path)) in said.err
    assert "ValueError" in check_log(tmp_path)


def test_a_mistake_without_a_log_names_none(
    run: Run, demo_plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WAKE_PLANNER_LOG", "-")
    monkeypatch.setattr(plan, "check", Mock(side_effect=ValueError("odd")))
    said = run("check")
    assert "please report it. [mistake]" in said.err


def test_backups_and_migrations_are_told(run: Run, demo_plan: Path, tmp_path: Path) -> None:
    made = run("backup").out.split()[-1]
    run("restore", made)
    written = check_log(tmp_path)
    assert "backed-up\n" in written
    assert "restored copied=1\n" in written
    assert "store kind=sqlite\n" in written


@pytest.mark.parametrize("words", [("--help",), ("--version",), ("check", "--nonsense")])
def test_who_only_asks_leaves_no_log(run: Run, tmp_path: Path, words: tuple[str, ...]) -> None:
    run(*words)
    assert not log_path(tmp_path).exists()
