"""What is wrong with the input of a proposal of visits, in a sentence each."""

from collections.abc import Iterator

from planner.checks.wording import listed, named
from planner.phrases import Phrase
from planner.propose.visits_form import VisitsForm


def notes(form: VisitsForm) -> tuple[Phrase, ...]:
    """Sentences that name the culprits; the rest is planned all the same."""
    return (*_missing(form), *form.kept.notes)


def _missing(form: VisitsForm) -> Iterator[Phrase]:
    programme = form.programme
    if not form.delegations:
        yield Phrase("No delegation comes: there is nobody to plan visits for.")
        return
    if not form.offers:
        yield Phrase("No festival session or guided visit has a time yet: enter some first.")
        return
    mine = frozenset(form.delegations)
    wishing = {w.delegation_id for w in programme.wishes.values() if w.delegation_id in mine}
    if not wishing:
        yield Phrase("No delegation has a wish: only their creative fields and interests count.")
    without = [d for d in form.delegations if not any(p == d for p, _o in form.reasons)]
    if without:
        people = listed([named(programme.delegations[d].name) for d in without])
        yield Phrase("Nothing is known that would interest {who}: enter wishes.", who=people)
    unknown = [d for d in form.delegations if programme.heads_of(d) is None]
    if unknown:
        people = listed([named(programme.delegations[d].name) for d in unknown])
        yield Phrase("Nobody knows how many people {who} are: counted as one.", who=people)
