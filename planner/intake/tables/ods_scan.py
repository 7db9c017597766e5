"""What the library does not tell of the sheets of an ODS workbook: merged, hidden rows, size."""

from zipfile import ZipFile

from planner.intake.tables.grids import Refused, Scan, Trouble
from planner.intake.tables.xml_scan import XmlScan

CONTENT = "content.xml"
MANIFEST = "META-INF/manifest.xml"
#: Where newer programs put everything when there is a password.
ENCRYPTED_ODS = "encrypted-package"


def scan_ods(archive: ZipFile) -> dict[str, Scan]:
    """Each sheet by name; raises Refused for what is encrypted or has too many cells."""
    with archive.open(MANIFEST) as stream:
        XmlScan({"encryption-data": _encrypted}).read(stream)
    sheets = _SheetsScan()
    with archive.open(CONTENT) as stream:
        sheets.read(stream)
    sheets.row_ends()
    return sheets.found


def _encrypted(_attributes: dict[str, str]) -> None:
    raise Refused(Trouble.ENCRYPTED)


class _SheetsScan(XmlScan):
    """Goes through all sheets: rows and cells may say that they are repeated.

    Attributes have the prefixes that every program writes, and the library looks for.
    """

    def __init__(self) -> None:
        super().__init__(
            {"table": self._table, "table-row": self._row, "table-cell": self._cell,
             "covered-table-cell": self._cell, "p": self._filled}
        )  # fmt: skip
        self.found: dict[str, Scan] = {}
        self._scan = Scan()
        self._row_number = self._column = 0
        self._row_repeats = self._cell_repeats = 0
        self._is_hidden = self._is_filled = False

    def _table(self, attributes: dict[str, str]) -> None:
        self.row_ends()
        self._scan = self.found[attributes.get("table:name", "")] = Scan()
        self._row_number = self._row_repeats = 0

    def _row(self, attributes: dict[str, str]) -> None:
        self.row_ends()
        self._row_repeats = int(attributes.get("table:number-rows-repeated", 1))
        self._is_hidden = attributes.get("table:visibility") in ("collapse", "filter")
        self._column = self._cell_repeats = 0

    def _cell(self, attributes: dict[str, str]) -> None:
        self._column += self._cell_repeats
        self._cell_repeats = int(attributes.get("table:number-columns-repeated", 1))
        if (rows := int(attributes.get("table:number-rows-spanned", 1))) > 1:
            self._scan.merged.append((self._row_number, self._column, rows))
        if "office:value-type" in attributes:
            self._filled(attributes)

    def _filled(self, _attributes: dict[str, str]) -> None:
        self._is_filled = True
        last = self._row_number + self._row_repeats - 1
        self._scan.holds(last, self._column + self._cell_repeats - 1)
        if self._scan.is_too_large:
            raise Refused(Trouble.TOO_LARGE)

    def row_ends(self) -> None:
        """Keep what is to be told of the last row."""
        if self._is_hidden and self._is_filled:
            self._scan.hidden += range(self._row_number, self._row_number + self._row_repeats)
        self._row_number += self._row_repeats
        self._is_hidden = self._is_filled = False
