"""The border of the program: nothing that goes wrong inside comes out as a traceback."""

import os
import re
import signal
import subprocess
import sys
import time
from argparse import Namespace
from pathlib import Path
from unittest.mock import Mock

import pytest

from models.doctor import examine
from models.failures import Reason, StoreFailure
from models.store import open_store
from planner.cli import speak
from planner.commands import plan
from planner.commands.output import show_json
from planner.errors import InvalidValue, PlannerError, Stale, StoreProblem
from planner.phrases import Phrase, language
from planner.store_words import in_words
from tests.commands.conftest import Run
from tests.commands.said import environment
from tests.commands.terminal import ALTERNATE_SCREEN, NORMAL_SCREEN, Terminal
from tests.logs import log_path


def failing_with(error: BaseException, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the command ``check`` print a line and then fail."""

    def fail(_options: Namespace) -> int:
        print("a line before")
        raise error

    monkeypatch.setattr(plan, "check", fail)


def test_a_mistake_of_ours_is_one_sentence_with_its_place(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing_with(ValueError("odd [b]\x1b[31m\nvalue"), monkeypatch)
    said = run("check")
    assert said.code == 1
    assert "Traceback" not in said.err
    assert len(said.err.splitlines()) == 1
    assert "ValueError: odd [b]" in said.err
    assert "\x1b" not in said.err
    assert "test_border.py, line " in said.err
    assert said.out == "a line before\n"


def test_ctrl_c_is_one_sentence(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    failing_with(KeyboardInterrupt(), monkeypatch)
    assert "Stopped" in run("check").complaint


def test_sigterm_ends_a_command_like_ctrl_c(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def be_ended(_options: Namespace) -> int:
        signal.raise_signal(signal.SIGTERM)
        return 0

    monkeypatch.setattr(plan, "check", be_ended)
    assert "Stopped" in run("check").complaint


def test_an_error_in_words_shows_what_and_what_to_do(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    failing_with(PlannerError(Phrase("It is {x}.", x="[/]\x07"), Phrase("Do that.")), monkeypatch)
    assert run("check").complaint == "It is [/]\N{REPLACEMENT CHARACTER}. Do that."


@pytest.mark.parametrize(("code", "spoken"), [("fr", "fr"), ("en", "en"), ("xx", "en")])
def test_a_language_is_spoken_by_argparse_too(code: str, spoken: str) -> None:
    speak(code)
    assert (language(), os.environ["LANGUAGE"]) == (spoken, spoken)


# -- the app in a terminal --------------------------------------------------------------------


terminal_only = pytest.mark.skipif(sys.platform == "win32", reason="POSIX terminal")


@pytest.mark.sqlite_only
@terminal_only
@pytest.mark.parametrize("words", [(), ("demo",), ("--edition", "Namur 2024")], ids=" ".join)
def test_the_app_opens_and_sigterm_closes_it_cleanly(
    demo_plan: Path, words: tuple[str, ...]
) -> None:
    terminal = Terminal(*words)
    assert terminal.read_until(ALTERNATE_SCREEN, b"Namur 2024")
    terminal.process.send_signal(signal.SIGTERM)
    assert terminal.end() == 1
    assert NORMAL_SCREEN in terminal.shown
    assert b"Traceback" not in terminal.shown
    assert b"Stopped" in terminal.shown.rpartition(NORMAL_SCREEN)[2]
    store = open_store(demo_plan)
    assert all(f.fine for f in examine(store))
    store.close()
    assert not demo_plan.with_name(demo_plan.name + "-wal").exists()


@terminal_only
@pytest.mark.parametrize("words", [(), ("--edition", "Namur 2024")], ids=" ".join)
def test_the_app_on_a_foreign_file_is_one_sentence(tmp_path: Path, words: tuple[str, ...]) -> None:
    thesis = tmp_path / "[b]my thesis[red].txt"
    thesis.write_text("ten years of work", encoding="utf-8")
    terminal = Terminal("--store", str(thesis), *words)
    assert terminal.end() == 1
    last = "".join(terminal.shown.rpartition(NORMAL_SCREEN)[2].decode().split())
    assert "".join(f"{thesis} is not a Wake Planner store.".split()) in last
    assert "Traceback" not in last
    assert thesis.read_text(encoding="utf-8") == "ten years of work"


def is_closed(store: Path) -> bool:
    """Whether the last program that used a store has closed it."""
    return not store.with_name(store.name + "-wal").exists()


@terminal_only
def test_closing_the_window_closes_the_app(demo_plan: Path, tmp_path: Path) -> None:
    terminal = Terminal()
    assert terminal.read_until(ALTERNATE_SCREEN, b"Namur 2024")
    assert terminal.close() == 1
    assert is_closed(demo_plan)
    written = log_path(tmp_path).read_text(encoding="utf-8")
    assert "mistake" not in written
    assert written.rstrip().endswith("ended code=1")


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="Linux")
def test_closing_the_window_leaves_no_solver_behind(demo_plan: Path) -> None:
    terminal = Terminal()
    assert terminal.read_until(ALTERNATE_SCREEN, b"Namur 2024")
    os.write(terminal.ours, b"\x1b[20~")  # f9
    assert terminal.read_until(b"Which places, on which day")
    os.write(terminal.ours, b"g")
    pid = terminal.process.pid
    solvers: set[Path] = set()
    end = time.monotonic() + 30
    while not solvers and time.monotonic() < end:
        terminal.read_until(b"\0 never shown", seconds=0.1)
        tasks = Path(f"/proc/{pid}/task").glob("*/children")
        solvers = {Path("/proc") / child for task in tasks for child in task.read_text().split()}
    assert solvers
    assert terminal.close() == 1
    while any(map(is_at_work, solvers)) and time.monotonic() < end:
        time.sleep(0.05)
    assert not any(map(is_at_work, solvers))


def is_at_work(process: Path) -> bool:
    """Whether a process (its folder in /proc) is there and no zombie."""
    try:
        return (process / "stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


#: The app with a mistake in what the key p does.
MISTAKEN = """
import sys
from planner.cli import main
from screens.board import BoardScreen

def pin(_board):
    raise ValueError("Anna")

BoardScreen.action_pin = pin
sys.argv = ["wake-planner"]
sys.exit(main())
"""


@terminal_only
def test_a_mistake_in_the_app_is_said_in_a_terminal(demo_plan: Path) -> None:
    terminal = Terminal(words=[sys.executable, "-c", MISTAKEN])
    assert terminal.read_until(ALTERNATE_SCREEN, b"Namur 2024", b"Caen")
    os.write(terminal.ours, b"p")
    assert terminal.read_until(b"A mistake in the program", b"Go on")
    terminal.shown = b""
    os.write(terminal.ours, b"\r")
    assert terminal.read_until(b"Namur 2024", b"Caen")
    os.write(terminal.ours, b"p")
    assert terminal.end() == 1
    before, _restored, after = terminal.shown.partition(NORMAL_SCREEN)
    assert b"Caen" in before
    assert b"A mistake in the program has ended it." in after
    assert b"Traceback" not in terminal.shown
    assert b"Anna" not in terminal.shown
    assert is_closed(demo_plan)


@terminal_only
@pytest.mark.slow
def test_a_developer_sees_the_traceback(demo_plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WAKE_PLANNER_DEBUG", "1")
    terminal = Terminal(words=[sys.executable, "-c", MISTAKEN])
    assert terminal.read_until(ALTERNATE_SCREEN, b"Namur 2024", b"Caen")
    os.write(terminal.ours, b"p")
    assert terminal.end() == 1
    assert b"ValueError" in terminal.shown


# -- codes ------------------------------------------------------------------------------------


def test_an_error_ends_with_its_code_and_is_an_object_in_json(run: Run, empty_plan: Path) -> None:
    plain = run("check")
    assert (plain.complaint, plain.error_code, plain.out) == (
        "There is no edition in this store yet. "
        "Make one with “wake-planner edition new” or “wake-planner demo”.",
        "refused",
        "",
    )
    assert run("check", "--json").json == {
        "error": {
            "code": "refused",
            "message": "There is no edition in this store yet.",
            "hint": "Make one with “wake-planner edition new” or “wake-planner demo”.",
        }
    }


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (InvalidValue("name", Phrase("No.")), "invalid-value"),
        (Stale(Phrase("No.")), "changed-meanwhile"),
        (StoreProblem(Phrase("No."), None, "store-busy"), "store-busy"),
        (KeyboardInterrupt(), "stopped"),
        (ValueError("odd"), "mistake"),
    ],
)
def test_every_kind_of_error_has_a_code(
    run: Run, monkeypatch: pytest.MonkeyPatch, error: BaseException, code: str
) -> None:
    monkeypatch.setattr(plan, "check", Mock(side_effect=error))
    said = run("check", "--json")
    assert (said.code, said.error_code, said.json["error"]["code"]) == (1, code, code)


def test_wrong_usage_is_an_object_too(run: Run) -> None:
    said = run("check", "--json", "--nonsense")
    assert said.code == 2
    assert said.json["error"]["code"] == "usage"
    assert "--nonsense" in said.json["error"]["message"]


def test_json_is_one_object_whatever_happens_later(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_options: Namespace) -> int:
        show_json({"edition": "x"})
        raise PlannerError(Phrase("No."))

    monkeypatch.setattr(plan, "check", fail)
    assert run("check", "--json").json == {"edition": "x"}


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_a_code(reason: Reason) -> None:
    with pytest.raises(StoreProblem) as caught, in_words():
        raise StoreFailure(reason, "x")
    assert caught.value.code == f"store-{reason}"
    assert re.fullmatch(r"[a-z]+(-[a-z]+)+", caught.value.code)


def test_a_developer_sees_the_traceback_of_a_command(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WAKE_PLANNER_DEBUG", "1")
    failing_with(ValueError("odd"), monkeypatch)
    with pytest.raises(ValueError, match="odd"):
        run("check")


@terminal_only
def test_what_no_command_can_catch_is_not_printed(tmp_path: Path) -> None:
    code = """
import sys, threading
from planner.commands import border
border.keep_quiet()
class Odd:
    def __del__(self):
        raise ValueError("Anna")
threading.Thread(target=Odd().__del__).start()
del Odd
"""
    done = subprocess.run(
        [sys.executable, "-c", code + 'raise KeyError("Anna")'],
        env=environment(),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (1, "")
    written = log_path(tmp_path).read_text(encoding="utf-8")
    assert "ValueError" in written
    assert "KeyError" in written
    assert "Anna" not in written


@terminal_only
def test_a_command_that_outlives_its_terminal_on_purpose_may(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """``nohup`` ignores the signal."""
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    run("edition", "list")
    assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN


@terminal_only
def test_a_closed_terminal_ends_a_command_like_ctrl_c(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def be_ended(_options: Namespace) -> int:
        signal.raise_signal(signal.SIGHUP)
        return 0

    monkeypatch.setattr(plan, "check", be_ended)
    assert "Stopped" in run("check").complaint
