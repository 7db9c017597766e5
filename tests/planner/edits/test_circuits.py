"""A new circuit with its first day, a vehicle, and those who have none."""

from dataclasses import replace
from datetime import date

from planner.demo import demo_id, demo_programme
from planner.edits.circuits import free_name, home_site, new_circuit, without_circuit
from planner.entities import Tour, TourDay
from planner.programme import Programme

TUESDAY, FRIDAY = date(2024, 10, 22), date(2024, 10, 25)


def made(programme: Programme, day: date) -> tuple[Programme, Tour, TourDay]:
    edit = new_circuit(programme, "Ardenne", day)
    after = programme.apply(edit.changes)
    (tour,) = (t for t in after.tours.values() if t.name == "Ardenne")
    (first,) = after.days_of_tour[tour.id]
    return after, tour, first


def test_its_day_leads_from_the_usual_place_and_back() -> None:
    demo = demo_programme()
    _after, _tour, day = made(demo, FRIDAY)
    assert day.day == FRIDAY
    assert demo.site_name(day.start_site_id) == demo.site_name(day.end_site_id) == "Namur"


def test_everybody_is_on_board_when_no_other_circuit_runs() -> None:
    after, tour, _day = made(demo_programme(), FRIDAY)
    aboard = {p.delegation_id for p in after.on_board(tour.id)}
    assert aboard == {d.id for d in after.active_delegations}


def test_who_is_on_another_circuit_that_day_stays_there() -> None:
    after, tour, _day = made(demo_programme(), TUESDAY)
    aboard = {p.delegation_id for p in after.on_board(tour.id)}
    assert demo_id("delegation", "hamar") not in aboard
    assert demo_id("delegation", "viborg") in aboard
    assert demo_id("delegation", "hamar") not in {
        d.id for d in without_circuit(demo_programme(), TUESDAY)
    }


def test_the_vehicle_is_the_smallest_free_one_with_enough_seats() -> None:
    after, tour, _day = made(demo_programme(), TUESDAY)  # coach B runs with circuit B
    assert tour.vehicle_id == demo_id("vehicle", "coach-a")
    _after, other, _day = made(demo_programme(), FRIDAY)
    assert other.vehicle_id == demo_id("vehicle", "coach-b")
    assert after.vehicles


def test_without_other_tours_the_coach_leaves_where_most_are_picked_up_or_at_the_station() -> None:
    demo = demo_programme()
    bare = replace(demo, tour_days={}, delegations={})
    assert demo.site_name(home_site(bare)) == "Namur"
    assert home_site(replace(bare, sites={})) is None


def test_names_of_circuits_go_through_the_alphabet() -> None:
    demo = demo_programme()
    tours = {t.id: t for t in (Tour("1", "e", "Tour A"), Tour("2", "e", "Tour B"))}
    assert free_name(replace(demo, tours=tours), "Tour") == "Tour C"
    assert free_name(replace(demo, tours={}), "Tour") == "Tour A"


def test_while_nobody_is_on_board_the_vehicle_is_the_largest_free_one() -> None:
    before, first, _day = made(demo_programme(), FRIDAY)  # everybody, in coach B
    second = new_circuit(before, "Second", FRIDAY)
    tour = next(t for t in before.apply(second.changes).tours.values() if t.name == "Second")
    assert first.vehicle_id == demo_id("vehicle", "coach-b")
    assert tour.vehicle_id == demo_id("vehicle", "coach-a")
