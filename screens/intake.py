"""Importing a list of delegations: choose the file, look at the dry run, then take it in."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Button, DirectoryTree, Input, Label, OptionList, Static
from textual.widgets.option_list import Option
from textual.worker import WorkerFailed

from planner.errors import PlannerError
from planner.intake.delegations import review
from planner.intake.review import OUTCOME_NAMES, Outcome, Review, review_line
from planner.phrases import N_, _, plural
from screens.text import literal

if TYPE_CHECKING:
    from screens.app import PlannerApp

STYLES = {
    Outcome.ADDED: "$text-success",
    Outcome.CHANGED: "$text-warning",
    Outcome.UNCHANGED: "$text-muted",
    Outcome.REFUSED: "bold $text-error",
}
ENDINGS = {".csv", ".tsv", ".txt", ".xlsx"}


class Tables(DirectoryTree):
    """Folders and the files that can be imported."""

    def filter_paths(self, paths: Iterable[Path]) -> Iterable[Path]:
        return [
            p
            for p in paths
            if not p.name.startswith(".") and (p.is_dir() or p.suffix.lower() in ENDINGS)
        ]


class ImportScreen(ModalScreen[None]):
    """The file above, what it would do below; nothing happens before “Import”."""

    CSS_PATH = "intake.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", N_("Cancel")),
        Binding("ctrl+s", "take_in", N_("Import"), priority=True),
    ]

    def __init__(self) -> None:
        super().__init__(classes="dialog")
        self._review: Review | None = None

    @property
    def planner(self) -> "PlannerApp":
        return cast("PlannerApp", self.app)

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog-box -tall"):
            yield Label(literal(_("Import a list of delegations")), classes="dialog-title")
            yield Static(
                literal(
                    _(
                        "A CSV or XLSX file with one row a delegate and headers such as "
                        "City, Name, E-mail, Arrival, Departure."
                    )
                ),
                classes="dialog-text",
            )
            yield Input(placeholder=_("Path of the file; enter reads it"))
            with Horizontal():
                yield Tables(Path.home())
                yield OptionList()
            yield Static(id="summary")
            with Horizontal(classes="dialog-buttons"):
                yield Button(literal(_("Cancel (esc)")), id="cancel")
                yield Button(
                    literal(_("Import (ctrl+s)")), id="import", variant="primary", disabled=True
                )

    def on_mount(self) -> None:
        self.query_one(Input).focus()

    @on(DirectoryTree.FileSelected)
    def _chosen(self, event: DirectoryTree.FileSelected) -> None:
        self.query_one(Input).value = str(event.path)
        self._read()

    @on(Input.Submitted)
    def _entered(self) -> None:
        self._read()

    @work(exclusive=True)
    async def _read(self) -> None:
        """Make the dry run in a thread, then show it."""
        path = Path(os.path.expanduser(self.query_one(Input).value.strip()))  # noqa: PTH111 - never raises
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
        self._show(found, _summary(found))

    def _show(self, found: Review | None, summary: str) -> None:
        self._review = found
        rows = self.query_one(OptionList)
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
            return
        edit = self._review.edit
        if self.planner.perform(lambda _programme: edit):
            self.planner.say(
                plural("{n} entry imported.", "{n} entries imported.", len(edit.changes))
            )
            self.dismiss()


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
