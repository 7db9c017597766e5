"""The dated copies of the store: what is in each, one more, and bringing one back."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, Label, OptionList, Static
from textual.widgets.option_list import Option
from textual.worker import get_current_worker

from models.backup import back_up, copies
from models.contents import contents_of, steps_after
from models.keeping import Copy
from planner.backup_words import description, heading
from planner.errors import PlannerError
from planner.phrases import N_, Phrase, _
from planner.store_words import in_words
from screens.dialog import Dialog
from screens.text import literal, visible


class BackupsScreen(Dialog[Path | None]):
    """A list of copies; dismissed with the one to bring back."""

    CSS_PATH = "backups.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", N_("Close")),
        Binding("b", "back_up", N_("Back up now")),
    ]

    def __init__(self, store: Path, *, may_back_up: bool = True) -> None:
        super().__init__(classes="dialog")
        self._store, self._may_back_up = store, may_back_up
        self._copies: Sequence[Copy] = ()

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog-box -tall"):
            yield Label(literal(_("Backups")), classes="dialog-title")
            yield Static(id="where", classes="dialog-hint")
            yield OptionList(id="copies")
            yield Static(id="none", classes="empty")
            yield Static(id="backups-error", classes="form-error")
            with Horizontal(classes="dialog-buttons"):
                yield Button(literal(_("Close (esc)")), id="close", compact=True)
                if self._may_back_up:
                    yield Button(literal(_("Back up now (b)")), id="back-up", compact=True)
                yield Button(
                    literal(_("Bring back (enter)")), id="restore", variant="primary", compact=True
                )

    def on_mount(self) -> None:
        self.query_one("#where", Static).update(literal(str(self._store)))
        self.show()

    def show(self) -> None:
        """List the copies as they are now; what is in them follows."""
        options = self.query_one(OptionList)
        self._copies = copies(self._store)
        options.clear_options()
        options.add_options(Option(_lines(copy, "…"), id=copy.path.name) for copy in self._copies)
        options.display = bool(self._copies)
        empty = self.query_one("#none", Static)
        empty.display = not self._copies
        empty.update(literal(_("There are no backups yet.")))
        self.query_one("#restore", Button).disabled = not self._copies
        if self._copies:
            options.highlighted = 0
            options.focus()
        self._look_into(tuple(self._copies))

    @work(thread=True, exclusive=True, group="contents", exit_on_error=False)
    def _look_into(self, found: tuple[Copy, ...]) -> None:
        worker = get_current_worker()
        for copy in found:
            if worker.is_cancelled:
                return
            contents = contents_of(copy.path)
            since = steps_after(self._store, contents.step) if contents is not None else None
            self.app.call_later(partial(self._describe, copy, description(contents, since)))

    def _describe(self, copy: Copy, text: str) -> None:
        options = self.query(OptionList)  # none, while the screen closes
        if options and copy in self._copies:
            options.first().replace_option_prompt(copy.path.name, _lines(copy, text))

    @on(Button.Pressed, "#back-up")
    def action_back_up(self) -> None:
        """Keep a copy now."""
        if self._may_back_up:
            self._back_up()

    @work(thread=True, exclusive=True, group="back-up", exit_on_error=False)
    def _back_up(self) -> None:
        try:
            with in_words():
                made = back_up(self._store)
        except PlannerError as error:
            self.app.call_later(self._complain, error)
        else:
            self.app.call_later(self._made, made)

    def _made(self, copy: Path) -> None:
        if self.is_attached:
            self._tell(str(Phrase("Backup written: {path}", path=copy.name)), is_error=False)
            self.show()

    def _complain(self, error: PlannerError) -> None:
        if self.is_attached:
            self._tell(str(error), is_error=True)

    def _tell(self, text: str, *, is_error: bool) -> None:
        line = self.query_one("#backups-error", Static)
        line.set_class(not is_error, "-news")
        line.update(literal(text))

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._copies[event.option_index].path)

    @on(Button.Pressed, "#restore")
    def _bring_back(self) -> None:
        self.query_one(OptionList).action_select()

    @on(Button.Pressed, "#close")
    def _close(self) -> None:
        self.dismiss(None)


def _lines(copy: Copy, text: str) -> Content:
    """When and why, and below it what is in it."""
    try:
        size = copy.path.stat().st_size
    except OSError:
        size = 0
    return Content.assemble(literal(heading(copy, size)), "\n  ", (visible(text), "$text-muted"))
