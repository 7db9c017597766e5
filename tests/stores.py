"""Real stores for tests: made once, copied for each test."""

import shutil
from pathlib import Path

from planner.workspace import Workspace


def copied(template: Path, folder: Path) -> Path:
    """A copy of a closed store."""
    target = folder / "plan.db"
    shutil.copyfile(template, target)
    target.chmod(0o600)
    return target


def make_empty(path: Path) -> Path:
    """A store with the catalogue and no edition."""
    Workspace.open(path, author="test").close()
    return path


def make_demo(path: Path) -> Path:
    """A store with the demo edition."""
    workspace = Workspace.open(path, author="test")
    workspace.make_demo()
    workspace.close()
    return path
