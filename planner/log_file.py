"""The log's file: for its owner only, kept small, shared by all programs that run.

Every line is appended by one write, so that programs do not mix theirs; the file is open for that
moment only.  Whoever finds it full renames it, unless another program is at it.
"""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from logging import INFO, Formatter, LogRecord, makeLogRecord
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import IO, Any

#: What a file holds at most (in bytes), and how many older ones are kept.
LARGEST, OLDER = 512 * 1024, 2


class LogFile(RotatingFileHandler):
    """Lines with the time and the number of the process, at a path that need not exist yet."""

    def __init__(self, path: Path, largest: int = LARGEST) -> None:
        super().__init__(path, maxBytes=largest, backupCount=OLDER, encoding="utf-8", delay=True)
        self.setFormatter(Formatter("%(asctime)s %(process)d %(message)s"))
        self._failed = False

    def write(self, line: str) -> bool:
        """Append a line; False when that could not be done."""
        self._failed = False
        self.handle(makeLogRecord({"msg": line, "levelno": INFO}))
        return not self._failed

    def emit(self, record: LogRecord) -> None:
        super().emit(record)
        stream, self.stream = self.stream, None
        if stream is not None:
            try:
                stream.close()
            except OSError:
                self._failed = True

    def handleError(self, record: LogRecord) -> None:  # noqa: N802 - logging's name
        """Nothing is said: whoever works with the program has no use for it."""
        self._failed = True

    def doRollover(self) -> None:  # noqa: N802 - logging's name
        """Rename the files, unless another program does, or has just done so."""
        if self.stream is not None:
            self.stream.close()
            self.stream = None
        path = Path(self.baseFilename)
        with _alone(path.with_name(path.name + ".lock")) as alone, suppress(OSError):
            if alone and path.stat().st_size > self.maxBytes // 2:
                super().doRollover()

    def _open(self) -> IO[Any]:  # type: ignore[override]
        Path(self.baseFilename).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        return open(self.baseFilename, "a", encoding="utf-8", newline="\n", opener=_private)


def _private(path: str, flags: int) -> int:
    """Open a file that only its owner can read; a pipe that nobody reads is not waited for."""
    file = os.open(path, flags | getattr(os, "O_NONBLOCK", 0), 0o600)
    if os.name == "posix":
        found = os.fstat(file)
        if stat.S_ISREG(found.st_mode) and found.st_mode & 0o077:
            with suppress(OSError):
                os.fchmod(file, 0o600)
    return file


@contextmanager
def _alone(path: Path) -> Iterator[bool]:
    """Whether no other program is here; never waits."""
    try:
        file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError:
        yield False
        return
    try:
        yield _locked(file)
    finally:
        os.close(file)


def _locked(file: int) -> bool:
    """Take the lock of an open file, which its end gives back; False when another has it."""
    try:
        if os.name == "nt":
            import msvcrt

            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
