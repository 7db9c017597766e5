"""The program in a terminal of its own, seen from outside."""

import os
import select
import signal
import subprocess
import time
from functools import partial

from tests.commands.said import command, environment

ALTERNATE_SCREEN, NORMAL_SCREEN = b"\x1b[?1049h", b"\x1b[?1049l"


class Terminal:
    """The program, or other ``words`` to run, in a pseudo-terminal of 80 x 24."""

    def __init__(self, *arguments: str, words: list[str] | None = None) -> None:
        import fcntl
        import pty
        import struct
        import termios

        self.ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        # A terminal lets interrupts through, even where the tests were started so that none comes.
        before = signal.signal(signal.SIGINT, signal.default_int_handler)
        self.process = subprocess.Popen(
            words or command(*arguments),
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env=environment({"TERM": "xterm-256color"}),
            start_new_session=True,
            # The terminal is its own, so that it is told when the window is closed.
            preexec_fn=partial(fcntl.ioctl, 0, termios.TIOCSCTTY, 0),  # noqa: PLW1509
        )
        signal.signal(signal.SIGINT, before)
        os.close(theirs)
        self.shown = b""

    def read_until(self, *words: bytes, seconds: float = 60) -> bool:
        """Read until all of the words have been shown; False when the program ends before."""
        end = time.monotonic() + seconds
        while not all(word in self.shown for word in words) and time.monotonic() < end:
            if select.select([self.ours], [], [], 0.1)[0]:
                try:
                    more = os.read(self.ours, 65536)
                except OSError:  # the other end is closed
                    break
                self.shown += more
        return all(word in self.shown for word in words)

    def close(self) -> int:
        """Close the window; the exit code."""
        os.close(self.ours)
        return self.process.wait(timeout=30)

    def end(self) -> int:
        self.read_until(b"\0 never shown")
        code = self.process.wait(timeout=30)
        os.close(self.ours)
        return code
