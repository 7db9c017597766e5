"""Backups in the app: the list, one more, bringing one back, and a damaged store."""

import sqlite3
from argparse import Namespace
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path

import pytest
from textual.widgets import Button, OptionList

from models.backup import back_up, backups, copies
from models.keeping import Why
from planner.commands.releases import create
from planner.edits import activities as edits
from planner.workspace import Workspace
from screens.app import PlannerApp
from screens.backups import BackupsScreen
from screens.dialogs import Confirm
from screens.rescue import RescueScreen
from screens.welcome import WelcomeScreen
from tests.screens.drive import Driver, messages, opened, press, screen_text, text_of, until


def shift_one(app: PlannerApp, minutes: int = 30) -> str:
    assert app.workspace is not None
    activity = next(a for a in app.workspace.programme.activities.values() if a.start)
    assert app.perform(lambda p: edits.shift(p, activity.id, minutes))
    return activity.id


async def list_backups(app: PlannerApp, pilot: Driver) -> BackupsScreen:
    """The list, once it says what is in every backup."""
    app.action_backups()
    await until(pilot, lambda: isinstance(app.screen, BackupsScreen), "the list opens")
    found = app.screen
    assert isinstance(found, BackupsScreen)
    await until(pilot, lambda: "…" not in prompts(found), "all are described")
    return found


def prompts(screen: BackupsScreen) -> str:
    options = screen.query_one(OptionList)
    return "\n".join(str(option.prompt) for option in options.options)


async def agree(app: PlannerApp, pilot: Driver) -> None:
    await until(pilot, lambda: isinstance(app.screen, Confirm), "it asks first")
    app.screen.query_one("#yes", Button).press()


async def test_the_list_says_when_why_and_what_is_in_each(demo_store: Path) -> None:
    back_up(demo_store, Why.RELEASE)
    async with opened(demo_store) as (app, pilot):
        shift_one(app)
        back_up(demo_store)
        shown = prompts(await list_backups(app, pilot))
        newest, older = shown.split("\n")[:2], shown.split("\n")[2:]
        assert "by hand" in newest[0]
        assert " MB" in newest[0]
        assert "no step since" in newest[1]
        assert "(anna)" in newest[1]
        assert "before a release" in older[0]
        assert "Namur 2024" in older[1]
        assert "1 step since" in older[1]


async def test_without_a_backup_one_is_made_with_a_key(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        screen = await list_backups(app, pilot)
        assert "no backups yet" in screen_text(app)
        await press(app, pilot, "b")
        await until(pilot, lambda: backups(demo_store), "a backup is made")
        await until(pilot, lambda: "by hand" in prompts(screen), "it is listed")


async def test_a_backup_that_cannot_be_made_is_told_in_the_list(demo_store: Path) -> None:
    (demo_store.parent / "backups").touch()
    async with opened(demo_store) as (app, pilot):
        screen = await list_backups(app, pilot)
        await press(app, pilot, "b")
        line = screen.query_one("#backups-error")
        await until(pilot, lambda: "cannot be written" in " ".join(text_of(line).split()))


async def test_bringing_one_back_goes_on_in_the_same_edition(demo_store: Path) -> None:
    back_up(demo_store)
    async with opened(demo_store) as (app, pilot):
        before = app.workspace
        assert app.state is not None
        plan = app.state.programme
        activity_id = shift_one(app)
        await list_backups(app, pilot)
        await press(app, pilot, "enter")
        await agree(app, pilot)
        await until(pilot, lambda: app.workspace is not before, "the store is another")
        await until(pilot, lambda: not app.screen.is_modal, "the room is in view")
        assert app.state.programme.activities[activity_id] == plan.activities[activity_id]
        assert [copy.why for copy in copies(demo_store)] == [Why.RESTORE, Why.BY_HAND]
        shift_one(app)
        app.action_undo()
        assert app.workspace is not None
        app.workspace.close()


@pytest.mark.slow
async def test_what_would_be_forgotten_is_told_before(demo_store: Path) -> None:
    back_up(demo_store)
    async with opened(demo_store) as (app, pilot):
        options = Namespace(store=str(demo_store), edition=None, name="", anyway=True, json=False)
        assert create(options) == 0
        await list_backups(app, pilot)
        await press(app, pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, Confirm), "it asks first")
        assert "1 release made since is not in it" in screen_text(app)
        await press(app, pilot, "escape", "escape")


@pytest.mark.slow
async def test_no_leaves_everything_and_shows_the_list_again(demo_store: Path) -> None:
    back_up(demo_store)
    async with opened(demo_store) as (app, pilot):
        before = app.workspace
        await list_backups(app, pilot)
        await press(app, pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, Confirm), "it asks first")
        await press(app, pilot, "escape")
        await until(pilot, lambda: isinstance(app.screen, BackupsScreen), "the list again")
        await press(app, pilot, "escape")
        await until(pilot, lambda: not app.screen.is_modal, "the room is in view")
        assert app.workspace is before
        assert len(copies(demo_store)) == 1


@pytest.mark.slow
async def test_where_the_edition_is_not_in_it_one_is_chosen(
    demo_store: Path, empty_template: Path
) -> None:
    copy = back_up(demo_store)
    copy.write_bytes(empty_template.read_bytes())
    async with opened(demo_store) as (app, pilot):
        await list_backups(app, pilot)
        await press(app, pilot, "enter")
        await agree(app, pilot)
        await until(pilot, lambda: isinstance(app.screen, WelcomeScreen), "the editions")
        assert "This store is empty" in screen_text(app)
        assert app.workspace is not None
        app.workspace.close()


@pytest.mark.slow
async def test_the_list_is_a_key_away_from_the_editions(demo_store: Path) -> None:
    back_up(demo_store)
    async with opened(demo_store, size=(80, 24)) as (app, pilot):
        assert app.workspace is not None
        app.workspace.make_demo()
        app.action_editions()
        await until(pilot, lambda: isinstance(app.screen, WelcomeScreen), "the editions")
        before = app.workspace
        await press(app, pilot, "b")
        await until(pilot, lambda: isinstance(app.screen, BackupsScreen), "the list opens")
        await press(app, pilot, "enter")
        await agree(app, pilot)
        await until(pilot, lambda: app.workspace is not before, "the store is another")
        await until(pilot, lambda: isinstance(app.screen, WelcomeScreen), "the editions again")
        assert "Namur 2024" in screen_text(app)
        await press(app, pilot, "escape")
        await until(pilot, lambda: not app.screen.is_modal, "the room is in view")
        app.workspace.close()


@pytest.mark.slow
async def test_a_click_brings_back(demo_store: Path) -> None:
    back_up(demo_store)
    async with opened(demo_store) as (app, pilot):
        await list_backups(app, pilot)
        await pilot.click("#restore")
        await until(pilot, lambda: isinstance(app.screen, Confirm), "it asks first")
        await press(app, pilot, "escape")
        await until(pilot, lambda: isinstance(app.screen, BackupsScreen), "the list again")
        await pilot.click("#close")
        await until(pilot, lambda: not app.screen.is_modal, "the room is in view")


@pytest.mark.slow
async def test_a_damaged_backup_is_refused_and_nothing_changes(demo_store: Path) -> None:
    copy = back_up(demo_store)
    copy.write_bytes(copy.read_bytes()[:20000])
    async with opened(demo_store) as (app, pilot):
        before = app.workspace
        await list_backups(app, pilot)
        await press(app, pilot, "enter")
        await agree(app, pilot)
        await until(pilot, lambda: any("damaged" in m for m in messages(app)), "it is told")
        assert app.workspace is before
        shift_one(app)


def spoil(store: Path) -> None:
    content = bytearray(store.read_bytes())
    content[4096:] = b"\x55" * (len(content) - 4096)
    store.write_bytes(content)


@asynccontextmanager
async def begun(store: Path) -> AsyncIterator[tuple[PlannerApp, Driver]]:
    """The app as it is started on a store that it opens itself."""
    app = PlannerApp(lambda: Workspace.open(store, author="anna"))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        yield app, pilot
    if app.workspace is not None:
        app.workspace.close()


async def test_a_damaged_store_offers_the_newest_backup_that_is_whole(demo_store: Path) -> None:
    good = back_up(demo_store)
    bad = back_up(demo_store)
    bad.write_bytes(bad.read_bytes()[:20000])
    spoil(demo_store)
    async with begun(demo_store) as (app, pilot):
        await until(pilot, lambda: isinstance(app.screen, RescueScreen), "backups are offered")
        shown = screen_text(app)
        assert "is damaged" in shown
        assert "Namur 2024" in shown
        assert app.screen.query_one(OptionList).option_count == 3
        await press(app, pilot, "enter")
        await until(pilot, lambda: app.state is not None, "the edition is open")
    assert good.exists()
    assert copies(demo_store)[0].why == Why.RESTORE


@pytest.mark.slow
async def test_another_backup_of_a_damaged_store_can_be_chosen(demo_store: Path) -> None:
    back_up(demo_store)
    spoil(demo_store)
    async with begun(demo_store) as (app, pilot):
        await until(pilot, lambda: isinstance(app.screen, RescueScreen), "backups are offered")
        await press(app, pilot, "down", "enter")
        await until(pilot, lambda: isinstance(app.screen, BackupsScreen), "the list opens")
        await press(app, pilot, "enter")
        await agree(app, pilot)
        await until(pilot, lambda: app.state is not None, "the edition is open")


@pytest.mark.parametrize("has_backup", [True, False])
async def test_quitting_says_what_is_wrong(demo_store: Path, has_backup: bool) -> None:
    if has_backup:
        back_up(demo_store)
    spoil(demo_store)
    before = demo_store.read_bytes()
    async with begun(demo_store) as (app, pilot):
        if has_backup:
            await until(pilot, lambda: isinstance(app.screen, RescueScreen), "backups are offered")
            await press(app, pilot, "escape")
        await until(pilot, lambda: app.return_code is not None, "the app ends")
    assert app.return_code == 1
    assert demo_store.read_bytes() == before


async def test_a_store_that_can_only_be_read_says_so_as_long_as_it_is_open(
    demo_store: Path,
) -> None:
    with closing(sqlite3.connect(demo_store)) as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
        database.commit()
    async with begun(demo_store) as (app, pilot):
        await until(pilot, lambda: app.state is not None, "the edition is open")
        await until(pilot, lambda: "read only" in screen_text(app), "the mark is shown")
        assert any("newer" in message for message in messages(app))
        assert app.state is not None
        activity = next(a for a in app.state.programme.activities.values() if a.start)
        assert not app.perform(lambda p: edits.shift(p, activity.id, 5))
        await until(pilot, lambda: any("Update the program" in m for m in messages(app)), "told")


@pytest.mark.usefixtures("daily_copies")
async def test_the_first_opening_of_a_day_keeps_a_copy(demo_store: Path) -> None:
    async with begun(demo_store) as (_app, pilot):
        await until(pilot, lambda: backups(demo_store), "a copy is made")
    assert [copy.why for copy in copies(demo_store)] == [Why.DAILY]
