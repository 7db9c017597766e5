"""How long the checks take, as ratios to reading the same rows one by one.

``python -m tests.bench.checks``: a full check, and the update after a move, of a large edition
(350 delegations, 1,000 delegates, 600 festival items) and of the demo edition.
"""

import statistics
import time
from collections.abc import Callable
from dataclasses import replace

from planner.checks.engine import Checker, check
from planner.demo import demo_programme
from planner.edits.activities import shift
from planner.programme import Programme
from tests.bench.generate import large_programme

RUNS = 9


def median_ms(act: Callable[[], object]) -> float:
    times = []
    for _run in range(RUNS):
        began = time.perf_counter()
        act()
        times.append((time.perf_counter() - began) * 1000)
    return statistics.median(times)


def touch_every_row(programme: Programme) -> int:
    """The unit of comparison: one look at every participation."""
    return sum(len(p.id) for p in programme.participations.values())


def measure(name: str, programme: Programme) -> None:
    unit = median_ms(lambda: touch_every_row(programme))
    checker = Checker(programme)
    moved = next(a for a in programme.activities.values() if a.start and a.parent_id is None)
    edit = shift(programme, moved.id, 5)
    back = tuple(c.inverse() for c in edit.changes)

    def move() -> None:
        after = programme.apply(edit.changes)
        checker.update(after, edit.changes)
        checker.update(after.apply(back), back)

    figures = {
        "full check": median_ms(lambda: check(programme)),
        "full check, no index built yet": median_ms(lambda: check(replace(programme))),
        "apply a move and update": median_ms(move) / 2,
    }
    for what, taken in figures.items():
        print(f"{name:16} {what:32} {taken:7.1f} ms  {taken / unit:8.0f} x one look at each row")


def main() -> None:
    measure("demo", demo_programme())
    measure("350 delegations", large_programme())


if __name__ == "__main__":
    main()
