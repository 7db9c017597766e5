"""A solver at work on the text of a problem: what ``wake-planner solve`` runs in its child."""

import json
from contextlib import suppress
from typing import Literal

from planner.solve.assign_form import AssignSolution
from planner.solve.budget import Budget, Report, nobody
from planner.solve.read import read_problem
from planner.solve.tour_form import TourSolution

#: From so many sites on the exact method hardly ever ends.
LARGE = 40


def prepare(source: bytes, kind: str) -> None:
    """Load, and once on a machine compile, the search that a large tour needs."""
    if kind != "tour":
        return
    with suppress(ValueError, TypeError, AttributeError, RecursionError):  # told when it is read
        if len(json.loads(source).get("sites", ())) > LARGE:
            from planner.solve.tour_search_warm import warm

            warm()


def solve_text(
    source: bytes, kind: Literal["tour", "assign"], budget: Budget, report: Report = nobody
) -> TourSolution | AssignSolution:
    """Read a problem and solve it.  Raises PlannerError for a text that is none."""
    if kind == "tour":
        tour = read_problem(source, "tour")
        report(TourSolution(tour.name, "unknown"))
        from planner.solve.tour import solve_tour

        return solve_tour(tour, budget, report)
    assign = read_problem(source, "assign")
    report(AssignSolution(assign.name, "unknown"))
    from planner.solve.assign import solve_assign

    return solve_assign(assign, budget, report)


def no_plan(source: bytes, kind: str) -> TourSolution | AssignSolution:
    """The answer when there was no time at all.  Raises PlannerError for a text that is none."""
    if kind == "tour":
        return TourSolution(read_problem(source, "tour").name, "unknown")
    return AssignSolution(read_problem(source, "assign").name, "unknown")
