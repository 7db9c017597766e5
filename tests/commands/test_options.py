"""The command line itself: where options stand, wrong usage, help, languages."""

from pathlib import Path

import pytest

from planner import __version__
from planner.workspace import ENVIRONMENT
from tests.commands.conftest import Run
from tests.commands.said import alone
from tests.translations import LOCALE

COMMANDS = (
    ("demo",),
    ("edition", "new"),
    ("edition", "list"),
    ("edition", "show"),
    ("edition", "copy"),
    ("check",),
    ("export",),
    ("import",),
    ("undo",),
    ("redo",),
    ("history",),
    ("backup",),
    ("restore",),
    ("doctor",),
    ("keys",),
)


def test_options_stand_before_or_after_the_command(
    run: Run, demo_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(ENVIRONMENT, str(tmp_path / "nothing-here" / "plan.db"))
    options = ("--store", str(demo_store), "--edition", "Namur 2024", "--lang", "fr")
    before = run(*options, "history", "--json")
    after = run("history", "--json", *options)
    assert before == after
    assert len(before.json["steps"]) == 1
    assert not (tmp_path / "nothing-here").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("--store", "{}", "edition", "list"),
        ("edition", "--store", "{}", "list"),
        ("edition", "list", "--store", "{}"),
        ("edition", "list", "--store={}"),
    ],
)
def test_options_stand_anywhere_around_edition(
    run: Run, demo_store: Path, arguments: tuple[str, ...]
) -> None:
    said = run(*(a.format(demo_store) for a in arguments), "--json")
    assert [e["name"] for e in said.json["editions"]] == ["Namur 2024"]


def test_the_option_after_the_command_wins(run: Run, demo_store: Path, tmp_path: Path) -> None:
    said = run("--store", str(tmp_path / "x.db"), "edition", "list", "--store", str(demo_store))
    assert "Namur 2024" in said.out


@pytest.mark.parametrize(
    "arguments",
    [
        ("nonsense",),
        ("--lang", "xx", "check"),
        ("--lang",),
        ("edition",),
        ("edition", "new", "Name"),
        ("edition", "new", "--festival", "2024-10-24", "2024-10-27"),
        ("edition", "copy", "Namur 2024"),
        ("import", "songs", "list.csv"),
        ("import", "delegations"),
        ("export",),
        ("history", "--limit", "0"),
        ("history", "--limit", "-3"),
        ("history", "--limit", "many"),
        ("check", "--unknown"),
        ("check", "--jso"),
        ("doctor", "surplus"),
    ],
    ids=" ".join,
)
def test_wrong_usage_is_2_and_shows_the_usage(run: Run, arguments: tuple[str, ...]) -> None:
    said = run(*arguments)
    assert said.code == 2
    assert said.err.startswith("usage: wake-planner")
    assert said.out == ""


def test_what_was_mistyped_cannot_command_the_terminal(run: Run) -> None:
    said = run("check", "--\x1b[31mred\x07")
    assert said.code == 2
    assert "\x1b" not in said.err
    assert "\x07" not in said.err
    assert "red" in said.err


def test_the_version_is_printed(run: Run) -> None:
    said = run("--version")
    assert (said.code, said.out) == (0, f"wake-planner {__version__}\n")


def test_help_names_every_command(run: Run) -> None:
    said = run("--help")
    assert said.code == 0
    for name, *_ in COMMANDS:
        assert f"\n    {name} " in said.out


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_command_has_help_and_the_common_options(run: Run, words: tuple[str, ...]) -> None:
    said = run(*words, "--help")
    assert said.code == 0
    for option in ("--store", "--edition", "--lang", "--json"):
        assert option in said.out


def test_the_language_of_the_environment_is_taken(
    run: Run, demo_plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = run("--lang", "fr", "--help")
    monkeypatch.setenv("LANG", "fr_BE.UTF-8")
    assert run("--help").out == asked.out
    assert run("--lang", "en", "--help").out == run("--lang=en", "--help").out


def test_the_module_is_the_command(demo_plan: Path) -> None:
    said = alone("edition", "list", "--json")
    assert said.code == 0
    assert said.json["editions"][0]["name"] == "Namur 2024"


FRENCH = LOCALE / "fr" / "LC_MESSAGES" / "wake_planner.mo"


@pytest.mark.skipif(not FRENCH.exists(), reason="the French catalogue has not been compiled")
def test_everything_is_said_in_french(run: Run, demo_plan: Path) -> None:
    assert run("--lang", "fr", "nonsense").err.startswith("utilisation")
    assert "show this help" not in run("--lang", "fr", "check", "--help").out
    assert "There is no edition" not in run("check", "--edition", "x", "--lang", "fr").complaint
    assert "blocking" not in run("check", "--lang", "fr").out
    assert run("nonsense").err.startswith("usage")
