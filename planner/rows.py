"""Between entities and the rows of the store: reading an edition, writing an edit."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection, Select, Table, or_, select

from models.journal import RowChange
from models.tables import ACTIVITY, DELEGATION, EDITION, HOST, METADATA, SITE, TOUR
from planner.entities import TABLES, Change, Edition, Entity, changed_columns
from planner.programme import MAPPING_OF, Programme

#: The kind of database that a server is.
SERVER = "postgresql"

FIELDS: dict[type[Entity], tuple[str, ...]] = {
    cls: tuple(f.name for f in fields(cls)) for cls in TABLES.values()
}


def values_of(row: Entity) -> dict[str, Any]:
    """The columns of an entity."""
    return {name: getattr(row, name) for name in FIELDS[type(row)]}


def row_change(change: Change) -> RowChange:
    """The row change of an entity's change: of an update only the changed fields."""
    if change.before is None or change.after is None:
        before = None if change.before is None else values_of(change.before)
        after = None if change.after is None else values_of(change.after)
        return RowChange(change.table, change.id, before, after)
    names = changed_columns(change.before, change.after)
    return RowChange(
        change.table,
        change.id,
        {name: getattr(change.before, name) for name in names},
        {name: getattr(change.after, name) for name in names},
    )


# -- reading ------------------------------------------------------------------------------


def read_editions(connection: Connection) -> list[Edition]:
    """Every edition of the store, newest festival first."""
    found = [Edition(*row) for row in connection.execute(select(*EDITION.columns))]
    found.sort(key=attrgetter("name"))  # not by the database: each has an order of its own
    return sorted(found, key=attrgetter("festival_start"), reverse=True)


def read_programme(connection: Connection, edition_id: str) -> Programme | None:
    """One edition as a snapshot, by one query a table; None when there is no such edition."""
    query = select(*EDITION.columns).where(EDITION.c.id == edition_id)
    row = connection.execute(query).first()
    if row is None:
        return None
    tables = {
        attribute: {r.id: r for r in read_table(connection, table, edition_id)}
        for table, attribute in MAPPING_OF.items()
    }
    return Programme(Edition(*row), **tables)  # type: ignore[arg-type]


def read_table(connection: Connection, table: str, edition_id: str) -> Iterable[Entity]:
    cls = TABLES[table]
    rows = [cls(*row) for row in connection.execute(scoped(table, edition_id))]
    # A file gives rows in the order of writing; a server in none, another after each change.
    return sorted(rows, key=attrgetter("id")) if connection.dialect.name == SERVER else rows


#: Tables that belong to an edition by way of another table: column -> that table.
BY_WAY_OF: Mapping[str, tuple[str, Table]] = {
    "opening": ("site_id", SITE),
    "delegate": ("delegation_id", DELEGATION),
    "contact": ("host_id", HOST),
    "tour_day": ("tour_id", TOUR),
    "boarding": ("tour_id", TOUR),
    "participation": ("activity_id", ACTIVITY),
}


def scoped(table: str, edition_id: str) -> Select[Any]:
    """The rows of a table that an edition sees."""
    columns = METADATA.tables[table].columns
    query = select(*columns)
    if table in BY_WAY_OF:
        column, parent = BY_WAY_OF[table]
        parents = parent.columns
        ours = parents["edition_id"] == edition_id
        if column == "site_id":
            ours = or_(ours, parents["edition_id"].is_(None))
        return query.where(columns[column].in_(select(parents["id"]).where(ours)))
    if table == "site":
        edition = columns["edition_id"]
        return query.where(or_(edition == edition_id, edition.is_(None)))
    if "edition_id" in columns:
        return query.where(columns["edition_id"] == edition_id)
    return query
