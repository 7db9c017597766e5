"""Importing a file: choose it, see what it would do and how it was read, then take it in."""

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, ContentSwitcher, Static

from models.keeping import Why
from planner.errors import PlannerError
from planner.intake.review import Review
from planner.phrases import N_, Phrase, _, plural
from screens.dialog import Dialog
from screens.dialogs import Confirm
from screens.import_details import (
    can_import,
    done,
    failure,
    import_label,
    left_out,
    number_open,
    standing,
)
from screens.import_draft import Draft
from screens.import_entries import EntriesPane
from screens.import_files import FilesPane
from screens.import_look import Look
from screens.import_manner import MannerPane
from screens.import_pane import ImportPane
from screens.import_reading import ImportReading
from screens.safeguards import safeguard
from screens.state import State
from screens.text import literal
from screens.widgets.key_bar import KeyBar
from screens.widgets.list_tabs import ListTab, ListTabs

if TYPE_CHECKING:
    from screens.app import PlannerApp

#: The panes in the order of their tabs.
FILES, ENTRIES, MANNER = PANES = ("files", "entries", "manner")
#: How often it is told how far the reading is, in seconds.
TELL_SECONDS = 0.1


class ImportScreen(Dialog[None]):
    """A file, what it would do, and how it is read; nothing happens before “Import”."""

    CSS_PATH = "intake.tcss"
    GUIDE = (
        N_("Choose a file: it is recognised, read, and compared with the plan in a dry run."),
        N_(
            "Entries in question are asked about: enter offers what may be meant. Refused entries"
            " say why; mend them in the file and read it again, or import the others."
        ),
        N_("[ and ], or a click, show only what is changed, refused, new …"),
        N_(
            "What you have changed by hand since the last import stays: both values are shown, and"
            " t takes the file's, T everywhere."
        ),
        N_(
            "h shows how the file was read: what it holds, its header, each column. Enter corrects"
            " a line; the next file of that name is read the same way."
        ),
        N_("ctrl+s imports: one step, which u takes back. Nothing is ever removed by an import."),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "take_in", N_("Import"), priority=True),
        Binding("o", "go('files')", N_("Other file")),
        Binding("w", "go('entries')", N_("What it would do")),
        Binding("h", "go('manner')", N_("How it is read")),
        Binding("f5", "read_again", N_("Read again")),
        Binding("escape", "leave", N_("Back")),
        Binding("f1,question_mark", "app.help", N_("Help"), key_display="f1"),
    ]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (150, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (32, "-tall")]
    #: Where the last file was taken from.
    folder: ClassVar[Path | None] = None

    def __init__(self) -> None:
        super().__init__(classes="dialog")
        self._draft: Draft | None = None  # what is wanted
        self._look: Look | None = None  # what is shown
        self._reading = ImportReading(self, self._show)
        self._news = ""  # said until something else is decided
        self._is_taking = False

    @property
    def planner(self) -> "PlannerApp":
        return cast("PlannerApp", self.app)

    @property
    def review(self) -> Review | None:
        """The review that is shown, unless something else is wanted by now."""
        return None if self._look is None or self.is_reading else self._look.review

    @property
    def is_reading(self) -> bool:
        return self._reading.is_running

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog-box"):
            yield ListTabs()
            with ContentSwitcher(initial=FILES):
                yield FilesPane(self.folder or Path.home())
                yield EntriesPane()
                yield MannerPane()
            yield Static(id="status")
            with Horizontal(classes="dialog-buttons"):
                yield Button(literal(_("Cancel (esc)")), id="cancel", compact=True)
                yield Button(id="import", variant="primary", disabled=True, compact=True)
            yield KeyBar()

    def on_mount(self) -> None:
        self.query_one(".dialog-box").border_title = literal(_("Import"))
        self.watch(self.app, "state", self._plan_changed, init=False)
        self.set_interval(TELL_SECONDS, self._tell_progress)
        self._paint()
        self._go(FILES)

    # -- panes ----------------------------------------------------------------------------

    @property
    def pane(self) -> str:
        """The pane in view."""
        return self.query_one(ContentSwitcher).current or FILES

    @property
    def _offered(self) -> tuple[str, ...]:
        """The panes in which there is anything to see."""
        if self._look is None:
            return (FILES,)
        return PANES if self._look.review is not None else (FILES, MANNER)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys that lead nowhere are neither shown nor heard."""
        if action == "go":
            pane = str(parameters[0])
            return pane != self.pane and pane in self._offered
        return action != "read_again" or self._draft is not None

    def action_go(self, pane: str) -> None:
        """Show another pane."""
        self._go(pane)

    @on(ListTabs.Chosen)
    def _tab_chosen(self, event: ListTabs.Chosen) -> None:
        self._go(self._offered[event.number])

    def _go(self, pane: str) -> None:
        self.query_one(ContentSwitcher).current = pane
        first = {FILES: "Input", ENTRIES: "#rows", MANNER: "#manner-rows"}[pane]
        self.query_one(f"#{pane} {first}").focus()
        self._paint_tabs()
        self.refresh_bindings()

    # -- reading --------------------------------------------------------------------------

    @on(FilesPane.Chosen)
    def _file_chosen(self, event: FilesPane.Chosen) -> None:
        is_same = self._draft is not None and self._draft.path == event.path
        self._read(self._draft if self._draft is not None and is_same else Draft(event.path))

    def action_read_again(self) -> None:
        """The file has been mended meanwhile: what was decided about it holds."""
        if self._draft is not None:
            self._read(self._draft)
            self._news = _("The file has been read again.")

    @on(EntriesPane.Unread)
    def _to_column(self, event: EntriesPane.Unread) -> None:
        self._go(MANNER)
        self.query_one(MannerPane).select_header(event.header)

    @on(ImportPane.Decided)
    def _decided(self, event: ImportPane.Decided) -> None:
        assert self._draft is not None
        self._read(event.change(self._draft))

    def _plan_changed(self, _state: State | None) -> None:
        """Somebody else has changed the plan: what the file would do is found out anew."""
        if self._draft is not None and not self._is_taking:
            self._read(self._draft)
            self._news = _("The plan has been changed meanwhile: this is how it is now.")

    def _read(self, draft: Draft) -> None:
        """Look into the file as it is wanted now."""
        try:
            self._reading.start(self.planner, draft)
        except PlannerError as error:
            self.planner.complain(error)
            return
        self._draft, self._news = draft, ""
        self._paint()

    def _stop_reading(self) -> None:
        """Give up; what was shown before holds."""
        self._reading.stop()
        self._draft = self._look.draft if self._look is not None else None
        self._news = _("Stopped: nothing has been imported.")
        self._paint()

    # -- painting -------------------------------------------------------------------------

    def _show(self, found: Look) -> None:
        self._look = found
        self.query_one(MannerPane).show(found)
        if found.review is not None:
            ImportScreen.folder = found.draft.path.parent
            self.query_one(EntriesPane).show(found)
        if self.pane == FILES or self.pane not in self._offered:
            self._go(self._pane_for(found))
        self._paint()
        self.refresh_bindings()

    def _pane_for(self, found: Look) -> str:
        """Where one wants to be after a file was read for the first time."""
        if found.review is not None:
            return ENTRIES
        return MANNER if found.sheets else FILES

    def _paint(self) -> None:
        self._paint_tabs()
        self._paint_status()
        button = self.query_one("#import", Button)
        button.label = literal(_("{what} (ctrl+s)").format(what=import_label(self.review)))
        button.refresh(layout=True)
        button.disabled = not can_import(self.review)

    def _paint_tabs(self) -> None:
        tabs = self.query_one(ListTabs)
        review = self._look.review if self._look is not None else None
        every = {
            FILES: ListTab(_("File"), None),
            ENTRIES: ListTab(_("What it would do"), len(review.rows) if review else None),
            MANNER: ListTab(_("How it is read"), None),
        }
        tabs.tabs = tuple(every[pane] for pane in self._offered)
        tabs.current = self._offered.index(self.pane)

    def _tell_progress(self) -> None:
        if self.is_reading:
            self._paint_status()

    def _paint_status(self) -> None:
        status = self.query_one("#status", Static)
        error = failure(self._look) if self._look is not None and not self.is_reading else ""
        status.set_class(bool(error), "-error")
        status.update(literal(error or self._status()))

    def _status(self) -> str:
        if self.is_reading:
            return self._reading.status
        texts = (self._news, standing(self.review) if self.review is not None else "")
        return " ".join(text for text in texts if text)

    # -- the end --------------------------------------------------------------------------

    def action_leave(self) -> None:
        """Stop reading; else back to the entries; else close."""
        if self.is_reading:
            self._stop_reading()
        elif self.pane != ENTRIES and ENTRIES in self._offered:
            self._go(ENTRIES)
        else:
            self.close_dialog()

    @on(Button.Pressed, "#cancel")
    @work
    async def close_dialog(self) -> None:
        """Close, after a question where something would be lost."""
        if self._draft is None or not self._draft.is_decided or await self._gives_up():
            self.dismiss()

    async def _gives_up(self) -> bool:
        question = Confirm(
            _("Close without importing?"),
            _("Close"),
            _("What you have answered and corrected for this file would be lost."),
            _("Back (esc)"),
        )
        return await self.app.push_screen_wait(question)

    @on(Button.Pressed, "#import")
    @work
    async def action_take_in(self) -> None:
        """Import what can be, after a question where something is left out."""
        review = self.review
        if self._is_taking:
            return
        if self.is_reading:
            self.planner.say(Phrase("The file is still being read."))
        elif review is None or not can_import(review):
            self.planner.say(
                Phrase("There is nothing to import yet: choose a file with new entries.")
            )
        elif self._has_changed():
            self.action_read_again()
        elif review.is_complete or await self._leaves_out(review):
            await self._take_in(review)

    def _has_changed(self) -> bool:
        """Whether the plan is no longer the one of the review."""
        workspace = self.planner.workspace
        assert workspace is not None
        assert self._look is not None
        try:
            if workspace.refresh():
                self.planner.show_workspace()
        except PlannerError as error:
            self.planner.complain(error)
        return self._look.programme is not workspace.programme

    async def _leaves_out(self, review: Review) -> bool:
        question = plural("Leave out {n} entry?", "Leave out {n} entries?", number_open(review))
        confirm = Confirm(str(question), import_label(review), left_out(review), _("Back (esc)"))
        agreed = await self.app.push_screen_wait(confirm)
        return agreed and review is self.review

    async def _take_in(self, review: Review) -> None:
        assert self._look is not None
        edit, base = review.edit, self._look.programme
        self._is_taking = True
        await safeguard(self.planner, Why.IMPORT)
        if self.planner.perform(lambda _programme: edit, base=base):
            self.planner.say(done(review))
            self.dismiss()
        elif self._draft is not None:
            self._read(self._draft)
        self._is_taking = False


def import_file(app: "PlannerApp") -> None:
    """Open the import dialog."""
    app.push_screen(ImportScreen())
