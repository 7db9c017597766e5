"""A proposal in words, for screens and commands alike."""

from collections.abc import Iterator
from typing import NamedTuple

from planner.day_of_people import Told
from planner.entities import Activity
from planner.phrases import N_, Phrase, _, language, plural, short_date
from planner.programme import Programme
from planner.propose.proposal import Item, LeftOut, Proposal, Verb

#: A verb's sign and name (an English source string).
VERBS = {
    Verb.ADD: ("+", N_("add")),
    Verb.MOVE: ("→", N_("move")),
    Verb.REMOVE: ("−", N_("take out")),
    Verb.KEEP: ("=", N_("keep")),
}
OPTIMAL, FEASIBLE, INFEASIBLE = "optimal", "feasible", "infeasible"


class Then(NamedTuple):
    """An activity as it is and as it would be, in words; empty: it is not there."""

    title: str
    before: str
    after: str


def number(value: float, digits: int = 1) -> str:
    """Whole, or with a decimal: ``412``, ``4.2``."""
    text = f"{value:.{digits}f}" if value % 1 else f"{value:.0f}"
    return text.replace(".", ",") if language() == "fr" else text


def reached(proposal: Proposal, *, brief: bool = False) -> Phrase:
    """Score, bound and gap: ``412 of at most 430 (gap 4.2 %)``; ``brief``: without the gap."""
    score, bound, gap = proposal.score, proposal.bound, proposal.gap
    if proposal.status == INFEASIBLE:
        return Phrase("what is pinned cannot all hold")
    if score is None:
        return Phrase("proven best") if proposal.status == OPTIMAL else Phrase("nothing found yet")
    if score < 0:  # what a repair costs
        cost = number(-score)
        if proposal.status == OPTIMAL:
            return Phrase("at a cost of {cost}, proven the least", cost=cost)
        return Phrase("at a cost of {cost}", cost=cost)
    if proposal.status == OPTIMAL:
        return Phrase("{score}, proven best", score=number(score))
    if bound is None or gap is None:
        return Phrase("{score}, no bound known", score=number(score))
    if brief:
        return Phrase("{score} of at most {bound}", score=number(score), bound=number(bound))
    return Phrase(
        "{score} of at most {bound} (gap {gap} %)",
        score=number(score),
        bound=number(bound),
        gap=number(gap * 100),
    )


def progress(
    title: str, proposal: Proposal | None, seconds: float, *, brief: bool = False
) -> Phrase:
    """``Wake tour: 412 of at most 430 (gap 4.2 %), 5 s``; ``title`` is an English source string."""
    so_far = Phrase("looking for a first plan")
    if proposal is not None:
        so_far = reached(proposal, brief=brief)
    return Phrase("{title}: {reached}, {n} s", title=Phrase(title), reached=so_far, n=int(seconds))


def verdict(proposal: Proposal) -> Phrase:
    """What a proposal that has ended comes to, in a sentence."""
    changes = len(proposal.everything)
    found = reached(proposal)
    if proposal.status == INFEASIBLE:
        return Phrase("No plan: what is pinned cannot all hold.")
    if not changes and proposal.score is not None and proposal.score < 0:
        return Phrase("Nothing has to change ({reached}).", reached=found)
    if not changes and proposal.status == OPTIMAL:
        return Phrase(
            "Nothing to change: the plan is the best one already ({reached}).", reached=found
        )
    if not changes:
        return Phrase("Nothing to propose ({reached}).", reached=found)
    what = plural("{n} change", "{n} changes", changes)
    return Phrase("{changes} proposed: {reached}.", changes=what, reached=found)


def counted(accepted: int, of: int) -> Phrase:
    """``12 of 14 changes``, ``14 changes``."""
    if accepted == of:
        return plural("{n} change", "{n} changes", of)
    return plural("{some} of {n} change", "{some} of {n} changes", of, some=accepted)


# -- things ---------------------------------------------------------------------------------


def item_line(item: Item) -> str:
    """``+ title``."""
    return f"{VERBS[item.verb][0]} {item.title}"


def names(programme: Programme, ids: tuple[str, ...]) -> str:
    """The names of delegations, or that it is everybody."""
    everybody = {d.id for d in programme.active_delegations}
    if len(everybody) > 1 and everybody <= set(ids):
        return _("everybody")
    return ", ".join(programme.delegations[i].name for i in ids if i in programme.delegations)


def then(before: Programme, after: Programme, item: Item) -> Iterator[Then]:
    """The activities of an item that would stand elsewhere, old and new."""
    for activity_id in item.activities:
        old, new = before.activities.get(activity_id), after.activities.get(activity_id)
        activity = new or old
        texts = (place_and_time(before, old), place_and_time(after, new))
        if activity is not None and texts[0] != texts[1]:
            yield Then(activity.title, *texts)


def place_and_time(programme: Programme, activity: Activity | None) -> str:
    """``Wed 23 Oct 09:00–10:30, TRAKK``; ``in the tray`` where it has no time."""
    if activity is None:
        return ""
    start, end = programme.start(activity), programme.end(activity)
    if start is None or end is None:
        return _("in the tray")
    again = "~" if start.fold else ""
    when = f"{short_date(start.date())} {start:%H:%M}{again}–{end:%H:%M}"
    place = programme.site_name(activity.site_id)
    return f"{when}, {place}" if place else when


def to_tell(proposal: Proposal) -> Iterator[str]:
    """Who must hear of it, with somebody to call: a line each; proposals of repairs say so."""
    told: tuple[Told, ...] = getattr(proposal, "told", ())
    for each in told:
        person = f" ({each.contact})" if each.contact else ""
        yield f"{each.name}{person} {each.phone or _('no phone known')}"


def why_out(left: LeftOut) -> Iterator[Phrase]:
    """Why something is left out, and what would let it in."""
    yield from left.because
    if left.dearer is not None:
        yield left.dearer
    if (relaxation := left.relaxation) is not None:
        yield Phrase("It would fit: {what}", what=relaxation.phrase)
        if relaxation.cost is not None:
            yield Phrase("That would cost: {what}", what=relaxation.cost)
