"""The log: what the program did and where it failed, and nothing of what is planned.

A record is made of words of the program, numbers, names of classes and places in the code, and of
nothing else: no messages of errors, arguments or paths, since these may name people.  That is why
this module takes no free text.  A log that cannot be written never hinders the program.
"""

import os
import sys
import traceback
from collections.abc import Iterator
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from planner import __version__

if TYPE_CHECKING:
    from planner.log_file import LogFile

#: A path, or ``-`` for no log at all.
ENVIRONMENT, NOWHERE = "WAKE_PLANNER_LOG", "-"
#: So many errors of a chain are told, and so many places of each: the innermost ones.
ERRORS, PLACES, INNERMOST = 4, 12, 3
OURS = frozenset({"data", "models", "planner", "screens"})
#: What a word of the program is made of; anything else was typed by somebody.
LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.:/<>")


class Event(StrEnum):
    """What is told of."""

    BEGUN = "begun"
    ENDED = "ended"
    STORE = "store"
    MIGRATED = "migrated"
    BACKED_UP = "backed-up"
    RESTORED = "restored"
    REFUSED = "refused"
    MISTAKE = "mistake"
    WENT_ON = "went-on"
    TERMINAL_GONE = "terminal-gone"


def note(event: Event, **facts: str | int) -> Path | None:
    """Write a line; where it stands, None when it could not be written.

    A fact is a number or a word of the program; a text of another form becomes ``?``.
    """
    return _write(" ".join([event.value, *(f"{k}={_word(v)}" for k, v in facts.items())]))


def begun(command: str) -> None:
    """The program has begun with a command, as in ``plan:check``."""
    python = ".".join(map(str, sys.version_info[:3]))
    note(Event.BEGUN, command=command, version=__version__, python=python, platform=sys.platform)


def mistake(error: BaseException) -> Path | None:
    """A mistake of ours: the classes of its errors and the places it went through."""
    return _write("\n".join([Event.MISTAKE.value, *(f"    {line}" for line in told(error))]))


def told(error: BaseException) -> list[str]:
    """An error and what led to it, innermost place last: no messages, no values."""
    lines: list[str] = []
    for number, one in enumerate(_chain(error)):
        if number == ERRORS:
            return [*lines, "..."]
        lines += [f"{_module(type(one).__module__)}{_word(type(one).__qualname__)}", *_places(one)]
    return lines


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """The error and its causes, each once; the wrapping of Textual's workers is left out."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        if type(error).__name__ == "WorkerFailed":
            error = getattr(error, "error", None)
            continue
        yield error
        hidden = None if error.__suppress_context__ else error.__context__
        first = error.exceptions[0] if isinstance(error, BaseExceptionGroup) else None
        error = first or error.__cause__ or hidden


def _places(error: BaseException) -> list[str]:
    """Where an error went through: ``planner/edits/core.py:120 in add``.

    Of what is not ours only the end is told, as the beginning is always the same.
    """
    frames = list(traceback.walk_tb(error.__traceback__))
    names = [str(frame.f_globals.get("__name__", "?")) for frame, _line in frames]
    found = [
        f"  {_file(name)}:{line} in {_word(frame.f_code.co_qualname)}"
        for place, (name, (frame, line)) in enumerate(zip(names, frames, strict=True))
        if name.partition(".")[0] in OURS or place >= len(frames) - INNERMOST
    ]
    return found[-PLACES:]


def _file(module: str) -> str:
    """The file of a module, from its name: a path would show where somebody has his files."""
    return _word(module).replace(".", "/") + ".py"


def _module(name: str) -> str:
    return "" if name == "builtins" else f"{_word(name)}."


def _word(value: str | int) -> str:
    text = str(value)
    return text if text and len(text) <= 100 and LETTERS.issuperset(text) else "?"


def place() -> Path | None:
    """Where the log is; None when there is to be none."""
    named = os.environ.get(ENVIRONMENT)
    if named == NOWHERE:
        return None
    if named:
        return Path(named).absolute()
    try:
        import platformdirs

        folder = platformdirs.user_log_path("wake-planner", appauthor=False)
    except (OSError, RuntimeError, ImportError):  # nobody's home
        return None
    return folder / "wake-planner.log"


def _write(line: str) -> Path | None:
    path = place()
    return path if path is not None and _file_at(path).write(line) else None


@lru_cache(maxsize=1)
def _file_at(path: Path) -> "LogFile":
    from planner.log_file import LogFile

    return LogFile(path)
