"""What a store that several people write to must hold, worked out with plain dictionaries.

It knows rows, who has done what in which order, and nothing of how the program keeps them.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from enum import Enum
from typing import Any, TypeAlias

from models.tables import METADATA
from planner.entities import Change, Entity

Key: TypeAlias = tuple[str, str]
Image: TypeAlias = Mapping[str, Any]
Rows: TypeAlias = dict[Key, Image]
#: Column -> the table it refers to.
REFERENCES: Mapping[str, Mapping[str, str]] = {
    name: {column.name: key.column.table.name for column in table.c for key in column.foreign_keys}
    for name, table in METADATA.tables.items()
}


class End(Enum):
    """What comes of something that somebody wants to do."""

    DONE = "done"
    NOTHING = "nothing to do"
    STALE = "somebody else was first"
    LOOSE = "a row would refer to one that is gone"


@dataclass(frozen=True)
class Turned:
    """A row before and after: None = not there; of an update the changed fields."""

    key: Key
    before: Image | None
    after: Image | None


@dataclass
class Done:
    """Something that somebody has done, and when it was done, undone or redone last."""

    author: str
    changes: tuple[Turned, ...]
    turn: int
    is_done: bool = True
    is_dropped: bool = False

    def steps(self) -> Iterator[Turned]:
        """What undoing or redoing it does."""
        if not self.is_done:
            yield from self.changes
        else:
            yield from (Turned(c.key, c.after, c.before) for c in reversed(self.changes))


class Judge:
    """The rows of a store, and everybody's steps by their number."""

    def __init__(self, rows: Rows, turn: int) -> None:
        self.rows = rows
        self.turn = turn
        self.done: dict[int, Done] = {}

    def would(self, turned: Iterable[Turned], *, firm: bool = True) -> tuple[End, Rows]:
        """What writing these comes to, and the rows then; ``firm``: references are looked at."""
        rows = dict(self.rows)
        for change in turned:
            if not _writes(rows, change):
                return End.STALE, self.rows
        return (End.LOOSE, self.rows) if firm and is_loose(rows) else (End.DONE, rows)

    def do(self, author: str, step_id: int, changes: tuple[Turned, ...], rows: Rows) -> None:
        """An edit that was written: what its author had undone can never be redone."""
        for step in self.done.values():
            step.is_dropped |= step.author == author and not step.is_done
        self.rows, self.turn = rows, self.turn + 1
        self.done[step_id] = Done(author, changes, self.turn)

    def newest(self, author: str, *, is_done: bool) -> Done | None:
        """The author's step that is done, or else undone, and was turned last."""
        own = [s for s in self._that(is_done=is_done) if s.author == author]
        return max(own, key=lambda step: step.turn, default=None)

    def _that(self, *, is_done: bool) -> Iterator[Done]:
        return (s for s in self.done.values() if s.is_done == is_done and not s.is_dropped)

    def would_turn(self, step: Done, *, firm: bool = True) -> tuple[End, Rows]:
        """What undoing or redoing a step comes to."""
        if step.is_done and any(_covers(later, step) for later in self._later(step)):
            return End.STALE, self.rows
        return self.would(step.steps(), firm=firm)

    def _later(self, step: Done) -> Iterator[Done]:
        return (s for s in self._that(is_done=True) if s.turn > step.turn)

    def turned(self, step: Done, rows: Rows) -> None:
        self.rows, self.turn = rows, self.turn + 1
        step.turn, step.is_done = self.turn, not step.is_done

    def way_to(self, step_id: int) -> list[Done]:
        """The steps to turn until this one is the newest done; an author redoes his own alone."""
        wanted = self.done[step_id]
        if wanted.is_dropped:
            return []
        found = [s for s in self._that(is_done=wanted.is_done) if s.turn > wanted.turn]
        if not wanted.is_done:
            found = [wanted, *(s for s in found if s.author == wanted.author)]
        return sorted(found, key=lambda step: -step.turn)


def turned_of(changes: Iterable[Change]) -> tuple[Turned, ...]:
    """The changes of an edit."""
    return tuple(
        Turned((change.table, change.id), *_images(change.before, change.after))
        for change in changes
    )


def _images(before: Entity | None, after: Entity | None) -> tuple[Image | None, Image | None]:
    old, new = (None if row is None else image(row) for row in (before, after))
    if old is None or new is None:
        return old, new
    names = [name for name in old if old[name] != new[name]]
    return {name: old[name] for name in names}, {name: new[name] for name in names}


def image(row: Entity) -> Image:
    """A row as plain values."""
    return {f.name: plain(getattr(row, f.name)) for f in fields(row)}


def plain(value: object) -> object:
    """A value that differs where what is stored differs: the two 2:30 of an autumn night do."""
    return (value, value.fold) if isinstance(value, datetime) else value


def _writes(rows: Rows, change: Turned) -> bool:
    """Bring one row to what it is to be; False where it is not what it was."""
    known, before, after = rows.get(change.key), change.before, change.after
    if before is None or known is None:
        if before is not None or known is not None or after is None:
            return False
        rows[change.key] = after
        return True
    if any(known[name] != value for name, value in before.items()):
        return False
    if after is None:
        del rows[change.key]
    else:
        rows[change.key] = {**known, **after}
    return True


def is_loose(rows: Rows) -> bool:
    """Whether a row refers to one that is not there."""
    return any(
        row[column] is not None and (other, row[column]) not in rows
        for (table, _id), row in rows.items()
        for column, other in REFERENCES[table].items()
    )


def _covers(later: Done, step: Done) -> bool:
    """Whether a later step has written, or refers to, what undoing this one would change."""
    going = {change.key[1] for change in step.changes if change.before is None}
    for theirs in later.changes:
        if going & {v for v in (theirs.after or {}).values() if isinstance(v, str)}:
            return True
        for ours in (c for c in step.changes if c.key == theirs.key):
            wholly = None in (ours.before, ours.after, theirs.before, theirs.after)
            if wholly or set(ours.after or ()) & set(theirs.after or ()):
                return True
    return False
