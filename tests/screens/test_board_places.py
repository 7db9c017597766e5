"""Best places on the board: the list, its preview, and taking one."""

from pathlib import Path

import pytest

from planner.edits.activities import shift
from screens.app import PlannerApp
from screens.board import BoardScreen
from screens.widgets.line_list import LineList
from screens.widgets.timeline import Timeline
from tests.screens.board_scene import OPENING, TALK, board, press_on, programme, titled
from tests.screens.drive import Driver, messages, opened, screen_text, until


def places(app: PlannerApp) -> LineList:
    return app.screen.query_one("#places", LineList)


async def looked(app: PlannerApp, pilot: Driver, title: str) -> None:
    """Look for the best places of an activity, and wait until all have been tried."""
    await press_on(app, pilot, title, "b")
    await until(pilot, lambda: board(app).pending is not None and places(app)._rows)
    await app.workers.wait_for_complete()
    await pilot.pause()


async def test_b_lists_times_and_shows_the_first_on_the_board(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        await looked(app, pilot, OPENING)
        before = titled(app, OPENING)
        assert len(places(app)._rows) > 3
        assert "Best places" in screen_text(app)
        seen = board(app).seen.programme
        key = places(app).cursor_key
        assert key is not None
        assert seen.spans[before.id].begin == int(key)
        assert programme(app).activities[before.id] == before


async def test_the_cursor_in_the_list_shows_each(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        await looked(app, pilot, OPENING)
        activity = titled(app, OPENING)
        begins = []
        for _line in range(3):
            begins.append(board(app).seen.programme.spans[activity.id].begin)
            await pilot.press("down")
            await pilot.pause()
        assert len(set(begins)) == 3
        assert app.screen.query_one(Timeline).cursor_activity == activity.id


@pytest.mark.slow
async def test_enter_takes_one(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        await looked(app, pilot, OPENING)
        before = titled(app, OPENING)
        await pilot.press("down", "enter")
        await pilot.pause()
        assert titled(app, OPENING).start != before.start
        assert not app.screen.has_class("-places")
        assert app.screen.query_one(Timeline).has_focus
        await pilot.press("u")
        assert titled(app, OPENING) == before


async def test_a_double_click_takes_one(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        await looked(app, pilot, OPENING)
        before = titled(app, OPENING)
        await pilot.click(places(app), offset=(6, 2), times=2)
        await until(pilot, lambda: titled(app, OPENING).start != before.start)


async def test_escape_returns(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        before = titled(app, OPENING)
        await looked(app, pilot, OPENING)
        await pilot.press("down", "escape")
        await pilot.pause()
        assert titled(app, OPENING) == before
        assert board(app).pending is None
        assert not app.screen.has_class("-places")


@pytest.mark.parametrize("size", [(80, 24), (200, 60)], ids=str)
async def test_list_board_and_panel_are_in_sight_together(
    demo_store: Path, size: tuple[int, int]
) -> None:
    async with opened(demo_store, size=size) as (app, pilot):
        await looked(app, pilot, OPENING)
        text = screen_text(app)
        assert "Best places" in text
        assert "keeps" in text
        assert app.screen.query_one(Timeline).size.width >= 30


async def test_what_is_pinned_has_no_other_place(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        await press_on(app, pilot, TALK, "p", "b")
        await pilot.pause()
        assert not app.screen.has_class("-places")
        assert any("not free" in text for text in messages(app))


@pytest.mark.slow
async def test_another_organisers_edit_closes_the_list(demo_store: Path) -> None:
    from planner.workspace import Workspace

    async with opened(demo_store) as (app, pilot):
        await looked(app, pilot, OPENING)
        other = Workspace.open(demo_store, author="bert")
        other.enter(programme(app).edition.id)
        other.do(shift(other.programme, titled(app, TALK).id, 30))
        screen = app.screen
        assert isinstance(screen, BoardScreen)
        await until(pilot, lambda: not screen.has_class("-places"))
        assert titled(app, OPENING).start is not None
        other.close()
