"""What can be done with a proposal: accept and reject, apply, let in what is left out, discard."""

from functools import partial
from typing import ClassVar

from textual import on, work
from textual.binding import Binding, BindingType

from models.keeping import Why
from planner.phrases import N_, Phrase, _, plural
from screens.dialogs import Confirm
from screens.proposal_run import ProposalRun
from screens.proposals_list import MarkList
from screens.proposals_review import BOARD, CHANGES, Review
from screens.safeguards import safeguard
from screens.widgets.line_list import LineList

#: How often is looked whether a solver has stopped, in seconds.
STOPPED_SECONDS = 0.05


class Gestures(Review):
    """A review in which something can be done."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "apply", N_("Apply")),
        Binding("space", "mark", N_("Accept, or not")),
        Binding("m", "mark_all", N_("All/none")),
        Binding("r", "relax", N_("Let it in")),
        Binding("d,delete", "discard", N_("Discard"), key_display="d"),
    ]

    # -- accepting ------------------------------------------------------------------------

    def action_mark(self) -> None:
        """Accept what is under the cursor, or reject it."""
        lines = self.list_shown
        self._toggle(lines.cursor_key if lines is not None else self._item_on_board())

    @on(MarkList.Marked)
    def _marked(self, event: MarkList.Marked) -> None:
        self._toggle(event.key)

    def _toggle(self, key: str | None) -> None:
        run = self.run_shown
        if run is not None and key is not None and run.toggle(key):
            self.paint_review()

    def _item_on_board(self) -> str | None:
        """The item that changes the activity under the board's cursor."""
        chosen, proposal = self.timeline.cursor_activity, self.proposal
        if proposal is None or chosen is None:
            return None
        return next((i.key for i in proposal.items if chosen in i.activities), None)

    def action_mark_all(self) -> None:
        """Accept everything, or nothing where everything is."""
        if (run := self.run_shown) is not None:
            run.toggle_all()
            self.paint_review()

    # -- what becomes of it ---------------------------------------------------------------

    def is_refused(self, run: ProposalRun) -> bool:
        """Say what has to be done first, where the plan has changed since."""
        if not run.is_stale(self.state.programme):
            return False
        self._offer_again(run)
        return True

    @work
    async def _offer_again(self, run: ProposalRun) -> None:
        question = _("The plan has changed since this was proposed.")
        details = _("It cannot be applied any more: plan again from the plan as it is now.")
        if await self.app.push_screen_wait(Confirm(question, _("Plan again"), details)):
            self.jobs.start(run, self.state.programme)

    @work
    async def action_apply(self) -> None:
        """Write what is accepted as one step."""
        run, proposal = self.run_shown, self.proposal
        if run is None or proposal is None or run.is_applied or self.is_refused(run):
            return
        accepted = run.accepted
        if not accepted:
            self.planner.say(Phrase("Nothing is accepted: space accepts an item, m everything."))
            return
        self.jobs.stop(run)
        run.is_applied = True
        await safeguard(self.planner, Why.PROPOSAL)
        if self.planner.perform(lambda _programme: proposal.edit(accepted), base=proposal.base):
            done = plural(
                "{n} change applied: u takes it back.",
                "{n} changes applied: u undoes.",
                len(accepted),
            )
            self.planner.say(done)
            self.leave_review()
        else:
            run.is_applied = False

    def action_relax(self) -> None:
        """Make the change that lets in what is left out, and plan again."""
        run, left = self.run_shown, self._left_out()
        if run is None or left is None or self.is_refused(run):
            return
        relaxation = left.relaxation
        if relaxation is None or (edit := relaxation.edit) is None:
            why = relaxation.phrase if relaxation else Phrase("no small change would let it in")
            self.planner.say(Phrase("Not to be done from here: {what}.", what=why))
            return
        self.jobs.discard(run)
        if self.planner.perform(lambda _programme: edit, base=self.state.programme):
            self.when_ended(run, partial(self.jobs.start, run, self.state.programme))

    def when_ended(self, run: ProposalRun, then: "partial[None]") -> None:
        """Do something as soon as the solver of a kind has stopped."""
        if run.is_running:
            self.set_timer(STOPPED_SECONDS, lambda: self.when_ended(run, then))
        else:
            then()

    @work
    async def action_discard(self) -> None:
        """Away with the proposal, after asking."""
        run = self.run_shown
        if run is None or (run.best is None and not run.is_running and run.error is None):
            return
        question = _("Discard this proposal?")
        if run.best is None or await self.app.push_screen_wait(
            Confirm(question, _("Discard"), _("The plan stays as it is."))
        ):
            self.jobs.discard(run)
            self.leave_review()

    def leave_review(self) -> None:
        """Back to the kinds."""
        raise NotImplementedError

    @on(LineList.Opened)
    def _opened(self, event: LineList.Opened) -> None:
        """Enter: what is meant in this list."""
        match event.sender.id:
            case "items":
                self.action_apply()
            case "left-out":
                self.action_relax()
            case "others-list" if (run := self.run_shown) is not None:
                run.show(int(event.key))
                self.go_to_tab(CHANGES)
            case "pairs":
                self._to_board(event.key)

    def _to_board(self, key: str) -> None:
        """Show the activity of a line on the board."""
        ids = [i for i in key.split("|") if i]
        if ids:
            self.planner.selected = ids[-1]
            self.go_to_tab(BOARD)
            self.show_activity(ids[-1])
