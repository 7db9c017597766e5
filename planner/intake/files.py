"""A file that somebody wants to import: its name and its bytes."""

from dataclasses import dataclass
from pathlib import Path

from planner.errors import PlannerError
from planner.phrases import Phrase
from planner.visible import visible

MAX_BYTES = 50_000_000


@dataclass(frozen=True)
class File:
    """``name`` is for messages and for recognising the file next time, never a path."""

    name: str
    content: bytes


def read_file(path: Path) -> File:
    """Raises PlannerError for what cannot be read, is empty or too large."""
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise PlannerError(
            Phrase("{file} cannot be read: {reason}.", file=str(path), reason=reason),
            Phrase("Check the name and the permissions."),
        ) from error
    if len(content) > MAX_BYTES:
        raise PlannerError(
            Phrase("{file} is too large: {n} MB at most.", file=path.name, n=MAX_BYTES // 10**6),
            Phrase("Copy the list alone into a new file, and import that."),
        )
    if not content.strip():
        raise PlannerError(
            Phrase("{file} is empty.", file=path.name), Phrase("Check that it is the right file.")
        )
    return File(visible(path.name), content)
