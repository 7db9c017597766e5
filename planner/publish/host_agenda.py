"""What a host does when, and whom it may expect.

A host learns which delegations come and how many people.  Persons are named to it in a 1:1 only:
whom it meets.  Of other hosts it learns nothing here.
"""

from collections.abc import Iterator
from dataclasses import replace

from models.words import Kind, Role
from planner.entities import Activity, Delegate
from planner.programme import Programme, count_heads
from planner.publish.items import ROLE_ORDER, Heads, Item, ItemKind, Part, Person, Speaker
from planner.publish.labels import YOU_SPEAK, YOUR_TURN, Labels
from planner.publish.lines import line, part_of, turn_key
from planner.publish.recipients import Recipient
from planner.publish.shown import host_activities, host_rows


def host_items(programme: Programme, recipient: Recipient) -> Iterator[Item]:
    """In what the host takes part; a part for which it is named is a turn of its own."""
    for activity in host_activities(programme, recipient.id):
        item = _item(programme, recipient, activity)
        yield item if activity.parent_id is None else _turn_item(programme, recipient, item)


def _item(programme: Programme, recipient: Recipient, activity: Activity) -> Item:
    parts = programme.parts.get(activity.id, ())
    people = _people(programme, activity)
    heads = Heads(*programme.head_count(activity.id))
    return line(
        programme,
        recipient,
        activity,
        role=_roles(programme, recipient, activity)[0],
        parts=tuple(_part(programme, recipient, part) for part in parts),
        people=people,
        delegations=_delegations(programme, activity),
        expected=None if people or heads == (0, True) else heads,
    )


def _turn_item(programme: Programme, recipient: Recipient, item: Item) -> Item:
    assert item.activity is not None
    template = YOU_SPEAK if item.role is Role.SPEAKS else YOUR_TURN
    return replace(
        item,
        key=turn_key(item.activity),
        kind=ItemKind.TURN,
        title=Labels(recipient.language)(template, title=item.title),
        parts=(_part(programme, recipient, item.activity),),
    )


def _roles(programme: Programme, recipient: Recipient, activity: Activity) -> list[Role]:
    """As what the host takes part, the most telling first; none where it does not."""
    rows = host_rows(programme, recipient.id, activity)
    return sorted((row.role for row in rows), key=ROLE_ORDER.index)


def _part(programme: Programme, recipient: Recipient, part: Activity) -> Part:
    """The delegations that have the word stand with it, and whether it is the host's turn."""
    speaking = [
        programme.delegations[party.delegation_id].name
        for party in programme.parties(part.id)
        if party.delegation_id and party.role not in (Role.ATTENDS, Role.INTERPRETS)
    ]
    turn: Speaker | None = None
    if roles := _roles(programme, recipient, part):
        turn = Speaker.YOU if roles[0] is Role.SPEAKS else Speaker.YOUR_TURN
    speakers = tuple(dict.fromkeys(speaking))
    return part_of(programme, recipient, part, speakers=speakers, turn=turn)


def _people(programme: Programme, activity: Activity) -> tuple[Person, ...]:
    """Whom the host meets in a 1:1, where they are named."""
    if activity.kind is not Kind.MEETING:
        return ()
    return tuple(
        Person(_name(programme.delegates[party.delegate_id]), party.role)
        for party in programme.parties(activity.id)
        if party.delegate_id is not None
    )


def _name(delegate: Delegate) -> str:
    """As its owner writes it, and in Latin letters where these are others."""
    if delegate.latin_name in (None, "", delegate.name):
        return delegate.name
    return f"{delegate.name} ({delegate.latin_name})"


def _delegations(programme: Programme, activity: Activity) -> tuple[str, ...]:
    """The delegations that come, each with how many of it come where that is known."""
    return tuple(
        with_heads(programme, activity, delegation_id)
        for delegation_id in programme.delegations_in(activity.id)
    )


def with_heads(programme: Programme, activity: Activity, delegation_id: str) -> str:
    """``Caen (4)``: a delegation and how many of it take part, where that is known."""
    parties = programme.parties(activity.id)
    heads, complete = count_heads(p for p in parties if p.delegation_id == delegation_id)
    name = programme.delegations[delegation_id].name
    return f"{name} ({heads})" if complete else name
