"""Remedies that change when something takes place, or how long it takes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from models.words import Kind
from planner.checks.hours import open_around
from planner.conflicts import Conflict
from planner.edits import activities as edits
from planner.edits.core import Edit, edit
from planner.edits.names import describe
from planner.edits.ripple import shift_rest
from planner.entities import Activity, Change
from planner.free_time import STEP_MINUTES, next_free_slot
from planner.phrases import Phrase, plural
from planner.programme import Programme

#: Nothing is shortened to less than this many minutes, nor to less than half.
LEAST_MINUTES = 10


@dataclass(frozen=True)
class Remedy:
    """A change that takes a conflict away, and what to call it."""

    label: Phrase
    edit: Edit


def rounded(minutes: int) -> int:
    """Up to a multiple of five minutes."""
    return -(-minutes // STEP_MINUTES) * STEP_MINUTES


def is_fixed(activity: Activity) -> bool:
    """Pinned in time; or a session of the festival, whose hours are not the organiser's."""
    return activity.pin_time or activity.kind is Kind.SESSION


def whole_of(programme: Programme, activity_id: str) -> Activity | None:
    """The activity, or the one it is a part of."""
    activity = programme.activities.get(activity_id)
    if activity is not None and activity.parent_id is not None:
        return programme.activities.get(activity.parent_id)
    return activity


def shifted(programme: Programme, activity: Activity, minutes: int) -> Iterator[Remedy]:
    """Move an activity by minutes, earlier when negative."""
    if activity.start is None or is_fixed(activity):
        return
    what, start = describe(programme, activity), programme.clock.shift(activity.start, minutes)
    label = (
        Phrase("Move {what} {n} min later, to {start}", what=what, n=minutes, start=start)
        if minutes > 0
        else Phrase("Move {what} {n} min earlier, to {start}", what=what, n=-minutes, start=start)
    )
    yield Remedy(label, edits.move(programme, activity.id, start))


def shifted_with_rest(programme: Programme, activity: Activity, minutes: int) -> Iterator[Remedy]:
    """Move an activity and the rest of the day; nothing if any of it must stay."""
    if activity.start is None or is_fixed(activity):
        return
    rippled = shift_rest(programme, activity.id, minutes)
    if len(rippled.edit.changes) > 1 and not rippled.held:
        label = Phrase(
            "Move {what} and the rest of the day {n} min later",
            what=describe(programme, activity),
            n=minutes,
        )
        yield Remedy(label, rippled.edit)


def shortened(programme: Programme, activity: Activity, minutes: int) -> Iterator[Remedy]:
    """Let an activity end earlier."""
    left = activity.minutes - minutes
    if is_fixed(activity) or left < max(LEAST_MINUTES, activity.minutes // 2):
        return
    label = Phrase(
        "Shorten {what} by {n} min, to {left} min",
        what=describe(programme, activity),
        n=minutes,
        left=left,
    )
    yield Remedy(label, edits.resize(programme, activity.id, left))


def lengthened(programme: Programme, activity: Activity, minutes: int) -> Iterator[Remedy]:
    """Give an activity another length, whatever follows it."""
    if not is_fixed(activity) and minutes > 0:
        label = Phrase(
            "Plan {n} min for {what} instead of {old}",
            what=describe(programme, activity),
            n=minutes,
            old=activity.minutes,
        )
        yield Remedy(label, edits.resize(programme, activity.id, minutes))


def to_free_slot(programme: Programme, activity: Activity) -> Iterator[Remedy]:
    """Move an activity to the next time at which all who take part in it are free."""
    if activity.start is None or is_fixed(activity) or activity.tour_day_id is not None:
        return
    parties = programme.parties(activity.id)
    people = [p.delegate_id or p.delegation_id or p.host_id or "" for p in parties if not p.guest]
    day = activity.start.date()
    others = [d for d in programme.days if d != day]
    tries = [(day, activity.start), (day, None), *((d, None) for d in others)]
    for each, not_before in tries:
        slot = next_free_slot(
            programme,
            people,
            activity.minutes,
            each,
            site_id=activity.site_id,
            not_before=not_before,
            ignoring={activity.id, *(p.id for p in programme.parts.get(activity.id, ()))},
        )
        if slot is not None and slot != activity.start:
            label = Phrase(
                "Move {what} to when all its people are free: {day} {start}",
                what=describe(programme, activity),
                day=slot.date(),
                start=slot,
            )
            yield Remedy(label, edits.move(programme, activity.id, slot))
            return


# -- by rule ------------------------------------------------------------------------------


def gap(programme: Programme, conflict: Conflict) -> Iterator[Remedy]:
    """The later one later, the earlier one earlier or shorter."""
    before, after = (whole_of(programme, a) for a in conflict.activities[:2])
    if before is None or after is None or before == after or not conflict.minutes:
        return
    minutes = rounded(conflict.minutes)
    yield from shifted(programme, after, minutes)
    yield from shifted(programme, before, -minutes)
    if before.kind is not Kind.TRANSFER:
        yield from shortened(programme, before, minutes)
    yield from shifted_with_rest(programme, after, minutes)


def clash(programme: Programme, conflict: Conflict) -> Iterator[Remedy]:
    """Either of the two at another time."""
    found = [whole_of(programme, a) for a in conflict.activities[:2]]
    first, second = found if len(found) == 2 else (None, None)
    if first is None or second is None or first == second:
        return
    one, other = programme.spans[first.id], programme.spans[second.id]
    if one.begin < other.begin < one.end:
        yield from shifted(programme, second, rounded(one.end - other.begin))
        yield from shortened(programme, first, one.end - other.begin)
    # A 1:1 gives way more easily than what many attend.
    for activity in sorted((second, first), key=lambda a: a.kind is not Kind.MEETING):
        yield from to_free_slot(programme, activity)


def opening(programme: Programme, conflict: Conflict) -> Iterator[Remedy]:
    """Into the nearest window in which it fits, or shorter; else to another day."""
    for activity_id in conflict.activities:
        activity = whole_of(programme, activity_id)
        span = programme.spans.get(activity_id)
        if activity is None or span is None or activity.site_id is None:
            continue
        day = programme.clock.day(span.begin)
        windows = [
            w
            for w in open_around(programme, activity.site_id, day)
            if day in (programme.clock.day(w.begin), programme.clock.day(w.end - 1))
        ]
        starts = [
            min(max(span.begin, w.begin), w.end - activity.minutes)
            for w in windows
            if w.end - w.begin >= activity.minutes
        ]
        if starts:
            nearest = min(starts, key=lambda begin: abs(begin - span.begin))
            yield from shifted(programme, activity, nearest - span.begin)
        for window in windows:
            if window.begin <= span.begin < window.end < span.end:
                yield from shortened(programme, activity, span.end - window.end)
        yield from to_free_slot(programme, activity)


def another_time(programme: Programme, conflict: Conflict) -> Iterator[Remedy]:
    """The last of the activities concerned, when its people are free."""
    for activity_id in reversed(conflict.activities):
        activity = whole_of(programme, activity_id)
        if activity is not None:
            yield from to_free_slot(programme, activity)


def too_early(programme: Programme, conflict: Conflict) -> Iterator[Remedy]:
    """What begins before the arrival, after it."""
    yield from _moved_by_figure(programme, conflict, 1)


def too_late(programme: Programme, conflict: Conflict) -> Iterator[Remedy]:
    """What ends after the departure, before it."""
    yield from _moved_by_figure(programme, conflict, -1)


def _moved_by_figure(programme: Programme, conflict: Conflict, sign: int) -> Iterator[Remedy]:
    if len(conflict.activities) == 1 and conflict.minutes:
        activity = whole_of(programme, conflict.activities[0])
        if activity is not None:
            yield from shifted(programme, activity, sign * rounded(conflict.minutes))


def transfer(programme: Programme, conflict: Conflict) -> Iterator[Remedy]:
    """As long as the way takes: more time after it begins, or an earlier start."""
    activity = programme.activities.get(conflict.subject)
    if activity is None or activity.start is None or is_fixed(activity) or not conflict.minutes:
        return
    needed = activity.minutes + conflict.minutes
    yield from lengthened(programme, activity, needed)
    start = programme.clock.shift(activity.start, -conflict.minutes)
    label = Phrase(
        "Leave {n} min earlier, at {start}, with {what}",
        n=conflict.minutes,
        start=start,
        what=describe(programme, activity),
    )
    changed = replace(activity, start=start, minutes=needed)
    yield Remedy(label, edit(label, [Change(activity, changed)]))


def over_slot(programme: Programme, conflict: Conflict) -> Iterator[Remedy]:
    """Parts shorter, each in proportion; or a longer slot."""
    whole = programme.activities.get(conflict.subject)
    if whole is None or not conflict.minutes:
        return
    parts = programme.parts.get(whole.id, ())
    changes = evenly_shortened([p for p in parts if not p.pin_time], conflict.minutes)
    if changes:
        label = plural(
            "Shorten {n} part evenly, by {over} min in all",
            "Shorten {n} parts evenly, by {over} min in all",
            len(changes),
            over=conflict.minutes,
        )
        yield Remedy(label, edit(label, changes))
    yield from lengthened(programme, whole, whole.minutes + conflict.minutes)


def under_slot(programme: Programme, conflict: Conflict) -> Iterator[Remedy]:
    """A shorter slot."""
    whole = programme.activities.get(conflict.subject)
    if whole is not None and conflict.minutes:
        yield from lengthened(programme, whole, whole.minutes - conflict.minutes)


def evenly_shortened(parts: Sequence[Activity], over: int) -> list[Change]:
    """Take ``over`` minutes from parts, in proportion; empty when that leaves nothing of one."""
    left = {p.id: p.minutes for p in parts}
    for _minute in range(over):
        longest = max(parts, key=lambda p: (left[p.id] / p.minutes, p.minutes), default=None)
        if longest is None or left[longest.id] <= 1:
            return []
        left[longest.id] -= 1
    return [Change(p, replace(p, minutes=left[p.id])) for p in parts if left[p.id] != p.minutes]
