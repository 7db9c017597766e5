"""Killed at any moment of any kind of writing: what was confirmed is there, and nothing by halves.

The whole run is ``python -m tests.crash``; here is a sample of it, the same each time.
"""

import subprocess
import sys

import pytest

from tests.commands.said import environment
from tests.crash.works import KINDS

pytestmark = [
    pytest.mark.sqlite_only,
    pytest.mark.skipif(sys.platform == "win32", reason="fork and SIGKILL"),
]


def nothing_is_lost(kills: int, seed: int, *kinds: str) -> None:
    words = [sys.executable, "-m", "tests.crash", "--kills", str(kills), "--seed", str(seed)]
    done = subprocess.run(
        [*words, "--only", *kinds], env=environment(), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "lost 0" in done.stdout


def test_nothing_is_lost_when_the_program_is_killed() -> None:
    nothing_is_lost(10, 3, "edits", "restore")


@pytest.mark.slow
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_lost_in_many_kills(kind: str) -> None:
    nothing_is_lost(36, 1, kind)
