"""Reads a workbook back: values by calamine, the rest from the parts of the file."""

import zipfile
from datetime import datetime
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import Element, fromstring

from python_calamine import CalamineWorkbook

from planner.programme import Programme
from planner.publish.copies import Copy
from planner.publish.recipients import recipients
from planner.publish.releases import Version
from planner.publish.workbook import workbook

AT = datetime(2024, 10, 20, 12, 5)
SHEETS = ("Master schedule", "Programme", "Participants", "Transport", "Catering")


def workbook_of(programme: Programme, number: int | None = 3) -> bytes:
    edition = recipients(programme)[-1]
    return workbook(Copy(programme, edition, Version(number, "", AT)))


def sheet_names(content: bytes) -> list[str]:
    return CalamineWorkbook.from_filelike(BytesIO(content)).sheet_names


def rows_of(content: bytes, name: str) -> list[dict[str, Any]]:
    """The rows of a sheet by heading; numbers are floats, as in every workbook."""
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    heading, *rows = book.get_sheet_by_name(name).to_python()
    return [dict(zip(map(str, heading), row, strict=True)) for row in rows]


def column(content: bytes, name: str, heading: str) -> list[Any]:
    return [row[heading] for row in rows_of(content, name)]


def part(content: bytes, name: str) -> Element:
    """The XML of a part of the file, names without their namespace."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        found = fromstring(archive.read(name))
    for element in found.iter():
        element.tag = element.tag.rpartition("}")[2]
    return found


def worksheet(content: bytes, name: str) -> Element:
    return part(content, f"xl/worksheets/sheet{sheet_names(content).index(name) + 1}.xml")


def number_format(content: bytes, name: str, cell: str) -> str:
    """How the number in a cell (``B2``) is shown."""
    (found,) = (c for c in worksheet(content, name).iter("c") if c.get("r") == cell)
    styles = part(content, "xl/styles.xml")
    formats = {f.get("numFmtId"): f.get("formatCode") for f in styles.iter("numFmt")}
    cells = styles.find("cellXfs")
    assert cells is not None
    code = formats.get(cells[int(found.get("s", "0"))].get("numFmtId"))
    return code or "General"
