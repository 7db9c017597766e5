"""Removing rows: what goes with them, what loses its place, what stays."""

from dataclasses import fields, replace

import pytest

from models.words import Role
from planner.demo import demo_programme
from planner.edits.remove import remove
from planner.entities import Entity, Wish
from planner.programme import MAPPING_OF, Programme
from tests.build import Build, fri, sat


def without(plan: Build, *rows: Entity) -> Programme:
    programme = plan.programme()
    return programme.apply(remove(programme, *rows).changes)


def loose_ends(programme: Programme) -> set[str]:
    """References to rows that are not there: ``participation.activity_id``."""
    ids = {programme.edition.id}
    for name in MAPPING_OF.values():
        ids |= set(getattr(programme, name))
    return {
        f"{table}.{column.name}"
        for table, name in MAPPING_OF.items()
        for row in getattr(programme, name).values()
        for column in fields(row)
        if column.name.endswith("_id")
        and (target := getattr(row, column.name)) is not None
        and target not in ids
    }


def test_an_activity_goes_with_its_parts_and_people() -> None:
    plan = Build()
    caen, host = plan.delegation("Caen"), plan.host("TRAKK")
    stop = plan.stop("Stop", fri("10:00"), 60, None, caen, host)
    plan.part(stop, 20, host)
    plan.wish(caen, activity_id=stop)
    other = plan.visit("Other", fri("14:00"), 60, None, caen)
    after = without(plan, stop)
    assert set(after.activities) == {other.id}
    assert {p.activity_id for p in after.participations.values()} == {other.id}
    assert after.wishes == {}


def test_a_delegation_goes_with_its_people_and_leaves_the_activities() -> None:
    plan = Build()
    caen, hamar = plan.delegation("Caen"), plan.delegation("Hamar")
    anne = plan.delegate(caen, "Anne")
    visit = plan.visit("V", fri("10:00"), 60, None, caen, hamar, anne)
    tour = plan.tour("East", None, caen, anne)
    plan.boards(tour, "A guest", 2)
    plan.wish(caen, theme="light")
    plan.wish(hamar, wanted_delegation_id=caen)
    after = without(plan, caen)
    assert set(after.delegations) == {hamar.id}
    assert after.delegates == {}
    assert after.activities == {visit.id: visit}
    assert [p.delegation_id for p in after.participations.values()] == [hamar.id]
    assert [b.guest for b in after.boardings.values()] == ["A guest"]
    assert after.wishes == {}
    assert loose_ends(after) == set()


def test_a_delegate_goes_with_what_names_them_alone() -> None:
    plan = Build()
    caen = plan.delegation("Caen")
    anne, bert = plan.delegate(caen, "Anne"), plan.delegate(caen, "Bert")
    plan.visit("V", fri("10:00"), 60, None, caen, anne, bert)
    plan.tour("East", None, anne)
    after = without(plan, anne)
    assert set(after.delegates) == {bert.id}
    assert {p.delegate_id or p.delegation_id for p in after.participations.values()} == {
        caen.id,
        bert.id,
    }
    assert after.boardings == {}


def test_a_host_goes_with_contacts_answers_and_wishes() -> None:
    plan = Build()
    caen, host = plan.delegation("Caen"), plan.host("TRAKK")
    visit = plan.visit("V", fri("10:00"), 60, None, caen, host)
    table = plan.round_table("Table", fri("14:00"))
    plan.joins(table, host, Role.MODERATES)
    plan.add(Wish("w1", plan.edition.id, host_id=host.id, theme="x"))
    plan.wish(caen, wanted_host_id=host)
    after = without(plan, host)
    assert after.hosts == {}
    assert after.wishes == {}
    assert {p.delegation_id for p in after.participations.values()} == {caen.id}
    assert set(after.activities) == {visit.id, table.id}


def test_what_happens_at_a_removed_place_goes_to_the_tray() -> None:
    plan = Build()
    here, there = plan.site("Here"), plan.site("There")
    caen = plan.delegation("Caen", arrival_site_id=here.id, hotel_id=there.id, pickup_id=here.id)
    visit = plan.visit("At", fri("10:00"), 60, here, caen)
    ride = plan.transfer(fri("11:00"), 20, here, there, caen)
    back = plan.transfer(fri("12:00"), 20, there, here, caen)
    round_trip = plan.transfer(fri("13:00"), 20, here, here, caen)
    host = plan.host("Host", site_id=here.id)
    day = plan.tour_day(plan.tour("East"), 23, start_site_id=here, end_site_id=there)
    plan.open(here, "10:00-18:00", weekday=2)
    plan.travel(here, there, 12)
    plan.wish(caen, site_id=here)
    after = without(plan, here)
    assert set(after.sites) == {there.id}
    assert after.activities[visit.id] == replace(visit, site_id=None, start=None)
    assert after.activities[ride.id] == replace(ride, from_site_id=None)
    assert after.activities[back.id] == replace(back, site_id=None, start=None)
    assert after.activities[round_trip.id] == replace(
        round_trip, site_id=None, from_site_id=None, start=None
    )
    assert after.delegations[caen.id] == replace(caen, arrival_site_id=None, pickup_id=None)
    assert after.hosts[host.id].site_id is None
    assert after.tour_days[day.id] == replace(day, start_site_id=None)
    assert not {*after.openings, *after.travel_times, *after.wishes}


def test_a_tour_goes_with_its_days_and_leaves_the_stops_in_the_tray() -> None:
    plan = Build()
    caen = plan.delegation("Caen")
    tour = plan.tour("East", plan.vehicle(), caen)
    days = [plan.tour_day(tour, 22), plan.tour_day(tour, 23)]
    stops = [plan.stop(f"S{d.day}", fri("10:00"), 60, tour_day_id=d) for d in days]
    part = plan.part(stops[0], 20)
    after = without(plan, tour)
    assert not {*after.tours, *after.tour_days, *after.boardings}
    for stop in stops:
        assert after.activities[stop.id] == replace(stop, tour_day_id=None, start=None)
    assert after.activities[part.id] == part
    assert {a.id for a in after.unplaced} == {s.id for s in stops}


def test_a_tour_day_goes_alone() -> None:
    plan = Build()
    tour = plan.tour("East")
    gone, kept = plan.tour_day(tour, 22), plan.tour_day(tour, 23)
    stop = plan.stop("S", fri("10:00"), 60, tour_day_id=kept)
    after = without(plan, gone)
    assert set(after.tour_days) == {kept.id}
    assert after.activities == {stop.id: stop}


def test_a_vehicle_is_missed_by_its_tour_and_rides() -> None:
    plan = Build()
    coach = plan.vehicle()
    tour = plan.tour("East", coach)
    ride = plan.transfer(fri("10:00"), 20, None, None, vehicle_id=coach.id)
    after = without(plan, coach)
    assert after.tours[tour.id].vehicle_id is None
    assert after.activities[ride.id] == replace(ride, vehicle_id=None)


def test_several_rows_are_one_edit_named_by_the_first() -> None:
    plan = Build()
    caen = plan.delegation("Caen")
    anne = plan.delegate(caen, "Anne")
    site = plan.site("Here")
    visit = plan.visit("V", sat("10:00"), 60, site, caen, anne)
    made = remove(plan.programme(), site, visit, caen, anne)
    assert str(made.label) == "Remove site “Here”"
    assert len({(c.table, c.id) for c in made.changes}) == len(made.changes)
    after = plan.programme().apply(made.changes)
    assert (after.activities, after.delegations, after.participations) == ({}, {}, {})


@pytest.mark.parametrize("table", sorted(set(MAPPING_OF) - {"field", "city"}))
def test_removing_any_row_of_the_demo_leaves_no_loose_end(table: str) -> None:
    programme = demo_programme()
    assert loose_ends(programme) == set()
    for row in getattr(programme, MAPPING_OF[table]).values():
        made = remove(programme, row)
        after = programme.apply(made.changes)
        assert row.id not in getattr(after, MAPPING_OF[table])
        assert loose_ends(after) == set()
        back = after.apply([c.inverse() for c in made.changes])
        for name in MAPPING_OF.values():
            assert getattr(back, name) == getattr(programme, name)
