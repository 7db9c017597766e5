"""The moments of a process at which its store, or a file beside it, is about to be touched.

Moments are counted; at the chosen one the process kills itself, as no handler can prevent.  They
are: each statement that SQLite runs, every few hundred instructions inside of one, and each file
or folder of the store that is opened, made, named or removed.
"""

import os
import signal
import sqlite3
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

#: Instructions of SQLite's machine between two moments.
INSTRUCTIONS = 400
#: What Python is about to do with files.
FILE_EVENTS = frozenset({
    "open", "os.chmod", "os.link", "os.mkdir", "os.remove", "os.rename", "os.rmdir",
    "os.truncate", "shutil.copyfile", "shutil.move", "shutil.rmtree",
})  # fmt: skip
NAMING = frozenset({"os.rename", "os.link", "shutil.move"})


@dataclass
class Moments:
    """Counts; ``edges`` are the moments around which something becomes true on the disk."""

    folder: Path
    kill_at: int | None = None
    count: int = 0
    edges: list[int] = field(default_factory=list)
    on_commit: Callable[[], None] | None = None
    _is_on: bool = True
    _was_commit: bool = False

    def install(self) -> None:
        """From now on, for the rest of this process."""
        sys.addaudithook(self._audit)
        connect = sqlite3.connect

        def watched(*arguments: Any, **options: Any) -> sqlite3.Connection:
            database: sqlite3.Connection = connect(*arguments, **options)
            if self._is_on:
                database.set_trace_callback(self._statement)
                database.set_progress_handler(self._instructions, INSTRUCTIONS)
            return database

        for module in (sqlite3, sqlite3.dbapi2):
            setattr(module, "connect", watched)  # noqa: B010 - its type is an overloaded one

    @contextmanager
    def paused(self) -> Iterator[None]:
        """What is done here is no part of the work."""
        before, self._is_on = self._is_on, False
        try:
            yield
        finally:
            self._is_on = before

    def passed(self) -> None:
        """One more moment."""
        if not self._is_on:
            return
        if self._was_commit and self.on_commit is not None:
            self._was_commit = False
            with self.paused():
                self.on_commit()
        self.count += 1
        if self.count == self.kill_at:
            os.kill(os.getpid(), signal.SIGKILL)

    def _audit(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event in FILE_EVENTS and str(self.folder) in str(arguments[0]):
            if event in NAMING and self._is_on:
                self.edges.append(self.count + 1)
                self.passed()
                self._was_commit = True
                return
            self.passed()

    def _statement(self, sql: str) -> None:
        if self._is_on and sql == "COMMIT":
            self.edges.append(self.count + 1)
            self.passed()
            self._was_commit = True
        else:
            self.passed()

    def _instructions(self) -> int:
        self.passed()
        return 0


def leave(process: Callable[[], None]) -> None:
    """Run in a forked child, which ends here whatever happens."""
    code = 1
    try:
        process()
        code = 0
    except BaseException:  # noqa: BLE001 - the border of this process
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(code)
