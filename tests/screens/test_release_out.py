"""Releases of the Publish room: handed out, exported again, gone back to."""

from pathlib import Path

import pytest

from planner.edits.core import change
from planner.entities import Delegate
from planner.workspace import Workspace
from screens.export_job import job_of
from screens.release_dialog import RollBackDialog
from screens.widgets.table_list import TableList
from tests.screens.drive import messages, opened, text_of, until
from tests.screens.releases import (
    HOSTILE,
    KEYNOTE,
    choose,
    mark_caen,
    move_keynote,
    out,
    release,
    shown,
    staged,
)

# -- handing one out ----------------------------------------------------------------------


@pytest.mark.slow
async def test_an_earlier_release_goes_out_again_byte_for_byte(
    demo_store: Path, tmp_path: Path
) -> None:
    async with opened(demo_store, "publish") as (app, pilot):
        await release(app, pilot, "First")
        await mark_caen(app, pilot)
        await out(app, pilot, tmp_path / "one")
        move_keynote(app, 15)
        await release(app, pilot, "Second")
        await choose(app, pilot, "v", "first")
        await until(pilot, lambda: "Goes out: v1" in shown(app))
        await out(app, pilot, tmp_path / "again")
        (before,) = (tmp_path / "one").rglob("*.ics")
        (after,) = (tmp_path / "again").rglob("*.ics")
        assert before.read_bytes() == after.read_bytes()


@pytest.mark.slow
async def test_the_export_of_a_release_notes_who_holds_it(demo_store: Path, tmp_path: Path) -> None:
    async with opened(staged(demo_store, "First", "Second"), "publish") as (app, pilot):
        await mark_caen(app, pilot)
        await out(app, pilot, tmp_path / "out")
        assert app.workspace is not None
        (handout,) = app.workspace.releases.handouts()
        second = app.workspace.releases.find(2)
        assert (handout.release_id, handout.author) == (second.id, "anna")
        (line,) = (x for x in shown(app).splitlines() if x.startswith("☑ Caen"))
        assert " v2 " in line


@pytest.mark.slow
async def test_when_the_store_cannot_note_it_that_is_said(demo_store: Path, tmp_path: Path) -> None:
    async with opened(staged(demo_store, "First"), "publish") as (app, pilot):
        assert app.workspace is not None
        with app.workspace.store.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA query_only = 1")
        await mark_caen(app, pilot)
        await out(app, pilot, tmp_path / "out")
        assert "The files are written, but the store could not note it." in str(job_of(app).error)
        assert list((tmp_path / "out").rglob("*.ics"))


@pytest.mark.slow
async def test_who_holds_something_outdated_is_marked_with_one_key(
    demo_store: Path, tmp_path: Path
) -> None:
    async with opened(staged(demo_store, "First"), "publish") as (app, pilot):
        await pilot.press("x")
        assert any("Nobody holds anything" in text for text in messages(app))
        await mark_caen(app, pilot)
        await out(app, pilot, tmp_path / "out")
        move_keynote(app, 15)
        await release(app, pilot, "Second")
        assert "Who holds what: 1 outdated" in shown(app)
        await pilot.press("m", "x")
        assert "Export 1 (e)" in shown(app)


@pytest.mark.slow
async def test_the_release_that_goes_out_is_what_is_shown(demo_store: Path) -> None:
    async with opened(staged(demo_store, "First"), "publish", (200, 60)) as (app, pilot):
        assert app.state is not None
        keys = app.screen.query_one("#recipients", TableList).keys
        key = next(key for key in keys if key.startswith("delegate:"))
        delegate = app.state.programme.delegates[key.removeprefix("delegate:")]
        renamed = Delegate(delegate.id, delegate.delegation_id, HOSTILE)
        app.perform(lambda p: change(p, renamed))
        await pilot.pause()
        recipients = app.screen.query_one("#recipients")
        assert HOSTILE[:20] not in text_of(recipients)
        await choose(app, pilot, "v", "draft")
        await until(pilot, lambda: "Goes out: draft" in shown(app))
        assert HOSTILE[:20] in text_of(recipients)


# -- going back ---------------------------------------------------------------------------


@pytest.mark.slow
async def test_rolling_back_shows_what_changes_asks_and_is_one_step(demo_store: Path) -> None:
    async with opened(staged(demo_store, "First", "Second"), "publish") as (app, pilot):
        assert app.state is not None
        assert app.workspace is not None
        second = app.state.programme
        first = app.workspace.releases.programme(app.workspace.releases.find(1))
        await choose(app, pilot, "b", "first")
        await until(pilot, lambda: isinstance(app.screen, RollBackDialog))
        assert f"{KEYNOTE} · Moved" in shown(app)
        assert "→ 1 moved" in shown(app)
        await pilot.click("#yes")
        await until(pilot, lambda: app.state is not None and app.state.programme is not second)
        assert app.state.programme.activities == first.activities
        await pilot.press("u")
        await until(
            pilot,
            lambda: app.state is not None and app.state.programme.activities == second.activities,
        )


@pytest.mark.slow
async def test_escape_leaves_the_plan_as_it_is(demo_store: Path) -> None:
    async with opened(staged(demo_store, "First", "Second"), "publish") as (app, pilot):
        assert app.state is not None
        before = app.state.programme
        await choose(app, pilot, "b", "first")
        await until(pilot, lambda: isinstance(app.screen, RollBackDialog))
        await pilot.press("escape")
        await until(pilot, lambda: getattr(app.screen, "ROOM", "") == "publish")
        assert app.state.programme is before


@pytest.mark.slow
async def test_there_is_nothing_to_go_back_to_before_a_release_and_where_it_stands(
    demo_store: Path,
) -> None:
    async with opened(demo_store, "publish") as (app, pilot):
        await pilot.press("b")
        await until(pilot, lambda: any("Nothing has been released" in m for m in messages(app)))
        await release(app, pilot, "First")
        await pilot.press("b", "enter")
        await until(pilot, lambda: any("stands as in release 1" in m for m in messages(app)))


def _damage(store: Path) -> None:
    """What the first release froze can no longer be read."""
    workspace = Workspace.open(store)
    with workspace.store.writing() as connection:
        connection.exec_driver_sql("UPDATE release SET content = '{' WHERE number = 1")
    workspace.close()


@pytest.mark.slow
async def test_a_damaged_release_is_told_and_the_room_stays_as_it_was(demo_store: Path) -> None:
    staged(demo_store, "First", "Second")
    _damage(demo_store)
    async with opened(demo_store, "publish") as (app, pilot):
        await choose(app, pilot, "v", "first")
        await until(pilot, lambda: any("damaged" in text for text in messages(app)))
        assert "Goes out: v2" in shown(app)


async def test_a_damaged_newest_release_is_told_and_the_draft_goes_out(demo_store: Path) -> None:
    staged(demo_store, "First")
    _damage(demo_store)
    async with opened(demo_store, "publish") as (app, _pilot):
        assert any("damaged" in text for text in messages(app))
        assert len(app.screen.query_one("#recipients", TableList).keys) == 64
