"""A file system that fails when it is told to: real processes, real SQLite, real errors.

``faults.c`` is compiled with the system's compiler and loaded into ``fault_driver.py``, which runs
commands.  Where there is no such compiler (or no Linux), the tests that need it are skipped.
"""

import errno
import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntFlag
from pathlib import Path
from typing import Any

import pytest

from tests.commands.said import ROOT, Said, environment

SOURCE = Path(__file__).with_name("faults.c")
FOR_EVER = 2**30


class Kind(IntFlag):
    """What a call does to the file system; the numbers of ``faults.c``."""

    OPEN = 1
    WRITE = 2
    SYNC = 4
    CUT = 8
    MOVE = 16
    REMOVE = 32
    FOLDER = 64
    LINK = 128


EVERYTHING = ~Kind(0)
#: What a disk that is full, broken, forbidden or not to be written refuses.
REFUSED = {
    errno.ENOSPC: EVERYTHING & ~Kind.REMOVE,
    errno.EIO: EVERYTHING,
    errno.EACCES: Kind.OPEN | Kind.FOLDER | Kind.LINK | Kind.MOVE | Kind.REMOVE,
    errno.EROFS: EVERYTHING & ~Kind.SYNC,
}


@dataclass(frozen=True)
class Fault:
    """From the call of that number on, counted from 1, or that one alone."""

    errno: int
    first: int
    lasting: bool = False

    def __str__(self) -> str:
        name = errno.errorcode[self.errno]
        return f"{name} {'from' if self.lasting else 'at'} call {self.first}"


NONE = Fault(errno.EIO, FOR_EVER)


@dataclass(frozen=True)
class Outcome:
    """What a command said, how many calls could have failed, and which kinds have."""

    said: Said
    seen: int
    failed: int
    kinds: Kind


def compiled(folder: Path) -> Path:
    """The library; skips the test where it cannot be made."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    if sys.platform != "linux" or compiler is None:
        pytest.skip("NO FAULTS ARE TRIED: this takes Linux and a C compiler")
    library = folder / "faults.so"
    words = [compiler, "-O1", "-shared", "-fPIC", "-o", str(library), str(SOURCE), "-ldl"]
    subprocess.run(words, check=True, capture_output=True)
    return library


class Driver:
    """Runs commands under faults."""

    def __init__(self, library: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.fault_driver"],
            cwd=ROOT,
            env=environment({"LD_PRELOAD": str(library), "LANGUAGE": "en"}),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(
        self, folder: Path, words: Sequence[str], fault: Fault = NONE, store: str = "plan.db"
    ) -> Outcome:
        """Run a command in that folder, and let calls below it fail."""
        order = {
            "folder": str(folder),
            "words": list(words),
            "store": store,
            "errno": fault.errno,
            "kinds": int(REFUSED[fault.errno]),
            "first": fault.first,
            "last": FOR_EVER if fault.lasting else fault.first,
        }
        answer = self._asked(order)
        said = Said(answer["code"], answer["out"], answer["err"])
        return Outcome(said, answer["seen"], answer["failed"], Kind(answer["failed_kinds"]))

    def _asked(self, order: dict[str, Any]) -> dict[str, Any]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        print(json.dumps(order), file=self._process.stdin, flush=True)
        answer: dict[str, Any] = json.loads(self._process.stdout.readline())
        return answer

    def close(self) -> None:
        self._process.communicate(timeout=30)
