"""Work for the Publish room in the background: it belongs to the app, not to the room.

The store is used by the main thread alone: what the work needs is read before it starts, what
comes of it is kept after it has ended.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from textual.worker import Worker, get_current_worker

from planner.errors import PlannerError
from planner.phrases import N_, Phrase, _
from planner.publish.watching import Progress, Stopped

if TYPE_CHECKING:
    from screens.app import PlannerApp

Result = TypeVar("Result")


class PublishJob(Generic[Result]):
    """At most one of a kind runs at a time; what came of the last one stays.

    ``listener`` is called whenever there is something else to show.
    """

    NAME: ClassVar[str]
    #: What is said until the work has stopped (an English source string).
    STOPPING: ClassVar[str] = N_("Stopping: nothing will be written.")

    def __init__(self, app: "PlannerApp") -> None:
        self._app = app
        self._worker: Worker[None] | None = None
        self._is_stopping = False
        self.listener: Callable[[], None] | None = None
        self.done, self.total, self.name = 0, 0, ""
        self.error: PlannerError | None = None
        self.said: Phrase | None = None  # what came of the last one

    @property
    def is_running(self) -> bool:
        return self._worker is not None

    @property
    def status(self) -> str:
        """How far it is, or what came of it."""
        if self._is_stopping:
            return _(self.STOPPING)
        if self.is_running:
            return _("{done} of {total}: {name}").format(
                done=self.done, total=self.total, name=self.name
            )
        return str(self.error or self.said or "")

    def stop(self) -> None:
        """Give up; nothing has been written then."""
        if self._worker is not None:
            self._is_stopping = True
            self._worker.cancel()
            self._changed()

    def ended(self, result: Result) -> None:
        """What to do with what came of it, in the app's thread; may raise PlannerError."""
        raise NotImplementedError

    def _begin(self, work: Callable[[Progress, Stopped], Result]) -> None:
        self.error = self.said = None
        self.done, self.total, self.name = 0, 0, ""
        self._worker = self._app.run_worker(
            partial(self._run, work), name=self.NAME, group=self.NAME, thread=True
        )
        self._changed()

    # -- in the worker's thread -----------------------------------------------------------

    def _run(self, work: Callable[[Progress, Stopped], Result]) -> None:
        worker = get_current_worker()
        tell = self._app.call_later  # safe from any thread, and never waits

        def progress(done: int, total: int, name: str) -> None:
            tell(self._progress, done, total, name)

        try:
            result = work(progress, lambda: worker.is_cancelled)
        except PlannerError as error:
            tell(self._failed, error)
        except Exception:  # a mistake of ours: nothing runs any more
            tell(self._broken)
            raise
        else:
            tell(self._ended, result)

    # -- back in the app's thread ---------------------------------------------------------

    def _progress(self, done: int, total: int, name: str) -> None:
        self.done, self.total, self.name = done, total, name
        self._changed()

    def _ended(self, result: Result) -> None:
        self._worker, self._is_stopping = None, False
        try:
            self.ended(result)
        except PlannerError as error:
            self._failed(error)
        else:
            self._changed()

    def _broken(self) -> None:
        self._worker, self._is_stopping = None, False
        self._changed()

    def _failed(self, error: PlannerError) -> None:
        self._worker, self._is_stopping = None, False
        self.error = error
        self._app.complain(error)
        self._changed()

    def _changed(self) -> None:
        if self.listener is not None:
            self.listener()


def not_written(folder: Path, error: OSError) -> PlannerError:
    """Why a folder could not be written."""
    why = error.strerror or type(error).__name__
    return PlannerError(
        Phrase("{folder} cannot be written: {why}.", folder=str(folder), why=why),
        Phrase("Choose another folder."),
    )
