"""Copies of the store that the app makes by itself, and what the store has to tell."""

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from models.keeping import Why
from screens.text import visible

if TYPE_CHECKING:
    from planner.workspace import Workspace
    from screens.app import PlannerApp

#: How long something that stays true for the whole session is shown, in seconds.
LONG_SECONDS = 20


async def safeguard(app: "PlannerApp", why: Why) -> None:
    """Keep a copy before something large; keys are heard meanwhile."""
    assert app.workspace is not None
    await asyncio.to_thread(app.workspace.safeguard, why)
    tell_notices(app)


def guard_daily(app: "PlannerApp") -> None:
    """See in the background whether the first copy of a day is to be made."""
    workspace = app.workspace
    if workspace is not None and workspace.is_daily_due:
        work = partial(_guard_daily, app, workspace)
        app.run_worker(work, name="daily", group="daily", thread=True, exclusive=True)


def _guard_daily(app: "PlannerApp", workspace: "Workspace") -> None:
    workspace.safeguard_daily()
    app.call_later(tell_notices, app)


def tell_notices(app: "PlannerApp") -> None:
    """Show what the store has to tell, once."""
    workspace = app.workspace
    while workspace is not None and workspace.notices:
        text = visible(str(workspace.notices.pop(0)))
        app.notify(text, severity="warning", markup=False, timeout=LONG_SECONDS)
