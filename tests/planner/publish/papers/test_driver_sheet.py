"""The sheet of a driver: where to be when, and how to find it."""

from datetime import timedelta

import pytest

from models.words import ActivityStatus, Kind
from planner.entities import Organiser
from planner.publish.papers.driver_route import routes
from planner.publish.papers.driver_sheet import driver_sheet_words
from planner.publish.recipients import Recipient, RecipientKind, recipients
from planner.publish.shown import vehicle_activities
from tests.build import Build, sun, thu, wed
from tests.planner.publish.papers.drivers import COACH, demo, drivers, pages, sheet, stops, tour
from tests.planner.publish.schedules import HOSTILE, copy_of, in_order, recipient_named, squeezed


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
        "A6K", at=(50.40501, 4.43899), address="Square 1", postcode="6000", municipality="Charleroi"
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
