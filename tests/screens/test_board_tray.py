"""The tray beside the board: always counted, placed by key, by click and by dragging."""

from pathlib import Path

import pytest
from textual.widgets import Static

from screens.app import PlannerApp
from screens.board_tray import TrayList
from screens.widgets.timeline import Timeline
from tests.screens.board_scene import OPENING, TALK, board, pick, press_on, programme, titled
from tests.screens.drive import opened, press, screen_text, until

WAITING = "Grand-Hornu: MACS and CID"


def tray(app: PlannerApp) -> TrayList:
    return app.screen.query_one(TrayList)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)], ids=str)
async def test_the_count_is_always_in_sight(demo_store: Path, size: tuple[int, int]) -> None:
    async with opened(demo_store, size=size) as (app, pilot):
        assert "Tray: 1 unplaced" in screen_text(app)
        await press_on(app, pilot, OPENING, "x")
        assert "Tray: 2 unplaced" in screen_text(app)


async def test_x_puts_into_the_tray(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        before, after = await press_on(app, pilot, OPENING, "x")
        assert after.start is None
        assert before.id in [option.id for option in tray(app).options]


async def test_enter_shows_it_after_what_is_under_the_cursor_and_enter_keeps(
    demo_store: Path,
) -> None:
    async with opened(demo_store) as (app, pilot):
        talk = await pick(app, pilot, TALK)
        await press(app, pilot, "t", "enter")
        waiting = titled(app, WAITING)
        assert waiting.start is None
        spans = board(app).seen.programme.spans
        assert spans[waiting.id].begin == spans[talk.id].end
        await press(app, pilot, "enter")
        assert titled(app, WAITING).start is not None
        assert app.screen.query_one(Timeline).cursor_activity == waiting.id


async def test_escape_leaves_it_in_the_tray(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        await pick(app, pilot, TALK)
        await press(app, pilot, "t", "enter", "J", "escape")
        assert titled(app, WAITING).start is None
        assert "Tray: 1 unplaced" in screen_text(app)


async def test_b_in_the_tray_finds_the_best_place(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        await pick(app, pilot, TALK)
        await press(app, pilot, "t", "b")
        await until(pilot, lambda: board(app).pending is not None)
        await press(app, pilot, "enter")
        await until(pilot, lambda: titled(app, WAITING).start is not None)


async def test_t_goes_there_and_back(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        await press(app, pilot, "t")
        assert tray(app).has_focus
        await press(app, pilot, "t")
        assert app.screen.query_one(Timeline).has_focus


async def test_a_click_shows_it_on_the_board(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        await pick(app, pilot, TALK)
        await pilot.click(TrayList, offset=(3, 0))
        await until(pilot, lambda: board(app).pending is not None)
        assert titled(app, WAITING).start is None


async def test_it_is_dragged_onto_the_board(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        await pick(app, pilot, TALK)
        timeline = app.screen.query_one(Timeline)
        x, y = timeline.content_region.offset
        await pilot.mouse_down(TrayList, offset=(3, 0))
        await pilot.hover(offset=(x + 20, y + 10))
        await until(pilot, lambda: board(app).pending is not None)
        assert titled(app, WAITING).start is None
        await pilot.mouse_up(offset=(x + 20, y + 10))
        await until(pilot, lambda: titled(app, WAITING).start is not None)
        assert programme(app).spans[titled(app, WAITING).id].begin % 5 == 0


async def test_dropped_beside_the_board_it_stays_in_the_tray(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        await pick(app, pilot, TALK)
        x, y = app.screen.query_one(Timeline).content_region.offset
        await pilot.mouse_down(TrayList, offset=(3, 0))
        await pilot.hover(offset=(x + 20, y + 10))
        await until(pilot, lambda: board(app).pending is not None)
        await pilot.mouse_up(offset=(x + 20, 0))
        await until(pilot, lambda: board(app).pending is None)
        assert titled(app, WAITING).start is None


async def test_an_empty_tray_says_what_it_is_for(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        await pick(app, pilot, TALK)
        await press(app, pilot, "t", "enter", "enter")
        title = app.screen.query_one("#tray-title", Static)
        await until(pilot, lambda: "x puts an activity here" in str(title.render()))
