"""What a driver does when: from where to where with how many people, and where to wait.

No person is named to a driver.
"""

from collections.abc import Iterator
from dataclasses import replace

from models.words import Kind
from planner.entities import Activity
from planner.programme import Programme
from planner.publish.items import Heads, Item, ItemKind
from planner.publish.labels import WAITING, Labels
from planner.publish.lines import line
from planner.publish.recipients import Recipient
from planner.publish.shown import vehicle_activities


def driver_items(programme: Programme, recipient: Recipient) -> Iterator[Item]:
    """The transfers of the vehicle, and whatever its tours stop for."""
    for activity in vehicle_activities(programme, recipient.id):
        item = replace(line(programme, recipient, activity), language=None)
        if activity.kind is Kind.TRANSFER:
            yield replace(item, expected=Heads(*programme.head_count(activity.id)))
        else:
            yield _wait(recipient, activity, item)


def _wait(recipient: Recipient, activity: Activity, item: Item) -> Item:
    """Where and how long; what the passengers do meanwhile, and where they meet, is theirs."""
    labels = Labels(recipient.language)
    where = item.place.name if item.place is not None else labels.kind(activity.kind)
    return replace(
        item,
        kind=ItemKind.WAIT,
        title=labels.headed(WAITING, where),
        meeting_point=None,
        description=None,
    )
