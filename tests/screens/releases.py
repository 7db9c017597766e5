"""What the tests of the Publish room do with releases."""

import threading
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from textual.widgets import Checkbox, Input

from models.words import Way
from planner.edits.activities import shift
from planner.edits.core import Edit
from planner.entities import Release
from planner.programme import Programme
from planner.publish.releases import Issues, issue_all
from planner.workspace import Workspace
from screens.app import PlannerApp
from screens.dialogs import Pick
from screens.export_job import job_of
from screens.release_dialog import ReleaseDialog
from screens.release_job import ReleaseJob, release_job_of
from screens.widgets.chips import NO_BREAK
from screens.widgets.table_list import TableList
from tests.screens.drive import Driver, screen_text, until

HOSTILE = "[/] [@click=app.quit]Dr [Lee]"
KEYNOTE = "Keynote: Slow light"


class Gate:
    """Holds what a job does at its first recipient until the test lets it go on."""

    def __init__(
        self, monkeypatch: pytest.MonkeyPatch, place: str, work: Callable[..., object]
    ) -> None:
        """``work`` is the function that the job knows as ``place``."""
        self.reached, self.go_on = threading.Event(), threading.Event()

        def held(*args: object, progress: Callable[..., None], **values: object) -> object:
            def told(done: int, total: int, name: str) -> None:
                progress(done, total, name)
                if done == 1:
                    self.reached.set()
                    assert self.go_on.wait(20)

            return work(*args, progress=told, **values)

        monkeypatch.setattr(place, held)


def keynote(programme: Programme) -> str:
    return next(a.id for a in programme.activities.values() if a.title == KEYNOTE)


def move_keynote(app: PlannerApp, minutes: int) -> None:
    assert app.perform(lambda p: shift(p, keynote(p), minutes))


def make(workspace: Workspace, name: str) -> Release:
    """A release without the screen."""
    version = workspace.releases.next(name)
    issues = issue_all(workspace.programme, workspace.releases.ledger(), version)
    assert isinstance(issues, Issues)
    return workspace.releases.make(version, workspace.programme, issues)


def released(store: Path, *names: str) -> None:
    """Releases by somebody else; before each but the first the keynote is moved by 5 minutes."""
    workspace = Workspace.open(store, author="bea")
    workspace.enter(workspace.editions()[0].id)
    for number, name in enumerate(names):
        if number:
            programme = workspace.programme
            workspace.do(shift(programme, keynote(programme), 5))
        make(workspace, name)
    workspace.close()


def staged(store: Path, *names: str) -> Path:
    """A store that nobody has open, with releases: made once, then copied."""
    store.write_bytes(_staged(store.read_bytes(), names))
    return store


@lru_cache(maxsize=16)
def _staged(template: bytes, names: tuple[str, ...]) -> bytes:
    with TemporaryDirectory() as folder:
        store = Path(folder) / "plan.db"
        store.write_bytes(template)
        store.chmod(0o600)
        released(store, *names)
        return store.read_bytes()


async def ask(app: PlannerApp, pilot: Driver, name: str) -> ReleaseJob:
    """Press n, write the name, and say yes to what is blocking."""
    await pilot.press("n")
    await until(pilot, lambda: isinstance(app.screen, ReleaseDialog), "the dialog opens")
    app.screen.query_one(Input).value = name
    await pilot.press("enter")
    await pilot.pause()
    if isinstance(app.screen, ReleaseDialog):
        await pilot.press("space", "enter")
    return release_job_of(app)


async def release(app: PlannerApp, pilot: Driver, name: str) -> None:
    job = await ask(app, pilot, name)
    await until(pilot, lambda: not job.is_running and (job.release or job.error), "it is made")


async def out(app: PlannerApp, pilot: Driver, folder: Path) -> None:
    """Export the calendars of everybody that is marked."""
    app.screen.query_one("#folder", Input).value = str(folder)
    app.screen.query_one("#pdf", Checkbox).value = False
    app.screen.query_one("#html", Checkbox).value = False
    await pilot.press("e")
    job = job_of(app)
    await until(pilot, lambda: job.order is not None and not job.is_running, "the export ends")


async def mark_caen(app: PlannerApp, pilot: Driver) -> None:
    table = app.screen.query_one("#recipients", TableList)
    table.select(next(key for key in table.keys if key.startswith("delegation:")))
    await pilot.press("m", "space")


def shown(app: PlannerApp) -> str:
    """The screen with the blanks of its chips as ordinary ones."""
    return screen_text(app).replace(NO_BREAK, " ")


def handed(store: Path, number: int, *names: str) -> tuple[str, ...]:
    """Note that delegations were handed a release by mail; their keys."""
    workspace = Workspace.open(store, author="bea")
    programme = workspace.enter(workspace.editions()[0].id)
    ids = {d.name: d.id for d in programme.delegations.values()}
    keys = tuple(f"delegation:{ids[name]}" for name in names)
    workspace.releases.hand_out(workspace.releases.outgoing(number), keys, Way.MAIL)
    workspace.close()
    return keys


def edited(store: Path, *makers: Callable[[Programme], Edit]) -> None:
    """Edits by somebody else."""
    workspace = Workspace.open(store, author="bea")
    workspace.enter(workspace.editions()[0].id)
    for make_edit in makers:
        workspace.do(make_edit(workspace.programme))
    workspace.close()


async def choose(app: PlannerApp, pilot: Driver, key: str, text: str) -> None:
    """Press a key that opens a list, and take the first that fits."""
    await pilot.press(key)
    await until(pilot, lambda: isinstance(app.screen, Pick), "a list opens")
    await pilot.press(*text, "enter")
    await until(pilot, lambda: not isinstance(app.screen, Pick), "it closes")
