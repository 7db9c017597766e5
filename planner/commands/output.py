"""Printing for the commands: lines that are safe on any terminal, and JSON."""

import io
import json
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from planner.errors import PlannerError
from planner.phrases import Phrase
from planner.visible import visible

PROGRAM = "wake-planner"

_json = _answered = False


def prepare() -> None:
    """Let no name fail in a terminal whose encoding does not have its letters."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def show(text: str) -> None:
    """Print a line; control characters in people's text are made visible."""
    _write(visible(text))


def show_json(value: Any) -> None:
    """Print JSON: all text as it was typed, as escapes where the terminal has no such letters."""
    text = json.dumps(value, ensure_ascii=False, indent=2, default=str)
    try:
        text.encode(getattr(sys.stdout, "encoding", None) or "utf-8")
    except UnicodeEncodeError:
        text = json.dumps(value, indent=2, default=str)
    _write(text)


def answer_in_json(wanted: bool) -> None:
    """Whether a failure is to be told on stdout too, as JSON, unless something is there already."""
    global _json, _answered
    _json, _answered = wanted, False


def complain(text: str, code: str = "") -> None:
    """Say on stderr what went wrong, with the code of the error."""
    if sys.stderr is not None:
        with suppress(OSError):
            print(f"{PROGRAM}: {visible(text)}{code and f' [{code}]'}", file=sys.stderr)


def fail(error: PlannerError) -> None:
    """Say what ended the command: a sentence, and an object to those who asked for JSON."""
    complain(str(error), error.code)
    hint = str(error.hint) if error.hint else None
    answer_failure(error.code, str(error.phrase), hint)


def answer_failure(code: str, message: str, hint: str | None = None) -> None:
    """Tell a failure as JSON, where that was asked for and nothing else has been told."""
    if _json and not _answered:
        with suppress(OSError, PlannerError):
            show_json({"error": {"code": code, "message": message, "hint": hint}})


def finish() -> None:
    """Bring out what is still in the buffer, while a failure can still be told."""
    if sys.stdout is not None:
        _guarded(sys.stdout.flush)


def let_go() -> None:
    """Bring out what can be; throw the rest away, or Python would complain about it at its end."""
    if sys.stdout is None:
        return
    try:
        sys.stdout.flush()
    except OSError:
        with suppress(OSError):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, sys.stdout.fileno())
            os.close(nowhere)


def _write(line: str) -> None:
    global _answered
    _answered = True
    _guarded(lambda: print(line))


def _guarded(write: Callable[[], None]) -> None:
    try:
        write()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise PlannerError(
            Phrase("The output cannot be written: {reason}.", reason=error.strerror or "?"),
            Phrase("What the command did in the store stands."),
        ) from error
