"""Ways out of conflicts: each takes its conflict away and leaves alone what is pinned."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from models.words import HostKind, Kind, Role
from planner.checks.engine import check
from planner.conflicts import Conflict
from planner.demo import demo_programme
from planner.entities import Activity
from planner.programme import Programme
from planner.remedies import Previewer, leaves_pins, remedies
from planner.remedy_moves import evenly_shortened
from tests.bench.generate import large_programme
from tests.build import Build, sat, thu, wed

NAMUR = (50.4669, 4.8675)


def conflict_of(programme: Programme, rule: str) -> Conflict:
    """The one conflict of a rule."""
    (found,) = (c for c in check(programme) if c.rule == rule)
    return found


def labels(programme: Programme, rule: str) -> list[str]:
    return [str(r.label) for r in remedies(programme, conflict_of(programme, rule))]


def assert_each_helps(programme: Programme, rule: str) -> None:
    conflict = conflict_of(programme, rule)
    found = remedies(programme, conflict)
    assert found
    for remedy in found:
        after = check(programme.apply(remedy.edit.changes))
        assert conflict.key not in {c.key for c in after}, remedy.label


# -- one plan for each rule ---------------------------------------------------------------


def gap(plan: Build) -> str:
    caen = plan.delegation("Caen", heads=2)
    a, b = plan.site("A", at=NAMUR), plan.site("B", at=NAMUR)
    plan.travel(a, b, 20)
    plan.visit("First", thu("10:00"), 60, a, caen)
    plan.visit("Second", thu("11:10"), 60, b, caen)
    plan.meal("Lunch", thu("12:30"), 60, b, caen)
    return "gap-too-short"


def delegation_clash(plan: Build) -> str:
    caen = plan.delegation("Caen", heads=2)
    plan.visit("First", thu("10:00"), 60, None, caen)
    plan.visit("Second", thu("10:30"), 60, None, caen)
    return "delegation-double-booked"


def delegate_clash(plan: Build) -> str:
    caen = plan.delegation("Caen", heads=2)
    anna = plan.delegate(caen, "Anna")
    plan.delegate(caen, "Noé")
    plan.visit("Visit", thu("10:00"), 60, None, caen)
    plan.reception("Reception", thu("10:30"), 60, None, anna)
    return "delegate-double-booked"


def meeting_clash(plan: Build) -> str:
    caen = plan.delegation("Caen", heads=2)
    anna = plan.delegate(caen, "Anna")
    plan.delegate(caen, "Noé")
    plan.session("Talk", thu("10:00"), 60, None, caen)
    plan.meeting("1:1", thu("10:30"), 20, None, anna, plan.host("Pollen"))
    return "meeting-clash"


def host_clash(plan: Build) -> str:
    actor = plan.host("Pollen")
    plan.visit("First", thu("10:00"), 60, None, plan.delegation("Caen"), actor)
    plan.visit("Second", thu("10:30"), 60, None, plan.delegation("Hamar"), actor)
    return "host-double-booked"


def site_clash(plan: Build) -> str:
    house = plan.site("House", at=NAMUR)
    plan.visit("First", thu("10:00"), 60, house, plan.delegation("Caen"))
    plan.visit("Second", thu("10:30"), 60, house, plan.delegation("Hamar"))
    return "site-double-booked"


def over_capacity(plan: Build) -> str:
    cities = [plan.delegation(name, heads=n) for name, n in (("Caen", 4), ("Hamar", 2))]
    plan.visit("Visit", thu("10:00"), 60, None, *cities, capacity=5)
    return "over-capacity"


def far_over_capacity(plan: Build) -> str:
    cities = [plan.delegation(f"City {n}", heads=n) for n in range(2, 6)]
    plan.visit("Visit", thu("10:00"), 60, None, *cities, capacity=4)
    return "over-capacity"


def closing_early(plan: Build) -> str:
    inn = plan.site("Inn", at=NAMUR)
    plan.open(inn, "12:00-14:30", weekday=5)
    plan.meal("Lunch", sat("13:45"), 60, inn, plan.delegation("Caen", heads=2))
    return "outside-opening-hours"


def closed_that_day(plan: Build) -> str:
    house = plan.site("House", at=NAMUR)
    plan.open(house, "10:00-18:00", weekday=4)
    plan.visit("Visit", thu("10:00"), 60, house, plan.delegation("Caen", heads=2))
    return "outside-opening-hours"


def early(plan: Build) -> str:
    caen = plan.delegation("Caen", heads=2, arrival=thu("10:20"))
    plan.delegation("Hamar", heads=2)
    plan.visit("Visit", thu("10:00"), 60, None, caen)
    return "before-arrival"


def early_twice(plan: Build) -> str:
    caen = plan.delegation("Caen", heads=2, arrival=thu("12:20"))
    plan.visit("First", thu("10:00"), 60, None, caen)
    plan.visit("Second", thu("12:00"), 60, None, caen)
    return "before-arrival"


def late(plan: Build) -> str:
    caen = plan.delegation("Caen", heads=2, departure=thu("10:40"))
    plan.visit("Visit", thu("10:00"), 60, None, caen)
    return "after-departure"


def short_transfer(plan: Build) -> str:
    a, b = plan.site("A", at=NAMUR), plan.site("B", at=NAMUR)
    plan.travel(a, b, 50)
    plan.transfer(wed("09:00"), 35, a, b, plan.delegation("Caen", heads=2))
    return "transfer-too-short"


def long_table(plan: Build) -> str:
    table = plan.round_table("Table", thu("14:00"), 60)
    plan.joins(table, plan.host("Sacha", HostKind.MODERATOR), Role.MODERATES)
    for name in ("Caen", "Hamar", "Modena"):
        plan.part(table, 24, plan.delegation(name, heads=2), title=name)
    return "round-table-over"


def short_table(plan: Build) -> str:
    table = plan.round_table("Table", thu("14:00"), 90)
    plan.part(table, 24, plan.delegation("Caen", heads=2))
    return "round-table-under"


def long_parts(plan: Build) -> str:
    stop = plan.stop("Stop", wed("10:00"), 40, None, plan.delegation("Caen", heads=2))
    plan.part(stop, 25)
    plan.part(stop, 25)
    return "parts-too-long"


def silent_host(plan: Build) -> str:
    visit = plan.visit("Visit", thu("10:00"), 60, None, plan.delegation("Caen", heads=2))
    plan.joins(visit, plan.host("TRAKK"), confirmed=None)
    return "host-unconfirmed"


def declining_host(plan: Build) -> str:
    visit = plan.visit("Visit", thu("10:00"), 60, None, plan.delegation("Caen", heads=2))
    plan.joins(visit, plan.host("TRAKK"), confirmed=False)
    return "host-declined"


def foreign_language(plan: Build) -> str:
    caen = plan.delegation("Novi Sad", heads=2, languages=("sr", "en"))
    plan.host("Billie", HostKind.INTERPRETER, languages=("fr", "en"))
    plan.visit("Visite", thu("10:00"), 60, None, caen, language="fr")
    return "language-not-shared"


def no_moderator(plan: Build) -> str:
    plan.host("Sacha", HostKind.MODERATOR)
    table = plan.round_table("Table", thu("14:00"), 24)
    plan.part(table, 24, plan.delegation("Caen", heads=2))
    return "no-moderator"


def absent_speaker(plan: Build) -> str:
    caen = plan.delegation("Caen", heads=2)
    table = plan.round_table("Table", thu("14:00"), 24)
    plan.part(table, 24, caen)
    plan.add(replace(caen, status=type(caen.status).CANCELLED))
    return "speaker-absent"


SCENES: list[Callable[[Build], str]] = [
    gap,
    delegation_clash,
    delegate_clash,
    meeting_clash,
    host_clash,
    site_clash,
    over_capacity,
    far_over_capacity,
    closing_early,
    closed_that_day,
    early,
    early_twice,
    late,
    short_transfer,
    long_table,
    short_table,
    long_parts,
    silent_host,
    declining_host,
    foreign_language,
    no_moderator,
    absent_speaker,
]


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.__name__)
def test_each_remedy_takes_its_conflict_away(scene: Callable[[Build], str]) -> None:
    plan = Build()
    rule = scene(plan)
    assert_each_helps(plan.programme(), rule)


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.__name__)
def test_where_everything_is_pinned_there_is_no_remedy(scene: Callable[[Build], str]) -> None:
    plan = Build()
    rule = scene(plan)
    for row in list(plan.rows.values()):
        if isinstance(row, Activity):
            plan.change(row, pin_time=True, pin_place=True, pin_order=True, pin_people=True)
    assert labels(plan.programme(), rule) == []


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.__name__)
def test_a_previewer_stands_as_before_when_it_has_tried(scene: Callable[[Build], str]) -> None:
    plan = Build()
    rule = scene(plan)
    programme = plan.programme()
    previewer, conflict = Previewer(programme), conflict_of(programme, rule)
    first, second = list(previewer.previews(conflict)), list(previewer.previews(conflict))
    assert [(p.before, p.after) for p in first] == [(p.before, p.after) for p in second]
    assert len(first) == len(remedies(programme, conflict))
    for preview in first:
        assert preview.before == len(check(programme))
        assert preview.after == len(check(programme.apply(preview.remedy.edit.changes)))


# -- what they say and do -----------------------------------------------------------------


def test_a_gap_is_widened_from_either_side() -> None:
    plan = Build()
    gap(plan)
    assert labels(plan.programme(), "gap-too-short") == [
        "Move guided visit “Second” 15 min later, to 11:25",
        "Move guided visit “First” 15 min earlier, to 09:45",
        "Shorten guided visit “First” by 15 min, to 45 min",
        "Move guided visit “Second” and the rest of the day 15 min later",
    ]


def test_only_the_side_that_is_not_pinned_moves() -> None:
    plan = Build()
    gap(plan)
    second = next(a for a in plan.rows.values() if getattr(a, "title", "") == "Second")
    plan.change(second, pin_time=True)
    assert labels(plan.programme(), "gap-too-short") == [
        "Move guided visit “First” 15 min earlier, to 09:45",
        "Shorten guided visit “First” by 15 min, to 45 min",
    ]


def test_a_session_of_the_festival_is_never_moved() -> None:
    plan = Build()
    meeting_clash(plan)
    programme = plan.programme()
    for remedy in remedies(programme, conflict_of(programme, "meeting-clash")):
        moved = [c.entity for c in remedy.edit.changes if isinstance(c.entity, Activity)]
        assert all(a.kind is not Kind.SESSION for a in moved)


def test_the_others_may_go_without_the_one_who_has_a_meeting() -> None:
    plan = Build()
    meeting_clash(plan)
    programme = plan.programme()
    found = remedies(programme, conflict_of(programme, "meeting-clash"))
    (remedy,) = (r for r in found if "without" in str(r.label))
    after = programme.apply(remedy.edit.changes)
    talk = next(a for a in after.activities.values() if a.kind is Kind.SESSION)
    assert [after.delegates[p.delegate_id or ""].name for p in after.parties(talk.id)] == ["Noé"]


def test_nobody_goes_without_those_who_have_no_name_yet() -> None:
    plan = Build()
    caen = plan.delegation("Caen", heads=5)
    anna = plan.delegate(caen, "Anna")
    plan.delegate(caen, "Noé")
    plan.session("Talk", thu("10:00"), 60, None, caen)
    plan.meeting("1:1", thu("10:30"), 20, None, anna, plan.host("Pollen"))
    assert not any("without" in text for text in labels(plan.programme(), "meeting-clash"))


def test_the_smallest_delegation_that_makes_room_is_proposed_first() -> None:
    plan = Build()
    over_capacity(plan)
    assert labels(plan.programme(), "over-capacity") == [
        "Take Hamar off guided visit “Visit”",
        "Take Caen off guided visit “Visit”",
    ]


def test_on_a_tour_taking_the_last_one_off_would_invite_everybody() -> None:
    plan = Build()
    caen, hamar = plan.delegation("Caen", heads=2), plan.delegation("Hamar", heads=2)
    tour = plan.tour("East", None, caen, hamar)
    day = plan.tour_day(tour, 24)
    plan.stop("First", thu("10:00"), 60, None, caen, tour_day_id=day)
    plan.visit("Second", thu("10:30"), 60, None, caen)
    texts = labels(plan.programme(), "delegation-double-booked")
    assert "Take Caen off guided visit “Second”" in texts
    assert not any("off tour stop" in text for text in texts)


def test_a_lunch_moves_into_the_nearest_window() -> None:
    plan = Build()
    closing_early(plan)
    texts = labels(plan.programme(), "outside-opening-hours")
    assert texts[0] == "Move meal “Lunch” 15 min earlier, to 13:30"
    assert "Shorten meal “Lunch” by 15 min, to 45 min" in texts


def test_what_is_closed_today_moves_to_a_day_on_which_it_is_open() -> None:
    plan = Build()
    closed_that_day(plan)
    texts = labels(plan.programme(), "outside-opening-hours")
    assert texts == ["Move guided visit “Visit” to when all its people are free: Fri 25 Oct 10:00"]


def test_minutes_are_taken_from_all_parts_alike() -> None:
    lengths = {"long": 20, "short": 10, "other": 10}
    parts = [Activity(i, "e", Kind.INTERVENTION, "", minutes=n) for i, n in lengths.items()]
    changes = evenly_shortened(parts, 8)
    after = {c.id: c.after.minutes for c in changes if isinstance(c.after, Activity)}
    assert after == {"long": 16, "short": 8, "other": 8}


def test_parts_that_cannot_give_so_much_are_left_alone() -> None:
    parts = [Activity(str(n), "e", Kind.INTERVENTION, "", minutes=2) for n in range(3)]
    assert evenly_shortened(parts, 4) == []


def test_a_conflict_of_another_programme_has_no_remedy() -> None:
    plan = Build()
    gap(plan)
    conflict = conflict_of(plan.programme(), "gap-too-short")
    assert remedies(Build().programme(), conflict) == ()


def test_a_rule_without_remedies_has_none() -> None:
    plan = Build()
    plan.visit("Visit", thu("10:00"), 60, None, plan.delegation("Caen", heads=2))
    assert labels(plan.programme(), "no-site") == []


@pytest.mark.parametrize(
    "make", [demo_programme, lambda: large_programme(60, 180, 120)], ids=["demo", "large"]
)
def test_in_a_real_plan_each_preview_helps_and_leaves_pins(make: Callable[[], Programme]) -> None:
    programme = make()
    previewer = Previewer(programme)
    helped = 0
    for conflict in check(programme):
        for preview in previewer.previews(conflict):
            helped += 1
            assert leaves_pins(programme, preview.remedy.edit.changes)
            after = check(programme.apply(preview.remedy.edit.changes))
            assert conflict.key not in {c.key for c in after}
    assert helped > 5


def test_a_stopped_previewer_tries_nothing_more() -> None:
    plan = Build()
    rule = gap(plan)
    programme = plan.programme()
    previewer = Previewer(programme)
    assert list(previewer.previews(conflict_of(programme, rule), lambda: True)) == []
