"""What the Publish room sends: mails and feeds, and a calendar to a server."""

from importlib.util import find_spec
from typing import TYPE_CHECKING

from planner.phrases import Phrase
from planner.publish.caldav_server import LIBRARY, not_installed
from planner.publish.recipients import Recipient
from screens.caldav_dialog import CaldavDialog
from screens.caldav_job import caldav_job_of
from screens.release_shelf import Going
from screens.send_dialog import SendDialog
from screens.send_job import send_job_of

if TYPE_CHECKING:
    from screens.app import PlannerApp


async def send_mails(app: "PlannerApp", going: Going, wanted: tuple[Recipient, ...] | None) -> None:
    """Ask where to, and write mails and feeds of the release that goes out."""
    number = going.number
    if number is None:
        app.say(Phrase("Only a release can be sent: n makes one, v chooses it."))
        return
    dialog = SendDialog(going.programme.edition.id, number, wanted)
    if (dispatch := await app.push_screen_wait(dialog)) is not None:
        send_job_of(app).start(dispatch)


async def publish_calendar(app: "PlannerApp", going: Going, recipient: Recipient) -> None:
    """Ask where to, and publish the recipient's calendar of the release that goes out."""
    number = going.number
    if number is None:
        app.say(Phrase("Only a release is published: n makes one, v chooses it."))
    elif find_spec(LIBRARY) is None:
        app.complain(not_installed())
    else:
        dialog = CaldavDialog(going.programme.edition.id, number, recipient)
        if (upload := await app.push_screen_wait(dialog)) is not None:
            caldav_job_of(app).start(upload)
