"""Programs that write to one file take turns."""

import sqlite3
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest

from models.turns import LONGEST, SHORTEST, _pause, begin_writing


def opened(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, isolation_level=None, check_same_thread=False)


def test_who_waits_comes_next(tmp_path: Path) -> None:
    with closing(opened(tmp_path / "a.db")) as first, closing(opened(tmp_path / "a.db")) as second:
        begin_writing(first, 5000)
        waiting = threading.Thread(target=begin_writing, args=(second, 5000))
        waiting.start()
        first.execute("COMMIT")
        waiting.join(timeout=5)
        assert second.in_transaction


def test_nobody_waits_for_ever(tmp_path: Path) -> None:
    with closing(opened(tmp_path / "a.db")) as first, closing(opened(tmp_path / "a.db")) as second:
        begin_writing(first, 5000)
        started = time.monotonic()
        with pytest.raises(sqlite3.OperationalError):
            begin_writing(second, patience_ms=20)
        assert time.monotonic() - started >= 0.02
        assert second.execute("PRAGMA busy_timeout").fetchone() == (20,)


def test_who_has_waited_longer_looks_more_often() -> None:
    assert _pause(0) == LONGEST > _pause(0.1) > _pause(10) == pytest.approx(SHORTEST)
