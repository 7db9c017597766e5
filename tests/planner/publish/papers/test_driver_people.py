"""Who gets on and off at a halt, in numbers."""

from tests.build import Build, wed
from tests.planner.publish.papers.drivers import COACH, facts, sheet, stops, tour


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


def test_seats_are_those_that_are_ever_taken() -> None:
    plan = Build()
    coach = plan.vehicle("Coach", seats=30)
    caen, hamar = plan.delegation("Caen"), plan.delegation("Hamar", 3)
    a, b = plan.site("A"), plan.site("B")
    plan.transfer(wed("09:00"), 20, a, b, caen, hamar, vehicle_id=coach)
    plan.transfer(wed("10:00"), 20, b, a, caen, vehicle_id=coach)
    assert facts(plan, coach)["Seats used"] == "7 of 30"
