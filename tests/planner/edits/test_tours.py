"""Stops of a tour day: order, more and fewer of them, and the times that follow."""

from dataclasses import dataclass
from datetime import datetime, time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.words import Kind, TravelMode
from planner.edits.core import Edit
from planner.edits.routing import rounded, route, stops_of
from planner.edits.tours import (
    add_lunch,
    add_stop,
    lengthen,
    place_stop,
    remove_stop,
    reorder_stop,
    retime,
    shift_rest,
    unplace_stop,
)
from planner.entities import Activity, TourDay
from planner.errors import PlannerError
from planner.programme import Programme
from planner.travel import Leg, Source
from tests.build import Build, sun, wed

NAMUR, CHARLEROI, MONS, LIEGE = (
    (50.4689, 4.8620),
    (50.4050, 4.4386),
    (50.4542, 3.9561),
    (50.6451, 5.5734),
)


@dataclass
class Day:
    """A day from Namur and back: A in Charleroi, then B in Mons, with their transfers."""

    plan: Build
    day: TourDay
    a: Activity
    b: Activity
    out: Activity
    across: Activity
    back: Activity


@pytest.fixture
def day() -> Day:
    plan = Build()
    namur = plan.site("Namur station", NAMUR, kind="station")
    charleroi, mons = plan.site("A6K", CHARLEROI), plan.site("Mundaneum", MONS)
    tour = plan.tour("Hainaut", plan.vehicle(), plan.delegation())
    hours = {"start_site_id": namur, "end_site_id": namur}
    day = plan.tour_day(tour, 23, "08:00-18:00", **hours)
    on = {"tour_day_id": day}
    coach = {**on, "mode": TravelMode.COACH}
    return Day(
        plan,
        day,
        out=plan.transfer(wed("08:00"), 60, namur, charleroi, title="Out", **coach),
        a=plan.stop("A", wed("09:05"), 55, charleroi, **on),
        across=plan.transfer(wed("10:00"), 60, charleroi, mons, title="Across", **coach),
        b=plan.stop("B", wed("11:05"), 60, mons, **on),
        back=plan.transfer(wed("12:05"), 95, mons, namur, title="Back", **coach),
    )


def after(day: Day, edit: Edit) -> Programme:
    return day.plan.programme().apply(edit.changes)


def titles(programme: Programme, day: Day) -> list[str]:
    """What takes place that day, with its start."""
    placed = (a for a in programme.tour_stops[day.day.id] if a.start is not None)
    return [f"{a.start:%H:%M} {a.title}" for a in placed]


def start_of(programme: Programme, activity: Activity) -> datetime | None:
    return programme.activities[activity.id].start


# -- order --------------------------------------------------------------------------------


def test_a_stop_that_moves_up_takes_its_transfers_with_it(day: Day) -> None:
    programme = after(day, reorder_stop(day.plan.programme(), day.b.id, -1))
    first, second, *_rest = programme.tour_stops[day.day.id]
    assert (second.title, second.start) == ("B", wed("09:40"))
    assert (first.from_site_id, first.site_id) == (day.day.start_site_id, day.b.site_id)


def test_every_stop_is_reached_after_the_way_there_and_the_buffer(day: Day) -> None:
    programme = after(day, reorder_stop(day.plan.programme(), day.b.id, -1))
    line = programme.tour_stops[day.day.id]
    for ride, stop in zip(line[::2], line[1::2], strict=False):
        assert ride.site_id == stop.site_id
        assert programme.spans[stop.id].begin - programme.spans[ride.id].end == 5


def test_what_comes_before_both_places_stays(day: Day) -> None:
    lunch = day.plan.meal("Lunch", wed("12:10"), 50, day.plan.rows[day.b.site_id or ""])
    day.plan.change(lunch, tour_day_id=day.day.id)
    programme = after(day, reorder_stop(day.plan.programme(), lunch.id, -1))
    assert titles(programme, day)[:3] == ["08:00 Out", "09:05 A", "10:00 Across"]
    assert [t.split()[1] for t in titles(programme, day)[3:5]] == ["Lunch", "B"]


def test_the_first_stop_cannot_go_further_up(day: Day) -> None:
    assert not reorder_stop(day.plan.programme(), day.a.id, -1)


def test_a_transfer_has_no_place_in_the_order(day: Day) -> None:
    with pytest.raises(PlannerError, match="no place in the order"):
        reorder_stop(day.plan.programme(), day.across.id, 1)


def test_a_pinned_stop_keeps_its_start_and_the_coach_waits(day: Day) -> None:
    day.plan.change(day.b, pin_time=True, start=wed("11:30"))
    programme = after(day, retime(day.plan.programme(), day.day.id))
    assert start_of(programme, day.b) == wed("11:30")
    assert start_of(programme, day.back) == wed("12:30")


def test_times_from_order_close_the_gaps(day: Day) -> None:
    day.plan.change(day.b, start=wed("11:45"))
    day.plan.change(day.back, start=wed("13:00"))
    programme = after(day, retime(day.plan.programme(), day.day.id))
    assert titles(programme, day) == [
        "08:00 Out", "09:05 A", "10:00 Across", "11:05 B", "12:05 Back",
    ]  # fmt: skip


def test_a_stop_in_the_tray_stays_there(day: Day) -> None:
    waiting = day.plan.stop("Waiting", None, 60, None, tour_day_id=day.day)
    programme = after(day, retime(day.plan.programme(), day.day.id))
    assert start_of(programme, waiting) is None


def test_the_organisers_own_minutes_of_a_transfer_are_kept(day: Day) -> None:
    day.plan.change(day.out, minutes=72)
    programme = after(day, retime(day.plan.programme(), day.day.id))
    assert programme.activities[day.out.id].minutes == 72
    assert start_of(programme, day.a) == wed("09:17")


def test_a_transfer_keeps_its_text_when_it_leads_the_same_way(day: Day) -> None:
    day.plan.change(day.across, mode=TravelMode.CAR, meeting_point="At the gate")
    programme = after(day, retime(day.plan.programme(), day.day.id))
    kept = programme.activities[day.across.id]
    assert (kept.title, kept.mode, kept.meeting_point) == ("Across", TravelMode.CAR, "At the gate")


def test_near_places_are_linked_on_foot(day: Day) -> None:
    near = day.plan.site("Next door", (CHARLEROI[0] + 0.002, CHARLEROI[1]))
    programme = after(day, add_stop(day.plan.programme(), day.day.id, near.id))
    programme = programme.apply(reorder_stop(programme, stop_at(programme, near.id).id, -1).changes)
    ride = next(
        a
        for a in programme.tour_stops[day.day.id]
        if (a.from_site_id, a.site_id) == (day.a.site_id, near.id)
    )
    assert ride.mode is TravelMode.WALK


def stop_at(programme: Programme, site_id: str) -> Activity:
    stops = (a for a in programme.activities.values() if a.kind is Kind.STOP)
    return next(a for a in stops if a.site_id == site_id)


def test_a_day_over_the_end_of_summer_time_counts_elapsed_minutes() -> None:
    plan = Build()
    site = plan.site("Night", NAMUR)
    tour = plan.tour("Night")
    day = plan.tour_day(tour, 27)
    first = plan.stop("First", sun("01:30"), 90, site, tour_day_id=day)
    second = plan.stop("Second", sun("06:00"), 30, site, tour_day_id=day)
    programme = plan.programme().apply(retime(plan.programme(), day.id).changes)
    start = programme.activities[second.id].start
    assert (start, start and start.fold) == (sun("02:00"), 1)
    assert programme.spans[first.id].end == programme.spans[second.id].begin


# -- more and fewer stops -----------------------------------------------------------------


def test_a_new_stop_comes_last_before_the_way_back(day: Day) -> None:
    liege = day.plan.site("La Boverie", LIEGE, visit_minutes=45)
    edit = add_stop(day.plan.programme(), day.day.id, liege.id)
    programme = after(day, edit)
    assert [t[6:] for t in titles(programme, day)] == [
        "Out", "A", "Across", "B", "Mundaneum → La Boverie", "La Boverie",
        "La Boverie → Namur station",
    ]  # fmt: skip
    assert stop_at(programme, liege.id).minutes == 45


def test_a_site_without_a_usual_length_is_visited_for_an_hour(day: Day) -> None:
    liege = day.plan.site("La Boverie", LIEGE)
    programme = after(day, add_stop(day.plan.programme(), day.day.id, liege.id))
    assert stop_at(programme, liege.id).minutes == 60


def test_adding_a_stop_leaves_the_earlier_ones_alone(day: Day) -> None:
    day.plan.change(day.b, start=wed("11:20"))
    liege = day.plan.site("La Boverie", LIEGE)
    programme = after(day, add_stop(day.plan.programme(), day.day.id, liege.id))
    assert start_of(programme, day.b) == wed("11:20")
    assert "12:20 Mundaneum → La Boverie" in titles(programme, day)


def test_a_leg_that_nobody_knows_is_one_minute(day: Day) -> None:
    nowhere = day.plan.site("No coordinates")
    programme = after(day, add_stop(day.plan.programme(), day.day.id, nowhere.id))
    legs = [a for a in programme.tour_stops[day.day.id] if a.site_id == nowhere.id]
    assert [leg.minutes for leg in legs if leg.kind is Kind.TRANSFER] == [1]


def test_an_activity_from_the_tray_is_placed_last_on_the_day(day: Day) -> None:
    liege = day.plan.site("La Boverie", LIEGE)
    waiting = day.plan.stop("Waiting", None, 30, liege)
    programme = after(day, place_stop(day.plan.programme(), day.day.id, waiting.id))
    placed = programme.activities[waiting.id]
    assert placed.tour_day_id == day.day.id
    assert titles(programme, day)[-2].endswith("Waiting")


def test_lunch_is_at_the_stops_place_right_after_it_and_the_rest_follows(day: Day) -> None:
    programme = after(day, add_lunch(day.plan.programme(), day.a.id))
    lunch = next(a for a in programme.activities.values() if a.kind is Kind.MEAL)
    assert (lunch.site_id, lunch.start, lunch.minutes) == (day.a.site_id, wed("10:00"), 60)
    assert start_of(programme, day.b) == wed("12:05")


def test_without_a_stop_the_day_closes_up(day: Day) -> None:
    day.plan.part(day.a, 20, title="Talk")
    programme = after(day, remove_stop(day.plan.programme(), day.a.id))
    assert [t[6:] for t in titles(programme, day)] == ["Namur station → Mundaneum", "B", "Back"]
    assert "Talk" not in {a.title for a in programme.activities.values()}


def test_a_stop_that_goes_to_the_tray_stays_one_of_the_day(day: Day) -> None:
    programme = after(day, unplace_stop(day.plan.programme(), day.b.id))
    gone = programme.activities[day.b.id]
    assert (gone.start, gone.tour_day_id) == (None, day.day.id)
    assert [t[6:] for t in titles(programme, day)] == ["Out", "A", "A6K → Namur station"]


def test_undoing_gives_the_day_as_it_was(day: Day) -> None:
    before = day.plan.programme()
    edit = remove_stop(before, day.a.id)
    back = before.apply(edit.changes).apply(c.inverse() for c in reversed(edit.changes))
    assert back == before


# -- times --------------------------------------------------------------------------------


def test_a_shift_takes_the_rest_of_the_day_along(day: Day) -> None:
    programme = after(day, shift_rest(day.plan.programme(), day.across.id, 15))
    assert titles(programme, day) == [
        "08:00 Out", "09:05 A", "10:15 Across", "11:20 B", "12:20 Back",
    ]  # fmt: skip


def test_a_shift_ends_before_what_is_pinned(day: Day) -> None:
    day.plan.change(day.b, pin_time=True)
    programme = after(day, shift_rest(day.plan.programme(), day.a.id, 15))
    assert titles(programme, day)[1:] == ["09:20 A", "10:15 Across", "11:05 B", "12:05 Back"]


def test_a_longer_stop_pushes_what_follows(day: Day) -> None:
    programme = after(day, lengthen(day.plan.programme(), day.a.id, 10))
    assert programme.activities[day.a.id].minutes == 65
    assert titles(programme, day)[2:] == ["10:10 Across", "11:15 B", "12:15 Back"]


def test_a_stop_is_never_shorter_than_a_minute(day: Day) -> None:
    programme = after(day, lengthen(day.plan.programme(), day.a.id, -500))
    assert programme.activities[day.a.id].minutes == 1
    assert start_of(programme, day.across) == wed("09:06")


def test_a_longer_part_moves_nothing_else(day: Day) -> None:
    part = day.plan.part(day.a, 20)
    programme = after(day, lengthen(day.plan.programme(), part.id, 5))
    assert programme.activities[part.id].minutes == 25
    assert start_of(programme, day.across) == wed("10:00")


@pytest.mark.parametrize(("minutes", "planned"), [(1, 5), (5, 5), (57, 60), (0, 1)])
def test_new_transfers_are_planned_in_steps_of_five_minutes(minutes: int, planned: int) -> None:
    assert rounded(Leg(minutes, 1.0, Source.ESTIMATE, TravelMode.COACH)) == planned


# -- laws ---------------------------------------------------------------------------------

PLACES = st.lists(
    st.tuples(st.floats(50.0, 50.9), st.floats(3.6, 5.9), st.integers(5, 120)),
    min_size=1,
    max_size=6,
)


def built(places: list[tuple[float, float, int]]) -> tuple[Build, TourDay]:
    plan = Build()
    namur = plan.site("Namur", NAMUR, kind="station")
    tour = plan.tour()
    day = plan.tour_day(tour, 23, start_site_id=namur, end_site_id=namur)
    day = plan.change(day, start=time(8))
    for number, (lat, lon, minutes) in enumerate(places):
        site = plan.site(f"Site {number}", (round(lat, 3), round(lon, 3)))
        start = wed(f"{9 + number:02}:00")
        plan.stop(f"Stop {number}", start, minutes, site, tour_day_id=day)
    return plan, day


@settings(max_examples=25)
@given(PLACES)
def test_times_from_order_twice_change_nothing_more(places: list[tuple[float, float, int]]) -> None:
    plan, day = built(places)
    once = plan.programme().apply(retime(plan.programme(), day.id).changes)
    assert not retime(once, day.id)


@settings(max_examples=25)
@given(PLACES)
def test_nothing_on_a_routed_day_overlaps(places: list[tuple[float, float, int]]) -> None:
    plan, day = built(places)
    programme = plan.programme().apply(retime(plan.programme(), day.id).changes)
    spans = [programme.spans[a.id] for a in programme.tour_stops[day.id]]
    assert all(a.end <= b.begin for a, b in pairwise(spans))


@settings(max_examples=25)
@given(PLACES, st.integers(0, 5), st.integers(-5, 5))
def test_a_new_order_loses_no_stop(
    places: list[tuple[float, float, int]], which: int, steps: int
) -> None:
    plan, day = built(places)
    programme = plan.programme()
    stops = stops_of(programme, day.id)
    moved = programme.apply(reorder_stop(programme, stops[which % len(stops)].id, steps).changes)
    assert {s.id for s in stops_of(moved, day.id)} == {s.id for s in stops}


def test_keeping_all_stops_changes_none_of_them(day: Day) -> None:
    programme = day.plan.programme()
    stops = stops_of(programme, day.day.id)
    after_all = programme.apply(route(programme, day.day, stops, keep=len(stops)))
    times = [(a.id, a.start) for a in after_all.tour_stops[day.day.id]]
    assert times == [(a.id, a.start) for a in programme.tour_stops[day.day.id]]
