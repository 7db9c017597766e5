"""Backups in the app: choosing one, bringing it back, and where the store is damaged."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from models.backup import copies, is_whole
from models.contents import contents_of
from models.failures import Reason, StoreFailure
from models.keeping import Copy
from models.restore import restore
from planner.errors import PlannerError
from planner.phrases import Phrase, _, plural
from planner.store_words import in_words
from planner.workspace import Workspace
from screens.dialogs import Confirm
from screens.safeguards import tell_notices

if TYPE_CHECKING:
    from screens.app import PlannerApp


async def show_backups(app: "PlannerApp") -> None:
    """List the backups of the open store, and bring one back if one is chosen."""
    workspace = app.workspace
    if workspace is None:
        return
    if workspace.store.path is None:
        app.complain(
            PlannerError(
                Phrase("This store is on a database server."),
                Phrase("Use the server's own backups."),
            )
        )
        return
    if (copy := await _chosen(app, workspace.store.path)) is not None:
        await _bring_back(app, workspace, copy)


async def _chosen(app: "PlannerApp", store: Path, *, may_back_up: bool = True) -> Path | None:
    """A backup, once it has been confirmed that it takes the store's place."""
    from screens.backups import BackupsScreen

    while True:
        copy = await app.push_screen_wait(BackupsScreen(store, may_back_up=may_back_up))
        if copy is None:
            return None
        question = _("Put this backup in the store's place?")
        details = "\n".join((copy.name, *await asyncio.to_thread(_losses, store, copy)))
        if await app.push_screen_wait(Confirm(question, _("Bring back"), details, _("Back (esc)"))):
            return copy


def _losses(store: Path, copy: Path) -> list[str]:
    """What to know before a backup takes the store's place."""
    lines = [_("What is there now is kept as a backup first: it can be brought back.")]
    now, then = contents_of(store, in_use=True), contents_of(copy)
    if now is not None and then is not None and now.releases > then.releases:
        text = plural(
            "{n} release made since is not in it: who has been sent what is forgotten.",
            "{n} releases made since are not in it: who has been sent what is forgotten.",
            now.releases - then.releases,
        )
        lines.append(str(text))
    return lines


async def _bring_back(app: "PlannerApp", old: Workspace, copy: Path) -> None:
    """Go on with a backup: in the edition that was open, if it has it."""
    path = old.store.path
    assert path is not None
    edition_id = old.programme.edition.id if old.has_edition else None

    def work() -> Workspace:
        with in_words():
            restore(path, copy)
        return Workspace.open(path, old.author)

    try:
        workspace = await asyncio.to_thread(work)
        known = {edition.id for edition in workspace.editions()}
    except PlannerError as error:
        app.complain(error)
        return
    app.go_on_with(workspace, edition_id if edition_id in known else None)
    old.close()
    app.say(Phrase("The store is as it was in {name}.", name=copy.name), may_be_cut=True)
    tell_notices(app)


def damaged_store(error: BaseException | None) -> Path | None:
    """The file of a store that could not be opened because it is damaged, if it has backups."""
    cause = error.__cause__ if isinstance(error, PlannerError) else None
    if not isinstance(cause, StoreFailure) or cause.reason is not Reason.DAMAGED:
        return None
    path = Path(cause.where)
    return path if path.is_file() and copies(path) else None


async def rescue(app: "PlannerApp", store: Path, error: PlannerError) -> bool:
    """Offer the backups of a damaged store; whether one has been brought back."""
    from screens.rescue import RescueScreen

    while True:
        newest = await asyncio.to_thread(_newest_whole, store)
        answer = await app.push_screen_wait(RescueScreen(error, newest))
        if answer == "quit":
            return False
        copy = newest.path if newest is not None and answer == "newest" else None
        copy = copy or await _chosen(app, store, may_back_up=False)
        if copy is None:
            continue
        try:
            with in_words():
                await asyncio.to_thread(restore, store, copy)
        except PlannerError as problem:
            error = problem
        else:
            return True


def _newest_whole(store: Path) -> Copy | None:
    return next((copy for copy in copies(store) if is_whole(copy.path)), None)
