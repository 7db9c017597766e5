"""Stopping a real solver at work on a large edition, from the app."""

from pathlib import Path

import pytest

from planner.propose.proposal import Keep
from screens.app import PlannerApp
from screens.proposal_job import jobs_of
from screens.proposal_run import ProposalRun
from tests.bench.stores import make_large
from tests.screens.drive import opened, press, until

#: Long after every test has given up.
SECONDS = 3600
#: Delegations of editions in which a solver cannot end by itself right after its first plan.
LARGE = {"tour": 120, "visits": 60}


class Witness:
    """What the app is told of a run, in order: how it stands, and the score of the best so far."""

    def __init__(self, app: PlannerApp, run: ProposalRun) -> None:
        self.seen: list[tuple[str, float | None]] = []
        self._run, self._before = run, jobs_of(app).listener
        jobs_of(app).listener = self.hear

    def hear(self, run: ProposalRun, only_time: bool) -> None:
        if run is self._run:
            state = "stopping" if run.is_stopping else "running" if run.is_running else "stopped"
            self.seen.append((state, run.best.score if run.best is not None else None))
        if self._before is not None:
            self._before(run, only_time)

    @property
    def states(self) -> list[str]:
        """The states one after the other, each once."""
        return [
            state
            for number, (state, _score) in enumerate(self.seen)
            if number == 0 or self.seen[number - 1][0] != state
        ]


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["tour", "visits"])
async def test_a_solver_at_work_stops_and_the_best_so_far_is_kept(
    tmp_path: Path, kind: str
) -> None:
    store = make_large(tmp_path / "large.db", delegations=LARGE[kind], delegates=200, items=100)
    async with opened(store) as (app, pilot):
        jobs = jobs_of(app)
        await pilot.press("f9")
        await until(pilot, lambda: app.current_mode == "proposals")
        run, jobs.chosen = jobs.runs[kind], kind
        run.seconds, run.values["keep"] = SECONDS, Keep.NOTHING
        witness = Witness(app, run)
        await press(app, pilot, "g")
        await until(pilot, lambda: run.best is not None and run.accepted, "a plan is found")
        assert run.best is not None
        assert run.is_running
        score = run.best.score or 0
        await press(app, pilot, "s")
        await until(pilot, lambda: not run.is_running, "it stops")
        assert witness.states == ["running", "stopping", "stopped"]
        assert run.error is None
        assert run.best.status == "feasible", "it has not ended by itself"
        assert (run.best.score or 0) >= score
        assert run.accepted
