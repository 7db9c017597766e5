"""The report on an edition: figures that can be checked by hand."""

from dataclasses import replace
from typing import Any

import pytest

from models.words import ActivityStatus, DelegationStatus, HostKind, TravelMode
from planner.entities import Field
from planner.publish.papers.report import Report, report_words
from planner.publish.papers.report_charts import MOST_BARS, Chart
from planner.publish.papers.report_figures import Figures
from tests.build import Build, fri, sat, sun, thu, wed
from tests.planner.publish.papers.team import demo, pages, printed, team_copy
from tests.planner.publish.schedules import hostile_plan, in_order, squeezed


def from_country(plan: Build, name: str, code: str | None, **values: str | None) -> None:
    """A delegation of two, its city in that country."""
    delegation = plan.delegation(name, heads=2)
    plan.change(plan.programme().cities[delegation.city_id], country_code=code, **values)


def report(plan: Build) -> Report:
    found = report_words(team_copy(plan.programme()))
    assert found is not None
    return found


def figure(found: Report, caption: str) -> str:
    (number,) = (f.number for f in found.figures if f.caption == caption)
    return number


def chart(found: Report, heading: str) -> Chart:
    (made,) = (c for pair in found.pairs for c in pair if c.heading == heading)
    return made


def bars(made: Chart) -> list[tuple[str, ...]]:
    return [(bar.label, bar.number, *bar.more) for bar in made.bars]


def test_an_edition_of_nobody_and_nothing_has_no_report() -> None:
    plan = Build()
    plan.delegation("Gone", status=DelegationStatus.CANCELLED)
    assert report_words(team_copy(plan.programme())) is None


def test_delegations_are_counted_by_country_and_field_the_unknown_last() -> None:
    plan = Build()
    plan.add(Field("film", "Film", "Cinéma"))
    from_country(plan, "Cannes", "FR", field_id="film")
    for name, code in (("Caen", "FR"), ("Hamar", "NO"), ("A", None), ("B", None)):
        from_country(plan, name, code)
    plan.delegation("Gone", status=DelegationStatus.DECLINED)
    found = report(plan)
    assert bars(chart(found, "Delegations by country")) == [
        ("France", "2"), ("Norway", "1"), ("not known yet", "2"),
    ]  # fmt: skip
    assert bars(chart(found, "Delegations by creative field")) == [
        ("Film", "1"), ("not known yet", "4"),
    ]  # fmt: skip
    numbers = [figure(found, c) for c in ("Delegations", "People", "Countries", "Creative fields")]
    assert numbers == ["5", "10", "2", "1"]


def test_the_longest_bar_has_the_greatest_number() -> None:
    plan = Build()
    for name, code in (("Caen", "FR"), ("Cannes", "FR"), ("Hamar", "NO")):
        from_country(plan, name, code)
    assert [bar.share for bar in chart(report(plan), "Delegations by country").bars] == [1, 0.5]


def test_what_was_planned_is_compared_with_what_nobody_attends_and_what_has_no_time() -> None:
    plan = Build()
    caen, host = plan.delegation("Caen"), plan.host("Speaker")
    plan.session("Talk", thu("10:00"), 90, None, caen)
    plan.session("Open talk", thu("12:00"), 60, None, host)
    plan.session("Idea", None, 60)
    plan.meal("Lunch", thu("13:00"), 60, None, caen)
    plan.blocker("Briefing", thu("08:00"), 60, None, caen)
    found = report(plan)
    assert bars(chart(found, "What was planned")) == [
        ("Meal", "1", "1.0", "0", "0"),
        ("Festival session", "1", "1.5", "1", "1"),
    ]
    assert (figure(found, "Activities"), figure(found, "Hours")) == ("2", "2")


def test_places_are_counted_by_visits_and_people_and_a_way_is_none() -> None:
    plan = Build()
    caen, hamar = plan.delegation("Caen", heads=4), plan.delegation("Hamar", heads=3)
    trakk, hub = plan.site("TRAKK"), plan.site("Hub")
    plan.visit("One", wed("10:00"), 60, trakk, caen, hamar)
    plan.visit("Two", fri("10:00"), 60, trakk, caen)
    plan.visit("Three", fri("14:00"), 60, hub, hamar)
    plan.transfer(sat("10:00"), 60, trakk, plan.site("Station"), caen)
    found = report(plan)
    assert bars(chart(found, "Places, and how often")) == [("TRAKK", "2", "11"), ("Hub", "1", "3")]
    assert figure(found, "Places visited") == "2"


def test_hosts_who_said_no_took_no_part() -> None:
    plan = Build()
    visit = plan.visit("Visit", wed("10:00"), 60, None, plan.delegation("Caen"))
    plan.joins(visit, plan.host("Yes", HostKind.INSTITUTION))
    plan.joins(visit, plan.host("No", HostKind.INSTITUTION), confirmed=False)
    plan.joins(plan.part(visit, 20), plan.host("In a part", HostKind.ACTOR))
    plan.host("Idle", HostKind.MODERATOR)
    found = report(plan)
    assert bars(chart(found, "Hosts who received, met or spoke")) == [
        ("Institutions", "1", "2"),
        ("Local actors", "1", "1"),
        ("Moderators", "0", "1"),
    ]
    assert figure(found, "Hosts") == "2"


def test_meetings_are_counted_for_delegations_and_local_partners() -> None:
    plan = Build()
    caen, hamar = plan.delegation("Caen"), plan.delegation("Hamar")
    atelier, studio = plan.host("Atelier"), plan.host("Studio")
    sure = {"status": ActivityStatus.CONFIRMED}
    plan.meeting("1", fri("09:00"), 30, None, plan.delegate(caen, "Ana"), atelier, **sure)
    plan.meeting("2", fri("10:00"), 30, None, caen, studio)
    plan.meeting("3", fri("11:00"), 30, None, hamar, studio)
    plan.meeting("Without partner", None, 30, None, hamar, studio)
    found = report(plan)
    by_delegation = chart(found, "1:1 meetings by delegation")
    assert bars(by_delegation) == [("Caen", "2"), ("Hamar", "1")]
    assert by_delegation.note == "Planned: 3; confirmed: 1."
    assert bars(chart(found, "1:1 meetings by local partner")) == [
        ("Studio", "2"),
        ("Atelier", "1"),
    ]


def test_bars_beyond_the_first_are_summed_up() -> None:
    plan = Build()
    caen = plan.delegation("Caen")
    for n in range(MOST_BARS + 3):
        plan.visit("Visit", wed("10:00"), 60, plan.site(f"Site {n:02}"), caen)
    found = chart(report(plan), "Places, and how often")
    assert len(found.bars) == MOST_BARS
    assert found.rest == "and 3 more, together 3"


def road_plan() -> Build:
    """A tour of one leg, an airport ride by minibus, a walk, a train, and a place unknown."""
    plan = Build()
    caen = plan.delegation("Caen", heads=6)
    namur, charleroi = plan.site("Namur", at=(50.4669, 4.8675)), plan.site("A6K", at=(50.41, 4.44))
    coach, minibus = plan.vehicle("Coach"), plan.vehicle("Minibus")
    day = plan.tour_day(plan.tour("East", coach, caen))
    plan.transfer(wed("08:00"), 60, namur, charleroi, tour_day_id=day)
    plan.transfer(wed("12:00"), 10, charleroi, namur, tour_day_id=day, mode=TravelMode.WALK)
    by_car: dict[str, Any] = {"mode": TravelMode.CAR, "vehicle_id": minibus}
    plan.transfer(thu("08:00"), 60, namur, charleroi, caen, **by_car)
    plan.transfer(fri("08:00"), 60, namur, charleroi, caen, mode=TravelMode.TRAIN)
    plan.transfer(sat("08:00"), 60, plan.site("Nowhere"), namur, caen, **by_car)
    plan.transfer(sun("08:00"), 60, namur, charleroi, vehicle_id=coach)
    return plan


def test_legs_of_a_tour_have_kilometres_people_and_emissions() -> None:
    (tour,) = report(road_plan()).tours
    drive, walk = tour.legs
    assert (drive.day, drive.origin, drive.destination) == ("23 October", "Namur", "A6K")
    km = float(drive.km)
    assert 35 < km < 45
    assert float(drive.kg) == pytest.approx(km * 6 * 0.02776, abs=0.06)
    assert (walk.people, walk.kg) == ("6", "0.0")
    assert float(tour.km) == pytest.approx(km + float(walk.km))
    assert tour.kg == drive.kg


def test_vehicles_have_kilometres_rides_and_emissions_then_what_was_used_instead() -> None:
    found = report(road_plan())
    assert found.vehicles is not None
    rows = {label: more for label, _km, *more in bars(found.vehicles)}
    assert list(rows) == [
        "Coach",
        "Minibus",
        "Without a vehicle of ours: On foot",
        "Without a vehicle of ours: Train",
    ]
    assert rows["Coach"][0] == "1"
    assert rows["Minibus"][0] == "2"
    car = float(found.tours[0].legs[0].km) * 2 * 0.16725
    assert float(rows["Minibus"][1]) == pytest.approx(car, abs=0.06)
    assert rows["Without a vehicle of ours: Train"] == ["1", "–"]


def test_the_notes_say_how_many_kilometres_are_estimated_and_where_factors_come_from() -> None:
    kilometres, gases = report(road_plan()).notes
    assert "Rides: 5; kilometres given: 0, estimated: 3, not known: 2." in kilometres
    assert "Conversion Factors for Company Reporting 2025" in gases
    assert "coach 0.02776 and train 0.03546" in gases
    assert "car 0.16725" in gases


def test_without_rides_nothing_is_said_of_roads() -> None:
    plan = Build()
    plan.delegation("Caen")
    found = report(plan)
    assert (found.tours, found.vehicles, found.notes) == ((), None, ())
    assert "Ontheroad" not in "".join(pages("edition-report", plan.programme()))


def test_the_demo_is_told_section_by_section() -> None:
    text = "".join(pages("edition-report", demo()))
    tours = sorted(tour.name for tour in demo().tours.values())
    headings = [
        "Report", "Delegations by country", "What was planned", "Places, and how often",
        "Hosts who received", "1:1 meetings by delegation", "On the road",
        "Conversion Factors", *tours, "Kilometres by vehicle",
    ]  # fmt: skip
    assert in_order(headings, text)


def test_no_delegate_is_named() -> None:
    text = "".join(pages("edition-report", demo()))
    assert [d.name for d in demo().delegates.values() if squeezed(d.name) in text] == []


def test_bars_of_all_kinds_add_up_to_the_activities() -> None:
    found = report_words(team_copy(demo()))
    assert found is not None
    planned = sum(int(bar.number) for bar in chart(found, "What was planned").bars)
    assert planned == int(figure(found, "Activities")) == len(Figures(demo()).planned)


def test_numbers_are_written_as_the_language_writes_them() -> None:
    programme = road_plan().programme()
    edition = replace(programme.edition, language="fr")
    found = report_words(team_copy(replace(programme, edition=edition)))
    assert found is not None
    assert "," in found.tours[0].km


def test_hostile_names_need_no_second_try() -> None:
    result = printed("edition-report", hostile_plan().programme())
    assert [w for w in result.warnings if "screen readers" in w.text()] == []
