"""The Publish room: who gets what, what stands in the way, and the export itself."""

from pathlib import Path

import pytest
from textual.widgets import Button, Checkbox, Input, ProgressBar

from planner.edits import editions
from planner.edits.core import add, change
from planner.entities import Delegate, Delegation
from planner.publish.counts import activities_of
from planner.publish.export import export
from planner.publish.recipients import recipients
from planner.workspace import Workspace
from screens.app import PlannerApp
from screens.export_job import ExportJob, job_of
from screens.publish_folder import default_folder
from screens.widgets.line_list import LineList
from screens.widgets.table_list import TableList
from tests.build import EDITION
from tests.screens.drive import Driver, messages, opened, screen_text, text_of, until
from tests.screens.releases import Gate

#: How many get a programme in the demo edition.
EVERYBODY = 64
HOSTILE = "[/] [@click=app.quit]Dr [Lee]"


def list_of(app: PlannerApp) -> TableList:
    return app.screen.query_one("#recipients", TableList)


def files_of(app: PlannerApp) -> LineList:
    return app.screen.query_one("#result", LineList)


async def set_up(app: PlannerApp, pilot: Driver, out: Path, *formats: str) -> ExportJob:
    """Choose the folder and the formats (all without any)."""
    app.screen.query_one("#folder", Input).value = str(out)
    for name in ("ics", "pdf", "html"):
        app.screen.query_one(f"#{name}", Checkbox).value = not formats or name in formats
    await pilot.pause()
    return job_of(app)


async def run(pilot: Driver, job: ExportJob) -> None:
    await pilot.press("e")
    await until(pilot, lambda: job.order is not None and not job.is_running, "the export ends")


async def mark_only(app: PlannerApp, pilot: Driver, name: str) -> None:
    """Mark one recipient, by name, and nobody else."""
    assert app.state is not None
    found = recipients(app.state.programme)
    list_of(app).select(next(r.key for r in found if r.name == name))
    await pilot.press("m", "space")
    await pilot.pause()


def names_in(out: Path) -> set[str]:
    return {str(p.relative_to(out)) for p in out.rglob("*") if p.is_file()}


# -- before -------------------------------------------------------------------------------


async def test_everybody_stands_in_the_list_with_activities_and_language(demo_store: Path) -> None:
    async with opened(demo_store, "publish") as (app, _pilot):
        assert app.state is not None
        found = recipients(app.state.programme)
        assert list_of(app).keys == tuple(r.key for r in found)
        caen = next(r for r in found if r.name == "Caen")
        count = activities_of(app.state.programme, caen)
        (line,) = (x for x in text_of(list_of(app)).splitlines() if " Caen " in x)
        assert line.split()[-3:] == ["Caen", str(count), "fr"]


async def test_a_click_on_the_mark_of_a_row_turns_it_and_one_on_its_name_does_not(
    demo_store: Path,
) -> None:
    async with opened(demo_store, "publish") as (app, pilot):
        button = app.screen.query_one("#export", Button)
        everybody = str(button.label)
        await pilot.click(list_of(app), offset=(0, 3))
        await until(pilot, lambda: str(button.label) != everybody, "one less is exported")
        assert "☐" in text_of(list_of(app)).splitlines()[3]
        await pilot.click(list_of(app), offset=(6, 4))
        await pilot.pause()
        assert text_of(list_of(app)).count("☐") == 1
        await pilot.click(list_of(app), offset=(0, 3))
        await until(pilot, lambda: str(button.label) == everybody, "everybody is marked again")


async def test_what_stands_in_the_way_is_said_and_a_click_leads_there(demo_store: Path) -> None:
    async with opened(demo_store, "publish") as (app, pilot):
        findings = app.screen.query_one("#findings")
        text = text_of(findings)
        assert "5 blocking conflicts are left" in text
        assert "1 activity in the tray is left out" in text
        await pilot.click(findings, offset=(6, 0))
        await until(pilot, lambda: getattr(app.screen, "ROOM", "") == "conflicts")


async def test_people_without_a_programme_are_named(demo_store: Path) -> None:
    async with opened(demo_store, "publish") as (app, pilot):
        assert app.state is not None
        programme = app.state.programme
        row = Delegation("new", programme.edition.id, next(iter(programme.cities)), HOSTILE)
        app.perform(lambda p: add(p, row))
        await until(pilot, lambda: "delegation:new" in list_of(app).keys)
        text = " ".join(text_of(app.screen.query_one("#findings")).split())
        assert f"1 has no programme: {HOSTILE}" in text


@pytest.mark.slow
async def test_the_programme_of_the_recipient_is_shown_by_day(demo_store: Path) -> None:
    async with opened(demo_store, "publish", (200, 60)) as (app, pilot):
        assert app.state is not None
        found = recipients(app.state.programme)
        list_of(app).select(next(r.key for r in found if r.name == "Tbilisi"))
        await pilot.pause()
        text = text_of(app.screen.query_one("#preview"))
        assert text.lstrip("│ ").startswith("Tbilisi")
        list_of(app).select(next(r.key for r in found if r.name == "Caen"))
        await pilot.pause()
        text = text_of(app.screen.query_one("#preview"))
        assert "mardi 22 octobre" in text
        assert "19:00–21:00  Welcome evening with buffet" in text


@pytest.mark.slow
async def test_an_edition_without_delegations_says_what_to_do(tmp_path: Path) -> None:
    workspace = Workspace.open(tmp_path / "plan.db")
    workspace.create(editions.create(EDITION))
    workspace.close()
    async with opened(tmp_path / "plan.db", "publish") as (app, pilot):
        assert "2024" in text_of(list_of(app))
        assert "Nothing is planned yet" in screen_text(app)
        job = await set_up(app, pilot, tmp_path / "out")
        await run(pilot, job)
        assert job.report is not None
        assert job.report.files == ()
        assert "nothing in the programme yet" in text_of(app.screen.query_one("#result"))


def test_the_folder_proposed_is_one_of_its_own() -> None:
    assert Path(default_folder()).name == "wake-planner-export"


# -- the export ---------------------------------------------------------------------------


@pytest.mark.slow
async def test_an_export_of_the_draft_writes_files_and_notes_nobody(
    demo_store: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    async with opened(demo_store, "publish") as (app, pilot):
        job = await set_up(app, pilot, out, "ics")
        await run(pilot, job)
        assert job.report is not None
        assert len(names_in(out)) == len(job.report.files) == EVERYBODY
        assert "delegations/delegation-tbilisi.ics" in names_in(out)
        assert app.workspace is not None
        assert app.workspace.releases.handouts() == []
        assert f"{EVERYBODY} files exported." in text_of(app.screen.query_one("#status"))
        result = text_of(files_of(app))
        assert "The draft: nobody is noted as having it." in result
        assert f"file {out / 'delegations' / 'delegation-caen.ics'}" in files_of(app).keys
        assert messages(app) == [f"{EVERYBODY} files exported."]


@pytest.mark.slow
async def test_only_marked_recipients_and_formats_are_exported(
    demo_store: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    async with opened(demo_store, "publish") as (app, pilot):
        job = await set_up(app, pilot, out)
        await mark_only(app, pilot, "Caen")
        await pilot.press("h")
        await pilot.pause()
        assert "Export 1 (e)" in screen_text(app)
        await run(pilot, job)
        assert names_in(out) == {f"delegations/delegation-caen.{x}" for x in ("ics", "pdf")}


@pytest.mark.slow
async def test_other_formats_are_chosen_by_their_keys(demo_store: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    async with opened(demo_store, "publish") as (app, pilot):
        job = await set_up(app, pilot, out)
        await mark_only(app, pilot, "Caen")
        await pilot.press("i", "p", "h", "t", "a")
        await run(pilot, job)
        assert names_in(out) == {f"delegations/delegation-caen.{x}" for x in ("txt", "md")}


@pytest.mark.slow
async def test_without_formats_recipients_or_folder_it_says_what_is_missing(
    demo_store: Path, tmp_path: Path
) -> None:
    async with opened(demo_store, "publish") as (app, pilot):
        job = await set_up(app, pilot, tmp_path / "out")
        await pilot.press("i", "p", "h", "e")
        assert any("one format" in text for text in messages(app))
        await pilot.press("i", "m", "e")
        assert any("one recipient" in text for text in messages(app))
        app.screen.query_one("#folder", Input).value = " "
        await pilot.press("m", "e")
        assert any("the folder" in text for text in messages(app))
        assert job.order is None


@pytest.mark.slow
async def test_a_folder_that_cannot_be_written_is_said_in_a_sentence(
    demo_store: Path, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way")
    async with opened(demo_store, "publish") as (app, pilot):
        job = await set_up(app, pilot, tmp_path / "file" / "out", "ics")
        await run(pilot, job)
        assert job.error is not None
        assert str(tmp_path / "file") in str(job.error)
        assert str(job.error)[:20] in screen_text(app)


@pytest.mark.slow
async def test_progress_is_shown_and_the_export_can_be_stopped(
    demo_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = Gate(monkeypatch, "screens.export_job.export", export)
    out = tmp_path / "out"
    async with opened(demo_store, "publish") as (app, pilot):
        job = await set_up(app, pilot, out)
        await pilot.press("e")
        await until(pilot, lambda: gate.reached.is_set() and job.done == 1)
        assert f"1 of {EVERYBODY}" in text_of(app.screen.query_one("#status"))
        assert app.screen.query_one(ProgressBar).display
        assert app.screen.query_one("#export", Button).disabled
        await pilot.press("s")
        assert "Stopping" in text_of(app.screen.query_one("#status"))
        gate.go_on.set()
        await until(pilot, lambda: not job.is_running)
        assert "Stopped: nothing was written." in text_of(app.screen.query_one("#status"))
        assert not out.exists() or names_in(out) == set()


@pytest.mark.slow
async def test_leaving_the_room_does_not_stop_the_export(
    demo_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = Gate(monkeypatch, "screens.export_job.export", export)
    out = tmp_path / "out"
    async with opened(demo_store, "publish") as (app, pilot):
        job = await set_up(app, pilot, out, "ics")
        await pilot.press("e")
        await until(pilot, gate.reached.is_set)
        await pilot.press("1")
        await until(pilot, lambda: getattr(app.screen, "ROOM", "") == "board")
        app.action_language("fr")
        await pilot.pause()
        gate.go_on.set()
        await until(pilot, lambda: not job.is_running)
        assert len(names_in(out)) == EVERYBODY
        app.action_room("publish")
        await until(pilot, lambda: getattr(app.screen, "ROOM", "") == "publish")
        await until(pilot, lambda: str(EVERYBODY) in text_of(app.screen.query_one("#status")))


@pytest.mark.slow
async def test_quitting_does_not_wait_for_the_export(
    demo_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = Gate(monkeypatch, "screens.export_job.export", export)
    async with opened(demo_store, "publish") as (app, pilot):
        job = await set_up(app, pilot, tmp_path / "out")
        await pilot.press("e")
        await until(pilot, gate.reached.is_set)
        gate.go_on.set()
        app.exit()
    assert job.report is None or job.report.stopped or job.report.files


@pytest.mark.slow
async def test_names_without_glyphs_and_hostile_names_are_told_as_they_are(
    demo_store: Path, tmp_path: Path
) -> None:
    async with opened(demo_store, "publish", (200, 60)) as (app, pilot):
        assert app.state is not None
        delegate = next(iter(app.state.programme.delegates.values()))
        renamed = Delegate(delegate.id, delegate.delegation_id, f"{HOSTILE} \U00100000")
        app.perform(lambda p: change(p, renamed))
        job = await set_up(app, pilot, tmp_path / "out", "pdf")
        await mark_only(app, pilot, renamed.name)
        await run(pilot, job)
        assert job.report is not None
        assert job.report.warnings
        text = text_of(app.screen.query_one("#result"))
        assert HOSTILE in " ".join(text.split())


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)])
async def test_list_and_export_are_in_view_in_every_size(
    demo_store: Path, size: tuple[int, int]
) -> None:
    async with opened(demo_store, "publish", size) as (app, pilot):
        await pilot.pause()
        text = screen_text(app)
        for piece in ("Caen", f"Export {EVERYBODY} (e)", "Folder", "blocking"):
            assert piece in text


@pytest.mark.parametrize("size", [(80, 24), (80, 40), (120, 40), (200, 60)])
async def test_enter_reads_the_programme_and_escape_goes_back(
    demo_store: Path, size: tuple[int, int]
) -> None:
    async with opened(demo_store, "publish", size) as (app, pilot):
        assert ("mardi 22 octobre" in screen_text(app)) == (size != (80, 24))
        await pilot.press("enter")
        await until(pilot, lambda: app.focused is app.screen.query_one("#preview"))
        assert "mardi 22 octobre" in screen_text(app)
        await pilot.press("escape")
        await until(pilot, lambda: f"Export {EVERYBODY} (e)" in screen_text(app))
        assert app.focused is app.screen.query_one("#recipients")


@pytest.mark.slow
@pytest.mark.usefixtures("at_home")
async def test_the_folder_is_remembered_for_the_next_run(demo_store: Path, tmp_path: Path) -> None:
    async with opened(demo_store, "publish") as (app, pilot):
        await mark_only(app, pilot, "Caen")
        await run(pilot, await set_up(app, pilot, tmp_path / "kept", "ics"))
    async with opened(demo_store, "publish") as (app, _pilot):
        assert app.screen.query_one("#folder", Input).value == str(tmp_path / "kept")


@pytest.mark.usefixtures("at_home")
@pytest.mark.slow
async def test_the_folder_is_shown_once_it_is_there(
    demo_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(PlannerApp, "open_url", lambda _app, url: shown.append(url))
    async with opened(demo_store, "publish") as (app, pilot):
        job = await set_up(app, pilot, tmp_path / "out [x]", "ics")
        await pilot.press("w")
        assert any("first export" in text for text in messages(app))
        await mark_only(app, pilot, "Caen")
        await run(pilot, job)
        await pilot.click("#open")
        assert shown == [(tmp_path / "out [x]").as_uri()]
