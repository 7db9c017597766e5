"""Repair: the least change after a loss, and who must be told."""

import random
from datetime import date
from functools import cache

import pytest

from models.words import Kind
from planner.checks.acceptance import open_conflicts
from planner.checks.engine import check
from planner.conflicts import Severity
from planner.delay import Delay, Source
from planner.entities import Activity, Participation
from planner.errors import PlannerError
from planner.programme import Programme
from planner.propose.loss import Gone, RepairOptions
from planner.propose.proposal import Verb
from planner.propose.repair import HAPPENED, Repair, propose_repair
from planner.solve.budget import Budget
from tests.propose.losses import demo, every_loss, host_gone, titled


@cache
def repaired(options: RepairOptions) -> Repair:
    return propose_repair(demo(), options, Budget(30))


def blocking(programme: Programme) -> set[str]:
    conflicts = open_conflicts(programme, check(programme))
    return {c.key for c in conflicts if c.severity is Severity.BLOCKING}


@cache
def blocking_now() -> set[str]:
    return blocking(demo())


def sample(n: int) -> list[RepairOptions]:
    return random.Random(4).sample(every_loss(demo()), 20)[:n]


def loss_name(options: RepairOptions) -> str:
    return "late" if options.late else "gone"


def test_a_meeting_whose_actor_cannot_come_is_held_on_another_day() -> None:
    programme = demo()
    meeting = titled(programme, "1:1 Gwenaël Modèle-Fictif and Écho des Caves")
    host = next(p.host_id for p in programme.parties(meeting.id) if p.host_id)
    proposal = repaired(host_gone(programme, host, meeting.id))
    after = programme.apply(proposal.edit(proposal.everything).changes)
    assert meeting.start is not None
    moved = after.activities[meeting.id].start
    assert moved is not None
    assert moved.date() > meeting.start.date()
    assert {i.key for i in proposal.items} == {HAPPENED, meeting.id}


def test_a_place_that_closes_loses_its_stop_and_nothing_else_moves() -> None:
    programme = demo()
    stop = titled(programme, "OpenHub: from thesis to company")
    host = next(p.host_id for p in programme.parties(stop.id) if p.host_id)
    proposal = repaired(host_gone(programme, host, stop.id))
    after = programme.apply(proposal.edit(proposal.everything).changes)
    assert proposal.status == "optimal"
    assert after.activities[stop.id].start is None
    others = [
        a for a in programme.tour_stops[stop.tour_day_id or ""] if a.kind is not Kind.TRANSFER
    ]
    assert all(after.activities[a.id].start == a.start for a in others if a.id != stop.id)


def test_what_is_lost_says_what_blocks_it() -> None:
    programme = demo()
    stop = titled(programme, "OpenHub: from thesis to company")
    host = next(p.host_id for p in programme.parties(stop.id) if p.host_id)
    proposal = repaired(host_gone(programme, host, stop.id))
    (lost,) = [out for out in proposal.left_out if out.key == stop.id]
    assert any("OpenHub has declined" in str(phrase) for phrase in lost.because)


def test_those_whose_plans_change_are_told_with_somebody_to_call() -> None:
    programme = demo()
    stop = titled(programme, "OpenHub: from thesis to company")
    host = next(p.host_id for p in programme.parties(stop.id) if p.host_id)
    proposal = repaired(host_gone(programme, host, stop.id))
    told = {row.id for row in proposal.told}
    assert told.issuperset(programme.delegations_in(stop.id))


def test_a_late_coach_puts_off_what_follows_and_no_more() -> None:
    programme = demo()
    day = next(d for d in programme.tour_days.values() if d.day == date(2024, 10, 23))
    stops = programme.tour_stops[day.id]
    at = programme.spans[stops[1].id].begin
    proposal = repaired(RepairOptions(late=(Delay(Source.TOUR_DAY, day.id, 45, at),), now=at))
    edit = proposal.edit(proposal.everything)
    rows = [c.entity for c in edit.changes]
    assert rows
    assert {r.tour_day_id for r in rows if isinstance(r, Activity)} == {day.id}


@pytest.mark.slow
def test_nothing_that_has_begun_is_changed() -> None:
    programme = demo()
    for options in sample(20):
        assert options.now is not None
        proposal = repaired(options)
        facts = {c.id for c in proposal.changes.get(HAPPENED, ())}
        for change in proposal.edit(proposal.everything).changes:
            before, after = change.before, change.after
            if change.id in facts or not isinstance(before, Activity) or before.parent_id:
                continue
            if not isinstance(after, Activity) or before.start == after.start:
                continue
            span = programme.spans.get(before.id)
            assert span is None or span.begin >= options.now or before.kind is Kind.TRANSFER


@pytest.mark.slow
@pytest.mark.parametrize("options", sample(20), ids=loss_name)
def test_no_new_blocking_conflict_is_left_unsaid(options: RepairOptions) -> None:
    programme = demo()
    proposal = repaired(options)
    new = blocking(programme.apply(proposal.edit(proposal.everything).changes)) - blocking(
        programme
    )
    if proposal.status != "infeasible":
        assert options.now is not None
        begun = {a for a, span in programme.spans.items() if span.begin < options.now}
        assert all(set(key.split("|")) & begun for key in new)
    else:
        assert {out.key for out in proposal.left_out} & new


@pytest.mark.parametrize("options", sample(20), ids=loss_name)
def test_no_pin_is_moved(options: RepairOptions) -> None:
    proposal = repaired(options)
    facts = {c.id for c in proposal.changes.get(HAPPENED, ())}
    for change in proposal.edit(proposal.everything).changes:
        before, after = change.before, change.after
        if isinstance(before, Activity) and isinstance(after, Activity) and change.id not in facts:
            if before.pin_time:
                assert (before.start, before.minutes) == (after.start, after.minutes)
            if before.pin_place:
                assert before.site_id == after.site_id
        if isinstance(change.entity, Participation) and change.id not in facts:
            assert not demo().activities[change.entity.activity_id].pin_people


@pytest.mark.parametrize("options", sample(10), ids=loss_name)
def test_each_item_is_needed(options: RepairOptions) -> None:
    """Without any one of them something is blocked, or less well, than with it."""
    programme = demo()
    proposal = repaired(options)
    facts = proposal.changes.get(HAPPENED, ())
    if options.late or not proposal.everything - {HAPPENED}:
        return
    whole = blocking(programme.apply(proposal.edit(proposal.everything).changes))
    for item in proposal.items:
        if item.key == HAPPENED or item.verb is Verb.KEEP:
            continue
        less = proposal.edit(proposal.everything - {item.key})
        assert blocking(programme.apply(less.changes)) - whole or item.brings, (item, facts)


def test_a_rejected_answer_leaves_what_has_happened() -> None:
    programme = demo()
    stop = titled(programme, "OpenHub: from thesis to company")
    host = next(p.host_id for p in programme.parties(stop.id) if p.host_id)
    proposal = repaired(host_gone(programme, host, stop.id))
    after = programme.apply(proposal.edit({HAPPENED}).changes)
    rows = [r for r in after.participations_of[stop.id] if r.host_id == host]
    assert [r.confirmed for r in rows] == [False]
    assert after.activities[stop.id] == programme.activities[stop.id]


def test_alternatives_do_something_else() -> None:
    for options in sample(20):
        proposal = repaired(options)
        plans = [proposal, *proposal.alternatives]
        kinds = [frozenset((i.key, i.verb) for i in plan.items) for plan in plans]
        assert len(set(kinds)) == len(kinds)


@pytest.mark.slow
def test_the_same_loss_gives_the_same_plan() -> None:
    for options in sample(6):
        one, other = repaired(options), propose_repair(demo(), options, Budget(30))
        assert [(i.key, i.verb) for i in one.items if i.verb is not Verb.ADD] == [
            (i.key, i.verb) for i in other.items if i.verb is not Verb.ADD
        ]


def test_what_is_not_in_the_plan_is_said() -> None:
    with pytest.raises(PlannerError, match="not in the plan"):
        repaired(RepairOptions(gone=(Gone("nobody", 0),)))


def test_nothing_lost_is_said() -> None:
    with pytest.raises(PlannerError, match="Nothing has fallen out"):
        repaired(RepairOptions())


@pytest.mark.slow
def test_almost_every_loss_of_the_demo_can_be_mended() -> None:
    """All but those of a place that a pinned round table needs."""
    hopeless = [
        o
        for o in every_loss(demo())
        if propose_repair(demo(), o, Budget(60)).status == "infeasible"
    ]
    assert {demo().site_name(o.gone[0].id) for o in hopeless} <= {
        "La Bourse - Palais des Congrès de Namur"
    }
