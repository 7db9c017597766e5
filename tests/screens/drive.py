"""Driving the real app in tests: opening it, waiting for what should happen, reading it."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from textual.app import App
from textual.pilot import Pilot
from textual.widget import Widget
from textual.widgets import Input

from planner.workspace import Workspace
from screens.app import PlannerApp
from screens.dialogs import Pick
from screens.forms.drop_list import DropList
from screens.forms.form import FormScreen
from screens.widgets.room_bar import Title
from tests.stores import Place

Driver = Pilot[int]
#: A condition that is not met within so many seconds never will be.
PATIENCE_SECONDS = 20.0


async def until(pilot: Pilot[Any], condition: Callable[[], object], what: str = "") -> None:
    """Wait for a condition, never for time."""
    loop = asyncio.get_running_loop()
    give_up = loop.time() + PATIENCE_SECONDS
    while not condition():
        assert loop.time() < give_up, f"never happened: {what or condition}"
        await pilot.pause()
    await pilot.pause()


async def press(app: App[Any], pilot: Pilot[Any], *keys: str) -> None:
    """Press keys and wait until the app has done what they ask for (workers may still run).

    A key goes down to the focused widget and up to the app again, what comes of it up once more.
    """
    await pilot.press(*keys)
    for _way in range(2):
        widget = app.focused or app.screen
        for node in (app, *(n for n in widget.ancestors_with_self if isinstance(n, Widget))):
            reached = asyncio.Event()
            if node.call_later(reached.set):
                await asyncio.wait_for(reached.wait(), PATIENCE_SECONDS)
    await pilot.pause()


@asynccontextmanager
async def opened(
    store: Place,
    room: str = "board",
    size: tuple[int, int] = (120, 40),
    author: str = "anna",
) -> AsyncIterator[tuple[PlannerApp, Driver]]:
    """The app on ``store`` with its first edition open, in a room."""
    workspace = Workspace.open(store, author=author)
    edition_id = workspace.editions()[0].id
    app = PlannerApp(lambda: workspace, edition_id)
    try:
        async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
            await until(pilot, lambda: app.state is not None, "an edition is open")
            if room != "board":
                app.action_room(room)
                await until(pilot, lambda: getattr(app.screen, "ROOM", "") == room, room)
            yield app, pilot
    finally:
        workspace.close()


def text_of(widget: Widget) -> str:
    """What a widget shows, line by line, without styles."""
    strips = widget.render_lines(widget.size.region)
    return "\n".join(strip.text.rstrip() for strip in strips)


def screen_text(app: PlannerApp) -> str:
    """What the whole screen shows."""
    width, height = app.size
    lines = app.screen._compositor.render_strips()[:height]
    return "\n".join(strip.crop(0, width).text.rstrip() for strip in lines)


def messages(app: PlannerApp) -> list[str]:
    """The notifications in view, oldest first, and what stands in the title line."""
    said = [title.notice for title in app.screen.query(Title) if title.notice]
    return [*(str(note.message) for note in app._notifications), *said]


async def form(app: PlannerApp, pilot: Driver) -> FormScreen:
    """The form, once it is open."""
    await until(pilot, lambda: isinstance(app.screen, FormScreen), "a form opens")
    found = app.screen
    assert isinstance(found, FormScreen)
    return found


async def fill(app: PlannerApp, pilot: Driver, name: str, text: str) -> None:
    """Put a text into a field of the open form."""
    shown = await form(app, pilot)
    control = next(c for c in shown._controls if c.spec.name == name)
    control.query_one(Input).value = text
    await pilot.pause()


async def pick(app: PlannerApp, pilot: Driver, text: str) -> None:
    """Type into the open list and take the first line that is left."""
    await until(pilot, lambda: isinstance(app.screen, Pick), "a list opens")
    await pilot.press(*text)
    await pilot.pause()
    await pilot.press("enter")


async def choose(app: PlannerApp, pilot: Driver, name: str, text: str) -> None:
    """Type into a field of the open form that lists what fits, and take the first line."""
    shown = await form(app, pilot)
    control = next(c for c in shown._controls if c.spec.name == name)
    control.focus_control()
    await pilot.pause()
    await pilot.press("ctrl+u", *text)
    await until(pilot, lambda: control.query_one(DropList).is_open, "the list opens")
    await pilot.press("enter")
