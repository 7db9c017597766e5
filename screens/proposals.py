"""Proposals: what a solver would do, looked at and accepted item by item before it is applied."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import ContentSwitcher

from planner.phrases import N_
from screens.proposal_run import ProposalRun
from screens.proposals_gestures import Gestures
from screens.proposals_loss import WHAT
from screens.proposals_review import CHANGES, LEFT
from screens.state import State
from screens.tool import ToolScreen
from screens.widgets.chips import Chips
from screens.widgets.line_list import LineList
from screens.widgets.timeline import Timeline

SETUP, REVIEW = "setup", "review"
#: Actions that belong to one half of the screen, or to the board in it.
IN_SETUP = frozenset({"seconds", "keep", "settings"})
IN_REVIEW = frozenset({"tab", "board"})
#: Actions that need something to accept.
ON_CHANGES = frozenset({"apply", "mark_all"})
ON_BOARD = frozenset({"view", "span", "turn", "day"})


class ProposalsScreen(Gestures, ToolScreen):
    """The kinds of proposals, and the review of one."""

    ROOM = "proposals"
    CSS_PATH = "proposals.tcss"
    GUIDE = (
        N_(
            "Enter on a kind starts its solver: it works in the background, also while you are"
            " elsewhere, and s stops it at any moment with the best so far."
        ),
        N_(
            "s lists the places that a tour may visit, with their scores and why: type another"
            " figure, 0 for what is not wanted."
        ),
        N_("w says what of the present plan stays; + and - how long it may look; e the rest."),
        N_(
            "Space accepts an item or rejects it, m all or none; a or enter applies what is"
            " accepted in one step, u takes it back."
        ),
        N_(
            "Left and right go from part to part: changes, what is left out and why, figures, other"
            " plans, the board as it would be (b), before and after in one list."
        ),
        N_(
            "Under “Left out” r makes the change that would let it in, and plans again. Under"
            " “Other plans” enter shows another one."
        ),
        N_("When the plan has changed meanwhile it says so, and g plans again."),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("g", "again", N_("Plan")),
        Binding("s", "stop", N_("Stop")),
        Binding("s", "scores", N_("Scores")),
    ]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide"), (160, "-huge")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (32, "-tall")]

    def compose_room(self) -> ComposeResult:
        with ContentSwitcher(initial=SETUP, id="halves"):
            yield from self.compose_setup()
            yield from self.compose_review()

    def on_mount(self) -> None:
        self.jobs.listener = self._run_changed
        self._arrive()

    def on_unmount(self) -> None:
        if self.jobs.listener == self._run_changed:
            self.jobs.listener = None

    def on_screen_resume(self) -> None:
        self.call_after_refresh(self._arrive)

    def _arrive(self) -> None:
        """Where somebody comes from a room: to its proposal, where there is one."""
        if self.planner.state is None or not self.is_mounted:
            return
        asked, self.jobs.asked = self.jobs.asked, False
        run = self.run_shown
        if asked and run is not None and (run.best is not None or run.is_running):
            self._go_to(REVIEW)
        elif asked:
            self._go_to(SETUP)
        else:
            self._go_to(REVIEW if self.is_reviewing else SETUP)

    # -- painting -------------------------------------------------------------------------

    def show(self, state: State) -> None:
        self.jobs.enter(state.programme)
        for each in self.jobs.runs.values():
            if each.is_applied and not each.is_stale(state.programme):
                each.is_applied = False  # it has been taken back
        run = self.run_shown
        if self.is_reviewing and run is not None and run.best is None and not run.is_running:
            self._go_to(SETUP)
        self._paint()

    def _paint(self) -> None:
        if self.planner.state is None or not self.is_mounted:
            return
        if self.is_reviewing:
            self.paint_review()
        else:
            self.paint_setup()
            self.refresh_bindings()

    def _run_changed(self, run: ProposalRun, only_time: bool) -> None:
        """A solver has found something better, has ended, or goes on."""
        if not self.is_current or self.planner.state is None:
            return
        if only_time:
            if self.is_reviewing:
                self.paint_status()
        elif not self.is_reviewing:
            self.paint_setup()
            self.refresh_bindings()
        elif run is self.run_shown:
            self.paint_review()

    @property
    def is_reviewing(self) -> bool:
        halves = self.query("#halves").results(ContentSwitcher)  # none: not there yet, or gone
        return any(each.current == REVIEW for each in halves)

    def _go_to(self, half: str) -> None:
        self.query_one("#halves", ContentSwitcher).current = half
        self._paint()
        if half == SETUP:
            self.query_one("#kinds").focus()
        else:
            (self.list_shown or self.timeline).focus()
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        run = self.run_shown if self.planner.state is not None else None
        if action in IN_SETUP:
            return run is not None and not self.is_reviewing
        if action in IN_REVIEW:
            return run is not None and self.is_reviewing
        if action in ON_CHANGES:
            proposal = run.proposal if run is not None and self.is_reviewing else None
            return proposal is not None and bool(proposal.everything)
        if action == "mark":
            return self.is_reviewing and (self.is_on_board or self.tab_shown == CHANGES)
        if action == "relax":
            return self.is_reviewing and self.tab_shown == LEFT
        if action in ON_BOARD:
            return self.is_reviewing and self.is_on_board
        if action == "scores":
            may_set = run is not None and not run.is_running and not self.is_reviewing
            return may_set and run is not None and run.kind.scored is not None
        if action == "stop":
            return run is not None and run.is_running
        if action == "again":
            return run is not None and not run.is_running
        if action == "discard":
            return run is not None and (run.is_running or run.best is not None)
        return super().check_action(action, parameters)

    # -- going about ----------------------------------------------------------------------

    @on(LineList.Opened, "#kinds")
    def action_review(self) -> None:
        """Look at the proposal; where there is none, start."""
        run = self.run_shown
        if run is None:
            return
        if run.best is None and not run.is_running:
            self.action_again()
        else:
            self._go_to(REVIEW)

    def action_again(self) -> None:
        """Start the solver, from the plan as it is."""
        run = self.run_shown
        if run is None or run.is_running:
            return
        if run.kind.loses and WHAT not in run.values:
            self.ask_loss()
        else:
            self.start(run)

    def start(self, run: ProposalRun) -> None:
        """Start a solver and look at what it finds."""
        if not run.is_running:
            self.jobs.start(run, self.state.programme)
            self.go_to_tab(CHANGES)
            self._go_to(REVIEW)

    def action_stop(self) -> None:
        """Stop the solver; the best so far stays."""
        if (run := self.run_shown) is not None:
            self.jobs.stop(run)

    @on(Chips.Pressed, "#setup-actions")
    @on(Chips.Pressed, "#review-actions")
    async def _action_pressed(self, event: Chips.Pressed) -> None:
        await self.run_action(event.id)

    @on(Timeline.Opened)
    def _opened_on_board(self) -> None:
        """Enter on the board: the item that changes this activity."""
        key = self._item_on_board()
        self.go_to_tab(CHANGES)
        if key is not None and (lines := self.list_shown) is not None:
            lines.select(key)

    def leave_review(self) -> None:
        self._go_to(SETUP)

    def action_leave(self) -> None:
        """Out of the review, then out of the screen; what is proposed is kept."""
        if self.is_reviewing:
            self.leave_review()
        else:
            super().action_leave()
