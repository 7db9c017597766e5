"""Reads one workbook (on stdin) and writes its sheets to stdout, in a process of its own.

A malformed workbook can make the reading library abort, print a backtrace, or ask for a hundred
gigabytes; here that ends nothing but this process.  Run by path: it imports nothing of ours.
"""

import pickle
import re
import sys
import zipfile
from contextlib import suppress
from io import BytesIO
from typing import Any
from xml.etree import ElementTree

MAX_UNPACKED = 200_000_000
#: The library keeps a full rectangle: one stray cell at XFD1048576 would be 17 billion cells.
MAX_CELLS = 2_000_000
MAX_MEMORY = 2 * 1024**3

#: A cell that holds something: its attributes.
CELL = re.compile(rb"<(?:\w+:)?c\s([^>]*[^/>])>")
ADDRESS = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
VALUE = re.compile(rb"<(?:\w+:)?v>([^<]{0,20})<")

Grid = list[list[Any]]
Errors = dict[tuple[int, int], str]


class TooLarge(Exception):
    """More than anybody's list of people holds."""


def main() -> None:
    limit_resources()
    try:
        answer: object = read(sys.stdin.buffer.read())
    except TooLarge:
        answer = None
    sys.stdout.buffer.write(pickle.dumps(answer))


def limit_resources() -> None:
    """No more memory than a table needs, and no core file (where the system has such limits)."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))


def read(content: bytes) -> list[tuple[str, Grid, Errors]]:
    """Name, cells and error cells of each worksheet; raises TooLarge, or what the library does."""
    from python_calamine import CalamineWorkbook, SheetTypeEnum

    with zipfile.ZipFile(BytesIO(content)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > MAX_UNPACKED:
            raise TooLarge
        errors = {name: errors_in(archive.read(part)) for name, part in parts(archive).items()}
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    sheets = []
    for about in book.sheets_metadata:
        if about.typ is SheetTypeEnum.WorkSheet:
            sheet = book.get_sheet_by_name(about.name)
            grid: Grid = [list(row) for row in sheet.to_python(skip_empty_area=False)]
            fill_merged(grid, sheet.merged_cell_ranges or ())
            sheets.append((about.name, grid, errors.get(about.name, {})))
    return sheets


def parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Name of each worksheet -> its file inside an XLSX archive; empty for other kinds."""
    if "xl/workbook.xml" not in archive.namelist():
        return {}
    links = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    target = {link.get("Id"): link.get("Target", "") for link in links}
    found = {}
    for element in ElementTree.fromstring(archive.read("xl/workbook.xml")).iter():
        if element.tag.endswith("}sheet"):
            link = next((v for k, v in element.items() if k.endswith("}id")), None)
            part = target.get(link, "")
            part = part.lstrip("/") if part.startswith("/") else f"xl/{part}"
            if part.startswith("xl/worksheets/") and part in archive.namelist():
                found[element.get("name", "")] = part
    return found


def errors_in(xml: bytes) -> Errors:
    """Row and column (from 0) -> error of the cells that hold one; raises TooLarge."""
    found: Errors = {}
    rows = columns = 0
    for cell in CELL.finditer(xml):
        if (address := ADDRESS.search(cell[1])) is None:
            continue
        row, column = int(address[2]), column_number(address[1])
        rows, columns = max(rows, row), max(columns, column)
        if b't="e"' in cell[1]:
            value = VALUE.search(xml, cell.end())
            found[row - 1, column - 1] = value[1].decode("ascii", "replace") if value else "?"
    if rows * columns > MAX_CELLS:
        raise TooLarge
    return found


def column_number(letters: bytes) -> int:
    """``A`` is 1, ``AA`` is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def fill_merged(grid: Grid, ranges: Any) -> None:
    """Let every row of cells merged downwards have the value, where a row holds anything else."""
    for (top, left), (bottom, _right) in ranges:
        for row in grid[top + 1 : bottom + 1]:
            if left < len(row) and row[left] == "" and any(cell != "" for cell in row):
                row[left] = grid[top][left]


if __name__ == "__main__":
    main()
