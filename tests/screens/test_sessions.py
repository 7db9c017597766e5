"""From an empty store to a calendar file: with the mouse alone, and with the keyboard alone."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from rich.cells import cell_len

from planner.workspace import Workspace
from screens.app import PlannerApp
from screens.export_job import job_of
from tests.screens.drive import Driver, screen_text, until

pytestmark = pytest.mark.usefixtures("at_home")


@asynccontextmanager
async def begun(store: Path) -> AsyncIterator[tuple[PlannerApp, Driver]]:
    """The app as it starts on an empty store."""
    workspace = Workspace.open(store, author="anna")
    app = PlannerApp(lambda: workspace)
    try:
        async with app.run_test(size=(120, 40), notifications=True, tooltips=True) as pilot:
            await until(pilot, lambda: "This store is empty" in screen_text(app), "the welcome")
            yield app, pilot
    finally:
        workspace.close()


async def click_on(app: PlannerApp, pilot: Driver, text: str, times: int = 1) -> None:
    """Click on a text where it stands on the screen."""
    await until(pilot, lambda: text in screen_text(app), f"“{text}” on the screen")
    lines = screen_text(app).splitlines()
    y = next(n for n, line in enumerate(lines) if text in line)
    x = cell_len(lines[y][: lines[y].index(text)])
    await pilot.click(offset=(x + 1, y), times=times)
    await pilot.pause()


def calendars(home: Path) -> list[Path]:
    return sorted((home / "wake-planner-export").rglob("*.ics"))


@pytest.mark.slow
async def test_with_the_mouse_alone(empty_store: Path, at_home: Path) -> None:
    async with begun(empty_store) as (app, pilot):
        await click_on(app, pilot, "The demo edition")
        await until(pilot, lambda: app.state is not None, "the demo is open")
        await click_on(app, pilot, "8 Publish")
        await click_on(app, pilot, "PDF (p)")
        await click_on(app, pilot, "Web pages (h)")
        await click_on(app, pilot, "All/none")
        await click_on(app, pilot, "Tbilisi")
        await click_on(app, pilot, "space Mark")
        await click_on(app, pilot, "Export 1 (e)")
        job = job_of(app)
        await until(pilot, lambda: job.report is not None, "the export ends")
    assert [path.stem for path in calendars(at_home)] == ["delegation-tbilisi"]


@pytest.mark.slow
async def test_with_the_keyboard_alone(empty_store: Path, at_home: Path) -> None:
    async with begun(empty_store) as (app, pilot):
        await pilot.press("down", "enter")
        await until(pilot, lambda: app.state is not None, "the demo is open")
        await pilot.press("8")
        await until(pilot, lambda: "Tbilisi" in screen_text(app), "the recipients")
        await pilot.press("p", "h", "m", "f", *"tbilisi", "enter", "space")
        await until(pilot, lambda: "Export 1 (e)" in screen_text(app), "one recipient is marked")
        await pilot.press("e")
        job = job_of(app)
        await until(pilot, lambda: job.report is not None, "the export ends")
    assert [path.stem for path in calendars(at_home)] == ["delegation-tbilisi"]


@pytest.mark.slow
async def test_a_new_edition_with_the_keyboard_alone(empty_store: Path) -> None:
    async with begun(empty_store) as (app, pilot):
        await pilot.press("enter", "ctrl+s")
        await until(pilot, lambda: app.state is not None, "the new edition is open")
        await pilot.press("5", "n")
        await until(pilot, lambda: app.screen.is_modal, "the form of a delegation")
        await pilot.press(*"tbilis", "enter")
        await pilot.pause()
        await pilot.press("ctrl+s")
        await until(pilot, lambda: not app.screen.is_modal, "the delegation is kept")
        assert app.state is not None
        assert len(app.state.programme.delegations) == 1
