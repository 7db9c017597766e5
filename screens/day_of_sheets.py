"""The sheets of a day: schedules of those concerned, and where they are."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Button, Label, Static

from planner.phrases import N_, Phrase, _, plural
from planner.publish.recipients import Recipient, recipients
from screens.dialog import Dialog
from screens.dialogs import Ask
from screens.export_job import ExportJob, Order, job_of
from screens.text import literal

if TYPE_CHECKING:
    from screens.app import PlannerApp

#: Calendars follow from a release alone: entries of a draft would be in nobody's ledger.
FORMATS = ("pdf", "html")


async def write_sheets(app: "PlannerApp", delegation_ids: Sequence[str], day: date) -> None:
    """Ask for the folder, and export what the delegations and their delegates get."""
    from screens.publish_folder import folder_for

    assert app.state is not None
    job = job_of(app)
    wanted = concerned(recipients(app.state.programme), delegation_ids)
    if job.is_running:
        app.say(Phrase("An export is still running: wait until it has ended."))
        return
    if not wanted:
        app.say(Phrase("Nobody gets a programme yet: People (5) is where delegations are added."))
        return
    question = plural(
        "Into which folder? Sheets for {n} recipient",
        "Into which folder? Sheets for {n} recipients",
        len(wanted),
    )
    default = str(Path(folder_for(app.state.programme.edition.id)) / f"day-{day:%Y-%m-%d}")
    folder = await app.push_screen_wait(Ask(str(question), default))
    if folder is None:
        return
    _follow(app, job)
    job.start(Order(None, Path(folder).expanduser(), FORMATS, wanted))


def concerned(found: Sequence[Recipient], delegation_ids: Sequence[str]) -> tuple[Recipient, ...]:
    """Those delegations and their delegates."""
    return tuple(r for r in found if r.delegation_id in delegation_ids)


def _follow(app: "PlannerApp", job: ExportJob) -> None:
    """Show the files when the export has ended; whoever listened before still hears of it."""
    before = job.listener

    def listen() -> None:
        if before is not None:
            before()
        if job.order is None or job.is_running:
            return
        job.listener = before
        if job.report is not None and job.report.files:
            app.push_screen(Written(job.order.folder, job.report.files))

    job.listener = listen


class Written(Dialog[None]):
    """Which files have been written, and where."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,enter", "dismiss", N_("Close"))]

    def __init__(self, folder: Path, files: Sequence[Path]) -> None:
        super().__init__(classes="dialog")
        self._folder, self._files = folder, files

    def compose(self) -> ComposeResult:
        title = plural("{n} file written", "{n} files written", len(self._files))
        with Vertical(classes="dialog-box -form"):
            yield Label(literal(str(title)), classes="dialog-title")
            yield Static(literal(str(self._folder)), classes="dialog-text")
            with VerticalScroll(classes="form-fields"):
                names = "\n".join(_short(path, self._folder) for path in self._files)
                yield Static(literal(names), classes="dialog-text")
            yield Button(literal(_("Close (esc)")), id="close", variant="primary", compact=True)

    def on_button_pressed(self) -> None:
        self.dismiss()


def _short(path: Path, folder: Path) -> str:
    return str(path.relative_to(folder)) if path.is_relative_to(folder) else str(path)
