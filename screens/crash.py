"""What is shown after a mistake in the program: what is saved, where, and how to go on."""

import sys
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Label, Static

from planner import __version__
from planner.phrases import N_, _
from screens.surviving import Crash
from screens.text import literal

if TYPE_CHECKING:
    from screens.app import PlannerApp


class CrashScreen(ModalScreen[None]):
    """Nothing of a room is seen or heard here; every key but its own does nothing."""

    CSS_PATH = "crash.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("c", "copy", N_("Copy")),
        Binding("left", "app.focus_previous", show=False),
        Binding("right", "app.focus_next", show=False),
    ]

    def __init__(self, crash: Crash) -> None:
        super().__init__()
        self._crash = crash

    @property
    def planner(self) -> "PlannerApp":
        return cast("PlannerApp", self.app)

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog-box -form"):
            yield Label(literal(_("A mistake in the program")), classes="dialog-title")
            with VerticalScroll(can_focus=False):
                text = Content("\n").join(map(literal, self._sentences()))
                yield Static(text, classes="dialog-text")
                about = _("For a report (nothing of your plan is in it):")
                yield Static(literal(about), classes="dialog-hint")
                report = Content("\n").join(map(literal, self.report.splitlines()))
                yield Static(report, id="report")
            with Horizontal(classes="dialog-buttons"):
                yield Button(literal(_("Quit (ctrl+q)")), id="quit", compact=True)
                yield Button(literal(_("Copy the report (c)")), id="copy", compact=True)
                go_on = literal(_("Go on (enter)"))
                yield Button(go_on, id="go-on", variant="primary", compact=True)

    def on_mount(self) -> None:
        self.query_one("#go-on", Button).focus()

    def _sentences(self) -> list[str]:
        workspace, place = self.planner.workspace, self._crash.log
        where = workspace.store.where if workspace is not None else ""
        return [
            _("What you did last could not be finished; you can go on."),
            _("Everything you have confirmed is saved, in {where}").format(where=where),
            _("What was not confirmed yet, as a move in preview or an open form, is not kept."),
            _("The log says where: {path}").format(path=place)
            if place is not None
            else _("There is no log of it."),
        ]

    @property
    def report(self) -> str:
        """What whoever mends the program needs to know."""
        python = ".".join(map(str, sys.version_info[:3]))
        about = f"Wake Planner {__version__}, Python {python}, {sys.platform}"
        return "\n".join([about, *self._crash.lines])

    @on(Button.Pressed, "#go-on")
    def _go_on(self) -> None:
        self.app.call_later(self.planner.go_on)

    @on(Button.Pressed, "#quit")
    def _quit(self) -> None:
        self.app.exit(return_code=1)

    @on(Button.Pressed, "#copy")
    def action_copy(self) -> None:
        self.app.copy_to_clipboard(self.report)
        self.notify(_("Copied; some terminals do not allow it."), markup=False, timeout=4)
