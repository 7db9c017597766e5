"""The journal: every edit one labelled step that can be undone and redone, after a restart too.

A step is a list of row changes.  Of an updated row only the changed fields are written and kept,
each under the condition that it still holds the value the edit was based on: two people can edit
different fields of one row, and nobody overwrites what he has not seen (:class:`Clash`).

Everybody undoes and redoes their own steps, and only where nobody else's stands on top.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, TypeAlias

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    Table,
    and_,
    delete,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError

from models.columns import from_image, to_image
from models.failures import Clash, readable
from models.tables import METADATA, STEP, STEP_CHANGE

DONE, UNDONE, DROPPED = "done", "undone", "dropped"
#: A statement names no more ids than this: databases have a limit.
MOST_IDS = 500


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
    """A line of the journal; ``at`` is UTC, ``label`` the JSON of a phrase.

    ``turn``: when it was last done, undone or redone, in the order of all steps of the store.
    """

    id: int
    edition_id: str
    at: datetime
    author: str
    label: str
    state: str
    is_floor: bool
    turn: int


#: undo or redo: an edition's id and who turns -> the step turned and its row changes as made now.
Turn: TypeAlias = Callable[[Connection, str, str], "tuple[Step, list[RowChange]] | None"]


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

    Steps that the author had undone can no longer be redone.  A floor is never undone.
    """
    write(connection, changes)
    undone = and_(*_of(edition_id, author), STEP.c.state == UNDONE)
    connection.execute(update(STEP).where(undone).values(state=DROPPED))
    now = datetime.now(UTC).replace(tzinfo=None)
    turn = next_turn(connection)
    values = {
        "edition_id": edition_id,
        "at": now,
        "author": author,
        "label": label,
        "state": DONE,
        "is_floor": is_floor,
        "turn": turn,
    }
    done = connection.execute(insert(STEP).values(values))
    (step_id,) = done.inserted_primary_key or (0,)
    images = [image_of(change) | {"step_id": step_id} for change in changes]
    if images:
        connection.execute(insert(STEP_CHANGE), images)
    return Step(step_id, edition_id, now, author, label, DONE, is_floor, turn)


def next_turn(connection: Connection) -> int:
    """The number of what is done next."""
    return last_turn(connection) + 1


def last_turn(connection: Connection) -> int:
    """The number of what was done, undone or redone last; 0 when nothing was."""
    return connection.scalar(select(func.max(STEP.c.turn))) or 0


def undo(
    connection: Connection, edition_id: str, author: str
) -> tuple[Step, list[RowChange]] | None:
    """Take back the author's newest step that is done; None when there is none (or a floor).

    Raises Clash where somebody else's step stands on top of it.
    """
    step = newest_step(connection, *_of(edition_id, author), STEP.c.state == DONE)
    if step is None or step.is_floor:
        return None
    return _turn(connection, step)


def redo(
    connection: Connection, edition_id: str, author: str
) -> tuple[Step, list[RowChange]] | None:
    """Do again the step that the author undid last; None when there is none.  Raises Clash."""
    step = newest_step(connection, *_of(edition_id, author), STEP.c.state == UNDONE)
    return None if step is None else _turn(connection, step)


def _of(edition_id: str, author: str) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return STEP.c.edition_id == edition_id, STEP.c.author == author


def _turn(connection: Connection, step: Step) -> tuple[Step, list[RowChange]]:
    """Undo a step that is done, redo one that is undone; raises Clash."""
    changes = _turning(connection, step)
    if step.state == DONE and (clash := _covered(connection, step, changes)):
        raise clash
    write(connection, changes)
    state, turn = UNDONE if step.state == DONE else DONE, next_turn(connection)
    done = update(STEP).where(STEP.c.id == step.id).values(state=state, turn=turn)
    connection.execute(done)
    return replace(step, state=state, turn=turn), changes


def _covered(connection: Connection, step: Step, changes: Sequence[RowChange]) -> Clash | None:
    """The newest later step that has written, or refers to, what this one wrote, as a Clash.

    It stands in the way even where it has brought back the same value: what a store holds is
    always what its steps, in their turn, come to.
    """
    touched = {(c.table, c.row_id): _fields(c.before, c.after) for c in changes}
    going = {c.row_id: c.table for c in changes if c.after is None}
    for table, row_id, *images, step_id in connection.execute(_later_than(step)):
        before, after = (image and json.loads(image) for image in images)
        ours = touched.get((table, row_id), set())
        theirs = _fields(before, after)
        if ours is None or (theirs is None and ours) or (ours and theirs and ours & theirs):
            common = (ours or set()) & (theirs or set())
            return Clash(table, row_id, tuple(sorted(common)), step_id)
        if named := going.keys() & {v for v in (after or {}).values() if isinstance(v, str)}:
            gone = named.pop()
            return Clash(going[gone], gone, (), step_id)
    return None


def _fields(before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> set[str] | None:
    """The fields that a change writes; None for the whole row."""
    return None if before is None or after is None else set(after)


def _later_than(step: Step) -> Select[Any]:
    """What steps that are done have changed since a step, the newest first."""
    changed = STEP_CHANGE.c
    return (
        select(changed.table_name, changed.row_id, changed.before, changed.after, changed.step_id)
        .join(STEP, STEP.c.id == changed.step_id)
        .where(STEP.c.state == DONE, STEP.c.turn > step.turn)
        .order_by(STEP.c.turn.desc(), changed.id.desc())
    )


def _turning(connection: Connection, step: Step) -> list[RowChange]:
    """The row changes that turning a step makes."""
    changes = changes_of(connection, step.id)
    return _inverse(changes) if step.state == DONE else changes


def _inverse(changes: Sequence[RowChange]) -> list[RowChange]:
    return [change.inverse() for change in reversed(changes)]


@dataclass(frozen=True, slots=True)
class Passage:
    """A way along the journal: the steps turned, their row changes, and what stopped it."""

    steps: tuple[Step, ...]
    changes: tuple[RowChange, ...]
    clash: Clash | None = None


def path_to(connection: Connection, edition_id: str, step_id: int) -> tuple[Step, ...]:
    """The steps to turn, in that order, until ``step_id`` is the newest that is done.

    Steps that are done are to be undone, whoever's they are; steps that their author has undone
    to be redone.  Empty where there is nothing to turn, and for a step that can be neither.
    """
    steps = sorted(history(connection, edition_id), key=lambda step: step.turn, reverse=True)
    wanted = next((step for step in steps if step.id == step_id), None)
    if wanted is None or wanted.state == DROPPED:
        return ()
    alike = (s for s in steps if s.state == wanted.state and not s.is_floor)
    if wanted.state == DONE:
        return tuple(s for s in alike if s.turn > wanted.turn)
    return tuple(s for s in alike if s.turn >= wanted.turn and s.author == wanted.author)


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


def newest_step(connection: Connection, *where: ColumnElement[bool]) -> Step | None:
    """The step of that kind that was turned last."""
    query = select(*STEP_COLUMNS).where(*where).order_by(STEP.c.turn.desc()).limit(1)
    row = connection.execute(query).first()
    return Step(*row) if row else None


def steps_since(connection: Connection, turn: int) -> list[Step]:
    """The steps of all editions that were done, undone or redone after a turn, in that order."""
    query = select(*STEP_COLUMNS).where(STEP.c.turn > turn).order_by(STEP.c.turn)
    return [Step(*row) for row in connection.execute(query)]


def made_by(connection: Connection, steps: Sequence[Step]) -> list[list[RowChange]]:
    """What each step has done to the rows when it was turned last."""
    found = changes_of_all(connection, [step.id for step in steps])
    return [found[step.id] if step.state == DONE else _inverse(found[step.id]) for step in steps]


def last_writer(connection: Connection, table: str, row_id: str) -> Step | None:
    """The step that has written a row last; None when the journal knows of none."""
    query = (
        select(*STEP_COLUMNS)
        .join(STEP_CHANGE, STEP.c.id == STEP_CHANGE.c.step_id)
        .where(STEP_CHANGE.c.table_name == table, STEP_CHANGE.c.row_id == row_id)
        .order_by(STEP.c.turn.desc())
        .limit(1)
    )
    row = connection.execute(query).first()
    return Step(*row) if row else None


def step_of(connection: Connection, step_id: int) -> Step | None:
    """The step of that number."""
    return newest_step(connection, STEP.c.id == step_id)


STEP_COLUMNS = tuple(STEP.columns)


def history(connection: Connection, edition_id: str, limit: int | None = None) -> list[Step]:
    """The steps of an edition, newest first."""
    query = select(*STEP_COLUMNS).where(STEP.c.edition_id == edition_id).order_by(STEP.c.id.desc())
    return [Step(*row) for row in connection.execute(query.limit(limit) if limit else query)]


def changes_of(connection: Connection, step_id: int) -> list[RowChange]:
    """The row changes of a step, in the order they were made; raises Unreadable."""
    return changes_of_all(connection, [step_id])[step_id]


def changes_of_all(connection: Connection, step_ids: Sequence[int]) -> dict[int, list[RowChange]]:
    """The row changes of steps, in the order they were made; raises Unreadable."""
    changed = STEP_CHANGE.c
    query = select(
        changed.step_id, changed.table_name, changed.row_id, changed.before, changed.after
    ).order_by(changed.id)
    found: dict[int, list[RowChange]] = {step_id: [] for step_id in step_ids}
    with readable():
        for start in range(0, len(step_ids), MOST_IDS):
            some = step_ids[start : start + MOST_IDS]
            for step_id, table, row_id, before, after in connection.execute(
                query.where(changed.step_id.in_(some))
            ):
                change = RowChange(table, row_id, values_of(table, before), values_of(table, after))
                found[step_id].append(change)
    return found


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
