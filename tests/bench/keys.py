"""From a key to the painted screen, measured from outside in a real pseudo-terminal.

``python -m tests.bench.keys [--presses N]``: a key is written to the terminal, the time runs until
the screen's first answer.  Compared with an empty Textual app that shows a cursor moving in a list.
"""

import argparse
import os
import pty
import select
import statistics
import sys
import tempfile
import time
from fcntl import ioctl
from pathlib import Path
from struct import pack
from termios import TIOCSWINSZ

SIZE = (40, 120)
QUIET = 0.1

CURSOR = """
from textual.app import App
from textual.widgets import OptionList
class Cursor(App):
    def compose(self): yield OptionList(*(f"line {n}" for n in range(100)))
Cursor().run()
"""
APP = """
from screens.app import PlannerApp
def open_workspace():
    from planner.workspace import Workspace
    return Workspace.open({store!r})
PlannerApp(open_workspace).run()
"""
KEYS = {
    "cursor": (b"\x1b[B", b"\x1b[A"),
    "move": (b"J", b"K"),
    "undo": (b"u", b"\x12"),
    "scroll": (b"\x1b[6~", b"\x1b[5~"),
}


class Terminal:
    """A program in a pseudo-terminal."""

    def __init__(self, code: str) -> None:
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.environ["TERM"] = "xterm-256color"
            os.execv(sys.executable, [sys.executable, "-c", code])
        ioctl(self.fd, TIOCSWINSZ, pack("HHHH", *SIZE, 0, 0))

    def quiet(self, seconds: float, limit: float = 30.0) -> None:
        """Read until nothing comes for ``seconds``."""
        until = time.perf_counter() + limit
        while time.perf_counter() < until:
            ready, _w, _x = select.select([self.fd], [], [], seconds)
            if not ready:
                return
            os.read(self.fd, 1 << 16)

    def press(self, key: bytes) -> float | None:
        """Milliseconds from the key to the screen's answer; None without an answer."""
        began = time.perf_counter()
        os.write(self.fd, key)
        ready, _w, _x = select.select([self.fd], [], [], 1.0)
        taken = (time.perf_counter() - began) * 1000
        self.quiet(QUIET)
        return taken if ready else None

    def close(self) -> None:
        os.kill(self.pid, 9)
        os.waitpid(self.pid, 0)
        os.close(self.fd)


def timed(code: str, keys: dict[str, tuple[bytes, bytes]], presses: int) -> dict[str, list[float]]:
    """Times of each kind of key, pressed to and fro."""
    terminal = Terminal(code)
    terminal.quiet(2.5)
    terminal.press(b"]")
    terminal.press(b"\x1b[H")
    terminal.quiet(1.0)
    found: dict[str, list[float]] = {}
    for name, (there, back) in keys.items():
        times = []
        for n in range(presses):
            taken = terminal.press(there if n % 2 == 0 else back)
            if taken is not None:
                times.append(taken)
        found[name] = times
    terminal.close()
    return found


def p95(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)] if times else float("nan")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--presses", type=int, default=40)
    options = parser.parse_args()
    from tests.bench.stores import make_large
    from tests.stores import make_demo

    with tempfile.TemporaryDirectory() as folder:
        demo = make_demo(Path(folder) / "demo.db")
        large = make_large(Path(folder) / "large.db")
        empty = timed(CURSOR, {"cursor": KEYS["cursor"]}, options.presses)["cursor"]
        base = statistics.median(empty)
        print(f"{'empty app, cursor':32} median {base:6.1f} ms  p95 {p95(empty):6.1f} ms")
        for name, store in (("demo", demo), ("350 delegations", large)):
            for key, times in timed(APP.format(store=str(store)), KEYS, options.presses).items():
                median = statistics.median(times) if times else float("nan")
                print(
                    f"{name + ', ' + key:32} median {median:6.1f} ms  p95 {p95(times):6.1f} ms"
                    f"  {median / base:4.1f} x empty"
                )


if __name__ == "__main__":
    main()
