"""Who goes to what at the festival: a proposal for delegations, with reasons.

First whole delegations (``visits_form``, solved by ``planner.solve.assign``), then named delegates
for places that remain (``visits_named``).  Nothing that is pinned or kept is touched.
"""

from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from planner.edits.core import Edit, merged
from planner.phrases import Phrase
from planner.programme import Programme
from planner.propose.harmless import harmless
from planner.propose.proposal import Proposal, with_needs
from planner.propose.sharing import NAMED, PLAN, REASONS, after_solving, part
from planner.propose.visits_form import POINT, VisitsForm
from planner.propose.visits_items import Made, label, made
from planner.propose.visits_named import named
from planner.propose.visits_notes import notes
from planner.propose.visits_options import VisitOptions
from planner.propose.visits_others import others
from planner.propose.visits_plan import VisitsPlan
from planner.propose.visits_scores import Shares, scores
from planner.propose.visits_why import left_out
from planner.solve.assign_form import AssignSolution
from planner.solve.budget import Budget, nobody

__all__ = ["VisitOptions", "VisitsOptions", "VisitsProposal", "propose_visits"]

VisitsOptions = VisitOptions

QUIET = 12
"""So many times as long as a proposal took to make, none is made."""


@dataclass(frozen=True, kw_only=True)
class VisitsProposal(Proposal):
    """Items that give delegations something, or take it away."""

    made: tuple[Made, ...] = ()

    def edit(self, accepted: AbstractSet[str]) -> Edit:
        kept = with_needs(self.items, accepted & self.everything)
        chosen = [m for m in self.made if m.item.key in kept]
        changes = [change for m in chosen for change in m.changes]
        return merged(label(sum(bool(m.changes) for m in chosen)), changes)


def propose_visits(
    programme: Programme,
    options: VisitOptions,
    budget: Budget,
    report: Callable[[Proposal], None] = nobody,
) -> Proposal:
    """Delegations to sessions and guided visits; ``report`` is told each better plan."""
    from planner.solve.assign import solve_assign

    form = VisitsForm(programme, options)
    faults = notes(form)
    shares = Shares(form)
    before = VisitsPlan(form, frozenset(form.rows))

    quiet = 0.0

    def told(solution: AssignSolution) -> None:
        """A proposal takes a while to make: the solver has most of the time all the same."""
        nonlocal quiet
        begun = budget.spent
        if begun >= quiet:
            report(_proposal(form, shares, before, solution, (), faults, final=False))
            quiet = budget.spent + QUIET * (budget.spent - begun)

    solving = part(budget, PLAN)
    solution = AssignSolution("visits", "optimal", bound=0.0)
    if form.delegations and form.offers:
        solution = solve_assign(form.problem, solving, told)
    plan = VisitsPlan.of(form, solution)
    took = solving.spent
    extra = named(plan, after_solving(budget, NAMED, took)) if options.named else ()
    found = _proposal(form, shares, before, solution, extra, faults, final=True)
    found = harmless(found)
    after = programme.apply(found.edit(found.everything).changes)
    reasons = left_out(plan, solution, after, after_solving(budget, REASONS, took))
    found = replace(found, left_out=(*found.left_out, *reasons))
    alternatives = tuple(
        harmless(_proposal(form, shares, before, s, (), faults, final=True, name=name))
        for s, name in others(form, shares, solution, after_solving(budget, REASONS, took))
    )
    return replace(found, alternatives=alternatives, seconds=budget.spent)


def _proposal(
    form: VisitsForm,
    shares: Shares,
    before: VisitsPlan,
    solution: AssignSolution,
    extra: Iterable[Made],
    faults: tuple[Phrase, ...],
    *,
    final: bool,
    name: Phrase | None = None,
) -> VisitsProposal:
    plan = VisitsPlan.of(form, solution)
    found = (*made(plan), *extra)
    return VisitsProposal(
        kind="visits",
        base=form.programme,
        label=name or Phrase("KIKK visits"),
        items=tuple(m.item for m in found),
        made=found,
        scores=scores(shares, before, plan, shared=final or solution.fair is not None),
        status=solution.status,
        score=solution.total / POINT,
        bound=None if solution.bound is None else solution.bound / POINT,
        seconds=solution.wall_s,
        notes=(*faults, *(Phrase(c.get("message", "")) for c in solution.conflict)),
        final=final,
    )
