"""Laws of tour proposals, over random small tours."""

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from itertools import combinations
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from models.words import Kind
from planner.entities import Activity, Site, TourDay
from planner.programme import Programme
from planner.propose.proposal import Keep
from planner.propose.tour import TourOptions, TourProposal, propose_tour
from planner.propose.tour_case import Change, DayCase
from planner.propose.tour_frame import frames as tour_frames
from planner.propose.tour_pieces import Piece
from planner.propose.tour_problem import setting
from planner.propose.tour_settle import DayOrder
from planner.solve.budget import Budget
from planner.solve.tour import solve_tour
from planner.solve.tour_form import TourProblem, TourSolution
from tests.build import on
from tests.propose.tour_scenes import Scene, applied, blocking

MINUTES = st.integers(1, 18).map(lambda n: 5 * n)
HOURS = st.sampled_from(["09:00-12:00", "10:00-12:30", "13:00-17:00", "08:00-20:00", None])


@dataclass(repr=False)
class Drawn:
    """A random edition and what is kept of it."""

    programme: Programme
    keep: Keep
    released: frozenset[str]
    days: tuple[TourDay, ...]
    pause: int

    def __repr__(self) -> str:
        rows = (*self.programme.activities.values(), *self.days)
        return "\n".join(map(str, (self.keep, sorted(self.released), *rows)))

    @property
    def options(self) -> TourOptions:
        return TourOptions(
            keep=self.keep, released=self.released, explained=2, max_visits=4, pause=self.pause
        )

    @cached_property
    def proposal(self) -> TourProposal:
        return propose_tour(self.programme, self.options, Budget(10))


@st.composite
def tours(draw: st.DrawFn) -> Drawn:
    """Up to six places, two circuits, three days, some stops that stand, wait or are pinned."""
    plan = Scene()
    caen = plan.delegation("Caen", heads=3)
    west = plan.tour("West", plan.vehicle("Coach 2"), caen)
    names = "ABCDEF"[: draw(st.integers(1, 6))]
    sites = [plan.site(name, visit_minutes=draw(st.sampled_from([30, 60, 90]))) for name in names]
    for a, b in combinations([plan.station, *sites], 2):
        if draw(st.integers(0, 9)):
            plan.travel(a, b, draw(MINUTES))
    for site in sites:
        if draw(st.booleans()):
            plan.wish(
                draw(st.sampled_from([plan.tbilisi, caen])), draw(st.integers(1, 3)), site_id=site
            )
        if draw(st.booleans()):
            for weekday in (1, 2):
                plan.open(site, draw(HOURS), weekday=weekday)
    days = [
        plan.day(
            draw(st.sampled_from([22, 23])), draw(st.sampled_from(["09:00-17:30", "09:00-13:00"]))
        )
    ]
    if draw(st.booleans()):
        days.append(plan.day(23 if days[0].day.day == 22 else 22, "10:00-18:00"))
    if draw(st.booleans()):
        days.append(plan.day(23, "09:30-16:00", tour=west))
    stops = [_stop(draw, plan, site, days) for site in sites if draw(st.booleans())]
    if draw(st.booleans()):
        plan.reception("Evening", on(23, "16:30"), 60, plan.station, plan.tbilisi)
    released = frozenset(s.id for s in stops if draw(st.booleans()))
    return Drawn(
        plan.programme(),
        draw(st.sampled_from(list(Keep))),
        released,
        tuple(days),
        draw(st.sampled_from([0, 10])),
    )


def _stop(draw: st.DrawFn, plan: Scene, site: Site, days: list[TourDay]) -> Activity:
    day = draw(st.sampled_from(days))
    start = None
    if draw(st.integers(0, 3)):
        hour = draw(st.integers(18, 34))
        start = on(day.day.day, f"{hour // 2:02}:{hour % 2 * 30:02}")
    pins = {f"pin_{pin}": not draw(st.integers(0, 3)) for pin in ("time", "place", "order")}
    position = draw(st.integers(0, 3))
    minutes = draw(st.sampled_from([30, 60]))
    return plan.stands(site, day, start, minutes=minutes, position=position, **pins)


def quick(problem: TourProblem) -> TourSolution:
    return solve_tour(problem, Budget(5))


def day_of(programme: Programme, activity_id: str) -> tuple[str | None, bool]:
    """The tour day of an activity, and whether it has a time."""
    row = programme.activities[activity_id]
    return row.tour_day_id, row.start is not None


LAW = settings(max_examples=15)


@LAW
@given(tours())
def test_nothing_new_is_blocking(drawn: Drawn) -> None:
    assert blocking(drawn.proposal) == []


@LAW
@given(tours(), st.randoms(use_true_random=False))
def test_no_pin_is_ever_moved(drawn: Drawn, order: Random) -> None:
    proposal = drawn.proposal
    some = {key for key in sorted(proposal.everything) if order.random() < 0.5}
    for after in (applied(proposal), proposal.base.apply(proposal.edit(frozenset(some)).changes)):
        for stop in drawn.programme.activities.values():
            then = after.activities[stop.id]
            if stop.start is not None and stop.pin_time:
                assert then.start == stop.start
            if stop.start is not None and (stop.pin_time or stop.pin_place):
                assert (then.tour_day_id, then.site_id) == (stop.tour_day_id, stop.site_id)
                assert then.start is not None
            assert (then.pin_time, then.pin_place, then.pin_order) == (
                stop.pin_time,
                stop.pin_place,
                stop.pin_order,
            )


@LAW
@given(tours())
def test_nothing_disappears_and_what_is_kept_stays(drawn: Drawn) -> None:
    before, after = drawn.programme, applied(drawn.proposal)
    for stop in before.activities.values():
        assert stop.kind is Kind.TRANSFER or stop.id in after.activities
        if stop.start is None or stop.kind is not Kind.STOP:
            continue
        if drawn.keep is Keep.ALL:
            assert day_of(after, stop.id) == day_of(before, stop.id)
        if drawn.keep is Keep.RELEASED and stop.id in drawn.released:
            assert after.activities[stop.id].start == stop.start


@LAW
@given(tours())
def test_no_site_is_visited_twice(drawn: Drawn) -> None:
    after = applied(drawn.proposal)
    visited = [
        a.site_id for a in after.activities.values() if a.kind is Kind.STOP and a.start is not None
    ]
    assert len(visited) == len(set(visited))


@LAW
@given(tours())
def test_points_of_the_tour_never_fall_where_everything_is_kept(drawn: Drawn) -> None:
    proposal = drawn.proposal
    if drawn.keep is Keep.ALL and proposal.scores:
        assert proposal.scores[0].after >= proposal.scores[0].before


@LAW
@given(tours())
def test_what_is_left_out_has_a_reason(drawn: Drawn) -> None:
    proposal = drawn.proposal
    assert all(left.because or left.dearer for left in proposal.left_out)
    assert not {left.key for left in proposal.left_out} & proposal.everything - {
        i.key for i in proposal.items if i.verb == "remove"
    }


@LAW
@given(tours())
def test_every_stop_begins_while_the_tour_is_on_the_road(drawn: Drawn) -> None:
    proposal = drawn.proposal
    after = applied(proposal)
    for day in proposal.days:
        if not day.is_changed or day.frame.bounds.end_why is not None:
            continue
        rows = [a for a in after.tour_stops.get(day.frame.id, ()) if a.start is not None]
        ends = [a.start + timedelta(minutes=a.minutes) for a in rows if a.start]
        end = after.clock.wall(day.frame.bounds.end)
        assert max(ends, default=end) <= end


def cases(drawn: Drawn, key: str, *, beside_all: bool) -> list[DayCase]:
    """The days on which a piece might stand: with what is held, or with all that is proposed."""
    proposal = drawn.proposal
    frames = tuple(day.frame for day in proposal.days)
    made = setting(proposal.base, drawn.options, frames, open_to_all=proposal.closed_ok)
    if key not in {site.id for site in made.problem.sites}:
        return []
    found = []
    for day in proposal.days:
        pieces = day.order if beside_all else day.frame.pieces
        keys = [p.key for p in pieces if isinstance(p, Piece) and (beside_all or p.held)]
        if (key, day.frame.id) not in made.barred:
            found.append(DayCase(made, day.frame, keys, quick, key))
    return found


@LAW
@given(tours())
def test_without_the_facts_that_block_it_a_site_fits(drawn: Drawn) -> None:
    for left in drawn.proposal.left_out:
        if left.dearer is not None:
            continue
        for case in cases(drawn, left.key, beside_all=False):
            culprits = frozenset(case.culprits())
            assert culprits
            assert case.fits(Change(without=culprits))


@LAW
@given(tours())
def test_a_relaxation_lets_its_site_in_beside_all_that_is_proposed(drawn: Drawn) -> None:
    proposal = drawn.proposal
    for left in proposal.left_out:
        if left.relaxation is None or left.relaxation.edit is None:
            continue
        assert not any(c.fits() for c in cases(drawn, left.key, beside_all=True))
        after = proposal.base.apply(left.relaxation.edit.changes)
        frames = tuple(tour_frames(after, drawn.options)[0])
        made = setting(after, drawn.options, frames, open_to_all=proposal.closed_ok)
        found = []
        for day in proposal.days:
            frame = next(f for f in frames if f.id == day.frame.id)
            keys = [p.key for p in day.order if isinstance(p, Piece)]
            stand = {p.key for p in frame.pieces} | {k for k in keys if k not in _now(day)}
            if (left.key, frame.id) not in made.barred:
                here = [k for k in keys if k in stand]
                found.append(DayCase(made, frame, here, quick, left.key))
        assert any(case.fits() for case in found)


def _now(day: DayOrder) -> set[str]:
    return {p.key for p in day.frame.pieces}
