"""An edit that was made of a plan which somebody else has changed meanwhile."""

from dataclasses import dataclass, replace
from typing import Any

from planner.edits.core import Edit
from planner.entities import Change, Entity, changed_columns
from planner.errors import Stale
from planner.phrases import Phrase
from planner.programme import Programme


@dataclass(frozen=True, slots=True)
class Collision:
    """A row of which two people changed the same fields.

    ``base``: as both have seen it; ``theirs``: as it is now, None when it is gone; ``mine``: as
    the later one wants it, None when he wants it gone.
    """

    base: Entity
    theirs: Entity | None
    mine: Entity | None
    columns: tuple[str, ...] = ()


class Overtaken(Stale):
    """Somebody else has changed the very fields that an edit changes.

    ``collisions``: where; ``mine``: the edit that puts this one's values over theirs, None where
    there is none.
    """

    def __init__(
        self,
        phrase: Phrase,
        hint: Phrase,
        collisions: tuple[Collision, ...],
        mine: Edit | None = None,
    ) -> None:
        super().__init__(phrase, hint)
        self.collisions = collisions
        self.mine = mine


def collisions(programme: Programme, edit: Edit) -> tuple[Collision, ...]:
    """Where an edit would overwrite what ``programme``, the plan as it is now, holds."""
    found = (_collision(programme, change) for change in edit.changes)
    return tuple(each for each in found if each is not None)


def _collision(programme: Programme, change: Change) -> Collision | None:
    base, mine = change.before, change.after
    if base is None:
        return None
    now = programme.find(change.table, change.id)
    if now is None:
        return None if mine is None else Collision(base, None, mine)
    theirs = set(changed_columns(base, now))
    if mine is None:
        return Collision(base, now, None, tuple(sorted(theirs))) if theirs else None
    both = theirs & set(changed_columns(base, mine)) & set(changed_columns(now, mine))
    return Collision(base, now, mine, tuple(sorted(both))) if both else None


def rebased(programme: Programme, edit: Edit) -> Edit | None:
    """The edit on the plan as it is now: its own values win, all others stay.

    None where it cannot be made any more: a row to change is gone, or one to add is there.
    """
    changes = []
    for change in edit.changes:
        now = programme.find(change.table, change.id)
        if change.before is None:
            if now is not None:
                return None
            changes.append(change)
        elif change.after is None:
            if now is not None:
                changes.append(Change(now, None))
        elif now is None:
            return None
        else:
            wanted: dict[str, Any] = {
                name: getattr(change.after, name)
                for name in changed_columns(change.before, change.after)
            }
            changes.append(Change(now, replace(now, **wanted)))
    return Edit(edit.label, tuple(c for c in changes if c.before != c.after))
