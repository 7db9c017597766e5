"""The best times for an activity: what each would cost, and what it would break.

Only the activity itself moves, so that everything pinned stays.  Times are taken from the plan:
right after and right before what those in it do, the hours of the site, and every half hour.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property

from planner.checks.hours import windows
from planner.conflicts import Severity
from planner.edits import activities as edits
from planner.edits.core import require
from planner.entities import Activity
from planner.errors import PlannerError
from planner.free_time import STEP_MINUTES, busy_spans, closed_spans, entries_of, rounded_up
from planner.knock_on import Foresight, KnockOn
from planner.phrases import Phrase
from planner.programme import Entry, Span

#: Where nobody's day says otherwise, nothing is proposed before and after these times of day.
DAY_BEGINS, DAY_ENDS = time(9), time(18)
#: And in no case before and after these.
EARLIEST, LATEST = time(7), time(23)
GRID_MINUTES = 30
#: So many times are tried, those that cost least first, and so many of the best are told.
MOST_TRIED, MOST_TOLD = 80, 20
#: Two times nearer than this that break the same are one proposal.
APART_MINUTES = 20
#: What another day counts, in minutes of disturbance.
OTHER_DAY_MINUTES = 60


@dataclass(frozen=True, slots=True)
class Cost:
    """What a time costs those in the activity, in minutes.

    ``travel`` is the longest way there and onwards, ``waiting`` the longest wait before it,
    ``moved`` how far it is from where the activity stands (None: it stands in the tray).
    """

    travel: int
    waiting: int
    moved: int | None
    other_day: bool

    @property
    def disturbance(self) -> int:
        """One figure to rank by: minutes on the road and waiting; moving counts a tenth."""
        moved = OTHER_DAY_MINUTES if self.other_day else abs(self.moved or 0) // 10
        return self.travel + self.waiting + moved


@dataclass(frozen=True, slots=True)
class Place:
    """A time for an activity, what it costs, and what it would do."""

    begin: int
    start: datetime
    cost: Cost
    knock_on: KnockOn

    @property
    def rank(self) -> tuple[int, ...]:
        """The best first: blocking conflicts, warnings, things to check, disturbance, time."""
        count = self.knock_on.count
        return (*(count(severity) for severity in Severity), self.cost.disturbance, self.begin)


def ranked(places: Iterable[Place]) -> tuple[Place, ...]:
    """The best first; of times that are near and break the same only the better one."""
    told: list[Place] = []
    for place in sorted(places, key=lambda p: p.rank):
        if not any(_alike(place, other) for other in told):
            told.append(place)
    return tuple(told[:MOST_TOLD])


def _alike(one: Place, other: Place) -> bool:
    near = abs(one.begin - other.begin) < APART_MINUTES
    return near and one.rank[:3] == other.rank[:3]


class BestPlaces:
    """Tries times for one activity.  Raises PlannerError for one whose time is not free."""

    def __init__(self, foresight: Foresight, activity_id: str) -> None:
        self._foresight, self.programme = foresight, foresight.programme
        self.activity = require(self.programme, Activity, activity_id)
        if self.activity.parent_id is not None or self.activity.pin_time:
            raise PlannerError(
                Phrase("The time of “{title}” is not free.", title=self.activity.title),
                Phrase("It is pinned (p releases it), or part of a larger activity."),
            )
        self._family = {activity_id, *(p.id for p in self.programme.parts.get(activity_id, ()))}
        self._entries = {person: self._others(person) for person in self._people()}

    def places(self, stopped: Callable[[], bool] = lambda: False) -> Iterator[Place]:
        """Each time as soon as it is tried; :func:`ranked` puts them in order."""
        for begin in self.begins:
            if stopped():
                return
            start = self.programme.clock.wall(begin)
            edit = edits.move(self.programme, self.activity.id, start)
            yield Place(begin, start, self.cost(begin), self._foresight.of(edit))

    # -- who, and what else they do ---------------------------------------------------------

    def _people(self) -> list[str]:
        parties = self.programme.parties(self.activity.id)
        people = (p.delegate_id or p.delegation_id or p.host_id for p in parties)
        return [person for person in dict.fromkeys(people) if person is not None]

    def _others(self, person: str) -> list[Entry]:
        found = entries_of(self.programme, person)
        return sorted(e for e in found if e.activity.id not in self._family)

    # -- which times ------------------------------------------------------------------------

    @cached_property
    def begins(self) -> tuple[int, ...]:
        """The times to try: when all are free before others, the cheapest first."""
        busy = sorted(
            busy_spans(self.programme, self._entries, self.activity.site_id, self._family)
        )
        now = self.programme.spans.get(self.activity.id)
        found: dict[int, tuple[bool, int]] = {}
        for day in self._days():
            closed = list(closed_spans(self.programme, self.activity.site_id, day))
            for begin in self._of_day(day, busy):
                span = Span(begin, begin + self.activity.minutes)
                if now is None or begin != now.begin:
                    is_busy = any(span.overlaps(other) for other in (*busy, *closed))
                    found[begin] = (is_busy, self.cost(begin).disturbance)
        return tuple(sorted(found, key=lambda b: (found[b], b))[:MOST_TRIED])

    def _days(self) -> tuple[date, ...]:
        """A tour's activity stays on its day."""
        day = self.programme.tour_days.get(self.activity.tour_day_id or "")
        return (day.day,) if day else self.programme.days

    def _of_day(self, day: date, busy: Iterable[Span]) -> Iterator[int]:
        first, last = self._bounds(day)
        minutes = self.activity.minutes
        tries = set(range(rounded_up(first), last, GRID_MINUTES))
        for span in busy:
            tries |= {rounded_up(span.end), (span.begin - minutes) // STEP_MINUTES * STEP_MINUTES}
        site_id = self.activity.site_id
        for window in windows(self.programme, site_id, day) or () if site_id else ():
            tries |= {rounded_up(window.begin), window.end - minutes}
        return (begin for begin in sorted(tries) if first <= begin <= last - minutes)

    def _bounds(self, day: date) -> tuple[int, int]:
        """From morning to evening, longer where somebody's day is longer."""
        clock = self.programme.clock
        same = [e for some in self._entries.values() for e in some if clock.day(e.begin) == day]

        def at(wall: time) -> int:
            return clock.at(datetime.combine(day, wall))

        first = min([at(DAY_BEGINS), *(e.begin for e in same)])
        last = max([at(DAY_ENDS), *(e.end for e in same)])
        return max(first, at(EARLIEST)), min(last, at(LATEST))

    # -- what a time costs ------------------------------------------------------------------

    def cost(self, begin: int) -> Cost:
        """What it costs those who take part to begin then."""
        travel = waiting = 0
        for entries in self._entries.values():
            there, onwards, wait = self._around(entries, begin)
            travel, waiting = max(travel, there + onwards), max(waiting, wait)
        now = self.programme.spans.get(self.activity.id)
        if now is None:
            return Cost(travel, waiting, None, other_day=False)
        on_day = self.programme.clock.day
        other_day = on_day(now.begin) != on_day(begin)
        return Cost(travel, waiting, begin - now.begin, other_day)

    def _around(self, entries: list[Entry], begin: int) -> tuple[int, int, int]:
        """Minutes to come there, to go on, and to wait before; of that day only."""
        day, end = self.programme.clock.day, begin + self.activity.minutes
        before = max((e for e in entries if e.end <= begin), key=lambda e: e.end, default=None)
        after = next((e for e in entries if e.begin >= end), None)
        there = onwards = wait = 0
        if before is not None and day(before.end) == day(begin):
            there = self._way(before.activity, self.activity)
            wait = max(begin - before.end - there, 0)
        if after is not None and day(after.begin) == day(begin):
            onwards = self._way(self.activity, after.activity)
        return there, onwards, wait

    def _way(self, before: Activity, after: Activity) -> int:
        leg = self.programme.leg(before, after)
        return leg.minutes if leg is not None else 0
