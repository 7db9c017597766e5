"""XLS workbooks: Excel 97 to 2003."""

import struct
from datetime import date, datetime, time, timedelta

import pytest
import xlwt  # type: ignore[import-untyped]

from planner.intake.tables.sheets import CellError
from tests.planner.intake.tables.tables import cells, notes, numbers, read, read_or_refusal, xls

#: What a container with one stream of that name begins with.
_ENTRY = "EncryptedPackage"


def styled(pattern: str) -> xlwt.XFStyle:
    return xlwt.easyxf(num_format_str=pattern)


@pytest.mark.parametrize("dates_1904", [False, True])
def test_dates_and_times_are_what_they_are_shown_as(dates_1904: bool) -> None:
    values = (datetime(2024, 10, 27, 2, 30), time(9, 30), 1.25, 0.5, 12)
    patterns = ("yyyy-mm-dd hh:mm", "hh:mm", "[h]:mm", "0%", "General")

    def fill(book: xlwt.Workbook, sheet: xlwt.Worksheet) -> None:
        book.dates_1904 = dates_1904
        for column, (value, pattern) in enumerate(zip(values, patterns, strict=True)):
            sheet.write(0, column, value, styled(pattern))

    (sheet,) = read(xls(fill))
    assert cells(sheet) == [
        (datetime(2024, 10, 27, 2, 30), time(9, 30), timedelta(hours=30), 0.5, 12)
    ]


def test_merged_cells_hidden_rows_and_sheets_and_errors_are_seen() -> None:
    def fill(book: xlwt.Workbook, sheet: xlwt.Worksheet) -> None:
        sheet.write_merge(0, 0, 0, 2, "Guests")
        sheet.write(2, 0, "City")
        sheet.write_merge(3, 4, 0, 0, "Caen")
        sheet.write(3, 1, "Zoé")
        sheet.write(4, 1, "თამარ")
        sheet.row(4).set_cell_error(2, "#REF!")
        sheet.row(4).hidden = True
        book.add_sheet("Old").visibility = 1

    sheet, old = read(xls(fill))
    assert sheet.name == "Invités"
    assert old.is_hidden
    assert numbers(sheet) == [1, 3, 4, 5]
    assert cells(sheet)[2:] == [("Caen", "Zoé", ""), ("Caen", "თამარ", "#REF!")]
    assert isinstance(sheet.rows[3].cells[2], CellError)
    assert notes(sheet.notes) == [
        "Row 5 is hidden, perhaps by a filter; it is read like the others."
    ]


def test_a_sheet_of_many_sectors_is_read_whole() -> None:
    def fill(_book: xlwt.Workbook, sheet: xlwt.Worksheet) -> None:
        for row in range(2_000):
            sheet.write(row, 0, f"Guest number {row}")
        sheet.row(1_999).set_cell_error(1, "#NUM!")

    (sheet,) = read(xls(fill))
    assert cells(sheet)[-1] == ("Guest number 1999", "#NUM!")


def test_a_cell_far_away_is_too_large() -> None:
    content = xls(lambda _book, sheet: sheet.write(65_535, 255, "x"))
    assert "too large" in str(read_or_refusal(content))


def test_a_password_is_told() -> None:
    content = xls(lambda _book, sheet: sheet.write(0, 0, "City"))
    book = content.index(struct.pack("<HHH", 0x809, 16, 0x600))
    following = book + 20  # the record behind the first one becomes the one of passwords
    protected = content[:following] + struct.pack("<H", 0x2F) + content[following + 2 :]
    assert "protected by a password" in str(read_or_refusal(protected))


def test_an_encrypted_xlsx_is_told_by_its_container() -> None:
    content = xls(lambda _book, sheet: sheet.write(0, 0, "City"))
    name, other = "Workbook".encode("utf-16-le"), _ENTRY.encode("utf-16-le")
    place = content.rindex(name)
    renamed = bytearray(content)
    renamed[place : place + len(other)] = other
    renamed[place + 64 : place + 66] = struct.pack("<H", len(other) + 2)
    assert "protected by a password" in str(read_or_refusal(bytes(renamed)))


@pytest.mark.parametrize("length", [8, 100, 600, 2_000, 4_000])
def test_half_a_file_is_one_sentence(length: int) -> None:
    content = xls(lambda _book, sheet: sheet.write(0, 0, date(2024, 10, 27)))
    assert "list is no readable workbook" in str(read_or_refusal(content[:length]))
