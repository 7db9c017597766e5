"""A small proposer for tests: it moves the first festival sessions of the plan.

What is pinned is left out, with a relaxation that takes the pin off.
"""

import time
from collections.abc import Callable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from pathlib import Path

from models.words import Kind
from planner.edits.activities import shift, toggle_pin
from planner.edits.core import Edit, in_turn
from planner.entities import Activity, Change
from planner.errors import PlannerError
from planner.phrases import Phrase
from planner.programme import Programme
from planner.propose.kinds import FOR, Proposable, Setting, Sort
from planner.propose.proposal import (
    Item,
    Keep,
    LeftOut,
    Proposal,
    Relaxation,
    Score,
    Verb,
    with_needs,
)
from planner.solve.budget import Budget, nobody
from planner.workspace import Workspace

#: How many sessions are moved, and by how much.
SESSIONS, MINUTES = 3, 5


@dataclass(frozen=True)
class MoverOptions:
    """``ends`` False: it goes on until it is stopped; ``fails``: it cannot even begin.

    ``sticks``: what is pinned cannot hold; ``most``: so many sessions at most.
    """

    keep: Keep = Keep.ALL
    delegations: tuple[str, ...] = ()
    ends: bool = True
    fails: bool = False
    sticks: bool = False
    most: int = SESSIONS


@dataclass(frozen=True, kw_only=True)
class Moves(Proposal):
    """``moves``: activity and minutes of each item, whose key is the activity's id."""

    moves: tuple[tuple[str, int], ...] = ()

    def edit(self, accepted: AbstractSet[str]) -> Edit:
        kept = with_needs(self.items, accepted)
        changes: tuple[Change, ...] = ()
        for activity_id, minutes in self.moves:
            if activity_id in kept:
                made = shift(self.base.apply(changes), activity_id, minutes)
                changes = in_turn((*changes, *made.changes))
        return Edit(self.label, changes)


def sessions(programme: Programme) -> list[Activity]:
    """The sessions that are moved."""
    placed = [a for a in programme.activities.values() if a.kind is Kind.SESSION and a.start]
    return sorted(placed, key=lambda a: (str(a.start), a.id))[:SESSIONS]


def pin_first(store: Path) -> str:
    """Pin the first session; its title."""
    workspace = Workspace.open(store, author="anna")
    workspace.enter(workspace.editions()[0].id)
    first = sessions(workspace.programme)[0]
    workspace.do(toggle_pin(workspace.programme, first.id))
    workspace.close()
    return first.title


def propose_moves(
    programme: Programme,
    options: MoverOptions,
    budget: Budget,
    report: Callable[[Proposal], None] = nobody,
) -> Proposal:
    """Report one more move at a time, then the whole with an alternative."""
    if options.fails:
        raise PlannerError(Phrase("No delegation wishes anything."), Phrase("Add wishes first."))
    free = [a for a in sessions(programme) if not a.pin_time][: options.most]
    if options.sticks:
        return replace(_proposal(programme, [], MINUTES), status="infeasible")
    for count in range(1, len(free) + 1):
        found = replace(_proposal(programme, free[:count], MINUTES), status="feasible")
        report(replace(found, seconds=budget.spent, final=False))
    while not options.ends and not budget.over:
        time.sleep(0.01)
    best = _proposal(programme, free, MINUTES)
    others = (replace(_proposal(programme, free[:1], 2 * MINUTES), score=98.0),)
    done = "optimal" if options.ends else "feasible"
    return replace(best, status=done, alternatives=others, seconds=budget.spent)


def _proposal(programme: Programme, moved: list[Activity], minutes: int) -> Moves:
    pinned = [a for a in sessions(programme) if a.pin_time]
    return Moves(
        kind="visits",
        base=programme,
        label=Phrase("Sessions moved by {n} min", n=minutes),
        items=(*_items(programme, moved, minutes), *_kept(pinned)),
        left_out=tuple(_left_out(programme, a) for a in pinned),
        scores=_scores(programme, len(moved)),
        score=100.0 * len(moved) / SESSIONS,
        bound=100.0,
        moves=tuple((a.id, minutes) for a in moved),
    )


def _items(programme: Programme, moved: list[Activity], minutes: int) -> tuple[Item, ...]:
    return tuple(
        Item(
            a.id,
            Verb.MOVE,
            Phrase("{title}, {n} min later", title=a.title, n=minutes),
            brings=(Phrase("More time for lunch."),),
            delegations=programme.delegations_in(a.id),
            activities=(a.id,),
            needs=(moved[0].id,) if number == 1 else (),
        )
        for number, a in enumerate(moved)
    )


def _kept(pinned: list[Activity]) -> tuple[Item, ...]:
    return tuple(
        Item(f"keep {a.id}", Verb.KEEP, Phrase("{title} stays", title=a.title)) for a in pinned
    )


def _left_out(programme: Programme, activity: Activity) -> LeftOut:
    return LeftOut(
        activity.id,
        Phrase("{title}, later", title=activity.title),
        because=(Phrase("“{title}” is pinned.", title=activity.title),),
        relaxation=Relaxation(
            Phrase("take its pin off"),
            cost=Phrase("nothing"),
            edit=toggle_pin(programme, activity.id),
        ),
    )


def _scores(programme: Programme, count: int) -> tuple[Score, ...]:
    first = programme.active_delegations[:1]
    return (
        Score(Phrase("Time for lunch"), 0, count * MINUTES),
        *(Score(Phrase("Time for lunch"), 0, count * MINUTES, d.id) for d in first),
    )


SETTINGS = (
    FOR,
    Setting("ends", "--ends", "Ends", Sort.SWITCH, "end by itself"),
    Setting("fails", "--fails", "Fails", Sort.SWITCH, "do not even begin"),
    Setting("sticks", "--sticks", "Sticks", Sort.SWITCH, "pins that cannot hold"),
    Setting("most", "--most", "Most", Sort.NUMBER, "so many at most"),
    Setting("unknown", "--unknown", "Unknown", Sort.NUMBER, "of a later version"),
)


def mover(kind: Proposable) -> Proposable:
    """The kind with this proposer in the place of its solver."""
    place = "tests.screens.proposer"
    return replace(
        kind,
        entry=f"{place}:propose_moves",
        options=f"{place}:MoverOptions",
        settings=SETTINGS,
    )
