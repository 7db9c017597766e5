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
from screens.publish_folder import folder_for, keep_folder
from screens.publish_preview import preview
from screens.publish_result import notice_line, result_lines
from screens.recipient_rows import notices, recipient_layout, recipient_rows
from screens.room import RoomScreen
from screens.state import State
from screens.text import literal
from screens.widgets.table_list import TableList
from screens.widgets.text_pane import NOTHING, TextPane

FORMATS = {
    "ics": N_("Calendars (i)"),
    "pdf": N_("PDF (p)"),
    "html": N_("Web pages (h)"),
}


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
        N_("Enter shows the whole programme of one; escape goes back to the list."),
        N_("i, p and h choose the formats: calendars, PDF, web pages."),
        N_(
            "Calendars can be sent again: changed events carry a higher number, dropped ones are"
            " called off."
        ),
        N_("You may leave the room while an export runs."),
        N_("o chooses the folder, which is remembered; w shows it in the file manager."),
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
        Binding("w", "open_folder", N_("Open the folder"), show=False),
        Binding("f", "find_text", N_("Filter")),
        Binding("escape", "back_to_list", N_("Back to the list")),
    ]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-medium"), (160, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (32, "-tall")]

    def __init__(self) -> None:
        super().__init__()
        self._layout = recipient_layout()
        self._recipients: tuple[Recipient, ...] = ()
        self._unmarked: frozenset[str] = frozenset()
        self._text = ""
        self._edition_id = ""

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
                    yield Input(compact=True, id="folder")
                with Horizontal(id="buttons"):
                    yield Button(
                        literal(_("Export (e)")), compact=True, id="export", variant="primary"
                    )
                    yield Button(literal(_("Stop (s)")), compact=True, id="stop", variant="error")
                    yield Button(literal(_("Open the folder (w)")), compact=True, id="open")
                    yield ProgressBar(show_eta=False, id="progress")
                yield Static(id="status")
                with VerticalScroll(id="result-scroll"):
                    yield Static(id="result")
            yield TextPane(id="preview")

    def on_mount(self) -> None:
        self.query_one("#recipients").focus()
        self._job.listener = self._show_job
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
        self._show_folder(state.programme.edition.id)
        lines = [notice_line(n) for n in notices(state, self._recipients)]
        self.query_one("#notices", Static).update(Content("\n").join(lines))
        self._show_preview()

    def _show_folder(self, edition_id: str) -> None:
        """The folder of this edition: that of the last export, of this run or an earlier one."""
        if edition_id != self._edition_id:
            self._edition_id = edition_id
            self.query_one("#folder", Input).value = folder_for(edition_id)

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
        recipient, pane = self._recipient, self.query_one("#preview", TextPane)
        if recipient is None or self.planner.state is None:
            pane.update(NOTHING)
            return
        pane.update(preview(self.state.programme, recipient), about=recipient.key)

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
        """There is something to stop only while an export runs, and no list to leave for itself."""
        if action == "stop":
            return self._job.is_running
        if action == "back_to_list":
            is_elsewhere = self.focused is not None and self.focused.id != "recipients"
            return is_elsewhere or bool(self._text)
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
            self._turn_mark(recipient.key)

    @on(TableList.CellPressed, "#recipients")
    def _cell_pressed(self, event: TableList.CellPressed) -> None:
        """A click on a mark does what space does."""
        if event.column == 0:
            self._turn_mark(event.key)

    def _turn_mark(self, key: str) -> None:
        self._unmarked ^= {key}
        self._show_recipients(self.state)

    @on(TableList.Opened, "#recipients")
    def _opened(self) -> None:
        """Read the whole programme: where there is little room, in place of the export."""
        self.add_class("-reading")
        self.query_one("#preview").focus()

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
        self.remove_class("-reading")
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
            keep_folder(self.state.programme.edition.id, folder)
            self._job.start(Order(self.state.programme, self._folder, formats, wanted))

    @property
    def _folder(self) -> Path:
        """The folder that stands in the field."""
        written = self.query_one("#folder", Input).value.strip()
        return Path(os.path.expanduser(written))  # noqa: PTH111 - never raises

    @on(Button.Pressed, "#open")
    def action_open_folder(self) -> None:
        """Show the folder in the file manager of the desktop, once there is something in it."""
        folder = self._folder.absolute()
        if folder.is_dir():
            self.app.open_url(folder.as_uri())
        else:
            self.planner.say(Phrase("This folder is made by the first export: e."))

    @on(Button.Pressed, "#stop")
    def action_stop(self) -> None:
        """Stop the export; nothing is written."""
        self._job.stop()
