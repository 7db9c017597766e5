"""One export in the background: leaving the room keeps it going."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar
from weakref import WeakKeyDictionary

from models.words import Way
from planner.errors import PlannerError
from planner.phrases import Phrase, plural
from planner.publish.documents import Document
from planner.publish.export import Report, export
from planner.publish.outgoing import Outgoing
from planner.publish.recipients import Recipient
from planner.publish.watching import Progress, Stopped
from screens.publish_job import PublishJob, not_written

if TYPE_CHECKING:
    from screens.app import PlannerApp


@dataclass(frozen=True)
class Order:
    """What to export: a release by its number, or the draft (None).

    ``wanted`` None is everybody, also those who are owed a cancellation.  ``documents`` None: the
    usual one of everybody.  ``alarm``: a reminder in calendars, so many minutes before each event.
    """

    number: int | None
    folder: Path
    formats: tuple[str, ...]
    wanted: tuple[Recipient, ...] | None = None
    documents: tuple[Document, ...] | None = None
    alarm: int = 0


class ExportJob(PublishJob[Report]):
    """The export of one app."""

    NAME: ClassVar[str] = "export"

    def __init__(self, app: "PlannerApp") -> None:
        super().__init__(app)
        self._outgoing: Outgoing | None = None
        self.order: Order | None = None
        self.report: Report | None = None

    def start(self, order: Order) -> None:
        """Begin; nothing happens while another export runs."""
        if self.is_running or self._app.workspace is None:
            return
        try:
            outgoing = self._app.workspace.releases.outgoing(order.number)
        except PlannerError as error:
            self._app.complain(error)
            return
        self._outgoing, self.order, self.report = outgoing, order, None
        self._begin(lambda progress, stopped: _export(outgoing, order, progress, stopped))

    @property
    def asked(self) -> Sequence[Recipient]:
        """Everybody for whom files were asked for."""
        if self.order is None or self._outgoing is None:
            return ()
        outgoing = self._outgoing
        everybody = outgoing.ledger.recipients(outgoing.programme)
        return self.order.wanted if self.order.wanted is not None else everybody

    def ended(self, result: Report) -> None:
        """Note who has been handed a release: their next update follows from it."""
        self.report = result
        if not result.stopped:
            self._note(result)
        self.said = _said(result)
        self._app.say(self.said)

    def _note(self, report: Report) -> None:
        assert self._app.workspace is not None
        assert self._outgoing is not None
        if self._outgoing.version.number is None:
            return
        try:
            self._app.workspace.releases.hand_out(self._outgoing, report.handed, Way.FILE)
        except PlannerError as error:
            raise PlannerError(
                Phrase(
                    "The files are written, but the store could not note it. {why}",
                    why=error.phrase,
                ),
                Phrase("Export again before anything is sent."),
            ) from error


def _export(outgoing: Outgoing, order: Order, progress: Progress, stopped: Stopped) -> Report:
    try:
        return export(
            outgoing,
            order.folder,
            order.formats,
            documents=order.documents,
            wanted=order.wanted,
            alarm=order.alarm,
            progress=progress,
            stopped=stopped,
        )
    except OSError as error:
        raise not_written(order.folder, error) from error


def _said(report: Report) -> Phrase:
    """What came of it, in a sentence."""
    if report.stopped:
        return Phrase("Stopped: nothing was written.")
    return plural("{n} file exported.", "{n} files exported.", len(report.files))


_JOBS: "WeakKeyDictionary[PlannerApp, ExportJob]" = WeakKeyDictionary()


def job_of(app: "PlannerApp") -> ExportJob:
    """The export job of an app, the same for as long as it runs."""
    if app not in _JOBS:
        _JOBS[app] = ExportJob(app)
    return _JOBS[app]
