"""From a conflict to its place, from anywhere; by day and part of the plan; what came back."""

from dataclasses import replace
from pathlib import Path

import pytest

from planner.checks.engine import check
from planner.demo import demo_programme
from planner.edits.activities import shift
from planner.edits.conflicts import accept
from planner.remedies import Previewer
from planner.workspace import Workspace
from screens.app import PlannerApp
from screens.conflict_rows import ConflictFilter, Job, Listed, days_of, jobs_of, listed
from screens.dialogs import Pick
from screens.remedy_list import remedy_row
from screens.state import State
from screens.widgets.line_list import LineList
from tests.screens.drive import Driver, opened, pick, screen_text, text_of, until


def conflicts_of(app: PlannerApp) -> LineList:
    return app.screen.query_one("#conflict-list", LineList)


async def go_to(app: PlannerApp, pilot: Driver, rule: str) -> None:
    assert app.state is not None
    conflict = next(c for c in app.state.conflicts if c.rule == rule)
    assert conflicts_of(app).select(conflict.key)
    await pilot.pause()


@pytest.mark.slow
async def test_f8_goes_from_conflict_to_conflict_and_back(demo_store: Path) -> None:
    async with opened(demo_store, "people") as (app, pilot):
        assert app.state is not None
        keys = [c.key for c in app.state.open_conflicts]
        for key, wanted in (("f8", 0), ("f8", 1), ("f8", 2), ("shift+f8", 1)):
            await pilot.press(key)
            await until(pilot, lambda n=wanted: app.conflict == (keys[n], n))  # type: ignore[misc]
        await pilot.press("shift+f8", "shift+f8")
        await until(pilot, lambda: app.conflict == (keys[-1], len(keys) - 1))


async def test_f8_says_which_of_how_many_it_is(demo_store: Path) -> None:
    async with opened(demo_store) as (app, pilot):
        assert app.state is not None
        count = len(app.state.open_conflicts)
        await pilot.press("f8")
        await until(pilot, lambda: f"1/{count}" in screen_text(app))


async def test_in_the_conflicts_room_f8_moves_the_cursor(demo_store: Path) -> None:
    async with opened(demo_store, "conflicts") as (app, pilot):
        lines = conflicts_of(app)
        await pilot.press("f8")
        await until(pilot, lambda: lines.cursor_key == lines.keys[1])
        assert app.current_mode == "conflicts"


async def test_o_shows_a_round_table_conflict_in_the_round_table(demo_store: Path) -> None:
    async with opened(demo_store, "conflicts") as (app, pilot):
        await go_to(app, pilot, "round-table-over")
        await pilot.press("o")
        await until(pilot, lambda: app.current_mode == "round-table")


@pytest.mark.slow
async def test_o_shows_a_conflict_about_a_place_among_the_places(demo_store: Path) -> None:
    async with opened(demo_store, "conflicts") as (app, pilot):
        await go_to(app, pilot, "opening-hours-unknown")
        await pilot.press("o")
        await until(pilot, lambda: app.current_mode == "places")


async def test_brackets_and_c_narrow_to_a_day_and_a_part_of_the_plan(demo_store: Path) -> None:
    async with opened(demo_store, "conflicts") as (app, pilot):
        everything = len(conflicts_of(app).keys)
        await pilot.press("left_square_bracket", "left_square_bracket")
        await until(pilot, lambda: 0 < len(conflicts_of(app).keys) < everything)
        saturday = len(conflicts_of(app).keys)
        await pilot.press("c")
        await pick(app, pilot, "KIKK")
        await until(pilot, lambda: 0 < len(conflicts_of(app).keys) < saturday)
        await pilot.press("escape")
        await until(pilot, lambda: len(conflicts_of(app).keys) == everything)


@pytest.mark.slow
async def test_the_chips_for_day_and_part_open_the_same_lists(demo_store: Path) -> None:
    async with opened(demo_store, "conflicts", (200, 60)) as (app, pilot):
        row = app.screen.query_one("#chips")
        line = text_of(row).splitlines()[0].replace("\xa0", " ")
        for text in ("all days", "whole plan"):
            await pilot.click(row, offset=(line.index(text) + 1, 0))
            await until(pilot, lambda: isinstance(app.screen, Pick), text)
            await pilot.press("escape")
            await until(pilot, lambda: not isinstance(app.screen, Pick))


def test_a_remedy_tells_what_it_changes_and_what_would_appear() -> None:
    programme = demo_programme()
    previewer = Previewer(programme)
    found = (p for c in check(programme) for p in previewer.previews(c))
    preview = next(p for p in found if p.knock_on.appear)
    text = "".join(r.text for line in remedy_row(programme, 1, preview).lines(300) for r in line)
    assert str(preview.knock_on.appear[0].phrase) in text
    assert f"conflicts {preview.before} → {preview.after}" in text


def test_an_accepted_conflict_that_is_back_says_so(demo: Workspace) -> None:
    rule = "gap-too-short"
    conflict = next(c for c in demo.conflicts if c.rule == rule)
    demo.do(accept(demo.programme, conflict, "We walk fast", "anna"))
    each = row_of(demo, conflict.key)
    assert each.acceptance is not None
    assert each.outdated is None
    demo.do(shift(demo.programme, conflict.activities[1], -1))
    back = row_of(demo, conflict.key)
    assert back.acceptance is None
    assert back.outdated is not None
    assert back.outdated.note == "We walk fast"


def row_of(workspace: Workspace, key: str) -> Listed:
    state = State(workspace.programme, workspace.conflicts)
    return next(each for each in listed(state, ConflictFilter()) if each.key == key)


def test_a_conflict_between_jobs_belongs_to_both() -> None:
    programme = demo_programme()
    found = check(programme)
    table = next(c for c in found if c.rule == "round-table-over")
    assert jobs_of(programme, table) == {Job.ROUND_TABLE}
    meeting = next(a for a in programme.activities.values() if a.kind.value == "meeting")
    both = replace(table, activities=(*table.activities, meeting.id))
    assert jobs_of(programme, both) == {Job.ROUND_TABLE, Job.MEETINGS}
    assert len(days_of(programme, table)) == 1
