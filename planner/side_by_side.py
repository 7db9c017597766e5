"""Two programmes of one day side by side: what stands beside what, in order of time.

A side is a day, or all days, of one state of an edition, of everybody or of one delegation.
What is the same activity on both sides stands in one line, so that a move is one line too.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from planner.diff import ActivityDiff, difference
from planner.entities import Activity
from planner.programme import Programme

#: Where what has no time stands: after all that has.
FAR = 2**40


@dataclass(frozen=True)
class Side:
    """What one side shows; ``day`` None: every day, ``delegation_id`` None: everybody."""

    programme: Programme
    day: date | None = None
    delegation_id: str | None = None

    def shown(self) -> tuple[Activity, ...]:
        """The whole activities of the side, by time, those without a time left out."""
        days = self.programme.days if self.day is None else (self.day,)
        found = {a.id: a for day in days for a in self.programme.on_day(day)}
        return tuple(a for a in found.values() if self.concerns(a))

    def waiting(self) -> tuple[Activity, ...]:
        """What has no time: in the tray."""
        return tuple(a for a in self.programme.unplaced if self.concerns(a))

    def concerns(self, activity: Activity) -> bool:
        """Whether the delegation of the side takes part."""
        wanted = self.delegation_id
        return wanted is None or wanted in self.programme.delegations_in(activity.id)

    def moment(self, activity: Activity) -> int:
        """Elapsed minutes since the day of the side began; of all days, an instant."""
        span = self.programme.spans.get(activity.id)
        if span is None:
            return FAR
        clock = self.programme.clock
        return span.begin - clock.midnight(self.day) if self.day is not None else span.begin


@dataclass(frozen=True, slots=True)
class Pair:
    """One line: what stands on the left, on the right, and how the two states of it differ.

    ``same``: it is one activity on both sides.  ``diff`` only where two states are compared.
    ``at``: when it stands in the order, see :meth:`Side.moment`.
    """

    at: int
    left: Activity | None
    right: Activity | None
    same: bool = False
    diff: ActivityDiff | None = None

    @property
    def key(self) -> str:
        """What names the line in a list."""
        return "|".join(a.id if a is not None else "" for a in (self.left, self.right))

    @property
    def differs(self) -> bool:
        """Whether the two sides of the line are unlike."""
        return self.diff is not None or not self.same


def pairs(left: Side, right: Side) -> tuple[Pair, ...]:
    """The lines of two sides, by time."""
    if left.programme is not right.programme:
        found = list(_then_and_now(left, right))
    else:
        found = list(_beside(left, right))
    return tuple(sorted(found, key=lambda pair: (pair.at, pair.key)))


def _then_and_now(left: Side, right: Side) -> Iterator[Pair]:
    """Two states: each activity that either shows once, where it stands now, else where it was."""
    diffs = _with_parts(left.programme, right.programme)
    then = {a.id: a for a in left.shown()}
    now = {a.id: a for a in right.shown()}
    tray = {a.id: a for a in (*left.waiting(), *right.waiting()) if a.id in diffs}
    for activity_id in {**now, **then, **tray}:
        old = left.programme.activities.get(activity_id)
        new = right.programme.activities.get(activity_id)
        diff = diffs.get(activity_id)
        if activity_id in now or (activity_id not in then and new is not None):
            at = right.moment(now.get(activity_id) or tray[activity_id])
        else:
            at = left.moment(then.get(activity_id) or tray[activity_id])
        yield Pair(at, old, new, same=old is not None and new is not None, diff=diff)


def _with_parts(old: Programme, new: Programme) -> dict[str, ActivityDiff]:
    """What differs by whole activity: one of which only a part differs has changed too."""
    diffs = difference(old, new).activities
    found = {i: d for i, d in diffs.items() if d.activity.parent_id is None}
    for diff in diffs.values():
        parent = diff.activity.parent_id
        if parent is None or parent in found:
            continue
        before, after = old.activities.get(parent), new.activities.get(parent)
        if before is not None and after is not None:
            found[parent] = ActivityDiff(before, after)
    return found


def _beside(left: Side, right: Side) -> Iterator[Pair]:
    """One state: what both do in one line, else side by side what begins at the same time."""
    ones, others = list(left.shown()), {a.id: a for a in right.shown()}
    common = {a.id for a in ones} & others.keys() if left.day == right.day else set()
    for activity in ones:
        if activity.id in common:
            yield Pair(left.moment(activity), activity, activity, same=True)
    waiting: dict[int, list[Activity]] = {}
    for activity_id, activity in others.items():
        if activity_id not in common:
            waiting.setdefault(right.moment(activity), []).append(activity)
    for activity in ones:
        if activity.id not in common:
            at = left.moment(activity)
            partner = waiting[at].pop(0) if waiting.get(at) else None
            yield Pair(at, activity, partner)
    for at, rest in waiting.items():
        for activity in rest:
            yield Pair(at, None, activity)


def day_after(programme: Programme, day: date) -> date:
    """The next day of the programme; after the last one, the one before it."""
    later = day + timedelta(days=1)
    return later if later in programme.days else day - timedelta(days=1)
