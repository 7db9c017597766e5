"""What the reader of workbooks hands over: grids of cells, or why there are none.

Plain data without any of our other modules, since it is made in a process of its own.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

#: Libraries keep a full rectangle: one stray cell at XFD1048576 would be 17 billion cells.
MAX_CELLS = 500_000


class Trouble(StrEnum):
    """Why a workbook is not read."""

    ENCRYPTED = "encrypted"
    TOO_LARGE = "too large"
    TOO_MANY_SHEETS = "too many sheets"


class Refused(Exception):
    """A workbook is not read."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble)
        self.trouble = trouble


@dataclass
class Scan:
    """What the library does not tell of a sheet; rows and columns count from 0.

    ``rows``, ``columns``: the rectangle of cells that hold anything; ``failed``: errors of
    formulas; ``unsaved``: formulas that have no saved value; ``merged``: row, column and number
    of rows of cells merged downwards.
    """

    rows: int = 0
    columns: int = 0
    failed: dict[tuple[int, int], str] = field(default_factory=dict)
    unsaved: list[int] = field(default_factory=list)
    hidden: list[int] = field(default_factory=list)
    merged: list[tuple[int, int, int]] = field(default_factory=list)

    @property
    def is_too_large(self) -> bool:
        return self.rows * self.columns > MAX_CELLS

    def holds(self, row: int, column: int) -> None:
        """There is something in that cell."""
        if row >= self.rows:
            self.rows = row + 1
        if column >= self.columns:
            self.columns = column + 1


@dataclass
class Grid:
    """A worksheet; ``cells`` is None where there are too many."""

    name: str
    is_hidden: bool
    cells: list[list[Any]] | None
    scan: Scan
