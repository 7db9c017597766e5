"""Removing the people of an edition from a store and all of its backups, for good."""

from dataclasses import dataclass
from datetime import date

from models.compact import compact
from models.store import Store
from planner.clock import present
from planner.entities import Edition
from planner.errors import PlannerError
from planner.phrases import Phrase
from planner.programme import clock_of
from planner.scrub.copies import Copies, scrub_copies
from planner.scrub.rows import Removed, holds_people, scrub_edition
from planner.store_words import in_words


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was removed, or would be; ``is_compact``: what it was is nowhere in the store's file.

    A server may not let us write its tables anew.
    """

    removed: Removed
    copies: Copies
    is_compact: bool = True


def today_in(edition: Edition) -> date:
    """The day it is where the edition is."""
    clock = clock_of(edition.time_zone)
    return clock.day(present())


def refuse_too_early(edition: Edition) -> None:
    """Raise PlannerError while an edition still goes on: its people are needed."""
    if today_in(edition) <= edition.last_day:
        raise PlannerError(
            Phrase("The edition {name} lasts until {day}.", name=edition.name,
                   day=edition.last_day.isoformat()),
            Phrase("Remove the data of its people after that."),
        )  # fmt: skip


def is_overdue(store: Store, edition: Edition) -> bool:
    """Whether an edition still holds data of people after the day until which it may."""
    if edition.keep_until is None or today_in(edition) <= edition.keep_until:
        return False
    with in_words(), store.reading() as connection:
        return holds_people(connection, edition.id)


def look(store: Store, edition_id: str) -> Outcome:
    """What :func:`scrub` would do.  Changes nothing; raises StoreProblem."""
    with in_words():
        with store.reading() as connection:
            removed = scrub_edition(connection, edition_id, is_trial=True)
        copies = Copies()
        if store.path is not None:
            copies = scrub_copies(store.path, edition_id, is_trial=True)
    return Outcome(removed, copies)


def scrub(store: Store, edition_id: str) -> Outcome:
    """Take the people out of an edition, its releases and all backups; its figures stay.

    The store first, in one transaction, then its file is written anew, then one backup after the
    other.  Stopped at any moment each is as before or as afterwards, and doing it again
    finishes it.  Raises StoreProblem.
    """
    with in_words():
        removed = _scrub_rows(store, edition_id)
        is_compact = compact(store)
        copies = Copies() if store.path is None else scrub_copies(store.path, edition_id)
    return Outcome(removed, copies, is_compact)


def _scrub_rows(store: Store, edition_id: str) -> Removed:
    """The rows of the store; where there is nothing to remove nothing is written."""
    with store.reading() as connection:
        if not scrub_edition(connection, edition_id, is_trial=True).is_any:
            return Removed()
    with store.writing() as connection:
        if store.path is not None:
            connection.exec_driver_sql("PRAGMA secure_delete=ON")
        return scrub_edition(connection, edition_id)
