"""What a change costs those who have to follow it: the least is what a repair looks for."""

from collections.abc import Iterable

from models.words import Kind, Role
from planner.conflicts import Conflict, Severity
from planner.entities import Activity, Change, Participation
from planner.programme import Programme

#: Losing something weighs more than any move of it, and more with every delegation that loses it.
LOST, LOST_EACH = 100, 20
#: A move: that it moves at all, each delegation that must hear of it, each five minutes of it.
MOVED, MOVED_EACH, OTHER_DAY = 10, 2, 40
STEP = 5
LENGTH, PLACE, NEW = 8, 30, 15
#: A presentation, or what somebody was to say, that falls.
PART = 50
#: Somebody taken off, a delegation or one delegate; a host changed.
OFF, ONE_OFF, HOST = 60, 20, 40
#: Transfers follow what they lead to: they are told to a driver, not to guests.
RIDE = 2
#: Many have heard of these, guests of others too.
PUBLIC, PUBLIC_TIMES = frozenset({Kind.ROUND_TABLE, Kind.RECEPTION}), 3
WARNING, TO_CHECK = 5, 1


def cost(programme: Programme, changes: Iterable[Change]) -> int:
    """The cost of changes of ``programme``."""
    return sum(_of(programme, change) for change in changes)


def worry(appear: Iterable[Conflict]) -> int:
    """What conflicts that are not blocking cost when they appear."""
    prices = {Severity.WARNING: WARNING, Severity.TO_CHECK: TO_CHECK}
    return sum(prices.get(conflict.severity, 0) for conflict in appear)


def _of(programme: Programme, change: Change) -> int:
    row = change.entity
    if isinstance(row, Participation):
        return _of_person(change, row)
    if not isinstance(row, Activity):
        return 0
    times = PUBLIC_TIMES if row.kind in PUBLIC else 1
    before, after = change.before, change.after
    assert before is None or isinstance(before, Activity)
    assert after is None or isinstance(after, Activity)
    return times * _of_activity(programme, before, after)


def _of_person(change: Change, row: Participation) -> int:
    if change.before is not None and change.after is not None:
        return 0
    if row.host_id is not None:
        return HOST
    if change.before is None:
        return 0
    return ONE_OFF if row.delegate_id or (row.role is Role.ATTENDS and row.heads) else OFF


def _of_activity(programme: Programme, before: Activity | None, after: Activity | None) -> int:
    row = after or before
    if row is None or row.parent_id is not None:
        return PART if after is None else 0
    if row.kind is Kind.TRANSFER:
        return LOST if after is not None and after.start is None else RIDE
    if before is None or before.start is None:
        return NEW
    told = len(programme.delegations_in(before.id))
    if after is None or after.start is None:
        return LOST + LOST_EACH * told
    return _moved(programme, before, after, told) + _changed(before, after)


def _moved(programme: Programme, before: Activity, after: Activity, told: int) -> int:
    assert before.start is not None
    assert after.start is not None
    by = abs(programme.clock.at(after.start) - programme.clock.at(before.start))
    if by == 0:
        return 0
    other_day = before.start.date() != after.start.date()
    far = OTHER_DAY if other_day else -(-by // STEP)
    return MOVED + MOVED_EACH * told + far


def _changed(before: Activity, after: Activity) -> int:
    length = abs(before.minutes - after.minutes)
    return (LENGTH - (-length // STEP) if length else 0) + (
        PLACE if before.site_id != after.site_id else 0
    )
