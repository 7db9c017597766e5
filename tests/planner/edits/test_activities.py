"""Placing and changing activities."""

from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.words import ActivityStatus, Role
from planner.demo import demo_id, demo_programme
from planner.edits import activities as edits
from planner.edits.core import Edit, new_id
from planner.entities import Activity, Participation
from planner.errors import PlannerError
from planner.programme import Programme
from tests.build import Build, fri, sat, sun, thu


def after(programme: Programme, made: Edit) -> Programme:
    return programme.apply(made.changes)


def start_of(programme: Programme, activity: Activity) -> datetime | None:
    return programme.activities[activity.id].start


# -- move, shift, resize ----------------------------------------------------------------------


def test_a_move_gives_another_start_and_nothing_else() -> None:
    plan = Build()
    visit = plan.visit("Fab Lab", fri("10:00"))
    made = edits.move(plan.programme(), visit.id, fri("11:30"))
    assert [c.after for c in made.changes] == [replace(visit, start=fri("11:30"))]
    assert str(made.label) == "Move guided visit “Fab Lab” 10:00 → 11:30"


@pytest.mark.parametrize(
    ("start", "target", "label"),
    [
        (fri("10:00"), None, "Take guided visit “V” out of the programme"),
        (None, fri("10:00"), "Place guided visit “V” on Fri 25 Oct at 10:00"),
        (fri("10:00"), sat("11:00"), "Move guided visit “V” Fri 25 Oct 10:00 → Sat 26 Oct 11:00"),
    ],
)
def test_a_move_says_from_where_to_where(
    start: datetime | None, target: datetime | None, label: str
) -> None:
    plan = Build()
    visit = plan.visit("V", start)
    made = edits.move(plan.programme(), visit.id, target)
    assert str(made.label) == label
    assert start_of(after(plan.programme(), made), visit) == target


def test_a_move_to_where_it_is_changes_nothing() -> None:
    plan = Build()
    visit = plan.visit("V", fri("10:00"))
    assert not edits.move(plan.programme(), visit.id, fri("10:00"))


def test_a_move_into_the_second_pass_of_the_repeated_hour_counts() -> None:
    plan = Build()
    visit = plan.visit("V", sun("02:30"))
    moved = after(plan.programme(), edits.move(plan.programme(), visit.id, sun("02:30", fold=1)))
    assert moved.spans[visit.id].begin == plan.programme().spans[visit.id].begin + 60


def test_a_part_cannot_be_moved_by_itself() -> None:
    plan = Build()
    part = plan.part(plan.stop("Stop", fri("10:00")), 20, title="Talk")
    for wrong in (edits.move, lambda p, i, s: edits.shift(p, i, 5)):
        with pytest.raises(PlannerError) as error:
            wrong(plan.programme(), part.id, fri("11:00"))
        assert "Talk" in str(error.value)


@pytest.mark.parametrize(
    ("start", "minutes", "end"),
    [
        (fri("10:00"), 30, fri("10:30")),
        (fri("10:00"), -30, fri("09:30")),
        (fri("23:50"), 20, sat("00:10")),
        (sun("01:30"), 60, sun("02:30")),
        (sun("02:30"), 60, sun("02:30", fold=1)),
        (sun("02:30", fold=1), 60, sun("03:30")),
        (sun("03:30"), -60, sun("02:30", fold=1)),
        (sun("01:30"), 180, sun("03:30")),
    ],
)
def test_a_shift_counts_elapsed_minutes(start: datetime, minutes: int, end: datetime) -> None:
    plan = Build()
    visit = plan.visit("V", start)
    found = start_of(
        after(plan.programme(), edits.shift(plan.programme(), visit.id, minutes)), visit
    )
    assert found is not None
    assert (found, found.fold) == (end, end.fold)


@given(st.integers(-4000, 4000))
def test_a_shift_and_its_opposite_change_nothing(minutes: int) -> None:
    plan = Build()
    visit = plan.visit("V", sun("02:15", fold=1))
    there = after(plan.programme(), edits.shift(plan.programme(), visit.id, minutes))
    back = after(there, edits.shift(there, visit.id, -minutes))
    assert back.spans[visit.id] == plan.programme().spans[visit.id]


@pytest.mark.parametrize("wrong", [edits.shift, edits.ripple])
def test_what_has_no_time_cannot_be_shifted(wrong: object) -> None:
    plan = Build()
    visit = plan.visit("In the tray")
    assert callable(wrong)
    with pytest.raises(PlannerError) as error:
        wrong(plan.programme(), visit.id, 5)
    assert "In the tray" in str(error.value)
    assert "Place it first" in str(error.value)


@pytest.mark.parametrize(("minutes", "kept"), [(90, 90), (1, 1), (0, 1), (-20, 1)])
def test_a_length_is_at_least_a_minute(minutes: int, kept: int) -> None:
    plan = Build()
    visit = plan.visit("V", fri("10:00"), 60)
    made = edits.resize(plan.programme(), visit.id, minutes)
    assert after(plan.programme(), made).activities[visit.id].minutes == kept
    assert str(made.label) == f"Length of guided visit “V”: 60 → {kept} min"


@pytest.mark.parametrize(
    ("start", "minutes", "label"),
    [
        ("10:00", 60, None),
        ("11:00", 60, "Move guided visit “V” 10:00 → 11:00"),
        ("10:00", 90, "Length of guided visit “V”: 60 → 90 min"),
        ("11:00", 90, "Move guided visit “V” 10:00 → 11:00, 90 min"),
    ],
    ids=["neither", "start", "length", "both"],
)
def test_start_and_length_change_in_one_step(start: str, minutes: int, label: str | None) -> None:
    plan = Build()
    visit = plan.visit("V", fri("10:00"), 60)
    made = edits.retime(plan.programme(), visit.id, fri(start), minutes)
    assert after(plan.programme(), made).activities[visit.id] == replace(
        visit, start=fri(start), minutes=minutes
    )
    assert (str(made.label) if made else None) == label
    assert len(made.changes) == (label is not None)


# -- pins -------------------------------------------------------------------------------------


@pytest.mark.parametrize("pin", edits.PINS)
def test_each_pin_is_set_and_released_on_its_own(pin: str) -> None:
    plan = Build()
    visit = plan.visit("V", fri("10:00"))
    pinned = after(plan.programme(), edits.toggle_pin(plan.programme(), visit.id, pin))
    assert [p for p in edits.PINS if getattr(pinned.activities[visit.id], p)] == [pin]
    released = edits.toggle_pin(pinned, visit.id, pin)
    assert after(pinned, released).activities[visit.id] == visit
    assert str(released.label).startswith("Release the ")


# -- ripple -----------------------------------------------------------------------------------


def test_a_ripple_shifts_the_rest_of_the_day_and_nothing_else() -> None:
    plan = Build()
    caen, hamar = plan.delegation("Caen"), plan.delegation("Hamar")
    before = plan.visit("Before", fri("08:00"), 60, None, caen)
    first = plan.visit("First", fri("10:00"), 60, None, caen)
    later = plan.meal("Later", fri("12:00"), 60, None, caen, hamar)
    tomorrow = plan.visit("Tomorrow", sat("10:00"), 60, None, caen)
    others = plan.visit("Others", fri("14:00"), 60, None, hamar)
    made = edits.ripple(plan.programme(), first.id, 20)
    assert {c.id for c in made.changes} == {first.id, later.id}
    moved = after(plan.programme(), made)
    assert start_of(moved, first) == fri("10:20")
    assert start_of(moved, later) == fri("12:20")
    for same in (before, tomorrow, others):
        assert moved.activities[same.id] == same


def test_a_ripple_takes_the_delegates_own_meetings_along() -> None:
    plan = Build()
    caen = plan.delegation("Caen")
    anne = plan.delegate(caen, "Anne")
    first = plan.stop("First", fri("10:00"), 60, None, caen)
    meeting = plan.meeting("1:1", fri("12:00"), 30, None, anne)
    made = edits.ripple(plan.programme(), first.id, 10)
    assert {c.id for c in made.changes} == {first.id, meeting.id}


def test_a_ripple_of_one_delegates_meeting_leaves_the_others_meetings() -> None:
    plan = Build()
    caen = plan.delegation("Caen")
    anne, bert = plan.delegate(caen, "Anne"), plan.delegate(caen, "Bert")
    first = plan.meeting("Anne's", fri("10:00"), 30, None, anne)
    together = plan.meal("Lunch", fri("12:00"), 60, None, caen)
    own = plan.meeting("Anne again", fri("15:00"), 30, None, anne)
    plan.meeting("Bert's", fri("14:00"), 30, None, bert)
    made = edits.ripple(plan.programme(), first.id, 10)
    assert {c.id for c in made.changes} == {first.id, together.id, own.id}


def test_a_ripple_reaches_the_stops_of_those_on_board() -> None:
    plan = Build()
    caen = plan.delegation("Caen")
    day = plan.tour_day(plan.tour("East", None, caen), 23)
    first = plan.stop("First", datetime(2024, 10, 23, 9), 60, tour_day_id=day)
    second = plan.stop("Second", datetime(2024, 10, 23, 11), 60, tour_day_id=day)
    made = edits.ripple(plan.programme(), first.id, 10)
    assert {c.id for c in made.changes} == {first.id, second.id}


def test_a_ripple_of_a_part_is_one_of_the_whole() -> None:
    plan = Build()
    caen = plan.delegation("Caen")
    stop = plan.stop("Stop", fri("10:00"), 60, None, caen)
    plan.part(stop, 20)
    part = plan.part(stop, 20)
    lunch = plan.meal("Lunch", fri("12:00"), 60, None, caen)
    made = edits.ripple(plan.programme(), part.id, 10)
    assert {c.id for c in made.changes} == {stop.id, lunch.id}


def test_a_ripple_over_the_end_of_summer_time_keeps_the_distances() -> None:
    plan = Build()
    caen = plan.delegation("Caen")
    rows = [plan.visit(t, sun(t), 30, None, caen) for t in ("01:30", "03:00", "05:00")]
    before = plan.programme()
    moved = after(before, edits.ripple(before, rows[0].id, 60))
    for row in rows:
        assert moved.spans[row.id].begin == before.spans[row.id].begin + 60


# -- swap, copy -------------------------------------------------------------------------------


def test_a_swap_exchanges_the_times() -> None:
    plan = Build()
    one, two = plan.visit("One", fri("10:00"), 30), plan.visit("Two", sat("15:00"), 90)
    programme = plan.programme()
    swapped = after(programme, edits.swap(programme, one.id, two.id))
    assert (start_of(swapped, one), start_of(swapped, two)) == (sat("15:00"), fri("10:00"))
    assert after(swapped, edits.swap(swapped, one.id, two.id)).activities == programme.activities
    assert not edits.swap(programme, one.id, one.id)


def test_a_swap_with_the_tray_places_one_and_takes_the_other_out() -> None:
    plan = Build()
    one, two = plan.visit("One", fri("10:00")), plan.visit("Two")
    swapped = after(plan.programme(), edits.swap(plan.programme(), one.id, two.id))
    assert (start_of(swapped, one), start_of(swapped, two)) == (None, fri("10:00"))


def test_a_copy_has_the_parts_and_people_and_no_confirmation() -> None:
    plan = Build()
    caen, host = plan.delegation("Caen"), plan.host("TRAKK")
    stop = plan.stop(
        "Stop", fri("10:00"), 60, None, caen, host,
        status=ActivityStatus.CONFIRMED, external_key="kikk-7",
    )  # fmt: skip
    part = plan.part(stop, 20, host, title="Talk")
    programme = plan.programme()
    made = edits.copy(programme, stop.id)
    copied = after(programme, made)
    (twin,) = [a for a in copied.unplaced if a.title == "Stop"]
    assert twin == replace(
        stop, id=twin.id, start=None, status=ActivityStatus.PLANNED, external_key=None
    )
    (part_twin,) = copied.parts[twin.id]
    assert (part_twin.title, part_twin.minutes) == (part.title, part.minutes)
    assert len(copied.participations) == 2 * len(programme.participations)
    people = copied.participations_of[twin.id]
    assert {(p.delegation_id, p.host_id) for p in people} == {(caen.id, None), (None, host.id)}
    assert {p.confirmed for p in (*people, *copied.participations_of[part_twin.id])} == {None}
    assert all(c.before is None for c in made.changes)
    assert start_of(copied, stop) == fri("10:00")


def test_a_copy_to_the_next_day_keeps_the_time_on_the_wall_and_the_people() -> None:
    plan = Build()
    caen = plan.delegation("Caen")
    lunch = plan.meal("Lunch", sat("12:30"), 60, None, caen)
    programme = plan.programme()
    made = edits.copy_to_next_day(programme, lunch.id)
    copied = after(programme, made)
    (twin,) = (a for a in copied.activities.values() if a.id != lunch.id)
    assert (twin.start, twin.minutes, twin.kind) == (sun("12:30"), 60, lunch.kind)
    assert copied.delegations_in(twin.id) == (caen.id,)
    assert copied.activities[lunch.id] == lunch


def test_there_is_no_copy_beyond_the_last_day() -> None:
    plan = Build()
    lunch = plan.meal("Lunch", sun("12:30"), 60)
    with pytest.raises(PlannerError, match="not a day of this edition"):
        edits.copy_to_next_day(plan.programme(), lunch.id)


def test_what_has_no_time_of_its_own_is_not_copied_to_the_next_day() -> None:
    plan = Build()
    talk = plan.visit("Talk", fri("10:00"))
    part, unplaced = plan.part(talk, 20), plan.visit("Later", None)
    for activity in (part, unplaced):
        with pytest.raises(PlannerError, match="no time of its own"):
            edits.copy_to_next_day(plan.programme(), activity.id)


def test_a_stop_of_a_tour_is_not_copied_to_the_next_day() -> None:
    demo = demo_programme()
    with pytest.raises(PlannerError, match="part of a tour day"):
        edits.copy_to_next_day(demo, demo_id("activity", "a-a6k"))


def test_a_copy_of_a_part_comes_last_among_the_parts() -> None:
    plan = Build()
    stop = plan.stop("Stop", fri("10:00"))
    first, second = plan.part(stop, 10, title="A"), plan.part(stop, 20, title="B")
    copied = after(plan.programme(), edits.copy(plan.programme(), first.id, fri("18:00")))
    titles = [part.title for part in copied.parts[stop.id]]
    assert titles == [first.title, second.title, first.title]
    assert {part.start for part in copied.parts[stop.id]} == {None}


# -- parts ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("which", "places", "order"),
    [(0, 1, "bac"), (2, -1, "acb"), (0, 99, "bca"), (2, -99, "cab"), (0, -1, "abc"), (1, 0, "abc")],
)
def test_parts_change_places(which: int, places: int, order: str) -> None:
    plan = Build()
    table = plan.round_table("Table", fri("14:00"))
    parts = [plan.part(table, 10, title=title) for title in "abc"]
    made = edits.reorder_part(plan.programme(), parts[which].id, places)
    moved = after(plan.programme(), made)
    assert "".join(p.title for p in moved.parts[table.id]) == order
    assert [p.position for p in moved.parts[table.id]] == [0, 1, 2]
    assert bool(made) is (order != "abc")


def test_only_parts_have_an_order() -> None:
    plan = Build()
    visit = plan.visit("Whole", fri("10:00"))
    with pytest.raises(PlannerError) as error:
        edits.reorder_part(plan.programme(), visit.id, 1)
    assert "Whole" in str(error.value)


def test_the_next_position_is_after_the_last_part() -> None:
    plan = Build()
    stop = plan.stop("Stop", fri("10:00"))
    assert edits.next_position(plan.programme(), stop.id) == 0
    plan.part(stop, 10, position=7)
    assert edits.next_position(plan.programme(), stop.id) == 8


# -- people -----------------------------------------------------------------------------------


def test_people_are_replaced_by_those_wanted() -> None:
    plan = Build()
    caen, hamar = plan.delegation("Caen"), plan.delegation("Hamar")
    visit = plan.visit("V", thu("10:00"), 60, None, caen)
    kept = plan.joins(visit, plan.host("TRAKK"))
    new = Participation(new_id(), visit.id, hamar.id)
    programme = plan.programme()
    wanted = [replace(kept, role=Role.MODERATES), new]
    changed = after(programme, edits.set_people(programme, visit.id, wanted))
    assert set(changed.participations_of[visit.id]) == set(wanted)
    assert not edits.set_people(changed, visit.id, wanted)


def test_a_delegation_is_put_on_and_taken_off_with_its_delegates() -> None:
    plan = Build()
    caen, hamar = plan.delegation("Caen"), plan.delegation("Hamar")
    anne = plan.delegate(caen, "Anne")
    visit = plan.visit("V", thu("10:00"), 60, None, hamar)
    programme = plan.programme()
    put = edits.toggle_delegation(programme, visit.id, caen.id)
    assert str(put.label) == "Put Caen on guided visit “V”"
    on = after(programme, put)
    assert set(on.delegations_in(visit.id)) == {caen.id, hamar.id}
    plan.joins(visit, anne)
    named = after(plan.programme(), put)
    off = edits.toggle_delegation(named, visit.id, caen.id)
    assert after(named, off).delegations_in(visit.id) == (hamar.id,)
    assert len(off.changes) == 2


def test_a_delegation_that_is_gone_is_told_in_words() -> None:
    plan = Build()
    visit = plan.visit("V", thu("10:00"))
    with pytest.raises(PlannerError):
        edits.toggle_delegation(plan.programme(), visit.id, "gone")
