"""Documents, reminder and written files in the Publish room."""

from dataclasses import replace
from pathlib import Path

import pytest
from textual.widgets import Button, Checkbox, Input

from planner.publish.documents import DOCUMENTS
from planner.publish.recipients import RecipientKind
from screens.app import PlannerApp
from screens.documents_dialog import DocumentsDialog
from screens.export_job import ExportJob, job_of
from screens.export_options import ExportOptions
from screens.widgets.line_list import LineList
from tests.screens.drive import Driver, messages, opened, text_of, until

#: One that delegations cannot get, and how many delegates and drivers there are in the demo.
SCHEDULE = next(d for d in DOCUMENTS if d.name == "schedule")
TEAM = next(d for d in DOCUMENTS if d.kinds == {RecipientKind.EDITION})


async def choose(app: PlannerApp, pilot: Driver, *names: str) -> None:
    """Mark documents by their names, and take them."""
    await pilot.press("g")
    await until(pilot, lambda: isinstance(app.screen, DocumentsDialog), "the dialog opens")
    table = app.screen.query_one(LineList)
    for name in names:
        assert table.select(name)
        await pilot.press("space")
        await pilot.pause()
    await pilot.press("ctrl+s")
    await until(pilot, lambda: not isinstance(app.screen, DocumentsDialog), "it closes")


async def run(app: PlannerApp, pilot: Driver, out: Path, *formats: str) -> ExportJob:
    app.screen.query_one("#folder", Input).value = str(out)
    for name in ("ics", "pdf", "html"):
        app.screen.query_one(f"#{name}", Checkbox).value = name in formats
    await pilot.pause()
    await pilot.press("e")
    job = job_of(app)
    await until(pilot, lambda: job.order is not None and not job.is_running, "the export ends")
    return job


def names_in(out: Path) -> set[str]:
    return {str(p.relative_to(out)) for p in out.rglob("*") if p.is_file()}


def label_of(app: PlannerApp, name: str) -> str:
    return str(app.screen.query_one(f"#{name}", Button).label)


# -- which documents ----------------------------------------------------------------------


async def test_at_first_pdf_means_the_usual_document_of_everybody(demo_store: Path) -> None:
    async with opened(demo_store, "publish") as (app, _pilot):
        assert "the usual one" in label_of(app, "documents")


async def test_the_dialog_says_whom_each_document_is_for(demo_store: Path) -> None:
    async with opened(demo_store, "publish") as (app, pilot):
        await pilot.press("g")
        await until(pilot, lambda: isinstance(app.screen, DocumentsDialog))
        table = app.screen.query_one(LineList)
        assert table.keys == tuple(d.name for d in DOCUMENTS)
        lines = {line.split()[1]: line for line in text_of(table).splitlines()[1:] if line.strip()}
        assert "22 delegates, 30 hosts, 3 drivers" in lines["Schedule"]
        assert "8 delegations" in lines["Booklet"]


async def test_only_those_who_are_marked_are_counted(demo_store: Path) -> None:
    async with opened(demo_store, "publish") as (app, pilot):
        await pilot.press("m", "g")
        await until(pilot, lambda: isinstance(app.screen, DocumentsDialog))
        assert "nobody who is marked" in text_of(app.screen.query_one(LineList))


@pytest.mark.slow
async def test_a_chosen_document_is_printed_for_those_it_is_made_for(
    demo_store: Path, tmp_path: Path
) -> None:
    async with opened(demo_store, "publish") as (app, pilot):
        await choose(app, pilot, TEAM.name)
        job = await run(app, pilot, tmp_path / "out", "pdf")
        assert {name.split("/")[0] for name in names_in(tmp_path / "out")} == {"edition"}
        assert job.report is not None
        result = text_of(app.screen.query_one("#result"))
        assert f"{TEAM.title}: the team" in result


@pytest.mark.slow
async def test_one_document_is_named_and_several_are_counted(demo_store: Path) -> None:
    async with opened(demo_store, "publish") as (app, pilot):
        await choose(app, pilot, SCHEDULE.name)
        assert "Schedule" in label_of(app, "documents")
        await choose(app, pilot, TEAM.name)
        assert "2 documents" in label_of(app, "documents")


async def test_a_long_title_is_shown_whole(demo_store: Path) -> None:
    title = "A document with a rather long title"
    long = replace(SCHEDULE, title=title)
    async with opened(demo_store, "publish") as (app, pilot):
        app.screen.query_one(ExportOptions).choose((long,))
        await until(pilot, lambda: title in text_of(app.screen.query_one("#documents")))


async def test_nothing_marked_is_no_answer(demo_store: Path) -> None:
    async with opened(demo_store, "publish") as (app, pilot):
        await pilot.press("g")
        await until(pilot, lambda: isinstance(app.screen, DocumentsDialog))
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert isinstance(app.screen, DocumentsDialog)
        assert "Mark at least one document" in text_of(app.screen.query_one(".form-error"))


@pytest.mark.slow
async def test_the_usual_ones_are_taken_again(demo_store: Path) -> None:
    async with opened(demo_store, "publish") as (app, pilot):
        await choose(app, pilot, SCHEDULE.name)
        await pilot.press("g")
        await until(pilot, lambda: isinstance(app.screen, DocumentsDialog))
        await pilot.press("u")
        await until(pilot, lambda: "the usual one" in label_of(app, "documents"))


@pytest.mark.slow
async def test_all_documents_are_marked_at_once_and_a_click_takes_one_away(
    demo_store: Path,
) -> None:
    async with opened(demo_store, "publish") as (app, pilot):
        await pilot.press("g")
        await until(pilot, lambda: isinstance(app.screen, DocumentsDialog))
        await pilot.press("m")
        await pilot.click(LineList, offset=(6, 1))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: not isinstance(app.screen, DocumentsDialog))
        assert f"{len(DOCUMENTS) - 1} documents" in label_of(app, "documents")


@pytest.mark.slow
async def test_choosing_documents_ticks_pdf(demo_store: Path) -> None:
    async with opened(demo_store, "publish") as (app, pilot):
        await pilot.press("p")
        assert not app.screen.query_one("#pdf", Checkbox).value
        await choose(app, pilot, SCHEDULE.name)
        assert app.screen.query_one("#pdf", Checkbox).value


@pytest.mark.slow
async def test_documents_for_nobody_who_is_marked_are_refused_in_a_sentence(
    demo_store: Path, tmp_path: Path
) -> None:
    async with opened(demo_store, "publish") as (app, pilot):
        await choose(app, pilot, TEAM.name)
        await pilot.press("m", "space", "i", "h")
        app.screen.query_one("#folder", Input).value = str(tmp_path / "out")
        await pilot.press("e")
        await until(pilot, lambda: any("None of these documents" in m for m in messages(app)))
        assert job_of(app).order is None


# -- the reminder -------------------------------------------------------------------------


@pytest.mark.slow
async def test_a_reminder_goes_into_the_calendars(demo_store: Path, tmp_path: Path) -> None:
    async with opened(demo_store, "publish") as (app, pilot):
        app.screen.query_one("#alarm", Input).value = "15"
        await run(app, pilot, tmp_path / "out", "ics")
        calendar = tmp_path / "out" / "delegations" / "delegation-caen.ics"
        assert b"TRIGGER:-PT15M" in calendar.read_bytes()


@pytest.mark.parametrize("text", ["soon", "-5", "99999", "1.5"])
async def test_a_reminder_that_is_no_number_of_minutes_is_refused(
    demo_store: Path, tmp_path: Path, text: str
) -> None:
    async with opened(demo_store, "publish") as (app, pilot):
        app.screen.query_one("#alarm", Input).value = text
        app.screen.query_one("#folder", Input).value = str(tmp_path / "out")
        await pilot.press("e")
        await pilot.pause()
        assert any("a number of minutes" in message for message in messages(app))
        assert job_of(app).order is None


@pytest.mark.slow
@pytest.mark.usefixtures("at_home")
async def test_the_reminder_is_remembered_for_the_next_run(
    demo_store: Path, tmp_path: Path
) -> None:
    async with opened(demo_store, "publish") as (app, pilot):
        app.screen.query_one("#alarm", Input).value = "20"
        await run(app, pilot, tmp_path / "out", "ics")
    async with opened(demo_store, "publish") as (app, pilot):
        assert app.screen.query_one("#alarm", Input).value == "20"


@pytest.mark.slow
async def test_r_goes_to_the_reminder(demo_store: Path) -> None:
    async with opened(demo_store, "publish") as (app, pilot):
        await pilot.press("r")
        await pilot.pause()
        assert app.focused is app.screen.query_one("#alarm")


async def test_z_chooses_the_workbook_from_the_list(demo_store: Path) -> None:
    async with opened(demo_store, "publish") as (app, pilot):
        await pilot.press("z")
        await pilot.pause()
        assert app.screen.query_one("#xlsx", Checkbox).value


# -- the files ----------------------------------------------------------------------------


@pytest.mark.usefixtures("at_home")
@pytest.mark.slow
async def test_enter_on_a_file_opens_it(
    demo_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(PlannerApp, "open_url", lambda _app, url: shown.append(url))
    async with opened(demo_store, "publish") as (app, pilot):
        await run(app, pilot, tmp_path / "out [x]", "ics")
        files = app.screen.query_one("#result", LineList)
        file = tmp_path / "out [x]" / "delegations" / "delegation-caen.ics"
        files.focus()
        assert files.select(f"file {file}")
        await pilot.press("enter")
        await pilot.pause()
        assert shown == [file.as_uri()]
        file.unlink()
        await pilot.press("enter")
        await pilot.pause()
        assert any("not there any more" in message for message in messages(app))
