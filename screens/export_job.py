"""One export in the background.  It belongs to the app, so that leaving the room keeps it going.

The store is used by the main thread alone: the ledger is read before the export starts and
kept after it has ended.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from textual.worker import Worker, get_current_worker

from planner.errors import PlannerError
from planner.phrases import Phrase, plural
from planner.programme import Programme
from planner.publish.export import Report, export
from planner.publish.recipients import Recipient

if TYPE_CHECKING:
    from planner.entities import IssuedEvent
    from screens.app import PlannerApp


@dataclass(frozen=True)
class Order:
    """What to export: ``wanted`` None is everybody, also those who are owed a cancellation."""

    programme: Programme
    folder: Path
    formats: tuple[str, ...]
    wanted: tuple[Recipient, ...] | None = None


class ExportJob:
    """The export of one app: at most one runs at a time, the last one's result stays."""

    def __init__(self, app: "PlannerApp") -> None:
        self._app = app
        self._worker: Worker[None] | None = None
        self.listener: Callable[[], None] | None = None
        self.order: Order | None = None
        self.done, self.total, self.name = 0, 0, ""
        self.report: Report | None = None
        self.error: PlannerError | None = None

    @property
    def is_running(self) -> bool:
        return self._worker is not None

    def start(self, order: Order) -> None:
        """Begin; nothing happens while another export runs."""
        if self.is_running or self._app.workspace is None:
            return
        try:
            ledger = self._app.workspace.ledger()
        except PlannerError as error:
            self._app.complain(error)
            return
        self.order, self.report, self.error = order, None, None
        self.done, self.total, self.name = 0, 0, ""
        work = partial(self._run, order, ledger)
        self._worker = self._app.run_worker(
            work, name="export", group="export", thread=True, exit_on_error=True
        )
        self._changed()

    def stop(self) -> None:
        """Give up; nothing has been written then."""
        if self._worker is not None:
            self._worker.cancel()

    # -- in the worker's thread -----------------------------------------------------------

    def _run(self, order: Order, ledger: "Iterable[IssuedEvent]") -> None:
        worker = get_current_worker()
        tell = self._app.call_later  # safe from any thread, and never waits
        report: Report | None = None
        failure: PlannerError | None = None

        def progress(done: int, total: int, name: str) -> None:
            tell(self._progress, done, total, name)

        try:
            report = export(
                order.programme,
                order.folder,
                order.formats,
                now=datetime.now(UTC),
                ledger=ledger,
                progress=progress,
                stopped=lambda: worker.is_cancelled,
                wanted=order.wanted,
            )
        except PlannerError as error:
            failure = error
        except OSError as error:
            failure = PlannerError(
                Phrase(
                    "{folder} cannot be written: {why}.", folder=str(order.folder), why=_why(error)
                ),
                Phrase("Choose another folder."),
            )
        tell(self._finished, report, failure)

    # -- back in the app's thread ---------------------------------------------------------

    def _progress(self, done: int, total: int, name: str) -> None:
        self.done, self.total, self.name = done, total, name
        self._changed()

    def _finished(self, report: Report | None, error: PlannerError | None) -> None:
        self._worker = None
        self.report, self.error = report, error
        if report is not None and not report.stopped:
            self._keep(report)
        if self.error is not None:
            self._app.complain(self.error)
        elif report is not None:
            self._app.say(said(report))
        self._changed()

    def _keep(self, report: Report) -> None:
        """Remember what has been sent: the next issue follows from it."""
        assert self._app.workspace is not None
        try:
            self._app.workspace.keep_ledger(list(report.ledger))
        except PlannerError as error:
            self.error = PlannerError(
                Phrase(
                    "The files are written, but the store could not note it. {why}",
                    why=error.phrase,
                ),
                Phrase("Export again before anything is sent."),
            )

    def _changed(self) -> None:
        if self.listener is not None:
            self.listener()


def said(report: Report) -> Phrase:
    """What came of it, in a sentence."""
    if report.stopped:
        return Phrase("Stopped: nothing was written.")
    return plural("{n} file exported.", "{n} files exported.", len(report.files))


def _why(error: OSError) -> str:
    return error.strerror or type(error).__name__


_JOBS: "WeakKeyDictionary[PlannerApp, ExportJob]" = WeakKeyDictionary()


def job_of(app: "PlannerApp") -> ExportJob:
    """The export job of an app, the same for as long as it runs."""
    if app not in _JOBS:
        _JOBS[app] = ExportJob(app)
    return _JOBS[app]
