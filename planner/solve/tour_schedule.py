"""When the visits of one day take place: the earliest schedule of a given order, with its lunch."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from planner.solve.tour_form import Day, DayPlan, Meal, Site, TourProblem, Visit

#: No labels of one step are compared beyond this many; an order rarely has more than three.
_FEW = 64


def start_windows(problem: TourProblem, site: Site, day: str) -> list[tuple[int, int]]:
    """First and last minute at which a visit may start on a day, pins and window rule included."""
    whole = problem.window_rule == "complete"
    spans = [
        (w.open, w.close - site.duration if whole else w.close)
        for w in site.windows
        if w.days is None or day in w.days
    ]
    for pin in problem.pinned:
        if pin.site != site.id:
            continue
        if pin.day not in (None, day):
            return []
        if pin.start is not None:
            spans = [(pin.start, pin.start) for first, last in spans if first <= pin.start <= last]
    return sorted({(first, last) for first, last in spans if first <= last})


class Label(NamedTuple):
    """Where a coach may be: earlier, less driven and longer at a stand is never worse.

    ``clock``: the last item has ended.  ``driven``: in all.  Where pauses are asked for, ``came``:
    the last drive ended (the pause began); ``since``: driven since the last pause long enough.
    """

    clock: int
    came: int
    driven: int
    since: int
    lunched: bool
    items: tuple[Visit | Meal, ...]


@dataclass(frozen=True)
class Stop:
    """Somewhere to go: a site, or the way home (``site`` None)."""

    place: int
    site: Site | None = None
    windows: tuple[tuple[int, int], ...] = ()


class Clockwork:
    """The rules of one day of a problem."""

    def __init__(self, problem: TourProblem, day: Day) -> None:
        self.problem, self.day = problem, day
        self.index = {p.id: n for n, p in enumerate(problem.places)}
        self.start = self.index[day.start_place]
        self.home = Stop(self.index[day.end_place])
        before: dict[str, set[str]] = {}
        for first, then in problem.orders:
            before.setdefault(first, set()).add(then)
        self.never_after = before

    def stop(self, site: Site) -> Stop:
        windows = tuple(start_windows(self.problem, site, self.day.id))
        return Stop(self.index[site.place], site, windows)

    def first(self) -> Label:
        return Label(self.day.start, self.day.start, 0, 0, False, ())

    def steps(self, label: Label, here: int, stop: Stop) -> Iterator[Label]:
        """What may follow when ``stop`` is next: without a lunch, or with it on the way."""
        for come in self.drive(label, here, stop.place):
            yield from self._stay(come, stop)
        lunch = self.day.lunch
        if lunch is None or label.lunched:
            return
        beside = {here, stop.place}
        for place in beside if lunch.at == "stop" else {self.index[p] for p in lunch.at}:
            for there in self.drive(label, here, place):
                begins = max(there.clock, lunch.earliest)
                if begins > lunch.latest:
                    continue
                ends = begins + lunch.duration
                meal = Meal(self.problem.places[place].id, begins, ends)
                items = (*label.items, meal)
                eaten = there._replace(clock=ends, lunched=True, items=items)
                for come in self.drive(eaten, place, stop.place):
                    yield from self._stay(come, stop)

    def drive(self, label: Label, here: int, there: int) -> Iterator[Label]:
        """Leave at once or, where a pause is needed, when the coach has stood long enough."""
        leg = self.problem.travel[here][there]
        if leg < 0:
            return
        if leg == 0:
            yield label
            return
        driven = label.driven + leg
        if self.day.max_driving is not None and driven > self.day.max_driving:
            return
        if self.day.driving_break is None:
            come = label.clock + leg
            yield label._replace(clock=come, driven=driven)
            return
        most, pause = self.day.driving_break
        rested = label.came + pause
        for leaves, since in ((label.clock, label.since), (max(label.clock, rested), 0)):
            if leaves >= rested:
                since = 0
            if since + leg <= most:
                come = leaves + leg
                yield label._replace(clock=come, came=come, driven=driven, since=since + leg)

    def _stay(self, label: Label, stop: Stop) -> Iterator[Label]:
        if stop.site is None:
            if label.clock <= self.day.end:
                yield label
            return
        starts = [max(label.clock, first) for first, last in stop.windows if label.clock <= last]
        if not starts:
            return
        ends = min(starts) + stop.site.duration
        if ends <= self.day.end:
            visit = Visit(stop.site.id, min(starts), ends)
            yield label._replace(clock=ends, items=(*label.items, visit))

    def ended(self, labels: Iterable[Label], here: int) -> list[Label]:
        """Whole days: home in time, with the lunch that must be."""
        lunch = self.day.lunch
        must = lunch is not None and lunch.required
        home = [end for label in labels for end in self.steps(label, here, self.home)]
        return [end for end in home if end.lunched or not must]


def undominated(labels: Iterable[Label]) -> list[Label]:
    """Labels of one place and one set of visits of which none is as good as another in all."""
    kept: list[Label] = []
    for label in sorted(set(labels), key=lambda x: (x[:4], not x.lunched, len(x.items))):
        if not any(_as_good(other, label) for other in kept[:_FEW]):
            kept.append(label)
    return kept


def _as_good(a: Label, b: Label) -> bool:
    same = a.lunched == b.lunched
    return same and a.came <= b.came and a.driven <= b.driven and a.since <= b.since


def best_label(labels: Iterable[Label]) -> Label | None:
    """The least driving, then with lunch rather than without, then home the earliest."""
    return min(labels, key=lambda x: (x.driven, not x.lunched, x.clock), default=None)


def schedule(problem: TourProblem, day: Day, order: Sequence[str]) -> DayPlan | None:
    """The visits of ``order`` (ids of sites) as early as can be; None when the day cannot be.

    Limits of the day (visits, budgets) and pairs of ``orders`` are looked at too.  Where a lunch
    may be skipped it is held if it fits without a longer drive.
    """
    if not within_limits(problem, day, order):
        return None
    clockwork = Clockwork(problem, day)
    sites = {s.id: s for s in problem.sites}
    here, labels, seen = clockwork.start, [clockwork.first()], set[str]()
    for name in order:
        if seen & clockwork.never_after.get(name, set()):
            return None
        stop = clockwork.stop(sites[name])
        labels = undominated(new for label in labels for new in clockwork.steps(label, here, stop))
        here = stop.place
        seen.add(name)
    best = best_label(clockwork.ended(labels, here))
    return None if best is None else DayPlan(day.id, best.items)


def within_limits(problem: TourProblem, day: Day, order: Sequence[str]) -> bool:
    """Whether the number of visits and the budgets of the day allow these sites."""
    if day.max_visits is not None and len(order) > day.max_visits:
        return False
    return all(
        sum(limit.use.get(name, 0) for name in order) <= limit.max
        for limit in problem.limits
        if limit.scope == "day"
    )


def driving(problem: TourProblem, plan: DayPlan) -> int:
    """Minutes at the wheel of a planned day."""
    day = next(d for d in problem.days if d.id == plan.day)
    index = {p.id: n for n, p in enumerate(problem.places)}
    at = {s.id: index[s.place] for s in problem.sites}
    here, total = index[day.start_place], 0
    for item in plan.items:
        there = at[item.site] if isinstance(item, Visit) else index[item.place]
        total += max(problem.travel[here][there], 0)
        here = there
    return total + max(problem.travel[here][index[day.end_place]], 0)
