"""Removing the data of people in the app: the notice, the question, and what stands afterwards."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from planner.scrub.people import people_left
from screens.app import PlannerApp
from screens.dialogs import Confirm
from tests.screens.drive import (
    Driver,
    fill,
    form,
    messages,
    opened,
    screen_text,
    until,
)

NOTICE = "was to be kept until 2025-01-01"


def keep_until(store: Path, day: str) -> None:
    with closing(sqlite3.connect(store)) as database:
        database.execute("UPDATE edition SET keep_until = ?", (day,))
        database.commit()


def said(app: PlannerApp) -> str:
    return " ".join(messages(app))


async def asked(app: PlannerApp, pilot: Driver) -> None:
    """From the palette to the question."""
    await pilot.press("ctrl+p")
    await pilot.press(*"remove the data")
    await until(pilot, lambda: "After the festival, for good" in screen_text(app), "it is found")
    await pilot.press("down", "enter")
    await until(pilot, lambda: isinstance(app.screen, Confirm), "the question")


@pytest.mark.slow
async def test_the_data_of_people_are_removed_for_good(demo_store: Path) -> None:
    keep_until(demo_store, "2025-01-01")
    async with opened(demo_store, size=(80, 24)) as (app, pilot):
        await until(pilot, lambda: NOTICE in said(app), "the notice")
        await asked(app, pilot)
        text = screen_text(app)
        assert "This can NOT be undone" in text
        assert "the names of 64 people" in text
        await pilot.press("tab", "enter")
        await until(pilot, lambda: "Removed: the data of 64 people" in said(app), "done")
        assert app.state is not None
        assert people_left(app.state.programme) == 0
        assert "Somebody else" not in said(app)
        app.action_undo()
        await until(pilot, lambda: "nothing to undo" in said(app))
    async with opened(demo_store) as (app, pilot):
        await pilot.pause()
        assert NOTICE not in said(app)


@pytest.mark.slow
async def test_keeping_them_is_the_first_answer(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        assert NOTICE not in said(app)
        await asked(app, pilot)
        await pilot.press("enter")
        await until(pilot, lambda: not app.screen.is_modal)
        assert app.state is not None
        assert people_left(app.state.programme) == 64


@pytest.mark.slow
async def test_the_date_is_a_field_of_the_edition(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        app.action_edition()
        await form(app, pilot)
        await fill(app, pilot, "keep_until", "2025-01-01")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: not app.screen.is_modal)
        assert app.state is not None
        assert str(app.state.programme.edition.keep_until) == "2025-01-01"
        app.action_undo()
        await until(pilot, lambda: app.state and app.state.programme.edition.keep_until is None)
