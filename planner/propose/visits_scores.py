"""What a plan of visits is worth, before and after: in all, by delegation, for the worst-off."""

from dataclasses import replace
from functools import cached_property

from planner.phrases import Phrase
from planner.propose.proposal import Score
from planner.propose.visits_form import POINT, VisitsForm
from planner.propose.visits_interest import points
from planner.propose.visits_plan import VisitsPlan
from planner.solve.assign_form import Delegation


class Shares:
    """What each delegation could have were it alone, for all plans of one form."""

    def __init__(self, form: VisitsForm) -> None:
        self.form = form

    @cached_property
    def alone(self) -> dict[str, float]:
        """In points: what staying counts is left out."""
        from planner.solve.assign_alone import best_alone
        from planner.solve.assign_facts import Facts

        people = tuple(self._plain(d) for d in self.form.problem.delegations)
        facts = Facts(replace(self.form.problem, delegations=people))
        return {d.id: best_alone(facts, at) / POINT for at, d in enumerate(people)}

    def _plain(self, delegation: Delegation) -> Delegation:
        reasons = self.form.reasons
        interest = {
            o: points(reasons.get((delegation.id, o), ())) * POINT for o in delegation.interest
        }
        return replace(delegation, interest=interest)

    def percent(self, plan: VisitsPlan, delegation_id: str) -> int | None:
        """The share that a delegation has; None where there is nothing to have."""
        alone = self.alone[delegation_id]
        if alone < 1:
            return None
        return min(int(100 * plan.points(delegation_id) / alone), 100)

    def worst(self, plan: VisitsPlan) -> int | None:
        shares = (self.percent(plan, d) for d in plan.form.delegations)
        return min((s for s in shares if s is not None), default=None)


def scores(
    shares: Shares, before: VisitsPlan, after: VisitsPlan, *, shared: bool = True
) -> tuple[Score, ...]:
    """Points in all, the worst-off share, and points and share of each delegation.

    ``shared`` False: without the shares, which take a while the first time.
    """
    found = [Score(Phrase("Points of all delegations"), before.total, after.total)]
    if not shared:
        people = after.form.delegations
        return (*found, *(_points(before, after, d) for d in people))
    rule = Phrase("Worst-off delegation, % of what it could have")
    found += _shared(rule, shares.worst(before), shares.worst(after), None)
    for d in after.form.delegations:
        found.append(_points(before, after, d))
        rule = Phrase("% of what it could have alone")
        found += _shared(rule, shares.percent(before, d), shares.percent(after, d), d)
    return tuple(found)


def _points(before: VisitsPlan, after: VisitsPlan, who: str) -> Score:
    return Score(Phrase("Points"), before.points(who), after.points(who), who)


def _shared(rule: Phrase, before: int | None, after: int | None, who: str | None) -> list[Score]:
    return [] if before is None or after is None else [Score(rule, before, after, who)]
