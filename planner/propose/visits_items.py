"""A plan of visits as items to accept or reject, each with what it brings and its rows."""

from collections.abc import Iterator
from dataclasses import dataclass

from planner.checks.wording import day_of, timed, who
from planner.edits.core import new_id
from planner.entities import Change, Participation
from planner.phrases import Phrase, plural
from planner.propose.proposal import Item, Verb
from planner.propose.visits_bars import languages
from planner.propose.visits_form import VisitsForm
from planner.propose.visits_plan import VisitsPlan
from planner.propose.visits_standing import Pair
from planner.round_table import codes


@dataclass(frozen=True, slots=True)
class Made:
    """An item and the changes that make it."""

    item: Item
    changes: tuple[Change, ...] = ()


def key_of(verb: Verb, pair: Pair) -> str:
    return f"{verb}:{pair[0]}:{pair[1]}"


def made(plan: VisitsPlan) -> tuple[Made, ...]:
    """An item for each pair that the plan holds or gives up, by delegation and time."""
    form = plan.form
    by_time = sorted(form.offers, key=lambda o: (form.span(o), o))
    found = [
        _item(plan, (d, o))
        for d in form.delegations
        for o in by_time
        if (d, o) in plan.given or (d, o) in form.rows
    ]
    return tuple(found)


def _item(plan: VisitsPlan, pair: Pair) -> Made:
    form = plan.form
    row = form.rows.get(pair)
    if row is None:
        needs = in_the_way(plan, pair)
        fresh = Participation(new_id(), pair[1], pair[0])
        return Made(_about(plan, pair, Verb.ADD, needs), (Change(None, fresh),))
    if pair in plan.given:
        return Made(_about(plan, pair, Verb.KEEP))
    return Made(_about(plan, pair, Verb.REMOVE), (Change(row, None),))


def _about(plan: VisitsPlan, pair: Pair, verb: Verb, needs: tuple[str, ...] = ()) -> Item:
    brings = _dropped(plan, pair) if verb is Verb.REMOVE else _brings(plan.form, pair)
    title = _title(plan.form, pair)
    return Item(key_of(verb, pair), verb, title, tuple(brings), pair[:1], pair[1:], needs)


def _title(form: VisitsForm, pair: Pair) -> Phrase:
    offer = form.offers[pair[1]]
    return Phrase(
        "{who}: {what}, {day}",
        who=who(form.programme, pair[0]),
        what=timed(form.programme, offer),
        day=day_of(form.programme, offer),
    )


def _brings(form: VisitsForm, pair: Pair) -> Iterator[Phrase]:
    for reason in form.reasons.get(pair, ()):
        yield reason.phrase
    offer = form.offers[pair[1]]
    shared = codes([offer.language or ""]) & languages(form.programme, pair[0])
    if shared:
        yield Phrase("shared language: {language}", language=", ".join(sorted(shared)))
    if offer.pin_people:
        yield Phrase("pinned")


def _dropped(plan: VisitsPlan, pair: Pair) -> Iterator[Phrase]:
    """Why something is given up: what keeps it out of the plan."""
    facts = plan.facts(pair)
    for fact in facts:
        yield fact.phrase
    if not facts:
        yield Phrase("nothing speaks for it")


def in_the_way(plan: VisitsPlan, pair: Pair, *, named: bool = False) -> tuple[str, ...]:
    """Keys of what is given up without which there is no room for something new.

    ``named``: a delegate takes a place that remains, so that all who leave have to leave.
    """
    form = plan.form
    delegation_id, offer_id = pair
    found = [p for p in plan.dropped if p[0] == delegation_id and form.clash(p[1], offer_id)]
    leaving = [p for p in plan.dropped if p[1] == offer_id]
    if named or plan.places_left(offer_id) < sum(form.size(d) for d, _o in leaving):
        found += leaving
    return tuple(dict.fromkeys(key_of(Verb.REMOVE, other) for other in found))


def label(changes: int) -> Phrase:
    return plural("{n} change of the KIKK visits", "{n} changes of the KIKK visits", changes)
