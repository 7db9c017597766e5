"""The screens beside the rooms, by mouse."""

from pathlib import Path

import pytest
from textual.command import CommandPalette

from screens.rooms import Room
from screens.tools import TOOLS
from screens.widgets.tool_links import ToolLinks
from tests.screens.drive import opened, text_of, until


@pytest.mark.parametrize("tool", TOOLS, ids=lambda tool: str(tool.mode))
async def test_a_click_opens_it(demo_store: Path, tool: Room) -> None:
    async with opened(demo_store) as (app, pilot):
        links = app.screen.query_one(ToolLinks)
        name, mode = tool.name, tool.mode
        await pilot.click(links, offset=(text_of(links).index(name) + 1, 0))
        await until(pilot, lambda: app.current_mode == mode)


async def test_where_there_is_no_room_the_list_of_commands_has_them(demo_store: Path) -> None:
    async with opened(demo_store, size=(80, 24)) as (app, pilot):
        links = app.screen.query_one(ToolLinks)
        assert "History" not in text_of(links)
        await pilot.click(links, offset=(1, 0))
        await until(pilot, lambda: isinstance(app.screen, CommandPalette))
