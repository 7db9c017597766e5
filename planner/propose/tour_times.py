"""The times of a tour day from an order of what stands on it, with the rides between.

The times and rides are those of :func:`planner.edits.routing.route`; here stops wait for doors
to open and for lunchtime.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from models.words import Kind
from planner.checks.hours import NEEDS_OPEN, windows
from planner.edits.routing import route, stops_of
from planner.entities import Activity, Change
from planner.programme import Programme, Span
from planner.propose.tour_frame import Frame, LunchPlan
from planner.propose.tour_pieces import Hold, Piece, fresh_id

_GHOST = "ghost:"


@dataclass(frozen=True)
class Meal:
    """The lunch of a day in its order; ``site_id``: where."""

    activity: Activity
    plan: LunchPlan
    site_id: str | None


class Slot(NamedTuple):
    """One activity in the order of a day.

    ``begin``: the instant at which it must begin; ``first``, ``last``: not before, not after.
    ``pause``: minutes on arriving, beside the buffer.
    """

    activity: Activity
    begin: int | None = None
    first: int | None = None
    last: int | None = None
    hours: bool = True
    pause: int = 0


@dataclass(frozen=True)
class Arranged:
    """A day with its times: the changes that make it, and by how many minutes it does not fit.

    ``begins``: by activity; ``riding``: minutes on the road; ``end``: when the group is home.
    """

    changes: tuple[Change, ...]
    begins: dict[str, int]
    late: int
    riding: int
    end: int


def arrange(
    programme: Programme,
    frame: Frame,
    order: Sequence[Piece | Meal],
    *,
    hold: bool = False,
    closed_ok: frozenset[str] = frozenset(),
) -> Arranged:
    """Times for an order.  ``hold``: what stands on the day begins no earlier than it does now.

    ``closed_ok``: keys of pieces whose opening hours do not count.
    """
    return _Arranger(programme, frame, order, hold, closed_ok).run()


class _Arranger:
    def __init__(
        self,
        programme: Programme,
        frame: Frame,
        order: Sequence[Piece | Meal],
        hold: bool,
        closed_ok: frozenset[str],
    ) -> None:
        self.programme, self.frame, self.hold = programme, frame, hold
        self.slots = [s for item in order for s in self._slots(item, closed_ok)]
        self.forced = {s.activity.id: s.begin for s in self.slots if s.begin is not None}
        self.keep = self._unchanged() if hold else 0
        self.begin = frame.bounds.begin

    # -- slots ----------------------------------------------------------------------------

    def _slots(self, item: Piece | Meal, closed_ok: frozenset[str]) -> Iterator[Slot]:
        if isinstance(item, Meal):
            yield self._meal(item)
            return
        if item.foreign:
            yield from self._ghosts(item)
            return
        for activity in item.activities:
            now = self.programme.spans.get(activity.id)
            here = item.day_id == self.frame.id and now is not None
            begin = now.begin if now and here and item.hold is Hold.TIME else None
            first = now.begin if now and here and self.hold else None
            hours = item.key not in closed_ok and item.hold is not Hold.TIME
            pause = item.pause if activity is item.activities[0] else 0
            yield Slot(activity, begin, first, hours=hours, pause=pause)

    def _meal(self, meal: Meal) -> Slot:
        midnight = self.frame.midnight
        first, last = midnight + meal.plan.earliest, midnight + meal.plan.latest
        now = self.programme.spans.get(meal.activity.id)
        begin = first if first == last else None
        if self.hold and now is not None:
            first = max(first, now.begin)
        return Slot(replace(meal.activity, site_id=meal.site_id), begin, first, last)

    def _ghosts(self, piece: Piece) -> Iterator[Slot]:
        """Somebody else's activity, as stops of which nothing is kept."""
        assert piece.begin is not None
        ends = [(piece.site_id, piece.begin), (piece.exit_id, piece.begin + piece.minutes)]
        is_ride = piece.site_id != piece.exit_id
        for number, (site_id, begin) in enumerate(ends if is_ride else ends[:1]):
            ghost = Activity(
                f"{_GHOST}{piece.main.id}:{number}",
                self.programme.edition.id,
                Kind.FREE,
                "",
                self.programme.clock.wall(begin),
                0 if is_ride else piece.minutes,
                site_id,
            )
            yield Slot(ghost, begin, hours=False)

    def _unchanged(self) -> int:
        """How many stops at the begin of the day stay just as they are."""
        count = 0
        for slot, stop in zip(self.slots, stops_of(self.programme, self.frame.id), strict=False):
            same = slot.activity.id == stop.id and slot.activity.site_id == stop.site_id
            if not same or slot.activity.minutes != stop.minutes:
                break
            count += 1
        return count

    # -- times ----------------------------------------------------------------------------

    def run(self) -> Arranged:
        changes = self._settled()
        found = self._told(changes)
        if self.slots and self._may_leave_later and (wait := self._first_wait(changes)) > 0:
            # Nobody stands before a closed door: the coach leaves later.
            early, self.begin = self.begin, self.begin + wait
            later = self._told(self._settled())
            if later.late <= found.late:
                return later
            self.begin = early
        return found

    @property
    def _may_leave_later(self) -> bool:
        """Not where the day begins as it does now."""
        return self.keep == 0 and self.slots[0].first is None

    def _settled(self) -> list[Change]:
        """Route again until nothing begins before it may."""
        for _ in range(4 * len(self.slots) + 1):
            changes = self._routed()
            if not self._push(changes):
                break
        return changes

    def _routed(self) -> list[Change]:
        wall = self.programme.clock.wall
        rows = [
            replace(s.activity, start=wall(begin), pin_time=True)
            if (begin := self.forced.get(s.activity.id)) is not None
            else s.activity
            for s in self.slots
        ]
        day = replace(self.frame.day, start=wall(self.begin).time())
        return route(self.programme, day, rows, keep=self.keep)

    def _begins(self, changes: list[Change]) -> dict[str, int]:
        at = self.programme.clock.at
        rows = (c.after for c in changes if isinstance(c.after, Activity))
        return {row.id: at(row.start) for row in rows if row.start is not None}

    def _push(self, changes: list[Change]) -> bool:
        """Make the first stop that begins too early wait; False: there is none."""
        begins, arrivals = self._begins(changes), self._arrivals(changes)
        for number, slot in enumerate(self.slots):
            begin = begins[slot.activity.id]
            arrival = arrivals.get(slot.activity.id)
            ready = begin if arrival is None else max(begin, arrival + slot.pause)
            later = self._may_begin(slot, ready)
            if later is not None and later > begin and slot.begin is None:
                self.forced[slot.activity.id] = later
                self.keep = min(self.keep, number)
                return True
        return False

    def _arrivals(self, changes: list[Change]) -> dict[str, int]:
        """When people are ready for each stop to which they ride: the buffer after arriving."""
        found: dict[str, int] = {}
        rows = [c.after for c in changes if isinstance(c.after, Activity)]
        for ride, stop in pairwise(rows):
            if ride.kind is Kind.TRANSFER and ride.start is not None:
                end = self.programme.clock.at(ride.start) + ride.minutes
                found[stop.id] = end + self.programme.edition.buffer_minutes
        return found

    def _may_begin(self, slot: Slot, begin: int) -> int | None:
        """The first instant from ``begin`` at which it may begin; None: none that day."""
        begin = max(begin, slot.first or begin)
        hours = self._hours(slot) if slot.last is None else None
        if hours is None:
            return begin
        fitting = (max(begin, h.begin) for h in hours if self._fits(slot, max(begin, h.begin), h))
        return next(fitting, None)

    def _fits(self, slot: Slot, begin: int, window: Span) -> bool:
        return window.begin <= begin and begin + slot.activity.minutes <= window.end

    def _closed(self, slot: Slot, begin: int) -> bool:
        hours = self._hours(slot)
        return hours is not None and not any(self._fits(slot, begin, h) for h in hours)

    def _hours(self, slot: Slot) -> tuple[Span, ...] | None:
        activity = slot.activity
        if not slot.hours or activity.kind not in NEEDS_OPEN or activity.site_id is None:
            return None
        return windows(self.programme, activity.site_id, self.frame.date)

    def _first_wait(self, changes: list[Change]) -> int:
        """Minutes that the group waits for the first stop after the first ride."""
        if len(changes) < 2:
            return 0
        ride, stop = changes[0].after, changes[1].after
        if not isinstance(ride, Activity) or not isinstance(stop, Activity):
            return 0
        if ride.kind is not Kind.TRANSFER or ride.pin_time or not ride.start or not stop.start:
            return 0
        at, buffer = self.programme.clock.at, self.programme.edition.buffer_minutes
        ready = at(ride.start) + ride.minutes + buffer + self.slots[0].pause
        return at(stop.start) - ready

    # -- the answer -----------------------------------------------------------------------

    def _told(self, changes: list[Change]) -> Arranged:
        at = self.programme.clock.at
        now, late, riding, rode = self.begin, 0, 0, False
        for change in changes:
            row = change.after
            if not isinstance(row, Activity) or row.start is None or change.table != "activity":
                continue
            begin = at(row.start)
            waits = rode and not row.id.startswith(_GHOST)
            buffer = self.programme.edition.buffer_minutes if waits else 0
            if number := self._number(row.id):
                late += max(now + buffer - begin, 0) + self._missed(self.slots[number - 1], begin)
            else:
                late += max(now - begin, 0) if row.pin_time else 0
                riding += row.minutes
            rode = row.kind is Kind.TRANSFER
            now = max(now, begin + row.minutes)
        late += max(now - self.frame.bounds.end, 0)
        kept = tuple(self._kept(changes))
        return Arranged(kept, self._begins(changes), late, riding, now)

    def _number(self, row_id: str) -> int:
        """The place of a stop in the order, from 1; 0 for a ride."""
        ids = (s.activity.id for s in self.slots)
        return next((n for n, found in enumerate(ids, 1) if found == row_id), 0)

    def _missed(self, slot: Slot, begin: int) -> int:
        """Minutes after the last moment at which it may begin."""
        if slot.last is not None:
            return max(begin - slot.last, 0)
        hours = self._hours(slot)
        if hours is None or slot.begin is not None or not self._closed(slot, begin):
            return 0
        return max(begin + slot.activity.minutes - max((h.end for h in hours), default=begin), 1)

    def _placed(self, row: Activity) -> Activity:
        """A lunch where the house is closed then is to be had nearby: its place is open."""
        slot = self.slots[self._number(row.id) - 1]
        assert row.start is not None
        closed = slot.last is not None and self._closed(slot, self.programme.clock.at(row.start))
        return replace(row, site_id=None) if closed and not row.pin_place else row

    def _kept(self, changes: list[Change]) -> Iterator[Change]:
        """The changes with the pins as they were, without ghosts, new rides with lasting ids."""
        pins = {s.activity.id: s.activity.pin_time for s in self.slots}
        taken = 0
        for change in changes:
            row = change.after
            if not isinstance(row, Activity):
                yield change
            elif row.id.startswith(_GHOST):
                continue
            elif row.id in pins:
                yield Change(change.before, self._placed(replace(row, pin_time=pins[row.id])))
            elif change.before is None:
                taken += 1
                way = (row.from_site_id or "", row.site_id or "", str(taken))
                made = fresh_id(self.programme, "ride", self.frame.id, *way)
                yield Change(None, replace(row, id=made))
            else:
                yield change
