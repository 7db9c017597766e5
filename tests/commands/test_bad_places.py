"""Stores that cannot be opened, read or written: one sentence, exit code 1, nothing lost."""

import os
import shutil
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from planner.workspace import ENVIRONMENT
from tests.commands.conftest import Run
from tests.commands.said import Said, alone, environment


def content_of(path: Path) -> bytes | None:
    try:
        return None if path.is_fifo() else path.read_bytes()
    except OSError:
        return None


def foreign_database(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE song (title)")
        database.commit()


@pytest.fixture
def place(request: pytest.FixtureRequest, demo_store: Path, tmp_path: Path) -> Path:
    """A store that is wrong in the way the test names."""
    path = tmp_path / "wrong.db"
    match request.param:
        case "text":
            path.write_text("not a database", encoding="utf-8")
        case "zeros":
            path.write_bytes(b"\0" * 9000)
        case "foreign":
            foreign_database(path)
        case "folder":
            path.mkdir()
        case "below a file":
            (tmp_path / "wrong.db").write_text("x", encoding="utf-8")
            path = path / "plan.db"
        case "cut off":
            path.write_bytes(demo_store.read_bytes()[:9000])
        case "overwritten":
            content = bytearray(demo_store.read_bytes())
            content[100:] = b"\xff" * (len(content) - 100)
            path.write_bytes(content)
        case "pipe":
            os.mkfifo(path)
        case "name too long":
            path = tmp_path / ("wrong.db" + "x" * 300)
    return path


WRONG = ["text", "zeros", "foreign", "folder", "below a file", "cut off", "overwritten",
         "pipe", "name too long"]  # fmt: skip


@pytest.mark.parametrize("place", WRONG, indirect=True)
@pytest.mark.parametrize("how", ["option", "environment"])
def test_a_place_that_is_no_store_is_named_and_left_alone(
    run: Run, place: Path, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = content_of(place)
    if how == "option":
        said = run("check", "--store", str(place))
    else:
        monkeypatch.setenv(ENVIRONMENT, str(place))
        said = run("edition", "list", "--json")
    assert "wrong.db" in said.complaint
    assert said.error_code.startswith("store-")
    assert said.out == "" or said.json["error"]["code"] == said.error_code
    assert content_of(place) == before


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("mysql://anna:secret@example.org/plan", "no address"),
        ("https://anna:secret@example.org/plan", "no address"),
        ("nonsense://", "no address"),
        ("://", "no address"),
        ("sqlite://", "no address"),
        ("postgresql://anna:secret@example.org:port/plan", "no address"),
        ("postgresql+nonsense://anna:secret@example.org/plan", "no address"),
        ("~nobody-of-that-name/plan.db", "no address"),
    ],
)
def test_nonsense_is_no_address(
    run: Run, url: str, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(ENVIRONMENT, url)
    said = run("check")
    assert words in said.complaint
    assert "secret" not in said.err
    assert list(tmp_path.iterdir()) == []


def test_a_driver_that_is_not_installed_is_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    monkeypatch.setenv(ENVIRONMENT, "postgresql://anna:secret@localhost/plan?password=secret")
    said = run("check")
    assert "pip install" in said.complaint
    assert "secret" not in said.err


def test_a_server_that_does_not_answer_is_told(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    monkeypatch.setenv(ENVIRONMENT, f"postgresql://anna:secret@127.0.0.1:{port}/plan")
    said = run("check")
    assert "cannot be reached" in said.complaint
    assert "secret" not in said.err


def test_a_store_that_another_program_writes_is_busy(
    run: Run, demo_plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.store.BUSY_TIMEOUT_MS", 50)
    monkeypatch.setattr("models.backup.PATIENCE_SECONDS", 0.05)
    backup = run("backup", "--json").json["backup"]
    with closing(sqlite3.connect(demo_plan, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        words = ("edition", "new", "Next", "--festival", "2025-10-23", "2025-10-26")
        assert "in use" in run(*words).complaint
        assert "in use" in run("restore", backup).complaint
        assert run("edition", "list").code == 0
    assert run(*words).code == 0


# -- permissions ------------------------------------------------------------------------------

#: Root may write everywhere; without these two rights it is held to the permissions like anybody.
AS_ANYBODY = ("setpriv", "--bounding-set=-dac_override,-dac_read_search")


@pytest.fixture
def bound() -> tuple[str, ...]:
    """What to put before a command so that file permissions hold for it."""
    if os.name == "nt":
        pytest.skip("POSIX permissions")
    if os.geteuid() != 0:
        return ()
    if shutil.which("setpriv") is None:
        pytest.skip("running as root, and setpriv is not there to give up root's rights")
    return AS_ANYBODY


@pytest.fixture
def locked(request: pytest.FixtureRequest, demo_store: Path) -> Iterator[Path]:
    """A store behind permissions, given as (mode of the folder, mode of the file)."""
    folder = demo_store.parent / "locked"
    folder.mkdir()
    store = folder / "plan.db"
    shutil.copyfile(demo_store, store)
    folder_mode, mode = request.param
    store.chmod(mode)
    folder.chmod(folder_mode)
    yield store
    folder.chmod(0o700)
    store.chmod(0o600)
    assert store.read_bytes() == demo_store.read_bytes()


@pytest.mark.parametrize(
    ("locked", "words"),
    [((0o500, 0o600), "protected"), ((0o700, 0o400), "protected"), ((0o700, 0o000), "read"),
     ((0o000, 0o600), "cannot be")],
    indirect=["locked"],
    ids=["folder", "read-only", "unreadable", "closed folder"],
)  # fmt: skip
def test_a_store_behind_permissions_is_told(
    bound: tuple[str, ...], locked: Path, words: str
) -> None:
    said = alone("undo", "--store", str(locked), prefix=bound)
    assert words in said.complaint
    assert "plan.db" in said.complaint


@pytest.mark.parametrize("locked", [(0o500, 0o600)], indirect=True)
def test_a_folder_that_may_not_be_written_takes_no_new_store(
    bound: tuple[str, ...], locked: Path
) -> None:
    words = ("edition", "new", "N", "--festival", "2025-10-23", "2025-10-26")
    new = locked.with_name("new.db")
    said = alone(*words, "--store", str(new), prefix=bound)
    assert "new.db" in said.complaint
    assert not new.exists()


@pytest.mark.parametrize("locked", [(0o500, 0o600)], indirect=True)
def test_an_export_into_a_folder_that_may_not_be_written_is_told(
    bound: tuple[str, ...], locked: Path, demo_store: Path
) -> None:
    out = locked.parent / "out"
    words = ("export", str(out), "--format", "ics", "--for", "Caen")
    said = alone(*words, "--store", str(demo_store), prefix=bound)
    assert str(out) in said.complaint
    assert not out.exists()


# -- disk full --------------------------------------------------------------------------------

LIMITED = """
import resource, signal, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), int(sys.argv[1])))
from planner.cli import main
sys.exit(main(sys.argv[2:]))
"""

pytestmark = pytest.mark.sqlite_only


def limited(size: int, *arguments: str) -> list[str]:
    """A command in a process that cannot make any file larger than ``size`` bytes."""
    return [sys.executable, "-c", LIMITED, str(size), *arguments]


def run_limited(size: int, *words: str) -> str:
    """What a command complains of in a process that cannot make larger files than that."""
    done = subprocess.run(
        limited(size, *words), env=environment(), capture_output=True, text=True, check=False
    )
    return Said(done.returncode, done.stdout, done.stderr).complaint


@pytest.mark.skipif(sys.platform == "win32", reason="no limit of file sizes")
@pytest.mark.parametrize("words", [("demo", "--no-open"), ("backup",)], ids=" ".join)
def test_a_full_disk_is_told_and_nothing_is_half_written(
    run: Run, empty_plan: Path, words: tuple[str, ...]
) -> None:
    assert run_limited(20_000, *words)
    assert run("edition", "list", "--json").json == {"editions": []}
    assert run("doctor").code == 0
    assert run("restore", "--json").json == {"backups": []}


@pytest.mark.skipif(sys.platform == "win32", reason="no limit of file sizes")
@pytest.mark.parametrize("share", [0.001, 0.5, 1.002])
def test_a_restore_on_a_full_disk_leaves_the_store_as_it_was(
    run: Run, demo_plan: Path, share: float
) -> None:
    """With 1.002 the copies find room, and the log of the store itself does not."""
    backup = run("backup", "--json").json["backup"]
    run("edition", "new", "Next", "--festival", "2025-10-23", "2025-10-26")
    size = int(demo_plan.stat().st_size * share)
    assert "cannot be written" in run_limited(size, "restore", backup)
    assert len(run("edition", "list", "--json").json["editions"]) == 2
    assert run("doctor").code == 0
    assert not [p for p in demo_plan.parent.iterdir() if p.name.endswith(".part")]
