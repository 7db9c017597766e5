"""Damaged festival programmes by the thousand: no traceback, no hang, nothing half-read.

Each is reviewed, taken in whole, and reviewed again: the second time nothing may change.

``python -m tests.bench.fuzz_intake [N] [SEED]``: N inputs a reader (100,000 unless told), made from
valid files by mutation.  Prints count and the worst time of each; an error ends it with the
number that makes the input again.
"""

import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.build import Build
from tests.planner.intake.festival.mutations import SEEDS, mutated
from tests.planner.intake.ring import twice

READERS = ("frab XML", "schedule.json", "pretalx talks", "iCalendar", "CSV")
TABLE = b"""Title;Date;Start;End;Minutes;Room;Language;Speakers;Status
Saturday 26 October;;;;;;;;
Ears wide open;26/10/2024;14h;15h30;;Salle A;fr;"Ada; Bo";
Night;;23:30 - 25:00;;;Salle A;en;;cancelled
Later;2024-10-27;02:30~;;90;;;;
"""


PLAN = Build().programme()


def fuzz(name: str, content: bytes, folder: Path, count: int, seed: int) -> None:
    """Print how many inputs were read and refused, and which took longest."""
    kinds: Counter[str] = Counter()
    worst, slowest, used = 0.0, 0, time.process_time()
    for number in range(seed, seed + count):
        damaged = mutated(content, random.Random(number))
        began = time.process_time()
        try:
            kinds[twice(PLAN, folder, damaged)] += 1
        except BaseException:
            print(f"{name}: input {number}")
            raise
        if (taken := time.process_time() - began) > worst:
            worst, slowest = taken, number
    found = ", ".join(f"{n} {kind}" for kind, n in sorted(kinds.items()))
    used = time.process_time() - used
    print(
        f"{name}: {found}; worst {worst:.2f} s CPU (input {slowest}), {used:.0f} s in all",
        flush=True,
    )


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 0
    with tempfile.TemporaryDirectory() as folder:
        for name, content in zip(READERS, (*SEEDS, TABLE), strict=True):
            fuzz(name, content, Path(folder), count, seed)


if __name__ == "__main__":
    main()
