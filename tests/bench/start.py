"""How long it takes to the first paint, and to the board with its data, as ratios.

``python -m tests.bench.start [--runs N]`` starts programs in a real pseudo-terminal, in turn,
and compares medians with an empty Textual app and with ``import textual`` alone.
"""

import argparse
import os
import pty
import statistics
import sys
import tempfile
import time
from pathlib import Path

EMPTY = """
from textual.app import App
class Empty(App):
    def on_ready(self): self.call_after_refresh(self.exit)
Empty().run()
"""
SHELL = """
from screens.app import PlannerApp
PlannerApp._load = lambda self: self.exit()
PlannerApp(lambda: None).run()
"""
BOARD = """
from screens.app import PlannerApp
entered = PlannerApp._entered
def timed(self):
    entered(self)
    self.call_after_refresh(lambda: self.call_after_refresh(self.exit))
PlannerApp._entered = timed
def open_workspace():
    from planner.workspace import Workspace
    return Workspace.open({store!r})
PlannerApp(open_workspace).run()
"""
HELP = "import sys; from planner.cli import main; sys.exit(main(['--version']))"


def programs(folder: Path) -> dict[str, list[str]]:
    """Name -> command line; stores are made first."""
    from tests.bench.stores import make_large
    from tests.stores import make_demo

    demo, large = make_demo(folder / "demo.db"), make_large(folder / "large.db")
    codes = {
        "import textual": "import textual.app",
        "--version": HELP,
        "empty Textual app": EMPTY,
        "first paint": SHELL,
        "board, demo edition": BOARD.format(store=str(demo)),
        "board, 350 delegations": BOARD.format(store=str(large)),
    }
    return {name: [sys.executable, "-c", code] for name, code in codes.items()}


def seconds(command: list[str]) -> float:
    """Wall time of a command that runs in a terminal of 120 x 40 until it ends by itself."""
    began = time.perf_counter()
    pid, terminal = pty.fork()
    if pid == 0:
        os.environ.update(COLUMNS="120", LINES="40", TERM="xterm-256color")
        os.execv(command[0], command)
    while True:
        try:
            if not os.read(terminal, 65536):
                break
        except OSError:
            break
    _pid, status = os.waitpid(pid, 0)
    os.close(terminal)
    if status:
        raise SystemExit(f"{command} ended with {status}")
    return time.perf_counter() - began


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=7)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        commands = programs(Path(folder))
        times: dict[str, list[float]] = {name: [] for name in commands}
        for run in range(options.runs + 1):
            for name, command in commands.items():
                taken = seconds(command)
                if run:
                    times[name].append(taken)
    medians = {name: statistics.median(found) for name, found in times.items()}
    for name, median in medians.items():
        of_import = median / medians["import textual"]
        of_empty = median / medians["empty Textual app"]
        print(
            f"{name:24} {median:6.3f} s   {of_import:5.2f} x import   {of_empty:5.2f} x empty app"
        )


if __name__ == "__main__":
    main()
