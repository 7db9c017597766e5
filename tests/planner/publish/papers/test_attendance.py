"""Attendance sheets: who is expected, with a line for each of them."""

import pytest

from models.words import DelegationStatus
from planner.entities import Contact
from planner.publish.papers.attendance import LONG, Attendance, Line, attendance_words
from tests.build import Build, fri, sun, thu
from tests.planner.publish.papers.team import demo, pages, printed, team_copy
from tests.planner.publish.schedules import HOSTILE, hostile_plan, in_order, squeezed


def sheet_of(plan: Build, changed: frozenset[str] = frozenset()) -> Attendance:
    found = attendance_words(team_copy(plan.programme(), changed))
    assert found is not None
    return found


def lines_of(plan: Build) -> tuple[Line, ...]:
    """Of the only activity there is."""
    ((activity,),) = (day.activities for day in sheet_of(plan).days)
    return activity.lines


def test_nobody_signs_for_meals_rides_free_time_or_what_no_delegation_attends() -> None:
    plan = Build()
    caen = plan.delegation("Caen")
    plan.meal("Lunch", thu("12:00"), 60, None, caen)
    plan.free("Rest", thu("13:00"), 60, None, caen)
    plan.transfer(thu("14:00"), 60, plan.site("A"), plan.site("B"), caen)
    plan.blocker("Briefing", thu("15:00"), 60, None, caen)
    plan.session("Alone", thu("16:00"), 60, None, plan.host("Speaker"))
    plan.visit("Later", None, 60, None, caen)
    gone = plan.delegation("Gone", status=DelegationStatus.CANCELLED)
    plan.visit("Empty", thu("17:00"), 60, None, gone)
    assert attendance_words(team_copy(plan.programme())) is None


def test_the_people_of_a_delegation_then_lines_for_those_without_a_name() -> None:
    plan = Build()
    tbilisi = plan.delegation("Tbilisi", heads=4)
    plan.delegate(tbilisi, "ნინო", latin_name="Nino")
    plan.delegate(tbilisi, "Giorgi", position=1)
    plan.visit("Fab Lab", thu("10:00"), 60, None, tbilisi)
    assert lines_of(plan) == (
        Line("ნინო", "Nino", "Tbilisi"),
        Line("Giorgi", "", "Tbilisi"),
        Line("", "", "Tbilisi", "2 more, no name yet"),
        Line("", "", "Tbilisi"),
    )


def test_of_a_delegation_that_comes_in_part_nobody_is_presumed() -> None:
    plan = Build()
    tbilisi = plan.delegation("Tbilisi", heads=4)
    nino = plan.delegate(tbilisi, "Nino")
    plan.delegate(tbilisi, "Giorgi")
    visit = plan.visit("Fab Lab", thu("10:00"), 60, None, nino)
    plan.joins(visit, tbilisi, heads=2)
    assert lines_of(plan) == (
        Line("Nino", "", "Tbilisi"),
        Line("", "", "Tbilisi", "1 more, no name yet"),
    )


def test_named_delegates_alone_bring_nobody_else() -> None:
    plan = Build()
    nino = plan.delegate(plan.delegation("Tbilisi", heads=4), "Nino")
    plan.meeting("1:1", thu("10:00"), 30, None, nino)
    assert lines_of(plan) == (Line("Nino", "", "Tbilisi"),)


def test_an_unknown_number_is_said_and_gets_a_line() -> None:
    plan = Build()
    plan.visit("Fab Lab", thu("10:00"), 60, None, plan.delegation("Caen", heads=None))
    assert lines_of(plan) == (Line("", "", "Caen", "number of people not known yet"),)


def test_guests_on_board_and_the_people_of_hosts_come_last() -> None:
    plan = Build()
    caen = plan.delegation("Caen", heads=1)
    tour = plan.tour("East", None, caen)
    plan.boards(tour, "Journalists", heads=2)
    plan.boards(tour, "A guest")
    stop = plan.stop("Hub", thu("10:00"), 60, tour_day_id=plan.tour_day(tour, 24))
    hub, refused = plan.host("Hub"), plan.host("Refused")
    plan.joins(stop, hub)
    plan.joins(stop, refused, confirmed=False)
    plan.joins(stop, plan.host("Artist"))
    plan.add(Contact("contact-1", hub.id, "Alix"))
    assert lines_of(plan) == (
        Line("", "", "Caen", "1 more, no name yet"),
        Line("", "", "Journalists", "2 more, no name yet"),
        Line("", "", "Journalists"),
        Line("A guest", "", ""),
        Line("Alix", "", "Hub"),
        Line("Artist", "", ""),
    )


def test_what_has_changed_is_marked() -> None:
    plan = Build()
    visit = plan.visit("Fab Lab", thu("10:00"), 60, None, plan.delegation())
    (day,) = sheet_of(plan, frozenset({visit.id})).days
    assert day.activities[0].badges == ("Changed",)


def test_the_second_hour_of_the_clock_change_is_told_apart() -> None:
    plan = Build()
    plan.session("By night", sun("02:30", fold=1), 60, None, plan.delegation())
    (day,) = sheet_of(plan).days
    assert day.activities[0].when == "Sunday 27 October · 02:30 CET–03:30"


def test_small_meetings_share_a_page_and_a_long_list_has_its_own() -> None:
    plan = Build()
    caen, crowd = plan.delegation("Caen", heads=1), plan.delegation("Crowd", heads=LONG)
    plan.meeting("One", thu("09:00"), 30, None, caen)
    plan.meeting("Two", thu("10:00"), 30, None, caen)
    plan.session("Plenary", thu("11:00"), 30, None, crowd)
    plan.meeting("Three", thu("12:00"), 30, None, caen)
    found = pages("attendance-sheet", plan.programme())
    assert [[title in page for page in found] for title in ("One", "Two", "Plenary", "Three")] == [
        [True, False, False],
        [True, False, False],
        [False, True, False],
        [False, False, True],
    ]


def test_a_list_that_goes_on_overleaf_repeats_what_it_is() -> None:
    plan = Build()
    plan.session("Plenary", thu("11:00"), 30, None, plan.delegation("Crowd", heads=70))
    found = pages("attendance-sheet", plan.programme())
    assert len(found) > 2
    assert all("Plenary" in page for page in found)
    assert all("Signature" in page for page in found)


@pytest.mark.parametrize("heads", [21, 22, 23, 24, 25, 26, 27, 46, 47, 48, 49, 50])
def test_no_page_has_a_line_or_two_alone(heads: int) -> None:
    plan = Build()
    plan.session("Plenary", thu("11:00"), 30, None, plan.delegation("Crowd", heads=heads))
    assert all(page.count("Crowd") > 3 for page in pages("attendance-sheet", plan.programme()))


@pytest.mark.slow
def test_every_activity_and_all_who_come_are_in_the_demo_in_order() -> None:
    words = attendance_words(team_copy(demo()))
    assert words is not None
    texts = [
        text
        for day in words.days
        for activity in day.activities
        for text in (activity.title, *(line.name or line.of for line in activity.lines))
    ]
    assert len(texts) > 300
    assert in_order(texts, "".join(pages("attendance-sheet", demo())))


@pytest.mark.slow
def test_hostile_texts_are_printed_as_they_are_typed() -> None:
    programme = hostile_plan().programme()
    text = "".join(pages("attendance-sheet", programme))
    latin = [words for words in HOSTILE if words.isascii()]
    assert printed("attendance-sheet", programme).warnings == ()
    assert [words for words in latin if squeezed(words) not in text] == []


def test_days_stand_in_order_each_on_a_new_page() -> None:
    plan = Build()
    caen = plan.delegation("Caen", heads=1)
    plan.visit("Later", fri("10:00"), 60, None, caen)
    plan.visit("First", thu("10:00"), 60, None, caen)
    first, second = pages("attendance-sheet", plan.programme())
    assert "Thursday24October" in first
    assert "Friday25October" in second
