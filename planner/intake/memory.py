"""What is remembered of the imports before: which row an entry of a file became, what it said.

A *source* is one of the organiser's files as he knows it: ``delegates-2024-10-02.xlsx`` is next
week's ``delegates-2024-10-09.xlsx``.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePath
from typing import Any
from uuid import UUID, uuid5

from models.columns import from_image, to_image
from models.tables import METADATA
from planner.entities import TABLE_OF, Entity, Imported, Reading
from planner.names import fold

#: What tells one copy of a file from the next: dates, numbers, ``v2``, ``(3)``, ``copy``.
_COPY = re.compile(r"\bv(?=\d)|\d+|\b(?:copy|copie|final|finale|new|nouveau)\b", re.IGNORECASE)
#: Between the keys of a row about which several entries of a file are.
KEYS_APART = "\x1f"
#: Files that never hold lists: a list of the same name is another source.
_OF_PROGRAMMES = frozenset({".ics", ".ical", ".json", ".xml"})
_SPACE = UUID("8d6bdf35-7be2-4c1c-9b1b-0c3f7a1e52b7")

Values = Mapping[str, Any]


@dataclass(frozen=True)
class Memory:
    """Of one source: what each row was said to be, by the row's id; how the file was read."""

    source: str = ""
    rows: Mapping[str, Imported] = field(default_factory=dict)
    reading: Reading | None = None

    @cached_property
    def by_key(self) -> Mapping[tuple[str, str], Imported]:
        """By table and key of the source."""
        return {
            (row.row_table, key): row
            for row in self.rows.values()
            for key in row.key.split(KEYS_APART)
        }


def memory_of(source: str, imported: Iterable[Imported], readings: Iterable[Reading]) -> Memory:
    """What is remembered of one source among all of an edition."""
    rows = {row.row_id: row for row in imported if row.source == source}
    return Memory(source, rows, next((r for r in readings if r.source == source), None))


def source_of(file_name: str) -> str:
    """The source that a file is a copy of."""
    path = PurePath(file_name)
    stem = path.stem.replace("_", " ")
    name = fold(_COPY.sub(" ", stem)) or fold(stem) or "file"
    return f"{name} programme" if path.suffix.lower() in _OF_PROGRAMMES else name


def said(kind: type[Entity], values: Values) -> str:
    """Values of columns as the JSON that is remembered."""
    columns = METADATA.tables[TABLE_OF[kind]].columns
    images = {name: to_image(columns[name], values[name]) for name in sorted(values)}
    return json.dumps(images, ensure_ascii=False, separators=(",", ":"))


def values_said(row: Imported) -> Values:
    """Inverse of :func:`said`; columns that no longer exist are left out."""
    columns = METADATA.tables[row.row_table].columns
    images = json.loads(row.said)
    return {n: from_image(columns[n], image) for n, image in images.items() if n in columns}


def imported_id(edition_id: str, source: str, row_id: str) -> str:
    """The same for two organisers who import the same file: the later one is told."""
    return str(uuid5(_SPACE, f"{edition_id}\n{source}\n{row_id}"))


def reading_id(edition_id: str, source: str) -> str:
    return str(uuid5(_SPACE, f"{edition_id}\n{source}"))
