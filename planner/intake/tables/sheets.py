"""Tables of others: what a sheet is, whatever kind of file it stands in.

Nothing is evaluated: formulas count as the value that was saved with them.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TypeAlias

from planner.errors import PlannerError
from planner.intake.files import File
from planner.intake.manner import Manner
from planner.phrases import Phrase


class CellError(str):
    """What stands in a cell whose formula failed: ``#REF!``."""

    __slots__ = ()


Cell: TypeAlias = str | float | int | bool | date | datetime | time | timedelta | None

MAX_ROWS = 20_000
MAX_CELLS = 500_000
MAX_CELL = 10_000
PEEK = 1_000
#: How spreadsheet programs write that a formula has failed, in English and French.
_FAILED = re.compile(
    r"#(?:N/[AD]|REF!|DIV/0!|VALUE!|VALEUR!|NAME\?|NOM\?|NUM!|NOMBRE!|NULL!|NUL!)|Err:\d{3}"
)
#: The first bytes of files that are no tables, whatever their names.
_OTHERS = (b"%PDF", b"\x7fELF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf", b"Rar!", b"7z\xbc")
#: What web sites call XLS and spreadsheet programs open; in small letters.
_MARKUP = (b"<html", b"<!doctype", b"<?xml", b"<table")


@dataclass(frozen=True)
class SheetRow:
    """One row: its number as a spreadsheet program shows it (from 1), and its cells."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Sheet:
    """The rows of one sheet that are not empty.

    ``name``: "" for the only one of a CSV file; ``notes``: what its reader should be told;
    ``problem``: why it cannot be read, where it cannot.
    """

    name: str
    rows: tuple[SheetRow, ...] = ()
    is_hidden: bool = False
    notes: tuple[Phrase, ...] = ()
    problem: PlannerError | None = None


def read_sheets(file: File, manner: Manner) -> list[Sheet]:
    """Every sheet of an XLSX, XLS, ODS or CSV file, told apart by content; raises PlannerError."""
    content = file.content
    if content.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        from planner.intake.tables.workbook import read_workbook

        return read_workbook(file)
    start = content[:PEEK].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if content.startswith(_OTHERS) or start.startswith(_MARKUP):
        raise no_table(file.name)
    from planner.intake.tables.csv_text import read_csv

    return [read_csv(file, manner)]


def no_table(name: str) -> PlannerError:
    """That a file is nothing of what can be read."""
    return PlannerError(
        Phrase("{file} is neither a workbook (XLSX, XLS, ODS) nor CSV.", file=name),
        Phrase("Save the table as XLSX or CSV and import that."),
    )


def sheet_rows(name: str, grid: Iterable[tuple[int, Sequence[Cell]]]) -> tuple[SheetRow, ...]:
    """The rows that hold anything; raises PlannerError when there are too many."""
    rows: list[SheetRow] = []
    count = 0
    for number, cells in grid:
        if any(cell not in ("", None) for cell in cells):
            rows.append(SheetRow(number, tuple(_cell(cell) for cell in cells)))
            count += len(cells)
        if len(rows) > MAX_ROWS:
            raise too_large(Phrase("{file} has too many rows: {n} at most.", file=name, n=MAX_ROWS))
        if count > MAX_CELLS:
            raise too_large(
                Phrase("{file} has too many cells: {n} at most.", file=name, n=MAX_CELLS)
            )
    return tuple(rows)


def too_large(reason: Phrase) -> PlannerError:
    """That a table is larger than any list."""
    return PlannerError(reason, Phrase("Copy the list alone into new files, and import those."))


def _cell(cell: Cell) -> Cell:
    if not isinstance(cell, str) or not cell:
        return cell
    if cell[0] in "#E" and _FAILED.fullmatch(cell):
        return CellError(cell)
    return cell if len(cell) <= MAX_CELL else cell[:MAX_CELL]
