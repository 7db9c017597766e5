"""Other good plans of visits, different ones: the other aim, and one that avoids what is new."""

from collections.abc import Iterator
from dataclasses import replace

from planner.phrases import Phrase, plural
from planner.propose.sharing import OTHER, part
from planner.propose.visits_form import POINT, VisitsForm
from planner.propose.visits_plan import VisitsPlan
from planner.propose.visits_scores import Shares
from planner.propose.visits_standing import Pair
from planner.solve.assign_form import AssignProblem, AssignSolution
from planner.solve.budget import Budget

#: What is new in the first plan counts so many hundredths less for the second, and an
#: alternative has at least so many hundredths of the first one's points.
AVOIDED, GOOD = 70, 85
#: Fewer other pairs than this, or than such a part of what is new, are a near-copy.
DIFFERENT, PART = 4, 4


def others(
    form: VisitsForm, shares: Shares, first: AssignSolution, budget: Budget
) -> Iterator[tuple[AssignSolution, Phrase]]:
    """Solutions that differ, with a name that says in what; only while there is time."""
    told = [VisitsPlan.of(form, first)]
    for problem in _problems(form, told[0]):
        if len(told) > form.options.alternatives or budget.over:
            return
        from planner.solve.assign import solve_assign

        solution = solve_assign(problem, part(budget, OTHER))
        plan = VisitsPlan.of(form, solution)
        good = plan.total * 100 >= told[0].total * GOOD
        if solution.status in ("optimal", "feasible") and good and _differs(plan, told):
            name = _name(shares, told[0], plan)
            told.append(plan)
            total = sum(plan.points(d) for d in form.delegations) * POINT
            yield replace(solution, status="feasible", total=total, bound=first.bound), name


def _problems(form: VisitsForm, first: VisitsPlan) -> Iterator[AssignProblem]:
    problem = form.problem
    yield replace(problem, objective="sum" if problem.objective == "fair" else "fair")
    fresh = first.given - set(form.rows)
    yield _avoiding(problem, fresh)


def _avoiding(problem: AssignProblem, pairs: frozenset[Pair]) -> AssignProblem:
    """The same with what is new in a plan made less dear."""
    people = tuple(
        replace(
            person,
            interest={
                o: score * AVOIDED // 100 if (person.id, o) in pairs else score
                for o, score in person.interest.items()
            },
        )
        for person in problem.delegations
    )
    return replace(problem, delegations=people)


def _differs(plan: VisitsPlan, told: list[VisitsPlan]) -> bool:
    fresh = len(told[0].given - set(plan.form.rows))
    least = max(DIFFERENT, fresh // PART)
    return all(len(plan.given ^ other.given) >= least for other in told)


def _name(shares: Shares, first: VisitsPlan, plan: VisitsPlan) -> Phrase:
    """``61 points instead of 58, the worst-off has 55 % instead of 70 %, 8 others``."""
    changed = plural("{n} other pairing", "{n} other pairings", len(plan.given - first.given))
    worst = shares.worst(first), shares.worst(plan)
    if worst[0] is None or worst[1] is None:
        return Phrase(
            "{n} points instead of {old}, {changed}", n=plan.total, old=first.total, changed=changed
        )
    return Phrase(
        "{n} points instead of {old}, the worst-off has {worst} % instead of {old_worst} %,"
        " {changed}",
        n=plan.total,
        old=first.total,
        worst=worst[1],
        old_worst=worst[0],
        changed=changed,
    )
