"""What an activity says to everybody who may know of it: the ground of every programme's lines."""

from typing import Any

from planner.entities import Activity
from planner.programme import Programme
from planner.publish.items import Item, ItemKind, Part
from planner.publish.labels import Labels
from planner.publish.recipients import Recipient


def line(programme: Programme, recipient: Recipient, activity: Activity, **told: Any) -> Item:
    """Time, place and words of an activity; a part has the place of its whole.

    ``told``: those fields of the item that depend on whom it is told.
    """
    span = programme.spans[activity.id]
    parent = programme.activities.get(activity.parent_id or "")
    site_id = activity.site_id or (parent.site_id if parent else None)
    return Item(
        key=activity.id,
        kind=ItemKind.ACTIVITY,
        begin=span.begin,
        end=span.end,
        start=programme.clock.wall(span.begin),
        finish=programme.clock.wall(span.end),
        title=title_of(activity, recipient),
        within=title_of(parent, recipient) if parent else "",
        activity=activity,
        place=programme.sites.get(site_id or ""),
        origin=programme.sites.get(activity.from_site_id or ""),
        meeting_point=activity.meeting_point or (parent.meeting_point if parent else None),
        language=activity.language or (parent.language if parent else None),
        description=activity.description,
        status=activity.status,
        **told,
    )


def part_of(programme: Programme, recipient: Recipient, activity: Activity, **told: Any) -> Part:
    """A part in its running order; ``told`` as in :func:`line`."""
    span = programme.spans[activity.id]
    return Part(
        activity=activity,
        begin=span.begin,
        end=span.end,
        start=programme.clock.wall(span.begin),
        finish=programme.clock.wall(span.end),
        title=title_of(activity, recipient),
        **told,
    )


def turn_key(activity: Activity) -> str:
    """The key of a part that stands in a programme as a turn of its own."""
    return f"{activity.id}:turn"


def title_of(activity: Activity, recipient: Recipient) -> str:
    """As typed, else what kind of activity it is."""
    return title_in(activity, Labels(recipient.language))


def title_in(activity: Activity, labels: Labels) -> str:
    """The same, in the language of ``labels``."""
    return activity.title if activity.title.strip() else labels.kind(activity.kind)
