"""All files or none, and what was there before is never thrown away."""

import errno
from itertools import count
from pathlib import Path

import pytest

from planner.errors import PlannerError
from planner.publish.staging import Staging


def test_what_cannot_be_put_back_is_kept_and_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk takes the first of two files, then nothing any more."""
    for name in ("a", "b"):
        (tmp_path / name).write_bytes(b"before")
    real, calls = Path.replace, count()

    def replace(path: Path, target: Path) -> Path:
        if next(calls):
            raise OSError(errno.EIO, "Input/output error")
        return real(path, target)

    with Staging(tmp_path) as staging:
        staging.write(Path("a"), b"after")
        staging.write(Path("b"), b"after")
        monkeypatch.setattr(Path, "replace", replace)
        with pytest.raises(PlannerError, match="kept in") as caught:
            staging.commit()
    kept = Path(str(caught.value.hint).split(" kept in ")[1].removesuffix("."))
    assert (kept / "a").read_bytes() == b"before"
    assert (tmp_path / "b").read_bytes() == b"before"
