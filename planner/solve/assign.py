"""Who gets which offer, and which meetings are held: ``assign-problem/1``.

See :mod:`planner.solve.assign_facts` for how the form is read, and
:mod:`planner.solve.assign_alone` for what a share is a share of.
"""

from collections.abc import Sequence

from planner.solve.assign_alone_many import all_alone
from planner.solve.assign_climb import Climb
from planner.solve.assign_conflict import Conflict, conflict_of, conflict_searched
from planner.solve.assign_facts import Facts
from planner.solve.assign_fair import Fair, share_targets
from planner.solve.assign_form import AssignProblem, AssignSolution
from planner.solve.assign_gaps import fewer_gaps
from planner.solve.assign_greedy import first_plan
from planner.solve.assign_model import Model, fill
from planner.solve.assign_notes import notes_of
from planner.solve.assign_progress import Progress
from planner.solve.assign_relaxation import LEAST_SHARE, Relaxation
from planner.solve.assign_watch import Stopped
from planner.solve.budget import Budget, Report, nobody


def solve_assign(problem: AssignProblem, budget: Budget, report: Report = nobody) -> AssignSolution:
    """The best plan, with a proof as far as the budget goes.

    The same problem and seed give the same plan, with one thread (the default) or with any number,
    unless the budget cuts it short: effort is counted in steps, never in seconds.
    """
    facts = Facts(problem)
    conflict = conflict_of(facts)
    if conflict:
        return _impossible(facts, budget, conflict)
    nobody_alone = [0] * len(problem.delegations)
    progress = Progress(Model(facts), nobody_alone, budget, report, notes=notes_of(facts))
    try:
        possible = _improve(progress)
    except Stopped:
        possible = True
    if not possible:
        return _impossible(facts, budget, conflict_searched(facts, budget))
    return progress.solution()


def _impossible(facts: Facts, budget: Budget, conflict: Conflict) -> AssignSolution:
    return AssignSolution(
        problem=facts.problem.name,
        status="infeasible",
        conflict=conflict,
        wall_s=budget.spent,
        notes=notes_of(facts),
    )


def _improve(progress: Progress) -> bool:
    """To the optimum, or until Stopped is raised; False: there is no plan at all."""
    model, nothing = progress.model, [None] * len(progress.alone)
    _begin(progress)
    fill(model, lambda: progress.budget.over)
    relaxation = Relaxation(model, progress.alone, progress.budget)
    relaxed = relaxation.total(nothing)
    fair = progress.is_fair and any(best > 0 for best in progress.alone)
    if relaxed is not None and (progress.plan is None or not fair):
        Climb(progress, relaxed, nothing, -LEAST_SHARE, first=fair).run()
    if progress.plan is None:
        return False
    if fair:
        Fair(progress, relaxation).run()
    if model.facts.problem.few_gaps:
        targets = share_targets(progress.alone, progress.share or 0) if fair else nothing
        fewer_gaps(progress, relaxation, targets)
    return True


def _begin(progress: Progress) -> None:
    """A plan at once: before it is known what shares are of, a share is that of all wishes."""
    facts = progress.model.facts
    wishes = [sum(score for score in offers.values() if score > 0) for offers in facts.offers]
    _offer_first(progress, wishes)
    if progress.is_fair:
        progress.know(all_alone(facts, progress.budget))
        _offer_first(progress, progress.alone)


def _offer_first(progress: Progress, wanted: Sequence[int]) -> None:
    first = first_plan(progress.model.facts, wanted, progress.budget)
    if first.holds():
        progress.offer(first)
