"""Where the output goes: closed pipes, full devices, terminals without the letters."""

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands.conftest import Run
from tests.commands.said import alone, command, environment

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="POSIX shell")


def shell(line: str) -> "subprocess.CompletedProcess[str]":
    """A line of bash with ``planner`` standing for the program."""
    program = shlex.join(command())
    return subprocess.run(
        ["bash", "-c", f'planner() {{ {program} "$@"; }}; {line}'],
        env=environment(),
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )


@pytest.mark.parametrize("words", ["check --json", "history", "--help", "export --help"])
def test_a_reader_who_leaves_is_no_error(demo_plan: Path, words: str) -> None:
    done = shell(f"planner {words} | true; planner {words} | head -c 1")
    assert done.returncode == 0
    assert done.stderr == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
@pytest.mark.parametrize("words", ["check", "history --json", "edition list"])
def test_an_output_that_is_full_is_told(demo_plan: Path, words: str) -> None:
    done = shell(f"planner {words} > /dev/full")
    assert done.returncode == 1
    assert done.stderr.startswith("wake-planner: The output cannot be written: ")
    assert len(done.stderr.splitlines()) == 1


def test_closed_outputs_do_not_crash(demo_plan: Path) -> None:
    assert shell("planner check >&-").stderr == ""
    assert shell("planner edition list --json >&-").returncode == 0
    assert shell("planner check --edition x 2>&-").returncode == 1


ASCII = {"PYTHONIOENCODING": "ascii"}
OLD_LOCALE = {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


@pytest.mark.parametrize("env", [{"LANG": "C.UTF-8"}, ASCII, OLD_LOCALE, {"LANG": "nonsense"}],
                         ids=["C.UTF-8", "ascii", "C", "unknown"])  # fmt: skip
def test_names_in_any_script_are_printed_anywhere(
    run: Run, empty_plan: Path, env: dict[str, str]
) -> None:
    name = "თბილისი 2030"
    run("edition", "new", name, "--festival", "2030-10-24", "2030-10-27")
    plain = alone("edition", "list", env=env)
    assert (plain.code, plain.err) == (0, "")
    assert "2030-10-24" in plain.out
    assert alone("edition", "list", "--json", env=env).json["editions"][0]["name"] == name


@pytest.mark.slow
def test_progress_is_shown_on_a_terminal_only(demo_plan: Path, tmp_path: Path) -> None:
    said = alone("export", str(tmp_path / "out"), "--format", "ics", "--for", "Caen")
    assert (said.code, said.err) == (0, "")
    import pty

    ours, theirs = pty.openpty()
    with subprocess.Popen(
        command("export", str(tmp_path / "out"), "--format", "ics", "--for", "Caen"),
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=theirs,
    ) as process:
        os.close(theirs)
        process.wait(timeout=60)
    shown = os.read(ours, 10_000).decode()
    os.close(ours)
    assert "Caen" in shown
    assert shown.count("\n") == 1


def test_the_app_without_a_terminal_is_one_sentence(demo_plan: Path) -> None:
    assert "terminal" in alone().complaint
    assert "terminal" in alone("demo").complaint


def test_a_name_in_broken_bytes_is_told(demo_plan: Path) -> None:
    said = alone("check", "--edition", os.fsdecode(b"N\xffmur"))
    assert "N\N{REPLACEMENT CHARACTER}mur" in said.complaint
