"""Remedies that change who takes part."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from models.words import HostKind, Kind, Role
from planner.conflicts import Conflict
from planner.edits.core import edit, new_id
from planner.edits.names import describe
from planner.entities import Activity, Change, Host, Participation
from planner.meetings import name_of
from planner.phrases import Phrase
from planner.programme import Programme
from planner.remedy_moves import Remedy

#: Of several people who could help, or be taken off, so many are proposed.
MOST_PROPOSED = 3


def taken_off(programme: Programme, activity: Activity, people: Sequence[str]) -> Iterator[Remedy]:
    """Take delegations, delegates or hosts off an activity that they are named for."""
    rows = [
        row
        for row in programme.participations_of.get(activity.id, ())
        if {row.delegation_id, row.delegate_id, row.host_id} & set(people)
    ]
    if not rows or activity.pin_people or _would_invite_all(programme, activity, rows):
        return
    label = Phrase(
        "Take {who} off {what}",
        who=", ".join(name_of(programme, p) for p in people),
        what=describe(programme, activity),
    )
    yield Remedy(label, edit(label, [Change(row, None) for row in rows]))


def _would_invite_all(
    programme: Programme, activity: Activity, gone: Iterable[Participation]
) -> bool:
    """On a tour, and in a part, nobody named as attending means everybody."""
    if activity.tour_day_id is None and activity.parent_id is None:
        return False
    rows = programme.participations_of.get(activity.id, ())
    attending = {row.id for row in rows if row.role is Role.ATTENDS}
    return bool(attending) and attending <= {row.id for row in gone}


# -- by rule ------------------------------------------------------------------------------


def off_either(programme: Programme, conflict: Conflict) -> Iterator[Remedy]:
    """Whoever is concerned off one of the two; off a 1:1 last, since it would be lost."""
    found = [programme.activities[a] for a in conflict.activities[:2] if a in programme.activities]
    for activity in sorted(found, key=lambda a: a.kind is Kind.MEETING):
        if activity.kind is not Kind.MEETING or len(conflict.people) == 0:
            yield from taken_off(programme, activity, conflict.people)


def others_go(programme: Programme, conflict: Conflict) -> Iterator[Remedy]:
    """Where all of the delegation goes: all but the one who has something else, by name."""
    delegate = programme.delegates.get(conflict.subject)
    if delegate is None:
        return
    members = programme.delegates_of[delegate.delegation_id]
    others = [d for d in members if d.id != delegate.id]
    if not others or programme.heads_of(delegate.delegation_id) != len(members):
        return  # somebody has no name yet
    for activity in map(programme.activities.__getitem__, conflict.activities):
        rows = programme.participations_of.get(activity.id, ())
        named = {r.delegate_id for r in rows}
        for row in rows:
            if row.delegation_id != delegate.delegation_id or activity.pin_people:
                continue
            label = Phrase(
                "Let {who} go to {what} without {delegate}",
                who=programme.delegations[delegate.delegation_id].name,
                what=describe(programme, activity),
                delegate=delegate.name,
            )
            added = [
                Change(None, replace(row, id=new_id(), delegation_id=None, delegate_id=d.id))
                for d in others
                if d.id not in named
            ]
            yield Remedy(label, edit(label, [Change(row, None), *added]))


def off_all(programme: Programme, conflict: Conflict) -> Iterator[Remedy]:
    """Whoever is concerned off all the activities."""
    changes: list[Change] = []
    for activity_id in conflict.activities:
        activity = programme.activities[activity_id]
        made = next(taken_off(programme, activity, conflict.people), None)
        if made is None:
            return
        changes += made.edit.changes
    if len(conflict.activities) == 1:
        yield from taken_off(
            programme, programme.activities[conflict.activities[0]], conflict.people
        )
    elif changes:
        label = Phrase(
            "Take {who} off {n} activities",
            who=", ".join(name_of(programme, p) for p in conflict.people),
            n=len(conflict.activities),
        )
        yield Remedy(label, edit(label, changes))


def fewer_heads(programme: Programme, conflict: Conflict) -> Iterator[Remedy]:
    """The smallest delegation that makes enough room off; else as many as it takes."""
    activity = programme.activities[conflict.subject]
    heads, _complete = programme.head_count(activity.id)
    over = heads - (activity.capacity or 0)
    if over <= 0:
        return
    sizes = {
        p.delegation_id: p.heads or 0
        for p in programme.parties(activity.id)
        if p.delegation_id is not None and p.delegate_id is None and p.role is Role.ATTENDS
    }
    order = sorted(sizes, key=lambda d: (sizes[d], name_of(programme, d)))
    enough = [d for d in order if sizes[d] >= over]
    for delegation_id in enough[:MOST_PROPOSED]:
        yield from taken_off(programme, activity, [delegation_id])
    if not enough:
        chosen: list[str] = []
        while order and sum(sizes[d] for d in chosen) < over:
            chosen.append(order.pop())
        if sum(sizes[d] for d in chosen) >= over:
            yield from taken_off(programme, activity, chosen)


def off_subject_host(programme: Programme, conflict: Conflict) -> Iterator[Remedy]:
    """The host who cannot, or the speaker who does not come, off."""
    for activity_id in conflict.activities:
        yield from taken_off(programme, programme.activities[activity_id], conflict.people)


def said_yes(programme: Programme, conflict: Conflict) -> Iterator[Remedy]:
    """The host has confirmed."""
    for activity_id in conflict.activities:
        activity = programme.activities[activity_id]
        rows = [
            row
            for row in programme.participations_of.get(activity_id, ())
            if row.host_id in conflict.people and row.confirmed is None
        ]
        if rows and not activity.pin_people:
            label = Phrase(
                "Note that {who} has confirmed {what}",
                who=", ".join(name_of(programme, p) for p in conflict.people),
                what=describe(programme, activity),
            )
            changes = [Change(row, replace(row, confirmed=True)) for row in rows]
            yield Remedy(label, edit(label, changes))


def interpreter(programme: Programme, conflict: Conflict) -> Iterator[Remedy]:
    """An interpreter who is free then and, as far as is known, speaks what is needed."""
    activity = programme.activities[conflict.subject]
    spoken = (activity.language or "")[:2].casefold()
    for host in _free(programme, activity, HostKind.INTERPRETER):
        if not host.languages or spoken in host.languages:
            yield from _joined(programme, activity, host, Role.INTERPRETS)


def moderator(programme: Programme, conflict: Conflict) -> Iterator[Remedy]:
    """A moderator who is free then."""
    activity = programme.activities[conflict.subject]
    for host in _free(programme, activity, HostKind.MODERATOR):
        yield from _joined(programme, activity, host, Role.MODERATES)


def _free(programme: Programme, activity: Activity, kind: HostKind) -> list[Host]:
    span = programme.spans.get(activity.id)
    present = {p.host_id for p in programme.parties(activity.id)}
    found = [
        host
        for host in programme.hosts.values()
        if host.kind is kind
        and host.id not in present
        and span is not None
        and not any(e.span.overlaps(span) for e in programme.own_entries(host.id))
    ]
    return sorted(found, key=lambda h: (h.name, h.id))[:MOST_PROPOSED]


def _joined(programme: Programme, activity: Activity, host: Host, role: Role) -> Iterator[Remedy]:
    if activity.pin_people:
        return
    what = describe(programme, activity)
    label = (
        Phrase("Let {who} interpret {what}", who=host.name, what=what)
        if role is Role.INTERPRETS
        else Phrase("Let {who} moderate {what}", who=host.name, what=what)
    )
    row = Participation(new_id(), activity.id, host_id=host.id, role=role)
    yield Remedy(label, edit(label, [Change(None, row)]))
