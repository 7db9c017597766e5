"""Plans near a relaxed one."""

from planner.solve.assign_alone_many import all_alone
from planner.solve.assign_facts import Facts
from planner.solve.assign_fair import share_targets
from planner.solve.assign_mend import Mend
from planner.solve.assign_model import build
from planner.solve.assign_progress import Progress
from planner.solve.assign_relaxation import Relaxation
from planner.solve.budget import Budget, nobody
from tests.solve.assign_help import problem_of
from tests.solve.problems_assign import visits


def mended(share: int, patience: int, seed: int = 0) -> Progress:
    """What is found of a small problem for a share."""
    model = build(Facts(problem_of(visits(1, 12, 60, meetings=8))))
    budget = Budget(60, seed)
    alone = all_alone(model.facts, budget)
    progress = Progress(model, alone, budget, nobody)
    targets = share_targets(alone, share)
    relaxed = Relaxation(model, alone, budget).total(targets)
    assert relaxed is not None
    Mend(progress).run(relaxed, targets, patience)
    return progress


def test_everybody_gets_the_share_that_is_asked_for() -> None:
    progress = mended(600, 12)
    assert progress.plan is not None
    assert progress.plan.holds()
    assert (progress.share or 0) >= 600


def test_patience_is_no_worse() -> None:
    hasty, patient = mended(700, 0), mended(700, 12)
    assert (patient.share or 0) >= (hasty.share or 0)


def test_the_same_seed_finds_the_same() -> None:
    one, other = mended(700, 6, seed=3), mended(700, 6, seed=3)
    assert one.plan is not None
    assert other.plan is not None
    assert (one.plan.given, one.plan.held) == (other.plan.given, other.plan.held)
