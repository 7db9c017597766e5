"""The journal: every edit one labelled step that can be undone and redone, after a restart too.

A step is a list of row changes.  Of an updated row only the changed fields are written and kept,
each under the condition that it still holds the value the edit was based on: two people can edit
different fields of one row, and nobody overwrites what he has not seen (:class:`Clash`).
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, TypeAlias

from sqlalchemy import Connection, Table, and_, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from models.columns import from_image, to_image
from models.failures import Clash, readable
from models.tables import METADATA, STEP, STEP_CHANGE

DONE, UNDONE, DROPPED = "done", "undone", "dropped"


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row before and after: None = not there; of an update only the changed fields."""

    table: str
    row_id: str
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None

    def inverse(self) -> "RowChange":
        return RowChange(self.table, self.row_id, self.after, self.before)


@dataclass(frozen=True, slots=True)
class Step:
    """A line of the journal; ``at`` is UTC, ``label`` the JSON of a phrase."""

    id: int
    edition_id: str
    at: datetime
    author: str
    label: str
    state: str
    is_floor: bool


#: undo or redo: an edition's id -> the step turned and its row changes as they were made now.
Turn: TypeAlias = Callable[[Connection, str], "tuple[Step, list[RowChange]] | None"]


def record(
    connection: Connection,
    edition_id: str,
    author: str,
    label: str,
    changes: Sequence[RowChange],
    *,
    is_floor: bool = False,
) -> Step:
    """Write the changes as one new step; raises Clash and leaves the transaction to fail.

    Steps that had been undone can no longer be redone.  A floor is never undone.
    """
    write(connection, changes)
    connection.execute(
        update(STEP)
        .where(STEP.c.edition_id == edition_id, STEP.c.state == UNDONE)
        .values(state=DROPPED)
    )
    now = datetime.now(UTC).replace(tzinfo=None)
    values = {
        "edition_id": edition_id,
        "at": now,
        "author": author,
        "label": label,
        "state": DONE,
        "is_floor": is_floor,
    }
    done = connection.execute(insert(STEP).values(values))
    (step_id,) = done.inserted_primary_key or (0,)
    images = [image_of(change) | {"step_id": step_id} for change in changes]
    if images:
        connection.execute(insert(STEP_CHANGE), images)
    return Step(step_id, edition_id, now, author, label, DONE, is_floor)


def undo(connection: Connection, edition_id: str) -> tuple[Step, list[RowChange]] | None:
    """Take back the newest step that is done; None when there is none (or only a floor)."""
    step = find_step(connection, edition_id, DONE, newest=True)
    if step is None or step.is_floor:
        return None
    return _turn(connection, step)


def redo(connection: Connection, edition_id: str) -> tuple[Step, list[RowChange]] | None:
    """Do again the step that was undone last; None when there is none."""
    step = find_step(connection, edition_id, UNDONE, newest=False)
    return None if step is None else _turn(connection, step)


def _turn(connection: Connection, step: Step) -> tuple[Step, list[RowChange]]:
    """Undo a step that is done, redo one that is undone."""
    changes = _turning(connection, step)
    write(connection, changes)
    state = UNDONE if step.state == DONE else DONE
    connection.execute(update(STEP).where(STEP.c.id == step.id).values(state=state))
    return replace(step, state=state), changes


def _turning(connection: Connection, step: Step) -> list[RowChange]:
    """The row changes that turning a step makes."""
    changes = changes_of(connection, step.id)
    if step.state == DONE:
        return [change.inverse() for change in reversed(changes)]
    return changes


@dataclass(frozen=True, slots=True)
class Passage:
    """A way along the journal: the steps turned, their row changes, and what stopped it."""

    steps: tuple[Step, ...]
    changes: tuple[RowChange, ...]
    clash: Clash | None = None


def path_to(connection: Connection, edition_id: str, step_id: int) -> tuple[Step, ...]:
    """The steps to turn, in that order, until ``step_id`` is the newest that is done.

    Steps that are done are to be undone, steps that are undone to be redone.  Empty where there
    is nothing to turn, and for a step that can be neither.
    """
    steps = history(connection, edition_id)
    wanted = next((step for step in steps if step.id == step_id), None)
    if wanted is None or wanted.state == DROPPED:
        return ()
    if wanted.state == DONE:
        return tuple(s for s in steps if s.state == DONE and s.id > step_id and not s.is_floor)
    return tuple(s for s in reversed(steps) if s.state == UNDONE and s.id <= step_id)


def changes_along(connection: Connection, path: Iterable[Step]) -> tuple[RowChange, ...]:
    """The row changes that turning these steps would make; raises Unreadable."""
    return tuple(change for step in path for change in _turning(connection, step))


def go_to(connection: Connection, edition_id: str, step_id: int) -> Passage:
    """Undo or redo until ``step_id`` is the newest step that is done.

    Stops before the first step that clashes with what somebody else has changed: those turned
    before it stay turned.
    """
    turned: list[Step] = []
    changes: list[RowChange] = []
    for step in path_to(connection, edition_id, step_id):
        try:
            with connection.begin_nested():
                after, made = _turn(connection, step)
        except Clash as clash:
            return Passage(tuple(turned), tuple(changes), clash)
        turned.append(after)
        changes += made
    return Passage(tuple(turned), tuple(changes))


def find_step(connection: Connection, edition_id: str, state: str, *, newest: bool) -> Step | None:
    """The newest or oldest step of an edition in that state."""
    order = STEP.c.id.desc() if newest else STEP.c.id.asc()
    query = (
        select(*STEP_COLUMNS)
        .where(STEP.c.edition_id == edition_id, STEP.c.state == state)
        .order_by(order)
        .limit(1)
    )
    row = connection.execute(query).first()
    return Step(*row) if row else None


STEP_COLUMNS = tuple(STEP.columns)


def history(connection: Connection, edition_id: str, limit: int | None = None) -> list[Step]:
    """The steps of an edition, newest first."""
    query = select(*STEP_COLUMNS).where(STEP.c.edition_id == edition_id).order_by(STEP.c.id.desc())
    return [Step(*row) for row in connection.execute(query.limit(limit) if limit else query)]


def changes_of(connection: Connection, step_id: int) -> list[RowChange]:
    """The row changes of a step, in the order they were made; raises Unreadable."""
    rows = connection.execute(
        select(
            STEP_CHANGE.c.table_name,
            STEP_CHANGE.c.row_id,
            STEP_CHANGE.c.before,
            STEP_CHANGE.c.after,
        )
        .where(STEP_CHANGE.c.step_id == step_id)
        .order_by(STEP_CHANGE.c.id)
    )
    with readable():
        return [
            RowChange(table, row_id, values_of(table, before), values_of(table, after))
            for table, row_id, before, after in rows
        ]


def image_of(change: RowChange) -> dict[str, Any]:
    """The journal's columns for a change."""
    columns = METADATA.tables[change.table].columns

    def image(values: Mapping[str, Any] | None) -> str | None:
        if values is None:
            return None
        plain = {name: to_image(columns[name], value) for name, value in values.items()}
        return json.dumps(plain, ensure_ascii=False)

    return {
        "table_name": change.table,
        "row_id": change.row_id,
        "before": image(change.before),
        "after": image(change.after),
    }


def values_of(table: str, image: str | None) -> dict[str, Any] | None:
    """Python values from a journal image."""
    if image is None:
        return None
    columns = METADATA.tables[table].columns
    return {name: from_image(columns[name], value) for name, value in json.loads(image).items()}


# -- writing ------------------------------------------------------------------------------


def write(connection: Connection, changes: Iterable[RowChange]) -> None:
    """Bring the rows from ``before`` to ``after``; raises Clash where ``before`` is not true.

    A row that is there already, which can be when its id follows from what it is, clashes too.
    """
    fresh: dict[str, list[dict[str, Any]]] = {}
    for change in changes:
        table = METADATA.tables[change.table]
        if change.before is None:
            assert change.after is not None
            fresh.setdefault(change.table, []).append({"id": change.row_id, **change.after})
        else:
            _insert(connection, fresh)
            _change_row(connection, table, change)
    _insert(connection, fresh)


def _insert(connection: Connection, fresh: dict[str, list[dict[str, Any]]]) -> None:
    for name, rows in fresh.items():
        table = METADATA.tables[name]
        try:
            with connection.begin_nested():
                connection.execute(insert(table), rows)
        except IntegrityError:
            known = set(connection.scalars(select(table.c.id)))
            taken = next((row["id"] for row in rows if row["id"] in known), None)
            if taken is None:
                raise
            raise Clash(name, taken) from None
    fresh.clear()


def _change_row(connection: Connection, table: Table, change: RowChange) -> None:
    assert change.before is not None
    unchanged = [table.c[name].is_not_distinct_from(value) for name, value in change.before.items()]
    where = and_(table.c.id == change.row_id, *unchanged)
    if change.after is None:
        done = connection.execute(delete(table).where(where))
    elif change.after:
        done = connection.execute(update(table).where(where).values(change.after))
    else:
        return
    if done.rowcount != 1:
        fields = tuple((change.after or change.before).keys())
        raise Clash(change.table, change.row_id, fields)


def rows_ever_changed(connection: Connection, table: str) -> set[str]:
    """Ids of the rows of a table that the journal speaks of, removed ones too."""
    query = select(STEP_CHANGE.c.row_id).where(STEP_CHANGE.c.table_name == table)
    return set(connection.scalars(query.distinct()))
