"""Reading a file for the import dialog in a thread: one at a time, with progress, to be stopped."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from textual.screen import Screen
from textual.worker import Worker, WorkerCancelled, WorkerFailed, get_current_worker

from planner.import_store import memories
from planner.intake.imports import Memories
from planner.phrases import _
from screens.import_draft import Draft
from screens.import_look import Look, look
from screens.state import State

if TYPE_CHECKING:
    from screens.app import PlannerApp


class ImportReading:
    """``shown`` is called with what has been found, in the app's thread."""

    def __init__(self, screen: Screen[None], shown: Callable[[Look], None]) -> None:
        self._screen, self._shown = screen, shown
        self._memories: tuple[State, Memories] | None = None
        self._worker: Worker[None] | None = None
        self._done, self._total = 0, 0

    @property
    def is_running(self) -> bool:
        return self._worker is not None

    @property
    def status(self) -> str:
        """How far it is."""
        if not self._total:
            return _("Reading … (esc stops)")
        return _("Reading: {done} of {total} … (esc stops)").format(
            done=self._done, total=self._total
        )

    def start(self, app: "PlannerApp", draft: Draft) -> None:
        """Begin; what is being read is given up.  Raises PlannerError for an unreadable store."""
        assert app.state is not None
        if self._memories is None or self._memories[0] is not app.state:
            assert app.workspace is not None
            self._memories = (app.state, memories(app.workspace))
        self._done = self._total = 0
        wanted = partial(self._read, draft, *self._memories)
        self._worker = self._screen.run_worker(wanted, group="import", exclusive=True)

    def stop(self) -> None:
        """Give up: nothing is shown."""
        self._worker = None
        self._screen.workers.cancel_group(self._screen, "import")
        self._screen.workers.cancel_group(self._screen, "import-thread")

    async def _read(self, draft: Draft, state: State, remembered: Memories) -> None:
        thread = self._screen.run_worker(
            lambda: self._in_thread(draft, state, remembered),
            thread=True,
            group="import-thread",
            exclusive=True,
            exit_on_error=False,
        )
        try:
            found = await thread.wait()
        except WorkerCancelled:
            return
        except WorkerFailed as failure:
            raise failure.error from None
        self._worker = None
        self._shown(found)

    def _in_thread(self, draft: Draft, state: State, remembered: Memories) -> Look:
        worker = get_current_worker()

        def progress(done: int, total: int, _name: str) -> None:
            self._done, self._total = done, total

        return look(state.programme, draft, remembered, progress, lambda: worker.is_cancelled)
