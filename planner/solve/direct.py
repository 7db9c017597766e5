"""A solver at work on the text of a problem: what ``wake-planner solve`` runs in its child."""

from typing import Literal

from planner.solve.assign_form import AssignSolution
from planner.solve.budget import Budget, Report, nobody
from planner.solve.read import read_problem
from planner.solve.tour_form import TourSolution


def prepare(_source: bytes, kind: str) -> None:
    """What is done once on a machine, before time counts."""
    if kind == "tour":
        from planner.solve.tour_search_warm import warm_if_cold

        warm_if_cold()


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
