"""Wishes that a plan of visits does not grant: what blocks them, or what they would cost."""

from collections.abc import Iterator
from dataclasses import replace

from planner.checks.wording import day_of, timed, who
from planner.entities import Wish
from planner.phrases import Phrase, plural
from planner.programme import Programme
from planner.propose.facts import Fact, phrases
from planner.propose.proposal import LeftOut
from planner.propose.relaxing import hardness
from planner.propose.sharing import part
from planner.propose.visits_form import POINT, VisitsForm
from planner.propose.visits_interest import points, shown_fields, wished
from planner.propose.visits_options import VisitOptions
from planner.propose.visits_plan import VisitsPlan
from planner.propose.visits_relax import relaxation
from planner.propose.visits_standing import Pair
from planner.solve.assign_form import AssignSolution
from planner.solve.budget import Budget
from planner.wishes import granted_by

#: Seconds that one forced plan may take, and how many are tried.
FORCED_SECONDS, MOST_FORCED = 1.0, 20

UNKNOWN = Phrase("No plan with it was found that is as good, in the time there was")


def left_out(
    plan: VisitsPlan, solution: AssignSolution, after: Programme, budget: Budget
) -> tuple[LeftOut, ...]:
    """One for each wish for an item, a place or a field that nothing in ``after`` grants."""
    forced = Forced(plan.form, solution, budget)
    return tuple(_of_wish(plan, wish, forced) for wish in _open_wishes(plan.form, after))


def _open_wishes(form: VisitsForm, after: Programme) -> Iterator[Wish]:
    mine = frozenset(form.delegations)
    wishes = (w for w in form.programme.wishes.values() if w.delegation_id in mine)
    for wish in sorted(wishes, key=lambda w: (w.priority, w.delegation_id or "", w.id)):
        here = wish.field_id or _matching(form, wish)
        if here and granted_by(after, wish) is None:
            yield wish


def _matching(form: VisitsForm, wish: Wish) -> tuple[str, ...]:
    """Ids of the items that would grant a wish."""
    programme = form.programme

    def grants(offer_id: str) -> bool:
        offer = form.offers[offer_id]
        if wish.activity_id is not None:
            family = {offer_id, *(p.id for p in programme.parts.get(offer_id, ()))}
            return wish.activity_id in family
        if wish.site_id is not None:
            return offer.site_id == wish.site_id
        return wish.field_id in shown_fields(programme, offer)

    return tuple(filter(grants, form.offers))


def _of_wish(plan: VisitsPlan, wish: Wish, forced: "Forced") -> LeftOut:
    form, delegation_id = plan.form, wish.delegation_id or ""
    title = Phrase(
        "{who}: wish for {what}, priority {n}",
        who=who(form.programme, delegation_id),
        what=wished(form.programme, wish),
        n=wish.priority,
    )
    key = f"wish:{wish.id}"
    choices = [(plan.facts((delegation_id, o)), o) for o in _matching(form, wish)]
    if not choices:
        nothing = Phrase("Nothing in the festival programme shows it")
        return LeftOut(key, title, (nothing,), delegations=(delegation_id,))
    facts, offer_id = min(choices, key=lambda c: _effort(plan, (delegation_id, c[1]), c[0]))
    pair = delegation_id, offer_id
    if len(choices) > 1 or wish.activity_id is None:
        offer = form.offers[offer_id]
        title = Phrase(
            "{wish}: {what}, {day}",
            wish=title,
            what=timed(form.programme, offer),
            day=day_of(form.programme, offer),
        )
    return replace(explained(plan, pair, facts, forced), key=key, title=title)


def _effort(plan: VisitsPlan, pair: Pair, facts: tuple[Fact, ...]) -> tuple[int, int, int, str]:
    """The least to be changed first."""
    worth = points(plan.form.reasons.get(pair, ()))
    hard = sum(hardness(plan.form.programme, fact) for fact in facts)
    return hard, len(facts), -worth, pair[1]


def explained(
    plan: VisitsPlan, pair: Pair, facts: tuple[Fact, ...], forced: "Forced | None" = None
) -> LeftOut:
    """Why a delegation is not given an item: what blocks it, or by how much it is dearer."""
    form = plan.form
    dearer = None
    if forced is not None and not any(fact.firm for fact in facts):
        dearer = forced(pair)
    title = Phrase(
        "{who}: {what}, {day}",
        who=who(form.programme, pair[0]),
        what=timed(form.programme, form.offers[pair[1]]),
        day=day_of(form.programme, form.offers[pair[1]]),
    )
    return LeftOut(
        f"{pair[0]}:{pair[1]}",
        title,
        phrases(facts),
        dearer,
        relaxation(plan, pair, facts),
        (pair[0],),
    )


def why_not(
    programme: Programme, options: VisitOptions, delegation_id: str, activity_id: str
) -> LeftOut | None:
    """What keeps a delegation from an item in the plan as it stands; None: not one of ours.

    Without facts it would fit.  Quick: nothing is solved.
    """
    form = VisitsForm(programme, options)
    pair = delegation_id, activity_id
    if delegation_id not in form.delegations or activity_id not in form.offers:
        return None
    plan = VisitsPlan(form, frozenset(form.rows) - {pair})
    return explained(plan, pair, plan.facts(pair))


class Forced:
    """By how much the best plan that holds a pair is worse; None where none does in time."""

    def __init__(self, form: VisitsForm, solution: AssignSolution, budget: Budget) -> None:
        self.form, self.solution, self.budget = form, solution, budget
        self._left = MOST_FORCED

    def __call__(self, pair: Pair) -> Phrase | None:
        if self.budget.over or self._left == 0:
            return None
        from planner.solve.assign import solve_assign

        self._left -= 1
        problem = self.form.problem
        pinned = replace(problem, pinned=(*problem.pinned, pair))
        return self._told(solve_assign(pinned, part(self.budget, 1, FORCED_SECONDS)))

    def _told(self, other: AssignSolution) -> Phrase | None:
        """Only what is proven: of a plan that was cut short no more than its bounds."""
        if other.status == "infeasible":
            return None
        one = self.solution
        proven = other.status == "optimal"
        fair = other.fair if proven else other.fair_bound
        if one.fair is not None and fair is not None and fair < one.fair:
            return Phrase(
                "With it the worst-off delegation would have {then} % of what it could have"
                " alone, instead of {now} %",
                then=fair // 10,
                now=one.fair // 10,
            )
        total = other.total if proven else other.bound
        less = 0 if total is None else round((one.total - total) / POINT)
        if less > 0:
            return plural(
                "The best plan with it is {n} point worse",
                "The best plan with it is {n} points worse",
                less,
            )
        if proven:
            return Phrase("A plan with it is as good: this one was found first")
        return UNKNOWN
