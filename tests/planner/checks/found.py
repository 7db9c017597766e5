"""What the checks find in a programme under construction."""

from planner.checks.engine import check
from planner.conflicts import Conflict
from tests.build import Build


def found(plan: Build, rule: str) -> list[Conflict]:
    """The conflicts of one rule, found by a full check."""
    return [c for c in check(plan.programme()) if c.rule == rule]


def only(plan: Build, rule: str) -> Conflict:
    """The one conflict of that rule."""
    (conflict,) = found(plan, rule)
    return conflict


def minutes(plan: Build, rule: str) -> list[int | None]:
    """The figures of all conflicts of that rule: empty when it is kept."""
    return [c.minutes for c in found(plan, rule)]


def text(conflict: Conflict) -> str:
    return conflict.phrase.text("en")
