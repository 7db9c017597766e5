"""Dates as text that are written month first: 10/24/2024."""

import re
from collections.abc import Iterable, Set
from dataclasses import dataclass
from datetime import datetime

from planner.intake.tables.sheets import Cell, SheetRow
from planner.phrases import Phrase

#: 10/24/2024, 10-24-24 6:30 PM, 10/24/2024 18:30:00.
_DATE = re.compile(
    r"\s*(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})"
    r"(?:[\s,]+(\d{1,2})(?::(\d\d)(?::\d\d)?)?\s*(?:([ap])\.?m\.?)?)?\s*",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Dated:
    """Rows whose dates cannot be misread; ``found``: some were written month first."""

    rows: tuple[SheetRow, ...]
    found: bool = False
    notes: tuple[Phrase, ...] = ()


def dated(rows: tuple[SheetRow, ...], places: Iterable[int], month_first: bool | None) -> Dated:
    """The rows with dates that are written month first as ISO 8601, in those cells.

    ``month_first``: how they are written, where that is known; else those dates of a column tell
    that make sense in one way only, and where it has none those of the other columns.
    """
    told = {place: _order(rows, place) for place in places} if month_first is None else {}
    written = {place for place, order in told.items() if order is True}
    if written and False not in told.values():
        written = set(told)
    if month_first:
        written = set(places)
    changed = tuple(_rewritten(row, written) for row in rows) if written else rows
    for old, new in zip(rows, changed, strict=True):
        for before, after in zip(old.cells, new.cells, strict=True):
            if before != after:
                return Dated(changed, True, (_note(str(before), str(after)),))
    return Dated(rows)


def _note(old: str, new: str) -> Phrase:
    return Phrase("Dates are read month first: “{old}” is {new}.", old=old.strip(), new=new)


def _order(rows: Iterable[SheetRow], place: int) -> bool | None:
    """Whether the dates of a column are month first; None where they do not tell."""
    order: bool | None = None
    for row in rows:
        cell = row.cells[place] if place < len(row.cells) else None
        if isinstance(cell, str) and (parts := _DATE.fullmatch(cell)):
            if int(parts[1]) > 12:
                return False
            if int(parts[3]) > 12:
                order = True
    return order


def _rewritten(row: SheetRow, places: Set[int]) -> SheetRow:
    return SheetRow(
        row.number, tuple(_iso(c) if i in places else c for i, c in enumerate(row.cells))
    )


def _iso(cell: Cell) -> Cell:
    """2024-10-24, or 2024-10-24 18:30; what is no date month first as it is."""
    parts = _DATE.fullmatch(cell) if isinstance(cell, str) else None
    if parts is None:
        return cell
    month, _mark, day, year, hour, minute, half = parts.groups()
    hours = int(hour or 0)
    if half:
        hours = hours % 12 + (12 if half in "pP" else 0)
    try:
        moment = datetime(
            int(year) + (2000 if len(year) == 2 else 0),
            int(month),
            int(day),
            hours,
            int(minute or 0),
        )
    except ValueError:
        return cell
    return f"{moment:%Y-%m-%d %H:%M}" if hour else f"{moment:%Y-%m-%d}"
