"""A release in the making, in the background."""

from typing import TYPE_CHECKING, ClassVar
from weakref import WeakKeyDictionary

from models.keeping import Why
from planner.entities import Release
from planner.errors import PlannerError
from planner.phrases import Phrase, plural
from planner.programme import Programme
from planner.publish.releases import Issues, Version, issue_all
from planner.publish.watching import Progress, Stopped
from screens.publish_job import PublishJob
from screens.safeguards import tell_notices

if TYPE_CHECKING:
    from screens.app import PlannerApp


class ReleaseJob(PublishJob[Issues | None]):
    """The making of releases in one app; ``release`` is the last that it has made."""

    NAME: ClassVar[str] = "release"

    def __init__(self, app: "PlannerApp") -> None:
        super().__init__(app)
        self._of: tuple[Version, Programme] | None = None
        self.release: Release | None = None

    def start(self, number: int, name: str) -> None:
        """Release the plan as it is now; nothing happens while another release is made.

        ``number`` is what was told to whoever asked for it: if it is taken, they are told.
        """
        workspace = self._app.workspace
        if self.is_running or workspace is None:
            return
        try:
            version, ledger = workspace.releases.next(name), workspace.releases.ledger()
        except PlannerError as error:
            self._app.complain(error)
            return
        if version.number != number:
            self._app.complain(_taken(number))
            return
        programme = workspace.programme
        self._of, self.release = (version, programme), None

        def work(progress: Progress, stopped: Stopped) -> Issues | None:
            workspace.safeguard(Why.RELEASE)
            return issue_all(programme, ledger, version, progress=progress, stopped=stopped)

        self._begin(work)

    def ended(self, result: Issues | None) -> None:
        """Keep the release, unless it was stopped: then there is none."""
        assert self._app.workspace is not None
        assert self._of is not None
        tell_notices(self._app)
        if result is None:
            self.said = Phrase("Stopped: nothing was released.")
        else:
            version, programme = self._of
            self.release = self._app.workspace.releases.make(version, programme, result)
            self.said = _made(self.release, result)
        self._app.say(self.said)


def _taken(number: int) -> PlannerError:
    return PlannerError(
        Phrase("Somebody else has made release {n} meanwhile.", n=number),
        Phrase("Look at it, then release again."),
    )


def _made(release: Release, issues: Issues) -> Phrase:
    people = len({row.recipient for row in issues.rows})
    if not people:
        return Phrase("Release {number}: nothing in it differs for anybody.", number=release.number)
    return plural(
        "Release {number}: {events} new or changed events for {n} recipient.",
        "Release {number}: {events} new or changed events for {n} recipients.",
        people,
        number=release.number,
        events=len(issues.rows),
    )


_JOBS: "WeakKeyDictionary[PlannerApp, ReleaseJob]" = WeakKeyDictionary()


def release_job_of(app: "PlannerApp") -> ReleaseJob:
    """The releasing of an app, the same for as long as it runs."""
    if app not in _JOBS:
        _JOBS[app] = ReleaseJob(app)
    return _JOBS[app]
