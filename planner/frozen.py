"""A programme as JSON text, frozen with a release, and back."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from models.columns import from_image, to_image
from models.tables import METADATA
from planner.entities import TABLES, Edition, Entity
from planner.errors import StoreProblem
from planner.phrases import Phrase
from planner.programme import MAPPING_OF, Programme
from planner.rows import FIELDS

#: Raised when the form changes; what an older program wrote stays readable.
FORM = 1


def freeze(programme: Programme) -> str:
    """Every row that the programme sees, those of the catalogue only where it needs them."""
    tables = {"edition": _images("edition", [programme.edition])}
    tables |= {t: _images(t, rows) for t, rows in _tables(programme)}
    form = {"form": FORM, "columns": {t: FIELDS[TABLES[t]] for t in tables}, "rows": tables}
    return json.dumps(form, ensure_ascii=False, separators=(",", ":"))


def thaw(text: str) -> Programme:
    """Inverse of :func:`freeze`; raises ``StoreProblem`` for what cannot be read.

    Columns that did not exist then have their defaults, those that are gone are left out.
    """
    try:
        form = json.loads(text)
        rows = {
            table: [_row(table, form["columns"][table], values) for values in found]
            for table, found in form["rows"].items()
        }
        (edition,) = rows.pop("edition")
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise StoreProblem(
            Phrase("This release is damaged and cannot be read."), Phrase("Restore a backup.")
        ) from error
    assert isinstance(edition, Edition)
    tables = {MAPPING_OF[table]: {row.id: row for row in found} for table, found in rows.items()}
    return Programme(edition, **tables)  # type: ignore[arg-type]


def _tables(programme: Programme) -> Iterator[tuple[str, list[Entity]]]:
    needed = _catalogue_ids(programme)
    for table, name in MAPPING_OF.items():
        found: list[Entity] = list(getattr(programme, name).values())
        if table in ("city", "site"):
            found = [row for row in found if row.id in needed]
        elif table == "opening":
            found = [row for row in found if getattr(row, "site_id", "") in needed]
        yield table, found


def _catalogue_ids(programme: Programme) -> set[str]:
    """The cities and sites that a row of the edition names, and the edition's own sites."""
    ids = {d.city_id for d in programme.delegations.values()}
    ids |= {s.id for s in programme.sites.values() if s.edition_id is not None}
    for table, name in MAPPING_OF.items():
        columns = [c for c in FIELDS[TABLES[table]] if c.endswith(SITE_COLUMNS)]
        if table != "opening":
            ids |= {getattr(row, c) for row in getattr(programme, name).values() for c in columns}
    return ids


#: How columns that name a site end.
SITE_COLUMNS = ("site_id", "hotel_id", "pickup_id")


def _images(table: str, rows: Iterable[Entity]) -> list[list[Any]]:
    columns = [(name, METADATA.tables[table].columns[name]) for name in FIELDS[TABLES[table]]]
    return [[to_image(column, getattr(row, name)) for name, column in columns] for row in rows]


def _row(table: str, names: list[str], images: list[Any]) -> Entity:
    columns = METADATA.tables[table].columns
    values = dict(zip(names, images, strict=True))
    known = {n: from_image(columns[n], image) for n, image in values.items() if n in columns}
    return TABLES[table](**known)
