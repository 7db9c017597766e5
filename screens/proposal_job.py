"""Solvers in the background.  They belong to the app, so that leaving the screen keeps them going.

At most one of a kind runs at a time, in a child process; a thread of ours hands it the plan and
listens to it, so that the app never waits for either.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from textual.timer import Timer
from textual.worker import get_current_worker

from planner.errors import PlannerError
from planner.phrases import Phrase
from planner.programme import Programme
from planner.propose.kinds import Proposable, kinds
from planner.propose.proposal import Proposal
from planner.propose.released import released_for
from planner.propose.solving import solve
from planner.propose.words import progress, verdict
from screens.proposal_run import ProposalRun

if TYPE_CHECKING:
    from screens.app import PlannerApp

#: What is better is shown so often at most, in seconds.
PAUSE_SECONDS = 0.25
#: How often the line moves while nothing better is found, in seconds.
TICK_SECONDS = 1.0


@dataclass(frozen=True)
class Order:
    """What a solver gets."""

    kind: Proposable
    programme: Programme
    options: Any
    seconds: float


class Relay:
    """Hands on what is better, not more often than it can be seen.  Used in the thread."""

    def __init__(self, tell: Callable[[Proposal], object]) -> None:
        self._tell = tell
        self._waiting: Proposal | None = None
        self._last = 0.0

    def __call__(self, proposal: Proposal | None) -> None:
        """A better one; None: none, but some time has passed."""
        self._waiting = proposal or self._waiting
        now = time.monotonic()
        if self._waiting is not None and now - self._last >= PAUSE_SECONDS:
            self._tell(self._waiting)
            self._waiting, self._last = None, now


class ProposalJobs:
    """The proposals of one app, one of a kind.

    ``listener`` is called with each run that has changed, and whether only time has passed;
    ``chosen`` is the kind looked at.
    """

    def __init__(self, app: "PlannerApp") -> None:
        self._app = app
        self.runs = {kind.name: ProposalRun(kind) for kind in kinds()}
        self.chosen = next(iter(self.runs), "")
        self.asked = False  # a room has asked for the chosen kind
        self.listener: Callable[[ProposalRun, bool], None] | None = None
        self._edition_id = ""
        self._set: dict[tuple[str, str], dict[str, Any]] = {}  # by edition and kind
        self._ticker: Timer | None = None

    @property
    def run(self) -> ProposalRun | None:
        """The one looked at."""
        return self.runs.get(self.chosen)

    @property
    def running(self) -> list[ProposalRun]:
        return [run for run in self.runs.values() if run.is_running]

    def enter(self, programme: Programme) -> None:
        """What was proposed for another edition is of no use in this one; each has its settings."""
        before, now = self._edition_id, programme.edition.id
        if before not in ("", now):
            for name, run in self.runs.items():
                run.forget()
                self._set[before, name] = run.values
                run.values = self._set.pop((now, name), {})
        self._edition_id = now

    def start(self, run: ProposalRun, programme: Programme) -> None:
        """Begin; nothing happens while a solver of that kind runs."""
        if run.is_running:
            return
        try:
            options = run.kind.make_options(self._values(run, programme))
        except PlannerError as error:
            self._app.complain(error)
            return
        order = Order(run.kind, programme, options, float(run.seconds))
        run.begin(order)
        self._app.run_worker(
            partial(self._work, run, order),
            name=f"propose {run.kind.name}",
            group=f"propose {run.kind.name}",
            thread=True,
            exit_on_error=True,
        )
        if self._ticker is None:
            self._ticker = self._app.set_interval(TICK_SECONDS, self._tick)
        self._changed(run)

    def _values(self, run: ProposalRun, programme: Programme) -> dict[str, Any]:
        """What is set, and what has gone out where that is to stay.  Raises StoreProblem."""
        workspace, keeps = self._app.workspace, str(run.values.get("keep", ""))
        if keeps != "released" or workspace is None:
            return run.values
        return {
            **run.values,
            "released": released_for(run.kind, programme, workspace.releases.ledger()),
        }

    def stop(self, run: ProposalRun) -> None:
        """Enough: the best so far stays."""
        if run.is_running:
            run.is_stopping = True
            self._changed(run)

    def discard(self, run: ProposalRun) -> None:
        """Away with the proposal."""
        run.forget()
        self._changed(run)

    # -- in the worker's thread ------------------------------------------------------------

    def _work(self, run: ProposalRun, order: Order) -> None:
        worker = get_current_worker()
        tell = self._app.call_later  # safe from any thread, and never waits
        relay = Relay(lambda proposal: tell(self._better, run, order, proposal))
        found: Proposal | None = None
        failure: PlannerError | None = None
        try:
            found = solve(
                order.kind,
                order.programme,
                order.options,
                seconds=order.seconds,
                told=relay,
                stopped=lambda: worker.is_cancelled or run.is_stopping,
            )
        except PlannerError as error:
            failure = error
        finally:  # a mistake of ours ends the run too
            tell(self._ended, run, order, found, failure)

    # -- back in the app's thread ----------------------------------------------------------

    def _better(self, run: ProposalRun, order: Order, proposal: Proposal) -> None:
        if run.order is order:
            run.found(proposal)
            self._changed(run)

    def _ended(
        self, run: ProposalRun, order: Order, found: Proposal | None, error: PlannerError | None
    ) -> None:
        is_wanted = run.order is order
        run.end(error if is_wanted else None)
        if not self.running and self._ticker is not None:
            self._ticker.stop()
            self._ticker = None
        if found is not None and is_wanted:
            run.found(found)
        self._changed(run)
        if not is_wanted or getattr(self._app.screen, "ROOM", "") == "proposals":
            return
        if error is not None:
            self._app.complain(error)
        elif found is not None:
            said = Phrase("{title}: {what}", title=Phrase(run.kind.title), what=verdict(found))
            self._app.say(Phrase("{said} f9 shows it.", said=said))

    def _tick(self) -> None:
        for run in self.running:
            self._changed(run, only_time=True)

    def _changed(self, run: ProposalRun, *, only_time: bool = False) -> None:
        lines = [progress(r.kind.title, r.best, r.seconds_spent, brief=True) for r in self.running]
        self._app.solving = " · ".join(map(str, lines))
        if self.listener is not None:
            self.listener(run, only_time)


_JOBS: "WeakKeyDictionary[PlannerApp, ProposalJobs]" = WeakKeyDictionary()


def jobs_of(app: "PlannerApp") -> ProposalJobs:
    """The proposals of an app, the same for as long as it runs."""
    if app not in _JOBS:
        _JOBS[app] = ProposalJobs(app)
    return _JOBS[app]
