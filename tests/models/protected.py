"""Files that may not be written: for a user other than root, whom nothing stops."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

NOBODY = 65534
posix = pytest.mark.skipif(os.name == "nt", reason="POSIX permissions")


@contextmanager
def open_folder() -> Iterator[Path]:
    """A folder that another user can reach too, which pytest's own is not."""
    folder = Path(tempfile.mkdtemp(prefix="wake-"))
    try:
        _set_modes(folder, folder=0o777, file=0o666)
        yield folder
    finally:
        _set_modes(folder, folder=0o777, file=0o666)
        shutil.rmtree(folder)


@contextmanager
def protected(folder: Path, *, file: int = 0o444, mode: int = 0o555) -> Iterator[None]:
    """Everything in a folder can be read and nothing written, by nobody."""
    _set_modes(folder, folder=mode, file=file)
    is_root = os.geteuid() == 0
    if is_root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if is_root:
            os.seteuid(0)
        _set_modes(folder, folder=0o777, file=0o666)


def _set_modes(top: Path, *, folder: int, file: int) -> None:
    for path in sorted(top.rglob("*"), reverse=True):
        path.chmod(folder if path.is_dir() else file)
    top.chmod(folder)
