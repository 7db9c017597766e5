"""One file, whole or not at all."""

import os
import sys
from pathlib import Path

import pytest

from planner.errors import PlannerError
from planner.whole_file import check_place, write_whole


def test_a_file_is_replaced_at_once(tmp_path: Path) -> None:
    path = tmp_path / "s.json"
    path.write_bytes(b"before")
    write_whole(path, b"after")
    assert path.read_bytes() == b"after"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX modes")
def test_a_file_is_for_its_owner_even_where_others_could_read_the_former(tmp_path: Path) -> None:
    path = tmp_path / "s.json"
    path.write_bytes(b"before")
    path.chmod(0o644)
    write_whole(path, b"x")
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.skipif(sys.platform == "win32", reason="symbolic links")
def test_a_link_stays_a_link(tmp_path: Path) -> None:
    real, link = tmp_path / "real.json", tmp_path / "link.json"
    real.write_bytes(b"before")
    link.symlink_to(real)
    check_place(link)
    write_whole(link, b"after")
    assert link.is_symlink()
    assert real.read_bytes() == b"after"


@pytest.mark.skipif(sys.platform == "win32", reason="devices of POSIX")
def test_a_device_is_written_to() -> None:
    check_place(Path(os.devnull))
    write_whole(Path(os.devnull), b"x")


def test_what_cannot_be_moved_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "s.json"
    path.write_bytes(b"before")

    def refuse(_self: Path, _target: Path) -> Path:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(PlannerError, match="cannot be written: Permission denied"):
        write_whole(path, b"after")
    assert path.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_and_a_missing_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(PlannerError, match="it is a folder"):
        check_place(tmp_path)
    with pytest.raises(PlannerError, match="there is no folder"):
        check_place(tmp_path / "missing" / "s.json")
