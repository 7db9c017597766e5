"""The last look at a proposal: what would break a rule of the first order is not proposed.

The solvers know times, ways and places, the rules know more.  Whatever an item would break is told
as its reason, so that an organiser may still do it by hand.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from planner.conflicts import Conflict, Severity
from planner.knock_on import Foresight
from planner.propose.proposal import Item, LeftOut, Proposal, Verb

P = TypeVar("P", bound=Proposal)
#: Each round drops at least one item.
MOST_ROUNDS = 5


def harmless(proposal: P) -> P:
    """The proposal without the items that bring new blocking conflicts."""
    foresight = Foresight(proposal.base)
    for _round in range(MOST_ROUNDS):
        found = foresight.of(proposal.edit(proposal.everything))
        blocking = [
            c
            for c in (*found.appear, *(then for _now, then in found.changed))
            if c.severity is Severity.BLOCKING
        ]
        guilty = {i.key: why for i in proposal.items if (why := _broken(proposal, i, blocking))}
        if not guilty:
            return proposal
        proposal = _without(proposal, guilty)
    return proposal


def _broken(proposal: Proposal, item: Item, blocking: Iterable[Conflict]) -> Conflict | None:
    """A conflict about an activity, and people, that the item brings together or moves."""
    if item.verb in (Verb.KEEP, Verb.REMOVE):
        return None
    delegates = proposal.base.delegates
    mine = frozenset(item.delegations)
    for conflict in blocking:
        people = {delegates[i].delegation_id if i in delegates else i for i in conflict.people}
        concerns = not mine or not people or people & mine or people & proposal.base.hosts.keys()
        if concerns and set(item.activities) & set(conflict.activities):
            return conflict
    return None


def _without(proposal: P, guilty: dict[str, Conflict]) -> P:
    items = tuple(i for i in proposal.items if i.key not in guilty)
    dropped = tuple(
        LeftOut(i.key, i.title, (guilty[i.key].phrase,), delegations=i.delegations)
        for i in proposal.items
        if i.key in guilty
    )
    return replace(proposal, items=items, left_out=(*proposal.left_out, *dropped))
