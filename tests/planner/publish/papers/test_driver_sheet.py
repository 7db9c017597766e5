"""The sheet of a driver: where to be when, who gets on and off, how long one drives."""

from datetime import timedelta
from functools import cache
from typing import Any

import pytest

from models.words import ActivityStatus, Kind, TravelMode
from planner.checks import driving
from planner.demo import demo_id, demo_programme
from planner.entities import Organiser, Vehicle
from planner.programme import Programme
from planner.publish.documents import BY_NAME
from planner.publish.paper import Typesetter
from planner.publish.papers.driver_day import Stop
from planner.publish.papers.driver_route import drives, routes
from planner.publish.papers.driver_sheet import DriverSheet, driver_sheet_words
from planner.publish.recipients import Recipient, RecipientKind, recipients
from planner.publish.shown import vehicle_activities
from tests.build import Build, sun, thu, wed
from tests.planner.publish.schedules import (
    HOSTILE,
    copy_of,
    in_order,
    pages_of,
    recipient_named,
    squeezed,
)

COACH = TravelMode.COACH


@cache
def demo() -> Programme:
    return demo_programme()


@cache
def typesetter() -> Typesetter:
    return Typesetter()


def drivers() -> list[Recipient]:
    return [r for r in recipients(demo()) if r.kind is RecipientKind.DRIVER]


def pages(programme: Programme, recipient: Recipient) -> list[str]:
    manuscript = BY_NAME["driver-sheet"].manuscript(copy_of(programme, recipient))
    assert manuscript is not None
    printed = typesetter().pdf(manuscript)
    assert printed.warnings == ()
    return pages_of(printed.content)


def sheet(plan: Build, vehicle: Vehicle, **copied: Any) -> DriverSheet:
    programme = plan.programme()
    name = vehicle.driver or vehicle.name
    made = driver_sheet_words(copy_of(programme, recipient_named(programme, name), **copied))
    assert made is not None
    return made


def stops(plan: Build, vehicle: Vehicle, **copied: Any) -> tuple[Stop, ...]:
    """Those of the first day."""
    return sheet(plan, vehicle, **copied).days[0].stops


def facts(plan: Build, vehicle: Vehicle) -> dict[str, str]:
    return {fact.heading: fact.text for fact in sheet(plan, vehicle).days[0].facts}


def tour(plan: Build) -> tuple[Vehicle, dict[str, Any]]:
    """A coach and what its activities on Wednesday need; Caen (4) is on board."""
    coach = plan.vehicle("Coach A", driver="Rémy")
    day = plan.tour_day(plan.tour("East", coach, plan.delegation("Caen")))
    return coach, {"tour_day_id": day}


@pytest.mark.parametrize("recipient", drivers(), ids=lambda r: r.slug)
def test_a_driver_of_the_demo_reads_all_that_is_planned_in_order(recipient: Recipient) -> None:
    text = "".join(pages(demo(), recipient))
    rides = [
        activity.title
        for activity in vehicle_activities(demo(), recipient.id)
        if activity.kind is Kind.TRANSFER
    ]
    assert in_order(rides, text)


@pytest.mark.parametrize("recipient", drivers(), ids=lambda r: r.slug)
def test_nobody_on_board_is_named_to_a_driver(recipient: Recipient) -> None:
    text = "".join(pages(demo(), recipient))
    names = [d.name for d in demo().delegates.values()]
    names += [b.guest for b in demo().boardings.values() if b.guest]
    names += [f"{m.title}" for m in demo().activities.values() if m.kind is Kind.MEETING]
    assert [name for name in names if squeezed(name) in text] == []


@pytest.mark.parametrize("recipient", drivers(), ids=lambda r: r.slug)
def test_each_day_of_the_demo_has_a_page_of_its_own(recipient: Recipient) -> None:
    days = routes(demo(), recipient.id)
    assert len(pages(demo(), recipient)) <= len(days)


def test_a_stop_tells_address_point_times_and_how_long_one_waits() -> None:
    plan = Build()
    coach, on_tour = tour(plan)
    namur = plan.site("Namur")
    a6k = plan.site(
        "A6K",
        at=(50.40501, 4.43899),
        address="Square 1",
        postcode="6000",
        municipality="Charleroi",
    )
    plan.transfer(
        wed("08:00"), 60, namur, a6k, title="Out", meeting_point="Sign A", mode=COACH, **on_tour
    )
    plan.stop("Engineers", wed("09:05"), 85, a6k, **on_tour)
    plan.transfer(wed("10:30"), 60, a6k, namur, title="Back", mode=COACH, **on_tour)
    first, second, third = stops(plan, coach)
    assert (first.place, first.arrive, first.leave) == ("Namur", "", "08:00")
    assert first.notes == ("Meeting point: Sign A",)
    assert second.drive is not None
    assert (second.drive.title, second.drive.length) == ("Out", "1 h 00")
    assert (second.address, second.point) == ("Square 1, 6000 Charleroi", "50.4050, 4.4390")
    assert (second.arrive, second.leave) == ("09:00", "10:30")
    assert (second.waiting, second.notes) == ("Waiting: 1 h 30", ("Tour stop",))
    assert (third.arrive, third.leave) == ("11:30", "")


def test_a_point_that_is_not_known_well_leads_nobody_astray() -> None:
    plan = Build()
    coach, on_tour = tour(plan)
    plan.stop("S", wed("09:00"), 60, plan.site("Town", (50.4, 4.4), precision_m=1500), **on_tour)
    assert stops(plan, coach)[0].point == ""


def test_who_boards_and_gets_off_is_told_by_delegation() -> None:
    plan = Build()
    coach = plan.vehicle("Coach")
    caen, hamar = plan.delegation("Caen"), plan.delegation("Hamar", 3)
    a, b, c = plan.site("A"), plan.site("B"), plan.site("C")
    plan.transfer(wed("09:00"), 20, a, b, caen, vehicle_id=coach)
    plan.transfer(wed("09:20"), 20, b, c, caen, hamar, vehicle_id=coach)
    first, second, third = stops(plan, coach)
    assert first.passengers == ("Board: 4 – Caen (4)", "On board: 4")
    assert second.passengers == ("Board: 3 – Hamar (3)", "On board: 7")
    assert third.passengers == ("Get off: 7 – Caen (4), Hamar (3)",)


def test_a_part_of_a_delegation_that_stays_behind_gets_off() -> None:
    plan = Build()
    coach, caen = plan.vehicle("Coach"), plan.delegation("Caen", 4)
    a, b, c = plan.site("A"), plan.site("B"), plan.site("C")
    plan.transfer(wed("09:00"), 20, a, b, caen, vehicle_id=coach)
    on = plan.transfer(wed("09:20"), 20, b, c, vehicle_id=coach)
    plan.joins(on, caen, heads=1)
    assert stops(plan, coach)[1].passengers == ("Get off: 3 – Caen (3)", "On board: 1")


def test_those_on_a_tour_get_off_at_a_stop_and_come_back() -> None:
    plan = Build()
    coach, on_tour = tour(plan)
    a, b = plan.site("A"), plan.site("B")
    plan.transfer(wed("08:00"), 60, a, b, mode=COACH, **on_tour)
    plan.stop("S", wed("09:00"), 60, b, **on_tour)
    plan.transfer(wed("10:00"), 60, b, a, mode=COACH, **on_tour)
    assert stops(plan, coach)[1].passengers == ("Get off and come back: 4", "On board: 4")


def test_guests_are_a_number_and_unknown_numbers_are_said_to_be() -> None:
    plan = Build()
    coach = plan.vehicle("Coach")
    east = plan.tour("East", coach, plan.delegation("Hamar", None))
    plan.boards(east, "Mayor Secret", 2)
    day = plan.tour_day(east)
    plan.transfer(wed("08:00"), 60, plan.site("A"), plan.site("B"), mode=COACH, tour_day_id=day)
    board = stops(plan, coach)[0].passengers[0]
    assert board == "Board: at least 2 – Hamar (not known yet), Guests (2)"


def test_people_who_need_a_way_without_steps_are_counted_where_they_move() -> None:
    plan = Build()
    coach, hamar = plan.vehicle("Coach", wheelchair_places=2), plan.delegation("Hamar")
    plan.delegate(hamar, "Sjur", step_free=True, access_needs="Wheelchair")
    a, b = plan.site("A"), plan.site("B")
    plan.transfer(wed("09:00"), 20, a, b, hamar, vehicle_id=coach)
    made = repr(sheet(plan, coach))
    assert stops(plan, coach)[0].passengers[1] == "People who need step-free access: 1"
    assert facts(plan, coach)["Wheelchair places"] == "2"
    assert "Sjur" not in made


def test_a_walk_of_the_passengers_is_an_empty_run_of_the_coach() -> None:
    plan = Build()
    coach, on_tour = tour(plan)
    a, b = plan.site("A"), plan.site("B")
    plan.travel(a, b, 12, mode=COACH)
    plan.stop("First", wed("10:00"), 60, a, **on_tour)
    plan.transfer(wed("11:00"), 20, a, b, mode=TravelMode.WALK, **on_tour)
    plan.stop("Second", wed("11:20"), 60, b, **on_tour)
    first, second = stops(plan, coach)
    assert first.leave == "11:08"
    assert second.drive is not None
    assert second.drive.length == "12 min · empty run"
    assert second.arrive == "11:20"


def test_a_way_that_nobody_has_planned_is_estimated_and_said_to_be() -> None:
    plan = Build()
    coach, on_tour = tour(plan)
    plan.stop("First", wed("09:00"), 60, plan.site("A", (50.4662, 4.8545)), **on_tour)
    plan.stop("Second", wed("13:00"), 60, plan.site("B", (50.4072, 4.4450)), **on_tour)
    _first, second = stops(plan, coach)
    assert second.drive is not None
    assert second.drive.length.startswith("about ")
    assert "(estimated) · about 3" in second.drive.length
    assert "empty run" not in second.drive.length
    assert second.arrive < "13:00"


def test_a_way_of_which_nothing_is_known_is_said_to_be_unknown() -> None:
    plan = Build()
    coach, on_tour = tour(plan)
    plan.stop("First", wed("09:00"), 60, plan.site("A"), **on_tour)
    plan.stop("Second", wed("13:00"), 60, plan.site("B"), **on_tour)
    drive = stops(plan, coach)[1].drive
    assert drive is not None
    assert drive.length == "way of unknown length"
    assert "ways of unknown length" in facts(plan, coach)["Driving time"]


def test_the_day_begins_and_ends_where_the_tour_day_does() -> None:
    plan = Build()
    coach, caen = plan.vehicle("Coach"), plan.delegation("Caen")
    depot, a = plan.site("Station"), plan.site("A")
    plan.travel(depot, a, 30, mode=COACH)
    day = plan.tour_day(
        plan.tour("East", coach, caen), 23, "08:00-18:00", start_site_id=depot, end_site_id=depot
    )
    plan.stop("Only", wed("10:00"), 60, a, tour_day_id=day)
    first, second, third = stops(plan, coach)
    assert (first.place, first.leave) == ("Station", "09:30")
    assert (second.arrive, second.leave) == ("10:00", "11:00")
    assert (third.place, third.arrive) == ("Station", "11:30")
    assert third.passengers == ("Get off: 4 – Caen (4)",)
    assert facts(plan, coach)["Departure"] == "09:30, Station"


def test_driving_time_and_breaks_are_told_with_their_limits() -> None:
    plan = Build()
    coach, on_tour = tour(plan)
    a, b = plan.site("A"), plan.site("B")
    plan.transfer(wed("08:00"), 100, a, b, mode=COACH, **on_tour)
    plan.transfer(wed("10:00"), 100, b, a, mode=COACH, **on_tour)
    plan.transfer(wed("12:30"), 30, a, b, mode=COACH, **on_tour)
    told = facts(plan, coach)
    assert told["Driving time"] == "3 h 50; limit: 9 h 00"
    assert told["Longest without a break of 45 min"] == "3 h 20; limit: 4 h 30"
    assert told["Breaks of 45 min or more"] == "11:40–12:30"


@pytest.mark.parametrize("key", ["liege-tue", "liege-wed"])
def test_a_tour_is_driven_as_the_rule_of_driving_hours_has_it(key: str) -> None:
    tour_day = demo().tour_days[demo_id("tour_day", key)]
    vehicle_id = demo().tours[tour_day.tour_id].vehicle_id
    assert vehicle_id is not None
    halts = dict(routes(demo(), vehicle_id))[tour_day.day]
    ours = [(d.begin, d.minutes) for d in drives(halts)]
    rule = [(d.begin, d.minutes) for d in driving.drives(demo(), tour_day.id)]
    assert rule
    assert [drive for drive in rule if drive not in ours] == []


def test_seats_are_those_that_are_ever_taken() -> None:
    plan = Build()
    coach = plan.vehicle("Coach", seats=30)
    caen, hamar = plan.delegation("Caen"), plan.delegation("Hamar", 3)
    a, b = plan.site("A"), plan.site("B")
    plan.transfer(wed("09:00"), 20, a, b, caen, hamar, vehicle_id=coach)
    plan.transfer(wed("10:00"), 20, b, a, caen, vehicle_id=coach)
    assert facts(plan, coach)["Seats used"] == "7 of 30"


def test_what_has_changed_or_is_not_sure_is_marked() -> None:
    plan = Build()
    coach = plan.vehicle("Coach")
    ride = plan.transfer(
        wed("09:00"),
        20,
        plan.site("A"),
        plan.site("B"),
        vehicle_id=coach,
        status=ActivityStatus.REQUESTED,
    )
    drive = stops(plan, coach, changed=frozenset({ride.id}))[1].drive
    assert drive is not None
    assert drive.badges == ("Changed", "To be confirmed")


def test_the_hour_that_happens_twice_is_told_apart() -> None:
    plan = Build()
    coach = plan.vehicle("Coach")
    a, b = plan.site("A"), plan.site("B")
    plan.transfer(sun("02:30"), 20, a, b, vehicle_id=coach)
    plan.transfer(sun("02:30", fold=1), 20, b, a, vehicle_id=coach)
    first, second, third = stops(plan, coach)
    assert (first.leave, second.arrive) == ("02:30 CEST", "02:50 CEST")
    assert (second.leave, third.arrive) == ("02:30 CET", "02:50 CET")
    assert "clocks went back" in sheet(plan, coach).days[0].note


def test_a_place_that_is_not_known_is_said_to_be() -> None:
    plan = Build()
    coach = plan.vehicle("Coach")
    plan.transfer(wed("09:00"), 20, None, None, vehicle_id=coach)
    assert [s.place for s in stops(plan, coach)] == ["not known yet"] * 2


def test_a_vehicle_without_anything_to_do_has_no_sheet() -> None:
    plan = Build()
    coach = plan.vehicle("Coach")
    recipient = Recipient(RecipientKind.DRIVER, coach.id, "Coach", "en", "driver-coach")
    assert driver_sheet_words(copy_of(plan.programme(), recipient)) is None


def test_whom_to_call_and_what_is_driven_stand_first() -> None:
    plan = Build()
    coach = plan.vehicle("Coach A", driver="Rémy", operator="Cars", driver_phone="SECRET")
    plan.add(Organiser("organiser-1", plan.edition.id, "Odile", "Travel", None, "+32 1"))
    plan.transfer(wed("09:00"), 20, plan.site("Here"), plan.site("There"), vehicle_id=coach)
    programme = plan.programme()
    (page,) = pages(programme, recipient_named(programme, "Rémy"))
    assert in_order(
        ["Driver sheet", "Rémy", "Coach A · Cars", "Whom to call", "Odile", "+32 1", "Here"], page
    )
    assert "SECRET" not in page


def test_forty_rides_a_day_break_over_pages_in_order() -> None:
    plan = Build()
    coach, caen = plan.vehicle("Coach"), plan.delegation("Caen")
    sites = plan.site("Here"), plan.site("There")
    for n in range(40):
        here, there = sites[n % 2], sites[1 - n % 2]
        begin = thu("08:00") + timedelta(minutes=20 * n)
        plan.transfer(begin, 20, here, there, caen, title=f"Ride {n:02}", vehicle_id=coach)
    programme = plan.programme()
    found = pages(programme, recipient_named(programme, "Coach"))
    assert len(found) > 1
    assert in_order([f"Ride {n:02}" for n in range(40)], "".join(found))
    assert "Here" in found[0]
    assert all("Thursday24October" in page for page in found)


def test_texts_of_any_kind_and_length_are_printed_as_they_are_typed() -> None:
    plan = Build()
    coach = plan.vehicle(HOSTILE[0], driver=HOSTILE[12], operator=HOSTILE[5])
    for n, text in enumerate(HOSTILE):
        site = plan.site(text, address=text, municipality=text)
        city = plan.delegation(text)
        begin = wed("06:00") + timedelta(minutes=30 * n)
        texts = {"title": text, "meeting_point": text, "description": text}
        plan.transfer(begin, 20, site, plan.site(text), city, vehicle_id=coach, **texts)
    programme = plan.programme()
    text = "".join(pages(programme, recipients(programme)[-2]))
    assert [t for t in HOSTILE if t.isascii() and squeezed(t) not in text] == []
