"""Taking rows of a file into a plan: what is new, what changes, what was changed by hand.

Three values are compared: what the file said last time, what it says now, what stands in the
plan.  What the organiser has changed since is kept, and both values are told; he may choose the
file's.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any, TypeVar, cast

from planner.entities import (
    TABLE_OF,
    TABLES,
    Change,
    Entity,
    Imported,
    Opening,
    Reading,
    changed_columns,
)
from planner.errors import InvalidValue
from planner.intake.memory import (
    KEYS_APART,
    Memory,
    Values,
    imported_id,
    reading_id,
    said,
    values_said,
)
from planner.phrases import Phrase
from planner.programme import MAPPING_OF, Programme
from planner.validate import problems

E = TypeVar("E", bound=Entity)


@dataclass(frozen=True, slots=True)
class Difference:
    """A column in which plan and file differ."""

    column: str
    ours: object
    theirs: object


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one row of the plan.

    ``changed`` now has the file's values; ``kept`` was changed by hand and stays.
    ``row`` None: it was imported before and removed by hand, and stays so.
    ``remarks``: what else the reader of the review should know.
    """

    row: Entity | None
    added: bool = False
    changed: tuple[Difference, ...] = ()
    kept: tuple[Difference, ...] = ()
    remarks: tuple[Phrase, ...] = ()


class Intake:
    """A plan as it grows entry by entry; ``programme`` is how it was before."""

    def __init__(self, programme: Programme, memory: Memory) -> None:
        self.programme = programme
        self.memory = memory
        self._rows: dict[str, Entity] = {}
        self._said: dict[str, tuple[str, str, Values]] = {}
        self._by_key: dict[tuple[str, str], str] = {}
        self._dropped: dict[str, Entity] = {}
        #: What the entry at hand has set, and what was there before it.
        self._undo: list[tuple[dict[Any, Any], Any, Any]] = []
        self.overwrites = False

    @contextmanager
    def entry(self, *, overwrites: bool = False) -> Iterator[None]:
        """One entry of the file: taken in whole, or not at all when it is refused.

        ``overwrites``: the organiser wants what the file says, whatever he changed by hand.
        """
        self.overwrites = overwrites
        self._undo.clear()
        try:
            yield
        except BaseException:
            for mapping, key, before in reversed(self._undo):
                if before is None:
                    del mapping[key]
                else:
                    mapping[key] = before
            raise

    def _set(self, mapping: dict[Any, Any], key: Any, value: Any) -> None:
        self._undo.append((mapping, key, mapping.get(key)))
        mapping[key] = value

    # -- what is there -----------------------------------------------------------------------

    def now(self, row: E) -> E:
        """A row as the entries so far have made it."""
        return cast("E", self._rows.get(row.id, row))

    def find(self, kind: type[E], row_id: str) -> E | None:
        """The row of that id, as it is now."""
        found = self._rows.get(row_id) or self.programme.find(TABLE_OF[kind], row_id)
        return found if isinstance(found, kind) else None

    def every(self, kind: type[E]) -> list[E]:
        """All rows of a kind, as they are now."""
        rows = dict(getattr(self.programme, MAPPING_OF[TABLE_OF[kind]]))
        rows.update((row.id, row) for row in self._rows.values() if isinstance(row, kind))
        return list(rows.values())

    def said_before(self, kind: type[Entity], key: str) -> Values | None:
        """What an entry said when it was imported before; None if it never was."""
        known = self.memory.by_key.get((TABLE_OF[kind], key))
        return values_said(known) if known is not None else None

    def remembered(self, kind: type[E], key: str) -> E | None:
        """The row that an entry became, now or when it was imported before; None if none is."""
        place = (TABLE_OF[kind], key)
        known = self.memory.by_key.get(place)
        row_id = self._by_key.get(place) or (known.row_id if known is not None else None)
        return self.find(kind, row_id) if row_id is not None else None

    # -- taking in ---------------------------------------------------------------------------

    def take(
        self,
        key: str,
        found: E | None,
        fresh: E,
        values: Values,
        growing: frozenset[str] = frozenset(),
    ) -> Taken:
        """Take in what the file says of a row.

        ``key``: its identity in the file; ``found``: the row that it seems to be, for an entry
        that is not remembered; ``fresh``: what it is otherwise; ``values``: the columns that the
        file names; ``growing``: those of them to which several entries may contribute.
        Raises InvalidValue for what no plan can hold and where the file contradicts
        itself.
        """
        known = self.memory.by_key.get((TABLE_OF[type(fresh)], key))
        row = self.remembered(type(fresh), key) or (self.now(found) if found else None)
        if row is None and known is not None and not self.overwrites:
            return Taken(None)
        if row is None:
            row = replace(fresh, **values)
            self._check(row)
            self._keep(row, key, values)
            return Taken(row, added=True)
        base = self._base(row)
        differences = [
            Difference(name, getattr(row, name), value)
            for name, value in values.items()
            if _differ(row, name, value)
        ]
        self._check_contradictions(row, [d for d in differences if d.column not in growing])
        plan = self._before(row) or row
        by_hand = {d.column for d in differences if _by_hand(plan, d.column, base)}
        kept = tuple(d for d in differences if not self.overwrites and d.column in by_hand)
        changed = tuple(d for d in differences if d not in kept)
        if changed:
            theirs: dict[str, Any] = {d.column: d.theirs for d in changed}
            row = replace(row, **theirs)
            self._check(row)
        self._keep(row, key, values)
        return Taken(row, changed=changed, kept=kept)

    def drop(self, row: Entity) -> None:
        """Take away a row in whose stead the entry says something else, and its memory."""
        self._set(self._dropped, row.id, row)

    def _base(self, row: Entity) -> Values:
        """What this source said of a row the last time."""
        known = self.memory.rows.get(row.id)
        return values_said(known) if known is not None else {}

    def _check_contradictions(self, row: Entity, differences: list[Difference]) -> None:
        already: Values = self._said[row.id][2] if row.id in self._said else {}
        for difference in differences:
            if difference.column in already and already[difference.column] != difference.theirs:
                raise InvalidValue(
                    difference.column, Phrase("Another row of this file says something else.")
                )

    def _check(self, row: Entity) -> None:
        for name, phrase in problems(self.programme, row).items():
            raise InvalidValue(name, phrase)

    def _keep(self, row: Entity, key: str, values: Values) -> None:
        self._set(self._rows, row.id, row)
        table, keys, before = self._said.get(row.id, (TABLE_OF[type(row)], key, {}))
        keys = KEYS_APART.join(sorted({*keys.split(KEYS_APART), key}))
        self._set(self._said, row.id, (table, keys, {**before, **values}))
        self._set(self._by_key, (table, key), row.id)

    # -- what comes of it --------------------------------------------------------------------

    def changes(self, manner: str) -> tuple[Change, ...]:
        """Everything that differs now, and what is to be remembered; empty where nothing is new.

        ``manner``: how the file was read, as JSON.
        """
        order = {table: n for n, table in enumerate(TABLES)}
        found = [Change(self._before(row), row) for row in self._rows.values()]
        gone = [Change(row, None) for row in self._dropped.values()]
        memory = [self._remember(row_id, *told) for row_id, told in self._said.items()]
        changes = [c for c in (*found, *gone, *memory, *self._forget()) if _is_change(c)]
        if changes or self.memory.reading is None:
            changes += [c for c in [self._reading(manner)] if _is_change(c)]
        return tuple(sorted(changes, key=lambda change: order[change.table]))

    def missing(self) -> list[Entity]:
        """The rows that this source had before and has no more; they stay.

        The hours of a place count once, and not beside the place itself.
        """
        told = {*self._said, *self._dropped}
        gone = (row for row in self.memory.rows.values() if row.row_id not in told)
        rows = (self.programme.find(row.row_table, row.row_id) for row in gone)
        found = [row for row in rows if row is not None]
        hours = {row.site_id: row for row in found if isinstance(row, Opening)}
        others = {row.id: row for row in found if not isinstance(row, Opening)}
        return [*(hours | others).values()]

    def _before(self, row: Entity) -> Entity | None:
        return self.programme.find(TABLE_OF[type(row)], row.id)

    def _remember(self, row_id: str, table: str, key: str, values: Values) -> Change:
        before = self.memory.rows.get(row_id)
        edition, source = self.programme.edition.id, self.memory.source
        base = values_said(before) if before is not None else {}
        told = said(TABLES[table], {**base, **values})
        identity = imported_id(edition, source, row_id)
        return Change(before, Imported(identity, edition, source, key, table, row_id, told))

    def _forget(self) -> list[Change]:
        """What is remembered of dropped rows, and of lost rows whose key another row has now."""
        known = self.memory.by_key
        heirs = {known[key].row_id: row_id for key, row_id in self._by_key.items() if key in known}
        replaced = [old for old, new in heirs.items() if old != new and old not in self._said]
        rows = self.memory.rows
        return [Change(rows[i], None) for i in (*self._dropped, *replaced) if i in rows]

    def _reading(self, manner: str) -> Change:
        edition, source = self.programme.edition.id, self.memory.source
        after = Reading(reading_id(edition, source), edition, source, manner)
        return Change(self.memory.reading, after)


def _is_change(change: Change) -> bool:
    if change.before is None or change.after is None:
        return True
    return bool(changed_columns(change.before, change.after))


def _differ(row: Entity, name: str, value: object) -> bool:
    ours = getattr(row, name)
    return bool(ours != value or getattr(ours, "fold", 0) != getattr(value, "fold", 0))


def _by_hand(plan: Entity, column: str, base: Values) -> bool:
    """Whether somebody has changed it in the plan since the file was imported."""
    return column in base and base[column] != getattr(plan, column)
