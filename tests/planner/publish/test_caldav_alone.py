"""The optional library in an environment of its own: it wants an older dateutil than we test with.

Where ``caldav`` is installed beside us, ``test_caldav_server.py`` runs as any other test does.
"""

import os
import subprocess
import sys
import sysconfig
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
LIBRARIES = ("caldav>=3.6,<4", "radicale>=3.5,<4")
TESTS = (
    "tests/planner/publish/test_caldav_server.py",
    "tests/commands/test_caldav.py",
    "tests/screens/test_sending_room.py",
)


@pytest.fixture
def python(tmp_path: Path) -> Path:
    """A Python that has what we have, and the library on top of it."""
    subprocess.run([sys.executable, "-m", "venv", str(tmp_path)], check=True)
    paths = {"base": str(tmp_path), "platbase": str(tmp_path)}
    ours = Path(sysconfig.get_path("purelib"))
    theirs = Path(sysconfig.get_path("purelib", vars=paths))
    (theirs / "ours.pth").write_text(f"{ours}\n", encoding="utf-8")
    found = Path(sysconfig.get_path("scripts", vars=paths)) / Path(sys.executable).name
    command = [str(found), "-m", "pip", "install", "--quiet", "--retries", "1", *LIBRARIES]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"CALDAV IS NOT TESTED: pip cannot install it: {done.stderr[-200:]}")
    return found


@pytest.mark.slow
@pytest.mark.timeout(400)
@pytest.mark.skipif(find_spec("caldav") is not None, reason="caldav is installed beside us")
def test_publishing_works_with_what_the_library_brings_along(python: Path) -> None:
    command = [str(python), "-m", "pytest", "-q", "-n0", "-p", "no:cacheprovider", *TESTS]
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-2000:]
    assert "passed" in done.stdout
    assert "skipped" not in done.stdout
