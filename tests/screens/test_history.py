"""The History screen."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from textual.widgets import Input

from models.journal import Step
from planner.diff import difference
from planner.edits import activities as edits
from planner.edits.core import add
from planner.entities import Activity
from planner.lines import Line
from planner.phrases import Phrase
from planner.workspace import Workspace
from screens.app import PlannerApp
from screens.dialogs import Confirm
from screens.history_rows import HistoryFilter, history_layout, history_rows, listed
from screens.widgets.line_list import LineList
from tests.screens.drive import Driver, messages, opened, pick, screen_text, text_of, until

HOSTILE = "[/] [@click=app.quit]Dr [Lee]"


def keynote(workspace: Workspace) -> Activity:
    return next(a for a in workspace.programme.activities.values() if "Keynote" in a.title)


def make_steps(store: Path) -> None:
    """Three steps by two people; the newest is taken back."""
    workspace = Workspace.open(store, author="anna")
    workspace.enter(workspace.editions()[0].id)
    row = keynote(workspace)
    workspace.do(edits.shift(workspace.programme, row.id, 20))
    workspace.author = "bruno"
    workspace.do(edits.resize(workspace.programme, row.id, 60))
    workspace.do(edits.toggle_pin(workspace.programme, row.id))
    workspace.undo()
    workspace.close()


async def in_history(app: PlannerApp, pilot: Driver) -> LineList:
    await pilot.press("f4")
    await until(pilot, lambda: getattr(app.screen, "ROOM", "") == "history", "history")
    return app.screen.query_one("#steps", LineList)


async def test_steps_stand_newest_first_and_the_plan_is_marked(demo_store: Path) -> None:
    make_steps(demo_store)
    async with opened(demo_store) as (app, pilot):
        lines = text_of(await in_history(app, pilot)).splitlines()
        signs = [line[0] for line in lines[2:6]]
        assert signs == ["↶", "▶", "✓", "✓"]
        assert "bruno" in lines[3]


async def test_a_step_tells_field_by_field_what_it_changed(demo_store: Path) -> None:
    make_steps(demo_store)
    async with opened(demo_store) as (app, pilot):
        steps = await in_history(app, pilot)
        steps.select(steps.keys[2])
        await until(pilot, lambda: "10:45 → 11:05" in text_of(app.screen.query_one("#step")))
        steps.select(steps.keys[1])
        await until(pilot, lambda: "length: 45 → 60" in text_of(app.screen.query_one("#step")))


async def test_enter_leads_back_to_a_step_after_asking_how_many(demo_store: Path) -> None:
    make_steps(demo_store)
    async with opened(demo_store) as (app, pilot):
        assert app.workspace is not None
        steps = await in_history(app, pilot)
        wanted = app.workspace.as_of(int(steps.keys[3]))
        steps.select(steps.keys[3])
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        assert "Take back 2 steps?" in screen_text(app)
        await pilot.click("#yes")
        await until(pilot, lambda: not isinstance(app.screen, Confirm))
        assert not difference(wanted, app.workspace.programme)
        assert app.state is not None
        assert app.state.programme is app.workspace.programme


async def test_enter_on_what_was_taken_back_does_it_again(demo_store: Path) -> None:
    make_steps(demo_store)
    async with opened(demo_store) as (app, pilot):
        assert app.workspace is not None
        steps = await in_history(app, pilot)
        steps.select(steps.keys[0])
        await pilot.click("#steps", offset=(20, 2), times=2)
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        assert "Do 1 step again?" in screen_text(app)
        await pilot.click("#yes")
        await until(pilot, lambda: not isinstance(app.screen, Confirm))
        assert keynote(app.workspace).pin_time


async def test_no_leaves_everything_as_it_was(demo_store: Path) -> None:
    make_steps(demo_store)
    async with opened(demo_store) as (app, pilot):
        assert app.workspace is not None
        before = app.workspace.programme
        steps = await in_history(app, pilot)
        steps.select(steps.keys[3])
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, Confirm))
        await pilot.press("escape")
        await until(pilot, lambda: not isinstance(app.screen, Confirm))
        assert app.workspace.programme is before


@pytest.mark.slow
async def test_filters_by_words_author_and_day(demo_store: Path) -> None:
    make_steps(demo_store)
    async with opened(demo_store) as (app, pilot):
        steps = await in_history(app, pilot)
        await pilot.press("f", *"length")
        await until(pilot, lambda: len(steps.keys) == 1)
        await pilot.press("enter", "escape")
        await until(pilot, lambda: len(steps.keys) == 4)
        await pilot.press("a")
        await pick(app, pilot, "bruno")
        await until(pilot, lambda: len(steps.keys) == 2)
        await pilot.press("a")
        await pick(app, pilot, "everybody")
        await pilot.press("t")
        await pick(app, pilot, "all days")
        await until(pilot, lambda: len(steps.keys) == 4)


async def test_replaced_steps_are_only_shown_when_asked_for(demo_store: Path) -> None:
    make_steps(demo_store)
    workspace = Workspace.open(demo_store, author="bruno")
    workspace.enter(workspace.editions()[0].id)
    workspace.do(edits.resize(workspace.programme, keynote(workspace).id, 50))
    workspace.close()
    async with opened(demo_store) as (app, pilot):
        steps = await in_history(app, pilot)
        assert len(steps.keys) == 4
        await pilot.press("x")
        await until(pilot, lambda: len(steps.keys) == 5)
        steps.select(steps.keys[1])
        await pilot.press("enter")
        await until(pilot, lambda: any("no way back" in text for text in messages_of(app)))


def messages_of(app: PlannerApp) -> list[str]:
    """What has been said in passing, wherever it stands."""
    return [*messages(app), screen_text(app)]


async def test_g_shows_the_activity_and_escape_leads_back_to_the_room(demo_store: Path) -> None:
    make_steps(demo_store)
    async with opened(demo_store, "conflicts") as (app, pilot):
        assert app.workspace is not None
        await in_history(app, pilot)
        await pilot.press("escape")
        await until(pilot, lambda: getattr(app.screen, "ROOM", "") == "conflicts")
        await in_history(app, pilot)
        await pilot.press("g")
        await until(pilot, lambda: app.current_mode == "board")
        assert app.selected == keynote(app.workspace).id


async def test_c_compares_with_that_moment(demo_store: Path) -> None:
    make_steps(demo_store)
    async with opened(demo_store) as (app, pilot):
        steps = await in_history(app, pilot)
        steps.select(steps.keys[3])
        await pilot.press("c")
        await until(pilot, lambda: app.current_mode == "compare")
        await until(pilot, lambda: "1 difference:" in screen_text(app))


async def test_hostile_text_in_labels_is_only_text(demo_store: Path) -> None:
    workspace = Workspace.open(demo_store, author=HOSTILE)
    workspace.enter(workspace.editions()[0].id)
    row = Activity("hostile", workspace.programme.edition.id, keynote(workspace).kind, HOSTILE)
    workspace.do(add(workspace.programme, row))
    workspace.close()
    async with opened(demo_store, size=(200, 60)) as (app, pilot):
        await in_history(app, pilot)
        assert HOSTILE in text_of(app.screen.query_one("#step"))


async def test_it_fits_80_by_24_in_french(demo_store: Path) -> None:
    make_steps(demo_store)
    async with opened(demo_store, size=(80, 24)) as (app, pilot):
        steps = await in_history(app, pilot)
        await until(pilot, lambda: steps.size.height >= 5)
        assert app.screen.query_one("#step-scroll").size.height >= 4
        assert isinstance(app.screen.query_one("#text"), Input)


# -- rows ---------------------------------------------------------------------------------

NOW = datetime(2024, 10, 27, 1, 30, tzinfo=UTC)
ZONE = ZoneInfo("Europe/Brussels")


def line(number: int, ago: timedelta, author: str = "anna", state: str = "done") -> Line:
    at = (NOW - ago).replace(tzinfo=None)
    return Line(Step(number, "e", at, author, "{}", state, False, number), Phrase("Move Café"))


def texts(*lines: Line) -> list[str]:
    rows = history_rows(lines, lines[0].step.id, history_layout(), ZONE, NOW)
    return ["".join(run.text for run in row.lines(100)[0]) for row in rows]


def test_what_is_recent_says_how_long_ago_it_was() -> None:
    found = texts(line(3, timedelta(seconds=20)), line(2, timedelta(minutes=2)))
    assert found[0].startswith("Today")
    assert "just now" in found[1]
    assert "2 min ago" in found[2]


def test_days_are_those_of_the_edition_across_the_clock_change() -> None:
    found = texts(line(2, timedelta(hours=2)), line(1, timedelta(hours=4)))
    assert found[0].startswith("Today")
    assert "01:30" in found[1]
    assert found[2].startswith("Yesterday")
    assert "23:30" in found[3]


def test_words_are_found_without_accents_and_case() -> None:
    lines = [line(1, timedelta()), line(2, timedelta(), author="Éric")]
    assert len(listed(lines, HistoryFilter(text="cafe move"), ZONE)) == 2
    assert [x.step.id for x in listed(lines, HistoryFilter(text="eric"), ZONE)] == [2]
    assert listed(lines, HistoryFilter(text="tea"), ZONE) == []
