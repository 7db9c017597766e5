"""References that a write would leave pointing at nothing: somebody else was first."""

from collections.abc import Iterable, Iterator, Mapping

from models.failures import Clash
from models.tables import METADATA
from planner.entities import Change
from planner.programme import MAPPING_OF, PLANNED, Programme

#: Table -> its columns that refer to rows of a plan, and the table they refer to.
REFERENCES: Mapping[str, tuple[tuple[str, str], ...]] = {
    name: tuple(
        (column.name, key.column.table.name)
        for column in METADATA.tables[name].columns
        for key in column.foreign_keys
    )
    for name in PLANNED
}


def loose_end(now: Programme, changes: Iterable[Change]) -> Clash | None:
    """The row that is gone though a change refers to it, or that refers to one which goes.

    ``now`` is the plan as everybody else has left it, without these changes.
    """
    found = [change for change in changes if change.table in PLANNED]
    after = now.apply(found)
    return next((clash for change in found for clash in _loose(after, change)), None)


def _loose(after: Programme, change: Change) -> Iterator[Clash]:
    if change.after is not None:
        for column, table in REFERENCES[change.table]:
            named = getattr(change.after, column)
            if named is not None and after.find(table, named) is None:
                yield Clash(table, named)
        return
    for table, attribute in MAPPING_OF.items():
        columns = [column for column, other in REFERENCES[table] if other == change.table]
        for row in getattr(after, attribute).values() if columns else ():
            if any(getattr(row, column) == change.id for column in columns):
                yield Clash(table, row.id)
