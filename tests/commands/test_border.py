"""The border of the program: nothing that goes wrong inside comes out as a traceback."""

import os
import select
import signal
import subprocess
import sys
import time
from argparse import Namespace
from pathlib import Path

import pytest

from models.doctor import examine
from models.store import open_store
from planner.cli import speak
from planner.commands import plan
from planner.errors import PlannerError
from planner.phrases import Phrase, language
from tests.commands.conftest import Run
from tests.commands.said import command, environment


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


class Terminal:
    """The program in a pseudo-terminal of 80 x 24."""

    def __init__(self, *arguments: str) -> None:
        import fcntl
        import pty
        import struct
        import termios

        self.ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        # A terminal lets interrupts through, even where the tests were started so that none comes.
        before = signal.signal(signal.SIGINT, signal.default_int_handler)
        self.process = subprocess.Popen(
            command(*arguments),
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env=environment({"TERM": "xterm-256color"}),
            start_new_session=True,
        )
        signal.signal(signal.SIGINT, before)
        os.close(theirs)
        self.shown = b""

    def read_until(self, *words: bytes, seconds: float = 60) -> bool:
        """Read until all of the words have been shown; False when the program ends before."""
        end = time.monotonic() + seconds
        while not all(word in self.shown for word in words) and time.monotonic() < end:
            if select.select([self.ours], [], [], 0.1)[0]:
                try:
                    more = os.read(self.ours, 65536)
                except OSError:  # the other end is closed
                    break
                self.shown += more
        return all(word in self.shown for word in words)

    def end(self) -> int:
        self.read_until(b"\0 never shown")
        code = self.process.wait(timeout=30)
        os.close(self.ours)
        return code


ALTERNATE_SCREEN, NORMAL_SCREEN = b"\x1b[?1049h", b"\x1b[?1049l"
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
