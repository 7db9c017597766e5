"""See the package."""

import argparse
import os
import sys
import tempfile
from pathlib import Path

from tests.crash.campaign import campaign
from tests.crash.works import KINDS


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.crash")
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", nargs="*", choices=list(KINDS))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["WAKE_PLANNER_SETTINGS"] = str(Path(folder) / "settings.json")
        lost, killed = list[str](), 0
        names = options.only or list(KINDS)
        for name, outcome in campaign(Path(folder), options.kills, options.seed, names):
            print(
                f"{name:14} killed {outcome.killed:4}  ended first {outcome.survived:3}"
                f"  confirmed {outcome.confirmed:4}  further than told {outcome.further:3}"
                f"  temporary files {outcome.leftovers:3}  lost {len(outcome.lost)}",
                flush=True,
            )
            lost += outcome.lost
            killed += outcome.killed
    print(f"killed {killed}, lost {len(lost)}", *lost, sep="\n")
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
