"""How long visits and meetings take: ``python -m tests.bench.assigning [--seeds N] [--only WORD]``.

Wall clock and processor time, one thread, of problems of the usual shapes, each answer judged.
The bound is that of the total for the share of the plan.
"""

import argparse
import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from planner.solve.assign import solve_assign
from planner.solve.budget import Budget
from planner.solve.read import read_problem
from planner.solve.write import solution_form
from tests.judges.assign import judge_assign
from tests.solve.problems_assign import speed_dating, visits

Json = dict[str, Any]


@dataclass(frozen=True)
class Case:
    """A shape; ``seconds``: the budget of a run; ``wanted``: what is to be reached."""

    name: str
    make: Callable[[int], Json]
    seconds: float
    wanted: str


CASES = (
    Case("visits 40 x 300, fair", lambda n: visits(n, 40, 300), 60, "proven, 5 s"),
    Case(
        "visits 40 x 300, 150 meetings, fair",
        lambda n: visits(n, 40, 300, meetings=150),
        60,
        "proven, 20 s",
    ),
    Case(
        "visits 350 x 600, sum",
        lambda n: visits(n, 350, 600, objective="sum"),
        60,
        "bound within 1 %, 60 s",
    ),
    Case("visits 350 x 600, fair", lambda n: visits(n, 350, 600), 60, "bound within 1 %, 60 s"),
    Case("meetings 78 / 302 / 22", speed_dating, 60, "proven, 10 s"),
    Case("meetings 42 / 125 / 8", lambda n: speed_dating(n, 42, 125, 8), 60, "proven, 10 s"),
    Case(
        "meetings 78 / 302 / 22, few gaps",
        lambda n: speed_dating(n, few_gaps=True),
        60,
        "none set",
    ),
)


def main() -> None:
    """Run the cases and print a line for each seed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--only", default="", help="cases whose name has this word")
    chosen = parser.parse_args()
    for case in CASES:
        if chosen.only in case.name:
            print(f"{case.name} ({case.wanted})", flush=True)
            for seed in range(1, chosen.seeds + 1):
                print("  " + _run(case, seed), flush=True)


def _run(case: Case, seed: int) -> str:
    form = case.make(seed)
    problem = read_problem(json.dumps(form), "assign")
    wall, processor = time.monotonic(), time.process_time()
    solution = solve_assign(problem, Budget(case.seconds))
    wall, processor = time.monotonic() - wall, time.process_time() - processor
    wrong = judge_assign(form, solution_form(solution), shares=not form.get("meetings"))
    gap = 100 * (solution.bound - solution.total) / solution.bound if solution.bound else 0.0
    share = f", share {solution.fair} of {solution.fair_bound}" if solution.fair is not None else ""
    return (
        f"#{seed} {solution.status}: total {solution.total}, {gap:.2f} % below the bound{share}; "
        f"{wall:.1f} s ({processor:.1f} s of processor){'; WRONG: ' + wrong[0] if wrong else ''}"
    )


if __name__ == "__main__":
    main()
