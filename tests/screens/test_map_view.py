"""The map in the tour room, by keys and by mouse, and its link with the list."""

from pathlib import Path
from typing import Any

import pytest

from planner.demo import demo_id
from screens.app import PlannerApp
from screens.tour import TourScreen
from screens.tour_map import MapScreen
from screens.widgets.action_line import ActionLine
from screens.widgets.map_view import BUTTONS, MapView
from screens.widgets.ordered_table import OrderedTable
from tests.marks import slow_from
from tests.screens.drive import Driver, opened, text_of, until

HAINAUT, LIEGE_WED = demo_id("tour_day", "hainaut-wed"), demo_id("tour_day", "liege-wed")
A6K, MUNDANEUM = demo_id("activity", "a-a6k"), demo_id("activity", "a-mundaneum")
QUAI10 = demo_id("activity", "a-quai10")


def map_of(app: PlannerApp) -> MapView:
    return app.screen.query_one(MapView)


def route_of(app: PlannerApp) -> OrderedTable[Any]:
    return app.screen.query_one("#route", OrderedTable)


async def with_map(app: PlannerApp, pilot: Driver) -> MapView:
    """In the room, on circuit A, in the map beside the list."""
    app.screen.query_one("#days", OrderedTable).select(HAINAUT)
    await until(pilot, lambda: route_of(app).row_id == demo_id("activity", "a-out"))
    if not map_of(app).display or not map_of(app).region:
        await pilot.press("m")
    await until(pilot, lambda: bool(map_of(app).region))
    map_of(app).focus()
    await until(pilot, lambda: map_of(app).has_focus)
    return map_of(app)


@pytest.mark.parametrize("size", slow_from(1, [(80, 24), (120, 40), (200, 60)]), ids=str)
async def test_m_shows_the_map_at_every_size_and_hides_it_again(
    demo_store: Path, size: tuple[int, int]
) -> None:
    async with opened(demo_store, "tour", size) as (app, pilot):
        shown = await with_map(app, pilot)
        assert "Charleroi" in text_of(shown)
        await pilot.press("m")
        await until(pilot, lambda: not map_of(app).region)
        assert app.focused is route_of(app)


async def test_in_a_wide_terminal_the_map_is_there_from_the_start(demo_store: Path) -> None:
    async with opened(demo_store, "tour", (200, 60)) as (app, pilot):
        await until(pilot, lambda: "Gembloux" in text_of(map_of(app)))


async def test_arrows_move_the_map_and_zero_brings_the_route_back(demo_store: Path) -> None:
    async with opened(demo_store, "tour", (160, 50)) as (app, pilot):
        shown = await with_map(app, pilot)
        first = shown.view
        await pilot.press("right", "down")
        assert shown.view.lon > first.lon
        assert shown.view.lat < first.lat
        await pilot.press("left", "up")
        assert shown.view.lon == pytest.approx(first.lon)
        await pilot.press("right", "0")
        assert shown.view == first


async def test_plus_and_minus_zoom(demo_store: Path) -> None:
    async with opened(demo_store, "tour", (160, 50)) as (app, pilot):
        shown = await with_map(app, pilot)
        first = shown.view.km
        await pilot.press("plus")
        assert shown.view.km < first
        await pilot.press("minus", "minus")
        assert shown.view.km > first


async def test_the_buttons_in_the_corner_do_the_same(demo_store: Path) -> None:
    async with opened(demo_store, "tour", (160, 50)) as (app, pilot):
        shown = await with_map(app, pilot)
        first, width = shown.view, shown.size.width
        left = width - sum(len(text) for text, _action in BUTTONS)
        await pilot.click(MapView, offset=(left + 1, 0))
        await until(pilot, lambda: shown.view.km < first.km)
        await pilot.click(MapView, offset=(left + 4, 0))
        await until(pilot, lambda: shown.view.km == pytest.approx(first.km))
        await pilot.click(MapView, offset=(width - 2, 0))
        await until(pilot, lambda: shown.view == first)


async def test_the_mouse_wheel_zooms_at_the_pointer(demo_store: Path) -> None:
    async with opened(demo_store, "tour", (160, 50)) as (app, pilot):
        shown = await with_map(app, pilot)
        held = shown.view.spot(5, 5)
        before = shown.view.km
        await pilot._post_mouse_events([_wheel(up=True)], MapView, offset=(5, 5), button=0)
        assert shown.view.km < before
        assert shown.view.spot(5, 5) == pytest.approx(held)
        await pilot._post_mouse_events([_wheel(up=False)], MapView, offset=(5, 5), button=0)
        assert shown.view.km == pytest.approx(before)


def _wheel(*, up: bool) -> type:
    from textual import events

    return events.MouseScrollUp if up else events.MouseScrollDown


async def test_dragging_moves_the_map_with_the_mouse(demo_store: Path) -> None:
    async with opened(demo_store, "tour", (160, 50)) as (app, pilot):
        shown = await with_map(app, pilot)
        held = shown.view.spot(10, 5)
        await pilot.mouse_down(MapView, offset=(10, 5))
        await pilot.hover(MapView, offset=(16, 8))
        await pilot.mouse_up(MapView, offset=(16, 8))
        assert shown.view.spot(16, 8) == pytest.approx(held)


async def test_j_and_k_go_from_stop_to_stop_and_the_list_follows(demo_store: Path) -> None:
    async with opened(demo_store, "tour", (160, 50)) as (app, pilot):
        shown = await with_map(app, pilot)
        await pilot.press("j")
        await until(pilot, lambda: route_of(app).row_id == A6K)
        assert "1. A6K - E6K · 09:05–10:45 · Charleroi" in text_of(shown)
        await pilot.press("k")
        await until(pilot, lambda: route_of(app).row_id == MUNDANEUM)


async def test_the_stop_of_the_list_stands_out_on_the_map(demo_store: Path) -> None:
    async with opened(demo_store, "tour", (160, 50)) as (app, pilot):
        shown = await with_map(app, pilot)
        route_of(app).select(QUAI10)
        await until(pilot, lambda: shown.selected == QUAI10)
        assert "2. Quai10" in text_of(shown)


async def test_a_click_on_a_stop_selects_it(demo_store: Path) -> None:
    async with opened(demo_store, "tour", (160, 50)) as (app, pilot):
        shown = await with_map(app, pilot)
        lines = text_of(shown).splitlines()
        y = next(n for n, line in enumerate(lines) if "A6K" in line)
        await pilot.click(MapView, offset=(lines[y].index("A6K"), y))
        await until(pilot, lambda: route_of(app).row_id == A6K)


async def test_pointing_at_a_stop_says_when(demo_store: Path) -> None:
    async with opened(demo_store, "tour", (160, 50)) as (app, pilot):
        shown = await with_map(app, pilot)
        lines = text_of(shown).splitlines()
        y = next(n for n, line in enumerate(lines) if "A6K" in line)
        await pilot.hover(MapView, offset=(lines[y].index("A6K"), y))
        await until(pilot, lambda: "09:05–10:45" in shown.caption())


async def test_o_leaves_the_other_days_out(demo_store: Path) -> None:
    async with opened(demo_store, "tour", (160, 50)) as (app, pilot):
        shown = await with_map(app, pilot)
        assert "Tue 22 Oct" in text_of(shown)
        await pilot.press("o")
        await until(pilot, lambda: "Tue 22 Oct" not in text_of(shown))


@pytest.mark.parametrize("key", ["M", "enter"])
async def test_the_whole_screen_shows_the_map_and_gives_the_day_back(
    demo_store: Path, key: str
) -> None:
    async with opened(demo_store, "tour", (120, 40)) as (app, pilot):
        await with_map(app, pilot)
        await pilot.press(key)
        await until(pilot, lambda: isinstance(app.screen, MapScreen))
        await until(pilot, lambda: "Le CLICK" in text_of(map_of(app)))
        await pilot.press("right_square_bracket", "j")
        await until(pilot, lambda: "La Cité Miroir" in map_of(app).caption())
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, TourScreen))
        days = app.screen.query_one("#days", OrderedTable)
        await until(pilot, lambda: days.row_id == LIEGE_WED)
        await until(pilot, lambda: route_of(app).row_id == demo_id("activity", "b-miroir"))


async def test_the_words_below_the_large_map_are_clickable(demo_store: Path) -> None:
    async with opened(demo_store, "tour", (120, 40)) as (app, pilot):
        await with_map(app, pilot)
        await pilot.press("M")
        await until(pilot, lambda: isinstance(app.screen, MapScreen))
        await until(pilot, lambda: "Mundaneum" in text_of(map_of(app)))
        before = map_of(app).view.km
        line = app.screen.query_one(ActionLine)
        await pilot.click(ActionLine, offset=(text_of(line).index("closer") + 1, 0))
        await until(pilot, lambda: map_of(app).view.km < before)


async def test_a_double_click_opens_the_large_map(demo_store: Path) -> None:
    async with opened(demo_store, "tour", (120, 40)) as (app, pilot):
        await with_map(app, pilot)
        await pilot.click(MapView, offset=(3, 2), times=2)
        await until(pilot, lambda: isinstance(app.screen, MapScreen))
