"""The Publish room: releases, who holds which, and everybody's programme as files."""

from typing import Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Button, ContentSwitcher, ProgressBar, Static

from planner.errors import PlannerError
from planner.phrases import N_, Phrase, _
from planner.publish.holdings import behind
from planner.publish.preflight import Finding, preflight
from screens import release_flows as flows
from screens.export_pane import ExportPane
from screens.publish_guide import GUIDE
from screens.publish_job import PublishJob
from screens.publish_jobs import jobs_of, outcomes_of
from screens.publish_top import DIFF, EXPORT, LEDGER, out_chips, view_chips
from screens.release_diff_pane import ChangesWanted, DiffPane
from screens.release_job import release_job_of
from screens.release_ledger_pane import LedgerPane, LedgerWanted
from screens.release_shelf import Shelf
from screens.release_words import draft_name
from screens.room import RoomScreen
from screens.state import State
from screens.text import literal
from screens.widgets.chips import Chips

#: How often another program's releases are looked for, in seconds.
REFRESH_SECONDS = 2.0
#: The list of each view.
LISTS = {EXPORT: "#recipients", DIFF: "#changes", LEDGER: "#holders"}


class PublishScreen(RoomScreen):
    """What goes out, what has changed, who holds what: one view at a time."""

    ROOM = "publish"
    CSS_PATH = "publish.tcss"
    GUIDE = GUIDE
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "release", N_("New release")),
        Binding("v", "version", N_("What goes out")),
        Binding("d", f"view('{DIFF}')", N_("What changed")),
        Binding("l", f"view('{LEDGER}')", N_("Who holds what")),
        Binding("b", "roll_back", N_("Roll back")),
        Binding("s", "stop", N_("Stop")),
        Binding("escape", f"view('{EXPORT}')", N_("Back")),
    ]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-medium"), (160, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (32, "-tall")]

    def __init__(self) -> None:
        super().__init__()
        self._shelf: Shelf | None = None
        self._number: int | None = None  # the release that goes out; None: the draft
        self._revision = -1  # of the store when last painted
        self._told: PublishJob[Any] | None = None  # the job that the last line is about
        self._ended: tuple[object, ...] = ()  # what had come of the jobs when last painted

    def compose_room(self) -> ComposeResult:
        with Horizontal(id="top"):
            yield Chips(id="views")
            yield Chips(id="out")
        with ContentSwitcher(initial=EXPORT, id="switcher"):
            yield ExportPane()
            yield DiffPane()
            yield LedgerPane()
        with Horizontal(id="job-line"):
            yield Button(literal(_("Stop (s)")), compact=True, id="stop", variant="error")
            yield ProgressBar(show_eta=False, id="progress")
            yield Static(id="status")

    def on_mount(self) -> None:
        self.query_one("#recipients").focus()
        for job in self._jobs:
            job.listener = self._show_jobs
        self._ended = outcomes_of(self.planner)
        self._show_jobs()
        self.set_interval(REFRESH_SECONDS, self.look_again)

    def on_unmount(self) -> None:
        for job in self._jobs:
            if job.listener == self._show_jobs:
                job.listener = None

    @property
    def _jobs(self) -> tuple[PublishJob[Any], ...]:
        return jobs_of(self.planner)

    def look_again(self) -> None:
        """Show what another program has released or handed out: the plan is the same with it."""
        workspace, state = self.planner.workspace, self.planner.state
        if workspace is None or state is None or not self.is_current:
            return
        if self._revision != workspace.revision:
            self.show(state)

    # -- painting -------------------------------------------------------------------------

    def show(self, state: State) -> None:
        assert self.planner.workspace is not None
        self._revision = self.planner.workspace.revision
        try:
            shelf = self._looked(state)
            self._show_view(state, shelf)
            self._show_top(state, shelf)
        except PlannerError as error:
            self.planner.complain(error)

    def _looked(self, state: State) -> Shelf:
        """The shelf as it is now; what goes out is the newest release until another is chosen."""
        if self._shelf is not None and self._shelf.edition_id == state.programme.edition.id:
            self._shelf.look()
            return self._shelf
        assert self.planner.workspace is not None
        shelf = Shelf(self.planner.workspace)
        shelf.look()
        newest = shelf.newest_number
        self._shelf, self._number = shelf, newest if self._can_read(shelf, newest) else None
        self.query_one(DiffPane).compare(newest, None, None)
        return shelf

    def _can_read(self, shelf: Shelf, number: int | None) -> bool:
        """Whether a release is not damaged, and say so if it is."""
        try:
            shelf.going(number)
        except PlannerError as error:
            self.planner.complain(error)
            return False
        return True

    def _show_view(self, state: State, shelf: Shelf) -> None:
        if self._view == DIFF:
            self.query_one(DiffPane).show(shelf)
        elif self._view == LEDGER:
            self.query_one(LedgerPane).show(shelf)
        else:
            late = frozenset(behind(shelf.ledger(), shelf.holdings))
            going, findings = shelf.going(self._number), self._findings(state, shelf)
            self.query_one(ExportPane).show(going, findings, shelf.holdings, late)

    def _findings(self, state: State, shelf: Shelf) -> tuple[Finding, ...]:
        return preflight(state.programme, state.conflicts, shelf.ledger(), shelf.holdings)

    def _show_top(self, state: State, shelf: Shelf) -> None:
        self.query_one("#views", Chips).show(view_chips(state.programme, shelf, self._view))
        self.query_one("#out", Chips).show(out_chips(state.programme, shelf, self._number))

    def _show_jobs(self) -> None:
        """How far the export or the release is, or what came of it."""
        if not self.query("#export"):
            return  # the room is being made anew
        running = next((job for job in self._jobs if job.is_running), None)
        self._told = running or self._told or self._jobs[0]
        self.set_class(running is not None, "-running")
        self.query_one("#stop", Button).disabled = running is None
        if running is not None:
            bar = self.query_one(ProgressBar)
            bar.update(total=running.total or None, progress=running.done)
        self.query_one("#status", Static).update(literal(self._told.status))
        self.set_class(bool(self._told.status), "-told")
        self.query_one(ExportPane).show_job(is_busy=running is not None)
        if running is None:
            self._show_outcome()
        self.refresh_bindings()

    def _show_outcome(self) -> None:
        """A new release goes out from then on; who was handed one, holds it."""
        before, self._ended = self._ended, outcomes_of(self.planner)
        if before == self._ended or self.planner.state is None:
            return
        release, edition = release_job_of(self.planner).release, self.state.programme.edition
        if release is not None and release not in before and release.edition_id == edition.id:
            self._number = release.number
            self.query_one(DiffPane).compare(release.number, None, None)
        self.show(self.planner.state)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is something to stop only while something runs, and one view to go back to."""
        if action == "stop":
            return any(job.is_running for job in self._jobs)
        if action == "view" and parameters == (EXPORT,):
            return self._view != EXPORT
        return super().check_action(action, parameters)

    # -- views ----------------------------------------------------------------------------

    @property
    def _view(self) -> str:
        return self.query_one("#switcher", ContentSwitcher).current or EXPORT

    @on(Chips.Pressed, "#views")
    def _view_pressed(self, event: Chips.Pressed) -> None:
        self.action_view(event.id)

    def action_view(self, view: str) -> None:
        """Go to another view, or back."""
        self.query_one("#switcher", ContentSwitcher).current = view
        if self.planner.state is not None:
            self.show(self.planner.state)
        self.query_one(LISTS[view]).focus()

    @on(ChangesWanted)
    def _changes_wanted(self, event: ChangesWanted) -> None:
        """What has changed for one recipient: since what they hold, else since the newest."""
        if self._shelf is not None:
            since = event.since if event.since is not None else self._shelf.newest_number
            new = self._number if self._number != since else None
            self.query_one(DiffPane).compare(since, new, event.recipient)
            self.action_view(DIFF)

    @on(LedgerWanted)
    def _ledger_wanted(self) -> None:
        self.query_one(LedgerPane).show_outdated()
        self.action_view(LEDGER)

    # -- releases -------------------------------------------------------------------------

    @on(Chips.Pressed, "#out")
    async def _out_pressed(self, event: Chips.Pressed) -> None:
        await self.run_action(event.id)

    @work
    async def action_version(self) -> None:
        """Choose what goes out: a release, or the draft."""
        if self._shelf is None:
            return
        title, draft = _("What goes out?"), draft_name()
        chosen = await flows.choose(self.planner, self._shelf, title, self._number, draft)
        if chosen is not None and self._can_read(self._shelf, chosen[0]):
            self._number = chosen[0]
            self.show(self.state)

    @work
    async def action_release(self) -> None:
        """Freeze the plan as it is, after a look at what stands in the way."""
        if self._shelf is None or self._is_busy():
            return
        try:
            findings = self._findings(self.state, self._shelf)
            asked = await flows.ask_for_release(self.planner, self._shelf, findings)
        except PlannerError as error:
            self.planner.complain(error)
            return
        if asked is not None:
            release_job_of(self.planner).start(*asked)

    @work
    async def action_roll_back(self) -> None:
        """Put the plan back to a release, after showing what that changes."""
        shelf = self._shelf
        if shelf is None:
            return
        title = _("Back to which release?")
        chosen = await flows.choose(self.planner, shelf, title, self._number)
        if chosen is None or chosen[0] is None:
            return
        try:
            await flows.go_back(self.planner, shelf, chosen[0])
        except PlannerError as error:
            self.planner.complain(error)

    def _is_busy(self) -> bool:
        """Whether something runs already, and say so."""
        if any(job.is_running for job in self._jobs):
            self.planner.say(Phrase("Wait until it has ended, or stop it with s."))
            return True
        return False

    @on(Button.Pressed, "#stop")
    def action_stop(self) -> None:
        """Stop what runs; nothing is written."""
        for job in self._jobs:
            job.stop()
