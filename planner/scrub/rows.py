"""The rows of a store without the people of one edition: one transaction, all or nothing."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, delete, func, select, update

from models.bulk import delete_all
from models.failures import readable
from models.tables import (
    ACCEPTANCE,
    ADDRESSEE,
    EVENT_CONTENT,
    HANDOUT,
    IMPORTED,
    ISSUED_EVENT,
    METADATA,
    PRESENCE,
    READING,
    RELEASE,
    STEP,
)
from planner.entities import Change, changed_columns
from planner.errors import StoreProblem
from planner.frozen import freeze, thaw
from planner.phrases import N_, Phrase
from planner.programme import MAPPING_OF, Programme
from planner.rows import read_programme
from planner.scrub.journal import begin_again, others_than_ours
from planner.scrub.people import people_left
from planner.scrub.programme import Scrubber
from planner.scrub.traces import traces

#: Who has made the releases and the one step that is left.
AUTHOR = N_("organiser")
#: What of an edition goes with its people; what events say is shared, and looked at apart.
EMPTIED = (HANDOUT, ISSUED_EVENT, ADDRESSEE, IMPORTED, READING, ACCEPTANCE)


@dataclass(frozen=True, slots=True)
class Removed:
    """How much was removed, or would be: ``people`` still called by their names in the plan,
    ``events`` of the issue ledger, ``steps`` of the journal, ``rows`` and releases changed.
    """

    people: int = 0
    releases: int = 0
    events: int = 0
    steps: int = 0
    rows: int = 0

    @property
    def is_any(self) -> bool:
        return any(getattr(self, field.name) for field in fields(self))


def holds_people(connection: Connection, edition_id: str) -> bool:
    """Whether there are data of people in an edition: in its plan, or in what has gone out."""
    for table in (ISSUED_EVENT, ADDRESSEE):
        if connection.scalar(select(table.c.id).where(_ours(table, edition_id)).limit(1)):
            return True
    programme = _read(connection, edition_id)
    return programme is not None and people_left(programme) > 0


def _read(connection: Connection, edition_id: str) -> Programme | None:
    with readable():
        return read_programme(connection, edition_id)


def scrub_edition(connection: Connection, edition_id: str, *, is_trial: bool = False) -> Removed:
    """Take the people out of an edition and keep its figures; how much that was.

    Changes nothing where there is nothing to remove, and when ``is_trial``.
    """
    plan = _read(connection, edition_id)
    if plan is None:
        return Removed()
    releases = {row.id: row for row in connection.execute(_releases(edition_id))}
    states = {release_id: _state(row.content) for release_id, row in releases.items()}
    known = [state for state in states.values() if state is not None]
    scrubber = Scrubber((plan, *known), traces(connection, plan))
    changes = list(_changes(plan, scrubber.programme(plan)))
    author = Phrase(AUTHOR).text(plan.edition.language)
    fresh = {
        row.id: {
            "name": scrubber.text(row.name),
            "author": author,
            "content": _content(scrubber, states[row.id]),
        }
        for row in releases.values()
    }
    fresh = {i: v for i, v in fresh.items() if v != _texts(releases[i])}
    removed = Removed(
        people_left(plan),
        len(fresh),
        _count(connection, ISSUED_EVENT, _ours(ISSUED_EVENT, edition_id)),
        _count(connection, STEP, others_than_ours(edition_id)),
        len(changes)
        + sum(
            _count(connection, t, _ours(t, edition_id)) for t in EMPTIED if t is not ISSUED_EVENT
        ),
    )
    if removed.is_any and not is_trial:
        _write(connection, changes)
        for release_id, values in fresh.items():
            connection.execute(update(RELEASE).where(RELEASE.c.id == release_id).values(values))
        _empty(connection, edition_id)
        begin_again(connection, edition_id, author, scrubber.text)
    return removed


def _ours(table: Table, edition_id: str) -> ColumnElement[bool]:
    return table.c.edition_id == edition_id


def _count(connection: Connection, table: Table, where: ColumnElement[bool]) -> int:
    return connection.scalar(select(func.count()).select_from(table).where(where)) or 0


def _releases(edition_id: str) -> Any:
    columns = (RELEASE.c.id, RELEASE.c.name, RELEASE.c.author, RELEASE.c.content)
    return select(*columns).where(_ours(RELEASE, edition_id)).order_by(RELEASE.c.number)


def _texts(row: Any) -> dict[str, str]:
    return {"name": row.name, "author": row.author, "content": row.content}


def _state(content: str) -> Programme | None:
    """What a release froze; None when it cannot be read."""
    try:
        return thaw(content)
    except StoreProblem:
        return None


def _content(scrubber: Scrubber, state: Programme | None) -> str:
    """What a release holds afterwards; what cannot be read cannot be cleaned, and goes."""
    return "" if state is None else freeze(scrubber.programme(state))


def _changes(before: Programme, after: Programme) -> Iterator[Change]:
    """The rows that are not what they were; rows that go are not among them."""
    if before.edition != after.edition:
        yield Change(before.edition, after.edition)
    for attribute in MAPPING_OF.values():
        old = getattr(before, attribute)
        for row_id, row in getattr(after, attribute).items():
            if row is not old[row_id]:
                yield Change(old[row_id], row)


def _write(connection: Connection, changes: list[Change]) -> None:
    for change in changes:
        assert change.before is not None
        assert change.after is not None
        names = changed_columns(change.before, change.after)
        values = {name: getattr(change.after, name) for name in names}
        table = METADATA.tables[change.table]
        connection.execute(update(table).where(table.c.id == change.id).values(values))


def _empty(connection: Connection, edition_id: str) -> None:
    """Remove what went out to people, what files said of them, and who is here now."""
    used = select(ISSUED_EVENT.c.content_id).where(_ours(ISSUED_EVENT, edition_id)).distinct()
    contents = set(connection.scalars(used))
    for table in (*EMPTIED, PRESENCE):
        connection.execute(delete(table).where(_ours(table, edition_id)))
    contents -= set(connection.scalars(select(ISSUED_EVENT.c.content_id).distinct()))
    delete_all(connection, EVENT_CONTENT.c.id, sorted(contents))
