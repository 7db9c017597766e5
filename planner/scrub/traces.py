"""People whom only the journal or the ledger still knows, and what they once were called."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, select

from models.tables import ADDRESSEE, STEP, STEP_CHANGE
from planner.programme import Programme
from planner.scrub.people import NEUTRAL, Person

#: The columns in which the journal knows people, by table.
KNOWN_BY: Mapping[str, tuple[str, ...]] = {
    "delegate": ("name", "latin_name", "email", "phone"),
    "contact": ("name", "email", "phone"),
    "organiser": ("name", "email", "phone"),
    "host": ("name", "email", "phone"),
    "vehicle": ("driver", "driver_phone"),
    "boarding": ("guest",),
}


def traces(connection: Connection, plan: Programme) -> Iterator[Person]:
    """Everybody of an edition whom the ledger or the journal names."""
    yield from _in_ledger(connection, plan)
    changed = STEP_CHANGE.c
    query = (
        select(changed.table_name, changed.row_id, changed.before, changed.after)
        .join(STEP, STEP.c.id == changed.step_id)
        .where(STEP.c.edition_id == plan.edition.id, changed.table_name.in_(KNOWN_BY))
        .order_by(changed.id)
    )
    for table, row_id, *images in connection.execute(query):
        for image in filter(None, images):
            if (person := _in_image(plan, table, row_id, json.loads(image))) is not None:
                yield person


def _in_image(plan: Programme, table: str, row_id: str, image: dict[str, Any]) -> Person | None:
    """A row of an update has but the columns that changed: the first stands for the name."""
    kind = table if table != "host" else _kind_of_host(plan, row_id, image.get("kind"))
    texts = [text for name in KNOWN_BY[table] if isinstance(text := image.get(name), str) and text]
    if kind not in NEUTRAL or not texts:
        return None
    return Person(kind, row_id, texts[0], tuple(texts[1:]))


def _kind_of_host(plan: Programme, row_id: str, said: str | None = None) -> str:
    host = plan.hosts.get(row_id)
    return said or (str(host.kind) if host is not None else "")


def _in_ledger(connection: Connection, plan: Programme) -> Iterator[Person]:
    query = select(ADDRESSEE.c.recipient, ADDRESSEE.c.name)
    query = query.where(ADDRESSEE.c.edition_id == plan.edition.id).order_by(ADDRESSEE.c.id)
    for recipient, name in connection.execute(query):
        what, _colon, row_id = recipient.partition(":")
        kind = {"host": _kind_of_host(plan, row_id), "driver": "vehicle"}.get(what, what)
        vehicle = plan.vehicles.get(row_id)
        if kind in NEUTRAL and not (vehicle and vehicle.name == name):
            yield Person(kind, row_id, name)
