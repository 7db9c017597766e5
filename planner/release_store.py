"""Releases and the issue ledger in the store: what is read of them, what is written."""

from collections.abc import Sequence
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection, Select, func, literal, or_, select

from models.bulk import insert_all
from models.tables import ADDRESSEE, EVENT_CONTENT, HANDOUT, ISSUED_EVENT, METADATA, RELEASE
from planner.entities import (
    TABLE_OF,
    Addressee,
    Entity,
    EventContent,
    Handout,
    IssuedEvent,
    Release,
)
from planner.publish.event import CalendarEvent
from planner.publish.ical import content_of
from planner.publish.releases import Ledger
from planner.rows import FIELDS

#: Every column of a release but what it froze, which is large.
_ABOUT = [c for c in RELEASE.columns if c.name != "content"]


def read_releases(connection: Connection, edition_id: str) -> list[Release]:
    """The releases of an edition, oldest first, without what they froze."""
    query: Select[Any] = select(*_ABOUT, literal("")).where(RELEASE.c.edition_id == edition_id)
    return [Release(*row) for row in connection.execute(query.order_by(RELEASE.c.number))]


def read_content(connection: Connection, release_id: str) -> str | None:
    """What a release froze."""
    return connection.scalar(select(RELEASE.c.content).where(RELEASE.c.id == release_id))


def read_ledger(connection: Connection, edition_id: str, number: int | None = None) -> Ledger:
    """What everybody was issued, as of release ``number`` (None: as of now)."""
    rows: dict[str, dict[str, IssuedEvent]] = {}
    for row in connection.execute(_versions(edition_id, number)):
        version = IssuedEvent(*row)
        rows.setdefault(version.recipient, {})[version.item_key] = version
    needed = {row.content_id for found in rows.values() for row in found.values()}
    contents = (EventContent(*row) for row in connection.execute(_contents(edition_id)))
    addressees = (Addressee(*row) for row in connection.execute(_addressees(edition_id, number)))
    numbers = {r.id: r.number for r in read_releases(connection, edition_id)}
    return Ledger(
        rows,
        {c.id: _written(c) for c in contents if c.id in needed},
        {a.recipient: a for a in addressees},
        {i: n for i, n in numbers.items() if number is None or n <= number},
    )


def _versions(edition_id: str, number: int | None) -> Select[Any]:
    """Every version of every event up to a release, the newest of each last."""
    ledger = ISSUED_EVENT
    query = (
        select(*ledger.columns)
        .outerjoin(RELEASE, RELEASE.c.id == ledger.c.release_id)
        .where(ledger.c.edition_id == edition_id)
        .order_by(ledger.c.sequence)
    )
    if number is None:
        return query
    return query.where(or_(ledger.c.release_id.is_(None), RELEASE.c.number <= number))


def _addressees(edition_id: str, number: int | None) -> Select[Any]:
    """Everybody up to a release, as they were known then: what is newest of each last."""
    query = (
        select(*ADDRESSEE.columns)
        .join(RELEASE, RELEASE.c.id == ADDRESSEE.c.release_id)
        .where(ADDRESSEE.c.edition_id == edition_id)
        .order_by(RELEASE.c.number)
    )
    return query if number is None else query.where(RELEASE.c.number <= number)


def _contents(edition_id: str) -> Select[Any]:
    used = select(ISSUED_EVENT.c.content_id).where(ISSUED_EVENT.c.edition_id == edition_id)
    return select(*EVENT_CONTENT.columns).where(EVENT_CONTENT.c.id.in_(used))


def _written(content: EventContent) -> EventContent:
    """What an older version kept without its lines gets them now."""
    if content.text is not None:
        return content
    return content_of(CalendarEvent.from_json("", content.event))


def write_release(
    connection: Connection,
    release: Release,
    rows: Sequence[IssuedEvent],
    contents: Sequence[EventContent],
    addressees: Sequence[Addressee],
) -> None:
    """Add a release with what it adds to the ledger."""
    known = set(connection.scalars(select(EVENT_CONTENT.c.id)))
    _insert(connection, [release])
    _insert(connection, addressees)
    _insert(connection, [c for c in contents if c.id not in known])
    _insert(connection, rows)


def _insert(connection: Connection, rows: Sequence[Entity]) -> None:
    """Rows of one table, in the order of their ids, in which a database adds them fastest."""
    if rows:
        kind = type(rows[0])
        in_order = sorted(rows, key=attrgetter("id"))
        insert_all(
            connection, METADATA.tables[TABLE_OF[kind]], map(attrgetter(*FIELDS[kind]), in_order)
        )


def newest_number(connection: Connection, edition_id: str) -> int:
    """The number of the newest release; 0 when there is none."""
    query = select(func.max(RELEASE.c.number)).where(RELEASE.c.edition_id == edition_id)
    return connection.scalar(query) or 0


def read_handouts(connection: Connection, edition_id: str) -> list[Handout]:
    """Who was handed what, in order of time."""
    query = select(*HANDOUT.columns).where(HANDOUT.c.edition_id == edition_id)
    return [Handout(*row) for row in connection.execute(query.order_by(HANDOUT.c.at))]


def write_handouts(connection: Connection, handouts: Sequence[Handout]) -> None:
    _insert(connection, handouts)
