"""Importing a list of delegations: choose the file, look at the dry run, then take it in."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, cast
from urllib.parse import unquote

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Input, Label, OptionList, Static
from textual.widgets.option_list import Option
from textual.worker import WorkerFailed

from planner.errors import PlannerError
from planner.intake.delegations import review
from planner.intake.review import OUTCOME_NAMES, Outcome, Review, review_line
from planner.phrases import N_, Phrase, _, plural
from screens.dialog import Dialog
from screens.file_list import FileList
from screens.text import literal, visible

if TYPE_CHECKING:
    from screens.app import PlannerApp

STYLES = {
    Outcome.ADDED: "$text-success",
    Outcome.CHANGED: "$text-warning",
    Outcome.UNCHANGED: "$text-muted",
    Outcome.REFUSED: "bold $text-error",
}


class ImportScreen(Dialog[None]):
    """The file above, what it would do below; nothing happens before “Import”."""

    CSS_PATH = "intake.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", N_("Cancel")),
        Binding("ctrl+s", "take_in", N_("Import"), priority=True),
        Binding("down", "step(1)", N_("Next file"), show=False),
        Binding("up", "step(-1)", N_("File before"), show=False),
    ]
    #: Where the last file was taken from.
    folder: ClassVar[Path | None] = None

    def __init__(self) -> None:
        super().__init__(classes="dialog")
        self._review: Review | None = None
        self._chosen: Path | None = None  # its name may hold what cannot be shown

    @property
    def planner(self) -> "PlannerApp":
        return cast("PlannerApp", self.app)

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog-box -tall"):
            yield Label(literal(_("Import a list of delegations")), classes="dialog-title")
            yield Static(
                literal(
                    _(
                        "A CSV, XLSX or ODS file with one row a delegate and headers such as "
                        "City, Name, E-mail, Arrival, Departure."
                    )
                ),
                classes="dialog-text",
            )
            hint = _("Type a part of its name, or paste its path; enter reads it")
            yield Input(placeholder=hint, compact=True)
            with Horizontal(id="files"):
                yield FileList(self.folder or Path.home())
                yield OptionList(id="rows")
            yield Static(id="summary")
            with Horizontal(classes="dialog-buttons"):
                yield Button(literal(_("Cancel (esc)")), id="cancel", compact=True)
                yield Button(
                    literal(_("Import (ctrl+s)")),
                    id="import",
                    variant="primary",
                    disabled=True,
                    compact=True,
                )

    def on_mount(self) -> None:
        self._show(None, _("Choose a file: you see what it would do before anything happens."))
        self.query_one(Input).focus()

    # -- the file -------------------------------------------------------------------------

    @property
    def _files(self) -> FileList:
        return self.query_one(FileList)

    @on(FileList.Chosen)
    def _file_chosen(self, event: FileList.Chosen) -> None:
        self._chosen = event.path
        with self.prevent(Input.Changed):
            self.query_one(Input).value = visible(str(event.path))
        self._read(event.path)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        """The list follows what is typed: a name, or a path."""
        self._chosen = None
        path = typed_path(event.value)
        if path.is_absolute():
            folder = path if event.value.endswith(("/", os.sep)) else path.parent
            if folder != self._files.folder:
                self._files.go_to(folder)
            self._files.narrow(path.name if folder != path else "")
        else:
            self._files.narrow(event.value)

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        path = self._chosen or typed_path(event.value)
        if is_folder(path) and self._files.go_to(path):
            return
        if self._chosen is None and not path.is_absolute() and self._files.has_matches:
            self._files.take()
        else:
            self._read(path)

    def action_step(self, lines: int) -> None:
        """Through the list of files, from the line in which one types."""
        self._files.step(lines)

    @work(exclusive=True)
    async def _read(self, path: Path) -> None:
        """Make the dry run in a thread, then show it."""
        self._show(None, _("Reading …"))
        programme = self.planner.state.programme if self.planner.state else None
        assert programme is not None
        worker = self.run_worker(lambda: review(programme, path), thread=True, exit_on_error=False)
        try:
            found = await worker.wait()
        except WorkerFailed as failure:
            if not isinstance(failure.error, PlannerError):
                raise
            self._show(None, str(failure.error))
            return
        ImportScreen.folder = path.parent
        self._show(found, _summary(found))

    def _show(self, found: Review | None, summary: str) -> None:
        self._review = found
        rows = self.query_one("#rows", OptionList)
        rows.clear_options()
        if found is not None:
            rows.add_options(
                Option(literal(review_line(r)).stylize(STYLES[r.outcome])) for r in found.rows
            )
        self.query_one("#summary", Static).update(literal(summary))
        self.query_one("#import", Button).disabled = found is None or not found.edit

    @on(Button.Pressed, "#cancel")
    def _cancelled(self) -> None:
        self.dismiss()

    @on(Button.Pressed, "#import")
    def action_take_in(self) -> None:
        if self._review is None or not self._review.edit:
            self.planner.say(
                Phrase("There is nothing to import yet: choose a file with new entries.")
            )
            return
        edit = self._review.edit
        if self.planner.perform(lambda _programme: edit):
            self.planner.say(
                plural("{n} entry imported.", "{n} entries imported.", len(edit.changes))
            )
            self.dismiss()


def typed_path(text: str) -> Path:
    """The path that somebody typed or pasted: ``~``, quotes and ``file://`` are understood."""
    bare = text.strip().strip("\"'")
    if bare.startswith("file://"):
        bare = unquote(bare.removeprefix("file://"))
    return Path(os.path.expanduser(bare))  # noqa: PTH111 - never raises


def is_folder(path: Path) -> bool:
    """False as well for what cannot be a path."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def _summary(found: Review) -> str:
    counts = ", ".join(f"{found.count(o)} {_(OUTCOME_NAMES[o])}" for o in Outcome)
    if found.edit is None:
        return counts + ". " + _("Nothing has been imported: mend the refused rows first.")
    if not found.edit:
        return counts + ". " + _("There is nothing new in this file.")
    return counts


def import_delegations(app: "PlannerApp") -> None:
    """Open the import dialog."""
    app.push_screen(ImportScreen())
