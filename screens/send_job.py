"""Mails and feeds in the making, in the background."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar
from weakref import WeakKeyDictionary

from models.words import Way
from planner.errors import PlannerError
from planner.phrases import Phrase, plural
from planner.posting import post_of
from planner.publish.recipients import Recipient
from planner.publish.sending import Post, Sent, send
from planner.publish.watching import Progress, Stopped
from screens.publish_job import PublishJob, not_written

if TYPE_CHECKING:
    from screens.app import PlannerApp


@dataclass(frozen=True)
class Dispatch:
    """What to send: a release by its number, and to whom (None: whoever it is news for).

    ``base`` is the web address of the feeds, empty when it is not known; ``is_sent``: the mails
    have gone out, or will at once, and are noted as sent.
    """

    number: int
    folder: Path
    base: str = ""
    is_sent: bool = False
    wanted: tuple[Recipient, ...] | None = None


class SendJob(PublishJob[Sent]):
    """The sending of one app."""

    NAME: ClassVar[str] = "send"

    def __init__(self, app: "PlannerApp") -> None:
        super().__init__(app)
        self._post: Post | None = None
        self.dispatch: Dispatch | None = None
        self.sent: Sent | None = None

    def start(self, dispatch: Dispatch) -> None:
        """Begin; nothing happens while another one runs."""
        workspace = self._app.workspace
        if self.is_running or workspace is None:
            return
        try:
            post = post_of(workspace, dispatch.number, dispatch.base)
        except PlannerError as error:
            self._app.complain(error)
            return
        self._post, self.dispatch, self.sent = post, dispatch, None
        self._begin(lambda progress, stopped: _send(post, dispatch, progress, stopped))

    def ended(self, result: Sent) -> None:
        """Note who has a feed now, and who was sent a mail where that was asked for."""
        assert self._app.workspace is not None
        assert self._post is not None
        assert self.dispatch is not None
        if not result.stopped:
            releases, outgoing = self._app.workspace.releases, self._post.outgoing
            releases.hand_out(outgoing, result.fed, Way.FEED)
            if self.dispatch.is_sent:
                releases.hand_out(outgoing, result.mailed, Way.MAIL)
        self.sent = result
        self.said = _said(result)
        self._app.say(self.said)


def _send(post: Post, dispatch: Dispatch, progress: Progress, stopped: Stopped) -> Sent:
    try:
        return send(
            post, dispatch.folder, wanted=dispatch.wanted, progress=progress, stopped=stopped
        )
    except OSError as error:
        raise not_written(dispatch.folder, error) from error


def _said(sent: Sent) -> Phrase:
    """What came of it, in a sentence."""
    if sent.stopped:
        return Phrase("Stopped: nothing was written.")
    return Phrase(
        "{mails} to review and {feeds}.",
        mails=plural("{n} draft of a mail", "{n} drafts of mails", len(sent.mailed)),
        feeds=plural(
            "{n} calendar to subscribe to", "{n} calendars to subscribe to", len(sent.fed)
        ),
    )


_JOBS: "WeakKeyDictionary[PlannerApp, SendJob]" = WeakKeyDictionary()


def send_job_of(app: "PlannerApp") -> SendJob:
    """The sending of an app, the same for as long as it runs."""
    if app not in _JOBS:
        _JOBS[app] = SendJob(app)
    return _JOBS[app]
