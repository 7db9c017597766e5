"""The Publish room: everybody's programme as calendar, PDF and web page."""

import os
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Button, Checkbox, Input, ProgressBar, Static

from planner.phrases import N_, Phrase, _
from planner.publish.recipients import Recipient, recipients
from screens.export_job import ExportJob, Order, job_of, said
from screens.publish_preview import preview
from screens.recipient_rows import Notice, notices, recipient_layout, recipient_rows
from screens.room import RoomScreen
from screens.state import State
from screens.text import literal, visible
from screens.widgets.table_list import TableList

FORMATS = {
    "ics": N_("Calendars (i)"),
    "pdf": N_("PDF (p)"),
    "html": N_("Web pages (h)"),
}
#: More warnings and files than this are counted.
LINES_SHOWN = 200


class PublishScreen(RoomScreen):
    """Recipients, what stands in the way, the export and what came of it."""

    ROOM = "publish"
    CSS_PATH = "publish.tcss"
    GUIDE = (
        N_(
            "e exports everything that is marked into the folder; s stops it, nothing is"
            " written then."
        ),
        N_("Space marks one recipient or takes the mark off; m marks everybody or nobody."),
        N_("i, p and h choose the formats: calendars, PDF, web pages."),
        N_(
            "Calendars can be sent again: changed events carry a higher number, dropped ones are"
            " called off."
        ),
        N_("You may leave the room while an export runs."),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("e", "export", N_("Export")),
        Binding("s", "stop", N_("Stop")),
        Binding("space", "mark", N_("Mark")),
        Binding("m", "mark_all", N_("All/none")),
        Binding("i", "format('ics')", N_("ics"), show=False),
        Binding("p", "format('pdf')", N_("PDF"), show=False),
        Binding("h", "format('html')", N_("HTML"), show=False),
        Binding("o", "folder", N_("Folder")),
        Binding("f", "find_text", N_("Filter")),
        Binding("escape", "back_to_list", N_("Back to the list"), show=False),
    ]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-medium"), (160, "-wide")]

    def __init__(self) -> None:
        super().__init__()
        self._layout = recipient_layout()
        self._recipients: tuple[Recipient, ...] = ()
        self._unmarked: frozenset[str] = frozenset()
        self._text = ""

    def compose_room(self) -> ComposeResult:
        with Horizontal(id="work"):
            with Vertical(id="recipients-pane"):
                yield Input(placeholder=_("f: filter by words"), compact=True, id="text")
                yield TableList(
                    self._layout,
                    empty=_(
                        "Nobody gets a programme yet: People (5) is where delegations are added."
                    ),
                    id="recipients",
                )
            with Vertical(id="export-pane"):
                yield Static(id="notices")
                with Horizontal(id="formats"):
                    for name, label in FORMATS.items():
                        yield Checkbox(literal(_(label)), value=True, compact=True, id=name)
                with Horizontal(id="folder-line"):
                    yield Static(literal(_("Folder")), id="folder-label")
                    yield Input(default_folder(), compact=True, id="folder")
                with Horizontal(id="buttons"):
                    yield Button(
                        literal(_("Export (e)")), compact=True, id="export", variant="primary"
                    )
                    yield Button(literal(_("Stop (s)")), compact=True, id="stop", variant="error")
                    yield ProgressBar(show_eta=False, id="progress")
                yield Static(id="status")
                with VerticalScroll(id="result-scroll"):
                    yield Static(id="result")
            with VerticalScroll(id="preview-scroll"):
                yield Static(id="preview")

    def on_mount(self) -> None:
        super().on_mount()
        self.query_one("#recipients").focus()
        self._job.listener = self._show_job
        if self._job.order is not None:
            self.query_one("#folder", Input).value = str(self._job.order.folder)
        self._show_job()

    def on_unmount(self) -> None:
        if self._job.listener == self._show_job:
            self._job.listener = None

    @property
    def _job(self) -> ExportJob:
        return job_of(self.planner)

    # -- painting -------------------------------------------------------------------------

    def show(self, state: State) -> None:
        self._recipients = recipients(state.programme)
        self._show_recipients(state)
        lines = [notice_line(n) for n in notices(state, self._recipients)]
        self.query_one("#notices", Static).update(Content("\n").join(lines))
        self._show_preview()

    def _show_recipients(self, state: State) -> None:
        words = self._text.casefold().split()
        shown = [r for r in self._recipients if all(w in r.name.casefold() for w in words)]
        rows = recipient_rows(state.programme, shown, self._unmarked, self._layout)
        self.query_one("#recipients", TableList).show_rows(rows)
        marked = sum(r.key not in self._unmarked for r in self._recipients)
        label = _("Export {n} (e)").format(n=marked)
        self.query_one("#export", Button).label = literal(label)

    @property
    def _recipient(self) -> Recipient | None:
        key = self.query_one("#recipients", TableList).cursor_key
        return next((r for r in self._recipients if r.key == key), None)

    @on(TableList.Highlighted, "#recipients")
    def _show_preview(self) -> None:
        recipient, pane = self._recipient, self.query_one("#preview", Static)
        if recipient is None or self.planner.state is None:
            pane.update("")
            return
        pane.update(preview(self.state.programme, recipient))
        self.query_one("#preview-scroll").scroll_home(animate=False)

    def _show_job(self) -> None:
        """How far the export is, or what came of it."""
        if not self.query("#export"):
            return  # the room is being made anew
        job = self._job
        self.set_class(job.is_running, "-running")
        self.query_one("#export", Button).disabled = job.is_running
        self.query_one("#stop", Button).disabled = not job.is_running
        bar = self.query_one(ProgressBar)
        bar.update(total=job.total or None, progress=job.done)
        self.query_one("#status", Static).update(literal(self._status(job)))
        self.query_one("#result", Static).update(result_lines(job))
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is something to stop only while an export runs."""
        if action == "stop":
            return self._job.is_running
        return super().check_action(action, parameters)

    def _status(self, job: ExportJob) -> str:
        if job.is_running:
            return _("{done} of {total}: {name}").format(
                done=job.done, total=job.total, name=job.name
            )
        if job.error is not None:
            return str(job.error)
        return str(said(job.report)) if job.report is not None else ""

    # -- what to export -------------------------------------------------------------------

    def action_mark(self) -> None:
        """Mark the recipient, or take the mark off."""
        recipient = self._recipient
        if recipient is not None:
            self._unmarked ^= {recipient.key}
            self._show_recipients(self.state)

    @on(TableList.Opened, "#recipients")
    def _opened(self) -> None:
        self.action_mark()

    def action_mark_all(self) -> None:
        """Everybody, or nobody where everybody is marked."""
        everybody = frozenset(r.key for r in self._recipients)
        self._unmarked = frozenset() if self._unmarked & everybody else everybody
        self._show_recipients(self.state)

    def action_format(self, name: str) -> None:
        self.query_one(f"#{name}", Checkbox).toggle()

    def action_folder(self) -> None:
        self.query_one("#folder", Input).focus()

    def action_find_text(self) -> None:
        self.query_one("#text", Input).focus()

    def action_back_to_list(self) -> None:
        if self._text:
            self.query_one("#text", Input).value = ""
        self.query_one("#recipients").focus()

    @on(Input.Changed, "#text")
    def _typed(self, event: Input.Changed) -> None:
        self._text = event.value
        if self.planner.state is not None:
            self._show_recipients(self.state)

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self.query_one("#recipients").focus()

    # -- the export -----------------------------------------------------------------------

    @on(Button.Pressed, "#export")
    def action_export(self) -> None:
        """Write the files of what is marked."""
        formats = tuple(n for n in FORMATS if self.query_one(f"#{n}", Checkbox).value)
        marked = tuple(r for r in self._recipients if r.key not in self._unmarked)
        folder = self.query_one("#folder", Input).value.strip()
        if not formats:
            self.planner.say(Phrase("Choose at least one format: i, p or h."))
        elif not marked:
            self.planner.say(Phrase("Mark at least one recipient: space, or m for everybody."))
        elif not folder:
            self.planner.say(Phrase("Write the folder into which to export."))
        elif not self._job.is_running and self.planner.state is not None:
            wanted = None if len(marked) == len(self._recipients) else marked
            path = Path(os.path.expanduser(folder))  # noqa: PTH111 - never raises
            self._job.start(Order(self.state.programme, path, formats, wanted))

    @on(Button.Pressed, "#stop")
    def action_stop(self) -> None:
        """Stop the export; nothing is written."""
        self._job.stop()


def default_folder() -> str:
    """A folder of its own among the user's documents, or in the home folder."""
    import platformdirs

    documents = platformdirs.user_documents_path()
    home = documents if documents.is_dir() else Path.home()
    return str(home / "wake-planner-export")


def notice_line(notice: Notice) -> Content:
    """A notice; a click on it goes where it can be put right."""
    text = literal(notice.text)
    if notice.room:
        text = text.stylize(f"@click=app.room('{notice.room}')")
    return Content.assemble((notice.sign, notice.style), " ", text)


def result_lines(job: ExportJob) -> Content:
    """Warnings first, then the files."""
    report = job.report
    if job.order is None:
        return literal(_("What comes of an export stands here: warnings, then the files."))
    if report is None or report.stopped:
        return Content("")
    lines = [
        literal(f"! {warning}").stylize("$text-warning")
        for warning in report.warnings[:LINES_SHOWN]
    ]
    for path in report.stale[:LINES_SHOWN]:
        text = _("? {path}: from an earlier export, for nobody any more")
        lines.append(literal(text.format(path=_short(path, job))).stylize("$text-muted"))
    lines += [literal(_short(path, job)) for path in report.files[:LINES_SHOWN]]
    rest = len(report.files) - LINES_SHOWN
    if rest > 0:
        lines.append(Content(visible(_("… and {n} more").format(n=rest))))
    return Content("\n").join(lines)


def _short(path: Path, job: ExportJob) -> str:
    folder = job.order.folder if job.order is not None else Path()
    return str(path.relative_to(folder)) if path.is_relative_to(folder) else str(path)
