"""Running a solver in a child process, beside the app or for a command."""

from collections.abc import Callable
from typing import Any

from planner.programme import Programme
from planner.propose.kinds import Proposable
from planner.propose.proposal import Proposal
from planner.solve.job import POLITE, Job

#: Told of each better proposal; of None when some time has passed without one.
Told = Callable[[Proposal | None], None]
#: How often is looked whether it has been stopped, in seconds.
POLL_SECONDS = 0.03
#: How long one that is stopped may take for a last word; with the rest it is within 0.2 seconds.
PATIENCE = 0.06


def solve(
    kind: Proposable,
    programme: Programme,
    options: Any,
    *,
    seconds: float,
    told: Told,
    stopped: Callable[[], bool],
    seed: int = 0,
    nice: int = POLITE,
) -> Proposal | None:
    """The best proposal that is found in the time; ``told`` hears of those before it.

    None where it is stopped before there is any.  Raises PlannerError for input that cannot be
    used.  Blocks: for a thread that has nothing else to do.  ``nice``: how much it gives way.
    """
    best: Proposal | None = None
    with Job(kind.entry, (programme, options), seconds=seconds, seed=seed, nice=nice) as job:
        for event in job.events(poll=POLL_SECONDS):
            if stopped():
                best = job.stop(PATIENCE)
                break
            if event is None or event.kind == "best":
                told(event.value if event is not None else None)
            elif event.kind == "error":
                raise event.value
            else:
                best = event.value
    return best
