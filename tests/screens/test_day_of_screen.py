"""Day-of mode."""

from datetime import date
from pathlib import Path

import pytest

from planner.edits import editions
from planner.entities import Edition
from planner.workspace import Workspace
from screens.app import PlannerApp
from screens.dialogs import Ask
from screens.widgets.line_list import LineList
from tests.marks import slow_from
from tests.screens.drive import Driver, messages, opened, pick, screen_text, text_of, until


def make_empty_edition(store: Path) -> None:
    workspace = Workspace.open(store, author="anna")
    first, last = date(2024, 10, 22), date(2024, 10, 27)
    workspace.create(editions.create(Edition("e", "Empty", first, last, first, last), ()))
    workspace.close()


async def at_half_past_eight(app: PlannerApp, pilot: Driver) -> LineList:
    """In day-of mode, on Wednesday at 8:30."""
    await pilot.press("f7")
    await until(pilot, lambda: getattr(app.screen, "ROOM", "") == "day-of", "day-of")
    await pilot.press("t")
    await until(pilot, lambda: isinstance(app.screen, Ask))
    await pilot.press("ctrl+u", *"2024-10-23 8:30", "enter")
    await until(pilot, lambda: "Wed\xa023\xa0Oct\xa008:30" in screen_text(app))
    return app.screen.query_one("#where", LineList)


async def coach_is_late(app: PlannerApp, pilot: Driver, minutes: str = "25") -> LineList:
    await at_half_past_eight(app, pilot)
    await pilot.press("s")
    await pick(app, pilot, "Coach A · vehicle")
    await pilot.press("m")
    await until(pilot, lambda: isinstance(app.screen, Ask))
    await pilot.press("ctrl+u", *minutes, "enter")
    await until(pilot, lambda: f"{minutes}\xa0min\xa0late" in screen_text(app))
    return app.screen.query_one("#late", LineList)


@pytest.mark.parametrize("size", slow_from(1, [(80, 24), (120, 40), (200, 60)]), ids=str)
async def test_who_is_where_now(demo_store: Path, size: tuple[int, int]) -> None:
    async with opened(demo_store, size=size) as (app, pilot):
        lines = await at_half_past_eight(app, pilot)
        text = text_of(lines)
        caen = next(line for line in text.splitlines() if "Caen" in line)
        assert "until 09:00" in caen


@pytest.mark.slow
async def test_enter_on_a_line_asks_what_its_delay_would_do(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        lines = await at_half_past_eight(app, pilot)
        assert lines.select(next(key for key in lines.keys if key.startswith("vehicle")))
        await pilot.press("enter")
        await until(pilot, lambda: "Moves (" in screen_text(app))
        await pilot.press("w")
        await until(pilot, lambda: app.screen.query_one("#where").has_focus)


@pytest.mark.slow
async def test_the_ripple_is_previewed_with_times_and_phones(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        assert app.workspace is not None
        before = app.workspace.programme
        text = text_of(await coach_is_late(app, pilot))
        assert "09:05 → 09:25 (+20)" in text
        assert "☎ Coach A (Rémy Chauffeur-Exemple) +32 000 00 00 61" in text
        assert app.workspace.programme is before


@pytest.mark.slow
async def test_plus_and_minus_change_the_minutes(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        await coach_is_late(app, pilot)
        await pilot.press("plus", "plus", "minus")
        await until(pilot, lambda: "30\xa0min\xa0late" in screen_text(app))
        assert "09:05 → 09:30" in screen_text(app)


@pytest.mark.slow
async def test_a_applies_it_in_one_step_and_u_takes_it_back(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        assert app.workspace is not None
        workspace, before = app.workspace, app.workspace.programme
        await coach_is_late(app, pilot)
        await pilot.press("a")
        await until(pilot, lambda: workspace.programme is not before)
        assert str(workspace.history(1)[0].label) == "Coach A: 25 min late"
        await pilot.press("u")
        await until(pilot, lambda: workspace.programme.activities == before.activities)


@pytest.mark.slow
async def test_what_cannot_wait_is_decided_line_by_line(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        assert app.workspace is not None
        workspace = app.workspace
        await at_half_past_eight(app, pilot)
        await pilot.press("right_square_bracket", "s")
        await pick(app, pilot, "Keynote")
        await pilot.press(*["plus"] * 4)
        late = app.screen.query_one("#late", LineList)
        await until(pilot, lambda: any(key.startswith("fallen") for key in late.keys))
        key = next(key for key in late.keys if key.startswith("fallen"))
        late.select(key)
        assert "[stays as it is]" in text_of(late)
        await pilot.press("space")
        await until(pilot, lambda: "[goes on without those who are late]" in text_of(late))
        fallen = key.removeprefix("fallen ")
        whom = set(workspace.programme.delegations_in(fallen))
        await pilot.press("a")
        await until(pilot, lambda: set(workspace.programme.delegations_in(fallen)) < whom)


@pytest.mark.slow
async def test_the_sheets_of_those_concerned_are_written_and_named(
    demo_store: Path, tmp_path: Path
) -> None:
    async with opened(demo_store) as (app, pilot):
        assert app.workspace is not None
        workspace, before = app.workspace, app.workspace.programme
        await coach_is_late(app, pilot)
        await pilot.press("p")
        assert not isinstance(app.screen, Ask)
        await pilot.press("a")
        await until(pilot, lambda: workspace.programme is not before)
        await pilot.press("p")
        await until(pilot, lambda: isinstance(app.screen, Ask))
        await pilot.press("ctrl+u", *str(tmp_path / "out"), "enter")
        await until(pilot, lambda: "files written" in screen_text(app))
        names = {path.stem for path in (tmp_path / "out" / "delegations").iterdir()}
        assert names == {
            f"delegation-{name}" for name in ("caen", "enghien-les-bains", "karlsruhe", "viborg")
        }
        assert "delegation-caen.pdf" in screen_text(app)
        await pilot.press("escape")
        await until(pilot, lambda: getattr(app.screen, "ROOM", "") == "day-of")


@pytest.mark.slow
async def test_a_time_that_is_none_is_told(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        await at_half_past_eight(app, pilot)
        await pilot.press("t")
        await until(pilot, lambda: isinstance(app.screen, Ask))
        await pilot.press("ctrl+u", *"soon", "enter")
        await until(pilot, lambda: "Write a time" in screen_text(app))
        await pilot.press("0")
        await until(pilot, lambda: "08:30" not in screen_text(app).splitlines()[2])


async def test_an_empty_edition_says_what_to_do(empty_store: Path) -> None:
    make_empty_edition(empty_store)
    async with opened(empty_store) as (app, pilot):
        await pilot.press("f7")
        await until(pilot, lambda: "Nobody comes yet" in screen_text(app))
        await pilot.click("#tabs", offset=(20, 0))
        await until(pilot, lambda: "Choose what is late" in screen_text(app))
        await pilot.press("a")
        await until(pilot, lambda: "Choose first what is late" in screen_text(app))


async def test_nothing_can_be_decided_before_something_is_late(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        await at_half_past_eight(app, pilot)
        await pilot.press("space")
        said = "Choose first what is late: s, or enter on a line."
        await until(pilot, lambda: said in messages(app))


@pytest.mark.slow
async def test_a_line_without_a_decision_says_so(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        late = await coach_is_late(app, pilot)
        late.select(next(key for key in late.keys if key.startswith("told")))
        await pilot.press("space")
        said = "There is nothing to decide about this line."
        await until(pilot, lambda: said in messages(app))


async def test_now_is_a_morning_of_an_edition_that_is_not_on(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        await at_half_past_eight(app, pilot)
        await pilot.press("0")
        said = "The edition is not on now: this is a morning of it."
        await until(pilot, lambda: said in messages(app))
