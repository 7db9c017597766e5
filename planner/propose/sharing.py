"""How the time of a proposal is shared between its plan, the reasons and the alternatives."""

from planner.solve.budget import Budget

#: Of what is left: the plan, delegates by name, the reasons, each alternative.
PLAN, NAMED, REASONS, OTHER = 0.6, 0.3, 0.6, 0.5
#: Reasons and alternatives may take as long as the plan took, but this at least (seconds).
LEAST = 2.0


def part(budget: Budget, share: float, most: float = float("inf")) -> Budget:
    """A share of what is left, and no more seconds than ``most``."""
    return Budget(min(budget.left * share, most), budget.seed, budget.threads, budget.stopped)


def after_solving(budget: Budget, share: float, solving: float) -> Budget:
    """The same for what comes after a plan that took so many seconds."""
    return part(budget, share, max(solving, LEAST))
