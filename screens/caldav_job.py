"""Publishing a calendar to a server, in the background."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar
from weakref import WeakKeyDictionary

from models.words import Way
from planner.caldav_password import password_for
from planner.errors import PlannerError
from planner.phrases import N_, Phrase, plural
from planner.publish.caldav import Account, Published, objects_of, publish
from planner.publish.outgoing import Outgoing
from planner.publish.recipients import Recipient
from planner.publish.watching import Progress, Stopped
from screens.publish_job import PublishJob

if TYPE_CHECKING:
    from screens.app import PlannerApp


@dataclass(frozen=True)
class Upload:
    """Whose calendar of which release goes to which address."""

    number: int
    recipient: Recipient
    url: str
    user: str


class CaldavJob(PublishJob[Published | None]):
    """The publishing of one app."""

    NAME: ClassVar[str] = "caldav"
    STOPPING: ClassVar[str] = N_("Stopping: what has been written stays.")

    def __init__(self, app: "PlannerApp") -> None:
        super().__init__(app)
        self._outgoing: Outgoing | None = None
        self.upload: Upload | None = None
        self.published: Published | None = None

    def start(self, upload: Upload) -> None:
        """Begin; nothing happens while another one runs."""
        workspace = self._app.workspace
        if self.is_running or workspace is None:
            return
        try:
            outgoing = workspace.releases.outgoing(upload.number)
            if not (objects := objects_of(outgoing, upload.recipient)):
                raise _nothing(upload.recipient)
        except PlannerError as error:
            self._app.complain(error)
            return
        self._outgoing, self.upload, self.published = outgoing, upload, None
        is_newest = workspace.releases.is_newest(upload.number)
        self._begin(
            lambda progress, stopped: _publish(upload, objects, is_newest, progress, stopped)
        )

    def ended(self, result: Published | None) -> None:
        """Note that the recipient has the release now."""
        assert self._app.workspace is not None
        assert self._outgoing is not None
        assert self.upload is not None
        if result is None:
            self.said = Phrase("Stopped: do it again to go on.")
        else:
            recipient = self.upload.recipient
            self._app.workspace.releases.hand_out(self._outgoing, [recipient.key], Way.CALDAV)
            self.published = result
            self.said = _said(recipient, result)
        self._app.say(self.said)


def _publish(
    upload: Upload,
    objects: dict[str, bytes],
    is_newest: bool,
    progress: Progress,
    stopped: Stopped,
) -> Published | None:
    account = Account(upload.url, upload.user, password_for(upload.url, upload.user))

    def named(done: int, total: int, _name: str) -> None:
        progress(done, total, upload.recipient.name)

    return publish(account, objects, named, stopped, is_newest=is_newest)


def _nothing(recipient: Recipient) -> PlannerError:
    return PlannerError(
        Phrase("{name}: nothing in this release.", name=recipient.name),
        Phrase("Plan something for them and release again."),
    )


def _said(recipient: Recipient, published: Published) -> Phrase:
    return Phrase(
        "{name}: {count} written, {rest} as they should be.",
        name=recipient.name,
        count=plural("{n} event", "{n} events", published.written),
        rest=published.unchanged,
    )


_JOBS: "WeakKeyDictionary[PlannerApp, CaldavJob]" = WeakKeyDictionary()


def caldav_job_of(app: "PlannerApp") -> CaldavJob:
    """The publishing of an app, the same for as long as it runs."""
    if app not in _JOBS:
        _JOBS[app] = CaldavJob(app)
    return _JOBS[app]
