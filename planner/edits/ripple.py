"""Shifting the rest of a day: forwards from an activity, or backwards from one that stays.

For each person who takes part the day is a chain.  A ripple runs along it and stops at what is
fixed: an activity that is pinned in time, or a session of the festival, whose hours are not the
organiser's.  What lies behind it keeps its time: it hangs on what is fixed, not on what moves.
Whoever else takes part in something that moves is taken along with it and no further.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from models.words import Kind
from planner.checks.journey import begins_at, ends_at, shortage
from planner.edits.core import Edit, edit, require
from planner.edits.names import describe
from planner.entities import Activity, Change
from planner.errors import PlannerError
from planner.phrases import Phrase
from planner.programme import Entry, Programme


@dataclass(frozen=True, slots=True)
class Rippled:
    """The edit of a ripple, and what stopped it, by time."""

    edit: Edit
    held: tuple[Activity, ...]


def shift_rest(programme: Programme, activity_id: str, minutes: int) -> Rippled:
    """Shift an activity and all that follows it that day for those who take part in it.

    A part stands for the activity that it belongs to.  ``minutes``: elapsed, negative is earlier.
    """
    activity = _placed_whole(programme, activity_id)
    moved, held = {}, {}
    if activity.pin_time:
        held[activity.id] = activity
    else:
        moved[activity.id] = activity
        for chain in chains(programme, activity):
            _follow(
                (e for e in chain if e.begin >= programme.spans[activity.id].begin), moved, held
            )
    label = Phrase(
        "Shift {what} and the rest of the day by {minutes} min",
        what=describe(programme, activity),
        minutes=minutes,
    )
    return _rippled(programme, label, moved, held, minutes)


def shift_before(programme: Programme, activity_id: str, minutes: int) -> Rippled:
    """Shift all that comes before an activity that day for those in it; itself it stays.

    With minus :func:`lateness` everybody is there in time.
    """
    activity = _placed_whole(programme, activity_id)
    begin = programme.spans[activity.id].begin
    moved: dict[str, Activity] = {}
    held: dict[str, Activity] = {}
    for chain in chains(programme, activity):
        earlier = [e for e in chain if e.begin < begin and e.activity.id != activity.id]
        _follow(reversed(earlier), moved, held)
    label = Phrase(
        "Shift what comes before {what} by {minutes} min",
        what=describe(programme, activity),
        minutes=minutes,
    )
    return _rippled(programme, label, moved, held, minutes)


def lateness(programme: Programme, activity_id: str) -> int:
    """By how many minutes the last of those in an activity come too late to it; 0: nobody does.

    The way from what they do before it, and the edition's buffer, are counted in.
    """
    activity = _placed_whole(programme, activity_id)
    begin, worst = programme.spans[activity.id].begin, 0
    for chain in chains(programme, activity):
        earlier = [e for e in chain if e.begin < begin and e.activity.id != activity.id]
        if earlier:
            worst = max(worst, _missing(programme, max(earlier, key=lambda e: e.end), activity))
    return worst


def _missing(programme: Programme, before: Entry, activity: Activity) -> int:
    available = programme.spans[activity.id].begin - before.end
    here, there = ends_at(before.activity), begins_at(activity)
    leg = programme.leg(before.activity, activity) if here and there and here != there else None
    short = shortage(programme, leg, available) if leg is not None else None
    return short.minutes if short is not None else max(-available, 0)


def chains(programme: Programme, activity: Activity) -> Iterator[tuple[Entry, ...]]:
    """The day of each delegation in an activity, and of its delegates with own appointments.

    By time.  Hosts are not among them: they have a day of their own.
    """
    day = programme.clock.day(programme.spans[activity.id].begin)
    for party in programme.parties(activity.id):
        if party.delegate_id is not None:
            yield _on(programme, day, programme.agenda_of_delegate(party.delegate_id))
        elif party.delegation_id is not None:
            yield _on(programme, day, programme.agenda(party.delegation_id))
            for delegate in programme.delegates_of.get(party.delegation_id, ()):
                if programme.own_entries(delegate.id):
                    yield _on(programme, day, programme.agenda_of_delegate(delegate.id))


def _on(programme: Programme, day: date, entries: Iterable[Entry]) -> tuple[Entry, ...]:
    return tuple(e for e in entries if programme.clock.day(e.begin) == day)


def _follow(chain: Iterable[Entry], moved: dict[str, Activity], held: dict[str, Activity]) -> None:
    """Go along a chain until something holds it."""
    for entry in chain:
        activity = entry.activity
        if activity.id in moved:
            continue
        if activity.pin_time or activity.kind is Kind.SESSION or activity.parent_id is not None:
            held[activity.id] = activity
            return
        moved[activity.id] = activity


def _rippled(
    programme: Programme,
    label: Phrase,
    moved: dict[str, Activity],
    held: dict[str, Activity],
    minutes: int,
) -> Rippled:
    shift = programme.clock.shift
    made = edit(
        label,
        [
            Change(a, replace(a, start=shift(a.start, minutes)))
            for a in moved.values()
            if a.start is not None
        ],
    )
    stopped = sorted(held.values(), key=lambda a: (programme.spans[a.id], a.id))
    return Rippled(made, tuple(a for a in stopped if a.id not in moved))


def _placed_whole(programme: Programme, activity_id: str) -> Activity:
    activity = require(programme, Activity, activity_id)
    if activity.parent_id is not None:
        activity = require(programme, Activity, activity.parent_id)
    if activity.id not in programme.spans:
        raise PlannerError(
            Phrase("“{title}” has no time yet.", title=activity.title), Phrase("Place it first.")
        )
    return activity
