"""The log: what happened and where, for its owner only, and nothing that anybody has typed."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.failures import Reason
from planner import __version__, log
from planner.errors import PlannerError
from planner.log_file import OLDER, LogFile
from planner.phrases import Phrase
from tests.commands.said import environment
from tests.logs import log_path

posix_only = pytest.mark.skipif(os.name != "posix", reason="modes of files")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the log of a test is."""
    return log_path(tmp_path)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def deep(number: int, text: str) -> None:
    if number:
        deep(number - 1, text)
    raise PlannerError(Phrase(text.replace("{", "").replace("}", "")))


def wrapped(text: str) -> Exception:
    """A mistake with a cause, whose messages are ``text``."""
    try:
        try:
            deep(30, text)
        except PlannerError as error:
            raise ValueError(text) from error
    except ValueError as error:
        return error
    raise AssertionError


def test_a_line_has_time_process_and_words(file: Path) -> None:
    assert log.note(log.Event.STORE, kind="sqlite") == file
    day, time, process, *words = file.read_text(encoding="utf-8").split()
    assert (len(day), len(time)) == (10, 12)
    assert process == str(os.getpid())
    assert words == ["store", "kind=sqlite"]


def test_the_beginning_says_what_runs(file: Path) -> None:
    log.begun("plan:check")
    line = file.read_text(encoding="utf-8")
    assert f"begun command=plan:check version={__version__} python=3." in line
    assert line.rstrip().endswith(f"platform={sys.platform}")


def test_a_mistake_is_its_classes_and_places(file: Path) -> None:
    assert log.mistake(wrapped("Anna")) == file
    lines = file.read_text(encoding="utf-8").splitlines()
    assert lines[0].endswith(" mistake")
    assert lines[1] == "    ValueError"
    assert lines[2].startswith("      tests/planner/test_log.py:")
    assert lines[2].endswith(" in wrapped")
    assert lines[3] == "    planner.errors.PlannerError"
    assert lines[-1].endswith(" in deep")
    assert len(lines) < 2 * log.PLACES


def test_errors_that_caused_each_other_are_told_once(file: Path) -> None:
    one, two = ValueError(), KeyError()
    one.__cause__, two.__cause__ = two, one
    assert log.told(one) == ["ValueError", "KeyError"]


def test_the_first_of_a_group_is_told() -> None:
    group = ExceptionGroup("Anna", [KeyError("Anna"), ValueError("Anna")])
    assert log.told(group) == ["ExceptionGroup", "KeyError"]


#: What people are called and write, also where it looks like words of a program.
TYPED = st.text(min_size=3).map(lambda text: f"§{text}§")


@settings(max_examples=25)
@given(text=TYPED)
def test_nothing_typed_gets_into_a_line(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    file = tmp_path_factory.mktemp("log") / "planner.log"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(log.ENVIRONMENT, str(file))
        log.note(log.Event.REFUSED, code=text)
        log.begun(text)
        log.mistake(wrapped(text))
        log.mistake(type(text.replace("\0", ""), (Exception,), {"__module__": text})(text))
        log.mistake(OSError(2, text, text))
    written = file.read_text(encoding="utf-8")
    assert "§" not in written
    assert "code=?" in written


@pytest.mark.parametrize("code", ["refused", *(f"store-{reason}" for reason in Reason)])
def test_every_code_is_written_as_it_is(file: Path, code: str) -> None:
    log.note(log.Event.REFUSED, code=code)
    assert f"refused code={code}\n" in file.read_text(encoding="utf-8")


# -- the file ---------------------------------------------------------------------------------


@posix_only
def test_only_its_owner_can_read_it(file: Path) -> None:
    before = os.umask(0)
    try:
        log.note(log.Event.BEGUN)
    finally:
        os.umask(before)
    assert (mode(file), mode(file.parent)) == (0o600, 0o700)


@posix_only
def test_a_file_that_others_could_read_is_closed_to_them(file: Path) -> None:
    file.parent.mkdir()
    file.touch(mode=0o644)
    log.note(log.Event.BEGUN)
    assert mode(file) == 0o600


def test_a_full_file_makes_room_for_a_new_one(file: Path) -> None:
    written = LogFile(file, largest=500)
    for number in range(60):
        assert written.write(f"line {number:03}")
    files = [file, *(file.with_name(f"{file.name}.{n}") for n in range(1, OLDER + 1))]
    assert sorted(file.parent.iterdir()) == sorted([*files, file.with_name(f"{file.name}.lock")])
    assert all(one.stat().st_size <= 500 for one in files)
    if os.name == "posix":
        assert {mode(one) for one in file.parent.iterdir()} == {0o600}
    lines = [line for one in reversed(files) for line in one.read_text("utf-8").splitlines()]
    numbers = [int(line[-3:]) for line in lines]
    assert numbers == list(range(numbers[0], 60)), "none is missing, none twice"


WRITER = """
import sys
from pathlib import Path
from planner.log_file import LogFile
for number in range(150):
    assert LogFile(Path(sys.argv[1]), largest=9000).write(f"{sys.argv[2]} {number:03}")
"""


def test_programs_that_write_at_once_lose_nothing(file: Path) -> None:
    """Three files of 9,000 bytes hold all 600 lines only if each is filled before it is renamed."""
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(file), name], env=environment())
        for name in "abcd"
    ]
    assert [writer.wait(timeout=60) for writer in writers] == [0, 0, 0, 0]
    files = [one for one in file.parent.iterdir() if one.suffix != ".lock"]
    lines = [line for one in files for line in one.read_text("utf-8").splitlines()]
    said = sorted(tuple(line.split()[-2:]) for line in lines)
    assert said == [(name, f"{number:03}") for name in "abcd" for number in range(150)]


def test_no_log_is_written_where_none_is_wanted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(log.ENVIRONMENT, "-")
    assert log.note(log.Event.BEGUN) is None
    assert log.place() is None
    assert list(tmp_path.iterdir()) == []


def test_without_a_place_of_ones_own_it_is_in_the_users_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(log.ENVIRONMENT)
    for name in ("HOME", "XDG_STATE_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path))
    place = log.place()
    assert place is not None
    assert place.is_relative_to(tmp_path)
    assert log.note(log.Event.BEGUN) == place


@pytest.mark.parametrize("kind", ["folder", "below a file", "full", "pipe"])
def test_a_log_that_cannot_be_written_is_no_failure(
    file: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], kind: str
) -> None:
    file.parent.mkdir()
    match kind:
        case "folder":
            file.mkdir()
        case "below a file":
            file.touch()
            monkeypatch.setenv(log.ENVIRONMENT, str(file / "planner.log"))
        case "full":
            if not Path("/dev/full").exists():
                pytest.skip("there is no /dev/full")
            monkeypatch.setenv(log.ENVIRONMENT, "/dev/full")
        case "pipe":
            if not hasattr(os, "mkfifo"):
                pytest.skip("there are no pipes with names")
            os.mkfifo(file)
    assert log.note(log.Event.BEGUN) is None
    assert log.mistake(ValueError("Anna")) is None
    assert capfd.readouterr() == ("", "")
