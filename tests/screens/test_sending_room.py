"""Mails, feeds and calendar servers in the Publish room."""

import sys
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType

import pytest
from textual.widgets import Checkbox, Input

from models.words import Way
from planner.caldav_password import PASSWORD
from planner.publish.sending import send
from screens.app import PlannerApp
from screens.caldav_dialog import CaldavDialog
from screens.caldav_job import caldav_job_of
from screens.send_dialog import SendDialog
from screens.send_job import SendJob, send_job_of
from tests.planner.publish.readers import radicale as server
from tests.screens.drive import Driver, messages, opened, text_of, until
from tests.screens.releases import Gate, mark_caen, staged

URL = "https://calendars.example/anna/namur/"


@pytest.fixture
def _no_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(PASSWORD, raising=False)
    monkeypatch.setitem(sys.modules, "keyring", None)


@pytest.fixture
def _library(monkeypatch: pytest.MonkeyPatch) -> None:
    """The optional library seems to be there."""
    found = ModuleType("caldav")
    found.__spec__ = ModuleSpec("caldav", None)
    monkeypatch.setitem(sys.modules, "caldav", found)


async def ask(app: PlannerApp, pilot: Driver, folder: Path | str) -> None:
    """Open the dialog of mails and feeds and write the folder."""
    await pilot.press("M")
    await until(pilot, lambda: isinstance(app.screen, SendDialog), "the dialog opens")
    app.screen.query_one("#send-folder", Input).value = str(folder)
    await pilot.pause()


async def write(app: PlannerApp, pilot: Driver) -> SendJob:
    await pilot.press("ctrl+s")
    job = send_job_of(app)
    await until(pilot, lambda: job.dispatch is not None and not job.is_running, "all is written")
    return job


def ways(app: PlannerApp) -> set[Way]:
    assert app.workspace is not None
    return {handout.way for handout in app.workspace.releases.handouts()}


# -- mails and feeds ----------------------------------------------------------------------


@pytest.mark.parametrize("key", ["M", "C"])
async def test_the_draft_is_never_sent(demo_store: Path, key: str) -> None:
    async with opened(demo_store, "publish") as (app, pilot):
        await pilot.press(key)
        await until(pilot, lambda: any("Only a release" in text for text in messages(app)))


@pytest.mark.slow
async def test_mails_and_feeds_are_written_and_the_feeds_noted(
    demo_store: Path, tmp_path: Path
) -> None:
    async with opened(staged(demo_store, "First"), "publish") as (app, pilot):
        await mark_caen(app, pilot)
        await ask(app, pilot, tmp_path / "post")
        job = await write(app, pilot)
        assert job.sent is not None
        assert job.sent.files
        assert (tmp_path / "post" / "mails" / "v1" / "delegation-caen.eml").is_file()
        assert ways(app) == {Way.FEED}
        assert "1 draft of a mail to review" in text_of(app.screen.query_one("#status"))


@pytest.mark.slow
async def test_mails_are_noted_as_sent_where_that_is_asked_for(
    demo_store: Path, tmp_path: Path
) -> None:
    async with opened(staged(demo_store, "First"), "publish") as (app, pilot):
        await mark_caen(app, pilot)
        await ask(app, pilot, tmp_path / "post")
        app.screen.query_one("#send-sent", Checkbox).value = True
        await write(app, pilot)
        assert ways(app) == {Way.FEED, Way.MAIL}


@pytest.mark.slow
async def test_the_web_address_makes_cards_with_codes(demo_store: Path, tmp_path: Path) -> None:
    async with opened(staged(demo_store, "First"), "publish") as (app, pilot):
        await mark_caen(app, pilot)
        await ask(app, pilot, tmp_path / "post")
        app.screen.query_one("#send-base", Input).value = "https://example.org/kikk/"
        await write(app, pilot)
        assert "webcal://example.org/kikk/" in (tmp_path / "post" / "merge.csv").read_text("utf-8")
        assert (tmp_path / "post" / "cards.html").is_file()


@pytest.mark.parametrize(
    ("field", "text", "says"),
    [
        ("#send-folder", " ", "Write the folder"),
        ("#send-base", "ftp://example.org/", "Write an address"),
        ("#send-base", "https://anna:pw@example.org/", "Write an address"),
    ],
)
async def test_what_cannot_be_is_said_in_the_dialog(
    demo_store: Path, tmp_path: Path, field: str, text: str, says: str
) -> None:
    async with opened(staged(demo_store, "First"), "publish") as (app, pilot):
        await ask(app, pilot, tmp_path / "post")
        app.screen.query_one(field, Input).value = text
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert isinstance(app.screen, SendDialog)
        assert says in text_of(app.screen.query_one(".form-error"))
        assert app.focused is app.screen.query_one(field)
        assert send_job_of(app).dispatch is None


@pytest.mark.slow
@pytest.mark.usefixtures("at_home")
async def test_folder_and_address_are_remembered(demo_store: Path, tmp_path: Path) -> None:
    async with opened(staged(demo_store, "First"), "publish") as (app, pilot):
        await mark_caen(app, pilot)
        await ask(app, pilot, tmp_path / "post")
        app.screen.query_one("#send-base", Input).value = "https://example.org/kikk/"
        await write(app, pilot)
        await pilot.press("M")
        await until(pilot, lambda: isinstance(app.screen, SendDialog))
        values = [field.value for field in app.screen.query(Input)]
        assert values == [str(tmp_path / "post"), "https://example.org/kikk/"]


@pytest.mark.slow
async def test_sending_is_stopped_with_nothing_written_or_noted(
    demo_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = Gate(monkeypatch, "screens.send_job.send", send)
    async with opened(staged(demo_store, "First"), "publish") as (app, pilot):
        await ask(app, pilot, tmp_path / "post")
        await pilot.press("ctrl+s")
        job = send_job_of(app)
        await until(pilot, lambda: gate.reached.is_set() and job.done == 1)
        assert "1 of " in text_of(app.screen.query_one("#status"))
        await pilot.press("M")
        assert any("Wait until" in text for text in messages(app))
        await pilot.press("s")
        gate.go_on.set()
        await until(pilot, lambda: not job.is_running)
        assert "Stopped" in text_of(app.screen.query_one("#status"))
        assert not (tmp_path / "post" / "mails").exists()
        assert ways(app) == set()


@pytest.mark.slow
async def test_a_folder_that_cannot_be_written_is_said(demo_store: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    async with opened(staged(demo_store, "First"), "publish") as (app, pilot):
        await mark_caen(app, pilot)
        await ask(app, pilot, tmp_path / "file" / "post")
        job = await write(app, pilot)
        assert str(tmp_path / "file") in str(job.error)
        assert ways(app) == set()


# -- a calendar server --------------------------------------------------------------------


async def open_caldav(app: PlannerApp, pilot: Driver, url: str, user: str) -> None:
    await pilot.press("C")
    await until(pilot, lambda: isinstance(app.screen, CaldavDialog), "the dialog opens")
    app.screen.query_one("#caldav-url", Input).value = url
    app.screen.query_one("#caldav-user", Input).value = user
    await pilot.press("ctrl+s")
    await pilot.pause()


async def test_without_the_library_it_is_told_how_to_install_it(
    demo_store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "caldav", None)
    async with opened(staged(demo_store, "First"), "publish") as (app, pilot):
        await pilot.press("C")
        await until(pilot, lambda: any("wake-planner[caldav]" in text for text in messages(app)))


@pytest.mark.usefixtures("_library")
@pytest.mark.parametrize(
    ("url", "user", "says"),
    [
        ("http://calendars.example/", "anna", "without encryption"),
        ("https://anna:pw@calendars.example/", "anna", "no name and no password"),
        ("nowhere", "anna", "is no address of a calendar"),
        (URL, "", "Write the name"),
    ],
)
async def test_an_address_for_no_password_is_refused_in_the_dialog(
    demo_store: Path, url: str, user: str, says: str
) -> None:
    async with opened(staged(demo_store, "First"), "publish") as (app, pilot):
        await open_caldav(app, pilot, url, user)
        assert says in " ".join(text_of(app.screen.query_one(".form-error")).split())
        assert caldav_job_of(app).upload is None


@pytest.mark.slow
@pytest.mark.usefixtures("_library", "_no_password", "at_home")
async def test_without_a_password_it_is_told_where_to_put_it(demo_store: Path) -> None:
    async with opened(staged(demo_store, "First"), "publish") as (app, pilot):
        await open_caldav(app, pilot, URL, "anna")
        job = caldav_job_of(app)
        await until(pilot, lambda: job.error is not None)
        assert PASSWORD in str(job.error)
        assert ways(app) == set()
        await pilot.press("C")
        await until(pilot, lambda: isinstance(app.screen, CaldavDialog))
        assert [field.value for field in app.screen.query(Input)] == [URL, "anna"]


@pytest.mark.slow
@pytest.mark.usefixtures("at_home")
async def test_a_calendar_is_published_and_noted(
    demo_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("radicale", reason="Radicale is not installed: pip install radicale")
    pytest.importorskip("caldav", reason="caldav is not installed: pip install caldav")
    monkeypatch.setenv(PASSWORD, server.PASSWORD)
    folder = tmp_path / "server"
    folder.mkdir()
    with server.radicale(folder) as running:
        async with opened(staged(demo_store, "First"), "publish") as (app, pilot):
            await open_caldav(app, pilot, running.make("caen/"), server.USER)
            job = caldav_job_of(app)
            await until(pilot, lambda: job.published is not None or job.error is not None)
            assert job.error is None
            assert job.published is not None
            assert job.published.written == len(running.objects("caen/"))
            assert ways(app) == {Way.CALDAV}
