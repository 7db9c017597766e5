"""What the Publish room does with releases: choose one, make one, go back to one."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from models.keeping import Why
from planner.edits.rollback import roll_back
from planner.phrases import Phrase, _, plural
from planner.publish.preflight import Finding
from screens.dialogs import Pick
from screens.release_dialog import ReleaseDialog, RollBackDialog
from screens.release_diff import change_rows, changes_for, sum_of, whole_edition
from screens.release_shelf import Shelf
from screens.release_words import long_name
from screens.safeguards import safeguard

if TYPE_CHECKING:
    from screens.app import PlannerApp


async def choose(
    app: "PlannerApp", shelf: Shelf, title: str, current: int | None, other: str = ""
) -> tuple[int | None] | None:
    """A release by its number, newest first, or None for the ``other``; None: nothing chosen.

    Before any release it says what to do.
    """
    if not shelf.releases:
        app.say(Phrase("Nothing has been released yet: n makes a release."))
        return None
    zone = shelf.programme(None).clock.tz
    choices: list[tuple[int | None, str]] = [
        (release.number, long_name(release, zone)) for release in reversed(shelf.releases)
    ]
    if other:
        choices.append((None, other))
    return await app.push_screen_wait(Pick(title, choices, current))


async def ask_for_release(
    app: "PlannerApp", shelf: Shelf, findings: Sequence[Finding]
) -> tuple[int, str] | None:
    """The number and the name of the release to make; None when given up."""
    number = (shelf.newest_number or 0) + 1
    title = _("Release {n}: the plan as it is now, frozen").format(n=number)
    name = await app.push_screen_wait(ReleaseDialog(title, _news(shelf), findings))
    return (number, name) if name is not None else None


def _news(shelf: Shelf) -> str:
    """What has changed since the newest release."""
    if shelf.newest_number is None:
        return _("The first release: everybody gets all of it.")
    draft = shelf.programme(None)
    changes = changes_for(shelf.programme(shelf.newest_number), draft, whole_edition(draft))
    what = sum_of(changes) if changes else _("nothing has changed")
    return _("Since release {n}: {what}").format(n=shelf.newest_number, what=what)


async def go_back(app: "PlannerApp", shelf: Shelf, number: int) -> bool:
    """Show what would change, ask, and put the plan back to a release in one step."""
    draft, released = shelf.programme(None), shelf.programme(number)
    edit = roll_back(draft, released, number)
    if not edit.changes:
        app.say(Phrase("The plan stands as in release {n} already.", n=number))
        return False
    changes = changes_for(draft, released, whole_edition(released))
    entries = plural("{n} entry changes.", "{n} entries change.", len(edit.changes))
    details = f"{sum_of(changes)}. {entries} " + _("Undo (u) brings everything back.")
    question = _("Put the plan back to release {n}?").format(n=number)
    rows = change_rows(changes, released.clock)
    if not await app.push_screen_wait(RollBackDialog(question, details, rows)):
        return False
    await safeguard(app, Why.ROLLBACK)
    return app.perform(lambda _programme: edit, base=draft)
