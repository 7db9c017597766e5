"""Two programmes side by side."""

from dataclasses import replace
from datetime import date

from planner.demo import demo_programme
from planner.diff import Sort
from planner.edits import activities as edits
from planner.edits.core import change
from planner.side_by_side import FAR, Side, day_after, pairs
from tests.build import Build, thu, wed

DEMO = demo_programme()
WED, THU = date(2024, 10, 23), date(2024, 10, 24)


def test_what_two_delegations_share_stands_in_one_line() -> None:
    plan = Build()
    one, two = plan.delegation("One"), plan.delegation("Two")
    both = plan.visit("Both", wed("10:00"), 60, None, one, two)
    left = plan.visit("Left", wed("12:00"), 60, None, one)
    right = plan.visit("Right", wed("12:00"), 60, None, two)
    alone = plan.visit("Alone", wed("15:00"), 60, None, two)
    programme = plan.programme()
    found = pairs(Side(programme, WED, one.id), Side(programme, WED, two.id))
    assert [(p.left, p.right, p.same) for p in found] == [
        (both, both, True),
        (left, right, False),
        (None, alone, False),
    ]


def test_two_days_are_aligned_by_the_time_of_day() -> None:
    plan = Build()
    plan.visit("Late", wed("15:00"), 60, None)
    plan.visit("Early", thu("09:00"), 60, None)
    programme = plan.programme()
    found = pairs(Side(programme, WED), Side(programme, THU))
    assert [(p.at, p.left is None) for p in found] == [(540, True), (900, False)]


def test_a_move_to_another_day_is_one_line_on_both_days() -> None:
    plan = Build()
    visit = plan.visit("Visit", wed("10:00"), 60, None)
    then = plan.programme()
    now = then.apply(edits.move(then, visit.id, thu("11:00")).changes)
    for day in (WED, THU):
        (pair,) = pairs(Side(then, day), Side(now, day))
        assert pair.diff is not None
        assert pair.diff.sort is Sort.MOVED
        assert pair.left is not None
        assert pair.right is not None


def test_what_went_to_the_tray_stands_where_it_was_and_what_came_from_it_where_it_is() -> None:
    plan = Build()
    visit = plan.visit("Visit", wed("10:00"), 60, None)
    then = plan.programme()
    now = then.apply(edits.move(then, visit.id, None).changes)
    (gone,) = pairs(Side(then, WED), Side(now, WED))
    (back,) = pairs(Side(now, WED), Side(then, WED))
    assert (gone.at, back.at) == (600, 600)


def test_added_without_a_time_stands_last() -> None:
    plan = Build()
    plan.visit("Visit", wed("10:00"), 60, None)
    then = plan.programme()
    plan.visit("New", None, 60, None)
    *_others, last = pairs(Side(then), Side(plan.programme()))
    assert last.at == FAR
    assert last.diff is not None
    assert last.diff.sort is Sort.ADDED


def test_a_change_of_a_part_is_a_change_of_its_whole() -> None:
    part = next(a for a in DEMO.activities.values() if a.parent_id is not None)
    now = DEMO.apply(change(DEMO, replace(part, title="Other")).changes)
    found = [p for p in pairs(Side(DEMO), Side(now)) if p.differs]
    assert [p.right.id for p in found if p.right is not None] == [part.parent_id]


def test_a_delegation_sees_only_its_own() -> None:
    tbilisi = next(d.id for d in DEMO.delegations.values() if d.name == "Tbilisi")
    shown = Side(DEMO, THU, tbilisi).shown()
    assert shown
    assert all(tbilisi in DEMO.delegations_in(a.id) for a in shown)
    assert len(shown) < len(Side(DEMO, THU).shown())


def test_every_line_has_a_key_of_its_own() -> None:
    found = pairs(Side(DEMO, WED), Side(DEMO, THU))
    assert len({pair.key for pair in found}) == len(found)


def test_the_day_after_the_last_is_the_one_before_it() -> None:
    assert day_after(DEMO, DEMO.days[0]) == DEMO.days[1]
    assert day_after(DEMO, DEMO.days[-1]) == DEMO.days[-2]
