"""Splitting a group off an activity, and merging two activities."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.words import HostKind, Role
from planner.demo import demo_programme
from planner.edits.groups import differences, members, merge, split
from planner.entities import Activity, Change, Participation
from planner.errors import PlannerError
from planner.programme import Programme
from tests.build import Build, Who, fri


def split_off(programme: Programme, activity_id: str, *people: Who) -> tuple[Programme, str]:
    """The programme after a split, and the id of the copy."""
    made = split(programme, activity_id, [p.id for p in people])
    after = programme.apply(made.changes)
    (copy,) = [
        a.id
        for a in after.activities.values()
        if a.id not in programme.activities and a.parent_id is None
    ]
    return after, copy


def who(programme: Programme, activity_id: str) -> set[tuple[str | None, Role, int | None]]:
    return {
        (p.delegate_id or p.delegation_id or p.host_id, p.role, p.heads)
        for p in programme.parties(activity_id)
    }


def names(programme: Programme, activity_id: str) -> set[str | None]:
    return {person for person, _role, _heads in who(programme, activity_id)}


def test_a_group_gets_a_copy_at_the_same_time_and_place() -> None:
    plan = Build()
    caen, hamar = plan.delegation("Caen"), plan.delegation("Hamar")
    visit = plan.visit("V", fri("10:00"), 60, plan.site(), caen, hamar)
    after, copy = split_off(plan.programme(), visit.id, hamar)
    assert after.activities[copy] == replace(visit, id=copy)
    assert names(after, visit.id) == {caen.id}
    assert names(after, copy) == {hamar.id}


def test_answers_and_heads_go_along() -> None:
    plan = Build()
    caen, hamar = plan.delegation("Caen"), plan.delegation("Hamar")
    visit = plan.visit("V", fri("10:00"), 60, None, caen)
    row = plan.add(Participation("join", visit.id, hamar.id, heads=2, confirmed=True))
    after, copy = split_off(plan.programme(), visit.id, hamar)
    assert after.participations[row.id] == replace(row, activity_id=copy)


def test_parts_and_their_speakers_go_along() -> None:
    plan = Build()
    caen, hamar = plan.delegation("Caen"), plan.delegation("Hamar")
    stop = plan.stop("Stop", fri("10:00"), 60, None, caen, hamar)
    first, second = plan.part(stop, 20, caen), plan.part(stop, 20, hamar)
    after, copy = split_off(plan.programme(), stop.id, hamar)
    copies = after.parts[copy]
    assert [(p.title, p.minutes, p.position) for p in copies] == [
        (p.title, p.minutes, p.position) for p in (first, second)
    ]
    speakers = [
        {row.delegation_id for row in after.participations_of.get(p.id, ())} for p in copies
    ]
    assert speakers == [set(), {hamar.id}]


def test_delegates_are_taken_out_of_a_whole_delegation() -> None:
    plan = Build()
    caen = plan.delegation("Caen", heads=3)
    anne, bert, chloe = (plan.delegate(caen, n) for n in ("Anne", "Bert", "Chloé"))
    visit = plan.visit("V", fri("10:00"), 60, None, caen)
    after, copy = split_off(plan.programme(), visit.id, anne)
    assert names(after, visit.id) == {bert.id, chloe.id}
    assert names(after, copy) == {anne.id}


def test_those_on_board_are_named_when_they_part() -> None:
    plan = Build()
    caen, hamar = plan.delegation("Caen"), plan.delegation("Hamar")
    day = plan.tour_day(plan.tour("East", None, caen, hamar), 23)
    stop = plan.stop("Stop", fri("10:00"), 60, tour_day_id=day)
    after, copy = split_off(plan.programme(), stop.id, hamar)
    assert names(after, stop.id) == {caen.id}
    assert names(after, copy) == {hamar.id}


def test_hosts_stay_with_the_first_group() -> None:
    plan = Build()
    caen, hamar = plan.delegation("Caen"), plan.delegation("Hamar")
    guide = plan.host("Guide", HostKind.ACTOR)
    visit = plan.visit("V", fri("10:00"), 60, None, caen, hamar, guide)
    after, copy = split_off(plan.programme(), visit.id, hamar)
    assert names(after, visit.id) == {caen.id, guide.id}
    assert names(after, copy) == {hamar.id}


@pytest.mark.parametrize("people", [(), ("delegation-caen", "delegation-hamar"), ("nobody",)])
def test_a_group_is_some_and_not_all(people: tuple[str, ...]) -> None:
    plan = Build()
    visit = plan.visit(
        "V", fri("10:00"), 60, None, plan.delegation("Caen"), plan.delegation("Hamar"), plan.host()
    )
    with pytest.raises(PlannerError, match="not all of them"):
        split(plan.programme(), visit.id, people)


def test_a_part_is_not_split() -> None:
    plan = Build()
    stop = plan.stop("Stop", fri("10:00"), 60, None, plan.delegation())
    part = plan.part(stop, 20)
    with pytest.raises(PlannerError, match="part of a larger activity"):
        split(plan.programme(), part.id, ["delegation-tbilisi"])


# -- merge --------------------------------------------------------------------------------


def test_everybody_is_in_the_first_and_the_second_is_gone() -> None:
    plan = Build()
    caen, hamar, modena = (plan.delegation(n) for n in ("Caen", "Hamar", "Modena"))
    first = plan.visit("V", fri("10:00"), 60, None, caen, hamar)
    second = plan.visit("V", fri("11:00"), 60, None, hamar, modena)
    programme = plan.programme()
    after = programme.apply(merge(programme, first.id, second.id).changes)
    assert names(after, first.id) == {caen.id, hamar.id, modena.id}
    assert len(after.participations_of[first.id]) == 3
    assert second.id not in after.activities
    assert second.id not in after.participations_of


def test_parts_of_one_title_come_together_and_others_are_put_behind() -> None:
    plan = Build()
    caen, hamar = plan.delegation("Caen"), plan.delegation("Hamar")
    first = plan.stop("Stop", fri("10:00"), 60, None, caen)
    second = plan.stop("Stop", fri("12:00"), 60, None, hamar)
    same, other = plan.part(first, 20, caen), plan.part(second, 20, hamar)
    extra = plan.change(plan.part(second, 10, hamar), title="Only there")
    programme = plan.programme()
    after = programme.apply(merge(programme, first.id, second.id).changes)
    assert [p.id for p in after.parts[first.id]] == [same.id, extra.id]
    assert other.id not in after.activities
    assert {r.delegation_id for r in after.participations_of[same.id]} == {caen.id, hamar.id}
    assert {r.delegation_id for r in after.participations_of[extra.id]} == {hamar.id}


def test_those_on_board_are_named_when_somebody_else_joins_them() -> None:
    plan = Build()
    caen, hamar = plan.delegation("Caen"), plan.delegation("Hamar")
    day = plan.tour_day(plan.tour("East", None, caen), 23)
    stop = plan.stop("Stop", fri("10:00"), 60, tour_day_id=day)
    visit = plan.visit("Visit", fri("10:00"), 60, None, hamar)
    programme = plan.programme()
    after = programme.apply(merge(programme, stop.id, visit.id).changes)
    assert names(after, stop.id) == {caen.id, hamar.id}


def test_what_differs_is_told() -> None:
    plan = Build()
    first = plan.visit("V", fri("10:00"), 60)
    second = plan.visit("W", fri("11:00"), 60)
    assert differences(plan.programme(), first.id, second.id) == ("title", "start")


def test_an_activity_is_not_merged_with_itself() -> None:
    plan = Build()
    visit = plan.visit("V", fri("10:00"))
    with pytest.raises(PlannerError, match="two whole activities"):
        merge(plan.programme(), visit.id, visit.id)


# -- laws ---------------------------------------------------------------------------------


def divisible(programme: Programme) -> list[Activity]:
    """The activities that can be split."""
    return [
        a
        for a in sorted(programme.activities.values(), key=lambda a: a.id)
        if a.parent_id is None and len({p.delegation_id for p in members(programme, a.id)}) > 1
    ]


@settings(max_examples=30)
@given(data=st.data())
def test_a_split_and_a_merge_give_back_who_takes_part(data: st.DataObject) -> None:
    programme = demo_programme()
    activity = data.draw(st.sampled_from(divisible(programme)))
    ids = sorted({p.delegation_id or "" for p in members(programme, activity.id)})
    group = data.draw(
        st.lists(st.sampled_from(ids), min_size=1, max_size=len(ids) - 1, unique=True)
    )
    apart = programme.apply(split(programme, activity.id, group).changes)
    (copy,) = [
        a.id
        for a in apart.activities.values()
        if a.id not in programme.activities and a.parent_id is None
    ]
    together = apart.apply(merge(apart, activity.id, copy).changes)
    assert together.activities == programme.activities
    for same in programme.activities:
        assert who(together, same) == who(programme, same)


def test_delegates_that_come_back_are_the_whole_delegation_again() -> None:
    plan = Build()
    caen = plan.delegation("Caen", heads=2)
    anne, _bert = plan.delegate(caen, "Anne"), plan.delegate(caen, "Bert")
    visit = plan.visit("V", fri("10:00"), 60, None, caen)
    programme = plan.programme()
    apart, copy = split_off(programme, visit.id, anne)
    together = apart.apply(merge(apart, visit.id, copy).changes)
    assert who(together, visit.id) == who(programme, visit.id)


@settings(max_examples=20)
@given(data=st.data())
def test_both_are_undone_by_their_inverse(data: st.DataObject) -> None:
    programme = demo_programme()
    activity = data.draw(st.sampled_from(divisible(programme)))
    first = next(p.delegation_id for p in members(programme, activity.id))
    other = data.draw(st.sampled_from([a for a in divisible(programme) if a != activity]))
    for made in (
        split(programme, activity.id, [first or ""]),
        merge(programme, activity.id, other.id),
    ):
        after = programme.apply(made.changes)
        back: list[Change] = [change.inverse() for change in made.changes]
        assert after.apply(back) == programme
