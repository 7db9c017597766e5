"""From a key to the painted screen while a solver works in the background.

``python -m tests.bench.solving [--presses N] [--rounds N] [--only demo|large]``: the app in a
real terminal, the cursor on the board.  Each round measures without a solver, starts one by keys,
goes back to the board and measures again.  The aim: the 95th percentile with a solver is within
1.5 times that without.  Whatever else runs on the machine weighs on both alike, so its load is
printed too, and the processor time that the app itself spends on a key.
"""

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Sequence
from itertools import cycle, islice
from pathlib import Path
from typing import NamedTuple

from tests.bench.keys import CURSOR_KEYS, ENTER, p95
from tests.bench.terminal import APP, Terminal

AIM = 1.5
PROPOSALS, DOWN, LONGER, STOP, BOARD = b"\x1b[20~", b"\x1b[B", b"+", b"s", b"1"
HOME, NEXT_DAY, ALL_STAYS = b"\x1b[H", b"]", b"w"
#: Keys that go from the kinds of proposals to one of them, and set what takes long.
KINDS = {"visits": (DOWN,), "tour": ()}
#: As long as the app offers: three times longer than 10 seconds is 300.
SETTINGS = (LONGER, LONGER, LONGER)
#: What of the plan stays: not all, not what has gone out, not what is pinned, but nothing.
NOTHING_STAYS = (ALL_STAYS, ALL_STAYS, ALL_STAYS)
#: A solver takes so many seconds until it is at work.
STARTING = 20.0


class Pressed(NamedTuple):
    """What keys took: milliseconds to the first answer, and processor time of the app each."""

    first: list[float]
    cpu: list[float]

    def line(self, name: str) -> str:
        return (
            f"{name:34} median {statistics.median(self.first):6.1f}  p95 {p95(self.first):6.1f} ms"
            f"  cpu {statistics.fmean(self.cpu):5.1f} ms  ({len(self.first)} keys)"
        )


def press(terminal: Terminal, presses: int) -> Pressed:
    """Move the cursor up and down."""
    first, spent = [], terminal.cpu_seconds()
    for key in islice(cycle(CURSOR_KEYS.keys), presses):
        if (answer := terminal.press(key)) is not None:
            first.append(answer.first)
    if len(first) < presses / 2:
        raise SystemExit("most keys paint nothing")
    return Pressed(first, [(terminal.cpu_seconds() - spent) * 1000 / presses])


def together(found: Sequence[Pressed]) -> Pressed:
    return Pressed([t for one in found for t in one.first], [t for one in found for t in one.cpu])


def solvers(terminal: Terminal) -> list[int]:
    """The numbers of the app's child processes."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = entry.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it has ended meanwhile
        if int(fields[1]) == terminal.pid:
            found.append(int(entry.parent.name))
    return found


def start(terminal: Terminal, keys: Sequence[bytes]) -> bool:
    """Start a solver by keys and go back to the board; False where it has ended already."""
    for key in (PROPOSALS, *keys, ENTER):
        terminal.press(key)
    give_up = time.monotonic() + STARTING
    while not solvers(terminal) and time.monotonic() < give_up:
        terminal.quiet(0.5)
    terminal.quiet(0.3)
    time.sleep(2.0)
    terminal.press(BOARD)
    time.sleep(1.0)
    terminal.quiet()
    return bool(solvers(terminal))


def stop(terminal: Terminal, keys: Sequence[bytes]) -> None:
    """Stop the solver by keys, take its proposal away, and go back to the board."""
    for key in (PROPOSALS, STOP):
        terminal.press(key)
    give_up = time.monotonic() + STARTING
    while solvers(terminal) and time.monotonic() < give_up:
        terminal.quiet(0.3)
    terminal.press(BOARD)
    terminal.quiet(1.0)


def measured(name: str, store: Path, kind: str, presses: int, rounds: int) -> float | None:
    """Prints the figures of one edition and one solver; the ratio of the 95th percentiles."""
    keys = (*KINDS[kind], *SETTINGS, *NOTHING_STAYS)
    without, beside = list[Pressed](), list[Pressed]()
    for _round in range(rounds):
        with Terminal(APP.format(store=str(store))) as terminal:
            terminal.seconds_until("conflict")
            terminal.quiet(1.0)
            for key in (NEXT_DAY, HOME):
                terminal.press(key)
            press(terminal, presses // 4)  # what is painted for the first time takes longer
            without.append(press(terminal, presses))
            if not start(terminal, keys):
                print(f"{name}, {kind}: the solver has ended before anything could be measured")
                return None
            beside.append(press(terminal, presses))
            if not solvers(terminal):
                print(f"{name}, {kind}: the solver has ended meanwhile")
            stop(terminal, keys)
            without.append(press(terminal, presses))
    print(together(without).line(f"{name}, no solver"))
    print(together(beside).line(f"{name}, {kind} being solved"))
    ratio = p95(together(beside).first) / p95(together(without).first)
    print(f"{'':34} p95 {ratio:.2f} times that without (aim: {AIM})", flush=True)
    return ratio


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--presses", type=int, default=60)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--only", choices=("demo", "large"))
    parser.add_argument("--kind", choices=tuple(KINDS))
    given = parser.parse_args()
    from tests.bench.stores import make_large
    from tests.stores import make_demo

    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        for name, make in (("demo", make_demo), ("large", make_large)):
            if given.only not in (None, name):
                continue
            store = make(Path(folder) / f"{name}.db")
            for kind in KINDS:
                if given.kind in (None, kind):
                    measured(name, store, kind, given.presses, given.rounds)
    print(f"load {os.getloadavg()[0]:.1f} at the end")


if __name__ == "__main__":
    main()
