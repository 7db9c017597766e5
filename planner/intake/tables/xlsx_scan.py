"""What the library does not tell of the sheets of an XLSX workbook: errors, hidden rows, size."""

import posixpath
import string
from contextlib import suppress
from functools import lru_cache
from zipfile import ZipFile

from planner.intake.tables.grids import Scan
from planner.intake.tables.xml_scan import XmlScan, local_names

BOOK = "xl/workbook.xml"
LINKS = "xl/_rels/workbook.xml.rels"
#: The texts of all cells: the library keeps them all.
TEXTS = "xl/sharedStrings.xml"


class Enough(Exception):
    """A sheet has more cells than will be read."""


def scan_xlsx(archive: ZipFile) -> dict[str, Scan]:
    """Each worksheet by name, as far as it can be found in the archive."""
    links: dict[str, str] = {}
    sheets: dict[str, str] = {}

    def link(attributes: dict[str, str]) -> None:
        links[attributes.get("Id", "")] = attributes.get("Target", "")

    def sheet(attributes: dict[str, str]) -> None:
        named = local_names(attributes)
        sheets[named.get("name", "")] = named.get("id", "")

    for part, begins in ((LINKS, {"Relationship": link}), (BOOK, {"sheet": sheet})):
        with archive.open(part) as stream:
            XmlScan(begins).read(stream)
    parts = set(archive.namelist())
    found = {name: posixpath.join("/xl", links.get(key, ""))[1:] for name, key in sheets.items()}
    return {name: _scan(archive, part) for name, part in found.items() if part in parts}


def _scan(archive: ZipFile, part: str) -> Scan:
    sheet = _SheetScan()
    with archive.open(part) as stream, suppress(Enough):
        sheet.read(stream)
        sheet.cell_ends()
    return sheet.found


class _SheetScan(XmlScan):
    """Goes through one sheet."""

    def __init__(self) -> None:
        filled = self._filled
        super().__init__(
            {"row": self._row, "c": self._cell, "f": self._formula, "v": filled, "is": filled}
        )
        self.found = Scan()
        self._row_number = self._column = -1
        self._is_error = self._is_formula = self._is_filled = False

    def _row(self, attributes: dict[str, str]) -> None:
        self.cell_ends()
        number = attributes.get("r")
        self._row_number = int(number) - 1 if number else self._row_number + 1
        self._column = -1
        if attributes.get("hidden") in ("1", "true"):
            self.found.hidden.append(self._row_number)

    def _cell(self, attributes: dict[str, str]) -> None:
        self.cell_ends()
        letters = attributes.get("r", "").rstrip("0123456789")
        self._column = column_number(letters) - 1 if letters else self._column + 1
        self._is_error = attributes.get("t") == "e"

    def _formula(self, _attributes: dict[str, str]) -> None:
        self._is_formula = True

    def _filled(self, _attributes: dict[str, str]) -> None:
        self._is_filled = True
        self.found.holds(self._row_number, self._column)
        if self.found.is_too_large:
            raise Enough
        if self._is_error:
            self.listen()

    def cell_ends(self) -> None:
        """Keep what is to be told of the last cell."""
        if self._is_error and self._is_filled:
            at = self._row_number, self._column
            self.found.failed[at] = self.heard().strip() or "?"
        elif self._is_formula and not self._is_filled:
            self.found.unsaved.append(self._row_number)
        self._is_error = self._is_formula = self._is_filled = False


@lru_cache(maxsize=1024)
def column_number(letters: str) -> int:
    """``A`` is 1, ``AA`` is 27; raises ValueError for what names no column."""
    if len(letters) > 3:
        raise ValueError(letters)
    number = 0
    for letter in letters:
        number = number * 26 + string.ascii_uppercase.index(letter) + 1
    return number
