"""Search over everything, from anywhere."""

import time
from pathlib import Path

import pytest
from textual.widgets import Input

from planner.demo import demo_programme
from planner.programme import Programme
from screens.app import PlannerApp
from screens.find import FindScreen
from screens.find_index import Entry, Goal, entries, search
from screens.state import State
from screens.widgets.line_list import LineList
from tests.build import Build
from tests.screens.drive import Driver, opened, screen_text, until

HOSTILE = "[/] [@click=app.quit]Dr [Lee]"
DEMO = entries(State(demo_programme()))


def first(text: str, table: str | None = None) -> Entry:
    found = search(DEMO, text, 20)
    return next(hit for hit in found if table is None or hit.goal.table == table)


@pytest.mark.parametrize(
    ("typed", "table", "title"),
    [
        ("keynote", "activity", "Keynote: Slow light"),
        ("keynot slow", "activity", "Keynote: Slow light"),
        ("tbilisi", "delegation", "Tbilisi"),
        ("თბილისი", "delegation", "Tbilisi"),
        ("Тбилиси", "delegation", "Tbilisi"),
        ("ENGHIEN LES", "delegation", "Enghien-les-Bains"),
        ("hamarr", "delegation", "Hamar"),
        ("coach a", "vehicle", "Coach A"),
        ("trakk", "site", "TRAKK"),
        ("publish", "room", "Publish"),
        ("compare", "tool", "Compare"),
    ],
    ids=str,
)
def test_what_is_typed_is_found_first_among_its_kind(typed: str, table: str, title: str) -> None:
    assert first(typed, table).title == title


def test_a_whole_name_comes_before_a_beginning_and_a_beginning_before_a_part() -> None:
    plan = Build()
    for name in ("Big Hamar", "Hamar and more", "Hamar"):
        plan.host(name)
    found = search(entries(State(plan.programme())), "hamar", 3)
    assert [hit.title for hit in found] == ["Hamar", "Hamar and more", "Big Hamar"]


def test_every_word_must_be_met_somewhere() -> None:
    assert all("caen" in hit.name + hit.more for hit in search(DEMO, "caen delegation", 5))
    assert search(DEMO, "caen zzzz", 5) == []


def test_accents_do_not_matter() -> None:
    assert first("leonie", "delegate").title == "Léonie Fictive"


def test_a_delegate_is_found_by_both_spellings() -> None:
    latin = first("Nino Magalitadze", "delegate")
    assert "ნინო" in latin.title
    assert first("ნინო", "delegate").goal == latin.goal


def large() -> Programme:
    plan = Build()
    for n in range(350):
        delegation = plan.delegation(f"City {n} of the network")
        for k in range(4):
            plan.delegate(delegation, f"Person {n} {k} Någon")
        for k in range(8):
            plan.visit(f"Visit {k} of the house number {n}")
    return plan.programme()


def test_a_letter_is_answered_at_once_in_an_edition_of_350_delegations() -> None:
    everything = entries(State(large()))
    assert len(everything) > 4000
    spent = []
    for text in ("v", "vis", "visit 7", "person 349", "houze numbr"):
        begin = time.process_time()
        assert search(everything, text, 100)
        spent.append(time.process_time() - begin)
    assert sorted(spent)[2] < 0.2


async def find(app: PlannerApp, pilot: Driver, text: str) -> LineList:
    await pilot.press("slash")
    await until(pilot, lambda: isinstance(app.screen, FindScreen), "find")
    await pilot.press(*text)
    lines = app.screen.query_one(LineList)
    await until(pilot, lambda: bool(lines.keys), text)
    return lines


@pytest.mark.slow
async def test_enter_goes_there_and_selects_it(demo_store: Path) -> None:
    async with opened(demo_store, "tour") as (app, pilot):
        await find(app, pilot, "keynote slow")
        await pilot.press("enter")
        await until(pilot, lambda: app.current_mode == "board" and app.selected is not None)
        assert app.state is not None
        assert app.state.programme.activities[str(app.selected)].title == "Keynote: Slow light"


@pytest.mark.slow
async def test_a_click_goes_there_too(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        lines = await find(app, pilot, "tbilisi")
        await pilot.click(lines, offset=(6, 0))
        await until(pilot, lambda: app.current_mode == "people")
        await until(pilot, lambda: selected_name(app) == "Tbilisi")


def selected_name(app: PlannerApp) -> str:
    from screens.listing import ListingRoom

    screen = app.screen
    row = screen.selected if isinstance(screen, ListingRoom) else None
    return str(getattr(row, "name", ""))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("typed", "mode", "name"),
    [("leonie fictive", "people", "Léonie Fictive"), ("minibus tom", "places", "Minibus")],
)
async def test_people_and_places_are_selected_in_their_room(
    demo_store: Path, typed: str, mode: str, name: str
) -> None:
    async with opened(demo_store) as (app, pilot):
        await find(app, pilot, typed)
        await pilot.press("enter")
        await until(pilot, lambda: app.current_mode == mode)
        await until(pilot, lambda: selected_name(app) == name)


async def test_a_conflict_is_selected_in_its_list(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        assert app.state is not None
        conflict = app.state.open_conflicts[3]
        await pilot.press("slash")
        await until(pilot, lambda: isinstance(app.screen, FindScreen))
        app.screen.query_one(Input).value = str(conflict.phrase)
        await until(pilot, lambda: bool(app.screen.query_one(LineList).keys))
        await pilot.press("enter")
        await until(pilot, lambda: app.current_mode == "conflicts")
        lines = app.screen.query_one("#conflict-list", LineList)
        await until(pilot, lambda: lines.cursor_key == conflict.key)


@pytest.mark.slow
async def test_a_room_and_a_tool_open(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        for typed, mode in (("publish", "publish"), ("history", "history")):
            await find(app, pilot, typed)
            await pilot.press("enter")
            await until(pilot, lambda wanted=mode: app.current_mode == wanted)  # type: ignore[misc]


@pytest.mark.slow
async def test_nothing_typed_offers_where_one_was_last(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        await pilot.press("slash")
        await until(pilot, lambda: "Type a few letters of anything" in screen_text(app))
        await pilot.press("escape")
        await find(app, pilot, "tbilisi")
        await pilot.press("enter")
        await until(pilot, lambda: app.current_mode == "people")
        await until(pilot, lambda: selected_name(app) == "Tbilisi")
        lines = await find(app, pilot, "")
        assert len(lines.keys) == 1
        assert "Where you were last" in screen_text(app)
        await pilot.press("enter")
        await until(pilot, lambda: not isinstance(app.screen, FindScreen))
        assert app.recent[0].table == "delegation"


async def test_nothing_found_says_so(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        await find(app, pilot, "keynote")
        await pilot.press(*"zzzz")
        await until(pilot, lambda: "Nothing is called that" in screen_text(app))
        await pilot.press("enter")
        assert isinstance(app.screen, FindScreen)


def test_hostile_names_are_only_text() -> None:
    plan = Build()
    plan.host(HOSTILE)
    (hit,) = search(entries(State(plan.programme())), "lee", 5)
    assert (hit.title, hit.goal) == (HOSTILE, Goal("host", hit.goal.row_id))
