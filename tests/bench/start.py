"""How long it takes to the first paint, and to the board with its data, as ratios.

``python -m tests.bench.start [--runs N]`` starts programs in a real pseudo-terminal, in turn, and
takes the time until what matters has been painted.  Medians are compared with ``import textual``
alone and with an empty Textual app.
"""

import argparse
import statistics
import tempfile
from pathlib import Path

from tests.bench.terminal import APP, Terminal

VERSION = "import sys; from planner.cli import main; sys.exit(main(['--version']))"
EMPTY = """
from textual.app import App
from textual.widgets import Static
class Empty(App):
    def compose(self): yield Static("painted")
Empty().run()
"""
#: The program's name is painted first; with the data come the conflicts, and what is planned.
NAME = "Wake Planner"
DATA = "conflicts"

#: Code, and what it paints; nothing: the time runs until it ends.
Program = tuple[str, tuple[str, ...]]


def programs(folder: Path) -> dict[str, Program]:
    """Name -> program; stores are made first."""
    from tests.bench.stores import make_large
    from tests.stores import make_demo

    demo = APP.format(store=str(make_demo(folder / "demo.db")))
    large = APP.format(store=str(make_large(folder / "large.db")))
    return {
        "import textual": ("import textual.app", ()),
        "--version": (VERSION, ()),
        "empty Textual app": (EMPTY, ("painted",)),
        "first paint": (demo, (NAME,)),
        "board, demo edition": (demo, (DATA, "Caen")),
        "board, 350 delegations": (large, (DATA, "Austin")),
    }


def seconds(program: Program) -> float:
    code, painted = program
    with Terminal(code) as terminal:
        return terminal.seconds_until(*painted) if painted else terminal.seconds_until_end()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=7)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = programs(Path(folder))
        times: dict[str, list[float]] = {name: [] for name in found}
        for run in range(options.runs + 1):
            for name, program in found.items():
                taken = seconds(program)
                if run:
                    times[name].append(taken)
    medians = {name: statistics.median(taken) for name, taken in times.items()}
    for name, median in medians.items():
        of_import = median / medians["import textual"]
        of_empty = median / medians["empty Textual app"]
        print(
            f"{name:24} {median:6.3f} s   {of_import:5.2f} x import   {of_empty:5.2f} x empty app"
        )


if __name__ == "__main__":
    main()
