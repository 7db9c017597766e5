"""Tables of travel times with the places down the side and across the top, read as lists."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from planner.errors import InvalidValue, PlannerError
from planner.intake.cells import text_of
from planner.intake.tables.sheets import MAX_ROWS, Cell, Sheet, SheetRow
from planner.intake.values import is_unknown, minutes_of
from planner.names import fold
from planner.phrases import Phrase

#: The places across the top are looked for among so many rows.
HIGHEST = 20
#: So many places stand on both sides of the table at least.
FEWEST = 2
#: The headers of the list that such a table becomes.
HEADERS = ("From", "To", "Minutes")


def as_list(sheet: Sheet) -> Sheet:
    """The sheet with a row a figure if it is such a table, else as it is.

    Raises PlannerError for more figures than anybody has places.
    """
    names = {fold(_name(row)) for row in sheet.rows}
    for n, row in enumerate(sheet.rows[:HIGHEST]):
        across = [fold(text_of(cell)) for cell in row.cells[1:] if isinstance(cell, str)]
        shared = names.intersection(across) - {""}
        below = sheet.rows[n + 1 :]
        if len(shared) >= FEWEST and 2 * len(shared) >= len(set(across)) and _is_of_minutes(below):
            return _listed(sheet, row, below)
    return sheet


def _listed(sheet: Sheet, header: SheetRow, below: Sequence[SheetRow]) -> Sheet:
    rows = [SheetRow(header.number, HEADERS)]
    for figure in _figures(header, below):
        rows.append(figure)
        if len(rows) > MAX_ROWS:
            raise PlannerError(
                Phrase("This table has too many figures: {n} at most.", n=MAX_ROWS),
                Phrase("Import it in several files."),
            )
    note = Phrase(
        "The places down the side are where a way begins, those at the top where it ends."
    )
    return replace(sheet, rows=tuple(rows), notes=(*sheet.notes, note))


def _figures(header: SheetRow, below: Sequence[SheetRow]) -> Iterator[SheetRow]:
    for row in below:
        name = _name(row)
        for to, cell in zip(header.cells[1:], row.cells[1:], strict=False):
            is_way = fold(name) and fold(text_of(to)) and fold(name) != fold(text_of(to))
            if is_way and not is_unknown(text_of(cell)):
                yield SheetRow(row.number, (name, to, cell))


def _is_of_minutes(rows: Sequence[SheetRow]) -> bool:
    """Whether most of what stands in the table is a length of time."""
    cells = [c for row in rows for c in row.cells[1:] if not is_unknown(text_of(c))]
    lengths = sum(map(_is_length, cells))
    return lengths > 0 and 2 * lengths > len(cells)


def _is_length(cell: Cell) -> bool:
    try:
        return minutes_of("minutes", cell) is not None
    except InvalidValue:
        return False


def _name(row: SheetRow) -> str:
    return text_of(row.cells[0]) if row.cells else ""
