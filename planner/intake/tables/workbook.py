"""Workbooks (XLSX, XLS, ODS), read in a process of its own: see ``workbook_reader.py``."""

import os
import pickle
import re
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path

import planner
from models.private_files import write_new
from planner.errors import PlannerError
from planner.intake.files import File
from planner.intake.tables.grids import Grid, Trouble
from planner.intake.tables.row_numbers import row_numbers
from planner.intake.tables.sheets import Cell, CellError, Sheet, SheetRow, sheet_rows, too_large
from planner.phrases import Phrase, plural

READER = "planner.intake.tables.workbook_reader"
SECONDS = 30
#: How ODS writes times of a day and more: ISO 8601.
_DURATION = re.compile(r"PT(\d{1,6})H(\d\d)M(\d\d)(?:[.,]\d+)?S")


def read_workbook(file: File) -> list[Sheet]:
    """Every worksheet; raises PlannerError when the library cannot make sense of the file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "workbook"
        write_new(path, file.content)
        answer = _answer(path)
    if answer is None:
        raise _unreadable(file.name)
    if isinstance(answer, Trouble):
        raise _refused(file.name, answer)
    return [sheet_of(file.name, grid) for grid in answer]


def _answer(path: Path) -> list[Grid] | Trouble | None:
    """What the reader says; None where it has failed."""
    paths = (str(Path(planner.__file__).parents[1]), os.environ.get("PYTHONPATH", ""))
    answer: list[Grid] | Trouble | None = None
    with (
        subprocess.Popen(
            [sys.executable, "-P", "-m", READER, str(path)],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        ) as reader,
        _ended_after(reader, SECONDS),
        suppress(EOFError, pickle.UnpicklingError),
    ):
        assert reader.stdout is not None
        answer = pickle.load(reader.stdout)
    return answer if reader.returncode == 0 else None


@contextmanager
def _ended_after(process: subprocess.Popen[bytes], seconds: int) -> Iterator[None]:
    timer = threading.Timer(seconds, process.kill)
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def sheet_of(file: str, grid: Grid) -> Sheet:
    """A sheet as it was read, or why it cannot be used."""
    if grid.cells is None:
        reason = Phrase("“{sheet}” of {file} is too large for a list.", sheet=grid.name, file=file)
        return Sheet(grid.name, is_hidden=grid.is_hidden, problem=too_large(reason))
    try:
        rows = sheet_rows(file, enumerate(_cells(grid), 1))
    except PlannerError as error:
        return Sheet(grid.name, is_hidden=grid.is_hidden, problem=error)
    return Sheet(grid.name, rows, grid.is_hidden, tuple(_notes(grid, rows)))


def _cells(grid: Grid) -> Iterator[list[Cell]]:
    """The cells, errors of formulas told apart from empty cells."""
    cells = grid.cells or []
    for (row, column), error in grid.scan.failed.items():
        if row < len(cells) and column < len(cells[row]):
            cells[row][column] = CellError(error)
    return ([_duration(cell) for cell in row] for row in cells)


def _duration(cell: Cell) -> Cell:
    if isinstance(cell, str) and cell.startswith("PT") and (told := _DURATION.fullmatch(cell)):
        return timedelta(hours=int(told[1]), minutes=int(told[2]), seconds=int(told[3]))
    return cell


def _notes(grid: Grid, rows: tuple[SheetRow, ...]) -> Iterator[Phrase]:
    filled = {row.number for row in rows}
    hidden = [n + 1 for n in grid.scan.hidden if n + 1 in filled]
    if hidden:
        yield plural(
            "Row {rows} is hidden, perhaps by a filter; it is read like the others.",
            "Rows {rows} are hidden, perhaps by a filter; they are read like the others.",
            len(hidden),
            rows=row_numbers(hidden),
        )
    unsaved = sorted({n + 1 for n in grid.scan.unsaved} & filled)
    if unsaved:
        yield plural(
            "Row {rows} has a formula without a saved value, which counts as empty.",
            "Rows {rows} have formulas without saved values, which count as empty.",
            len(unsaved),
            rows=row_numbers(unsaved),
        )


def _refused(name: str, trouble: Trouble) -> PlannerError:
    if trouble is Trouble.ENCRYPTED:
        return PlannerError(
            Phrase("{file} is protected by a password.", file=name),
            Phrase("Open it in your spreadsheet program, save it without, and import that."),
        )
    if trouble is Trouble.TOO_MANY_SHEETS:
        return too_large(Phrase("{file} has too many sheets.", file=name))
    return too_large(Phrase("{file} is too large a workbook.", file=name))


def _unreadable(name: str) -> PlannerError:
    return PlannerError(
        Phrase("{file} is no readable workbook (XLSX, XLS or ODS).", file=name),
        Phrase("Open it in your spreadsheet program, save it again, and import that."),
    )
