"""Reads the workbook named on the command line and writes its sheets to stdout.

A malformed workbook can make the reading library abort, print a backtrace, or ask for a hundred
gigabytes; in a process of its own that ends nothing else.
"""

import pickle
import sys
import zipfile
from contextlib import suppress
from pathlib import Path
from typing import Any

from planner.intake.tables.grids import MAX_CELLS, Grid, Refused, Scan, Trouble
from planner.intake.tables.ods_scan import CONTENT, ENCRYPTED_ODS, scan_ods
from planner.intake.tables.xls_scan import scan_xls
from planner.intake.tables.xlsx_scan import BOOK, TEXTS, scan_xlsx

MAX_UNPACKED = 200_000_000
#: Of the cells of one sheet, and of the texts of all cells, which the library keeps.
MAX_XML = 40_000_000
MAX_TEXTS = 25_000_000
#: The library keeps XLS files as a whole, twice.
MAX_XLS = 20_000_000
MAX_PARTS = 10_000
MAX_SHEETS = 200
MAX_MEMORY = 2 * 1024**3
MAX_SECONDS = 15


def main() -> None:
    limit_resources()
    try:
        answer: object = read(Path(sys.argv[1]))
    except Refused as error:
        answer = error.trouble
    pickle.dump(answer, sys.stdout.buffer)


def limit_resources() -> None:
    """Bounds on memory and time, and no core file (where the system has such limits)."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (MAX_SECONDS, MAX_SECONDS))


def read(path: Path) -> list[Grid]:
    """The worksheets; raises Refused, or what the libraries raise."""
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    suffix, scans = _scanned(path)
    path = path.rename(path.with_suffix(suffix))  # by which the library tells kinds apart
    grids = []
    with CalamineWorkbook.from_path(path) as book:
        about = [a for a in book.sheets_metadata if a.typ is SheetTypeEnum.WorkSheet]
        if len(about) > MAX_SHEETS:
            raise Refused(Trouble.TOO_MANY_SHEETS)
        for one in about:
            scan = scans.get(one.name, Scan())
            cells = None if scan.is_too_large else _cells(book.get_sheet_by_name(one.name), scan)
            grids.append(Grid(one.name, one.visible is not SheetVisibleEnum.Visible, cells, scan))
    return grids


def _scanned(path: Path) -> tuple[str, dict[str, Scan]]:
    """The ending that a file of its kind has, and what the library does not tell."""
    if not zipfile.is_zipfile(path):
        if path.stat().st_size > MAX_XLS:
            raise Refused(Trouble.TOO_LARGE)
        return ".xls", scan_xls(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        sizes = {entry.filename: entry.file_size for entry in archive.infolist()}
        if (
            len(sizes) > MAX_PARTS
            or sum(sizes.values()) > MAX_UNPACKED
            or sizes.get(TEXTS, 0) > MAX_TEXTS
            or any(size > MAX_XML for name, size in sizes.items() if name.endswith(".xml"))
        ):
            raise Refused(Trouble.TOO_LARGE)
        if ENCRYPTED_ODS in sizes:
            raise Refused(Trouble.ENCRYPTED)
        if BOOK in sizes:
            return ".xlsx", scan_xlsx(archive)
        if CONTENT in sizes:
            return ".ods", scan_ods(archive)
    raise ValueError(path)


def _cells(sheet: Any, scan: Scan) -> list[list[Any]] | None:
    """The cells; None where there are too many."""
    if sheet.total_height * sheet.total_width > MAX_CELLS:
        return None
    cells = [list(row) for row in sheet.to_python(skip_empty_area=False)]
    ranges = sheet.merged_cell_ranges or ()
    merged = [(top, left, bottom - top + 1) for (top, left), (bottom, _right) in ranges]
    for top, left, rows in (*merged, *scan.merged):
        _fill(cells, top, left, rows)
    return cells


def _fill(cells: list[list[Any]], top: int, left: int, rows: int) -> None:
    """Let every row of cells merged downwards have the value, where a row holds anything else."""
    for row in cells[top + 1 : top + rows]:
        if left < len(row) and row[left] == "" and any(cell != "" for cell in row):
            row[left] = cells[top][left]


if __name__ == "__main__":
    main()
