"""A proposal as it is printed: in lines, and as JSON."""

from collections.abc import Iterator
from typing import Any

from planner.commands.output import show
from planner.entities import Activity
from planner.phrases import Phrase, _, colon
from planner.programme import Programme
from planner.propose.proposal import Item, LeftOut, Proposal, Score, Verb
from planner.propose.words import item_line, names, then, to_tell, verdict, why_out


def print_proposal(proposal: Proposal) -> None:
    """Status, changes, what is left out and why, figures before and after, notes, alternatives."""
    show(str(verdict(proposal)))
    for note in proposal.notes:
        show(f"! {note}")
    for title, lines in (
        (_("Changes"), _item_lines(proposal)),
        (_("Left out"), _left_lines(proposal)),
        (_("Before and after"), _score_lines(proposal)),
        (_("Other plans"), _other_lines(proposal)),
        (_("To be told"), to_tell(proposal)),
    ):
        found = list(lines)
        if found:
            show("")
            show(colon(title))
            for line in found:
                show(f"  {line}")


def _item_lines(proposal: Proposal) -> Iterator[str]:
    after = preview(proposal)
    for item in proposal.items:
        if item.verb is Verb.KEEP:
            continue
        who = names(proposal.base, item.delegations)
        yield f"{item_line(item)} ({who})" if who else item_line(item)
        for activity in then(proposal.base, after, item):
            yield f"    {activity.before or '—'} → {activity.after or '—'}"
        for phrase in item.brings:
            yield f"    {phrase}"


def _left_lines(proposal: Proposal) -> Iterator[str]:
    for left in proposal.left_out:
        yield f"{left.title}"
        for phrase in why_out(left):
            yield f"    {phrase}"


def _score_lines(proposal: Proposal) -> Iterator[str]:
    for score in proposal.scores:
        who = name_of(proposal.base, score)
        of = f"{score.rule}, {who}" if who else str(score.rule)
        yield f"{colon(of)} {score.before} → {score.after}"


def _other_lines(proposal: Proposal) -> Iterator[str]:
    for number, other in enumerate(proposal.alternatives, 1):
        yield f"{number}. {verdict(other)}"


def name_of(programme: Programme, score: Score) -> str:
    """The delegation that a figure is of; empty: all."""
    found = programme.delegations.get(score.subject or "")
    return found.name if found else ""


def preview(proposal: Proposal) -> Programme:
    """The plan as it would be with all of a proposal."""
    return proposal.base.apply(proposal.edit(proposal.everything).changes)


def form_of(proposal: Proposal) -> dict[str, Any]:
    """The JSON form of a proposal, as the README documents it.

    Times are wall-clock times of the edition (ISO 8601), figures those of the solver.
    """
    after = preview(proposal)
    return {
        "kind": proposal.kind,
        **_figures(proposal),
        "verdict": str(verdict(proposal)),
        "seconds": round(proposal.seconds, 3),
        "items": [_item_form(proposal.base, after, i) for i in proposal.items],
        "left_out": [_left_form(proposal.base, each) for each in proposal.left_out],
        "scores": [
            {
                "rule": str(s.rule),
                "delegation": _named(proposal.base, s.subject) if s.subject else None,
                "before": s.before,
                "after": s.after,
            }
            for s in proposal.scores
        ],
        "notes": _texts(proposal.notes),
        "told": list(to_tell(proposal)),
        "alternatives": [
            {**_figures(other), "items": [_brief(i) for i in other.items]}
            for other in proposal.alternatives
        ],
    }


def _figures(proposal: Proposal) -> dict[str, Any]:
    return {
        "status": proposal.status,
        "score": proposal.score,
        "bound": proposal.bound,
        "gap": proposal.gap,
    }


def _brief(item: Item) -> dict[str, Any]:
    return {"key": item.key, "verb": item.verb.value, "title": str(item.title)}


def _item_form(before: Programme, after: Programme, item: Item) -> dict[str, Any]:
    return {
        **_brief(item),
        "brings": _texts(item.brings),
        "delegations": [_named(before, i) for i in item.delegations],
        "activities": [
            {
                "id": i,
                "before": _activity_form(before, before.activities.get(i)),
                "after": _activity_form(after, after.activities.get(i)),
            }
            for i in item.activities
        ],
        "needs": list(item.needs),
    }


def _activity_form(programme: Programme, activity: Activity | None) -> dict[str, Any] | None:
    if activity is None:
        return None
    start = programme.start(activity)
    return {
        "title": activity.title,
        "start": start.isoformat(timespec="minutes") if start else None,
        "minutes": activity.minutes,
        "site": programme.site_name(activity.site_id) or None,
    }


def _left_form(programme: Programme, left: LeftOut) -> dict[str, Any]:
    relaxation = left.relaxation
    return {
        "key": left.key,
        "title": str(left.title),
        "delegations": [_named(programme, i) for i in left.delegations],
        "because": _texts(left.because),
        "dearer": str(left.dearer) if left.dearer is not None else None,
        "relaxation": None
        if relaxation is None
        else {
            "what": str(relaxation.phrase),
            "cost": str(relaxation.cost) if relaxation.cost is not None else None,
            "can_be_made": relaxation.edit is not None,
        },
    }


def _named(programme: Programme, delegation_id: str) -> dict[str, str]:
    found = programme.delegations.get(delegation_id)
    return {"id": delegation_id, "name": found.name if found else ""}


def _texts(phrases: tuple[Phrase, ...]) -> list[str]:
    return [str(phrase) for phrase in phrases]
