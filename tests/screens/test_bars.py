"""The bars around a room: a click does what the key does."""

from pathlib import Path

import pytest

from screens.rooms import ROOMS
from screens.widgets.key_bar import KeyBar
from screens.widgets.room_bar import ConflictCount, RoomTabs
from tests.screens.drive import opened, text_of, until


async def test_a_click_on_a_key_presses_it(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        bar = app.screen.query_one(KeyBar)
        at = text_of(bar).index("New")
        await pilot.click(KeyBar, offset=(at, 0))
        await until(pilot, lambda: app.screen.is_modal)


@pytest.mark.parametrize("width", [80, 200])
async def test_help_is_always_in_sight(demo_store: Path, width: int) -> None:
    async with opened(demo_store, size=(width, 24)) as (app, _pilot):
        assert "? Help" in text_of(app.screen.query_one(KeyBar))


@pytest.mark.parametrize("width", [80, 200])
async def test_a_click_on_a_tab_goes_to_its_room(demo_store: Path, width: int) -> None:
    async with opened(demo_store, size=(width, 24)) as (app, pilot):
        at = text_of(app.screen.query_one(RoomTabs)).index("8")
        await pilot.click(RoomTabs, offset=(at + 2, 0))
        await until(pilot, lambda: getattr(app.screen, "ROOM", "") == ROOMS[-1].mode)


async def test_a_click_on_the_count_goes_to_the_conflicts(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        await pilot.click(ConflictCount)
        await until(pilot, lambda: getattr(app.screen, "ROOM", "") == "conflicts")
