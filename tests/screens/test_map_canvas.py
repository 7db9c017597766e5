"""The map without a widget: projection, dots, names, and what it shows of a programme."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data import catalogue
from planner.demo import demo_id, demo_programme
from screens.widgets.map_canvas import BLANK, Canvas, Stroke, clipped, dots_between
from screens.widgets.map_labels import Label, place
from screens.widgets.map_paint import LOOK_OF_LAYER, paint, scale
from screens.widgets.map_projection import DOTS_ACROSS, DOTS_DOWN, Spot, View
from screens.widgets.map_scene import Scene, scene

HAINAUT = demo_id("tour_day", "hainaut-wed")
NAMUR = Spot(50.4669, 4.8675)
SIZES = st.tuples(st.integers(10, 120), st.integers(6, 40))
SPOTS = st.builds(Spot, st.floats(49.5, 51.5), st.floats(2.5, 6.4))
DOTS = st.tuples(st.integers(-300, 300), st.integers(-300, 300))


# -- projection ---------------------------------------------------------------------------


@settings(max_examples=60)
@given(st.lists(SPOTS, min_size=1, max_size=6), SIZES)
def test_every_fitted_point_lies_in_the_pane(spots: list[Spot], size: tuple[int, int]) -> None:
    view = View.fit(spots, *size)
    for spot in spots:
        x, y = view.cell(*spot)
        assert 0 <= x < size[0]
        assert 0 <= y < size[1]


@settings(max_examples=60)
@given(SPOTS, st.integers(0, 79), st.integers(0, 23))
def test_the_point_of_a_cell_lies_in_that_cell(middle: Spot, x: int, y: int) -> None:
    view = View(*middle, km=0.4, width=80, height=24)
    assert view.cell(*view.spot(x + 0.5, y + 0.5)) == (x, y)


@settings(max_examples=60)
@given(st.floats(0.5, 3), st.integers(0, 79), st.integers(0, 23))
def test_what_lies_under_the_mouse_stays_there_when_zooming(factor: float, x: int, y: int) -> None:
    view = View(*NAMUR, km=0.4, width=80, height=24)
    held = view.spot(x + 0.5, y + 0.5)
    assert view.zoomed(factor, x + 0.5, y + 0.5).cell(*held) == (x, y)


def test_moving_there_and_back_changes_nothing() -> None:
    view = View(*NAMUR, km=0.4, width=80, height=24)
    back = view.moved(7, -3).moved(-7, 3)
    assert back.cell(*NAMUR) == view.cell(*NAMUR)


def test_the_last_lines_are_left_free_when_asked_for() -> None:
    view = View.fit([Spot(50.0, 4.0), Spot(51.0, 5.0)], 80, 30, below=8)
    assert view.cell(50.0, 4.0)[1] < 22


def test_without_points_all_of_belgium_is_in_view() -> None:
    view = View.fit([], 80, 24)
    for line in catalogue.outline():
        assert all(0 <= view.cell(*point)[0] < 80 for point in line.points)


def test_a_bar_of_the_scale_is_as_long_as_it_says() -> None:
    view = View(*NAMUR, km=0.5, width=80, height=24)
    km, cells = scale(view, 16)
    assert (km, cells) == (10, 10)


# -- canvas -------------------------------------------------------------------------------


@settings(max_examples=60)
@given(DOTS, DOTS)
def test_a_line_is_connected_and_has_both_ends(
    start: tuple[int, int], end: tuple[int, int]
) -> None:
    dots = list(dots_between(start, end))
    assert (dots[0], dots[-1]) == (start, end)
    for a, b in pairwise(dots):
        assert max(abs(a[0] - b[0]), abs(a[1] - b[1])) == 1


@settings(max_examples=80)
@given(DOTS, DOTS)
def test_what_is_cut_off_lies_within_the_canvas(
    start: tuple[int, int], end: tuple[int, int]
) -> None:
    cut = clipped(start, end, 99, 79)
    if cut is None:
        inside = [d for d in dots_between(start, end) if 0 <= d[0] <= 99 and 0 <= d[1] <= 79]
        assert len(inside) <= 1  # rounding at a corner
    else:
        assert all(0 <= x <= 99 and 0 <= y <= 79 for x, y in cut)


def test_each_dot_of_a_cell_has_its_own_bit() -> None:
    canvas = Canvas(1, 1)
    for x in range(DOTS_ACROSS):
        for y in range(DOTS_DOWN):
            canvas.put(x, y, 1)
    assert canvas.lines() == [chr(BLANK + 0xFF)]


def test_dots_outside_are_left_out() -> None:
    canvas = Canvas(2, 2)
    for x, y in ((-1, 0), (0, -1), (4, 0), (0, 8)):
        canvas.put(x, y, 1)
    assert canvas.lines() == ["  ", "  "]


def test_a_cell_shows_its_uppermost_layer_alone() -> None:
    canvas = Canvas(1, 1)
    canvas.put(0, 0, 1)
    canvas.put(1, 3, 2)
    canvas.put(1, 0, 1)
    assert list(canvas.cells(0)) == [("⢀", 2)]


def test_a_dashed_line_has_gaps_and_a_thick_one_none() -> None:
    dashed, thick = Canvas(10, 1), Canvas(10, 1)
    dashed.path([(0, 1), (19, 1)], 1, Stroke(2, 2))
    thick.path([(0, 1), (19, 1)], 1, Stroke(thick=True))
    assert dashed.lines() == ["⠒ " * 5]
    assert " " not in thick.lines()[0]


# -- names --------------------------------------------------------------------------------


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 39), st.integers(0, 11)), max_size=25))
def test_no_name_lies_over_another_or_over_a_sign(points: list[tuple[int, int]]) -> None:
    unique = list(dict.fromkeys(points))
    labels = [Label(str(n), f"Place {n}", x, y, "∘") for n, (x, y) in enumerate(unique)]
    cells = [
        (p.x + n, p.y) for p in place(labels, 40, 12) for n in range(len(p.text))
    ]  # fmt: skip
    assert len(cells) == len(set(cells))
    assert all(0 <= x < 40 and 0 <= y < 12 for x, y in cells)


def test_a_name_stands_to_the_right_or_where_there_is_room() -> None:
    found = place([Label("a", "Namur", 2, 1, "∘"), Label("b", "Mons", 37, 1, "∘")], 40, 3)
    assert [(p.text, p.x) for p in found if not p.is_sign] == [("Namur", 4), ("Mons", 32)]


# -- what it shows ------------------------------------------------------------------------


def text_of(shown: Scene, view: View, **options: bool) -> str:
    lines = paint(shown, view, None, **options).lines
    return "\n".join("".join(text for text, _look in line) for line in lines)


@pytest.fixture(scope="module")
def hainaut() -> Scene:
    return scene(demo_programme(), HAINAUT)


def test_the_stops_of_the_day_are_numbered_in_their_order(hainaut: Scene) -> None:
    assert hainaut.route is not None
    names = [(stop.number, stop.name) for stop in hainaut.route.stops]
    assert [n for n, _name in names] == [1, 2, 3, 4]
    assert names[0][1] == "A6K - E6K"
    assert names[3][1] == "Mundaneum"


def test_a_stop_has_the_times_of_all_that_happens_there(hainaut: Scene) -> None:
    assert hainaut.route is not None
    assert hainaut.route.stops[0].times == "09:05–10:45"


def test_the_map_of_a_route_names_its_stops_and_the_towns(hainaut: Scene) -> None:
    shown = text_of(hainaut, View.fit(hainaut.spots(), 120, 36))
    for name in ("Namur", "Charleroi", "Mons", "Le CLICK", "Sambre", "Meuse", "⌂"):
        assert name in shown


def test_every_line_is_as_wide_as_the_pane(hainaut: Scene) -> None:
    view = View.fit(hainaut.spots(), 97, 31)
    lines = text_of(hainaut, view).split("\n")
    assert [len(line) for line in lines] == [97] * 31


def test_the_routes_differ_without_colour(hainaut: Scene) -> None:
    styles = [route.style for route in hainaut.routes]
    assert len(set(styles)) == len(styles) == 3


def test_other_days_can_be_left_out(hainaut: Scene) -> None:
    view = View.fit([], 120, 36)
    looks = {look for line in paint(hainaut, view, None, only=True).lines for _text, look in line}
    others = {f"route-{r.style}" for r in hainaut.routes if r.day_id != HAINAUT}
    assert not looks & others
    every = {look for line in paint(hainaut, view, None).lines for _text, look in line}
    assert others & every


def test_the_confluence_is_in_namur() -> None:
    sambre, meuse = (line for line in catalogue.outline() if line.kind == "river")
    view = View(*NAMUR, km=0.2, width=80, height=24)
    end = view.dot(*sambre.points[-1])
    near = min(abs(x - end[0]) + abs(y - end[1]) for x, y in (view.dot(*p) for p in meuse.points))
    assert near <= 5  # a kilometre
    assert 0 <= view.cell(*sambre.points[-1])[0] < 80


def test_every_layer_has_a_look() -> None:
    assert {"region", "country", "river", "route-0", "current-5"} <= set(LOOK_OF_LAYER.values())
