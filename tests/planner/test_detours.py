"""How much longer a day becomes with one more stop, and where it fits best."""

import pytest

from models.words import Kind
from planner.demo import demo_id, demo_programme
from planner.detours import best, detours, place_after
from planner.edits.routing import quickest, stops_of
from planner.programme import Programme
from planner.seed import catalogue_rows

HAINAUT = demo_id("tour_day", "hainaut-wed")


@pytest.fixture(scope="module")
def demo() -> Programme:
    return demo_programme()


def site(programme: Programme, name: str) -> str:
    return next(s.id for s in programme.sites.values() if s.name == name)


def test_there_is_a_detour_for_every_place_in_the_order(demo: Programme) -> None:
    found = detours(demo, demo.tour_days[HAINAUT], site(demo, "Le Vecteur"))
    assert [d.place for d in found] == list(range(len(stops_of(demo, HAINAUT)) + 1))


def test_a_detour_is_there_and_on_minus_the_straight_way(demo: Programme) -> None:
    day, extra = demo.tour_days[HAINAUT], site(demo, "Le Vecteur")
    assert day.start_site_id is not None
    first = stops_of(demo, HAINAUT)[0].site_id
    assert first is not None
    ways = [(day.start_site_id, extra), (extra, first), (day.start_site_id, first)]
    there, on, straight = (leg.minutes for way in ways if (leg := quickest(demo, *way)))
    assert detours(demo, day, extra)[0].minutes == there + on - straight


def test_the_best_place_has_the_shortest_detour(demo: Programme) -> None:
    day, extra = demo.tour_days[HAINAUT], site(demo, "Transcultures")
    found = [d for d in detours(demo, day, extra) if not d.closed]
    assert best(demo, day, extra).minutes == min(d.minutes for d in found if d.minutes is not None)


def test_a_site_without_a_point_has_an_unknown_detour(demo: Programme) -> None:
    nowhere = next(s.id for s in demo.sites.values() if s.lat is None)
    assert {d.minutes for d in detours(demo, demo.tour_days[HAINAUT], nowhere)} == {None}


def test_after_a_stop_comes_what_follows_at_the_same_site(demo: Programme) -> None:
    a6k = demo_id("activity", "a-a6k")
    assert place_after(demo, HAINAUT, a6k) == 2  # the coffee stays there
    assert place_after(demo, HAINAUT, demo_id("activity", "a-a6k-2")) == 2


def test_a_transfer_stands_for_the_stop_before_it(demo: Programme) -> None:
    assert place_after(demo, HAINAUT, demo_id("activity", "a-out")) == 0
    stops = stops_of(demo, HAINAUT)
    assert place_after(demo, HAINAUT, demo_id("activity", "a-back")) == len(stops)


def test_without_a_line_the_end_of_the_day_is_meant(demo: Programme) -> None:
    stops = stops_of(demo, HAINAUT)
    assert place_after(demo, HAINAUT, None) == len(stops)
    other = demo_id("activity", "b-miroir")
    assert place_after(demo, HAINAUT, other) == len(stops)
    assert all(stop.kind is not Kind.TRANSFER for stop in stops)
    assert catalogue_rows()["site"]
