"""What an export writes, and where to: formats, documents, reminder, folder."""

import os
from collections.abc import Iterable
from pathlib import Path

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Checkbox, Input, Static

from planner.phrases import N_, _
from planner.publish.documents import Document, documents_for
from planner.publish.export import PAPER, USUAL
from planner.publish.recipients import Recipient
from screens.document_rows import named
from screens.publish_folder import folder_for
from screens.publish_memory import recall_of
from screens.text import literal

FORMATS = {
    "ics": N_("Calendars (i)"),
    "pdf": N_("PDF (p)"),
    "html": N_("Web pages (h)"),
    "xlsx": N_("Excel (z)"),
    "txt": N_("Text (t)"),
    "md": N_("Markdown (a)"),
}
#: Under which the reminder of an edition is remembered.
REMINDER = "reminder"
#: A reminder is at most four weeks before, in minutes.
EARLIEST = 4 * 7 * 24 * 60


class ExportOptions(Vertical):
    """Fields and buttons; the keys are those of the pane around."""

    def __init__(self) -> None:
        super().__init__(id="export-options")
        #: The documents that PDF means; None: the usual one of everybody.
        self.documents: tuple[Document, ...] | None = None
        self._edition_id = ""

    def compose(self) -> ComposeResult:
        with Horizontal(id="formats"):
            for name, label in FORMATS.items():
                is_usual = name in USUAL
                yield Checkbox(literal(_(label)), value=is_usual, compact=True, id=name)
        with Horizontal(id="paper-line"):
            yield Button(compact=True, id="documents")
            yield Static(literal(_("Reminder (r)")), id="alarm-label")
            yield Input(compact=True, id="alarm", max_length=5, placeholder="0")
            yield Static(literal(_("min before")), id="alarm-unit")
        with Horizontal(id="folder-line"):
            yield Static(literal(_("Folder")), id="folder-label")
            yield Input(compact=True, id="folder")
        with Horizontal(id="buttons"):
            yield Button(literal(_("Export (e)")), compact=True, id="export", variant="primary")
            yield Button(literal(_("Folder (w)")), compact=True, id="open")
            yield Button(literal(_("Pages (y)")), compact=True, id="pages")
            yield Button(literal(_("Mails, feeds (M)")), compact=True, id="mails")
            yield Button(literal(_("CalDAV (C)")), compact=True, id="caldav")

    def on_mount(self) -> None:
        self.choose(None)

    def show_edition(self, edition_id: str) -> None:
        """Folder and reminder of the edition's last export, of this run or an earlier one."""
        if edition_id != self._edition_id:
            self._edition_id = edition_id
            self.query_one("#folder", Input).value = folder_for(edition_id)
            self.query_one("#alarm", Input).value = recall_of(REMINDER, edition_id)

    def show_count(self, marked: int) -> None:
        """How many recipients are marked."""
        label = _("Export {n} (e)").format(n=marked)
        self.query_one("#export", Button).label = literal(label)

    def choose(self, documents: tuple[Document, ...] | None) -> None:
        """Take other documents, and PDF with them."""
        self.documents = documents
        label = _("PDF: {documents} (g)").format(documents=named(documents))
        button = self.query_one("#documents", Button)
        button.label = literal(label)
        button.refresh(layout=True)  # a label of another length needs another width
        if documents is not None:
            self.query_one("#pdf", Checkbox).value = True

    @property
    def formats(self) -> tuple[str, ...]:
        """Those that are ticked."""
        return tuple(n for n in FORMATS if self.query_one(f"#{n}", Checkbox).value)

    def is_for_nobody_of(self, marked: Iterable[Recipient]) -> bool:
        """Whether there is nothing to write but documents that are made for others."""
        return self.formats == (PAPER,) and not any(
            documents_for(r, self.documents) for r in marked
        )

    @property
    def folder_text(self) -> str:
        """What stands in the field."""
        return self.query_one("#folder", Input).value.strip()

    @property
    def folder(self) -> Path:
        """The folder that stands in the field."""
        return Path(os.path.expanduser(self.folder_text))  # noqa: PTH111 - never raises

    @property
    def alarm_text(self) -> str:
        """What stands in the field."""
        return self.query_one("#alarm", Input).value.strip()

    @property
    def alarm(self) -> int | None:
        """Minutes before each event, 0 for none; None where it is no such number."""
        text = self.alarm_text or "0"
        if not (text.isascii() and text.isdecimal()) or int(text) > EARLIEST:
            return None
        return int(text)
