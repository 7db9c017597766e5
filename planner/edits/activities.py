"""Placing and changing activities: move, lengthen, ripple, swap, copy, pin, order of parts."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from models.words import ActivityStatus
from planner.edits.core import Edit, edit, new_id, require
from planner.edits.names import describe
from planner.edits.ripple import shift_rest
from planner.entities import Activity, Change, Delegation, Participation
from planner.errors import PlannerError
from planner.phrases import N_, Phrase
from planner.programme import Programme

#: The four things that can be pinned, each on its own.
PINS = {
    "pin_time": N_("time"),
    "pin_place": N_("place"),
    "pin_order": N_("order"),
    "pin_people": N_("participants"),
}


def move(programme: Programme, activity_id: str, start: datetime | None) -> Edit:
    """Give an activity another start (wall clock), or put it into the tray (None)."""
    activity = require(programme, Activity, activity_id)
    if activity.parent_id is not None:
        raise PlannerError(
            Phrase(
                "“{title}” is part of a larger activity: move that one, "
                "or change the order of its parts.",
                title=activity.title,
            )
        )
    what = describe(programme, activity)
    if start is None:
        label = Phrase("Take {what} out of the programme", what=what)
    elif activity.start is None:
        label = Phrase("Place {what} on {day} at {start}", what=what, day=start.date(), start=start)
    elif activity.start.date() != start.date():
        label = Phrase(
            "Move {what} {old_day} {old} → {day} {start}",
            what=what,
            old_day=activity.start.date(),
            old=activity.start,
            day=start.date(),
            start=start,
        )
    else:
        label = Phrase("Move {what} {old} → {start}", what=what, old=activity.start, start=start)
    return edit(label, [Change(activity, replace(activity, start=start))])


def shift(programme: Programme, activity_id: str, minutes: int) -> Edit:
    """Move an activity by elapsed minutes, earlier when negative."""
    activity = require(programme, Activity, activity_id)
    if activity.start is None:
        raise PlannerError(
            Phrase("“{title}” has no time yet.", title=activity.title),
            Phrase("Place it first."),
        )
    return move(programme, activity_id, programme.clock.shift(activity.start, minutes))


def resize(programme: Programme, activity_id: str, minutes: int) -> Edit:
    """Give an activity another length (elapsed minutes, at least 1)."""
    activity = require(programme, Activity, activity_id)
    label = Phrase(
        "Length of {what}: {old} → {new} min",
        what=describe(programme, activity),
        old=activity.minutes,
        new=max(minutes, 1),
    )
    return edit(label, [Change(activity, replace(activity, minutes=max(minutes, 1)))])


def retime(programme: Programme, activity_id: str, start: datetime, minutes: int) -> Edit:
    """Give an activity another start and length (elapsed minutes, at least 1) in one step.

    Raises PlannerError for a part that would get a start of its own.
    """
    activity = require(programme, Activity, activity_id)
    shorter_or_longer = resize(programme, activity_id, minutes)
    if activity.parent_id is not None and start == programme.start(activity):
        return shorter_or_longer
    moved = move(programme, activity_id, start)
    if not moved or not shorter_or_longer:
        return moved or shorter_or_longer
    label = Phrase("{move}, {minutes} min", move=moved.label, minutes=max(minutes, 1))
    after = replace(activity, start=start, minutes=max(minutes, 1))
    return edit(label, [Change(activity, after)])


def toggle_pin(programme: Programme, activity_id: str, pin: str = "pin_time") -> Edit:
    """Pin or release the time, place, order or participants (a key of ``PINS``)."""
    activity = require(programme, Activity, activity_id)
    pinned = not getattr(activity, pin)
    template = (
        Phrase(
            "Pin the {pin} of {what}",
            pin=Phrase(PINS[pin]),
            what=describe(programme, activity),
        )
        if pinned
        else Phrase(
            "Release the {pin} of {what}",
            pin=Phrase(PINS[pin]),
            what=describe(programme, activity),
        )
    )
    return edit(template, [Change(activity, replace(activity, **{pin: pinned}))])  # type: ignore[arg-type]


def ripple(programme: Programme, activity_id: str, minutes: int) -> Edit:
    """Shift an activity and all that follows it that day: see :func:`ripple.shift_rest`."""
    return shift_rest(programme, activity_id, minutes).edit


def swap(programme: Programme, first_id: str, second_id: str) -> Edit:
    """Exchange the times of two activities."""
    first = require(programme, Activity, first_id)
    second = require(programme, Activity, second_id)
    label = Phrase("Swap {a} and {b}", a=describe(programme, first), b=describe(programme, second))
    return edit(
        label,
        [
            Change(first, replace(first, start=second.start)),
            Change(second, replace(second, start=first.start)),
        ],
    )


def copy(programme: Programme, activity_id: str, start: datetime | None = None) -> Edit:
    """A second activity like the first, with its parts and people, in the tray by default.

    Nobody has confirmed it.  The copy of a part comes last among the parts, without a start.
    """
    activity = require(programme, Activity, activity_id)
    twin = replace(_unconfirmed(activity), id=new_id(), start=start)
    if activity.parent_id is not None:
        position = next_position(programme, activity.parent_id)
        twin = replace(twin, start=None, position=position)
    changes = [Change(None, twin), *_copied_people(programme, activity_id, twin.id)]
    for part in programme.parts.get(activity_id, ()):
        part_twin = replace(_unconfirmed(part), id=new_id(), parent_id=twin.id)
        changes.append(Change(None, part_twin))
        changes.extend(_copied_people(programme, part.id, part_twin.id))
    return edit(Phrase("Copy {what}", what=describe(programme, activity)), changes)


def copy_to_next_day(programme: Programme, activity_id: str) -> Edit:
    """A second activity like the first, with its people, a day later at the same wall-clock time.

    Raises PlannerError for what has no time of its own, for what is part of a tour, and on the
    edition's last day.
    """
    activity = require(programme, Activity, activity_id)
    if activity.start is None or activity.parent_id is not None:
        raise PlannerError(
            Phrase("“{title}” has no time of its own.", title=activity.title),
            Phrase("Place it first, or copy the whole that it is part of."),
        )
    if activity.tour_day_id is not None:
        raise PlannerError(
            Phrase("“{title}” is part of a tour day.", title=activity.title),
            Phrase("Add it to the other day in the Wake tour room."),
        )
    start = activity.start.replace(fold=0) + timedelta(days=1)
    if start.date() not in programme.days:
        raise PlannerError(
            Phrase("{day} is not a day of this edition.", day=start.date()),
        )
    label = Phrase("Copy {what} to {day}", what=describe(programme, activity), day=start.date())
    return Edit(label, copy(programme, activity_id, start).changes)


def _unconfirmed(activity: Activity) -> Activity:
    return replace(activity, status=ActivityStatus.PLANNED, external_key=None)


def _copied_people(programme: Programme, old_id: str, new_activity: str) -> list[Change]:
    return [
        Change(None, replace(p, id=new_id(), activity_id=new_activity, confirmed=None))
        for p in programme.participations_of.get(old_id, ())
    ]


def reorder_part(programme: Programme, part_id: str, places: int) -> Edit:
    """Move a part (presentation, intervention) up (negative) or down among its siblings."""
    part = require(programme, Activity, part_id)
    if part.parent_id is None:
        raise PlannerError(
            Phrase("“{title}” is no part of a larger activity.", title=part.title),
            Phrase("Its place in the day follows from its time: move it."),
        )
    siblings = list(programme.parts[part.parent_id])
    where = next(i for i, sibling in enumerate(siblings) if sibling.id == part_id)
    there = min(max(where + places, 0), len(siblings) - 1)
    siblings.insert(there, siblings.pop(where))
    label = Phrase("Change the order of {what}", what=describe(programme, part))
    return edit(label, numbered(siblings))


def numbered(parts: Iterable[Activity]) -> list[Change]:
    """Changes that give activities the positions of their place in the list."""
    return [Change(p, replace(p, position=n)) for n, p in enumerate(parts)]


def next_position(programme: Programme, parent_id: str) -> int:
    """The position after the last part."""
    return max((p.position for p in programme.parts.get(parent_id, ())), default=-1) + 1


def set_people(programme: Programme, activity_id: str, wanted: Iterable[Participation]) -> Edit:
    """Replace all participations of an activity by ``wanted`` (matched by id)."""
    activity = require(programme, Activity, activity_id)
    before = {p.id: p for p in programme.participations_of.get(activity_id, ())}
    after = {p.id: p for p in wanted}
    changes = [Change(row, after.get(row_id)) for row_id, row in before.items()]
    changes += [Change(None, row) for row_id, row in after.items() if row_id not in before]
    label = Phrase("Participants of {what}", what=describe(programme, activity))
    return edit(label, changes)


def toggle_delegation(programme: Programme, activity_id: str, delegation_id: str) -> Edit:
    """Put a whole delegation on an activity, or take it and its delegates off."""
    activity = require(programme, Activity, activity_id)
    delegation = require(programme, Delegation, delegation_id)
    own = {d.id for d in programme.delegates_of.get(delegation_id, ())}
    present = [
        p
        for p in programme.participations_of.get(activity_id, ())
        if p.delegation_id == delegation_id or p.delegate_id in own
    ]
    if present:
        label = Phrase(
            "Take {who} off {what}",
            who=delegation.name,
            what=describe(programme, activity),
        )
        return edit(label, [Change(p, None) for p in present])
    label = Phrase("Put {who} on {what}", who=delegation.name, what=describe(programme, activity))
    return edit(label, [Change(None, Participation(new_id(), activity_id, delegation_id))])
