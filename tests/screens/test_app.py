"""The app around the rooms: start, rooms, help, palette, find, history, language, quitting."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from textual.widgets import Input, OptionList

from planner.edits import editions
from planner.phrases import set_language
from planner.workspace import Workspace
from screens.app import PlannerApp
from screens.dialog import Dialog
from screens.dialogs import Ask, Confirm
from screens.find import FindScreen
from screens.help import HelpScreen
from screens.rooms import ROOMS
from screens.welcome import WelcomeScreen
from tests import stores
from tests.build import EDITION
from tests.marks import slow_from
from tests.screens.drive import opened, screen_text, until


def in_room(app: PlannerApp, mode: str) -> bool:
    return getattr(app.screen, "ROOM", "") == mode


SIZES = [(80, 24), (120, 40), (200, 60)]


@pytest.mark.parametrize("size", slow_from(1, SIZES), ids=str)
async def test_every_room_opens_by_its_number(demo_store: Path, size: tuple[int, int]) -> None:
    async with opened(demo_store, size=size) as (app, pilot):
        for number, room in enumerate(ROOMS, 1):
            await pilot.press(str(number))
            await until(pilot, partial(in_room, app, room.mode), room.mode)
            assert "conflicts" in screen_text(app).splitlines()[0]


@pytest.mark.slow
async def test_every_room_has_help_with_its_keys(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        for number in range(1, len(ROOMS) + 1):
            await pilot.press(str(number))
            await pilot.pause()
            await pilot.press("question_mark")
            await until(pilot, lambda: isinstance(app.screen, HelpScreen))
            assert "Help" in screen_text(app)
            await pilot.press("escape")
            await until(pilot, lambda: not isinstance(app.screen, HelpScreen))


@pytest.mark.slow
async def test_the_attribution_is_shown(demo_store: Path) -> None:
    async with opened(demo_store, size=(120, 200)) as (app, pilot):
        await pilot.press("question_mark")
        await until(pilot, lambda: isinstance(app.screen, HelpScreen))
        assert "GeoNames" in screen_text(app)


async def test_find_goes_to_an_activity(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        await pilot.press("4", "slash")
        await until(pilot, lambda: isinstance(app.screen, FindScreen))
        app.screen.query_one(Input).value = "fog in a box"
        await pilot.pause()
        await pilot.press("enter")
        await until(pilot, lambda: getattr(app.screen, "ROOM", "") == "board")
        assert app.state is not None
        assert app.selected is not None
        assert app.state.programme.activities[app.selected].title == "Guided visit: Fog in a box"


@pytest.mark.parametrize(
    ("text", "room"), [("Tbilisi delegation", "people"), ("Mundaneum site", "places")]
)
async def test_find_goes_to_people_and_places(demo_store: Path, text: str, room: str) -> None:
    async with opened(demo_store) as (app, pilot):
        await pilot.press("slash")
        await until(pilot, lambda: isinstance(app.screen, FindScreen))
        app.screen.query_one(Input).value = text
        await pilot.pause()
        await pilot.press("enter")
        await until(pilot, lambda: getattr(app.screen, "ROOM", "") == room)


@pytest.mark.parametrize("make", [partial(Confirm, "Sure?", "Yes"), partial(Ask, "Which?")])
async def test_a_second_answer_to_a_dialog_does_not_close_what_is_below(
    demo_store: Path, make: Callable[[], Dialog[object]]
) -> None:
    async with opened(demo_store) as (app, pilot):
        below, dialog, answers = make(), make(), list[object]()
        app.push_screen(below)
        app.push_screen(dialog, answers.append)
        await until(pilot, lambda: app.screen is dialog)
        dialog.dismiss("first")
        dialog.dismiss("second")
        await until(pilot, lambda: app.screen is below)
        await pilot.pause()
        assert answers == ["first"]
        assert app.screen is below


async def test_it_opens_on_today_while_the_edition_is_on(tmp_path: Path) -> None:
    def today() -> date:
        return datetime.now(ZoneInfo(EDITION.time_zone)).date()

    before, day = today(), timedelta(1)
    edition = replace(
        EDITION,
        first_day=before - day,
        last_day=before + 3 * day,
        festival_start=before + 2 * day,
        festival_end=before + 3 * day,
    )
    path = stores.make_empty(tmp_path / "plan.db")
    workspace = Workspace.open(path)
    workspace.create(editions.create(edition))
    workspace.close()
    async with opened(path) as (app, _pilot):
        assert app.day in {before, today()}


async def test_the_keys_in_force_are_named_in_the_language_once(demo_store: Path) -> None:
    """What is translated twice shows another word where a translation is a source text too."""
    set_language("fr")
    async with opened(demo_store, "tour") as (app, _pilot):
        named = {a.binding.description for a in app.screen.active_bindings.values()}
        assert "Help" in named
        assert "Aide" not in named
        assert "Aide" in screen_text(app)


@pytest.mark.slow
async def test_the_language_changes_in_place(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        app.action_language("fr")
        await until(pilot, lambda: "conflits" in screen_text(app))
        await pilot.press("2")
        await until(pilot, lambda: getattr(app.screen, "ROOM", "") == "tour")
        app.action_language("en")
        await until(pilot, lambda: "conflicts" in screen_text(app))
        assert getattr(app.screen, "ROOM", "") == "tour"


async def test_light_and_dark(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        app.action_light_or_dark()
        await pilot.pause()
        assert not app.current_theme.dark


async def test_an_empty_store_leads_to_the_demo(empty_store: Path) -> None:
    workspace = Workspace.open(empty_store)
    app = PlannerApp(lambda: workspace)
    async with app.run_test(size=(80, 24), notifications=True, tooltips=True) as pilot:
        await until(pilot, lambda: isinstance(app.screen, WelcomeScreen))
        assert "This store is empty" in screen_text(app)
        choices = app.screen.query_one("#choices", OptionList)
        choices.highlighted = [option.id for option in choices.options].index("demo")
        await pilot.press("enter")
        await until(pilot, lambda: app.state is not None)
        assert app.state is not None
        assert len(app.state.programme.delegations) == 8
    workspace.close()


async def test_an_empty_store_leads_to_a_new_edition(empty_store: Path) -> None:
    workspace = Workspace.open(empty_store)
    app = PlannerApp(lambda: workspace)
    async with app.run_test(size=(80, 24), notifications=True, tooltips=True) as pilot:
        await until(pilot, lambda: isinstance(app.screen, WelcomeScreen))
        await pilot.press("enter")
        await until(pilot, lambda: bool(app.screen.query(Input)))
        app.screen.query(Input).first().value = "Namur 2031"
        await pilot.press("ctrl+s")
        await until(pilot, lambda: app.state is not None)
        assert app.state is not None
        assert app.state.programme.edition.name == "Namur 2031"
    workspace.close()


async def test_a_store_that_cannot_be_opened_ends_with_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "plan.db").write_text("this is no store at all, but a text")
    app = PlannerApp(lambda: Workspace.open(tmp_path / "plan.db"))
    async with app.run_test() as pilot:
        await until(pilot, lambda: app.return_code is not None)
    assert app.return_code == 1


async def test_ctrl_q_quits_with_everything_saved(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        await pilot.press("J", "ctrl+q")
        await until(pilot, lambda: app.return_code is not None)
        assert app.return_code == 0
    with_steps = Workspace.open(demo_store)
    with_steps.enter(with_steps.editions()[0].id)
    assert len(with_steps.history()) == 2
    with_steps.close()
    set_language("en")
