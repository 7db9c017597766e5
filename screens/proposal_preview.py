"""What a proposal would do to the plan and its conflicts, worked out beside the app."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from threading import Lock
from typing import TYPE_CHECKING

from textual.timer import Timer
from textual.worker import get_current_worker

from planner.errors import PlannerError
from planner.knock_on import Foresight, KnockOn
from planner.programme import Programme
from planner.propose.proposal import Proposal

if TYPE_CHECKING:
    from screens.app import PlannerApp

#: Whoever marks one item after the other does not want the effect of each.
PAUSE_SECONDS = 0.1
#: While a solver is at work it is not to be slowed down by this.
BUSY_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Wanted:
    """A proposal, and the keys of what is accepted of it."""

    proposal: Proposal
    accepted: frozenset[str]


@dataclass(frozen=True, slots=True)
class Preview:
    """``whole``: the plan with all of it; ``knock_on``: what the accepted part would do."""

    of: Wanted
    whole: Programme
    knock_on: KnockOn


class Previewer:
    """Works out one preview at a time in a thread; ``done`` hears of it in the app's thread."""

    def __init__(
        self,
        app: "PlannerApp",
        done: Callable[[Preview], None],
        failed: Callable[[PlannerError], None],
    ) -> None:
        self._app, self._done, self._failed = app, done, failed
        self._wanted: Wanted | None = None
        self._timer: Timer | None = None
        self._foresight: Foresight | None = None
        self._one_at_a_time = Lock()

    def ask(self, proposal: Proposal, accepted: frozenset[str], *, busy: bool) -> None:
        """Work it out soon; whatever was asked before and is not begun is dropped."""
        last = self._wanted
        if last is not None and last.proposal is proposal and last.accepted == accepted:
            return
        self._wanted = Wanted(proposal, accepted)
        if self._timer is not None and busy:
            return  # it will take what is wanted by then
        if self._timer is not None:
            self._timer.stop()
        self._timer = self._app.set_timer(BUSY_SECONDS if busy else PAUSE_SECONDS, self._start)

    def _start(self) -> None:
        self._timer = None
        workspace, wanted = self._app.workspace, self._wanted
        if workspace is None or wanted is None:
            return
        base = wanted.proposal.base
        if self._foresight is None or self._foresight.programme is not base:
            self._foresight = None
            if workspace.has_edition and workspace.programme is base:
                self._foresight = Foresight(base, workspace.checker)
        self._app.run_worker(
            partial(self._work, wanted),
            name="preview",
            group="preview",
            thread=True,
            exclusive=True,
            exit_on_error=True,
        )

    # -- in the worker's thread ------------------------------------------------------------

    def _work(self, wanted: Wanted) -> None:
        worker = get_current_worker()
        with self._one_at_a_time:
            if worker.is_cancelled:
                return
            base = wanted.proposal.base
            foresight = self._foresight
            if foresight is None or foresight.programme is not base:
                foresight = self._foresight = Foresight(base)
            try:
                found = _preview(foresight, wanted)
            except PlannerError as error:
                self._app.call_later(self._failed, error)
                return
        self._app.call_later(self._told, found)

    # -- back in the app's thread ----------------------------------------------------------

    def _told(self, preview: Preview) -> None:
        if preview.of is self._wanted:
            self._done(preview)


def _preview(foresight: Foresight, wanted: Wanted) -> Preview:
    proposal, accepted = wanted.proposal, wanted.accepted
    knock_on = foresight.of(proposal.edit(accepted))
    if accepted == proposal.everything:
        return Preview(wanted, knock_on.programme, knock_on)
    whole = foresight.programme.apply(proposal.edit(proposal.everything).changes)
    return Preview(wanted, whole, knock_on)
