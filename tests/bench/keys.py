"""From a key to the painted screen, measured from outside in a real pseudo-terminal.

``python -m tests.bench.keys [--presses N]``: a key is written to the terminal, the time runs until
the screen's first answer (``first``) and its last (``all``).  Processor time per key tells more
than either where other programs are busy.  Compared with an empty Textual app that shows a cursor
moving in a list.
"""

import argparse
import statistics
import tempfile
from collections.abc import Sequence
from itertools import cycle, islice
from pathlib import Path
from typing import NamedTuple

from tests.bench.terminal import APP, Answer, Terminal

CURSOR = """
from textual.app import App
from textual.widgets import OptionList
class Cursor(App):
    def compose(self): yield OptionList(*(f"line {n}" for n in range(1000)))
Cursor().run()
"""
DOWN, UP, PAGE_DOWN, PAGE_UP = b"\x1b[B", b"\x1b[A", b"\x1b[6~", b"\x1b[5~"
#: Escape as terminals with the kitty protocol send it: alone, it may be the start of a sequence.
ESCAPE, ENTER, CTRL_R = b"\x1b[27u", b"\r", b"\x12"
FRAMES_PER_SECOND = 30


class Gesture(NamedTuple):
    """Keys to measure in turn; ``before``: keys that are pressed first, in turn too."""

    name: str
    keys: tuple[bytes, ...]
    before: tuple[bytes, ...] = ()


CURSOR_KEYS = Gesture("cursor", (DOWN, UP))
SCROLL_KEYS = Gesture("scroll", (PAGE_DOWN, PAGE_UP))
HELD = (CURSOR_KEYS, SCROLL_KEYS)
GESTURES = (
    CURSOR_KEYS,
    SCROLL_KEYS,
    Gesture("move, seen beforehand", (b"J", b"J", b"K", b"K")),
    Gesture("move, not kept", (ESCAPE,), before=(b"J", b"K")),
    Gesture("move, kept", (ENTER,), before=(b"J", b"K")),
    Gesture("undo and redo", (b"u", CTRL_R)),
)


class Figures(NamedTuple):
    """What a gesture takes, in milliseconds."""

    answers: list[Answer]
    cpu: float

    def line(self, name: str, base: "Figures") -> str:
        first = [a.first for a in self.answers]
        settled = [a.settled for a in self.answers]
        ratio = statistics.median(first) / statistics.median(a.first for a in base.answers)
        return (
            f"{name:42} first {statistics.median(first):6.1f} (p95 {p95(first):6.1f})"
            f"  all {statistics.median(settled):6.1f} (p95 {p95(settled):6.1f})"
            f"  cpu {self.cpu:5.1f} ms  {ratio:4.1f} x empty, cpu {self.cpu / base.cpu:4.1f} x"
        )


def p95(times: Sequence[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)]


def measure(terminal: Terminal, gesture: Gesture, presses: int) -> Figures:
    answers, cpu = [], 0.0
    before = cycle(gesture.before)
    for key in islice(cycle(gesture.keys), presses):
        if gesture.before:
            terminal.press(next(before))
        spent = terminal.cpu_seconds()
        if (answer := terminal.press(key)) is not None:
            answers.append(answer)
        cpu += terminal.cpu_seconds() - spent
    if len(answers) < presses / 2:
        raise SystemExit(f"{gesture.name}: most keys paint nothing")
    return Figures(answers, cpu / presses * 1000)


def on_the_board(store: Path, presses: int, base: Figures, name: str) -> None:
    with Terminal(APP.format(store=str(store))) as terminal:
        terminal.seconds_until("conflict")
        terminal.quiet(1.0)
        terminal.press(b"]")
        terminal.press(b"\x1b[H")
        for gesture in GESTURES:
            print(measure(terminal, gesture, presses).line(f"{name}, {gesture.name}", base))
        for gesture in HELD:
            print(held(terminal, f"{name}, {gesture.name}", gesture, presses))


def held(terminal: Terminal, name: str, gesture: Gesture, presses: int) -> str:
    """Frames that come late while keys are pressed as fast as a terminal repeats them."""
    keys = list(islice(cycle(gesture.keys), presses * 2))
    late = terminal.hold(keys, FRAMES_PER_SECOND)
    return f"{name + ' held':42} {late} of {len(keys)} frames late at {FRAMES_PER_SECOND} a second"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--presses", type=int, default=40)
    presses = parser.parse_args().presses
    from tests.bench.stores import make_large
    from tests.stores import make_demo

    with Terminal(CURSOR) as terminal:
        terminal.seconds_until("line 5")
        terminal.quiet(1.0)
        base = measure(terminal, CURSOR_KEYS, presses)
        print(base.line("empty app, cursor", base))
        print(held(terminal, "empty app, cursor", CURSOR_KEYS, presses))
    with tempfile.TemporaryDirectory() as folder:
        for name, store in (
            ("demo", make_demo(Path(folder) / "demo.db")),
            ("350 delegations", make_large(Path(folder) / "large.db")),
        ):
            on_the_board(store, presses, base, name)


if __name__ == "__main__":
    main()
