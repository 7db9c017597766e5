"""Who has the store open: rows that programs write of themselves, beside the plan."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select, update

from models.tables import PRESENCE


@dataclass(frozen=True, slots=True)
class Present:
    """An open program and the row of the plan it is at; ``beat`` goes up while it lives."""

    id: str
    edition_id: str
    author: str
    row_table: str | None
    row_id: str | None
    beat: int


def read_present(connection: Connection, edition_id: str) -> list[Present]:
    """The programs in an edition, those that have ended without a word among them."""
    query = select(*PRESENCE.columns).where(PRESENCE.c.edition_id == edition_id)
    return [Present(*row) for row in connection.execute(query.order_by(PRESENCE.c.id))]


def write_present(connection: Connection, present: Present) -> None:
    """Say where a program is."""
    values = {
        "edition_id": present.edition_id,
        "author": present.author,
        "row_table": present.row_table,
        "row_id": present.row_id,
        "beat": present.beat,
    }
    row = PRESENCE.c.id == present.id
    if not connection.execute(update(PRESENCE).where(row).values(values)).rowcount:
        connection.execute(insert(PRESENCE).values(id=present.id, **values))


def remove_present(connection: Connection, ids: Collection[str]) -> None:
    """Programs that have ended."""
    connection.execute(delete(PRESENCE).where(PRESENCE.c.id.in_(ids)))
