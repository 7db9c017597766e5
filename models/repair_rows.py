"""Rows that refer to rows that are gone: what they miss is brought back, or they are set aside."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select, text, update
from sqlalchemy.exc import IntegrityError

from models.columns import to_image
from models.doctor import Expected
from models.tables import METADATA


@dataclass(frozen=True)
class Loose:
    """A row whose ``column`` names a row of ``parent`` that is not there."""

    table: Table
    rowid: int
    column: str
    parent: Table
    wanted: str


@dataclass(frozen=True)
class SetAside:
    """A row as it was before it was removed, or before its reference was emptied."""

    table: str
    row: Mapping[str, Any]
    missing: str


@dataclass(frozen=True)
class Mended:
    brought_back: tuple[str, ...]
    set_aside: tuple[SetAside, ...]


def mend_references(connection: Connection, expected: Expected) -> Mended:
    """Leave no reference without its row.

    A missing row that the journal still knows is written again.  Otherwise the reference is
    emptied where it may be, and else the row that refers is removed.
    """
    back: list[str] = []
    aside: list[SetAside] = []
    while found := loose_rows(connection):
        for one in found:
            if _bring_back(connection, one, expected):
                back.append(f"{one.parent.name} {one.wanted}")
            elif (row := _row(connection, one)) is not None:
                aside.append(SetAside(one.table.name, row, f"{one.parent.name} {one.wanted}"))
                _detach(connection, one)
    return Mended(tuple(dict.fromkeys(back)), tuple(aside))


def loose_rows(connection: Connection) -> list[Loose]:
    """What SQLite's own check finds."""
    found = []
    for name, rowid, parent, number in connection.execute(text("PRAGMA foreign_key_check")).all():
        links = connection.execute(text(f'PRAGMA foreign_key_list("{name}")')).all()
        column = next(str(link[3]) for link in links if link[0] == number)
        query = text(f'SELECT "{column}" FROM "{name}" WHERE rowid = :rowid')
        wanted = connection.scalar(query, {"rowid": rowid})
        if name in METADATA.tables and wanted is not None:
            table, target = METADATA.tables[name], METADATA.tables[parent]
            found.append(Loose(table, rowid, column, target, str(wanted)))
    return found


def _bring_back(connection: Connection, one: Loose, expected: Expected) -> bool:
    """Write the missing row as the journal knows it; False where it does not, or not all of it."""
    values = expected.get((one.parent.name, one.wanted))
    if values is None:
        return False
    row = {"id": one.wanted, **values}
    try:
        with connection.begin_nested():
            key = next(iter(one.parent.primary_key))
            if connection.execute(select(key).where(key == row["id"])).first() is None:
                connection.execute(insert(one.parent), [row])
    except IntegrityError:
        return False
    return True


def _row(connection: Connection, one: Loose) -> dict[str, Any] | None:
    query = select(*one.table.columns).where(text("rowid = :rowid"))
    row = connection.execute(query, {"rowid": one.rowid}).mappings().first()
    if row is None:
        return None
    return {name: to_image(one.table.columns[name], value) for name, value in row.items()}


def _detach(connection: Connection, one: Loose) -> None:
    """Empty the reference; remove the row where it cannot do without."""
    this = text("rowid = :rowid").bindparams(rowid=one.rowid)
    if one.table.columns[one.column].nullable:
        try:
            with connection.begin_nested():
                connection.execute(update(one.table).where(this).values({one.column: None}))
        except IntegrityError:
            pass  # exactly one of several references has to be there
        else:
            return
    connection.execute(delete(one.table).where(this))
