"""What a delegation would like to attend."""

from dataclasses import replace

from planner.edits.core import Edit, edit, new_id, require
from planner.edits.names import describe
from planner.entities import Activity, Change, Delegation, Wish
from planner.phrases import Phrase
from planner.programme import Programme

#: 1 must, 2 would like, 3 nice to have.
PRIORITIES = (1, 2, 3)


def set_wish(
    programme: Programme, delegation_id: str, activity_id: str, priority: int | None
) -> Edit:
    """Give a delegation's wish for an activity a priority, or take the wish back (None)."""
    activity = require(programme, Activity, activity_id)
    delegation = require(programme, Delegation, delegation_id)
    what, who = describe(programme, activity), delegation.name
    old = [
        w
        for w in programme.wishes.values()
        if w.delegation_id == delegation_id and w.activity_id == activity_id
    ]
    if priority is None:
        label = Phrase("{who} no longer wishes {what}", who=who, what=what)
        return edit(label, [Change(w, None) for w in old])
    label = Phrase("{who} wishes {what}, priority {n}", who=who, what=what, n=priority)
    if old:
        return edit(label, [Change(w, replace(w, priority=priority)) for w in old])
    made = Wish(new_id(), programme.edition.id, delegation_id, activity_id=activity_id)
    return edit(label, [Change(None, replace(made, priority=priority))])
