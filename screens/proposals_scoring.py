"""What places count for a Wake tour, in the setup of its proposal."""

from functools import partial
from typing import Any

from textual import on, work
from textual.worker import Worker, WorkerState

from planner.phrases import plural
from planner.programme import Programme
from planner.propose.score_list import PlaceScore, place_scores, with_changes
from planner.propose.tour_options import TourOptions
from screens.proposal_run import ProposalRun
from screens.proposal_scores import ScoresDialog
from screens.room import RoomScreen

Places = tuple[PlaceScore, ...]


class Scoring(RoomScreen):
    """The scores of places: worked out beside the app, as a large edition takes a second."""

    def __init__(self) -> None:
        super().__init__()
        self._scored: tuple[Programme, tuple[str, ...]] | None = None
        self._scoring: Worker[Places] | None = None

    @property
    def run_shown(self) -> ProposalRun | None:
        """The kind that is looked at."""
        raise NotImplementedError

    def paint_setup(self) -> None:
        """Paint what is set."""
        raise NotImplementedError

    def set_value(self, **values: Any) -> None:
        """Set something for the kind that is looked at."""
        raise NotImplementedError

    def scores_text(self, run: ProposalRun) -> str:
        """``24 places, 2 changed``."""
        worker, changes = self._worked_out(run), run.scores_wanted
        places = worker.result if worker.state is WorkerState.SUCCESS else None
        if places is None:
            text = "…"
        else:
            count = sum(place.points > 0 for place in with_changes(places, changes))
            text = str(plural("{n} place", "{n} places", count))
        changed = plural("{n} changed", "{n} changed", len(changes))
        return f"{text}, {changed}" if changes else text

    def _worked_out(self, run: ProposalRun) -> "Worker[Places]":
        """What every place of the chosen circuits counts, without what has been changed."""
        programme, tours = self.state.programme, tuple(run.values.get("tours") or ())
        known = self._scored
        if self._scoring is None or known is None or known[0] is not programme or known[1] != tours:
            self._scored = programme, tours
            work_out = partial(place_scores, programme, TourOptions(tours=tours))
            self._scoring = self.run_worker(work_out, name="scores", group="scores", thread=True)
        return self._scoring

    @on(Worker.StateChanged)
    def _scores_known(self, event: Worker.StateChanged) -> None:
        is_done = event.worker is self._scoring and event.state is WorkerState.SUCCESS
        if is_done and self.planner.state is not None:
            self.paint_setup()

    @work
    async def action_scores(self) -> None:
        """Look at the scores, and change them."""
        run = self.run_shown
        setting = run.kind.scored if run is not None else None
        if run is None or setting is None:
            return
        places = await self._worked_out(run).wait()

        def keep(changes: dict[str, int]) -> None:
            self.set_value(**{setting.field: changes})

        dialog = ScoresDialog(self.state.programme, places, run.scores_wanted, keep)
        await self.app.push_screen_wait(dialog)
