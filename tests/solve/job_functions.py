"""Small functions that jobs run in the tests, in place of solvers."""

import os
import signal
import sys
import time
from collections.abc import Callable
from typing import Any

from planner.errors import PlannerError
from planner.phrases import Phrase, language
from planner.solve.assign_form import AssignSolution
from planner.solve.budget import Budget
from planner.solve.faults import BadProblem, Fault

Report = Callable[[Any], None]


def double(number: int, _budget: Budget, _report: Report) -> int:
    return 2 * number


def mirror(value: Any, _budget: Budget, _report: Report) -> Any:
    return {"back": value}


def about(budget: Budget, _report: Report) -> dict[str, Any]:
    """What the function finds around itself."""
    return {
        "budget": (budget.seconds, budget.seed, budget.threads),
        "language": language(),
        "pid": os.getpid(),
        "nice": os.nice(0) if hasattr(os, "nice") else 0,
        "group": os.getpgid(0) if hasattr(os, "getpgid") else 0,
    }


def climb(start: int, budget: Budget, report: Report) -> int:
    """Reports ever higher numbers until it has to stop."""
    while not budget.over:
        start += 1
        report(start)
        time.sleep(0.005)
    return start + 1000


def deaf(start: int, _budget: Budget, report: Report) -> int:
    """Never stops by itself."""
    report(start)
    while True:
        time.sleep(60)


def burst(many: int, _budget: Budget, report: Report) -> str:
    for n in range(many):
        report(n)
    return "end"


def noisy(_budget: Budget, report: Report) -> str:
    """Prints in every way there is."""
    print("a line of Python")
    os.write(1, b"a line of a native library\n" * 5000)
    sys.stderr.write("a complaint\n")
    report(1)
    return sys.stdin.read() + "quiet"


def complains(_budget: Budget, _report: Report) -> None:
    raise PlannerError(Phrase("{who} is missing.", who="Anna [/]"), Phrase("Look for her."))


def lists_faults(_budget: Budget, _report: Report) -> None:
    raise BadProblem([Fault(("sites", 3), Phrase("It is odd."))])


def fails(_budget: Budget, report: Report) -> None:
    report("a plan")
    time.sleep(0.2)
    raise ValueError("odd value")


def runs_out_of_memory(_budget: Budget, _report: Report) -> None:
    raise MemoryError


def crashes(_budget: Budget, report: Report) -> None:
    """As native code does: no word of goodbye."""
    report("a plan")
    time.sleep(0.2)
    os.kill(os.getpid(), signal.SIGSEGV)


def answers_nonsense(_budget: Budget, _report: Report) -> Any:
    return lambda: None


def plans_and_fails(_source: bytes, _kind: str, _budget: Budget, report: Report) -> None:
    report(AssignSolution("x", "feasible", total=7))
    time.sleep(0.3)
    raise ValueError("odd")
