"""Somebody else was first: who, with what, and what could be done about it."""

from planner.edits.core import Edit
from planner.edits.rebase import Overtaken, collisions, rebased
from planner.errors import Stale
from planner.phrases import Phrase
from planner.programme import Programme


def overtaken(what: Phrase, who: str, label: Phrase | None, now: Programme, edit: Edit) -> Stale:
    """An edit of rows that ``who`` has changed meanwhile; ``now`` is the plan with that change."""
    found = collisions(now, edit)
    if label is None:
        phrase = Phrase("Somebody else has changed {what} in the meantime.", what=what)
    elif found:
        phrase = Phrase("{who} has changed {what} in the meantime.", who=who, what=what)
    else:
        phrase = Phrase(
            "{who} has changed {what} in the meantime: {label}.", who=who, what=what, label=label
        )
    hint = Phrase("Look at it again, then repeat your change.")
    return Overtaken(phrase, hint, found, rebased(now, edit) if found else None)


def covered(what: Phrase, who: str, label: Phrase | None) -> Stale:
    """A step that cannot be turned because ``who`` has changed the same since."""
    if label is None:
        return Stale(
            Phrase("Somebody else has changed {what} in the meantime.", what=what),
            Phrase("Look at it again, then change it by hand."),
        )
    return Stale(
        Phrase("{who} has changed {what} since then: {label}.", who=who, what=what, label=label),
        Phrase("Your step stays as long as theirs stands on top of it: change it by hand."),
    )


def moved_on() -> Stale:
    """An edit that was worked out from a plan which is no longer the one in the store."""
    return Stale(
        Phrase("The plan has been changed by somebody else while this was worked out."),
        Phrase("Nothing has been applied: look at the plan as it is now, then do it again."),
    )
