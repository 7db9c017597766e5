"""Who gets what goes out, what stands in the way, and the export with what came of it."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal, Vertical, VerticalScroll
from textual.widgets import Button, Checkbox, Input, Static

from planner.phrases import N_, Phrase, _
from planner.publish.export import USUAL
from planner.publish.preflight import Finding
from planner.publish.recipients import Recipient
from screens.export_job import ExportJob, Order, job_of
from screens.preflight_rows import finding_rows, room_of
from screens.publish_folder import folder_for, keep_folder
from screens.publish_preview import preview
from screens.publish_result import result_lines
from screens.recipient_rows import recipient_layout, recipient_rows
from screens.release_diff_pane import ChangesWanted
from screens.release_ledger_pane import LedgerWanted
from screens.release_shelf import Going
from screens.text import literal
from screens.widgets.line_list import LineList
from screens.widgets.table_list import TableList
from screens.widgets.text_pane import NOTHING, TextPane

if TYPE_CHECKING:
    from screens.app import PlannerApp

FORMATS = {
    "ics": N_("Calendars (i)"),
    "pdf": N_("PDF (p)"),
    "html": N_("Web pages (h)"),
    "xlsx": N_("Excel (k)"),
    "txt": N_("Text (t)"),
    "md": N_("Markdown (a)"),
}


class ExportPane(Container):
    """Recipients with their marks, the findings of the pre-flight, formats, folder, files."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("e", "export", N_("Export")),
        Binding("space", "mark", N_("Mark")),
        Binding("m", "mark_all", N_("All/none")),
        Binding("i", "format('ics')", N_("ics"), show=False),
        Binding("p", "format('pdf')", N_("PDF"), show=False),
        Binding("h", "format('html')", N_("HTML"), show=False),
        Binding("k", "format('xlsx')", N_("Excel"), show=False),
        Binding("t", "format('txt')", N_("Text"), show=False),
        Binding("a", "format('md')", N_("Markdown"), show=False),
        Binding("x", "mark_outdated", N_("Only outdated")),
        Binding("c", "changes", N_("Changed for them")),
        Binding("o", "folder", N_("Folder")),
        Binding("w", "open_folder", N_("Open the folder"), show=False),
        Binding("f", "find_text", N_("Filter")),
        Binding("escape", "back_to_list", N_("Back to the list")),
    ]

    def __init__(self) -> None:
        super().__init__(id="export-view")
        self._layout = recipient_layout()
        self._going: Going | None = None
        self._held: Mapping[str, int] = {}
        self._behind: frozenset[str] = frozenset()
        self._recipients: tuple[Recipient, ...] = ()
        self._unmarked: frozenset[str] = frozenset()
        self._text = ""
        self._edition_id = ""
        self._is_busy = False

    @property
    def _planner(self) -> "PlannerApp":
        return cast("PlannerApp", self.app)

    @property
    def _job(self) -> ExportJob:
        return job_of(self._planner)

    def compose(self) -> ComposeResult:
        with Vertical(id="recipients-pane"):
            yield Input(placeholder=_("f: filter by words"), compact=True, id="text")
            yield TableList(
                self._layout,
                empty=_("Nobody gets a programme yet: People (5) is where delegations are added."),
                id="recipients",
            )
        with Vertical(id="export-pane"):
            yield LineList(
                empty=_("✓ Nothing stands in the way of a release."),
                open_on_click=True,
                id="findings",
            )
            with Horizontal(id="formats"):
                for name, label in FORMATS.items():
                    is_usual = name in USUAL
                    yield Checkbox(literal(_(label)), value=is_usual, compact=True, id=name)
            with Horizontal(id="folder-line"):
                yield Static(literal(_("Folder")), id="folder-label")
                yield Input(compact=True, id="folder")
            with Horizontal(id="buttons"):
                yield Button(literal(_("Export (e)")), compact=True, id="export", variant="primary")
                yield Button(literal(_("Open the folder (w)")), compact=True, id="open")
            with VerticalScroll(id="result-scroll"):
                yield Static(id="result")
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
        self._going, self._held, self._behind = going, held, behind
        self._recipients = going.ledger.recipients(going.programme)
        self._show_recipients()
        self._show_folder(going.programme.edition.id)
        self.query_one("#findings", LineList).show_rows(finding_rows(findings))
        self._show_preview()

    def show_job(self, *, is_busy: bool) -> None:
        """The files of the last export; while something is made, no other can begin."""
        self._is_busy = is_busy
        self.query_one("#export", Button).disabled = is_busy
        self.query_one("#result", Static).update(result_lines(self._job))

    def _show_folder(self, edition_id: str) -> None:
        """The folder of this edition: that of the last export, of this run or an earlier one."""
        if edition_id != self._edition_id:
            self._edition_id = edition_id
            self.query_one("#folder", Input).value = folder_for(edition_id)

    def _show_recipients(self) -> None:
        if self._going is None:
            return
        words = self._text.casefold().split()
        shown = [r for r in self._recipients if all(w in r.name.casefold() for w in words)]
        rows = recipient_rows(
            self._going.programme, shown, self._layout, self._unmarked, self._held, self._behind
        )
        self.query_one("#recipients", TableList).show_rows(rows)
        marked = sum(r.key not in self._unmarked for r in self._recipients)
        label = _("Export {n} (e)").format(n=marked)
        self.query_one("#export", Button).label = literal(label)

    @property
    def recipient(self) -> Recipient | None:
        """The one under the cursor."""
        key = self.query_one("#recipients", TableList).cursor_key
        return next((r for r in self._recipients if r.key == key), None)

    @on(TableList.Highlighted, "#recipients")
    def _show_preview(self) -> None:
        recipient, pane = self.recipient, self.query_one("#preview", TextPane)
        if recipient is None or self._going is None:
            pane.update(NOTHING)
            return
        was_issued = recipient.key in self._going.ledger.rows
        text = preview(self._going.programme, recipient, was_issued=was_issued)
        pane.update(text, about=recipient.key)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is no list to leave for itself."""
        if action == "back_to_list":
            focused = self.screen.focused
            is_elsewhere = focused is not None and focused.id != "recipients"
            return is_elsewhere or bool(self._text)
        return super().check_action(action, parameters)

    # -- what to export -------------------------------------------------------------------

    def action_mark(self) -> None:
        """Mark the recipient, or take the mark off."""
        recipient = self.recipient
        if recipient is not None:
            self._turn_mark(recipient.key)

    @on(TableList.CellPressed, "#recipients")
    def _cell_pressed(self, event: TableList.CellPressed) -> None:
        """A click on a mark does what space does."""
        if event.column == 0:
            self._turn_mark(event.key)

    def _turn_mark(self, key: str) -> None:
        self._unmarked ^= {key}
        self._show_recipients()

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
        if (recipient := self.recipient) is not None:
            held = self._held.get(recipient.key)
            self.post_message(ChangesWanted(recipient.key, held))

    def action_mark_all(self) -> None:
        """Everybody, or nobody where everybody is marked."""
        everybody = frozenset(r.key for r in self._recipients)
        self._unmarked = frozenset() if self._unmarked & everybody else everybody
        self._show_recipients()

    def action_mark_outdated(self) -> None:
        """Mark those who hold something that has changed since, and nobody else."""
        if not self._behind:
            self._planner.say(Phrase("Nobody holds anything that has changed since."))
            return
        self._unmarked = frozenset(r.key for r in self._recipients) - self._behind
        self._show_recipients()

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
        self._show_recipients()

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
            self._planner.say(Phrase("Choose at least one format, such as i, p or h."))
        elif not marked:
            self._planner.say(Phrase("Mark at least one recipient: space, or m for everybody."))
        elif not folder:
            self._planner.say(Phrase("Write the folder into which to export."))
        elif not self._is_busy and self._going is not None:
            wanted = None if len(marked) == len(self._recipients) else marked
            keep_folder(self._edition_id, folder)
            self._job.start(Order(self._going.number, self._folder, formats, wanted))

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
            self._planner.say(Phrase("This folder is made by the first export: e."))
