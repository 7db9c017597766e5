"""What holds for every proposal of visits and meetings, whatever the programme."""

from dataclasses import replace
from datetime import time

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from models.words import Kind
from planner.entities import Activity, Entity
from planner.programme import Programme
from planner.propose.meetings import MeetingOptions, propose_meetings
from planner.propose.proposal import Keep, Proposal, Verb
from planner.propose.visits import VisitOptions, propose_visits
from planner.solve.budget import Budget
from planner.wishes import granted_by
from tests.propose.scenes import (
    THU,
    E,
    actor,
    after,
    applied,
    at,
    base,
    delegate,
    delegation,
    goes,
    hosts,
    keys,
    named,
    new_blocking,
    session,
    wish,
)

PEOPLE = ("Ada", "Bob", "Cyd")
ACTORS = ("X", "Y")
MODEST = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])

starts = st.integers(9 * 4, 17 * 4).map(lambda n: f"{n // 4:02}:{n % 4 * 15:02}")
lengths = st.sampled_from([30, 45, 60, 90])


@st.composite
def sessions(draw: st.DrawFn, name: str) -> Activity:
    return session(
        name,
        draw(starts),
        draw(lengths),
        kind=draw(st.sampled_from([Kind.SESSION, Kind.VISIT])),
        site_id=draw(st.sampled_from(["A", "B"])),
        capacity=draw(st.sampled_from([None, 2, 3, 5])),
        language=draw(st.sampled_from([None, "en", "fr"])),
        pin_people=draw(st.booleans()),
    )


@st.composite
def programmes(draw: st.DrawFn) -> Programme:
    """Three delegations, some items, meals and meetings, who is where, and what they wish."""
    rows: list[Entity] = []
    for name in PEOPLE:
        rows.append(
            delegation(
                name,
                draw(st.integers(1, 3)),
                interests=tuple(draw(st.sets(st.sampled_from(["film", "music"])))),
                languages=tuple(draw(st.sets(st.sampled_from(["en", "fr"])))),
                departure=draw(st.sampled_from([None, at("15:00")])),
            )
        )
        if draw(st.booleans()):
            rows.append(delegate(f"{name}-1", name))
    rows += (actor(name) for name in ACTORS)
    items = [f"S{n}" for n in range(draw(st.integers(1, 5)))]
    rows += (draw(sessions(name)) for name in items)
    rows.append(session("L", draw(starts), 45, kind=Kind.MEAL, pin_time=draw(st.booleans())))
    meeting = Activity("M", E, Kind.MEETING, "M", at(draw(starts)), 20, "A")
    rows.append(replace(meeting, pin_time=draw(st.booleans())))
    rows += [goes(draw(st.sampled_from(PEOPLE)), "M"), hosts(draw(st.sampled_from(ACTORS)), "M")]
    pairs = st.tuples(st.sampled_from(PEOPLE), st.sampled_from([*items, "L"]))
    rows += (goes(*pair) for pair in sorted(draw(st.sets(pairs, max_size=6))))
    wanted = st.tuples(st.sampled_from(PEOPLE), st.sampled_from(items), st.integers(1, 3))
    for name, item, priority in sorted(draw(st.sets(wanted, max_size=6))):
        rows.append(wish(name, priority, activity_id=item))
    met = st.tuples(st.sampled_from(PEOPLE), st.sampled_from(ACTORS))
    rows += (wish(n, wanted_host_id=x) for n, x in sorted(draw(st.sets(met, max_size=4))))
    return base(*rows)


def who_is_pinned(programme: Programme) -> dict[str, frozenset[str]]:
    """The participations of activities whose people are pinned."""
    return {
        a.id: frozenset(p.id for p in programme.participations_of.get(a.id, ()))
        for a in programme.activities.values()
        if a.pin_people
    }


def check(found: Proposal, keep: Keep) -> None:
    """The laws of both kinds."""
    programme, then = found.base, applied(found)
    pinned = who_is_pinned(programme)
    for activity_id, rows in pinned.items():
        assert rows <= who_is_pinned(then)[activity_id]
    for activity in programme.activities.values():
        if activity.pin_time:
            assert then.activities[activity.id].start == activity.start
    assert not new_blocking(programme, found.edit(found.everything))
    if keep is Keep.ALL:
        assert not keys(found, Verb.REMOVE)
    for item in found.items:
        if item.verb is not Verb.KEEP:
            assert not new_blocking(programme, found.edit({item.key}))
    for out in found.left_out:
        assert out.because or out.dearer


@MODEST
@given(programmes(), st.sampled_from(list(Keep)), st.sampled_from(["fair", "sum"]))
def test_visits_touch_no_pin_and_break_nothing(
    programme: Programme, keep: Keep, objective: str
) -> None:
    options = VisitOptions(keep=keep, alternatives=1)
    if objective == "sum":
        options = replace(options, objective="sum")
    found = propose_visits(programme, options, Budget(10))
    assert found.status == "optimal"
    for proposal in (found, *found.alternatives):
        check(proposal, keep)


@pytest.mark.slow
@settings(MODEST, max_examples=150, phases=[Phase.explicit, Phase.generate])
@given(programmes(), st.sampled_from(list(Keep)))
def test_so_do_many_more(programme: Programme, keep: Keep) -> None:
    check(propose_visits(programme, VisitOptions(keep=keep, alternatives=0), Budget(10)), keep)
    options = MeetingOptions(keep=keep, days=(THU,), site_id="A", tables=1, alternatives=0)
    check(propose_meetings(programme, options, Budget(10)), keep)


@MODEST
@given(programmes(), st.sampled_from(list(Keep)))
def test_relaxations_of_visits_let_the_wish_in(programme: Programme, keep: Keep) -> None:
    found = propose_visits(programme, VisitOptions(keep=keep, alternatives=0), Budget(10))
    for out in found.left_out:
        if out.relaxation is not None and out.relaxation.edit is not None:
            then = after(programme, out.relaxation.edit)
            row = programme.wishes[out.key.removeprefix("wish:")]
            assert granted_by(then, row) is not None


@MODEST
@given(programmes(), st.sampled_from(list(Keep)))
def test_meetings_touch_no_pin_and_break_nothing(programme: Programme, keep: Keep) -> None:
    options = MeetingOptions(
        keep=keep, days=(THU,), last=time(12), site_id="A", tables=2, alternatives=1
    )
    found = propose_meetings(programme, options, Budget(10))
    for proposal in (found, *found.alternatives):
        check(proposal, keep)


def test_the_same_seed_gives_the_same_items() -> None:
    programme = base(
        *(delegation(name, interests=("film", "music")) for name in PEOPLE),
        delegate("Ada-1", "Ada"),
        *(session(f"S{n}", f"{9 + n:02}:00", 90, capacity=4) for n in range(8)),
        named("Ada-1", "S1"),
    )
    one, other = (propose_visits(programme, VisitOptions(), Budget(10, seed=3)) for _ in range(2))
    assert one.items == other.items
    assert one.left_out[:0] == other.left_out[:0]
