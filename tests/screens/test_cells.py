"""Changing cells in place, marks, and the same value for several rows."""

from pathlib import Path

import pytest
from textual.widgets import Input

from models.words import DelegationStatus, HostKind
from planner.entities import Delegation
from screens.app import PlannerApp
from screens.cell_editor import CellEditor
from screens.forms.drop_list import DropList
from screens.listing import ListingRoom
from screens.people import PeopleScreen
from tests.marks import slow_from
from tests.screens.drive import Driver, form, messages, opened, screen_text, text_of, until

HOSTILE = ("Dr [Lee]", "[/]", "[@click=app.quit]x[/]", "{0} %s $x \\")


def room(app: PlannerApp) -> ListingRoom:
    return next(s for s in app.screen_stack if isinstance(s, ListingRoom))


def delegation(app: PlannerApp, name: str) -> Delegation:
    assert app.state is not None
    return next(d for d in app.state.programme.delegations.values() if d.name == name)


async def on_cell(app: PlannerApp, pilot: Driver, name: str, column: str) -> None:
    """The cursor in a cell of a delegation."""
    room(app).table.select(delegation(app, name).id)
    room(app).table.go_to_cell(column)
    await pilot.pause()


async def editor(app: PlannerApp, pilot: Driver) -> CellEditor:
    await until(pilot, lambda: isinstance(app.screen, CellEditor), "the cell is open")
    found = app.screen
    assert isinstance(found, CellEditor)
    await until(pilot, lambda: app.focused is not None, "the field has the focus")
    await pilot.pause()
    return found


async def closed(app: PlannerApp, pilot: Driver) -> None:
    await until(pilot, lambda: app.screen is room(app), "the cell is closed")


def cell_says(app: PlannerApp) -> str:
    return " ".join(text_of(app.screen.query_one("#cell-says")).split())


# -- going there --------------------------------------------------------------------------------


@pytest.mark.slow
async def test_the_cursor_goes_through_the_cells_that_can_be_changed_and_back(
    demo_store: Path,
) -> None:
    async with opened(demo_store, "people") as (app, pilot):
        table, seen = room(app).table, []
        for key in ("right", "right", "right", "left", "tab", "shift+tab", "escape"):
            await pilot.press(key)
            seen.append(table.cell)
        assert seen == ["name", "status", "heads", "status", "heads", "status", None]
        assert app.focused is table


async def test_tab_goes_from_the_last_cell_to_the_next_row(demo_store: Path) -> None:
    async with opened(demo_store, "people") as (app, pilot):
        table = room(app).table
        first = table.row_id
        table.go_to_cell("departure")
        await pilot.press("tab")
        assert (table.cell, table.row_id != first) == ("name", True)


@pytest.mark.slow
async def test_on_the_whole_row_enter_opens_the_form(demo_store: Path) -> None:
    async with opened(demo_store, "people") as (app, pilot):
        await pilot.press("right", "left", "enter")
        await form(app, pilot)


# -- changing -----------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("key", ["enter", "f2"])
async def test_enter_and_f2_change_the_cell_and_enter_goes_a_row_down(
    demo_store: Path, key: str
) -> None:
    async with opened(demo_store, "people") as (app, pilot):
        await on_cell(app, pilot, "Caen", "heads")
        await pilot.press(key)
        await editor(app, pilot)
        await pilot.press("ctrl+u", *"12", "enter")
        await closed(app, pilot)
        assert delegation(app, "Caen").head_count == 12
        table = room(app).table
        assert (table.row_id, table.cell) == (delegation(app, "Enghien-les-Bains").id, "heads")
        await pilot.press("ctrl+z")
        await until(pilot, lambda: delegation(app, "Caen").head_count == 4)


async def test_typing_on_a_cell_replaces_what_stands_there(demo_store: Path) -> None:
    async with opened(demo_store, "people") as (app, pilot):
        await on_cell(app, pilot, "Caen", "heads")
        await pilot.press("7")
        await editor(app, pilot)
        await until(pilot, lambda: app.screen.query_one(Input).value == "7")
        await pilot.press("enter")
        await closed(app, pilot)
        assert (delegation(app, "Caen").head_count, app.current_mode) == (7, "people")


@pytest.mark.slow
async def test_tab_keeps_the_cell_and_goes_to_the_next(demo_store: Path) -> None:
    async with opened(demo_store, "people") as (app, pilot):
        await on_cell(app, pilot, "Caen", "heads")
        await pilot.press("enter")
        await editor(app, pilot)
        await pilot.press("ctrl+u", "9", "tab")
        await closed(app, pilot)
        await until(pilot, lambda: room(app).table.cell == "arrival")
        assert delegation(app, "Caen").head_count == 9


async def test_escape_leaves_the_cell_as_it_was(demo_store: Path) -> None:
    async with opened(demo_store, "people") as (app, pilot):
        before = app.state
        await on_cell(app, pilot, "Caen", "heads")
        await pilot.press("enter")
        await editor(app, pilot)
        await pilot.press("9", "escape")
        await closed(app, pilot)
        assert app.state is before


@pytest.mark.slow
async def test_a_mistake_is_said_under_the_cell_which_stays_open(demo_store: Path) -> None:
    async with opened(demo_store, "people") as (app, pilot):
        await on_cell(app, pilot, "Caen", "arrival")
        await pilot.press("enter")
        await editor(app, pilot)
        await pilot.press("ctrl+u", *"28/10/2024 9h", "enter")
        await until(pilot, lambda: "before the arrival" in cell_says(app))
        assert isinstance(app.screen, CellEditor)
        await pilot.press("ctrl+u", *"tomorrow")
        await until(pilot, lambda: "a date and a time" in cell_says(app))
        await pilot.press("enter")
        assert isinstance(app.screen, CellEditor)


async def test_what_is_needed_cannot_be_emptied(demo_store: Path) -> None:
    async with opened(demo_store, "people") as (app, pilot):
        await on_cell(app, pilot, "Caen", "name")
        await pilot.press("enter")
        await editor(app, pilot)
        await pilot.press("ctrl+u", "enter")
        await until(pilot, lambda: "needed" in cell_says(app))


@pytest.mark.slow
async def test_choices_are_listed_and_taken_by_a_few_letters(demo_store: Path) -> None:
    async with opened(demo_store, "people") as (app, pilot):
        await on_cell(app, pilot, "Caen", "status")
        await pilot.press("enter")
        await editor(app, pilot)
        await until(pilot, lambda: app.screen.query_one(DropList).is_open)
        assert app.screen.query_one(DropList).option_count == 4
        await pilot.press("ctrl+u", *"dec", "enter")
        await closed(app, pilot)
        assert delegation(app, "Caen").status is DelegationStatus.DECLINED


async def test_a_double_click_changes_a_cell_and_a_click_beside_it_keeps_it(
    demo_store: Path,
) -> None:
    async with opened(demo_store, "people") as (app, pilot):
        table = room(app).table
        row = table.keys.index(delegation(app, "Caen").id)
        heads = text_of(table).splitlines()[0].index("Heads")
        await pilot.click(table, offset=(heads, row + 1), times=2)
        await editor(app, pilot)
        await pilot.press("ctrl+u", "8")
        await pilot.click(offset=(100, 30))
        await closed(app, pilot)
        assert delegation(app, "Caen").head_count == 8


async def test_the_cell_lies_where_the_cell_is(demo_store: Path) -> None:
    async with opened(demo_store, "people", (80, 24)) as (app, pilot):
        await on_cell(app, pilot, "Modena", "departure")
        place = room(app).table.cell_region("departure")
        await pilot.press("enter")
        await editor(app, pilot)
        await pilot.pause()
        box = app.screen.query_one("#cell").region
        assert box.y == place.y
        assert box.right <= 80
        assert box.x <= place.x


@pytest.mark.parametrize("text", slow_from(1, HOSTILE))
async def test_hostile_text_goes_through_a_cell_as_it_is(demo_store: Path, text: str) -> None:
    async with opened(demo_store, "people") as (app, pilot):
        caen = delegation(app, "Caen")
        await on_cell(app, pilot, "Caen", "name")
        await pilot.press("enter")
        await editor(app, pilot)
        app.screen.query_one(Input).value = text
        await pilot.press("enter")
        await closed(app, pilot)
        assert app.state is not None
        assert app.state.programme.delegations[caen.id].name == text
        await until(pilot, lambda: text[:8] in screen_text(app))


async def opens_and_closes(app: PlannerApp, pilot: Driver, column: str) -> None:
    table = room(app).table
    table.go_to_cell(column)
    assert table.cell == column
    await pilot.press("f2")
    await editor(app, pilot)
    while isinstance(app.screen, CellEditor):  # a list in it closes first
        await pilot.press("escape")
    assert app.screen is room(app)


@pytest.mark.slow
async def test_every_column_that_can_be_changed_has_a_field_that_opens(demo_store: Path) -> None:
    for mode in ("people", "places"):
        async with opened(demo_store, mode, (250, 60)) as (app, pilot):
            for number, listing in enumerate(room(app).LISTINGS):
                room(app).go_to(number)
                await until(pilot, lambda: room(app).table.row_count)
                for column in (c for c in listing.columns if c.edits and c.edits != "hours"):
                    await opens_and_closes(app, pilot, column.key)


# -- several ------------------------------------------------------------------------------------


@pytest.mark.slow
async def test_marked_rows_get_the_same_value_in_one_step(demo_store: Path) -> None:
    async with opened(demo_store, "people") as (app, pilot):
        table = room(app).table
        await pilot.press("space", "space")
        marked = table.marked
        assert len(marked) == 2
        await until(pilot, lambda: "2 rows marked" in screen_text(app))
        await on_cell(app, pilot, "Viborg", "status")
        await pilot.press("enter")
        await editor(app, pilot)
        assert "for the 2 marked rows" in screen_text(app)
        await pilot.press("ctrl+u", *"decl", "enter")
        await closed(app, pilot)
        assert app.state is not None
        rows = app.state.programme.delegations
        declined = {d.id for d in rows.values() if d.status is DelegationStatus.DECLINED}
        assert declined == set(marked)
        await pilot.press("ctrl+z")
        await until(pilot, lambda: delegation(app, "Caen").status is DelegationStatus.ACCEPTED)


async def test_marks_are_seen_without_colour_and_go_with_escape(demo_store: Path) -> None:
    async with opened(demo_store, "people") as (app, pilot):
        table = room(app).table
        await pilot.press("ctrl+a")
        assert len(table.marked) == table.row_count
        assert text_of(table).count("✓") >= table.row_count
        await pilot.press("escape")
        assert table.marked == []


async def test_a_click_at_the_edge_marks_a_row(demo_store: Path) -> None:
    async with opened(demo_store, "people") as (app, pilot):
        table = room(app).table
        await pilot.click(table, offset=(1, 3))
        assert table.marked == [table.keys[2]]
        await pilot.click(table, offset=(1, 3))
        assert table.marked == []


async def test_names_are_not_given_to_several_rows(demo_store: Path) -> None:
    async with opened(demo_store, "people") as (app, pilot):
        await pilot.press("space", "space", "right", "enter")
        await until(pilot, lambda: messages(app))
        assert "differs from row to row" in messages(app)[0]
        assert isinstance(app.screen, PeopleScreen)


async def test_t_changes_the_status_of_all_marked_delegations(demo_store: Path) -> None:
    async with opened(demo_store, "people") as (app, pilot):
        await pilot.press("space", "space", "t")
        assert app.state is not None
        found = [d.status for d in app.state.programme.delegations.values()]
        assert found.count(DelegationStatus.DECLINED) == 2


async def test_escape_in_the_list_ends_the_filter(demo_store: Path) -> None:
    async with opened(demo_store, "people") as (app, pilot):
        table = room(app).table
        await pilot.press("f", *"caen", "enter")
        assert table.row_count == 1
        await pilot.press("escape")
        assert table.row_count == table.total


@pytest.mark.slow
async def test_hosts_are_of_another_kind_after_a_choice(demo_store: Path) -> None:
    async with opened(demo_store, "people") as (app, pilot):
        here = room(app)
        here.go_to(2)
        await until(pilot, lambda: here.table.row_count)
        row_id = here.table.row_id or ""
        here.table.go_to_cell("kind")
        await pilot.press(*"interp")
        await editor(app, pilot)
        await until(pilot, lambda: "interp" in app.screen.query_one(Input).value)
        await pilot.press("enter")
        await closed(app, pilot)
        assert app.state is not None
        assert app.state.programme.hosts[row_id].kind is HostKind.INTERPRETER
