"""Accepting a conflict with a note, and taking the acceptance back."""

from datetime import UTC, datetime

from planner.conflicts import Conflict
from planner.edits.core import Edit, edit, new_id
from planner.entities import Acceptance, Change
from planner.phrases import Phrase
from planner.programme import Programme


def accept(programme: Programme, conflict: Conflict, note: str, author: str) -> Edit:
    """Accept a conflict as it stands; it returns when its facts change."""
    row = Acceptance(
        new_id(),
        programme.edition.id,
        conflict.key,
        conflict.fact,
        note,
        author,
        datetime.now(UTC).replace(tzinfo=None, microsecond=0),
    )
    old = [a for a in programme.acceptances.values() if a.key == conflict.key]
    label = Phrase("Accept conflict: {conflict}", conflict=conflict.phrase)
    return edit(label, [*(Change(a, None) for a in old), Change(None, row)])


def unaccept(programme: Programme, conflict: Conflict) -> Edit:
    """Make an accepted conflict count again."""
    old = [a for a in programme.acceptances.values() if a.key == conflict.key]
    label = Phrase("No longer accept: {conflict}", conflict=conflict.phrase)
    return edit(label, [Change(a, None) for a in old])
