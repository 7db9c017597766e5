"""Looking for what others do, every second: what they have written, and who is here.

The store is asked beside the app: a server may take seconds to say nothing, when the network is
gone.  What is wrong with it is said once, and again when all is well.
"""

import asyncio
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from planner.colleagues import Colleague, Spot
from planner.errors import PlannerError
from planner.phrases import Phrase
from screens.safeguards import guard_daily

if TYPE_CHECKING:
    from planner.workspace import Workspace
    from screens.app import PlannerApp

#: How often is looked.
LOOK_SECONDS = 1.0


class Watching:
    """``refresh`` is what is done where others may have written; it raises PlannerError."""

    def __init__(self, app: "PlannerApp", refresh: Callable[[], None]) -> None:
        self._app, self._refresh = app, refresh
        self._looking: asyncio.Task[None] | None = None
        self._reached = True

    def look(self) -> None:
        """Look once, unless the store has not answered yet."""
        if self._looking is None or self._looking.done():
            last, self._looking = self._looking, asyncio.create_task(self._look())
            if last is not None:
                last.result()  # a mistake in it is one of the app

    async def end(self) -> None:
        """Let a last look come to its end, if it does soon."""
        if self._looking is not None:
            await asyncio.wait([self._looking], timeout=LOOK_SECONDS)

    async def _look(self) -> None:
        workspace = self._app.workspace
        if workspace is None or not workspace.has_edition:
            return
        guard_daily(self._app)
        try:
            edition_id, spot = workspace.programme.edition.id, self._app.spot
            found = await asyncio.to_thread(_asked, workspace, edition_id, spot)
            is_behind, self._app.colleagues = found
            if is_behind:
                self._refresh()
        except PlannerError as error:
            if self._reached:
                self._app.complain(error)
            self._reached = False
            return
        if not self._reached:
            self._app.say(Phrase("The store answers again."))
        self._reached = True


def _asked(
    workspace: "Workspace", edition_id: str, spot: Spot | None
) -> tuple[bool, tuple[Colleague, ...]]:
    """Whether others have written, and who is here."""
    here = workspace.colleagues.look(edition_id, spot, time.monotonic())
    return workspace.is_behind(), here
