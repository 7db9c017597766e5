"""A store's failures in the user's words."""

from collections.abc import Iterator
from contextlib import contextmanager

from models.failures import Reason, StoreFailure
from planner.errors import StoreProblem
from planner.phrases import N_, Phrase

SENTENCES: dict[Reason, tuple[str, str]] = {
    Reason.ADDRESS: (
        N_("“{where}” is no address of a store."),
        N_("Write a path, or postgresql://user@host/database."),
    ),
    Reason.DRIVER: (
        N_("The driver for {where} is not installed."),
        N_("Install it with “pip install 'wake-planner[team]'”."),
    ),
    Reason.MISSING: (
        N_("There is no store at {where}."),
        N_("Check --store, or make one with “wake-planner edition new”."),
    ),
    Reason.FOREIGN: (
        N_("{where} is not a Wake Planner store."),
        N_("Choose another file with --store, or move this one away."),
    ),
    Reason.DAMAGED: (
        N_("The store {where} is damaged."),
        N_("Bring back the last backup with “wake-planner restore”."),
    ),
    Reason.NEWER: (
        N_("The store {where} was written by a newer Wake Planner."),
        N_("Update the program, or open another store."),
    ),
    Reason.ONLY_READ_NEWER: (
        N_("The store {where} was written by a newer Wake Planner: it can only be read here."),
        N_("Update the program to change anything in it."),
    ),
    Reason.ONLY_READ: (
        N_("The store {where} is write-protected: it can only be read."),
        N_("Ask for the right to write to its folder, or open a copy of it elsewhere."),
    ),
    Reason.UNFINISHED: (
        N_("The last changes to {where} are in a file beside it, and its folder is protected."),
        N_("Copy both files to a folder that you may write to, and open the store there."),
    ),
    Reason.UNREADABLE: (
        N_("{where} cannot be read."),
        N_("Check that it exists and that you may read it."),
    ),
    Reason.UNWRITABLE: (
        N_("{where} cannot be written."),
        N_(
            "Check the disk and the room on it, the folder and its permissions, "
            "or choose another place with --store."
        ),
    ),
    Reason.BUSY: (
        N_("The store {where} is in use by another program."),
        N_("Try again in a moment."),
    ),
    Reason.FULL: (
        N_("The disk is full: {where} cannot be written."),
        N_("Make room, then repeat your last step; nothing before it is lost."),
    ),
    Reason.UNREACHABLE: (
        N_("The database {where} cannot be reached."),
        N_("Check its address and the network."),
    ),
    Reason.INTEGRITY: (
        N_("This is still used elsewhere in {where}, perhaps in another edition."),
        N_("Remove what refers to it first."),
    ),
    Reason.REFUSED: (
        N_("The store {where} does not take this value."),
        N_("Nothing has been changed; look at it again with another value."),
    ),
    Reason.ACCESS: (
        N_("The database {where} refuses this user or password."),
        N_("Check the user's name; put the password into PGPASSWORD, ~/.pgpass or the keyring."),
    ),
    Reason.RIGHTS: (
        N_("This user may not do that in the database {where}."),
        N_("Ask whoever looks after it for the right to read, to write and to make tables."),
    ),
}
#: What is said otherwise of a database on a server.
OF_A_SERVER: dict[Reason, tuple[str, str]] = {
    Reason.MISSING: (
        N_("There is no database {where}."),
        N_("Check --store, or have an empty database made by that name."),
    ),
    Reason.FOREIGN: (
        N_("The database {where} is not a Wake Planner store."),
        N_("Choose another database with --store; an empty one will do."),
    ),
    Reason.DAMAGED: (
        N_("The database {where} does not answer as a store should."),
        N_("Ask whoever looks after it: the server's log and its backups help."),
    ),
    Reason.UNWRITABLE: (
        N_("The database {where} cannot be written."),
        N_("Check that it is no read-only copy, and that its server's disk is in order."),
    ),
    Reason.BUSY: (
        N_("The database {where} is busy: others are writing to it."),
        N_("Try again in a moment."),
    ),
}


def sentence_of(failure: StoreFailure) -> tuple[str, str]:
    """What is wrong, and what to do."""
    of_a_server = OF_A_SERVER.get(failure.reason) if "://" in failure.where else None
    return of_a_server or SENTENCES[failure.reason]


def as_problem(failure: StoreFailure) -> StoreProblem:
    """A failure with its sentence and its hint."""
    sentence, hint = sentence_of(failure)
    said, code = Phrase(sentence, where=failure.where), f"store-{failure.reason}"
    return StoreProblem(said, Phrase(hint), code)


@contextmanager
def in_words() -> Iterator[None]:
    """Turn a StoreFailure into a StoreProblem that can be shown."""
    try:
        yield
    except StoreFailure as failure:
        raise as_problem(failure) from failure
