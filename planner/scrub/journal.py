"""The journal of an edition whose people are gone: one floor, on which nothing can be undone."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import ColumnElement, Connection, insert, select

from models.bulk import delete_all
from models.journal import DONE, next_turn
from models.store import LIFE, set_meta
from models.tables import METADATA, STEP, STEP_CHANGE
from planner.news import SHARED
from planner.phrases import N_, Phrase
from planner.scrub.texts import Cleaner

REMOVED = N_("Personal data removed")


def others_than_ours(edition_id: str) -> ColumnElement[bool]:
    """The steps of an edition but for the one that says that its people were removed."""
    return (STEP.c.edition_id == edition_id) & (STEP.c.label != _label())


def _label() -> str:
    return json.dumps(Phrase(REMOVED).to_json(), ensure_ascii=False)


def begin_again(connection: Connection, edition_id: str, author: str, clean: Cleaner) -> None:
    """One floor in the place of all steps; open programs read the edition again.

    What was removed from the catalogue is remembered: a newer catalogue must not bring it back.
    """
    old = list(connection.scalars(select(STEP.c.id).where(STEP.c.edition_id == edition_id)))
    kept = list(_of_catalogue(connection, edition_id, clean))
    values = {
        "edition_id": edition_id,
        "at": datetime.now(UTC).replace(tzinfo=None, microsecond=0),
        "author": author,
        "label": _label(),
        "state": DONE,
        "is_floor": True,
        "turn": next_turn(connection),
    }
    done = connection.execute(insert(STEP).values(values))
    (step_id,) = done.inserted_primary_key or (0,)
    delete_all(connection, STEP_CHANGE.c.step_id, old)
    delete_all(connection, STEP.c.id, old)
    if kept:
        connection.execute(insert(STEP_CHANGE), [row | {"step_id": step_id} for row in kept])
    set_meta(connection, LIFE, uuid4().hex)


def _of_catalogue(
    connection: Connection, edition_id: str, clean: Cleaner
) -> Iterator[dict[str, Any]]:
    """The removals of rows that all editions share, each once, as they were removed last."""
    changed = STEP_CHANGE.c
    query = (
        select(changed.table_name, changed.row_id, changed.before)
        .join(STEP, STEP.c.id == changed.step_id)
        .where(STEP.c.edition_id == edition_id, changed.table_name.in_(SHARED))
        .where(STEP.c.state == DONE, changed.after.is_(None))
        .order_by(STEP.c.turn, changed.id)
    )
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for table, row_id, before in connection.execute(query):
        row = json.loads(before)
        if row.get("edition_id") is None:
            said = {k: clean(v) if isinstance(v, str) else v for k, v in row.items()}
            image = json.dumps(said, ensure_ascii=False)
            found[table, row_id] = {
                "table_name": table, "row_id": row_id, "before": image, "after": None,
            }  # fmt: skip
    for (table, row_id), values in found.items():
        column = METADATA.tables[table].c.id
        if connection.scalar(select(column).where(column == row_id)) is None:
            yield values
