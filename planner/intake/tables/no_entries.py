"""Rows of a list that are no entries: totals, and the header once more."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeGuard

from planner.intake.cells import text_of
from planner.intake.listing import Listing
from planner.intake.tables.headers import Header
from planner.intake.tables.row_numbers import row_numbers
from planner.intake.tables.sheets import Cell, CellError, SheetRow
from planner.names import fold
from planner.phrases import Phrase, plural

_TOTAL = re.compile(
    r"\W*(?:(?:grand|sous|sub|general|overall)[\s-]*)?"
    r"(?:total|totals|totaux|somme|sum|summe|gesamt)\b",
    re.IGNORECASE,
)
_COUNT = re.compile(r"\W*(?:nombre|nb|nbre|number|count|n°)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Entries:
    """The rows below a header that are entries, and what is to be said of the others."""

    rows: tuple[SheetRow, ...]
    notes: tuple[Phrase, ...]


def entries_below(header: Header, listing: Listing, rows: Sequence[SheetRow]) -> Entries:
    """Every row is either an entry or named in a note."""
    entries: list[SheetRow] = []
    again: list[int] = []
    totals: list[int] = []
    silent: list[int] = []
    read = [place for where in header.columns.values() for place in where]
    city = header.columns.get("city", ())
    lines = [[(place, fold(text_of(_at(line, place)))) for place in read] for line in header.rows]
    for row in rows:
        if any(_repeats(line, row) for line in lines):
            again.append(row.number)
        elif _is_total(row, city):
            totals.append(row.number)
        elif all(_at(row, place) in ("", None) for place in read):
            silent.append(row.number)
        else:
            entries.append(row)
    if len(entries) > 1 and _is_count(entries[-1], header, listing):
        totals.append(entries.pop().number)
    return Entries(tuple(entries), tuple(_notes(again, sorted(totals), silent)))


def _notes(again: list[int], totals: list[int], silent: list[int]) -> Iterator[Phrase]:
    if totals:
        yield plural(
            "Row {rows} is a total and no entry: it is not read.",
            "Rows {rows} are totals and no entries: they are not read.",
            len(totals),
            rows=row_numbers(totals),
        )
    if again:
        yield plural(
            "Row {rows} repeats the header: it is not read.",
            "Rows {rows} repeat the header: they are not read.",
            len(again),
            rows=row_numbers(again),
        )
    if silent:
        yield plural(
            "Row {rows} has nothing in the columns that are read.",
            "Rows {rows} have nothing in the columns that are read.",
            len(silent),
            rows=row_numbers(silent),
        )


def _repeats(line: Sequence[tuple[int, str]], row: SheetRow) -> bool:
    """Whether it has the texts of a line of the header in the columns that are read."""
    return any(text for _place, text in line) and all(
        fold(text_of(_at(row, place))) == text for place, text in line
    )


def _is_total(row: SheetRow, city: Sequence[int]) -> bool:
    """Whether it says “Total”, and numbers; or “Total” where a city should be."""
    if not any(isinstance(cell, str) and _TOTAL.match(cell) for cell in row.cells):
        return False
    words = [cell for cell in row.cells if _is_word(cell)]
    if any(fold(text_of(_at(row, place))) in ("total", "totaux", "totals") for place in city):
        return True
    return all(_TOTAL.match(word) for word in words)


def _is_count(row: SheetRow, header: Header, listing: Listing) -> bool:
    """Whether the last row is only a number of entries: “12”, “Nombre : 12”."""
    words = [cell for cell in row.cells if _is_word(cell)]
    if words:
        return len(words) == 1 and _COUNT.match(words[0]) is not None
    named = [
        any(any(_at(row, p) not in ("", None) for p in header.columns.get(c, ())) for c in group)
        for group in listing.needs
    ]
    return not all(named)


def _is_word(cell: Cell) -> TypeGuard[str]:
    """Whether it is neither empty nor a number, a count with its unit (“12 persons”) included."""
    if not isinstance(cell, str) or isinstance(cell, CellError):
        return False
    return bool(cell.strip()) and not cell.strip()[0].isdigit()


def _at(row: SheetRow, place: int) -> Cell:
    return row.cells[place] if place < len(row.cells) else None
