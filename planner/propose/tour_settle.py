"""From a solver's days to orders that change the plan as little as they can.

A solver says which sites stand on which day, in some order that fits.  Where they fit into the
order in which the day stands now, that one stays; what is new is put where it costs least.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from models.words import Kind
from planner.entities import Activity
from planner.phrases import _
from planner.propose.tour_frame import Frame
from planner.propose.tour_pieces import Piece, fresh_id
from planner.propose.tour_problem import Setting
from planner.propose.tour_times import Arranged, Meal, arrange
from planner.solve.tour_form import DayPlan, Visit

Order = tuple[Piece | Meal, ...]
#: So often what is new is tried elsewhere to shorten the way.
_PASSES = 3


@dataclass(frozen=True)
class DayOrder:
    """A day as it is proposed; ``hold``: what stands there begins no earlier than now.

    ``now``: the order as it stands; ``late``: by how many minutes it does not fit.
    """

    frame: Frame
    order: Order
    now: Order
    hold: bool
    late: int = 0

    @property
    def is_changed(self) -> bool:
        return keys(self.order) != keys(self.now) or _sites(self.order) != _sites(self.now)


def key_of(item: Piece | Meal) -> str:
    return item.key if isinstance(item, Piece) else f"meal:{item.activity.id}"


def keys(order: Iterable[Piece | Meal]) -> tuple[str, ...]:
    return tuple(key_of(item) for item in order)


def _sites(order: Iterable[Piece | Meal]) -> tuple[str | None, ...]:
    return tuple(item.site_id for item in order if isinstance(item, Meal))


def order_now(setting: Setting, frame: Frame) -> Order:
    """A day as it stands, its lunch included."""
    found: list[tuple[int, Piece | Meal]] = [(p.begin or 0, p) for p in frame.pieces]
    plan = frame.lunch
    if plan is not None and plan.activity is not None:
        meal = Meal(plan.activity, plan, plan.activity.site_id)
        found.append((setting.programme.spans[plan.activity.id].begin, meal))
    return tuple(item for _, item in sorted(found, key=lambda pair: pair[0]))


def settled(setting: Setting, plan: DayPlan, closed_ok: frozenset[str] = frozenset()) -> DayOrder:
    """The order of a day that holds what the solver's plan holds."""
    return _Settler(setting, plan, closed_ok).run()


class _Settler:
    def __init__(self, setting: Setting, plan: DayPlan, closed_ok: frozenset[str]) -> None:
        self.setting, self.closed_ok = setting, closed_ok
        self.frame = setting.frame(plan.day)
        self.now = order_now(setting, self.frame)
        self.solved = _solved_order(setting, self.frame, plan)

    def run(self) -> DayOrder:
        if set(keys(self.solved)) == set(keys(self.now)) and self._in_order(self.now):
            return DayOrder(self.frame, self.now, self.now, hold=True)
        best: DayOrder | None = None
        for hold, make in self._ways():
            order = make()
            if order is None:
                continue
            made = DayOrder(self.frame, order, self.now, hold, self._time(order, hold).late)
            if made.late == 0:
                return made
            if best is None or made.late < best.late:
                best = made
        assert best is not None
        return best

    def _ways(self) -> Iterable[tuple[bool, Callable[[], Order | None]]]:
        """Whether times are held, and an order: what changes least first."""
        yield True, lambda: self._inserted(hold=True)
        yield False, lambda: self._inserted(hold=False)
        yield True, lambda: self.solved
        yield False, lambda: self._shortened(self.solved)
        yield False, lambda: self.solved

    def _time(self, order: Order, hold: bool) -> Arranged:
        programme = self.setting.programme
        return arrange(programme, self.frame, order, hold=hold, closed_ok=self.closed_ok)

    # -- as it stands, with what is new ---------------------------------------------------

    def _inserted(self, *, hold: bool) -> Order | None:
        """The present order with what is new at the cheapest places; None: it does not fit."""
        chosen = {key_of(item): item for item in self.solved}
        order = tuple(chosen.pop(key_of(i)) for i in self.now if key_of(i) in chosen)
        if not order or not self._in_order(order):
            return None
        new = sorted(chosen.values(), key=lambda i: isinstance(i, Meal))
        for item in new:
            places = (
                with_meal_placed((*order[:n], item, *order[n:]), self.setting)
                for n in range(len(order) + 1)
            )
            tries = [(self._time(o, hold), o) for o in places if self._in_order(o)]
            fitting = [
                (a.riding, self._moved(a), a.end, n)
                for n, (a, _) in enumerate(tries)
                if a.late == 0
            ]
            if not fitting:
                return None
            order = tries[min(fitting)[-1]][1]
        return order

    def _moved(self, times: Arranged) -> int:
        """By how many minutes what stands on the day begins at another time, in all."""
        spans = self.setting.programme.spans
        begins = times.begins.items()
        return sum(abs(begin - spans[i].begin) for i, begin in begins if i in self._stand_now)

    @cached_property
    def _stand_now(self) -> frozenset[str]:
        pieces = (item for item in self.now if isinstance(item, Piece) and not item.foreign)
        return frozenset(a.id for piece in pieces for a in piece.activities)

    def _in_order(self, order: Order) -> bool:
        """Whether the pinned orders hold."""
        place = {key: n for n, key in enumerate(keys(order))}
        return all(
            place[a] < place[b] for a, b in self.setting.problem.orders if a in place and b in place
        )

    def _shortened(self, order: Order) -> Order:
        """With less way, where something that is not held can stand elsewhere in the order."""
        best, found = order, self._time(order, hold=False)
        for _pass in range(_PASSES):
            before = best
            for item in [i for i in order if isinstance(i, Piece) and not i.held]:
                rest = tuple(i for i in best if key_of(i) != item.key)
                for n in range(len(rest) + 1):
                    tried = with_meal_placed((*rest[:n], item, *rest[n:]), self.setting)
                    if self._way(tried) >= self._way(best) or not self._in_order(tried):
                        continue
                    timed = self._time(tried, hold=False)
                    if timed.late <= found.late and timed.riding < found.riding:
                        best, found = tried, timed
            if best == before:
                break
        return best

    def _way(self, order: Order) -> int:
        """About how long the rides are."""
        problem = self.setting.problem
        index = {place.id: n for n, place in enumerate(problem.places)}
        stops = [i.key for i in order if isinstance(i, Piece) and i.key in index]
        line = [f"start:{self.frame.id}", *stops, f"end:{self.frame.id}"]
        return sum(max(problem.travel[index[a]][index[b]], 0) for a, b in pairwise(line))


def _solved_order(setting: Setting, frame: Frame, plan: DayPlan) -> Order:
    order: list[Piece | Meal] = []
    for item in plan.items:
        if isinstance(item, Visit):
            order.append(setting.pieces[item.site])
        elif frame.lunch is not None:
            order.append(_meal(setting, frame, item.place))
    if not any(isinstance(i, Piece) for i in order):
        order = [i for i in order if i.activity.id in setting.programme.activities]  # type: ignore[union-attr]
    return with_meal_placed(tuple(order), setting)


def _meal(setting: Setting, frame: Frame, place: str) -> Meal:
    plan, programme = frame.lunch, setting.programme
    assert plan is not None
    if place in setting.pieces:
        site_id = setting.pieces[place].exit_id
    elif place.startswith("meal:"):
        site_id = plan.site_id
    else:
        start = place.startswith("start:")
        site_id = frame.day.start_site_id if start else frame.day.end_site_id
    activity = plan.activity or Activity(
        fresh_id(programme, "meal", frame.id), programme.edition.id, Kind.MEAL, _("Lunch")
    )
    old = programme.site_name(activity.site_id)
    if plan.activity and site_id != activity.site_id and old and old in activity.title:
        activity = replace(activity, title=_("Lunch"))
    activity = replace(activity, minutes=plan.minutes, tour_day_id=frame.id)
    return Meal(activity, plan, site_id)


def with_meal_placed(order: Order, setting: Setting) -> Order:
    """A lunch that stays nowhere is where the group comes from or goes to."""
    placed: list[Piece | Meal] = list(order)
    for n, item in enumerate(order):
        if not isinstance(item, Meal) or item.plan.site_id is not None:
            continue
        before = next((i.exit_id for i in reversed(order[:n]) if isinstance(i, Piece)), None)
        after = next((i.site_id for i in order[n + 1 :] if isinstance(i, Piece)), None)
        if item.site_id is None or item.site_id not in (before, after):
            placed[n] = replace(item, site_id=before or after or item.site_id)
    return tuple(placed)
