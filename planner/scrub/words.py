"""What removing the people of an edition does, in words: before, and afterwards."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from planner.entities import Edition
from planner.phrases import Phrase, plural
from planner.scrub.whole import Outcome

#: So many backups are named before they are deleted; afterwards all of them are.
MOST_NAMED = 3


def question(edition: Edition) -> Phrase:
    return Phrase("Remove the data of people from {name}?", name=edition.name)


def before(outcome: Outcome) -> Iterator[Phrase]:
    """What goes and what stays, and that it is for good."""
    removed, copies = outcome.removed, outcome.copies
    yield Phrase(
        "What goes: the names of {people}, and everything written about people: e-mail, phone,"
        " function, diets, access needs, own journeys, all notes and descriptions.",
        people=plural("{n} person", "{n} people", removed.people),
    )
    yield Phrase(
        "With them go the whole journal ({steps}), what was issued to whom ({events}), accepted"
        " conflicts, and what was kept of imported files.",
        steps=plural("{n} step", "{n} steps", removed.steps),
        events=plural("{n} event", "{n} events", removed.events),
    )
    yield Phrase(
        "What stays: the plan with all its figures: head-counts, countries, visits, meetings,"
        " kilometres. People are called “Delegate 3”."
    )
    if removed.releases:
        yield plural(
            "{n} release is cleaned in the same way: it can be looked at, but not sent again.",
            "{n} releases are cleaned in the same way: they can be looked at, but not sent again.",
            removed.releases,
        )
    if copies.cleaned:
        number = len(copies.cleaned)
        yield plural("{n} backup is cleaned as well.", "{n} backups are cleaned as well.", number)
    if copies.lost:
        yield plural(
            "{n} backup cannot be read, so it is deleted: {files}",
            "{n} backups cannot be read, so they are deleted: {files}",
            len(copies.lost),
            files=_some(copies.lost),
        )
    yield Phrase("This can NOT be undone, and no backup brings it back.")


def _some(paths: Sequence[Path]) -> str:
    """The names of a few: a question has to fit on a screen."""
    names = [path.name for path in paths[:MOST_NAMED]]
    return ", ".join([*names, "…"] if len(paths) > MOST_NAMED else names)


def after(outcome: Outcome, *, is_file: bool) -> Iterator[Phrase]:
    """What was done, and what is beyond reach."""
    removed, copies = outcome.removed, outcome.copies
    if not (removed.is_any or copies.cleaned or copies.lost):
        yield Phrase("There are no data of people left in this edition: nothing was changed.")
    else:
        yield Phrase(
            "Removed: the data of {people}. Cleaned: {releases}, {backups}.",
            people=plural("{n} person", "{n} people", removed.people),
            releases=plural("{n} release", "{n} releases", removed.releases),
            backups=plural("{n} backup", "{n} backups", len(copies.cleaned)),
        )
    for path in copies.lost:
        yield Phrase("Deleted, as it could not be read: {file}", file=path.name)
    if not outcome.is_compact:
        yield Phrase(
            "The server did not let us write its tables anew: ask its administrator for"
            " VACUUM (FULL)."
        )
    yield Phrase(
        "What only you can reach: exported files, mails that were sent, calendars on web servers"
        " and on phones, copies of the store in other places."
    )
    if not is_file:
        yield Phrase("The server's own backups and logs are its administrator's to clean.")
