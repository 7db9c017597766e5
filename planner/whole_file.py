"""Writing one file that the user has named: whole, or not at all, and for its owner alone."""

import os
from pathlib import Path

from models import private_files
from planner.errors import PlannerError
from planner.phrases import Phrase


def check_place(path: Path) -> None:
    """Raise PlannerError when no file can be written there, before there is anything to write."""
    target = path.resolve()
    if target.is_dir():
        raise _refused(path, Phrase("it is a folder"))
    if not target.parent.is_dir():
        raise _refused(path, Phrase("there is no folder {name}", name=str(target.parent)))
    if _special(target):
        return
    if not os.access(target.parent, os.W_OK | os.X_OK):
        raise _refused(path, Phrase("it is not allowed in this folder"))


def write_whole(path: Path, content: bytes) -> None:
    """Write a file; one that was there is replaced at once, or stays as it is.

    A link stays one, and a device or pipe is written to as it is.  Raises PlannerError for
    whatever the file system refuses.
    """
    target = path.resolve()
    try:
        if _special(target):
            target.write_bytes(content)
        else:
            private_files.write_whole(target, content)
    except OSError as error:
        raise _refused(path, Phrase("{text}", text=error.strerror or str(error))) from error


def _special(target: Path) -> bool:
    """A device or pipe, such as /dev/stdout: there is nothing to replace."""
    return target.exists() and not target.is_file()


def _refused(path: Path, reason: Phrase) -> PlannerError:
    return PlannerError(
        Phrase("{file} cannot be written: {reason}.", file=str(path), reason=reason),
        Phrase("Give another place with --out."),
    )
