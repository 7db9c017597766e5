"""What is done with the open edition as a whole: its form, and taking its people out of it."""

import asyncio
from typing import TYPE_CHECKING

from planner.errors import PlannerError
from planner.phrases import Phrase, _
from planner.scrub import words
from planner.scrub.whole import is_overdue, look, refuse_too_early, scrub
from screens.dialogs import Confirm
from screens.flows import revise
from screens.settings import forget
from screens.text import visible

if TYPE_CHECKING:
    from screens.app import PlannerApp

#: What was done for good stays in view long enough to be read.
LONG_SECONDS = 60


async def revise_edition(app: "PlannerApp") -> None:
    """The form of the open edition."""
    if app.state is not None and not app.screen.is_modal:
        await revise(app, app.state.programme.edition)


def remind(app: "PlannerApp") -> None:
    """Say it when people are in the edition longer than they may be."""
    assert app.workspace is not None
    edition = app.workspace.programme.edition
    try:
        overdue = is_overdue(app.workspace.store, edition)
    except PlannerError as error:
        app.complain(error)
        return
    if overdue and edition.keep_until is not None:
        said = Phrase(
            "The data of people in this edition was to be kept until {day}: remove it with"
            " “Remove the data of people” (ctrl+p).",
            day=edition.keep_until.isoformat(),
        )
        app.notify(visible(str(said)), severity="warning", markup=False, timeout=20)


async def scrub_edition(app: "PlannerApp") -> None:
    """Say what goes and what stays, ask, and remove the data of people for good."""
    if app.workspace is None or app.state is None or app.screen.is_modal or app.is_scrubbing:
        return
    store, edition = app.workspace.store, app.workspace.programme.edition
    is_file = store.path is not None
    try:
        refuse_too_early(edition)
        outlook = await asyncio.to_thread(look, store, edition.id)
        details = "\n".join(map(str, words.before(outlook)))
        asked = Confirm(str(words.question(edition)), _("Remove for good"), details)
        if not await app.push_screen_wait(asked):
            return
        app.say(Phrase("Removing the data of people: this takes a moment."), may_be_cut=True)
        app.is_scrubbing = True
        outcome = await asyncio.to_thread(scrub, store, edition.id)
    except PlannerError as error:
        app.complain(error)
        return
    finally:
        app.is_scrubbing = False
        _look_again(app, edition.id)
    forget(edition.id)
    said = "\n".join(map(str, words.after(outcome, is_file=is_file)))
    app.notify(visible(said), markup=False, timeout=LONG_SECONDS)


def _look_again(app: "PlannerApp", edition_id: str) -> None:
    """Show the edition as it is in the store now, unless another is open by now."""
    if app.workspace is None or app.workspace.programme.edition.id != edition_id:
        return
    try:
        app.workspace.enter(edition_id)
    except PlannerError as error:
        app.complain(error)
    else:
        app.show_workspace()
