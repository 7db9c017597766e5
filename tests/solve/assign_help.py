"""What the tests of the assign solver share: JSON forms in, judged answers out."""

import json
from typing import Any

from planner.solve.assign import solve_assign
from planner.solve.assign_form import AssignProblem, AssignSolution
from planner.solve.budget import Budget, Report, nobody
from planner.solve.read import read_problem
from planner.solve.write import solution_form
from tests.judges.assign import judge_assign

Json = dict[str, Any]
SECONDS = 100.0


def problem_of(form: Json) -> AssignProblem:
    return read_problem(json.dumps(form), "assign")


def solved(form: Json, report: Report = nobody, *, seconds: float = SECONDS) -> AssignSolution:
    """The solver's answer, which the judge has nothing against."""
    solution = solve_assign(problem_of(form), Budget(seconds), report)
    assert judge_assign(form, solution_form(solution)) == []
    return solution


def offer(name: str, start: int, end: int, **more: Any) -> Json:
    return {"id": name, "venue": 0, "start": start, "end": end, "capacity": 1} | more


def problem(offers: list[Json], delegations: list[Json], **more: Any) -> Json:
    form = {"schema": "assign-problem/1", "name": "small", "travel": [[0, 10], [10, 0]]}
    return form | {"offers": offers, "delegations": delegations, "objective": "sum"} | more
