"""Where the log of a test is: beside its folder, which stays as the test leaves it."""

from pathlib import Path


def log_path(tmp_path: Path) -> Path:
    """The log of the test whose folder is ``tmp_path``; it need not exist."""
    return tmp_path.with_name(f"{tmp_path.name}-log") / "planner.log"
