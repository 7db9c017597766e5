"""Workbooks (XLSX, ODS), read in a process of its own: see ``workbook_reader.py``."""

import pickle
import subprocess
import sys
from pathlib import Path

from planner.errors import PlannerError
from planner.intake.sheets import Cell, CellError, Sheet, sheet_rows
from planner.phrases import Phrase

READER = Path(__file__).with_name("workbook_reader.py")
SECONDS = 60


def read_workbook(path: Path, content: bytes) -> list[Sheet]:
    """Every worksheet; raises PlannerError when the library cannot make sense of the file."""
    try:
        done = subprocess.run(
            [sys.executable, "-P", str(READER)],
            input=content,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise _unreadable(path) from None
    if done.returncode:
        raise _unreadable(path)
    sheets = pickle.loads(done.stdout)
    if sheets is None:
        raise PlannerError(
            Phrase("{file} is too large a workbook.", file=path.name),
            Phrase("Copy the list alone into a new workbook, and import that."),
        )
    return [
        Sheet(name, sheet_rows(path, enumerate(_marked(grid, errors), 1)))
        for name, grid, errors in sheets
    ]


def _marked(grid: list[list[Cell]], errors: dict[tuple[int, int], str]) -> list[list[Cell]]:
    """The cells, errors of formulas told apart from empty cells."""
    for (row, column), error in errors.items():
        if row < len(grid) and column < len(grid[row]):
            grid[row][column] = CellError(error)
    return grid


def _unreadable(path: Path) -> PlannerError:
    return PlannerError(
        Phrase("{file} is no readable XLSX file.", file=path.name),
        Phrase("Open it in your spreadsheet program, save it again, and import that."),
    )
