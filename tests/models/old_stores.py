"""Stores of released schemas with rows in every table, as those versions could have left them."""

from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from sqlalchemy import Column, MetaData, Table, insert
from sqlalchemy.sql import sqltypes

from models.store import Store, configure_sqlite, make_engine, parse, prepare_file, upgrade
from models.tables import METADATA

#: Tables of the store itself, which the migrations and every write keep by themselves.
OWN = {"alembic_version", "store_meta"}
#: What a column of text holds where not everything will do.
TEXTS = {
    "time_zone": "Europe/Brussels",
    "zone": "Europe/Brussels",
    "language": "en",
    "document_language": "fr",
    "country_code": "FR",
    "recipient": "delegation:delegation",
    "slug": "caen",
    "uid": "u@example.org",
    "kind": "reception",
    "status": "planned",
    "mode": "coach",
    "role": "attends",
    "way": "file",
    "start": "2024-10-24T10:00",
    "arrival": "2024-10-22T18:00",
    "departure": "2024-10-27T12:00",
    "label": '{"template": "Old step", "values": {}}',
    "content": '{"created": "2024-08-01T10:00:00", "event": {"key": "a", "begin": 28830000,'
    ' "end": 28830030, "zone": "Europe/Brussels", "summary": "Fab Lab"}}',
    "event": '{"begin": 28830000, "end": 28830030, "summary": "Fab Lab"}',
    "said": "{}",
    "manner": "{}",
}
#: The same column of another table.
SPECIAL = {
    ("host", "kind"): "institution",
    ("site", "kind"): "hub",
    ("delegation", "status"): "accepted",
    ("journal_step", "state"): "done",
    ("journal_change", "table_name"): "host",
    ("journal_change", "row_id"): "host",
    ("journal_change", "before"): '{"note": null}',
    ("journal_change", "after"): '{"note": "note"}',
    ("journal_step", "edition_id"): "edition",
    ("release", "content"): "{}",
    ("issued_event", "item_key"): "a",
}
#: Tables where exactly one of these refers to something.
ONE_OF = {
    "boarding": ("delegation_id", "delegate_id", "guest"),
    "participation": ("delegation_id", "delegate_id", "host_id"),
}


def make_old(path: Path, version: str) -> Path:
    """A store of a version with linked rows in every table."""
    url, _path = parse(path)
    prepare_file(path)
    store = Store(make_engine(url), path)
    configure_sqlite(store.engine)
    upgrade(store, version)
    tables = MetaData()
    with store.writing() as connection:
        tables.reflect(connection)
        for table in tables.sorted_tables:
            if table.name not in OWN:
                connection.execute(insert(table), row_for(table))
    store.close()
    return path


def row_for(table: Table) -> dict[str, Any]:
    """A row whose id is its table's name, with every column filled that may be."""
    left_out = set(ONE_OF.get(table.name, ())[1:])
    return {
        column.name: _value(table.name, column)
        for column in table.columns
        if column.name not in left_out
    }


def _value(table: str, column: Column[Any]) -> Any:
    if column.name == "id":
        return 1 if isinstance(column.type, sqltypes.Integer) else table
    for key in column.foreign_keys:
        target = key.column.table
        return 1 if isinstance(column.type, sqltypes.Integer) else target.name
    if (special := SPECIAL.get((table, column.name))) is not None:
        return special
    match column.type:
        case sqltypes.Boolean():
            return False
        case sqltypes.Integer():
            return 3
        case sqltypes.Float():
            return 50.5
        case sqltypes.DateTime():
            return datetime(2024, 9, 1, 12)
        case sqltypes.Date():
            return date(2024, 10, 24)
        case sqltypes.Time():
            return time(9, 30)
    return TEXTS.get(column.name, _text(table, column))


def _text(table: str, column: Column[Any]) -> str:
    known = METADATA.tables.get(table)
    if known is not None and column.name in known.c and "Words" in repr(known.c[column.name].type):
        return "[]"
    return column.name
