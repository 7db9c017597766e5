"""What differs between two states of one edition."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from planner.demo import demo_programme
from planner.diff import Sort, changes_between, difference
from planner.edits import activities as edits
from planner.edits.core import add, change
from planner.edits.remove import remove
from tests.build import Build, sun, wed

DEMO = demo_programme()
PLACED = sorted(a.id for a in DEMO.activities.values() if a.start is not None)


def test_a_state_does_not_differ_from_itself() -> None:
    assert not difference(DEMO, DEMO)
    assert not difference(DEMO, demo_programme())


def test_a_move_is_one_difference() -> None:
    later = DEMO.apply(edits.shift(DEMO, PLACED[0], 30).changes)
    found = difference(DEMO, later)
    assert list(found.activities) == [PLACED[0]]
    assert found.activities[PLACED[0]].sort is Sort.MOVED
    assert found.activities[PLACED[0]].columns == ()


def test_a_move_by_the_repeated_hour_is_a_difference() -> None:
    plan = Build()
    party = plan.reception("Party", sun("02:30"), 60)
    before = plan.programme()
    plan.change(party, start=sun("02:30", fold=1))
    assert difference(before, plan.programme()).activities[party.id].sort is Sort.MOVED


def test_what_is_moved_and_changed_is_moved_and_says_what_else_changed() -> None:
    row = DEMO.activities[PLACED[0]]
    assert row.start is not None
    moved = replace(row, start=DEMO.clock.shift(row.start, 5), minutes=row.minutes + 5)
    found = difference(DEMO, DEMO.apply(change(DEMO, moved).changes)).activities[row.id]
    assert (found.sort, found.columns) == (Sort.MOVED, ("minutes",))


def test_added_and_removed_turn_into_each_other_when_the_sides_are_exchanged() -> None:
    row = DEMO.activities[PLACED[0]]
    less = DEMO.apply(remove(DEMO, row).changes)
    assert difference(DEMO, less).activities[row.id].sort is Sort.REMOVED
    assert difference(less, DEMO).activities[row.id].sort is Sort.ADDED


def test_who_joins_and_leaves_belongs_to_the_activity() -> None:
    plan = Build()
    tbilisi, hamar = plan.delegation("Tbilisi"), plan.delegation("Hamar")
    visit = plan.visit("Visit", wed("10:00"), 60, None, tbilisi)
    before = plan.programme()
    after = before.apply(edits.toggle_delegation(before, visit.id, tbilisi.id).changes)
    after = after.apply(edits.toggle_delegation(after, visit.id, hamar.id).changes)
    found = difference(before, after).activities[visit.id]
    assert (found.sort, found.came, found.left) == (Sort.CHANGED, (hamar.id,), (tbilisi.id,))


def test_other_rows_stand_apart_from_activities() -> None:
    plan = Build()
    plan.delegation("Tbilisi")
    before = plan.programme()
    vehicle = plan.vehicle("Coach")
    found = difference(before, plan.programme())
    assert [c.after for c in found.others] == [vehicle]
    assert not found.activities


@given(st.lists(st.tuples(st.sampled_from(PLACED), st.integers(-90, 90)), max_size=6))
@settings(max_examples=30)
def test_the_changes_between_two_states_lead_from_one_to_the_other(
    moves: list[tuple[str, int]],
) -> None:
    after = DEMO
    for activity_id, minutes in moves:
        after = after.apply(edits.shift(after, activity_id, minutes).changes)
        row = after.activities[activity_id]
        after = after.apply(add(after, replace(row, id=f"{row.id}+{minutes}")).changes)
    assert DEMO.apply(changes_between(DEMO, after)).activities == after.activities
    assert after.apply(changes_between(after, DEMO)).activities == DEMO.activities
