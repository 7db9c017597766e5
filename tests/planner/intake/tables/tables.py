"""Tables as people and programs write them, as bytes."""

import zipfile
from collections.abc import Callable, Iterable, Sequence
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

import xlsxwriter
import xlwt  # type: ignore[import-untyped]
from xlsxwriter.worksheet import Worksheet

from planner.errors import PlannerError
from planner.intake.files import File
from planner.intake.manner import Manner
from planner.intake.tables.sheets import Cell, Sheet, read_sheets

Fill = Callable[[xlsxwriter.Workbook, Worksheet], None]
Table = Sequence[Sequence[object]]

_ODS = "urn:oasis:names:tc:opendocument:xmlns:"
_NAMES = " ".join(
    f'xmlns:{name}="{_ODS}{name}:1.0"' for name in ("office", "table", "text", "style", "manifest")
)


def xlsx(fill: Fill, **options: object) -> bytes:
    """A workbook whose sheet “Guests” is filled."""
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, options) as book:
        fill(book, book.add_worksheet("Guests"))
    return buffer.getvalue()


def xlsx_of(**sheets: Table) -> bytes:
    """A workbook of plain tables."""
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        for name, table in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(table):
                sheet.write_row(number, 0, row)
    return buffer.getvalue()


def xls(fill: Callable[[xlwt.Workbook, xlwt.Worksheet], None]) -> bytes:
    """A workbook of Excel 97 whose sheet “Invités” is filled."""
    buffer = BytesIO()
    book = xlwt.Workbook()
    fill(book, book.add_sheet("Invités"))
    book.save(buffer)
    return buffer.getvalue()


def ods(*, styles: str = "", manifest: str = "", **tables: Table | str) -> bytes:
    """An ODS workbook of plain tables, or of their XML."""
    bodies = (
        f"<table:table table:name={quoteattr(name)}>{_ods_rows(table)}</table:table>"
        for name, table in tables.items()
    )
    return ods_of("".join(bodies), styles=styles, manifest=manifest)


def ods_of(tables: str, *, styles: str = "", manifest: str = "") -> bytes:
    """An ODS workbook of XML."""
    buffer = BytesIO()
    mime = "application/vnd.oasis.opendocument.spreadsheet"
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", mime, zipfile.ZIP_STORED)
        archive.writestr(
            "META-INF/manifest.xml",
            f"<manifest:manifest {_NAMES}><manifest:file-entry manifest:full-path='content.xml'"
            f" manifest:media-type='text/xml'>{manifest}</manifest:file-entry></manifest:manifest>",
        )
        archive.writestr(
            "content.xml",
            f"<office:document-content {_NAMES}><office:automatic-styles>{styles}"
            f"</office:automatic-styles><office:body><office:spreadsheet>{tables}"
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return buffer.getvalue()


def ods_row(*cells: str, attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{''.join(cells)}</table:table-row>"


def ods_cell(text: object, kind: str = "string", attributes: str = "") -> str:
    return (
        f'<table:table-cell office:value-type="{kind}" {attributes}>'
        f"<text:p>{escape(str(text))}</text:p></table:table-cell>"
    )


def _ods_rows(table: Table | str) -> str:
    if isinstance(table, str):
        return table
    return "".join(ods_row(*map(ods_cell, row)) for row in table)


def rewritten(content: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The archive with one of its files changed."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        parts = {n: archive.read(n) for n in archive.namelist()}
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for each, part in parts.items():
            archive.writestr(each, change(part) if each == name else part)
    return buffer.getvalue()


def read(content: bytes, manner: Manner | None = None) -> list[Sheet]:
    return read_sheets(File("list", content), manner or Manner())


def read_or_refusal(content: bytes) -> list[Sheet] | str:
    """The sheets, or the sentence that says why there are none: nothing else may happen."""
    try:
        return read(content)
    except PlannerError as error:
        return str(error)


def cells(sheet: Sheet) -> list[tuple[Cell, ...]]:
    return [row.cells for row in sheet.rows]


def numbers(sheet: Sheet) -> list[int]:
    return [row.number for row in sheet.rows]


def notes(found: Iterable[object]) -> list[str]:
    return [str(note) for note in found]
