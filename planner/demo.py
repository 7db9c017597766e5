"""The demo edition: readable tables in ``data/demo`` turned into rows of the store.

A column is a field of the row's class; one that names another row (``site``, ``parent``,
``wanted_host``) holds that row's key instead of its id.  ``data/demo/README.md`` tells an
editor of the tables the rest.  Ids are made from the keys, so loading twice never doubles.
"""

import csv
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from functools import cache
from importlib import resources
from io import StringIO
from types import UnionType
from typing import Any, TypeAlias, get_args, get_origin, get_type_hints
from uuid import UUID, uuid5

from models.walltime import decode_wall
from models.words import Role
from planner.entities import TABLE_OF, TABLES, Activity, Edition, Entity, Participation
from planner.programme import MAPPING_OF, Programme
from planner.seed import catalogue_rows, hub_ids

#: Changing it would give every demo row a new identity.
NAMESPACE = UUID("0d9f6d52-63f4-5f0c-9a41-5f1b7c2e4a24")
#: Stands at the end of every demo activity's description.
MARK = "Invented for the demo."

#: Columns of the activity tables that list who takes part, and as what.
ROLE_COLUMNS = {
    "attend": Role.ATTENDS,
    "speak": Role.SPEAKS,
    "moderate": Role.MODERATES,
    "interpret": Role.INTERPRETS,
    "host": Role.HOSTS,
}
_ANSWERS = {"+": True, "-": False}
#: Tables named by columns that are not called after their table.
_TARGETS = {"hotel": "site", "pickup": "site", "parent": "activity", "tour_day": "tour_day"}

Cells: TypeAlias = dict[str, str]
Ids: TypeAlias = dict[str, dict[str, str]]


@cache
def demo_rows() -> tuple[Entity, ...]:
    """Every row of the demo edition, without the catalogue's, in insertable order."""
    tables = _tables()
    ids = _ids(tables)
    rows: list[Entity] = []
    for table in TABLES:
        rows += (_row(table, cells, ids) for cells in tables.get(table, ()))
        if table == "activity":
            rows += (p for cells in tables[table] for p in _participations(cells, ids))
    return tuple(rows)


def demo_programme() -> Programme:
    """The demo edition in memory, with the catalogue: a fresh snapshot, no index built yet."""
    catalogue = [row for rows in catalogue_rows().values() for row in rows]
    return assemble([*catalogue, *demo_rows()])


def assemble(rows: Iterable[Entity]) -> Programme:
    """A snapshot of rows of which exactly one is an edition."""
    tables: dict[str, dict[str, Entity]] = {name: {} for name in MAPPING_OF.values()}
    edition: Edition | None = None
    for row in rows:
        if isinstance(row, Edition):
            edition = row
        else:
            tables[MAPPING_OF[TABLE_OF[type(row)]]][row.id] = row
    if edition is None:
        raise ValueError("there is no edition among the rows")
    return Programme(edition, **tables)  # type: ignore[arg-type]


def _tables() -> dict[str, list[Cells]]:
    """The lines of each table; activities are spread over several files by subject."""
    tables: dict[str, list[Cells]] = {}
    folder = resources.files("data") / "demo"
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        name = file.name.removesuffix(".csv")
        if name != file.name:
            table = "activity" if name.startswith("activity_") else name
            lines = csv.DictReader(StringIO(file.read_text(encoding="utf-8")))
            tables.setdefault(table, []).extend(lines)
    return tables


def _ids(tables: dict[str, list[Cells]]) -> Ids:
    """Table -> key -> id, the catalogue's rows (by code) included."""
    ids: Ids = {"site": dict(hub_ids())}
    for table, entities in catalogue_rows().items():
        known = ids.setdefault(table, {})
        known.update((getattr(row, "code", None) or row.id, row.id) for row in entities)
    for table, lines in tables.items():
        keys = [line["key"] for line in lines]
        if len(set(keys)) < len(keys):
            raise ValueError(f"{table}: a key stands there twice")
        ids.setdefault(table, {}).update((key, demo_id(table, key)) for key in keys)
    return ids


def demo_id(table: str, key: str) -> str:
    """The id of the demo row with that key."""
    return str(uuid5(NAMESPACE, f"{table}:{key}"))


def _row(table: str, cells: Cells, ids: Ids) -> Entity:
    cls = TABLES[table]
    values: dict[str, Any] = {"id": ids[table][cells["key"]]}
    for name, kind in _kinds(table).items():
        column = name.removesuffix("_id")
        text = cells.get(column)
        if name == "edition_id":
            values[name] = next(iter(ids["edition"].values()))
        elif name == "code":
            values[name] = cells["key"]
        elif text:
            values[name] = _value(kind, text) if column == name else _reference(column, text, ids)
    if cls is Activity:
        values["description"] = f"{cells.get('description') or ''} {MARK}".strip()
        values |= {f"pin_{pin}": True for pin in _list(cells.get("pins"))}
    return cls(**values)


def _participations(cells: Cells, ids: Ids) -> Iterator[Participation]:
    """``hamar*2`` = two of Hamar; ``trakk+`` said yes, ``trakk-`` no, ``trakk`` not asked."""
    for column, role in ROLE_COLUMNS.items():
        for text in _list(cells.get(column)):
            who, confirmed = text.rstrip("+-"), _ANSWERS.get(text[-1])
            who, _, heads = who.partition("*")
            table = next((t for t in ("delegation", "delegate", "host") if who in ids[t]), None)
            if table is None:
                raise ValueError(f"{cells['key']}: nobody is called {who!r}")
            yield Participation(
                id=demo_id("participation", f"{cells['key']}:{role}:{who}"),
                activity_id=ids["activity"][cells["key"]],
                role=role,
                heads=int(heads) if heads else None,
                confirmed=confirmed,
                **{f"{table}_id": ids[table][who]},
            )


def _reference(column: str, key: str, ids: Ids) -> str:
    table = _TARGETS.get(column) or column.rpartition("_")[2]
    if key not in ids[table]:
        raise ValueError(f"{column}: there is no {table} {key!r}")
    return ids[table][key]


@cache
def _kinds(table: str) -> dict[str, Any]:
    """Field name -> type without its "or None"; the id is left out."""
    hints = get_type_hints(TABLES[table])
    return {
        name: get_args(hint)[0] if get_origin(hint) is UnionType else hint
        for name, hint in hints.items()
        if name != "id"
    }


def _value(kind: Any, text: str) -> Any:
    if get_origin(kind) is tuple:
        return _list(text)
    if kind is bool:
        return text == "yes"
    if kind is datetime:
        return decode_wall(text)
    return kind.fromisoformat(text) if kind in (date, time) else kind(text)


def _list(text: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in (text or "").split(";") if part.strip())
