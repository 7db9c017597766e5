"""From the Publish room to the pages of a document."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from planner.errors import PlannerError
from planner.publish.documents import Document
from planner.publish.recipients import Recipient
from screens.preview_screen import PreviewScreen
from screens.preview_terminal import pictures_of

if TYPE_CHECKING:
    from screens.app import PlannerApp


def see_pages(
    app: "PlannerApp",
    number: int | None,
    everybody: Sequence[Recipient],
    recipient: Recipient,
    chosen: Sequence[Document] | None,
) -> None:
    """Show the pages for a recipient; ``number`` is the release, None the draft."""
    assert app.workspace is not None
    try:
        outgoing = app.workspace.releases.outgoing(number)
    except PlannerError as error:
        app.complain(error)
        return
    pictures = pictures_of(app)
    app.push_screen(PreviewScreen(outgoing, everybody, recipient, chosen, pictures))
