"""The search against the best-known scores of the literature's tours (TOPTW).

    python -m tests.bench.toptw FOLDER [--seconds 1 10] [--pick 72] [--pyvrp] [--cpu]

FOLDER holds c101.txt ... rc208.txt and pr01.txt ... pr20.txt as Vansteenwegen et al. publish them
(https://www.mech.kuleuven.be/en/cib/op, "TOPTW"; also in the public repository
mustelideos/optw_rl, data/benchmark).  Distances are Euclidean, cut to one decimal (Solomon's) or
two (Cordeau's).  Without FOLDER, problems of the same shape are made and the reference is a run
of our own that is five times as long.
"""

import argparse
import json
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from math import hypot
from pathlib import Path
from statistics import fmean
from typing import Any

from planner.solve import budget as budget_module
from planner.solve.budget import Budget
from planner.solve.read import read_problem
from planner.solve.tour_form import Day, Place, Site, TourProblem, Window
from planner.solve.tour_search import search_tour
from tests.bench.toptw_best import BEST, family
from tests.solve.problems_tour import SHAPES, literature

Case = tuple[str, str, TourProblem, int | None]


def main() -> None:
    options = _options()
    if options.cpu:
        # Others on the machine do not count then; a quiet machine gives the same.
        vars(budget_module)["time"] = _Clock
    search_tour(literature_problem("r100", 0, 2, 20), _budget(0.05, 0))
    gaps: dict[tuple[float, str], dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for kind, name, problem, best in cases(options.folder, options.pick):
        reference = best or score(problem, 5 * max(options.seconds), options.seed + 1)
        shown = []
        for seconds in options.seconds:
            found = {"ours": score(problem, seconds, options.seed)}
            if options.pyvrp:
                found["pyvrp"] = pyvrp_score(problem, seconds, options.seed)
            for who, value in found.items():
                gap = 100 * (1 - value / reference)
                gaps[seconds, who][kind].append(gap)
                shown.append(f"{who} {seconds:g} s {value} ({gap:.2f} %)")
        print(f"{name:24} {reference:6}  {'  '.join(shown)}", flush=True)
    _table(gaps)


class _Clock:
    monotonic = staticmethod(time.process_time)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--seconds", nargs="+", type=float, default=[1.0, 10.0])
    parser.add_argument("--pick", type=int, default=72, help="how many of the 304 cases")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--pyvrp", action="store_true", help="PyVRP alone beside it")
    parser.add_argument("--cpu", action="store_true", help="seconds of the processor")
    return parser.parse_args()


def cases(folder: Path | None, pick: int) -> Iterator[Case]:
    """Spread evenly over all names and numbers of routes."""
    if folder is None:
        for n, kind in enumerate(sorted(SHAPES) * max(pick // len(SHAPES), 1)):
            yield kind, f"{kind} #{n}", literature_problem(kind, n, n % 4 + 1), None
        return
    every = [(name, m) for name in BEST for m in BEST[name]]
    step = max(len(every) / max(pick, 1), 1.0)
    for k in range(min(pick, len(every))):
        # A step of about four would always meet the same number of routes.
        name = every[int(k * step)][0]
        m = k % 4 + 1 if pick < len(every) else every[k][1]
        yield family(name), f"{name} m={m}", read_instance(folder, name, m), BEST[name][m]


def literature_problem(kind: str, seed: int, routes: int, customers: int = 100) -> TourProblem:
    return read_problem(json.dumps(literature(kind, seed, routes, customers)), "tour")


def read_instance(folder: Path, name: str, routes: int) -> TourProblem:
    """A file of the benchmark; lines ``i x y d S f a list O C``, the depot first."""
    lines = (folder / f"{name}.txt").read_text().splitlines()[2:]
    rows = [[float(x) for x in line.split()] for line in lines if len(line.split()) > 5]
    unit = 100 if name.startswith("pr") else 10
    spots = [(row[1], row[2]) for row in rows]
    opens, closes = ([round(row[k] * unit) for row in rows] for k in (-2, -1))
    travel = [[int(hypot(a - c, b - d) * unit + 1e-7) for c, d in spots] for a, b in spots]
    sites = [
        Site(f"c{n}", f"p{n}", round(row[3] * unit), round(row[4]), (Window(opens[n], closes[n]),))
        for n, row in enumerate(rows)
        if n
    ]
    days = [Day(f"v{n + 1}", "p0", "p0", opens[0], closes[0]) for n in range(routes)]
    places = tuple(Place(f"p{n}") for n in range(len(rows)))
    return TourProblem(
        f"{name} m{routes}", places, tuple(map(tuple, travel)), tuple(sites), tuple(days)
    )


def score(problem: TourProblem, seconds: float, seed: int) -> int:
    return search_tour(problem, _budget(seconds, seed)).score or 0


def _budget(seconds: float, seed: int) -> Budget:
    """From now, by the clock in use."""
    return Budget(seconds, seed, begun=vars(budget_module)["time"].monotonic())


def pyvrp_score(problem: TourProblem, seconds: float, seed: int) -> int:
    """PyVRP alone, prize-collecting, as it comes."""
    import numpy as np
    import pyvrp

    clients = [
        pyvrp.Client(
            n, service_duration=s.duration, tw_early=s.windows[0].open,
            tw_late=s.windows[0].close, prize=1000 * s.score, required=False,
        )
        for n, s in enumerate(problem.sites, 1)
    ]  # fmt: skip
    day = problem.days[0]
    matrix: Any = np.array(problem.travel)
    data = pyvrp.ProblemData(
        [pyvrp.Location(0, 0) for _ in problem.places], clients,
        [pyvrp.Depot(0, day.start, day.end)], [pyvrp.VehicleType(len(problem.days))],
        [matrix], [matrix],
    )  # fmt: skip
    clock = _budget(seconds, seed)
    found = pyvrp.solve(data, lambda _best: clock.over, seed=seed, display=False)
    return int(found.best.prizes()) // 1000


def _table(gaps: dict[tuple[float, str], dict[str, list[float]]]) -> None:
    kinds = sorted({kind for found in gaps.values() for kind in found})
    print(f"\nmean gap to the reference, %\n{'':14}" + "".join(f"{k:>8}" for k in [*kinds, "all"]))
    for (seconds, who), found in sorted(gaps.items()):
        values: Sequence[list[float]] = [found[k] for k in kinds]
        means = [fmean(v) if v else float("nan") for v in values]
        whole = fmean(gap for v in values for gap in v)
        print(f"{seconds:6g} s {who:6}" + "".join(f"{m:8.2f}" for m in [*means, whole]))


if __name__ == "__main__":
    main()
