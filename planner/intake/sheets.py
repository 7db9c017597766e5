"""Reading tables of others: CSV in any usual encoding and separator, and XLSX.

Nothing is evaluated: formulas count as the value that was saved with them.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TypeAlias

from planner.errors import PlannerError
from planner.phrases import Phrase


class CellError(str):
    """What stands in a cell whose formula failed: ``#REF!``."""

    __slots__ = ()


Cell: TypeAlias = str | float | int | bool | date | datetime | time | timedelta | None

MAX_BYTES = 20_000_000
MAX_ROWS = 20_000
MAX_CELL = 10_000
ENCODINGS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
SEPARATORS = ";,\t|"


@dataclass(frozen=True)
class SheetRow:
    """One row: its number as a spreadsheet program shows it (from 1), and its cells."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Sheet:
    """The rows of one sheet that are not empty."""

    name: str
    rows: tuple[SheetRow, ...]


def read_sheets(path: Path) -> list[Sheet]:
    """Every sheet of a CSV or XLSX file (told apart by content); raises PlannerError."""
    content = _read(path)
    if content.startswith(b"PK"):
        from planner.intake.workbook import read_workbook

        return read_workbook(path, content)
    if content.startswith(b"\xd0\xcf\x11\xe0") or content.startswith(
        (b"%PDF", b"\x7fELF", b"\x89PNG")
    ):
        raise PlannerError(
            Phrase("{file} is neither CSV nor XLSX.", file=path.name),
            Phrase("Save the table as XLSX or CSV and import that."),
        )
    return [_table(path, content)]


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise PlannerError(
            Phrase("{file} cannot be read: {reason}.", file=str(path), reason=reason),
            Phrase("Check the name and the permissions."),
        ) from error
    if len(content) > MAX_BYTES:
        raise PlannerError(
            Phrase("{file} is too large: {n} MB at most.", file=path.name, n=MAX_BYTES // 10**6),
            Phrase("Copy the list alone into a new file, and import that."),
        )
    if not content.strip():
        raise PlannerError(
            Phrase("{file} is empty.", file=path.name), Phrase("Check that it is the right file.")
        )
    return content


def _table(path: Path, content: bytes) -> Sheet:
    encoding = next((e for mark, e in ENCODINGS.items() if content.startswith(mark)), "utf-8")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    if "\0" in text:
        raise PlannerError(
            Phrase("{file} is neither CSV nor XLSX.", file=path.name),
            Phrase("Save the table as XLSX or CSV and import that."),
        )
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text))
    lines: list[tuple[int, list[str]]] = []
    try:
        before = 0
        for cells in reader:
            lines.append((before + 1, cells))
            before = reader.line_num
    except csv.Error as error:
        raise PlannerError(
            Phrase(
                "{file}, line {n}: {reason}.", file=path.name, n=reader.line_num, reason=str(error)
            )
        ) from None
    return Sheet(path.name, sheet_rows(path, lines))


def _separator(text: str) -> str:
    """The separator that the first line with any of them has most of."""
    for line in text.splitlines():
        counts = {mark: line.count(mark) for mark in SEPARATORS}
        if any(counts.values()):
            return max(counts, key=lambda mark: counts[mark])
    return ","


def sheet_rows(path: Path, grid: Iterable[tuple[int, Sequence[Cell]]]) -> tuple[SheetRow, ...]:
    """The rows that hold anything; raises PlannerError when there are too many."""
    rows = []
    for number, cells in grid:
        if any(cell not in ("", None) for cell in cells):
            rows.append(SheetRow(number, tuple(_short(cell) for cell in cells)))
        if len(rows) > MAX_ROWS:
            raise PlannerError(
                Phrase("{file} has too many rows: {n} at most.", file=path.name, n=MAX_ROWS),
                Phrase("Import it in several files."),
            )
    return tuple(rows)


def _short(cell: Cell) -> Cell:
    long = isinstance(cell, str) and len(cell) > MAX_CELL
    return cell[:MAX_CELL] if isinstance(cell, str) and long else cell
