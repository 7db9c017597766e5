"""A program in a real pseudo-terminal, seen from outside: what it paints, and what it costs.

For Linux: processor time and memory are read from ``/proc``.
"""

import os
import pty
import select
import sys
import time
from fcntl import ioctl
from pathlib import Path
from struct import pack
from termios import TIOCSWINSZ
from typing import NamedTuple

ROWS, COLUMNS = 40, 120
#: So long without output, in seconds, and the screen is taken as painted.
QUIET = 0.1
#: A program that paints nothing within so many seconds has failed.
PATIENCE = 60.0
MEGABYTE = 1024 * 1024

#: Python code that opens the app on the store ``{store!r}``.
APP = """
from screens.app import PlannerApp
def open_workspace():
    from planner.workspace import Workspace
    return Workspace.open({store!r})
PlannerApp(open_workspace).run()
"""


class Answer(NamedTuple):
    """Milliseconds from a key to the first answer, and to the last."""

    first: float
    settled: float


class Terminal:
    """Python code that runs in a terminal of 120 x 40."""

    def __init__(self, code: str) -> None:
        self.began = time.perf_counter()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.environ.update(TERM="xterm-256color", LANGUAGE="en", COLORTERM="truecolor")
            os.environ.update(COLUMNS=str(COLUMNS), LINES=str(ROWS))
            os.execv(sys.executable, [sys.executable, "-c", code])
        ioctl(self.fd, TIOCSWINSZ, pack("HHHH", ROWS, COLUMNS, 0, 0))

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(self, *_error: object) -> None:
        os.kill(self.pid, 9)
        os.waitpid(self.pid, 0)
        os.close(self.fd)

    def read(self, seconds: float) -> bytes:
        """What comes next; empty when nothing comes in time, or when the program has ended."""
        ready, _w, _x = select.select([self.fd], [], [], seconds)
        try:
            return os.read(self.fd, 1 << 16) if ready else b""
        except OSError:
            return b""

    def seconds_until(self, *texts: str) -> float:
        """Seconds from the start until all these texts have been painted."""
        seen = b""
        while missing := [text for text in texts if text.encode() not in seen]:
            if not (new := self.read(PATIENCE)):
                raise SystemExit(
                    f"never painted: {missing}\n{seen[-2000:].decode(errors='replace')}"
                )
            seen += new
        return time.perf_counter() - self.began

    def seconds_until_end(self) -> float:
        """Seconds from the start until the program has ended by itself."""
        while self.read(PATIENCE):
            pass
        return time.perf_counter() - self.began

    def quiet(self, seconds: float = QUIET) -> None:
        """Read until nothing comes for so long."""
        while self.read(seconds):
            pass

    def press(self, key: bytes) -> Answer | None:
        """Press a key when all is quiet; None when nothing is painted."""
        began = last = time.perf_counter()
        os.write(self.fd, key)
        if not self.read(1.0):
            return None
        first = last = time.perf_counter()
        while self.read(QUIET):
            last = time.perf_counter()
        return Answer((first - began) * 1000, (last - began) * 1000)

    def hold(self, keys: list[bytes], per_second: int) -> int:
        """Press keys at a steady pace; how many were not answered before the next one was due."""
        late = 0
        due = time.perf_counter()
        for key in keys:
            os.write(self.fd, key)
            due += 1 / per_second
            painted = False
            while (left := due - time.perf_counter()) > 0:
                painted = bool(self.read(left)) or painted
            late += not painted
        self.quiet()
        return late

    def cpu_seconds(self) -> float:
        """The processor time the program has used."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def megabytes(self) -> float:
        """The memory the program has now (resident set)."""
        pages = int(Path(f"/proc/{self.pid}/statm").read_text().split()[1])
        if not pages:
            raise SystemExit("the program has ended")
        return pages * os.sysconf("SC_PAGE_SIZE") / MEGABYTE
