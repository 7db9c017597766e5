"""What of the world is on a map, and where."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.entities import Activity, Delegation, Site
from planner.publish.papers.map_lines import lines, rivers_on_cover, scale_of
from planner.publish.papers.map_view import HIGHEST, LOWEST, MARGIN, View
from planner.travel import Point, great_circle_km
from tests.build import Build, wed
from tests.planner.publish.schedules import copy_of, recipient_named

NAMUR, CHARLEROI, MONS = (50.4669, 4.8622), (50.4049, 4.4386), (50.4541, 3.9523)
LIEGE, PARIS = (50.6405, 5.5756), (48.8566, 2.3522)
WIDTH = 170.0


def on_tour(plan: Build, *sites: Site, **ends: Site) -> tuple[Delegation, list[Activity]]:
    """Caen on board of a tour, and its stops: an hour at each of these."""
    caen = plan.delegation("Caen")
    day = plan.tour_day(plan.tour("Wake tour A", None, caen), 23)
    plan.change(day, **{f"{end}_site_id": site.id for end, site in ends.items()})
    return caen, [
        plan.stop(f"Stop {n}", wed(f"{9 + n:02}:00"), 60, site, tour_day_id=day)
        for n, site in enumerate(sites)
    ]


POINTS = st.tuples(st.floats(49.5, 51.5), st.floats(2.5, 6.4)).map(lambda pair: Point(*pair))


@settings(max_examples=50)
@given(st.lists(POINTS, min_size=1, max_size=8))
def test_all_points_are_within_the_margins_and_distances_are_true(points: list[Point]) -> None:
    view = View.fit(points, WIDTH, 12)
    assert LOWEST * WIDTH <= view.height <= HIGHEST * WIDTH + 0.001
    for x, y in map(view.spot, points):
        assert MARGIN - 0.001 <= x <= WIDTH - MARGIN + 0.001
        assert MARGIN - 0.001 <= y <= view.height - MARGIN + 0.001
    for one, other in combinations(points, 2):
        (x, y), (there_x, there_y) = view.spot(one), view.spot(other)
        drawn = ((x - there_x) ** 2 + (y - there_y) ** 2) ** 0.5 / view.scale
        assert drawn == pytest.approx(great_circle_km(one, other), rel=0.025, abs=0.01)


def test_north_is_up_and_east_is_right() -> None:
    view = View.fit([Point(*NAMUR)], WIDTH, 12)
    middle = view.spot(Point(*NAMUR))
    assert view.spot(Point(50.6, NAMUR[1])).y < middle.y
    assert view.spot(Point(NAMUR[0], 5.0)).x > middle.x


def test_only_what_touches_the_map_is_drawn() -> None:
    around_namur = lines(View.fit([Point(*NAMUR)], WIDTH, 5))
    assert {line.kind for line in around_namur} == {"river"}
    around_paris = lines(View.fit([Point(*PARIS)], WIDTH, 12))
    assert around_paris == ()


def test_the_scale_bar_is_as_long_as_it_says() -> None:
    plan = Build()
    caen, _stops = on_tour(plan, plan.site("Mons", at=MONS), plan.site("Liège", at=LIEGE))
    programme = plan.programme()
    labels = copy_of(programme, recipient_named(programme, caen.name)).labels
    view = View.fit([Point(*MONS), Point(*LIEGE)], WIDTH, 12)
    scale = scale_of(view, labels)
    assert scale.text == "20 km"
    assert scale.length == pytest.approx(20 * view.scale, abs=0.01)


def test_on_the_cover_the_rivers_of_namur_meet() -> None:
    assert {line.kind for line in rivers_on_cover(210, 297)} == {"river"}
    assert len(rivers_on_cover(210, 297)) == 2
