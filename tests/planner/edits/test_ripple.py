"""Shifting the rest of a day, and what comes before something that stays."""

from planner.edits.ripple import lateness, shift_before, shift_rest
from planner.programme import Programme
from tests.build import Build, fri, sat

NAMUR = (50.4669, 4.8675)


def moved(programme: Programme, activity_id: str, minutes: int = 10) -> set[str]:
    return {c.id for c in shift_rest(programme, activity_id, minutes).edit.changes}


def moved_before(programme: Programme, activity_id: str, minutes: int = -10) -> set[str]:
    return {c.id for c in shift_before(programme, activity_id, minutes).edit.changes}


def day_with_a_pin() -> Build:
    plan = Build()
    caen = plan.delegation("Caen")
    plan.visit("First", fri("09:00"), 60, None, caen)
    plan.visit("Second", fri("10:30"), 60, None, caen)
    plan.meal("Lunch", fri("12:00"), 60, None, caen, pin_time=True)
    plan.visit("Third", fri("14:00"), 60, None, caen)
    return plan


def test_forwards_it_stops_at_a_pin_and_says_so() -> None:
    programme = day_with_a_pin().programme()
    rippled = shift_rest(programme, "visit-first", 20)
    assert {c.id for c in rippled.edit.changes} == {"visit-first", "visit-second"}
    assert [a.title for a in rippled.held] == ["Lunch"]


def test_a_pinned_activity_does_not_move_nor_does_what_follows() -> None:
    programme = day_with_a_pin().programme()
    rippled = shift_rest(programme, "meal-lunch", 20)
    assert not rippled.edit
    assert [a.title for a in rippled.held] == ["Lunch"]


def test_the_hours_of_the_festival_hold_a_ripple() -> None:
    plan = Build()
    caen = plan.delegation("Caen")
    plan.visit("First", fri("09:00"), 60, None, caen)
    plan.session("Talk", fri("11:00"), 60, None, caen)
    plan.visit("After", fri("13:00"), 60, None, caen)
    assert moved(plan.programme(), "visit-first") == {"visit-first"}


def test_a_session_that_is_asked_for_itself_moves() -> None:
    plan = Build()
    caen = plan.delegation("Caen")
    plan.session("Talk", fri("11:00"), 60, None, caen)
    plan.visit("After", fri("13:00"), 60, None, caen)
    assert moved(plan.programme(), "session-talk") == {"session-talk", "visit-after"}


def test_what_holds_one_delegation_does_not_hold_another() -> None:
    plan = Build()
    caen, hamar = plan.delegation("Caen"), plan.delegation("Hamar")
    plan.visit("First", fri("09:00"), 60, None, caen, hamar)
    plan.meal("Pinned", fri("11:00"), 60, None, caen, pin_time=True)
    plan.visit("Caen's", fri("13:00"), 60, None, caen)
    plan.visit("Hamar's", fri("11:00"), 60, None, hamar)
    assert moved(plan.programme(), "visit-first") == {"visit-first", "visit-hamar-s"}


def test_a_speech_in_a_round_table_does_not_take_the_round_table_along() -> None:
    plan = Build()
    caen = plan.delegation("Caen")
    plan.visit("First", fri("09:00"), 60, None, caen)
    table = plan.round_table("Round table", fri("14:00"), 90)
    plan.part(table, 10, caen)
    assert moved(plan.programme(), "visit-first") == {"visit-first"}


def test_backwards_it_moves_what_comes_before_and_leaves_the_rest() -> None:
    plan = day_with_a_pin()
    assert moved_before(plan.programme(), "meal-lunch") == {"visit-first", "visit-second"}


def test_backwards_it_stops_at_a_pin() -> None:
    plan = day_with_a_pin()
    programme = plan.programme()
    rippled = shift_before(programme, "visit-third", -10)
    assert not rippled.edit
    assert [a.title for a in rippled.held] == ["Lunch"]


def test_backwards_it_leaves_the_day_before() -> None:
    plan = Build()
    caen = plan.delegation("Caen")
    plan.visit("Yesterday", fri("10:00"), 60, None, caen)
    plan.visit("Today", sat("10:00"), 60, None, caen)
    plan.visit("Anchor", sat("14:00"), 60, None, caen)
    assert moved_before(plan.programme(), "visit-anchor") == {"visit-today"}


def test_lateness_counts_the_way_and_the_buffer() -> None:
    plan = Build()
    caen = plan.delegation("Caen")
    a, b = plan.site("A", at=NAMUR), plan.site("B", at=NAMUR)
    plan.travel(a, b, 20)
    plan.visit("First", fri("10:00"), 60, a, caen)
    plan.visit("Second", fri("11:10"), 60, b, caen)
    buffer = plan.edition.buffer_minutes
    assert lateness(plan.programme(), "visit-second") == 20 + buffer - 10


def test_lateness_of_what_overlaps_is_the_overlap() -> None:
    plan = Build()
    caen = plan.delegation("Caen")
    plan.visit("First", fri("10:00"), 60, None, caen)
    plan.visit("Second", fri("10:45"), 60, None, caen)
    assert lateness(plan.programme(), "visit-second") == 15


def test_after_a_shift_by_the_lateness_nobody_is_late() -> None:
    plan = Build()
    caen, hamar = plan.delegation("Caen"), plan.delegation("Hamar")
    a, b = plan.site("A", at=NAMUR), plan.site("B", at=NAMUR)
    plan.travel(a, b, 20)
    plan.visit("Caen's", fri("10:00"), 60, a, caen)
    plan.visit("Hamar's", fri("10:30"), 60, b, hamar)
    plan.visit("Together", fri("11:10"), 60, b, caen, hamar)
    programme = plan.programme()
    late = lateness(programme, "visit-together")
    assert late > 0
    made = shift_before(programme, "visit-together", -late).edit
    assert lateness(programme.apply(made.changes), "visit-together") == 0
