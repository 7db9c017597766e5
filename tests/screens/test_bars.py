"""The bars around a room: a click does what the key does."""

from pathlib import Path

import pytest

from planner.phrases import Phrase
from screens.help import HelpScreen
from screens.rooms import ROOMS
from screens.widgets.key_bar import KeyBar
from screens.widgets.room_bar import ConflictCount, RoomTabs, Title, without_middle
from tests.marks import slow_from
from tests.screens.drive import opened, screen_text, text_of, until


@pytest.mark.slow
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


async def test_a_click_on_the_dots_opens_help_at_the_keys(demo_store: Path) -> None:
    async with opened(demo_store, size=(80, 24)) as (app, pilot):
        at = text_of(app.screen.query_one(KeyBar)).index("…")
        await pilot.click(KeyBar, offset=(at, 0))
        await until(pilot, lambda: isinstance(app.screen, HelpScreen))
        await until(pilot, lambda: "Shift rest of day" in screen_text(app))


@pytest.mark.parametrize("room", slow_from(3, [room.mode for room in ROOMS]))
async def test_no_bar_begins_with_the_filter(demo_store: Path, room: str) -> None:
    async with opened(demo_store, room, (80, 24)) as (app, _pilot):
        assert not text_of(app.screen.query_one(KeyBar)).strip().startswith("f ")


#: What each room is for.
MAIN = {
    "board": "#timeline",
    "tour": "#route",
    "round-table": "#entries",
    "visits": "#matrix",
    "people": "#lists",
    "places": "#lists",
    "conflicts": "#conflict-list",
    "publish": "#recipients",
}


@pytest.mark.parametrize("room", slow_from(3, [room.mode for room in ROOMS]))
async def test_what_a_room_is_for_has_most_of_a_small_screen(demo_store: Path, room: str) -> None:
    async with opened(demo_store, room, (80, 24)) as (app, _pilot):
        assert app.screen.query_one(MAIN[room]).size.height >= 10


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


async def test_a_short_message_stands_in_the_title_line_and_leaves(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        title = app.screen.query_one(Title)
        before = text_of(title)
        app.say(Phrase("The copy is in the tray."))
        await until(pilot, lambda: "The copy is in the tray." in text_of(title))
        assert not app._notifications
        title.clear_notice()
        await until(pilot, lambda: text_of(title) == before)


async def test_a_message_too_long_for_the_title_line_is_a_notification(demo_store: Path) -> None:
    async with opened(demo_store, size=(80, 24)) as (app, pilot):
        app.say(Phrase("{text}", text="long " * 20))
        await until(pilot, lambda: len(app._notifications) == 1)
        assert not app.screen.query_one(Title).notice


@pytest.mark.slow
async def test_over_a_dialog_a_message_is_a_notification(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        await pilot.press("n")
        await until(pilot, lambda: app.screen.is_modal)
        app.say(Phrase("The copy is in the tray."))
        await until(pilot, lambda: len(app._notifications) == 1)


@pytest.mark.parametrize(
    ("text", "width", "cut"),
    [
        ("short", 10, "short"),
        ("Undone: Move “A very long name” 08:05 → 08:00", 30, "Undone: Move …e” 08:05 → 08:00"),
        ("日本語日本語日本語日本語 08:05 → 08:00", 24, "日本…本語 08:05 → 08:00"),
    ],
    ids=["fits", "cut", "wide"],
)
def test_a_long_text_loses_its_middle(text: str, width: int, cut: str) -> None:
    assert without_middle(text, width) == cut
