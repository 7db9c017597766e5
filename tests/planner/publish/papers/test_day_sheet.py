"""Day sheets: what the team needs to know on a day."""

from dataclasses import replace
from datetime import timedelta

import pytest

from models.words import ActivityStatus, HostKind, Role, TravelMode
from planner.entities import Contact, Organiser
from planner.publish.papers.day_sheet import Day, DaySheet, day_sheet_words
from planner.publish.papers.day_sheet_lines import Contact as Call
from planner.publish.papers.day_sheet_lines import Line
from tests.bench.generate import large_programme
from tests.build import Build, fri, sat, sun, thu, tue, wed
from tests.planner.publish.papers.team import demo, pages, printed, team_copy
from tests.planner.publish.schedules import hostile_plan, in_order, squeezed


def sheet(plan: Build, changed: frozenset[str] = frozenset()) -> DaySheet:
    found = day_sheet_words(team_copy(plan.programme(), changed))
    assert found is not None
    return found


def only_day(plan: Build) -> Day:
    (day,) = sheet(plan).days
    return day


def only_line(plan: Build) -> Line:
    (line,) = only_day(plan).lines
    return line


def test_an_edition_without_anything_has_no_sheet() -> None:
    plan = Build()
    plan.delegation("Caen")
    assert day_sheet_words(team_copy(plan.programme())) is None


def test_a_line_tells_what_where_who_and_whom_to_call() -> None:
    plan = Build()
    caen, hamar = plan.delegation("Caen", heads=4), plan.delegation("Hamar", heads=3)
    plan.delegation("Elsewhere")
    host = plan.host("TRAKK", phone="+32 1")
    trakk = plan.site("TRAKK")
    plan.visit("Fab Lab", wed("10:00"), 60, trakk, caen, hamar, host, meeting_point="Porch")
    line = only_line(plan)
    assert (line.time, line.title, line.kind) == ("10:00–11:00", "Fab Lab", "Guided visit")
    assert line.place == "TRAKK · Porch"
    assert line.who == ("Caen (4), Hamar (3)", "People: 7")
    assert line.contacts == (Call("TRAKK", "+32 1"),)
    assert line.checks == ()


def test_a_host_without_a_number_is_called_by_a_contact_person() -> None:
    plan = Build()
    host = plan.host("Museum")
    plan.add(Contact("contact-1", host.id, "Zoé", phone=None))
    plan.add(Contact("contact-2", host.id, "Ana", phone="+32 2"))
    plan.visit("Visit", wed("10:00"), 60, plan.site("Hall"), plan.delegation("Caen"), host)
    assert only_line(plan).contacts == (Call("Museum · Ana", "+32 2"),)


def test_moderators_and_interpreters_are_told_apart_from_hosts() -> None:
    plan = Build()
    table = plan.round_table("Table", wed("10:00"), 60, plan.site("Hall"), plan.delegation("Caen"))
    plan.joins(table, plan.host("Sacha", HostKind.MODERATOR), Role.MODERATES)
    assert only_line(plan).contacts == (Call("Sacha (moderator)", ""),)


def test_many_delegations_become_a_number() -> None:
    plan = Build()
    guests = [plan.delegation(f"City {n:02}", heads=3) for n in range(12)]
    plan.session("Talk", wed("10:00"), 60, plan.site("Hall"), *guests[:9])
    assert only_line(plan).who == ("Delegations: 9", "People: 27")


def test_a_meeting_names_the_person_and_where_from() -> None:
    plan = Build()
    ana = plan.delegate(plan.delegation("Caen"), "Ana")
    plan.meeting("1:1", wed("10:00"), 30, plan.site("Hall"), ana, plan.host("Atelier"))
    assert only_line(plan).who == ("Ana (Caen)",)


def test_a_ride_has_its_vehicle_and_driver() -> None:
    plan = Build()
    caen = plan.delegation("Caen")
    coach = plan.vehicle("Coach A", driver="Rémy", driver_phone="+32 1")
    a, b = plan.site("Station"), plan.site("Hub")
    plan.transfer(wed("09:00"), 60, a, b, caen, mode=TravelMode.COACH, vehicle_id=coach)
    line = only_line(plan)
    assert line.place == "From Station to Hub"
    assert line.contacts == (Call("Coach A · Rémy", "+32 1"),)


def test_what_is_not_sure_is_to_be_checked() -> None:
    plan = Build()
    modena = plan.delegation("Modena", heads=None)
    asked, gone = plan.host("Asked"), plan.host("Gone")
    visit = plan.visit("Visit", wed("10:00"), 60, None, modena, status=ActivityStatus.REQUESTED)
    plan.joins(visit, asked, confirmed=None)
    plan.joins(visit, gone, confirmed=False)
    plan.transfer(wed("12:00"), 60, plan.site("A"), plan.site("B"), modena)
    day = only_day(plan)
    visit_checks, ride_checks = (line.checks for line in day.lines)
    assert visit_checks == (
        "To be confirmed",
        "No answer yet: Asked",
        "Has said no: Gone",
        "Number of people: not known yet",
        "Place: not known yet",
    )
    assert ride_checks == ("Number of people: not known yet", "Vehicle: not known yet")
    assert day.summary.endswith("To check: 7")
    assert [call.name for call in day.lines[0].contacts] == ["Asked"]


def test_hosts_of_a_part_are_checked_too() -> None:
    plan = Build()
    visit = plan.visit("Visit", wed("10:00"), 60, plan.site("Hall"), plan.delegation("Caen"))
    plan.joins(plan.part(visit, 20), plan.host("Inside"), confirmed=None)
    assert only_line(plan).checks == ("No answer yet: Inside",)


def test_diets_and_access_needs_are_numbers_without_names() -> None:
    plan = Build()
    caen = plan.delegation("Caen", heads=4)
    plan.delegate(caen, "Ana", diet="Vegan", step_free=True, access_needs="Wheelchair")
    plan.delegate(caen, "Ben", diet="vegan")
    plan.meal("Lunch", wed("12:00"), 60, plan.site("Hall"), caen)
    assert only_line(plan).who == ("Caen (4)", "Step-free access: 1", "Diet: Vegan 2")
    text = "".join(pages("day-sheet", plan.programme()))
    assert "Ana" not in text
    assert "Wheelchair" not in text


def test_the_teams_own_blockers_are_there_and_need_no_check() -> None:
    plan = Build()
    plan.blocker("Briefing", wed("08:00"), 30)
    line = only_line(plan)
    assert (line.title, line.kind, line.checks) == ("Briefing", "Team only", ())


def test_what_nobody_attends_stands_apart() -> None:
    plan = Build()
    hall = plan.site("Hall")
    plan.visit("Ours", wed("10:00"), 60, hall, plan.delegation("Caen"))
    plan.joins(plan.session("Open talk", wed("11:00"), 60, hall), plan.host("Speaker"), Role.SPEAKS)
    day = only_day(plan)
    assert [line.title for line in day.lines] == ["Ours"]
    assert day.unattended == ("11:00–12:00 Open talk (Hall)",)


def test_those_who_arrive_together_share_a_line_and_who_comes_apart_is_named() -> None:
    plan = Build()
    station = plan.site("Namur")
    for name in ("Caen", "Hamar"):
        plan.delegation(name, heads=2, arrival=tue("15:05"), arrival_site_id=station.id)
    late = plan.delegation("Tbilisi", heads=3, arrival=tue("15:05"))
    plan.delegate(late, "Nino", arrival=tue("22:10"))
    lines = [(line.time, line.title, line.who, line.checks) for line in only_day(plan).lines]
    unknown = ("Place: not known yet",)
    assert lines == [
        ("15:05", "Arrival", ("Tbilisi (2)",), unknown),
        ("15:05", "Arrival", ("Caen (2), Hamar (2)",), ()),
        ("22:10", "Arrival", ("Tbilisi: Nino (1)",), unknown),
    ]


def test_hotels_tell_who_sleeps_there_night_after_night() -> None:
    plan = Build()
    hotel = plan.site("Hotel")
    stay = {"arrival": tue("15:00"), "departure": thu("09:00"), "hotel_id": hotel.id}
    caen = plan.delegation("Caen", heads=3, **stay)
    plan.delegation("Hamar", heads=2, **stay)
    plan.delegate(caen, "Early", departure=wed("18:00"))
    nights = [day.nights for day in sheet(plan).days]
    assert nights == [
        ("Hotel: Caen (3), Hamar (2) · People: 5",),
        ("Hotel: Caen (2), Hamar (2) · People: 4",),
        (),
    ]


def test_organisers_drivers_of_the_day_and_one_of_each_delegation_can_be_called() -> None:
    plan = Build()
    caen = plan.delegation("Caen")
    plan.delegate(caen, "Without", position=1)
    plan.delegate(caen, "Leader", phone="+33 1", position=2)
    plan.delegate(caen, "Other", phone="+33 2", position=3)
    plan.delegate(plan.delegation("Absent that day"), "Elsewhere", phone="+33 3")
    plan.add(Organiser("organiser-1", plan.edition.id, "Odile", "Programme", phone="+32 1"))
    used = plan.vehicle("Coach A", driver="Rémy", driver_phone="+32 2")
    plan.vehicle("Coach B", driver="Idle", driver_phone="+32 3")
    plan.transfer(wed("09:00"), 60, plan.site("A"), plan.site("B"), caen, vehicle_id=used)
    calls = [(call.name, call.about, call.phone) for call in only_day(plan).calls]
    assert calls == [
        ("Odile", "Programme", "+32 1"),
        ("Rémy", "Coach A", "+32 2"),
        ("Leader", "Caen", "+33 1"),
    ]


def test_changed_lines_are_marked() -> None:
    plan = Build()
    visit = plan.visit("Visit", wed("10:00"), 60, plan.site("Hall"), plan.delegation("Caen"))
    (day,) = sheet(plan, frozenset({visit.id})).days
    assert day.lines[0].badges == ("Changed",)


def test_the_repeated_hour_and_the_change_of_clocks_are_told() -> None:
    plan = Build()
    caen = plan.delegation("Caen")
    plan.session("Night", sun("02:30", fold=1), 30, plan.site("Hall"), caen)
    plan.session("Day before", sat("10:00"), 30, plan.site("Hall"), caen)
    before, day = sheet(plan).days
    assert (before.note, day.note) == ("", "In the night before, clocks went back by one hour.")
    assert day.lines[0].time == "02:30 CET–03:00"


def test_an_empty_day_says_so_and_takes_no_page() -> None:
    plan = Build()
    caen = plan.delegation("Caen")
    for start in (wed("10:00"), fri("10:00")):
        plan.visit("Visit", start, 60, plan.site("Hall"), caen)
    assert [day.empty for day in sheet(plan).days] == ["", "Nothing planned on this day.", ""]
    first, last = pages("day-sheet", plan.programme())
    assert "Thursday24October" in first
    assert "Nothingplannedonthisday." in first
    assert last.startswith("Friday25October")


def test_the_sheets_hold_every_activity_of_the_demo_in_order() -> None:
    found = day_sheet_words(team_copy(demo()))
    assert found is not None
    text = pages("day-sheet", demo())
    titles = [line.title for day in found.days for line in day.lines]
    titles += [words for day in found.days for words in day.unattended]
    for day in found.days:
        assert in_order([day.heading, *(line.title for line in day.lines)], "".join(text))
    whole = [a for a in demo().activities.values() if a.parent_id is None and a.start]
    told = squeezed("".join(titles))
    assert [a.title for a in whole if squeezed(a.title) not in told] == []
    assert len(text) <= 8


def test_a_day_that_goes_on_says_so_on_the_next_page() -> None:
    plan = Build()
    caen = plan.delegation("Caen")
    hall = plan.site("Hall")
    for n in range(80):
        start = thu("08:00") + timedelta(minutes=10 * n)
        plan.session(f"Talk number {n:02}", start, 10, hall, caen)
    found = pages("day-sheet", plan.programme())
    assert len(found) > 1
    assert all(page.count("Thursday24October") == 1 for page in found)
    assert in_order([f"Talk number {n:02}" for n in range(80)], "".join(found))


def test_hostile_texts_need_no_second_try() -> None:
    result = printed("day-sheet", hostile_plan().programme())
    assert [w for w in result.warnings if "screen readers" in w.text()] == []


@pytest.mark.slow
def test_hundreds_of_delegations_are_told_in_numbers() -> None:
    programme = large_programme()
    found = pages("day-sheet", programme)
    assert "Delegations:350,people:1000" in found[0]
    assert len(found) < 40


def test_it_speaks_the_language_of_the_edition() -> None:
    edition = replace(demo().edition, language="fr")
    found = day_sheet_words(team_copy(replace(demo(), edition=edition)))
    assert found is not None
    assert found.days[0].heading == "mardi 22 octobre"
