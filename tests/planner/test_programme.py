"""The snapshot: what it answers, and that an applied edit gives what a fresh one would."""

from dataclasses import fields

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.words import Kind
from planner.demo import demo_programme
from planner.edits import activities as edits
from planner.edits.core import Edit
from planner.edits.groups import split
from planner.edits.remove import remove
from planner.entities import Participation
from planner.mending import SOURCES
from planner.programme import Programme, Span
from tests.build import Build, sun, wed


def afresh(programme: Programme) -> Programme:
    """The same rows with no index built yet."""
    return Programme(**{f.name: getattr(programme, f.name) for f in fields(programme)})


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ((0, 10), (10, 20), False),
        ((0, 10), (9, 20), True),
        ((0, 10), (0, 10), True),
        ((0, 30), (10, 20), True),
        ((10, 20), (0, 30), True),
        ((0, 10), (20, 30), False),
    ],
    ids=["touching", "one_minute", "exact", "containing", "contained", "apart"],
)
def test_half_open_overlap(a: tuple[int, int], b: tuple[int, int], expected: bool) -> None:
    assert Span(*a).overlaps(Span(*b)) is expected
    assert Span(*b).overlaps(Span(*a)) is expected


def test_the_clock_change_sunday_has_25_hours() -> None:
    plan = Build()
    programme = plan.programme()
    assert programme.clock.day_minutes(sun("12:00").date()) == 25 * 60


def test_an_activity_across_the_repeated_hour_lasts_its_minutes() -> None:
    plan = Build()
    night = plan.activity(Kind.FREE, "night", sun("01:30"), 120)
    end = plan.programme().end(night)
    assert end is not None
    assert (f"{end:%H:%M}", end.fold) == ("02:30", 1)


def test_parts_follow_each_other_from_their_parents_start() -> None:
    plan = Build()
    stop = plan.stop("TRAKK", wed("10:00"), 60)
    first = plan.part(stop, 20, title="one")
    second = plan.part(stop, 15, title="two")
    programme = plan.programme()
    starts = [programme.start(first), programme.start(second)]
    assert [f"{s:%H:%M}" for s in starts if s] == ["10:00", "10:20"]


def test_who_goes_over_to_another_activity_is_no_longer_at_the_first() -> None:
    programme = demo_programme()
    for name in SOURCES:
        getattr(programme, name)
    reception = next(a for a in programme.activities.values() if a.kind is Kind.RECEPTION)
    caen = next(d for d in programme.delegations.values() if d.name == "Caen")
    after = programme.apply(split(programme, reception.id, [caen.id]).changes)
    fresh = afresh(after)
    assert caen.id not in {party.delegation_id for party in after.parties(reception.id)}
    assert {n for n in SOURCES if n != "travel" and getattr(after, n) != getattr(fresh, n)} == set()


@settings(max_examples=30)
@given(data=st.data())
def test_indexes_handed_on_by_apply_are_those_of_a_fresh_programme(data: st.DataObject) -> None:
    programme = demo_programme()
    for name in SOURCES:
        getattr(programme, name)
    for _step in range(3):
        activity = data.draw(
            st.sampled_from(sorted(programme.activities.values(), key=lambda a: a.id))
        )
        choices: list[Edit] = [
            edits.resize(programme, activity.id, data.draw(st.integers(1, 200))),
            edits.toggle_pin(programme, activity.id),
            edits.copy(programme, activity.id),
            remove(programme, activity),
            edits.toggle_delegation(programme, activity.id, sorted(programme.delegations)[0]),
            edits.set_people(
                programme,
                activity.id,
                [Participation("x", activity.id, delegate_id=sorted(programme.delegates)[0])],
            ),
            remove(programme, programme.delegations[sorted(programme.delegations)[-1]]),
        ]
        if activity.start is not None:
            choices.append(edits.shift(programme, activity.id, 35))
        if activity.parent_id is None:
            choices.append(edits.move(programme, activity.id, None))
            choices.append(edits.move(programme, activity.id, wed("15:00")))
        programme = programme.apply(data.draw(st.sampled_from(choices)).changes)
        fresh = afresh(programme)
        for name in SOURCES:
            if name in {"clock", "travel"}:
                continue
            assert getattr(programme, name) == getattr(fresh, name), name
