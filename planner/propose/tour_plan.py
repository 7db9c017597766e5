"""A solver's solution as days with times, and what of it would break rules that hold now."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from planner.conflicts import Conflict, Severity
from planner.entities import Activity
from planner.knock_on import Foresight
from planner.phrases import Phrase
from planner.propose.tour_edit import TourProposal
from planner.propose.tour_figures import figures
from planner.propose.tour_frame import Frame
from planner.propose.tour_items import Timed, items
from planner.propose.tour_pieces import Hold, Piece, Why, placed
from planner.propose.tour_problem import SCALE, Setting
from planner.propose.tour_settle import DayOrder, key_of, keys, settled
from planner.propose.tour_times import Arranged, arrange
from planner.solve.tour_form import DayPlan, TourSolution


@dataclass(frozen=True)
class Plan:
    """Days with their times.  ``late``: minutes by which they do not fit after all."""

    setting: Setting
    days: tuple[Timed, ...]
    closed_ok: frozenset[str]

    @property
    def late(self) -> int:
        return sum(t.day.late for t in self.days)

    @property
    def keys(self) -> frozenset[str]:
        """The pieces that stand on some day."""
        return frozenset(key_of(i) for t in self.days for i in t.day.order)


def plan_of(setting: Setting, days: Iterable[DayPlan], closed_ok: frozenset[str]) -> Plan:
    by_id = {plan.day: plan for plan in days}
    made = []
    for frame in setting.frames:
        order = settled(setting, by_id.get(frame.id, DayPlan(frame.id)), closed_ok)
        made.append(_timed(setting, order, closed_ok))
    return Plan(setting, tuple(made), closed_ok)


def as_it_stands(setting: Setting, plan: Plan, days: Iterable[str]) -> Plan:
    """The plan with some days left as they are, and those that give to them or take from them."""
    left = set(days)
    for _day in plan.days:
        left |= {t.day.frame.id for t in plan.days if _exchanges(plan, t, left)}
    made = [
        _timed(setting, replace(t.day, order=t.day.now, hold=True, late=0), plan.closed_ok)
        if t.day.frame.id in left
        else t
        for t in plan.days
    ]
    return replace(plan, days=tuple(made))


def _exchanges(plan: Plan, day: Timed, left: set[str]) -> bool:
    """Whether something moves between a day and one of the days ``left``."""
    others = [t for t in plan.days if t.day.frame.id in left and t is not day]
    now, then = set(keys(day.day.now)), set(keys(day.day.order))
    return any((now & set(keys(t.day.order))) or (then & set(keys(t.day.now))) for t in others)


def _timed(setting: Setting, order: DayOrder, closed_ok: frozenset[str]) -> Timed:
    programme, frame = setting.programme, order.frame
    if order.is_changed:
        times = arrange(programme, frame, order.order, hold=order.hold, closed_ok=closed_ok)
        return Timed(order, times)
    rows = placed(programme, frame.id)
    begins = {row.id: programme.spans[row.id].begin for row in rows}
    begins |= {p.main.id: p.begin for p in frame.pieces if p.begin is not None}
    return Timed(order, Arranged((), begins, 0, 0, frame.last))


def proposal_of(
    plan: Plan,
    solution: TourSolution,
    label: Phrase,
    notes: Sequence[Phrase] = (),
    *,
    final: bool = False,
) -> TourProposal:
    """The proposal of a plan, without what is left out of it."""
    setting = plan.setting
    bound = None if solution.bound is None else solution.bound // SCALE
    score = sum(
        setting.points(i.key, t.day.frame.id)
        for t in plan.days
        for i in t.day.order
        if isinstance(i, Piece)
    )
    return TourProposal(
        kind="tour",
        base=setting.programme,
        label=label,
        items=items(setting, plan.days, plan.closed_ok),
        scores=figures(setting, plan.days),
        status=solution.status,
        score=score,
        bound=None if bound is None else max(bound, score),
        notes=tuple(notes),
        final=final,
        days=tuple(t.day for t in plan.days),
        closed_ok=plan.closed_ok,
    )


# -- what would break ----------------------------------------------------------------------


def broken(foresight: Foresight, proposal: TourProposal) -> tuple[Conflict, ...]:
    """The blocking conflicts that there would be, and are not, if everything were accepted."""
    edit = proposal.edit(proposal.everything)
    if not edit:
        return ()
    found = foresight.of(edit)
    worse = [c for c in found.appear if c.severity is Severity.BLOCKING]
    for now, then in found.changed:
        more = (then.minutes or 0) > (now.minutes or 0)
        if then.severity is Severity.BLOCKING and (now.severity is not then.severity or more):
            worse.append(then)
    return tuple(worse)


def mended(
    plan: Plan, conflicts: Sequence[Conflict]
) -> tuple[tuple[Frame, ...], dict[tuple[str, str], Phrase]]:
    """Days in which what is in conflict keeps its time, and pieces with what bars them from a day.

    New things, and those from other days, are barred; what stands on the day keeps its time.
    Both are empty where the conflicts are about neither.
    """
    hits = {
        i: c.phrase for c in conflicts for a in c.activities for i in (a, _next_stop(plan, a)) if i
    }
    barred: dict[tuple[str, str], Phrase] = {}
    frames: list[Frame] = []
    for t in plan.days:
        frame = t.day.frame
        pieces = tuple(_keeping_time(p, frame) if _is_hit(p, hits) else p for p in frame.pieces)
        frames.append(replace(frame, pieces=pieces))
        for item in t.day.order:
            if isinstance(item, Piece) and item.day_id != frame.id and _is_hit(item, hits):
                hit = next(a.id for a in item.activities if a.id in hits)
                barred[item.key, frame.id] = hits[hit]
    changed = tuple(frames) != plan.setting.frames
    return (tuple(frames) if changed else ()), barred


def _keeping_time(piece: Piece, frame: Frame) -> Piece:
    if piece.foreign or piece.hold is Hold.TIME:
        return piece
    return replace(piece, hold=Hold.TIME, why=Why.ARRANGED, days=frozenset({frame.id}))


def _is_hit(piece: Piece, hit: Collection[str]) -> bool:
    return any(a.id in hit for a in piece.activities)


def _next_stop(plan: Plan, ride_id: str) -> str:
    """The stop to which a ride of the plan leads."""
    for t in plan.days:
        rows = [c.after for c in t.times.changes if isinstance(c.after, Activity)]
        for n, row in enumerate(rows[:-1]):
            if row.id == ride_id:
                return rows[n + 1].id
    return ""


def days_of_conflicts(plan: Plan, conflicts: Iterable[Conflict]) -> set[str]:
    """The days to which conflicts belong; all that change where that cannot be said."""
    hit = {i for c in conflicts for i in (*c.activities, c.subject)}
    found = {
        t.day.frame.id
        for t in plan.days
        if t.day.frame.id in hit
        or any(change.id in hit for change in t.times.changes)
        or any(isinstance(i, Piece) and _is_hit(i, hit) for i in (*t.day.now, *t.day.order))
    }
    changed = {t.day.frame.id for t in plan.days if t.day.is_changed}
    return found & changed or changed
