"""What one recipient does when, line by line: the one source of calendar, paper and screen.

What may leave the house is decided here.  No internal note, no blocker, nothing unplaced; no
e-mail, phone, diet or access needs of anybody; persons are named within their own delegation
only, other delegations appear by the delegation's name where that belongs to the programme.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import chain, groupby
from typing import TypeAlias

from models.words import ABSENT, Kind, Role
from planner.checks.drives import driven_leg
from planner.checks.journey import begins_at, ends_at
from planner.clock import Clock
from planner.entities import Activity
from planner.programme import Party, Programme
from planner.publish.driver_agenda import driver_items
from planner.publish.host_agenda import host_items
from planner.publish.items import ORDER, ROLE_ORDER, Item, ItemKind, Part, Person, Speaker
from planner.publish.journeys import journeys
from planner.publish.labels import DELEGATION_SPEAKS, NAMED_SPEAK, YOU_SPEAK, Labels
from planner.publish.lines import line, part_of, turn_key
from planner.publish.recipients import Recipient, RecipientKind
from planner.publish.shown import shown
from planner.travel import Leg

__all__ = ["Item", "ItemKind", "Part", "Person", "Speaker", "by_day", "items_for"]

#: What the members of a delegation are told alike: by activity, delegation and kind of recipient.
Alike: TypeAlias = dict[tuple[str, str | None, RecipientKind | None], Item]


def items_for(
    programme: Programme, recipient: Recipient, alike: Alike | None = None
) -> tuple[Item, ...]:
    """The recipient's programme in order of time; empty for somebody who is not coming.

    The whole edition gets every placed activity.  A delegation gets what it or anybody of it
    does.  A delegate gets the delegation's programme and their own.  Hosts and drivers get what
    needs them.  ``alike``: items made before from the same programme, used and added to.
    """
    match recipient.kind:
        case RecipientKind.EDITION:
            whole = (a for a in programme.activities.values() if a.parent_id is None)
            found = [_item(programme, recipient, a) for a in shown(programme, whole)]
            return tuple(sorted(found, key=_order))
        case RecipientKind.HOST:
            found = list(host_items(programme, recipient))
        case RecipientKind.DRIVER:
            found = list(driver_items(programme, recipient))
        case _ if _is_coming(programme, recipient):
            own = _own_items(programme, recipient, {} if alike is None else alike)
            found = [*own, *journeys(programme, recipient)]
        case _:
            found = []
    return _with_travel(programme, recipient, sorted(found, key=_order))


def unnamed(programme: Programme) -> frozenset[str]:
    """Ids of the delegates of whom alone nothing is said: of a delegation all are told the same."""
    named = {row.delegate_id for row in programme.participations.values()}
    named |= {row.delegate_id for row in programme.boardings.values()}
    travel_alone = {d.id for d in programme.delegates.values() if d.arrival or d.departure}
    return frozenset(programme.delegates.keys() - named - travel_alone)


def by_day(items: Iterable[Item], clock: Clock) -> list[tuple[date, tuple[Item, ...]]]:
    """Items by the day they begin on; ``items`` must be in order of time."""
    return [(day, tuple(group)) for day, group in groupby(items, lambda i: clock.day(i.begin))]


def _is_coming(programme: Programme, recipient: Recipient) -> bool:
    """Whether a delegation, or the one of a delegate, is; and they are still in the plan."""
    is_delegate = recipient.kind is RecipientKind.DELEGATE
    if is_delegate and recipient.id not in programme.delegates:
        return False
    delegation = programme.delegations.get(recipient.delegation_id or "")
    return delegation is not None and delegation.status not in ABSENT


def _own_items(programme: Programme, recipient: Recipient, alike: Alike) -> Iterator[Item]:
    mine = _own_activities(programme, recipient)
    turns = {part.id: part for part in programme.turns.get(recipient.delegation_id or "", ())}
    for activity in shown(programme, (mine | turns).values()):
        if activity.id in turns:
            part = _part(programme, recipient, activity)
            if part.turn is not None:
                yield _turn_item(programme, recipient, part)
                continue
        if activity.id in mine:
            yield _item_alike(programme, recipient, activity, alike)


def _own_activities(programme: Programme, recipient: Recipient) -> dict[str, Activity]:
    """What the delegation does, and the delegate, or whoever of the delegation, by id."""
    people = [recipient.id]
    if recipient.kind is RecipientKind.DELEGATION:
        people = [d.id for d in programme.delegates_of.get(recipient.id, ())]
    entries = (programme.agenda(recipient.delegation_id or ""), *map(programme.own_entries, people))
    return {entry.activity.id: entry.activity for entry in chain(*entries)}


def _item_alike(
    programme: Programme, recipient: Recipient, activity: Activity, alike: Alike
) -> Item:
    """The item, made once for those who are told the same.

    Where nobody of the delegation is named they all are; but parts are told to the delegation
    as its own, to its members as those of the delegation.
    """
    parts = programme.parts.get(activity.id, ())
    own = (_own_parties(programme, recipient, each) for each in (activity, *parts))
    if any(party.delegate_id is not None for parties in own for party in parties):
        return _item(programme, recipient, activity)
    key = (activity.id, recipient.delegation_id, recipient.kind if parts else None)
    if key not in alike:
        alike[key] = _item(programme, recipient, activity)
    return alike[key]


def _order(item: Item) -> tuple[int, int, int, str, str]:
    return (item.begin, ORDER.index(item.kind), item.end, item.title, item.key)


def _item(programme: Programme, recipient: Recipient, activity: Activity) -> Item:
    own = _own_parties(programme, recipient, activity)
    whole = next((p for p in own if p.delegate_id is None), None)
    role = _role(recipient, own)
    names, everyone = _delegations(programme, recipient, activity)
    return line(
        programme,
        recipient,
        activity,
        role=role,
        hosts=_hosts(programme, activity),
        parts=_parts(programme, recipient, activity, role),
        whole=whole is not None,
        people=_people(programme, own, recipient),
        heads=_heads(programme, whole),
        delegations=names,
        everyone=everyone,
    )


def _own_parties(
    programme: Programme, recipient: Recipient, activity: Activity
) -> tuple[Party, ...]:
    """Those parties of an activity that are of the recipient's own delegation."""
    parties = programme.parties_of_delegations.get(activity.id, {})
    return parties.get(recipient.delegation_id or "", ())


def _role(recipient: Recipient, own: tuple[Party, ...]) -> Role:
    """What the recipient does; somebody named stands for themselves, not for the delegation."""
    named = {p.role for p in own if p.delegate_id == recipient.id}
    whole = {p.role for p in own if p.delegate_id is None}
    if roles := named or whole:
        return min(roles, key=ROLE_ORDER.index)
    members = {p.role for p in own}
    return members.pop() if len(members) == 1 else Role.ATTENDS


def _people(
    programme: Programme, own: tuple[Party, ...], recipient: Recipient
) -> tuple[Person, ...]:
    """The named members of the delegation but the recipient, in the delegation's own order."""
    roles: dict[str, Role] = {}
    for party in own:
        if party.delegate_id not in (None, recipient.id):
            role = roles.get(party.delegate_id, party.role)
            roles[party.delegate_id] = min(role, party.role, key=ROLE_ORDER.index)
    delegation_id = own[0].delegation_id if own else None
    members = programme.delegates_of.get(delegation_id or "", ())
    return tuple(Person(d.name, roles[d.id]) for d in members if d.id in roles)


def _heads(programme: Programme, whole: Party | None) -> int | None:
    """How many of the delegation come, when that is not all of it."""
    if whole is None or whole.delegation_id is None:
        return None
    return whole.heads if whole.heads != programme.heads_of(whole.delegation_id) else None


def _hosts(programme: Programme, activity: Activity) -> tuple[Person, ...]:
    """The hosts of an activity without those who have said no, moderators first."""
    found = [
        Person(programme.hosts[row.host_id or ""].name, row.role)
        for row in programme.hosts_in.get(activity.id, ())
        if row.confirmed is not False
    ]
    return tuple(sorted(found, key=lambda p: (ROLE_ORDER.index(p.role), p.name)))


def _delegations(
    programme: Programme, recipient: Recipient, activity: Activity
) -> tuple[tuple[str, ...], bool]:
    whole_edition = recipient.kind is RecipientKind.EDITION
    if not whole_edition and activity.kind is not Kind.MEETING:
        return (), False
    present = programme.delegations_in(activity.id)
    others = tuple(programme.delegations[d].name for d in present if d != recipient.delegation_id)
    return others, whole_edition and 1 < len(present) == len(programme.active_delegations)


def _parts(
    programme: Programme, recipient: Recipient, activity: Activity, role: Role
) -> tuple[Part, ...]:
    """The parts that concern the recipient: all but those that are only for others.

    Whoever does more than attend (moderates, say) sees the whole running order.
    """
    return tuple(
        _part(programme, recipient, part)
        for part in programme.parts.get(activity.id, ())
        if recipient.kind is RecipientKind.EDITION
        or role is not Role.ATTENDS
        or _concerns(programme, recipient, part)
    )


def _concerns(programme: Programme, recipient: Recipient, part: Activity) -> bool:
    rows = programme.participations_of.get(part.id, ())
    if not any(row.role is Role.ATTENDS for row in rows):
        return True
    own = _own_parties(programme, recipient, part)
    if recipient.kind is RecipientKind.DELEGATION:
        return bool(own)
    return any(p.delegate_id in (None, recipient.id) for p in own)


def _part(programme: Programme, recipient: Recipient, activity: Activity) -> Part:
    turn, names = _turn(programme, recipient, activity)
    speakers = _speakers(programme, recipient, activity)
    return part_of(programme, recipient, activity, speakers=speakers, turn=turn, turn_names=names)


def _speakers(programme: Programme, recipient: Recipient, activity: Activity) -> tuple[str, ...]:
    """Who has the word: own members and hosts by name, other delegations by theirs."""
    names = [
        _name_for(programme, recipient, party)
        for party in programme.parties(activity.id)
        if party.delegation_id is not None and party.role not in (Role.ATTENDS, Role.INTERPRETS)
    ]
    names += [p.name for p in _hosts(programme, activity) if p.role is not Role.INTERPRETS]
    return tuple(dict.fromkeys(names))


def _name_for(programme: Programme, recipient: Recipient, party: Party) -> str:
    assert party.delegation_id is not None
    if party.delegate_id is not None and party.delegation_id == recipient.delegation_id:
        return programme.delegates[party.delegate_id].name
    return programme.delegations[party.delegation_id].name


def _turn(
    programme: Programme, recipient: Recipient, activity: Activity
) -> tuple[Speaker | None, tuple[str, ...]]:
    """Whether the recipient has the word in a part, and who of the delegation."""
    speaking = [p for p in _own_parties(programme, recipient, activity) if p.role is Role.SPEAKS]
    named = {p.delegate_id for p in speaking if p.delegate_id is not None}
    if recipient.kind is RecipientKind.DELEGATE:
        if recipient.id in named:
            return Speaker.YOU, ()
        return (Speaker.DELEGATION, ()) if speaking and not named else (None, ())
    if named:
        return Speaker.NAMED, tuple(p.name for p in _people(programme, tuple(speaking), recipient))
    return (Speaker.YOU, ()) if speaking else (None, ())


def _turn_item(programme: Programme, recipient: Recipient, part: Part) -> Item:
    """A speaking turn as a line of its own, at the place of the round table it belongs to."""
    labels = Labels(recipient.language)
    whole = _item(programme, recipient, part.activity)
    template = {
        Speaker.YOU: YOU_SPEAK,
        Speaker.DELEGATION: DELEGATION_SPEAKS,
        Speaker.NAMED: NAMED_SPEAK,
    }[part.turn or Speaker.YOU]
    title = labels(template, title=part.title, names=", ".join(part.turn_names))
    return replace(
        whole,
        key=turn_key(part.activity),
        kind=ItemKind.TURN,
        title=title,
        role=Role.SPEAKS,
        parts=(part,),
        whole=False,
        people=tuple(p for p in whole.people if p.role is Role.SPEAKS),
        heads=None,
    )


def _with_travel(
    programme: Programme, recipient: Recipient, items: Iterable[Item]
) -> tuple[Item, ...]:
    found: list[Item] = []
    before: Item | None = None
    for item in items:
        if item.activity is None or item.kind is ItemKind.TURN:
            found.append(item)
            continue
        way = _way(programme, recipient, before, item)
        found.append(item if way is None else replace(item, travel=way))
        before = item
    return tuple(found)


def _way(programme: Programme, recipient: Recipient, before: Item | None, item: Item) -> Leg | None:
    """As people go; a driver goes with the vehicle."""
    if before is None or before.activity is None or item.activity is None:
        return None
    if before.end > item.begin or before.start.date() != item.start.date():
        return None
    if recipient.kind is RecipientKind.DRIVER:
        here, there = ends_at(before.activity), begins_at(item.activity)
        leg = driven_leg(programme, here, there, before.end, item.activity)
    else:
        leg = programme.leg(before.activity, item.activity)
    return leg if leg is not None and leg.minutes > 0 else None
