"""Who gets what goes out, what stands in the way, and the export with what came of it."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical
from textual.widgets import Button, Checkbox, Input

from planner.phrases import N_, Phrase, _
from planner.publish.export import PAPER
from planner.publish.preflight import Finding
from screens.documents_dialog import DocumentsDialog
from screens.export_job import ExportJob, Order, job_of
from screens.export_options import EARLIEST, REMINDER, ExportOptions
from screens.preflight_rows import finding_rows, room_of
from screens.publish_folder import keep_folder
from screens.publish_memory import keep_of
from screens.publish_preview import preview
from screens.publish_result import file_of, result_rows
from screens.recipients_pane import RecipientsPane
from screens.release_diff_pane import ChangesWanted
from screens.release_ledger_pane import LedgerWanted
from screens.release_shelf import Going
from screens.send_flows import publish_calendar, send_mails
from screens.widgets.line_list import LineList
from screens.widgets.table_list import TableList
from screens.widgets.text_pane import NOTHING, TextPane

if TYPE_CHECKING:
    from screens.app import PlannerApp


class ExportPane(Container):
    """Recipients with their marks, the findings of the pre-flight, formats, folder, files."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("e", "export", N_("Export")),
        Binding("space", "mark", N_("Mark")),
        Binding("m", "mark_all", N_("All/none")),
        Binding("i", "format('ics')", N_("ics"), show=False),
        Binding("p", "format('pdf')", N_("PDF"), show=False),
        Binding("h", "format('html')", N_("HTML"), show=False),
        Binding("z", "format('xlsx')", N_("Excel"), show=False),
        Binding("t", "format('txt')", N_("Text"), show=False),
        Binding("a", "format('md')", N_("Markdown"), show=False),
        Binding("g", "documents", N_("Documents")),
        Binding("y", "pages", N_("See the pages")),
        Binding("x", "mark_outdated", N_("Only outdated")),
        Binding("c", "changes", N_("Changed for them")),
        Binding("M", "mails", N_("Mails and feeds"), key_display="M"),
        Binding("C", "caldav", N_("To a calendar server"), key_display="C"),
        Binding("o", "folder", N_("Folder")),
        Binding("r", "alarm", N_("Reminder"), show=False),
        Binding("w", "open_folder", N_("Open the folder"), show=False),
        Binding("f", "find_text", N_("Filter")),
        Binding("escape", "back_to_list", N_("Back to the list")),
    ]

    def __init__(self) -> None:
        super().__init__(id="export-view")
        self._going: Going | None = None
        self._is_busy = False

    @property
    def _planner(self) -> "PlannerApp":
        return cast("PlannerApp", self.app)

    @property
    def _recipients(self) -> RecipientsPane:
        return self.query_one(RecipientsPane)

    @property
    def _options(self) -> ExportOptions:
        return self.query_one(ExportOptions)

    @property
    def _job(self) -> ExportJob:
        return job_of(self._planner)

    def compose(self) -> ComposeResult:
        yield RecipientsPane()
        with Vertical(id="export-pane"):
            yield LineList(
                empty=_("✓ Nothing stands in the way of a release."),
                open_on_click=True,
                id="findings",
            )
            yield ExportOptions()
            yield LineList(
                empty=_("What comes of an export stands here: warnings, then the files."),
                open_on_click=True,
                id="result",
            )
        yield TextPane(id="preview")

    # -- painting -------------------------------------------------------------------------

    def show(
        self,
        going: Going,
        findings: Sequence[Finding],
        held: Mapping[str, int],
        behind: frozenset[str],
    ) -> None:
        """Show what goes out; ``held``: which release who was handed, ``behind``: to whom it is
        of no use any more."""
        self._going = going
        self._recipients.show(going, held, behind)
        self._options.show_edition(going.programme.edition.id)
        self.query_one("#findings", LineList).show_rows(finding_rows(findings))
        self._show_preview()

    def show_job(self, *, is_busy: bool) -> None:
        """The files of the last export; while something is made, no other can begin."""
        self._is_busy = is_busy
        self.query_one("#export", Button).disabled = is_busy
        self.query_one("#result", LineList).show_rows(result_rows(self._job))

    @on(TableList.Highlighted, "#recipients")
    def _show_preview(self) -> None:
        recipient, pane = self._recipients.recipient, self.query_one("#preview", TextPane)
        if recipient is None or self._going is None:
            pane.update(NOTHING)
            return
        was_issued = recipient.key in self._going.ledger.rows
        text = preview(self._going.programme, recipient, was_issued=was_issued)
        pane.update(text, about=recipient.key)

    @on(RecipientsPane.Marked)
    def _show_count(self) -> None:
        self._options.show_count(len(self._recipients.marked))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is no list to leave for itself."""
        if action == "back_to_list":
            focused = self.screen.focused
            is_elsewhere = focused is not None and focused.id != "recipients"
            return is_elsewhere or self._recipients.is_filtered
        return super().check_action(action, parameters)

    # -- what to export -------------------------------------------------------------------

    def action_mark(self) -> None:
        """Mark the recipient, or take the mark off."""
        self._recipients.turn_mark()

    @on(TableList.Opened, "#recipients")
    def _opened(self) -> None:
        """Read the whole programme: where there is little room, in place of the export."""
        self.add_class("-reading")
        self.query_one("#preview").focus()

    @on(LineList.Opened, "#findings")
    def _finding_opened(self, event: LineList.Opened) -> None:
        """Go where it can be put right."""
        room = room_of(event.key)
        if room == "publish":
            self.post_message(LedgerWanted())
        else:
            self._planner.action_room(room)

    def action_changes(self) -> None:
        """What has changed for the recipient under the cursor."""
        if (recipient := self._recipients.recipient) is not None:
            self.post_message(ChangesWanted(recipient.key, self._recipients.held))

    def action_mark_all(self) -> None:
        """Everybody, or nobody where everybody is marked."""
        self._recipients.mark_all()

    def action_mark_outdated(self) -> None:
        """Mark those who hold something that has changed since, and nobody else."""
        if not self._recipients.mark_outdated():
            self._say(Phrase("Nobody holds anything that has changed since."))

    def action_format(self, name: str) -> None:
        self.query_one(f"#{name}", Checkbox).toggle()

    def action_alarm(self) -> None:
        self.query_one("#alarm", Input).focus()

    def action_folder(self) -> None:
        self.query_one("#folder", Input).focus()

    def action_find_text(self) -> None:
        self._recipients.find()

    def action_back_to_list(self) -> None:
        self.remove_class("-reading")
        self._recipients.show_all()

    @on(Input.Submitted)
    def _submitted(self) -> None:
        self.query_one("#recipients").focus()

    # -- documents ------------------------------------------------------------------------

    @on(Button.Pressed, "#documents")
    @work
    async def action_documents(self) -> None:
        """Choose what PDF means."""
        dialog = DocumentsDialog(self._options.documents, self._recipients.marked)
        if (answer := await self._planner.push_screen_wait(dialog)) is not None:
            self._options.choose(answer[0])

    @on(Button.Pressed, "#pages")
    def action_pages(self) -> None:
        """The pages for the recipient under the cursor, before they are printed."""
        from screens.preview_flow import see_pages

        recipient, everybody = self._recipients.recipient, self._recipients.everybody
        if recipient is not None and self._going is not None:
            chosen = self._options.documents
            see_pages(self._planner, self._going.number, everybody, recipient, chosen)

    # -- the export -----------------------------------------------------------------------

    @on(Button.Pressed, "#export")
    def action_export(self) -> None:
        """Write the files of what is marked."""
        options = self._options
        alarm, recipients = options.alarm, self._recipients
        if not options.formats:
            self._say(Phrase("Choose at least one format, such as i, p or h."))
        elif not recipients.marked:
            self._say(Phrase("Mark at least one recipient: space, or m for everybody."))
        elif options.is_for_nobody_of(recipients.marked):
            self._say(Phrase("None of these documents is made for anybody who is marked: g."))
        elif alarm is None:
            self._say(Phrase("A reminder is a number of minutes, at most {n}.", n=EARLIEST))
        elif not options.folder_text:
            self._say(Phrase("Write the folder into which to export."))
        elif not self._is_busy and self._going is not None:
            edition_id = self._going.programme.edition.id
            keep_folder(edition_id, options.folder_text)
            keep_of(REMINDER, edition_id, options.alarm_text)
            documents = options.documents if PAPER in options.formats else None
            number, folder, wanted = self._going.number, options.folder, recipients.wanted
            self._job.start(Order(number, folder, options.formats, wanted, documents, alarm))

    @on(Button.Pressed, "#open")
    def action_open_folder(self) -> None:
        """Show the folder in the file manager of the desktop, once there is something in it."""
        folder = self._options.folder.absolute()
        if folder.is_dir():
            self.app.open_url(folder.as_uri())
            self._say(Phrase("Opened: {name}", name=str(folder)))
        else:
            self._say(Phrase("This folder is made by the first export: e."))

    @on(LineList.Opened, "#result")
    def _file_opened(self, event: LineList.Opened) -> None:
        """Show the file in the program that the desktop has for it."""
        file = file_of(event.key)
        if file is None:
            return
        if file.is_file():
            self.app.open_url(file.absolute().as_uri())
            self._say(Phrase("Opened: {name}", name=file.name))
        else:
            self._say(Phrase("This file is not there any more."))

    # -- what is sent -----------------------------------------------------------------------

    @on(Button.Pressed, "#mails")
    @work
    async def action_mails(self) -> None:
        """Mails to review and calendars to subscribe to, for those who are marked."""
        if self._is_busy or self._going is None:
            self._say(Phrase("Wait until it has ended, or stop it with s."))
        elif not self._recipients.marked:
            self._say(Phrase("Mark at least one recipient: space, or m for everybody."))
        else:
            await send_mails(self._planner, self._going, self._recipients.wanted)

    @on(Button.Pressed, "#caldav")
    @work
    async def action_caldav(self) -> None:
        """The calendar under the cursor to a calendar server."""
        recipient = self._recipients.recipient
        if self._is_busy or self._going is None:
            self._say(Phrase("Wait until it has ended, or stop it with s."))
        elif recipient is not None:
            await publish_calendar(self._planner, self._going, recipient)

    def _say(self, phrase: Phrase) -> None:
        self._planner.say(phrase)
