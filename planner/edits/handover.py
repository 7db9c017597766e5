"""Handing an activity over: to another delegation or host, another place, another vehicle."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from planner.edits.core import Edit, edit, merged, new_id, require
from planner.edits.names import describe
from planner.entities import Activity, Change, Participation
from planner.errors import PlannerError
from planner.phrases import Phrase
from planner.programme import Programme


def then(programme: Programme, first: Edit, make: Callable[[Programme], Edit]) -> Edit:
    """Two edits as one: the second is made from the programme after the first."""
    second = make(programme.apply(first.changes))
    if not first or not second:
        return first or second
    label = Phrase("{first}; {second}", first=first.label, second=second.label)
    return merged(label, (*first.changes, *second.changes))


def hand_over(programme: Programme, activity_id: str, source: str, target: str) -> Edit:
    """Put ``target`` in the place of ``source`` in an activity.

    Both are ids of delegations, of hosts, of sites or of vehicles; an empty one is nobody, or no
    place yet.  Answers are asked for anew.  Raises PlannerError where it follows from a tour who
    takes part.
    """
    activity = require(programme, Activity, activity_id)
    known = target or source
    if known in programme.sites:
        return _with(programme, activity, replace(activity, site_id=target or None), target)
    if known in programme.vehicles:
        return _with(programme, activity, replace(activity, vehicle_id=target or None), target)
    return _people(programme, activity, source, target)


def _people(programme: Programme, activity: Activity, source: str, target: str) -> Edit:
    delegates = {d.id for d in programme.delegates_of.get(source, ())}
    rows = [
        row
        for row in programme.participations_of.get(activity.id, ())
        if source in (row.delegation_id, row.host_id) or row.delegate_id in delegates
    ]
    if source and not rows:
        raise PlannerError(
            Phrase("Who takes part in “{title}” follows from the tour.", title=activity.title),
            Phrase("Change who is on board, or choose who takes part (a)."),
        )
    changes = [Change(row, None) for row in rows]
    if target:
        changes += _joining(programme, activity.id, rows, target)
    label = Phrase(
        "{what}: {old} → {new}",
        what=describe(programme, activity),
        old=_name(programme, source),
        new=_name(programme, target),
    )
    return edit(label, changes)


def _joining(
    programme: Programme, activity_id: str, rows: Iterable[Participation], target: str
) -> list[Change]:
    """The row of the new one, in the role of the old one."""
    role = next((row.role for row in rows), None)
    is_host = target in programme.hosts
    made = Participation(
        new_id(), activity_id, None if is_host else target, host_id=target if is_host else None
    )
    return [Change(None, made if role is None else replace(made, role=role))]


def _with(programme: Programme, activity: Activity, after: Activity, target: str) -> Edit:
    label = Phrase(
        "{what}: now {new}", what=describe(programme, activity), new=_name(programme, target)
    )
    return edit(label, [Change(activity, after)])


def _name(programme: Programme, row_id: str) -> Phrase:
    for rows in (programme.delegations, programme.hosts, programme.sites, programme.vehicles):
        if row_id in rows:
            return Phrase("{name}", name=rows[row_id].name)
    return Phrase("nobody")
