"""The border of the program: whatever goes wrong inside comes out as one sentence.

Tracebacks are for developers, who set ``WAKE_PLANNER_DEBUG=1``; the log has their places alone.
"""

import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable
from types import FrameType
from typing import TYPE_CHECKING, TypeAlias

from planner import log
from planner.errors import PlannerError
from planner.phrases import Phrase

if TYPE_CHECKING:
    from sys import UnraisableHookArgs

#: Textual's thread that writes to the terminal.
PAINTER = "textual-output"

DEBUG = "WAKE_PLANNER_DEBUG"

Handler: TypeAlias = Callable[[int, FrameType | None], object]


class Stopped(PlannerError):
    """Somebody has ended the command."""

    CODE = "stopped"

    def __init__(self) -> None:
        super().__init__(Phrase("Stopped; nothing was left half done."))


class Mistake(PlannerError):
    """A mistake in the program, which is in the log now."""

    CODE = "mistake"

    def __init__(self, error: Exception) -> None:
        place = traceback.extract_tb(error.__traceback__)[-1]
        phrase = Phrase(
            "A mistake in the program: {error} ({file}, line {line}). "
            "Nothing was left half done; please report it.",
            error=f"{type(error).__name__}: {error}",
            file=place.filename,
            line=place.lineno or 0,
        )
        written = log.mistake(error)
        super().__init__(phrase, in_the_log(str(written)) if written else None)


def in_the_log(path: str) -> Phrase:
    """Where more can be read about a mistake."""
    return Phrase("The log says where: {path}", path=path)


def debugging() -> bool:
    """Whether a developer wants to see tracebacks."""
    return os.environ.get(DEBUG, "0") not in ("", "0")


def on_end(handler: Handler) -> None:
    """What to do when the system, or a terminal that closes, ends the program."""
    signal.signal(signal.SIGTERM, handler)
    closed = getattr(signal, "SIGHUP", None)
    if closed is not None and signal.getsignal(closed) is not signal.SIG_IGN:  # as nohup has it
        signal.signal(closed, handler)


def keep_quiet() -> None:
    """Let what no command can catch go to the log instead of the terminal."""
    if debugging():
        return
    sys.excepthook = lambda _kind, error, _trace: _unheard(error)
    threading.excepthook = _in_thread
    sys.unraisablehook = _unraisable


def _in_thread(about: threading.ExceptHookArgs) -> None:
    """A mistake in a thread; that nobody takes what the app paints is none, but the end of it."""
    if isinstance(about.exc_value, OSError) and about.thread and about.thread.name == PAINTER:
        log.note(log.Event.TERMINAL_GONE)
        os.kill(os.getpid(), signal.SIGTERM)
    else:
        _unheard(about.exc_value)


def _unraisable(about: "UnraisableHookArgs") -> None:
    _unheard(about.exc_value)


def _unheard(error: BaseException | None) -> None:
    if error is not None and not isinstance(error, KeyboardInterrupt | SystemExit):
        log.mistake(error)
