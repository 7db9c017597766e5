"""The smallest change that lets a delegation into an item after all."""

from dataclasses import replace

from planner.checks.wording import timed, titled, who
from planner.edits.core import new_id
from planner.entities import Change, Participation
from planner.phrases import Phrase, plural
from planner.propose.facts import Cause, Fact
from planner.propose.proposal import Relaxation
from planner.propose.relaxing import Step, freeing, interpreting, together
from planner.propose.visits_interest import points
from planner.propose.visits_plan import VisitsPlan
from planner.propose.visits_standing import Pair


def relaxation(plan: VisitsPlan, pair: Pair, facts: tuple[Fact, ...]) -> Relaxation | None:
    """What takes all facts away; its edit also gives the item, so that it surely comes in."""
    given = [Change(None, Participation(new_id(), pair[1], pair[0]))]
    present = plan.form.programme.participations_of.get(pair[1], ())
    own = {pair[0], *(d.id for d in plan.form.programme.delegates_of.get(pair[0], ()))}
    given += [Change(r, None) for r in present if {r.delegation_id, r.delegate_id} & own]
    return together((_step(plan, pair, fact) for fact in facts), also=given)


def _step(plan: VisitsPlan, pair: Pair, fact: Fact) -> Step:
    form = plan.form
    offer = form.offers[pair[1]]
    whose = who(form.programme, pair[0])
    match fact.cause:
        case Cause.CAPACITY:
            return _more_places(plan, pair, fact)
        case Cause.LANGUAGE:
            return interpreting(form.programme, fact, form.span(offer.id))
        case Cause.ACCESS:
            return Step(Phrase("a way without steps into {what}", what=titled(offer)))
        case Cause.DAY_FULL:
            return Step(Phrase("one item more that day for {who}", who=whose), ())
        case Cause.REST:
            return Step(Phrase("less time for lunch for {who}", who=whose), ())
        case Cause.HOURS:
            return Step(Phrase("{who} stays up late", who=whose), ())
        case Cause.BUSY | Cause.SEEN if (pair[0], fact.activity_id) in plan.given:
            return _instead(plan, pair, fact)
        case _:
            return freeing(form.programme, fact, form.span(offer.id), offer.site_id)


def _more_places(plan: VisitsPlan, pair: Pair, fact: Fact) -> Step:
    offer = plan.form.offers[pair[1]]
    phrase = plural(
        "{n} place more in {what}",
        "{n} places more in {what}",
        fact.minutes,
        what=timed(plan.form.programme, offer),
    )
    site = plan.form.programme.sites.get(offer.site_id or "")
    by_site = site is not None and site.capacity is not None
    if offer.capacity is None or by_site:
        return Step(phrase)
    return Step(phrase, (Change(offer, replace(offer, capacity=offer.capacity + fact.minutes)),))


def _instead(plan: VisitsPlan, pair: Pair, fact: Fact) -> Step:
    form, other = plan.form, fact.activity_id or ""
    worth = points(form.reasons.get((pair[0], other), ()))
    cost = plural("{n} point", "{n} points", worth) if worth else None
    phrase = Phrase(
        "{who} gives up {what}",
        who=who(form.programme, pair[0]),
        what=timed(form.programme, form.offers[other]),
    )
    row = form.rows.get((pair[0], other))
    if row is None:
        return Step(phrase, (), cost)
    changes: list[Change] = [Change(row, None)]
    if form.offers[other].pin_people:
        pinned = form.offers[other]
        changes.append(Change(pinned, replace(pinned, pin_people=False)))
        phrase = Phrase("{what}, its pin released", what=phrase)
    return Step(phrase, tuple(changes), cost)
