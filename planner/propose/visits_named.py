"""Where no whole delegation finds room: named delegates for the places that remain.

A second, smaller round after the first: of a delegation that is interested and free, but too
many for the places left, or does not speak the language as a whole, those delegates who speak it,
as many as there are places.  It never takes anything away from the first round.
"""

from collections.abc import Iterator

from planner.checks.wording import day_of, timed, who
from planner.edits.core import new_id
from planner.entities import Change, Delegate, Participation
from planner.phrases import Phrase
from planner.propose.busy import Busy
from planner.propose.facts import Cause
from planner.propose.proposal import Item, Verb
from planner.propose.visits_bars import access_facts, languages, spoken_facts
from planner.propose.visits_form import POINT, VisitsForm
from planner.propose.visits_interest import points
from planner.propose.visits_items import Made, in_the_way
from planner.propose.visits_plan import VisitsPlan
from planner.propose.visits_standing import Pair
from planner.round_table import codes
from planner.solve.assign_form import AssignProblem, Delegation, Offer
from planner.solve.budget import Budget

#: What the first round may have against a delegation that some of its delegates do not share.
OF_THE_WHOLE = frozenset({Cause.CAPACITY, Cause.LANGUAGE, Cause.ACCESS})


def named(plan: VisitsPlan, budget: Budget) -> tuple[Made, ...]:
    """Items of delegates by name."""
    problem = named_problem(plan)
    if not any(person.interest for person in problem.delegations) or budget.over:
        return ()
    from planner.solve.assign import solve_assign

    solution = solve_assign(problem, budget)
    return tuple(
        _item(plan, delegate_id, offer_id)
        for delegate_id, offers in sorted(solution.assign.items())
        for offer_id in offers
    )


def named_problem(plan: VisitsPlan) -> AssignProblem:
    """Delegates and the places that are left, in the first round's terms."""
    form = plan.form
    first = form.problem
    left = {o: plan.places_left(o) for o in form.offers}
    wanted: dict[str, dict[str, int]] = {}
    for pair in sorted(form.reasons):
        worth = points(form.reasons[pair])
        if worth and left[pair[1]] > 0 and _only_whole(plan, pair):
            for delegate in _who_may(form, pair):
                wanted.setdefault(delegate.id, {})[pair[1]] = worth * POINT
    people = tuple(
        Delegation(delegate_id, interest, (), form.options.per_day)
        for delegate_id, interest in sorted(wanted.items())
    )
    offers = tuple(
        Offer(o.id, o.venue, o.start, o.end, max(left[o.id], 0), o.kind, o.group)
        for o in first.offers
    )
    return AssignProblem("named", first.travel, offers, people)


def _only_whole(plan: VisitsPlan, pair: Pair) -> bool:
    """Whether nothing but the size or the languages of the whole keeps a delegation away."""
    if pair in plan.given or pair in plan.form.rows:
        return False
    causes = {fact.cause for fact in plan.facts(pair)}
    return bool(causes) and causes <= OF_THE_WHOLE


def _who_may(form: VisitsForm, pair: Pair) -> Iterator[Delegate]:
    programme, offer = form.programme, form.offers[pair[1]]
    present = {p.delegate_id for p in programme.parties(offer.id)}
    for delegate in programme.delegates_of.get(pair[0], ()):
        if delegate.id in present:
            continue
        barred = [
            *spoken_facts(programme, delegate.id, offer),
            *access_facts(programme, (delegate.id,), offer),
            *_own(form, delegate.id, offer.id),
        ]
        if not barred:
            yield delegate


def _own(form: VisitsForm, delegate_id: str, offer_id: str) -> Iterator[object]:
    """Facts of the delegate's own programme; that of the delegation has been looked at."""
    movable = {o for _d, o in form.rows}
    busy = Busy(form.frame, delegate_id, movable)
    return iter(list(busy.facts(form.span(offer_id), form.offers[offer_id].site_id)))


def _item(plan: VisitsPlan, delegate_id: str, offer_id: str) -> Made:
    form = plan.form
    programme, offer = form.programme, form.offers[offer_id]
    delegation_id = programme.delegates[delegate_id].delegation_id
    title = Phrase(
        "{who}: {what}, {day}",
        who=who(programme, delegate_id),
        what=timed(programme, offer),
        day=day_of(programme, offer),
    )
    brings = [reason.phrase for reason in form.reasons[delegation_id, offer_id]]
    shared = codes([offer.language or ""]) & languages(programme, delegate_id)
    if shared:
        brings.append(Phrase("shared language: {language}", language=", ".join(sorted(shared))))
    item = Item(
        f"{Verb.ADD}:{delegate_id}:{offer_id}",
        Verb.ADD,
        title,
        tuple(brings),
        (delegation_id,),
        (offer_id,),
        in_the_way(plan, (delegation_id, offer_id), named=True),
    )
    row = Participation(new_id(), offer_id, delegate_id=delegate_id)
    return Made(item, (Change(None, row),))
