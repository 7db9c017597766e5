"""ODS workbooks: LibreOffice and others."""

import zipfile
from datetime import date, datetime, time, timedelta
from io import BytesIO

from planner.intake.tables.sheets import CellError
from tests.planner.intake.tables.tables import (
    cells,
    notes,
    numbers,
    ods,
    ods_cell,
    ods_row,
    read,
    read_or_refusal,
)

HIDDEN = (
    '<style:style style:name="ta2" style:family="table">'
    '<style:table-properties table:display="false"/></style:style>'
)


def test_dates_and_times_are_what_they_are_shown_as() -> None:
    row = ods_row(
        ods_cell("27/10", "date", 'office:date-value="2024-10-27T02:30:00"'),
        ods_cell("27/10", "date", 'office:date-value="2024-10-27"'),
        ods_cell("09:30", "time", 'office:time-value="PT09H30M00S"'),
        ods_cell("30:15", "time", 'office:time-value="PT30H15M00S"'),
        ods_cell("50 %", "percentage", 'office:value="0.5"'),
        ods_cell("12", "float", 'office:value="12"'),
        ods_cell("0032"),
    )
    (sheet,) = read(ods(Guests=row))
    assert cells(sheet) == [
        (
            datetime(2024, 10, 27, 2, 30), date(2024, 10, 27), time(9, 30),
            timedelta(hours=30, minutes=15), 0.5, 12, "0032",
        )
    ]  # fmt: skip


def test_a_failed_formula_is_an_error() -> None:
    row = ods_row(ods_cell("#DIV/0!", attributes='table:formula="of:=1/0"'), ods_cell("Err:502"))
    (sheet,) = read(ods(Guests=row))
    assert [isinstance(cell, CellError) for cell in sheet.rows[0].cells] == [True, True]


def test_repeated_rows_and_cells_keep_their_places() -> None:
    rows = (
        ods_row(ods_cell("City"), ods_cell("Name"))
        + ods_row("<table:table-cell/>", attributes='table:number-rows-repeated="3"')
        + ods_row(ods_cell("x", attributes='table:number-columns-repeated="2"'))
        + ods_row("<table:table-cell/>", attributes='table:number-rows-repeated="1048000"')
    )
    (sheet,) = read(ods(Guests=rows))
    assert numbers(sheet) == [1, 5]
    assert cells(sheet)[1] == ("x", "x")


def test_cells_merged_downwards_count_for_each_row() -> None:
    rows = (
        ods_row(ods_cell("Caen", attributes='table:number-rows-spanned="2"'), ods_cell("Anne"))
        + ods_row("<table:covered-table-cell/>", ods_cell("Bert"))
        + ods_row("<table:table-cell/>", ods_cell("Cleo"))
    )
    (sheet,) = read(ods(Guests=rows))
    assert cells(sheet) == [("Caen", "Anne"), ("Caen", "Bert"), ("", "Cleo")]


def test_hidden_rows_and_sheets_are_seen() -> None:
    rows = ods_row(ods_cell("a")) + ods_row(
        ods_cell("b"), attributes='table:visibility="filter" table:number-rows-repeated="2"'
    )
    hidden = '<table:table table:name="Old" table:style-name="ta2"></table:table>'
    content = ods(styles=HIDDEN, Guests=rows + "</table:table>" + hidden[: -len("</table:table>")])
    sheet, old = read(content)
    assert old.is_hidden
    assert notes(sheet.notes) == [
        "Rows 2–3 are hidden, perhaps by a filter; they are read like the others."
    ]


def test_a_billion_repeated_cells_are_too_large() -> None:
    row = ods_row(
        ods_cell("x", attributes='table:number-columns-repeated="16384"'),
        attributes='table:number-rows-repeated="1048576"',
    )
    assert "too large" in str(read_or_refusal(ods(Guests=row)))


def test_a_password_is_told() -> None:
    content = ods(manifest="<manifest:encryption-data/>", Guests=[["City"]])
    assert "protected by a password" in str(read_or_refusal(content))


def test_a_password_of_newer_programs_is_told() -> None:
    buffer = BytesIO(ods(Guests=[["City"]]))
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr("encrypted-package", b"x")
    assert "protected by a password" in str(read_or_refusal(buffer.getvalue()))
