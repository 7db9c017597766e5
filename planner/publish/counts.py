"""How much there is in somebody's programme, without making it."""

from models.words import Kind
from planner.programme import Programme
from planner.publish.recipients import Recipient, RecipientKind
from planner.publish.shown import host_activities, vehicle_activities


def activities_of(programme: Programme, recipient: Recipient) -> int:
    """How many activities a recipient's programme has; blockers stay in the house."""
    match recipient.kind:
        case RecipientKind.EDITION:
            ids = {a.id for a in programme.activities.values() if a.id in programme.spans}
            ids -= {a.id for a in programme.unplaced}
            activities = [a for i in ids if (a := programme.activities[i]).parent_id is None]
        case RecipientKind.DELEGATION:
            entries = list(programme.agenda(recipient.id))
            for delegate in programme.delegates_of.get(recipient.id, ()):
                entries += programme.own_entries(delegate.id)
            activities = list({e.activity.id: e.activity for e in entries}.values())
        case RecipientKind.HOST:
            found = host_activities(programme, recipient.id)
            ids = {a.id for a in found}
            activities = [a for a in found if a.parent_id not in ids]
        case RecipientKind.DRIVER:
            activities = list(vehicle_activities(programme, recipient.id))
        case _ if recipient.id in programme.delegates:
            activities = [e.activity for e in programme.agenda_of_delegate(recipient.id)]
        case _:
            activities = []
    return sum(a.kind is not Kind.BLOCKER for a in activities)
