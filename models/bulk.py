"""Many rows at once."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Column, Connection, Dialect, Table, delete, insert

#: Databases take only so many values in one statement.
AT_ONCE = 500


def insert_all(connection: Connection, table: Table, rows: Iterable[Sequence[Any]]) -> None:
    """Add rows (one at least), each as the values of all columns in their order.

    Values are made ready column by column: SQLAlchemy's own way, row by row, takes longer than
    the database does.
    """
    compiled = insert(table).compile(dialect=connection.dialect)
    names = [column.name for column in table.columns]
    columns = zip(table.columns, zip(*rows, strict=True), strict=True)
    ready = zip(*(_ready(c, connection.dialect, values) for c, values in columns), strict=True)
    if compiled.positional:
        assert compiled.positiontup == names
        connection.exec_driver_sql(str(compiled), list(ready))
    else:
        found = [dict(zip(names, row, strict=True)) for row in ready]
        connection.exec_driver_sql(str(compiled), found)


def _ready(column: Column[Any], dialect: Dialect, values: Sequence[Any]) -> Sequence[Any]:
    """The values as the driver takes them; one that comes again and again is made ready once."""
    processor = column.type.dialect_impl(dialect).bind_processor(dialect)
    if processor is None:
        return values
    found: list[Any] = []
    last: Any = None
    made = processor(last)
    for value in values:
        if value is not last:
            last, made = value, processor(value)
        found.append(made)
    return found


def delete_all(connection: Connection, column: Column[Any], values: Sequence[Any]) -> None:
    """Remove the rows whose ``column`` holds one of the values."""
    for start in range(0, len(values), AT_ONCE):
        some = column.in_(values[start : start + AT_ONCE])
        connection.execute(delete(column.table).where(some))
