"""The tour room by hand: dragging lines, the line for new stops, circuits side by side."""

from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import OptionList

from models.words import Kind
from planner.demo import demo_id
from planner.edits.core import add, new_id
from planner.edits.remove import remove
from planner.edits.routing import stops_of
from planner.entities import Activity, Site, Tour, TourDay
from planner.programme import Programme
from planner.workspace import Workspace
from screens.app import PlannerApp
from screens.tour_map import MapScreen
from screens.widgets.key_bar import KeyBar
from screens.widgets.map_view import MapView
from screens.widgets.ordered_table import OrderedTable
from screens.widgets.quick_line import PlaceLabel, QuickInput, QuickLine
from tests.screens.drive import Driver, messages, opened, screen_text, text_of, until

HAINAUT, LIEGE_WED = demo_id("tour_day", "hainaut-wed"), demo_id("tour_day", "liege-wed")
OUT, A6K = demo_id("activity", "a-out"), demo_id("activity", "a-a6k")
QUAI10, CLICK = demo_id("activity", "a-quai10"), demo_id("activity", "a-click")


def programme_of(app: PlannerApp) -> Programme:
    assert app.state is not None
    return app.state.programme


def table(app: PlannerApp, name: str) -> OrderedTable[Any]:
    return app.screen.query_one(f"#{name}", OrderedTable)


def order(app: PlannerApp) -> list[str]:
    return [stop.id for stop in stops_of(programme_of(app), HAINAUT)]


async def on_hainaut(app: PlannerApp, pilot: Driver, activity_id: str = OUT) -> None:
    table(app, "days").select(HAINAUT)
    await until(pilot, lambda: table(app, "route").row_id == OUT)
    table(app, "route").select(activity_id)
    await until(pilot, lambda: app.selected == activity_id)


def line_of(app: PlannerApp, row_id: str) -> int:
    """The line of the route on which a row stands."""
    route = table(app, "route")
    return route.HEADER + route.keys.index(row_id)


async def drag(app: PlannerApp, pilot: Driver, row_id: str, onto_id: str) -> None:
    here, there = (line_of(app, i) for i in (row_id, onto_id))
    await pilot.mouse_down("#route", offset=(30, here))
    await pilot.hover("#route", offset=(30, there))
    await pilot.mouse_up("#route", offset=(30, there))


def quick(app: PlannerApp) -> QuickLine:
    return app.screen.query_one(QuickLine)


def label(app: PlannerApp) -> str:
    return text_of(app.screen.query_one(PlaceLabel))


def meanings(app: PlannerApp) -> OptionList:
    return quick(app).query_one(OptionList)


# -- dragging -----------------------------------------------------------------------------


async def test_a_stop_is_dragged_to_another_place_and_all_times_follow(demo_store: Path) -> None:
    async with opened(demo_store, "tour", (200, 60)) as (app, pilot):
        await on_hainaut(app, pilot)
        before = programme_of(app)
        await drag(app, pilot, QUAI10, A6K)
        await until(pilot, lambda: order(app)[0] == QUAI10)
        assert table(app, "route").row_id == QUAI10
        first = next(s.begin for s in [programme_of(app).spans[QUAI10]])
        assert first < before.spans[QUAI10].begin
        await pilot.press("u")
        await until(pilot, lambda: programme_of(app).activities == before.activities)


async def test_a_part_is_dragged_among_the_parts_of_its_stop(demo_store: Path) -> None:
    first, last = demo_id("activity", "a-a6k-1"), demo_id("activity", "a-a6k-3")
    async with opened(demo_store, "tour", (200, 60)) as (app, pilot):
        await on_hainaut(app, pilot)
        await drag(app, pilot, first, last)
        await until(pilot, lambda: programme_of(app).parts[A6K][2].id == first)


async def test_a_transfer_cannot_be_dragged_and_says_so(demo_store: Path) -> None:
    async with opened(demo_store, "tour", (200, 60)) as (app, pilot):
        await on_hainaut(app, pilot)
        before = programme_of(app)
        await drag(app, pilot, OUT, QUAI10)
        await until(pilot, lambda: any("drag a stop" in m for m in messages(app)))
        assert programme_of(app) is before


async def test_a_click_without_dragging_changes_nothing(demo_store: Path) -> None:
    async with opened(demo_store, "tour", (200, 60)) as (app, pilot):
        await on_hainaut(app, pilot)
        before = programme_of(app)
        await pilot.click("#route", offset=(30, line_of(app, QUAI10)))
        await until(pilot, lambda: app.selected == QUAI10)
        assert programme_of(app) is before


# -- the line for new stops ---------------------------------------------------------------


async def test_a_stop_is_added_after_the_one_under_the_cursor(demo_store: Path) -> None:
    async with opened(demo_store, "tour") as (app, pilot):
        await on_hainaut(app, pilot, QUAI10)
        await pilot.press("n")
        await until(pilot, lambda: quick(app).is_open)
        assert "Add after “Quai10" in label(app)
        await pilot.press(*"vecteur", "enter")
        await until(pilot, lambda: len(order(app)) == 7 or "Le Vecteur" in titles(app))
        assert titles(app).index("Le Vecteur") == order(app).index(QUAI10) + 1
        assert "Add after “Le Vecteur" in label(app)
        assert isinstance(app.focused, QuickInput)


def titles(app: PlannerApp) -> list[str]:
    return [stop.title for stop in stops_of(programme_of(app), HAINAUT)]


async def test_the_word_add_opens_the_line_by_mouse(demo_store: Path) -> None:
    async with opened(demo_store, "tour") as (app, pilot):
        await on_hainaut(app, pilot, QUAI10)
        bar = app.screen.query_one(KeyBar)
        await pilot.click(bar, offset=(text_of(bar).index("Add"), 0))
        await until(pilot, lambda: quick(app).is_open)


async def test_a_meaning_can_be_clicked(demo_store: Path) -> None:
    async with opened(demo_store, "tour") as (app, pilot):
        await on_hainaut(app, pilot, QUAI10)
        await pilot.press("n", *"muse")
        await until(pilot, lambda: meanings(app).option_count > 2)
        wanted = str(meanings(app).get_option_at_index(1).prompt).split(" · ")[0][2:]
        await pilot.click(OptionList, offset=(5, 1))
        await until(pilot, lambda: wanted in titles(app))


@pytest.mark.slow
async def test_down_goes_to_the_next_meaning(demo_store: Path) -> None:
    async with opened(demo_store, "tour") as (app, pilot):
        await on_hainaut(app, pilot)
        await pilot.press("n", *"muse")
        await until(pilot, lambda: meanings(app).highlighted == 0)
        await pilot.press("down")
        assert meanings(app).highlighted == 1
        await pilot.press("up", "up")
        assert meanings(app).highlighted == meanings(app).option_count - 1


@pytest.mark.slow
@pytest.mark.parametrize("by_mouse", [False, True], ids=["tab", "click"])
async def test_the_place_can_be_where_the_way_grows_least(demo_store: Path, by_mouse: bool) -> None:
    async with opened(demo_store, "tour") as (app, pilot):
        await on_hainaut(app, pilot, QUAI10)
        await pilot.press("n")
        await until(pilot, lambda: quick(app).is_open)
        await (pilot.click(PlaceLabel) if by_mouse else pilot.press("tab"))
        await until(pilot, lambda: "least" in label(app))
        await pilot.press(*"numediart", "enter")
        await until(pilot, lambda: any("numediart" in t for t in titles(app)))
        place = next(n for n, t in enumerate(titles(app)) if "numediart" in t)
        assert place > order(app).index(QUAI10) + 1  # in Mons, not in Charleroi


async def test_escape_closes_the_line_and_goes_back_to_the_route(demo_store: Path) -> None:
    async with opened(demo_store, "tour") as (app, pilot):
        await on_hainaut(app, pilot)
        await pilot.press("n", "a", "escape")
        await until(pilot, lambda: not quick(app).is_open)
        assert app.focused is table(app, "route")


async def test_what_no_place_is_called_is_said(demo_store: Path) -> None:
    async with opened(demo_store, "tour") as (app, pilot):
        await on_hainaut(app, pilot)
        before = programme_of(app)
        await pilot.press("n", *"[/]xq", "enter")
        await until(pilot, lambda: any("[/]xq" in m for m in messages(app)))
        assert programme_of(app) is before


async def test_without_a_tour_n_makes_a_circuit_and_asks_for_its_stops(demo_store: Path) -> None:
    workspace = Workspace.open(demo_store)
    programme = workspace.enter(workspace.editions()[0].id)
    workspace.do(remove(programme, *programme.tours.values()))
    workspace.close()
    async with opened(demo_store, "tour", (80, 24)) as (app, pilot):
        assert "Press n" in screen_text(app)
        await pilot.press("n", *"Ardenne", "enter")
        await until(pilot, lambda: programme_of(app).tour_days)
        (tour,) = programme_of(app).tours.values()
        assert tour.name == "Ardenne"
        await until(pilot, lambda: "Add as the first stop" in label(app))


async def test_tab_puts_the_new_circuit_on_the_next_day(demo_store: Path) -> None:
    workspace = Workspace.open(demo_store)
    programme = workspace.enter(workspace.editions()[0].id)
    workspace.do(remove(programme, *programme.tours.values()))
    workspace.close()
    async with opened(demo_store, "tour") as (app, pilot):
        await pilot.press("n")
        await until(pilot, lambda: "on Tue 22 Oct" in label(app))
        await pilot.press("tab")
        await until(pilot, lambda: "on Wed 23 Oct" in label(app))
        await pilot.press("enter")
        await until(pilot, lambda: programme_of(app).tour_days)
        (day,) = programme_of(app).tour_days.values()
        assert day.day == date(2024, 10, 23)


# -- circuits side by side ----------------------------------------------------------------


async def test_y_puts_the_other_circuit_of_the_date_beside(demo_store: Path) -> None:
    async with opened(demo_store, "tour", (120, 40)) as (app, pilot):
        await on_hainaut(app, pilot)
        await pilot.press("y")
        await until(pilot, lambda: bool(table(app, "beside").region))
        assert "La Cité Miroir" in text_of(table(app, "beside"))
        assert "A6K" in text_of(table(app, "route"))
        await pilot.press("y")
        await until(pilot, lambda: not table(app, "beside").region)


async def test_enter_on_the_other_circuit_changes_to_it(demo_store: Path) -> None:
    miroir = demo_id("activity", "b-miroir")
    async with opened(demo_store, "tour", (120, 40)) as (app, pilot):
        await on_hainaut(app, pilot)
        await pilot.press("y")
        await until(pilot, lambda: bool(table(app, "beside").region))
        table(app, "beside").focus()
        table(app, "beside").select(miroir)
        await pilot.press("enter")
        await until(pilot, lambda: table(app, "days").row_id == LIEGE_WED)
        await until(pilot, lambda: table(app, "route").row_id == miroir)
        assert "A6K" in text_of(table(app, "beside"))


async def test_in_a_narrow_terminal_y_goes_to_the_other_circuit(demo_store: Path) -> None:
    async with opened(demo_store, "tour", (80, 24)) as (app, pilot):
        await on_hainaut(app, pilot)
        await pilot.press("y")
        await until(pilot, lambda: table(app, "days").row_id == LIEGE_WED)
        await pilot.press("y")
        await until(pilot, lambda: table(app, "days").row_id == HAINAUT)


async def test_without_another_circuit_y_says_so(demo_store: Path) -> None:
    async with opened(demo_store, "tour", (120, 40)) as (app, pilot):
        table(app, "days").select(demo_id("tour_day", "liege-tue"))
        await pilot.press("y")
        await until(pilot, lambda: any("No other circuit" in m for m in messages(app)))


# -- hostile texts ------------------------------------------------------------------------


@pytest.mark.slow
async def test_names_on_the_map_and_in_the_line_are_shown_as_they_are(demo_store: Path) -> None:
    hostile = "[red]Q[/] [@click=app.quit]y \x1b[31m"
    workspace = Workspace.open(demo_store)
    programme = workspace.enter(workspace.editions()[0].id)
    edition = programme.edition
    site = Site(
        new_id(), edition.id, "x", hostile, "museum", lat=50.41, lon=4.44, municipality=hostile
    )
    tour = Tour(new_id(), edition.id, hostile)
    day = TourDay(new_id(), tour.id, date(2024, 10, 24), time(9))
    start = datetime(2024, 10, 24, 9)
    row = (new_id(), edition.id, Kind.STOP, hostile, start, 30, site.id)
    workspace.do(add(programme, site, tour, day, Activity(*row, tour_day_id=day.id)))
    workspace.close()
    async with opened(demo_store, "tour", (120, 40)) as (app, pilot):
        table(app, "days").select(day.id)
        await until(pilot, lambda: table(app, "route").row_id == row[0])
        await pilot.press("n", *"[red]q")
        await until(pilot, lambda: meanings(app).option_count)
        assert "[red]Q[/]" in text_of(meanings(app))
        await pilot.press("escape", "M")
        await until(pilot, lambda: isinstance(app.screen, MapScreen))
        await until(pilot, lambda: "[red]Q[/]" in text_of(app.screen.query_one(MapView)))
        assert "\x1b" not in screen_text(app)
