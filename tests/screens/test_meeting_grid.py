"""The meetings of a day as a grid: what its cells say, and placing meetings in it."""

from pathlib import Path
from typing import cast

import pytest
from textual.geometry import Offset

from planner.entities import Activity
from planner.meetings import Table, meetings, requests
from screens.app import PlannerApp
from screens.dialogs import Pick
from screens.forms.form import FormScreen
from screens.meeting_grid import (
    DOUBLE,
    FREE,
    GOES_ON,
    Across,
    InHand,
    MeetingGrid,
    grid_layout,
    in_hand,
    table_key,
)
from screens.meeting_matrix import MeetingMatrix
from screens.meetings_pane import VIEWS, MeetingsPane
from screens.state import State
from screens.widgets.action_line import ActionLine
from screens.widgets.chips import Chips
from screens.widgets.table_list import TableList
from tests.build import Build, sun, thu
from tests.marks import slow_from
from tests.screens.drive import Driver, messages, opened, screen_text, text_of, until
from tests.screens.test_visits import choose, programme_of

THURSDAY = thu("00:00").date()


def grid_of(plan: Build, across: Across = Across.TABLES, held: InHand | None = None) -> MeetingGrid:
    return MeetingGrid(State(plan.programme()), THURSDAY, across, grid_layout(), held)


def cell(grid: MeetingGrid, time: str, column: str) -> str:
    row = str(grid.programme.clock.at(thu(time)))
    assert row in {r.key for r in grid.rows}
    return grid.cell(row, column).text


# -- the grid -----------------------------------------------------------------------------


def test_a_meeting_stands_at_its_begin_and_goes_on() -> None:
    plan = Build()
    hall = plan.site("Hall")
    caen, actor = plan.delegation("Caen"), plan.host("Pollen")
    plan.meeting("1:1", thu("10:00"), 30, hall, caen, actor, meeting_point="Table 1")
    grid = grid_of(plan)
    column = table_key(Table(hall.id, "Table 1"))
    assert "Caen – Pollen" in cell(grid, "10:00", column)
    assert cell(grid, "10:15", column) == GOES_ON
    assert cell(grid, "10:30", column) == ""
    assert grid.head(column).text == "1 · Hall"


def test_two_meetings_at_one_table_are_a_double_booking() -> None:
    plan = Build()
    hall = plan.site("Hall")
    for name in ("Caen", "Hamar"):
        plan.meeting(name, thu("10:00"), 30, hall, plan.delegation(name), meeting_point="T")
    assert cell(grid_of(plan), "10:00", table_key(Table(hall.id, "T"))).startswith(f"{DOUBLE}2")


def test_rows_stand_every_quarter_and_where_a_meeting_begins_or_ends() -> None:
    plan = Build()
    plan.meeting("1:1", thu("11:50"), 20, None, plan.delegation("Caen"))
    grid = grid_of(plan, Across.DELEGATIONS)
    times = [f"{grid.programme.clock.wall(int(r.key)):%H:%M}" for r in grid.rows]
    assert times[:2] == ["09:00", "09:15"]
    assert [t for t in times if t.startswith(("11:4", "11:5", "12:"))] == [
        "11:45", "11:50", "12:00", "12:10", "12:15", "12:30", "12:45",
    ]  # fmt: skip


def test_what_is_in_hand_fits_where_everybody_is_free() -> None:
    plan = Build()
    caen, actor = plan.delegation("Caen"), plan.host("Pollen")
    plan.session("Talk", thu("09:00"), 60, None, caen)
    meeting = plan.meeting("1:1", thu("14:00"), 20, None, caen, actor)
    other = plan.host("Bobine")
    grid = grid_of(plan, Across.HOSTS, in_hand(plan.programme(), meeting))
    assert cell(grid, "09:30", actor.id) == ""
    assert cell(grid, "10:15", actor.id) == FREE
    assert cell(grid, "10:15", other.id) == ""
    assert "× Caen" in "".join(run.text for run in grid.rows[0].lines(40)[0])


def test_the_longer_sunday_has_each_row_once() -> None:
    plan = Build()
    plan.meeting("1:1", sun("10:00"), 20, None, plan.delegation("Caen"))
    day = sun("10:00").date()
    grid = MeetingGrid(State(plan.programme()), day, Across.DELEGATIONS, grid_layout())
    times = [f"{grid.programme.clock.wall(int(r.key)):%H:%M}" for r in grid.rows]
    assert times[0] == "09:00"
    assert len(times) == len(set(times))


# -- in the room --------------------------------------------------------------------------


def matrix_of(app: PlannerApp) -> MeetingMatrix:
    return app.screen.query_one(MeetingMatrix)


def shown_list(app: PlannerApp) -> TableList:
    return app.screen.query_one(MeetingsPane).list


async def grid(app: PlannerApp, pilot: Driver) -> MeetingMatrix:
    """The grid by table, with the cursor on the first meeting."""
    await pilot.press("m", "v")
    await until(pilot, lambda: app.focused is matrix_of(app), "the grid has the focus")
    return matrix_of(app)


def first(app: PlannerApp) -> Activity:
    return meetings(programme_of(app))[0]


def now(app: PlannerApp, meeting: Activity) -> Activity:
    return programme_of(app).activities[meeting.id]


def place_of(app: PlannerApp, time: str, column: int) -> Offset:
    """Where a cell is in the grid."""
    matrix = matrix_of(app)
    lines = text_of(matrix).splitlines()
    y = next(n for n, line in enumerate(lines) if line.startswith(time))
    return Offset(matrix.row_width + column * matrix.column_width + 1, y)


@pytest.mark.slow
async def test_v_goes_through_list_grids_and_counts(demo_store: Path) -> None:
    async with opened(demo_store, "visits") as (app, pilot):
        await pilot.press("m")
        for expected in (*VIEWS[1:], VIEWS[0]):
            await pilot.press("v")
            pane = app.screen.query_one(MeetingsPane)
            await until(pilot, lambda e=expected, p=pane: p._view == e)  # type: ignore[misc]
            assert app.focused is pane.list
        assert shown_list(app).id == "meetings"


async def test_the_views_can_be_clicked(demo_store: Path) -> None:
    async with opened(demo_store, "visits") as (app, pilot):
        await pilot.press("m")
        chips = app.screen.query_one("#meeting-views", Chips)
        x = text_of(chips).replace("\N{NO-BREAK SPACE}", " ").index("by table")
        await pilot.click(chips, offset=(x + 2, 0))
        await until(pilot, lambda: app.focused is matrix_of(app))


async def test_the_meeting_stays_under_the_cursor_from_list_to_grid(demo_store: Path) -> None:
    async with opened(demo_store, "visits") as (app, pilot):
        await pilot.press("m")
        meeting = meetings(programme_of(app))[3]
        shown_list(app).select(meeting.id)
        await pilot.press("v")
        pane = app.screen.query_one(MeetingsPane)
        await until(pilot, lambda: pane.current == meeting)


async def test_space_picks_up_and_puts_down(demo_store: Path) -> None:
    async with opened(demo_store, "visits") as (app, pilot):
        matrix, meeting = await grid(app, pilot), first(app)
        await pilot.press("space")
        await until(pilot, lambda: matrix.holding)
        assert "in hand" in screen_text(app).replace("\N{NO-BREAK SPACE}", " ")
        target = matrix.keys[matrix.keys.index(matrix.cursor_key or "") + 4]
        await pilot.press("down", "down", "down", "down", "space")
        start = programme_of(app).clock.wall(int(target))
        await until(pilot, lambda: now(app, meeting).start == start)
        assert not matrix.holding
        await until(pilot, lambda: app.screen.query_one(MeetingsPane).current_id() == meeting.id)
        await pilot.press("u")
        await until(pilot, lambda: now(app, meeting) == meeting)


async def test_escape_puts_back_what_is_in_hand(demo_store: Path) -> None:
    async with opened(demo_store, "visits") as (app, pilot):
        matrix, meeting = await grid(app, pilot), first(app)
        await pilot.press("space", "down", "escape")
        await until(pilot, lambda: not matrix.holding)
        await pilot.press("space")
        await pilot.pause()
        assert now(app, meeting) == meeting


@pytest.mark.slow
async def test_a_meeting_is_dragged_to_another_time_and_table(demo_store: Path) -> None:
    async with opened(demo_store, "visits", (200, 60)) as (app, pilot):
        matrix, meeting = await grid(app, pilot), first(app)
        column = [c.id for c in matrix._columns].index(matrix.cursor_column or "")
        other = (column + 1) % 4
        begin, target = place_of(app, "11:50", column), place_of(app, "13:00", other)
        await pilot.mouse_down(matrix, offset=begin)
        await pilot.hover(matrix, offset=target)
        await pilot.mouse_up(matrix, offset=target)
        await until(pilot, lambda: now(app, meeting).start == thu("13:00"))
        assert now(app, meeting).meeting_point == f"Table {other + 1}"


@pytest.mark.slow
async def test_a_double_click_on_a_meeting_opens_it_once(demo_store: Path) -> None:
    async with opened(demo_store, "visits", (200, 60)) as (app, pilot):
        matrix = await grid(app, pilot)
        column = [c.id for c in matrix._columns].index(matrix.cursor_column or "")
        await pilot.click(matrix, offset=place_of(app, "11:50", column), times=2)
        await until(pilot, lambda: isinstance(app.screen, FormScreen))
        await pilot.press("escape")
        await until(pilot, lambda: getattr(app.screen, "ROOM", "") == "visits")
        assert not matrix.holding


@pytest.mark.slow
async def test_enter_on_a_blank_cell_plans_a_request_there(demo_store: Path) -> None:
    async with opened(demo_store, "visits", (200, 60)) as (app, pilot):
        matrix = await grid(app, pilot)
        waiting = next(r for r in requests(programme_of(app)) if "French" in (r.wish.note or ""))
        row = next(k for k in matrix.keys if programme_of(app).clock.wall(int(k)) == thu("13:00"))
        matrix.select(row)
        await pilot.press("enter")
        await choose(app, pilot, "Écho")
        await choose(app, pilot, "Aurèle")

        def met() -> Activity | None:
            found = (r for r in requests(programme_of(app)) if r.wish.id == waiting.wish.id)
            return next(found).meeting

        await until(pilot, met)
        made = cast("Activity", met())
        assert made.start == thu("13:00")
        assert made.meeting_point == matrix._columns[matrix._column].title


async def test_days_change_with_brackets_and_by_mouse(demo_store: Path) -> None:
    async with opened(demo_store, "visits") as (app, pilot):
        await grid(app, pilot)
        await pilot.press("right_square_bracket")
        chips = app.screen.query_one("#meeting-views", Chips)
        await until(pilot, lambda: "Fri" in text_of(chips))
        await pilot.click(chips, offset=(text_of(chips).index("‹"), 0))
        await until(pilot, lambda: "Thu" in text_of(chips))


@pytest.mark.slow
async def test_a_count_leads_to_the_person(demo_store: Path) -> None:
    async with opened(demo_store, "visits") as (app, pilot):
        await pilot.press("m", "v", "v", "v", "v")
        await until(pilot, lambda: shown_list(app).id == "tallies")
        assert "■" in text_of(shown_list(app))
        await pilot.press("enter")
        await until(pilot, lambda: getattr(app.screen, "ROOM", "") == "people")


# -- requests -----------------------------------------------------------------------------


async def on_request(app: PlannerApp, pilot: Driver) -> str:
    """The cursor on the first request that waits."""
    await pilot.press("m")
    wish = next(r for r in requests(programme_of(app)) if r.meeting is None).wish
    listed = app.screen.query_one("#requests", TableList)
    listed.focus()
    listed.select(wish.id)
    await pilot.pause()
    return wish.id


def waits(app: PlannerApp) -> int:
    return sum(r.meeting is None for r in requests(programme_of(app)))


async def test_space_plans_a_request_in_the_first_free_slot(demo_store: Path) -> None:
    async with opened(demo_store, "visits") as (app, pilot):
        wish_id = await on_request(app, pilot)
        before = waits(app)
        await pilot.press("space")
        await until(pilot, lambda: waits(app) == before - 1)
        done = next(r for r in requests(programme_of(app)) if r.wish.id == wish_id)
        assert done.meeting is not None
        assert done.meeting.start == thu("09:30")
        assert any("09:30" in text for text in messages(app))


async def test_all_requests_are_planned_at_once_and_undone_at_once(demo_store: Path) -> None:
    async with opened(demo_store, "visits") as (app, pilot):
        await on_request(app, pilot)
        before = waits(app)
        await pilot.press("P")
        await until(pilot, lambda: waits(app) == 0)
        await pilot.press("u")
        await until(pilot, lambda: waits(app) == before)


async def test_the_grid_shows_when_both_sides_of_a_request_are_free(demo_store: Path) -> None:
    async with opened(demo_store, "visits", (200, 60)) as (app, pilot):
        await pilot.press("m", "v")
        await until(pilot, lambda: app.focused is matrix_of(app))
        assert "✓ free" not in text_of(matrix_of(app))
        app.screen.query_one("#requests", TableList).focus()
        await until(pilot, lambda: "✓ free" in text_of(matrix_of(app)))
        matrix_of(app).focus()
        await until(pilot, lambda: "✓ free" not in text_of(matrix_of(app)))


async def test_keys_that_the_bar_does_not_show_can_be_clicked(demo_store: Path) -> None:
    async with opened(demo_store, "visits") as (app, pilot):
        await pilot.press("m")
        meeting = first(app)
        shown_list(app).select(meeting.id)
        line = app.screen.query_one(MeetingsPane).query_one(ActionLine)
        for word in ("later", "earlier", "pin", "tray"):
            before = now(app, meeting)
            await pilot.click(line, offset=(text_of(line).index(word) + 1, 0))
            await until(pilot, lambda b=before: now(app, meeting) != b, word)  # type: ignore[misc]
        assert now(app, meeting).start is None


@pytest.mark.parametrize("size", slow_from(1, [(80, 24), (120, 40), (200, 60)]), ids=str)
async def test_the_grid_names_tables_and_times_at_every_size(
    demo_store: Path, size: tuple[int, int]
) -> None:
    async with opened(demo_store, "visits", size) as (app, pilot):
        matrix = await grid(app, pilot)
        assert "Table 1" in text_of(matrix).splitlines()[0]
        assert "11:50" in text_of(matrix)


async def test_without_requests_a_blank_cell_says_what_to_do(demo_store: Path) -> None:
    async with opened(demo_store, "visits") as (app, pilot):
        await on_request(app, pilot)
        await pilot.press("P")
        await until(pilot, lambda: waits(app) == 0)
        shown_list(app).focus()
        await pilot.press("v")
        await until(pilot, lambda: app.focused is matrix_of(app))
        matrix_of(app).select(matrix_of(app).keys[0])
        await pilot.press("enter")
        await until(pilot, lambda: "No request waits" in " ".join(messages(app)))
        assert not isinstance(app.screen, Pick)
