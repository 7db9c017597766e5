"""A mistake in the program: it is said, what is saved stays, and one goes on."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest
from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import Button, Static

from planner.edits.remove import remove
from planner.errors import StoreProblem
from planner.phrases import Phrase
from planner.workspace import Workspace
from screens import surviving
from screens.app import PlannerApp
from screens.board import BoardScreen
from screens.crash import CrashScreen
from screens.dialogs import Ask
from screens.state import State
from screens.welcome import WelcomeScreen
from screens.widgets.timeline import Timeline
from tests.logs import log_path
from tests.screens.drive import PATIENCE_SECONDS, Driver, opened, press, screen_text, until

#: What a person typed, and what must never be in the log.
SECRET = "Anna Müller <anna@example.org>"


class Odd(Exception):
    """A mistake in a test."""


def fail(*_arguments: object) -> None:
    raise Odd(SECRET)


@asynccontextmanager
async def surviving_app(
    store: Path, room: str = "board"
) -> AsyncIterator[tuple[PlannerApp, Driver]]:
    """The app as it runs for real: a mistake shows the crash screen."""
    async with opened(store, room) as (app, pilot):
        app.survives = True
        yield app, pilot


async def happens(condition: Callable[[], object], what: str) -> None:
    """Wait for a condition; a pilot would wait for widgets that have crashed."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while not condition():
            await asyncio.sleep(0.01)
    assert condition(), what


async def crashed(app: PlannerApp) -> CrashScreen:
    await happens(lambda: isinstance(app.screen, CrashScreen), "the crash screen")
    await happens(lambda: isinstance(app.focused, Button), "its button")
    assert isinstance(app.screen, CrashScreen)
    return app.screen


async def go_on(app: PlannerApp) -> None:
    await crashed(app)
    app.simulate_key("enter")
    await happens(lambda: app.state is not None and not app.screen.is_modal, "it goes on")


def log_of(tmp_path: Path) -> str:
    return log_path(tmp_path).read_text(encoding="utf-8")


# -- where mistakes can be made ---------------------------------------------------------------


class Broken(Static):
    """A widget that cannot be drawn."""

    def render(self) -> Any:
        fail()


class Hollow(Widget):
    def compose(self) -> ComposeResult:
        fail()
        yield Static()


class Unmountable(Widget):
    def on_mount(self) -> None:
        fail()


class Clicked(Button):
    def on_key(self) -> None:
        fail()


async def _fail_later() -> None:
    fail()


def in_an_action(app: PlannerApp, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(BoardScreen, "action_pin", fail)
    app.simulate_key("p")


def in_an_action_of_the_app(app: PlannerApp, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(PlannerApp, "action_undo", fail)
    app.simulate_key("u")


def in_the_palette(app: PlannerApp, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(PlannerApp, "action_command_palette", fail)
    app.simulate_key("ctrl+p")


def in_a_worker(app: PlannerApp, _patch: pytest.MonkeyPatch) -> None:
    app.screen.run_worker(_fail_later())


def in_a_thread(app: PlannerApp, _patch: pytest.MonkeyPatch) -> None:
    app.run_worker(fail, thread=True)


def in_a_timer(app: PlannerApp, _patch: pytest.MonkeyPatch) -> None:
    app.screen.set_interval(0.001, fail)


def in_a_callback(app: PlannerApp, _patch: pytest.MonkeyPatch) -> None:
    app.screen.call_after_refresh(fail)


def in_a_widget(app: PlannerApp, _patch: pytest.MonkeyPatch) -> None:
    app.screen.query_one(Timeline).call_later(fail)


def in_a_watcher(app: PlannerApp, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(BoardScreen, "repaint", fail)
    assert app.state is not None
    app.call_later(setattr, app, "state", State(app.state.programme))


def in_compose(app: PlannerApp, _patch: pytest.MonkeyPatch) -> None:
    app.screen.mount(Hollow())


def in_mounting(app: PlannerApp, _patch: pytest.MonkeyPatch) -> None:
    app.screen.mount(Unmountable())


def in_render(app: PlannerApp, _patch: pytest.MonkeyPatch) -> None:
    app.screen.mount(Broken())


def in_a_line(app: PlannerApp, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Timeline, "render_line", fail)
    app.screen.query_one(Timeline).refresh()


def in_a_dialog(app: PlannerApp, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Ask, "on_mount", fail)
    app.push_screen(Ask("Which?"))


def on_leaving(app: PlannerApp, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Timeline, "on_unmount", fail, raising=False)
    app.screen.call_later(fail)


USUAL = [in_an_action, in_render]
RARE = [
    in_a_thread, in_a_widget, on_leaving, in_an_action_of_the_app, in_the_palette,
    in_a_worker, in_a_timer, in_a_callback, in_a_watcher,
    in_compose, in_mounting, in_a_line, in_a_dialog,
]  # fmt: skip


@pytest.mark.parametrize(
    "way", [*USUAL, *(pytest.param(way, marks=pytest.mark.slow) for way in RARE)]
)
async def test_a_mistake_anywhere_is_said_and_one_goes_on(
    demo_store: Path, tmp_path: Path, way: Callable[[PlannerApp, pytest.MonkeyPatch], None]
) -> None:
    async with surviving_app(demo_store) as (app, pilot):
        assert app.state is not None
        app.day = day = app.state.programme.days[2]
        await pilot.pause()
        before = app.screen
        with pytest.MonkeyPatch.context() as patch:
            way(app, patch)
            await crashed(app)
            await happens(lambda: not before.is_running, "the room has ended")
        await happens(lambda: "A mistake in the program" in screen_text(app), "it is painted")
        said = "".join(screen_text(app).replace("│", "").split())  # a long path is broken
        assert str(demo_store) in said
        await go_on(app)
        assert app.screen is not before
        assert (app.current_mode, app.day) == ("board", day)
    assert "Odd" in log_of(tmp_path)
    assert "anna" not in log_of(tmp_path).casefold()


# -- going on ---------------------------------------------------------------------------------


def break_it(app: PlannerApp) -> None:
    """Make a mistake in whatever is in view."""
    app.screen.call_later(fail)


async def test_what_is_confirmed_stays_and_a_preview_does_not(demo_store: Path) -> None:
    async with surviving_app(demo_store) as (app, pilot):
        await press(app, pilot, "J", "enter", "J")
        board = app.screen
        assert isinstance(board, BoardScreen)
        assert board.pending is not None
        moved = board.pending.draft.activity_id
        assert app.workspace is not None
        kept = app.workspace.programme.activities[moved].start
        break_it(app)
        await go_on(app)
        assert app.workspace.programme.activities[moved].start == kept
        assert isinstance(app.screen, BoardScreen)
        assert app.screen is not board
        assert app.screen.pending is None
        await press(app, pilot, "u", "2")
        await until(pilot, lambda: getattr(app.screen, "ROOM", "") == "tour")
        assert app.workspace.programme.activities[moved].start != kept


@pytest.mark.slow
async def test_it_goes_on_with_what_others_have_done_meanwhile(demo_store: Path) -> None:
    async with surviving_app(demo_store, "people") as (app, _pilot):
        break_it(app)
        await crashed(app)
        with closing(Workspace.open(demo_store, author="boris")) as other:
            other.enter(other.editions()[0].id)
            activity = next(iter(other.programme.activities.values()))
            other.do(remove(other.programme, activity))
        await go_on(app)
        assert getattr(app.screen, "ROOM", "") == "people"
        assert app.state is not None
        assert activity.id not in app.state.programme.activities


async def test_the_first_screen_comes_back_too(empty_store: Path) -> None:
    workspace = Workspace.open(empty_store)
    app = PlannerApp(lambda: workspace)
    async with app.run_test(notifications=True):
        app.survives = True
        await happens(lambda: isinstance(app.screen, WelcomeScreen), "the first screen")
        break_it(app)
        await crashed(app)
        app.simulate_key("enter")
        await happens(lambda: isinstance(app.screen, WelcomeScreen), "it is back")
    workspace.close()


async def test_a_language_is_kept_and_nothing_is_asked_of_the_rooms(demo_store: Path) -> None:
    async with surviving_app(demo_store) as (app, _pilot):
        app.action_language("fr")
        await happens(lambda: app.state is not None, "French")
        break_it(app)
        screen = await crashed(app)
        await happens(lambda: "Continuer" in screen_text(app), "it is painted")
        for key in ("1", "ctrl+p", "f1", "slash", "f4", "ctrl+o"):
            app.simulate_key(key)
        app.simulate_key("c")
        await happens(lambda: app.clipboard, "the report is copied")
        assert app.screen is screen
        assert "screens/crash.py" not in app.clipboard
        assert "test_crash_screen.Odd" in app.clipboard
        assert "Anna" not in app.clipboard


# -- where it cannot go on --------------------------------------------------------------------


async def ended(app: PlannerApp) -> str:
    """Wait for the end; what is left to be printed."""
    await happens(lambda: not app._running, "the app has ended")
    assert app.return_code == 1
    (said,) = app._exit_renderables
    app._exit_renderables.clear()
    return str(said)


async def test_a_mistake_that_comes_back_at_once_ends_the_app(
    demo_store: Path, tmp_path: Path
) -> None:
    async with surviving_app(demo_store) as (app, _pilot):
        break_it(app)
        await go_on(app)
        break_it(app)
        said = await ended(app)
    assert "A mistake in the program has ended it." in said
    assert str(log_path(tmp_path)) in said
    assert "Anna" not in said


@pytest.mark.slow
async def test_a_mistake_later_on_is_shown_again(
    demo_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(surviving, "SOON", 0.0)
    async with surviving_app(demo_store) as (app, _pilot):
        for _time in range(3):
            break_it(app)
            await go_on(app)


@pytest.mark.parametrize("name", ["compose", "on_mount"])
async def test_a_mistake_in_the_crash_screen_ends_the_app(
    demo_store: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(CrashScreen, name, fail)
    async with surviving_app(demo_store) as (app, _pilot):
        break_it(app)
        assert "has ended it" in await ended(app)


async def test_a_mistake_in_going_on_ends_the_app(
    demo_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(PlannerApp, "reopen", fail)
    async with surviving_app(demo_store) as (app, _pilot):
        break_it(app)
        await crashed(app)
        app.simulate_key("enter")
        assert "has ended it" in await ended(app)


async def test_a_plan_that_is_gone_is_told(
    demo_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with surviving_app(demo_store) as (app, _pilot):
        break_it(app)
        await crashed(app)
        assert app.workspace is not None
        gone = StoreProblem(Phrase("It is gone."), None, "store-missing")
        monkeypatch.setattr(app.workspace, "enter", Mock(side_effect=gone))
        app.simulate_key("enter")
        assert await ended(app) == "It is gone. [store-missing]"


async def test_a_mistake_while_the_store_is_opened_ends_the_app(tmp_path: Path) -> None:
    app = PlannerApp(fail)  # type: ignore[arg-type]
    app.survives = True
    async with app.run_test():
        assert "has ended it" in await ended(app)


async def test_a_terminal_that_cannot_be_read_ends_the_app(demo_store: Path) -> None:
    async with surviving_app(demo_store) as (app, _pilot):
        app.panic("a traceback")
        await happens(lambda: not app._running, "the app has ended")
        assert (app.return_code, app._exit_renderables) == (1, [])


async def test_in_tests_a_mistake_fails_them(demo_store: Path) -> None:
    test = make_a_mistake_in(demo_store)
    with pytest.raises(Odd):
        await test


async def make_a_mistake_in(store: Path) -> None:
    async with opened(store) as (app, _pilot):
        break_it(app)
        await happens(lambda: app._exception is not None, "it is noticed")
        app._exit_renderables.clear()
