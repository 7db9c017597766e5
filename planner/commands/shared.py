"""What commands share: opening the store and the edition."""

from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager

from planner.commands.output import complain
from planner.entities import Edition
from planner.errors import PlannerError
from planner.phrases import Phrase
from planner.workspace import Workspace


@contextmanager
def workspace_of(options: Namespace) -> Iterator[Workspace]:
    """The store of ``--store``, closed at the end; what it has to tell goes to stderr."""
    workspace = Workspace.open(options.store)
    try:
        yield workspace
    except PlannerError as error:  # what it says itself needs no telling
        workspace.notices = [n for n in workspace.notices if str(n) not in str(error)]
        raise
    finally:
        _tell(workspace)
        workspace.close()


def _tell(workspace: Workspace) -> None:
    while workspace.notices:
        complain(str(workspace.notices.pop(0)))


@contextmanager
def writable_edition_of(options: Namespace) -> Iterator[Workspace]:
    """As :func:`edition_of`; refused at once where nothing can be written."""
    with edition_of(options) as workspace:
        workspace.require_writable()
        yield workspace


@contextmanager
def edition_of(options: Namespace) -> Iterator[Workspace]:
    """The store with the edition of ``--edition`` (or its only one) open."""
    with workspace_of(options) as workspace:
        workspace.enter(choose(workspace.editions(), options.edition).id)
        yield workspace


def choose(editions: list[Edition], wanted: str | None) -> Edition:
    """The edition named (or with that id); the only one when no name is given."""
    if wanted is None:
        if len(editions) == 1:
            return editions[0]
        if not editions:
            raise PlannerError(
                Phrase("There is no edition in this store yet."),
                Phrase("Make one with “wake-planner edition new” or “wake-planner demo”."),
            )
        names = ", ".join(e.name for e in editions)
        raise PlannerError(
            Phrase("There are several editions: {names}.", names=names),
            Phrase("Choose one with --edition."),
        )
    found = [e for e in editions if wanted in (e.id, e.name)]
    found = found or [e for e in editions if e.name.casefold() == wanted.casefold()]
    if len(found) != 1:
        raise PlannerError(
            Phrase("There is no edition “{name}” in this store.", name=wanted)
            if not found
            else Phrase("Several editions are called “{name}”: use the id.", name=wanted),
            Phrase("“wake-planner edition list” shows them."),
        )
    return found[0]
