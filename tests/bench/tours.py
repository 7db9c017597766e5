"""How long tours of real sizes take to be solved and proven.

``python -m tests.bench.tours [seeds] [seconds]``: for each size the median and worst seconds of
processor and wall-clock time, the share that was proven, and the mean gap of the rest.
"""

import json
import statistics
import sys
import time

from planner.solve.budget import Budget
from planner.solve.read import read_problem
from planner.solve.tour import solve_tour
from planner.solve.write import solution_form
from tests.judges.tour import judge_tour
from tests.solve.problems_tour import real_tour

#: Candidates, days, all in one town.
SIZES = (
    (20, 2, False),
    (24, 3, False),
    (30, 3, False),
    (60, 3, False),
    (20, 2, True),
    (40, 3, True),
    (100, 4, False),
)


def run(candidates: int, days: int, town: bool, seed: int, seconds: float) -> dict[str, float]:
    raw = real_tour(seed, candidates, days, town=town)
    problem = read_problem(json.dumps(raw), "tour")
    cpu, wall = time.process_time(), time.monotonic()
    answer = solve_tour(problem, Budget(seconds, seed))
    figures = {"cpu": time.process_time() - cpu, "wall": time.monotonic() - wall}
    wrong = judge_tour(raw, solution_form(answer))
    if wrong:
        raise SystemExit(f"{raw['name']}: {wrong}")
    bound, score = answer.bound or 0.0, answer.score or 0
    gap = (bound - score) / bound if bound else 0.0
    return {**figures, "proven": float(answer.status == "optimal"), "gap": gap}


def main(seeds: int = 5, seconds: float = 10.0) -> None:
    run(10, 2, False, 1, seconds)  # the libraries are loaded
    for candidates, days, town in SIZES:
        rows = [run(candidates, days, town, seed, seconds) for seed in range(1, seeds + 1)]
        said = [f"{candidates:3} x {days} {'town' if town else '':4}"]
        for name in ("cpu", "wall"):
            values = [row[name] for row in rows]
            said.append(f"{name} {statistics.median(values):6.2f} s, worst {max(values):6.2f} s")
        said.append(f"proven {sum(row['proven'] for row in rows):.0f} of {seeds}")
        said.append(f"mean gap {statistics.mean(row['gap'] for row in rows):7.2%}")
        print("  ".join(said), flush=True)


if __name__ == "__main__":
    main(*(int(a) for a in sys.argv[1:2]), *(float(a) for a in sys.argv[2:3]))
