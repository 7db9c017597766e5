"""What can be done where the store is damaged."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Label, OptionList, Static

from models.contents import contents_of
from models.keeping import Copy
from planner.backup_words import description, heading
from planner.errors import PlannerError
from planner.phrases import N_, _
from screens.dialog import Dialog
from screens.text import literal
from screens.welcome import choice


class RescueScreen(Dialog[str]):
    """Dismissed with ``newest``, ``choose`` or ``quit``."""

    CSS_PATH = "backups.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss('quit')", N_("Quit"))]

    def __init__(self, error: PlannerError, newest: Copy | None) -> None:
        super().__init__(classes="dialog")
        self._error, self._newest = error, newest

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog-box"):
            yield Label(literal("Wake Planner"), classes="dialog-title")
            yield Static(literal(str(self._error.phrase)), id="problem", classes="form-error")
            yield OptionList(id="ways")
            hint = _("What is there now is kept as a backup first.")
            yield Static(literal(hint), classes="dialog-hint")

    def on_mount(self) -> None:
        ways = self.query_one(OptionList)
        if self._newest is not None:
            size = self._newest.path.stat().st_size
            content = description(contents_of(self._newest.path), None)
            what = f"{heading(self._newest, size)}  {content}"
            ways.add_option(choice(_("Bring back the newest backup that is whole"), what, "newest"))
        ways.add_options(
            (
                choice(_("Choose a backup …"), _("See what is in each of them."), "choose"),
                choice(_("Quit"), _("Nothing is changed."), "quit"),
            )
        )
        ways.highlighted = 0
        ways.focus()

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option_id or "quit")
