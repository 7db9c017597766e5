"""Releases made in the Publish room: asked for, stopped, made by two at once."""

from pathlib import Path

import pytest
from textual.widgets import Button, Checkbox

from planner.publish.releases import issue_all
from screens.dialogs import Pick
from screens.publish import PublishScreen
from screens.release_dialog import ReleaseDialog
from screens.release_job import release_job_of
from screens.widgets.table_list import TableList
from tests.screens.drive import messages, opened, text_of, until
from tests.screens.releases import (
    HOSTILE,
    Gate,
    ask,
    move_keynote,
    release,
    released,
    shown,
    staged,
)


@pytest.mark.slow
async def test_the_first_release_goes_out_from_then_on(demo_store: Path) -> None:
    async with opened(demo_store, "publish", (200, 60)) as (app, pilot):
        assert "Goes out: draft" in shown(app)
        await release(app, pilot, HOSTILE)
        assert f"Goes out: v1 · {HOSTILE}" in shown(app)
        assert app.workspace is not None
        (made,) = app.workspace.releases.all()
        assert (made.number, made.name, made.author) == (1, HOSTILE, "anna")
        assert made.content == ""
        ledger = app.workspace.releases.ledger()
        assert len(ledger.rows) == 64
        assert any(text.startswith("Release 1: ") for text in messages(app))


@pytest.mark.slow
async def test_what_is_blocking_wants_a_clear_yes(demo_store: Path) -> None:
    async with opened(demo_store, "publish") as (app, pilot):
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, ReleaseDialog))
        assert "5 blocking conflicts are left" in shown(app)
        assert "The first release: everybody gets all of it." in shown(app)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, ReleaseDialog)
        assert "tick the box" in shown(app)
        assert app.focused is app.screen.query_one(Checkbox)
        await pilot.press("escape")
        await until(pilot, lambda: getattr(app.screen, "ROOM", "") == "publish")
        assert app.workspace is not None
        assert app.workspace.releases.all() == []


@pytest.mark.slow
async def test_the_next_release_says_what_has_changed_since_the_last(demo_store: Path) -> None:
    async with opened(staged(demo_store, "First"), "publish") as (app, pilot):
        move_keynote(app, 15)
        await until(pilot, lambda: "What changed: 1" in shown(app))
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, ReleaseDialog))
        text = " ".join(shown(app).split())
        assert "Release 2: the plan as it is now" in text
        assert "Since release 1: → 1 moved" in text


@pytest.mark.slow
async def test_a_release_in_which_nothing_differs_says_so(demo_store: Path) -> None:
    async with opened(staged(demo_store, "First"), "publish") as (app, pilot):
        await release(app, pilot, "Again")
        assert messages(app) == ["Release 2: nothing in it differs for anybody."]


@pytest.mark.slow
async def test_stopping_a_release_writes_nothing_and_the_app_stays_usable(
    demo_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = Gate(monkeypatch, "screens.release_job.issue_all", issue_all)
    async with opened(demo_store, "publish") as (app, pilot):
        job = await ask(app, pilot, "First")
        await until(pilot, lambda: gate.reached.is_set() and job.done == 1)
        assert "1 of 64" in text_of(app.screen.query_one("#status"))
        assert app.screen.query_one("#export", Button).disabled
        await pilot.press("down")
        assert app.screen.query_one("#recipients", TableList).cursor_key is not None
        await pilot.press("n")
        assert any("Wait until it has ended" in text for text in messages(app))
        await pilot.click("#stop")
        gate.go_on.set()
        await until(pilot, lambda: not job.is_running)
        assert text_of(app.screen.query_one("#status")).strip() == "Stopped: nothing was released."
        assert app.workspace is not None
        assert app.workspace.releases.all() == []
        assert app.workspace.releases.ledger().rows == {}


@pytest.mark.slow
async def test_a_release_is_the_plan_as_it_was_when_it_was_asked_for(
    demo_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = Gate(monkeypatch, "screens.release_job.issue_all", issue_all)
    async with opened(demo_store, "publish") as (app, pilot):
        assert app.state is not None
        before = app.state.programme
        job = await ask(app, pilot, "First")
        await until(pilot, gate.reached.is_set)
        move_keynote(app, 15)
        gate.go_on.set()
        await until(pilot, lambda: not job.is_running)
        assert job.release is not None
        assert app.workspace is not None
        released = app.workspace.releases.programme(job.release)
        assert released.activities == before.activities
        assert "What changed: 1" in shown(app)


@pytest.mark.slow
async def test_of_two_who_release_at_once_the_second_is_told(
    demo_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = Gate(monkeypatch, "screens.release_job.issue_all", issue_all)
    async with opened(demo_store, "publish") as (app, pilot):
        job = await ask(app, pilot, "Mine")
        await until(pilot, gate.reached.is_set)
        released(demo_store, "Hers")
        gate.go_on.set()
        await until(pilot, lambda: not job.is_running)
        assert "Somebody else has made release 1 meanwhile." in str(job.error)
        assert app.workspace is not None
        assert [r.name for r in app.workspace.releases.all()] == ["Hers"]


@pytest.mark.slow
async def test_a_release_made_while_the_question_stands_is_told_before_anything_is_made(
    demo_store: Path,
) -> None:
    async with opened(demo_store, "publish") as (app, pilot):
        await pilot.press("n")
        await until(pilot, lambda: isinstance(app.screen, ReleaseDialog))
        released(demo_store, "Hers")
        await pilot.press("enter", "space")
        await pilot.click("#ok")
        await until(pilot, lambda: getattr(app.screen, "ROOM", "") == "publish")
        await until(pilot, lambda: any("Somebody else has made" in m for m in messages(app)))
        assert app.workspace is not None
        assert [r.name for r in app.workspace.releases.all()] == ["Hers"]


@pytest.mark.slow
async def test_when_the_store_is_full_there_is_no_release_and_that_is_said(
    demo_store: Path,
) -> None:
    async with opened(demo_store, "publish") as (app, pilot):
        assert app.workspace is not None
        with app.workspace.store.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA max_page_count = 1")  # no page more than there are
        await release(app, pilot, "First")
        error = release_job_of(app).error
        assert error is not None
        assert "The disk is full" in str(error)
        assert app.workspace.releases.all() == []
        assert "The disk is full" in text_of(app.screen.query_one("#status"))


@pytest.mark.slow
async def test_a_release_of_somebody_else_appears_by_itself(demo_store: Path) -> None:
    async with opened(demo_store, "publish") as (app, pilot):
        released(demo_store, "Hers")
        app.refresh_from_others()
        room = app.screen
        assert isinstance(room, PublishScreen)
        room.look_again()
        await pilot.press("v")
        await until(pilot, lambda: isinstance(app.screen, Pick))
        assert "v1 · Hers" in shown(app)
