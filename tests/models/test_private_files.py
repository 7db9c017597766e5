"""Files for their owner, whole or not at all."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from models.private_files import make_folder, sync, write_whole
from tests.commands.said import environment

#: Killed when all is written and not yet in its place.
KILLED = """
import os, signal, sys
from pathlib import Path
from models import private_files
private_files.put = lambda part, target: os.kill(os.getpid(), signal.SIGKILL)
private_files.write_whole(Path(sys.argv[1]), b"after")
"""


def test_missing_folders_are_made_and_told(tmp_path: Path) -> None:
    assert make_folder(tmp_path / "a" / "b") == [tmp_path / "a", tmp_path / "a" / "b"]
    assert make_folder(tmp_path / "a" / "b") == []


def test_folders_that_cannot_all_be_made_are_not_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.mkdir

    def refuse(path: str, mode: int = 0o777) -> None:
        if Path(path).name == "b":
            raise PermissionError(13, "Permission denied", path)
        real(path, mode)

    monkeypatch.setattr(os, "mkdir", refuse)
    with pytest.raises(PermissionError):
        make_folder(tmp_path / "a" / "b")
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "a").touch()
    with pytest.raises(NotADirectoryError) as caught:
        make_folder(tmp_path / "a" / "b")
    assert caught.value.filename == str(tmp_path / "a")


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
def test_a_killed_write_leaves_the_former_file(tmp_path: Path) -> None:
    path = tmp_path / "plan.json"
    path.write_bytes(b"before")
    done = subprocess.run([sys.executable, "-c", KILLED, str(path)], env=environment(), check=False)
    assert done.returncode == -signal.SIGKILL
    assert path.read_bytes() == b"before"


def test_a_failed_write_leaves_the_former_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "plan.json"
    path.write_bytes(b"before")

    def broken(_descriptor: int) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(os, "fsync", broken)
    with pytest.raises(OSError, match="Input/output"):
        write_whole(path, b"after")
    assert path.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [path]


def test_one_of_many_files_that_does_not_reach_the_disk_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = [tmp_path / str(number) for number in range(40)]
    for file in files:
        file.touch()
    sync(files)
    files[20].unlink()
    with pytest.raises(FileNotFoundError):
        sync(files)
