"""Everybody at once: every delegation that is free then takes part, or none of them any more."""

from models.words import Role
from planner.availability import Is, availability
from planner.edits.core import Edit, edit, new_id, require
from planner.edits.names import describe
from planner.entities import Activity, Change, Delegation, Participation
from planner.errors import PlannerError
from planner.phrases import Phrase
from planner.programme import Programme

#: Whoever is so may come; the way to it is for the checks.
CAN_COME = frozenset({Is.FREE, Is.UNSURE, Is.NO_TIME})


def free_then(programme: Programme, activity: Activity) -> tuple[Delegation, ...]:
    """The delegations that are here and have nothing else at the time of an activity, by name."""
    return tuple(
        d
        for d in programme.active_delegations
        if availability(programme, d.id, activity).state in CAN_COME
    )


def toggle_everybody(programme: Programme, activity_id: str) -> Edit:
    """Put every delegation that is free then on an activity; when all are on it, take all off.

    Raises PlannerError when nobody is free.
    """
    activity = require(programme, Activity, activity_id)
    what = describe(programme, activity)
    taking_part = set(programme.delegations_in(activity_id))
    joining = [d for d in free_then(programme, activity) if d.id not in taking_part]
    if joining:
        label = Phrase("Put everybody who is free on {what}", what=what)
        rows = (Participation(new_id(), activity_id, d.id) for d in joining)
        return edit(label, [Change(None, row) for row in rows])
    if not taking_part:
        raise PlannerError(Phrase("No delegation is here and free at that time."))
    attending = [
        row
        for row in programme.participations_of.get(activity_id, ())
        if row.host_id is None and row.role is Role.ATTENDS
    ]
    return edit(
        Phrase("Take everybody off {what}", what=what), [Change(r, None) for r in attending]
    )
