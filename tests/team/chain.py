"""Whether the journal is an unbroken chain: every step was based on what stood there."""

import json
from collections.abc import Iterator
from typing import Any, TypeAlias

from sqlalchemy import Connection, select

from models.journal import DONE
from models.tables import STEP, STEP_CHANGE

#: Table, row, field; without a field the row itself.
Place: TypeAlias = tuple[str, str, str | None]
GONE, THERE = "gone", "there"


def breaks(connection: Connection) -> list[str]:
    """Every change that wrote over something else than it says, as a line each; best empty.

    Of the steps that stand, in the order in which they took effect.
    """
    stands: dict[Place, Any] = {}
    found = []
    for step, table, row_id, before, after in connection.execute(_standing()):
        old, new = _values(before), _values(after)
        for field, value in old.items():
            place = (table, row_id, field)
            if place in stands and stands[place] != value:
                found.append(f"step {step}: {place} was {stands[place]!r}, not {value!r}")
        stands |= {(table, row_id, field): value for field, value in new.items()}
        if before is None or after is None:
            _row_comes_or_goes(stands, (table, row_id, None), after is not None)
    return found


def _row_comes_or_goes(stands: dict[Place, Any], row: Place, comes: bool) -> None:
    if not comes:
        for place in [p for p in stands if p[:2] == row[:2]]:
            del stands[place]
    stands[row] = THERE if comes else GONE


def _standing() -> Any:
    change = STEP_CHANGE.c
    return (
        select(change.step_id, change.table_name, change.row_id, change.before, change.after)
        .join(STEP, STEP.c.id == change.step_id)
        .where(STEP.c.state == DONE)
        .order_by(STEP.c.turn, change.id)
    )


def _values(image: str | None) -> dict[str | None, Any]:
    """The fields of an image; of a whole row also that it is there or not."""
    if image is None:
        return {None: GONE}
    return dict(json.loads(image))


def turns(connection: Connection) -> Iterator[int]:
    """The turns of all steps, whatever their state."""
    yield from connection.scalars(select(STEP.c.turn).order_by(STEP.c.turn))
