"""1:1 meetings: a proposal of who meets whom, in which slot and at which table, with reasons.

First all meetings that have a time stay where they are.  Only when requests remain, and the
organiser lets some of them go, they may move too; one never loses its place for another.
"""

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from planner.edits.core import Edit, merged
from planner.phrases import Phrase
from planner.programme import Programme
from planner.propose.harmless import harmless
from planner.propose.meetings_form import MeetingsForm, People, movable
from planner.propose.meetings_items import label, made
from planner.propose.meetings_notes import notes
from planner.propose.meetings_options import MeetingOptions
from planner.propose.meetings_others import others
from planner.propose.meetings_people import candidates, chosen
from planner.propose.meetings_plan import MeetingsPlan
from planner.propose.meetings_scores import scores
from planner.propose.meetings_why import left_out
from planner.propose.proposal import Proposal, with_needs
from planner.propose.sharing import PLAN, REASONS, after_solving, part
from planner.propose.visits_items import Made
from planner.solve.assign_form import AssignProblem, AssignSolution
from planner.solve.budget import Budget, nobody

__all__ = ["MeetingOptions", "MeetingsOptions", "MeetingsProposal", "propose_meetings"]

MeetingsOptions = MeetingOptions
#: Other people are sent to what could not be held, so often.
ROUNDS = 3


@dataclass(frozen=True, kw_only=True)
class MeetingsProposal(Proposal):
    """Items that add or move one meeting each."""

    made: tuple[Made, ...] = ()

    def edit(self, accepted: AbstractSet[str]) -> Edit:
        kept = with_needs(self.items, accepted & self.everything)
        chosen = [m for m in self.made if m.item.key in kept]
        return merged(label(len(chosen)), [change for m in chosen for change in m.changes])


@dataclass(frozen=True, slots=True)
class Solved:
    """A plan with its problem and what the solver said."""

    plan: MeetingsPlan
    problem: AssignProblem
    solution: AssignSolution

    @property
    def asked(self) -> int:
        """The points of meetings that are new."""
        return sum(w.value for w in self.plan.held if w.meeting is None)


def propose_meetings(
    programme: Programme,
    options: MeetingOptions,
    budget: Budget,
    report: Callable[[Proposal], None] = nobody,
) -> Proposal:
    """Meetings for the requests that wait; ``report`` is told each better plan."""
    form = MeetingsForm(programme, options)
    faults = notes(form)

    def told(solved: Solved) -> None:
        report(_proposal(solved, faults, final=False))

    best = _solved(form, budget, told)
    freed = movable(programme, options, form.site_id)
    if best.plan.missed and freed and not budget.over:
        again = _solved(MeetingsForm(programme, options, freed), budget, nobody)
        if again.asked > best.asked and not again.plan.loses():
            best = again
    found = harmless(_proposal(best, faults, final=True))
    took = budget.spent
    reasons = left_out(best.plan, best.problem, after_solving(budget, REASONS, took))
    found = replace(found, left_out=(*found.left_out, *reasons))
    alternatives = tuple(
        harmless(_proposal(Solved(plan, best.problem, solution), faults, final=True, name=name))
        for plan, solution, name in others(best.plan, after_solving(budget, REASONS, took))
    )
    return replace(found, alternatives=alternatives, seconds=budget.spent)


def _solved(form: MeetingsForm, budget: Budget, told: Callable[[Solved], None]) -> Solved:
    """The best plan of some rounds: what could not be held is tried with other people."""
    tried: dict[str, frozenset[People]] = {}
    best: Solved | None = None
    for _round in range(ROUNDS):
        who = chosen(form, tried)
        solved = _one(form, who, budget, told if best is None else nobody)
        if best is None or solved.plan.value > best.plan.value:
            best = solved
        for wanted in solved.plan.missed:
            tried[wanted.key] = tried.get(wanted.key, frozenset()) | {who[wanted.key]}
        open_pairs = (len(candidates(form, w)) > len(tried[w.key]) for w in solved.plan.missed)
        if budget.over or not any(open_pairs):
            break
    assert best is not None
    return best


def _one(
    form: MeetingsForm, who: dict[str, People], budget: Budget, told: Callable[[Solved], None]
) -> Solved:
    from planner.solve.assign import solve_assign

    problem = form.problem(who)

    def heard(solution: AssignSolution) -> None:
        told(Solved(MeetingsPlan.of(form, who, solution), problem, solution))

    solution = AssignSolution("meetings", "optimal", bound=0.0)
    if form.wanted and form.spans:
        solution = solve_assign(problem, part(budget, PLAN), heard)
    return Solved(MeetingsPlan.of(form, who, solution), problem, solution)


def _proposal(
    solved: Solved, faults: tuple[Phrase, ...], *, final: bool, name: Phrase | None = None
) -> MeetingsProposal:
    plan, solution = solved.plan, solved.solution
    found = made(plan)
    return MeetingsProposal(
        kind="meetings",
        base=plan.form.programme,
        label=name or Phrase("1:1 meetings"),
        items=tuple(m.item for m in found),
        made=found,
        scores=scores(plan),
        status=solution.status,
        score=float(plan.value),
        bound=None if solution.bound is None else solution.bound / 2,
        seconds=solution.wall_s,
        notes=(*faults, *(Phrase(c.get("message", "")) for c in solution.conflict)),
        final=final,
    )
