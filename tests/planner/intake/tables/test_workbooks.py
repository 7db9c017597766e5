"""XLSX workbooks as people and programs write them, and as nobody should."""

import random
import zipfile
from datetime import date, datetime, time, timedelta
from io import BytesIO

import pytest
from xlsxwriter.workbook import Workbook as Book
from xlsxwriter.worksheet import Worksheet

from planner.errors import PlannerError
from planner.intake.tables.sheets import MAX_ROWS, CellError
from planner.intake.tables.xlsx_scan import column_number
from tests.planner.intake.tables.tables import (
    cells,
    notes,
    numbers,
    read,
    read_or_refusal,
    rewritten,
    xlsx,
    xlsx_of,
)

SHEET = "xl/worksheets/sheet1.xml"


def test_an_error_cell_is_told_apart_from_an_empty_one() -> None:
    def fill(_book: Book, sheet: Worksheet) -> None:
        sheet.write_row(0, 0, ["City", "Name"])
        sheet.write_formula(1, 0, "=1/0", None, "#DIV/0!")
        sheet.write_formula(1, 1, "=A1", None, "fine")
        sheet.write_formula(3, 1, "=Z1:Z2", None, "#VALUE!")

    (sheet,) = read(xlsx(fill))
    assert cells(sheet) == [("City", "Name"), ("#DIV/0!", "fine"), ("", "#VALUE!")]
    assert numbers(sheet) == [1, 2, 4]
    failed = [c for row in sheet.rows for c in row.cells if isinstance(c, CellError)]
    assert failed == ["#DIV/0!", "#VALUE!"]


def test_errors_are_found_in_the_sheet_they_stand_in() -> None:
    buffer = BytesIO()
    with Book(buffer) as book:
        for name in ("Zeta", "Alpha & Ω", "Beta"):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, [name, "x"])
        sheet.write_formula(0, 1, "=1/0", None, "#N/A")
        book.add_chartsheet("Chart")
    found = {s.name: isinstance(s.rows[0].cells[1], CellError) for s in read(buffer.getvalue())}
    assert found == {"Zeta": False, "Alpha & Ω": False, "Beta": True}


def test_the_name_of_an_error_as_text_is_an_error() -> None:
    (sheet,) = read(xlsx_of(Guests=[["#REF!", "#VALEUR!", "#1", "Err:502", "Erik"]]))
    assert [isinstance(cell, CellError) for cell in sheet.rows[0].cells] == [
        True, True, False, True, False,
    ]  # fmt: skip


def test_a_formula_without_a_saved_value_is_told() -> None:
    content = xlsx(lambda _book, sheet: sheet.write_row(0, 0, ["City", "Name", "=A1"]))
    content = rewritten(content, SHEET, lambda xml: xml.replace(b"</f><v>0</v>", b"</f>"))
    (sheet,) = read(content)
    assert cells(sheet) == [("City", "Name")]
    assert notes(sheet.notes) == [
        "Row 1 has a formula without a saved value, which counts as empty."
    ]


def test_cells_merged_downwards_count_for_each_row() -> None:
    def fill(_book: Book, sheet: Worksheet) -> None:
        sheet.merge_range(0, 0, 0, 2, "Guests of 2024")
        sheet.write_row(1, 0, ["City", "Name", "Role"])
        sheet.merge_range(2, 0, 5, 0, "Caen")
        for row, name in enumerate(["Anne", "Bert", "Cleo"], 2):
            sheet.write(row, 1, name)

    (sheet,) = read(xlsx(fill))
    assert [row[:2] for row in cells(sheet)] == [
        ("Guests of 2024", ""),
        ("City", "Name"),
        ("Caen", "Anne"),
        ("Caen", "Bert"),
        ("Caen", "Cleo"),
    ]


@pytest.mark.parametrize("date_1904", [False, True])
def test_dates_are_those_of_the_workbooks_own_calendar(date_1904: bool) -> None:
    moments = (datetime(2024, 10, 27, 2, 30), date(2024, 10, 27), time(9, 30))
    patterns = ("yyyy-mm-dd hh:mm", "dd/mm/yyyy", "hh:mm")

    def fill(book: Book, sheet: Worksheet) -> None:
        for column, (moment, pattern) in enumerate(zip(moments, patterns, strict=True)):
            sheet.write_datetime(0, column, moment, book.add_format({"num_format": pattern}))

    (sheet,) = read(xlsx(fill, date_1904=date_1904))
    assert cells(sheet) == [moments]


def test_numbers_are_what_they_are_shown_as() -> None:
    def fill(book: Book, sheet: Worksheet) -> None:
        for column, pattern in enumerate(["[h]:mm", "0%", "General", "hh:mm"]):
            sheet.write_number(0, column, 1.25, book.add_format({"num_format": pattern}))
        sheet.write_string(0, 4, "0032")

    (sheet,) = read(xlsx(fill))
    *others, moment, text = sheet.rows[0].cells
    assert others == [timedelta(hours=30), 1.25, 1.25]
    assert isinstance(moment, datetime)
    assert text == "0032"


@pytest.mark.parametrize("number", [-5, 0, 60, 2958466, 1e9, 1e300])
def test_impossible_dates_are_read_as_something(number: float) -> None:
    def fill(book: Book, sheet: Worksheet) -> None:
        sheet.write_row(0, 0, ["City", "Arrival"])
        sheet.write_number(1, 1, number, book.add_format({"num_format": "yyyy-mm-dd"}))

    (sheet,) = read(xlsx(fill))
    assert len(sheet.rows) == 2


def test_hidden_sheets_are_told_apart() -> None:
    def fill(book: Book, sheet: Worksheet) -> None:
        book.add_worksheet("Old").hide()
        book.add_worksheet("Older").very_hidden()

    assert [(s.name, s.is_hidden) for s in read(xlsx(fill))] == [
        ("Guests", False), ("Old", True), ("Older", True),
    ]  # fmt: skip


def test_hidden_rows_are_read_and_told() -> None:
    def fill(_book: Book, sheet: Worksheet) -> None:
        for row in range(9):
            sheet.write(row, 0, row)
        for row in (2, 3, 4, 7, 30):
            sheet.set_row(row, None, None, {"hidden": True})

    (sheet,) = read(xlsx(fill))
    assert len(sheet.rows) == 9
    assert notes(sheet.notes) == [
        "Rows 3–5, 8 are hidden, perhaps by a filter; they are read like the others."
    ]


def test_macros_and_links_are_left_alone() -> None:
    def fill(_book: Book, sheet: Worksheet) -> None:
        sheet.write_url(0, 0, "https://example.org/", string="City")
        sheet.write_formula(0, 1, "='[other.xlsx]Sheet1'!$A$1", None, "saved")
        sheet.write_formula(0, 2, '=WEBSERVICE("https://example.org/")', None, "kept")

    (sheet,) = read(xlsx(fill))
    assert cells(sheet) == [("City", "saved", "kept")]


def test_a_workbook_with_macros_is_read_like_any_other() -> None:
    buffer = BytesIO(xlsx_of(Guests=[["City"]]))
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"Sub Auto_Open()")
    (sheet,) = read(buffer.getvalue())
    assert cells(sheet) == [("City",)]


def test_a_date_that_makes_the_library_panic_is_one_sentence() -> None:
    def fill(book: Book, sheet: Worksheet) -> None:
        sheet.write_number(0, 0, 45000, book.add_format({"num_format": "yyyy-mm-dd"}))

    content = rewritten(xlsx(fill), SHEET, lambda xml: xml.replace(b"45000", b"-1e18"))
    assert "list is no readable workbook" in str(read_or_refusal(content))


def test_a_sheet_with_a_cell_far_away_is_passed_over_and_the_others_are_read() -> None:
    def fill(book: Book, sheet: Worksheet) -> None:
        sheet.write(1_048_575, 16_383, "x")
        book.add_worksheet("List").write(0, 0, "City")

    far, other = read(xlsx(fill))
    assert "“Guests” of list is too large" in str(far.problem)
    assert cells(other) == [("City",)]


def test_a_sheet_with_too_many_rows_says_how_many_may_be() -> None:
    table = [["x"]] * (MAX_ROWS + 1)
    (sheet,) = read(xlsx_of(Guests=table))
    assert "too many rows: 20000 at most" in str(sheet.problem)


def test_styled_empty_cells_far_away_do_no_harm() -> None:
    def fill(book: Book, sheet: Worksheet) -> None:
        sheet.write_row(0, 0, ["City", "Name"])
        sheet.write_blank(1_048_575, 16_383, None, book.add_format({"bold": True}))

    (sheet,) = read(xlsx(fill))
    assert cells(sheet) == [("City", "Name")]


def test_a_count_of_billions_is_refused_without_the_memory() -> None:
    content = xlsx_of(Guests=[["City"]])
    content = rewritten(
        content, "xl/sharedStrings.xml", lambda c: c.replace(b'ount="1"', b'ount="4294967296"')
    )
    assert "list is no readable workbook" in str(read_or_refusal(content))


@pytest.mark.parametrize(
    ("part", "size"),
    [
        ("xl/media/image1.png", 201_000_000),
        (SHEET, 41_000_000),
        ("xl/sharedStrings.xml", 26_000_000),
    ],
)
def test_a_bomb_is_too_large(part: str, size: int) -> None:
    buffer = BytesIO(xlsx_of(Guests=[["City"]]))
    with zipfile.ZipFile(buffer) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in {**parts, part: b" " * size}.items():
            archive.writestr(name, content)
    assert "too large" in str(read_or_refusal(buffer.getvalue()))


def test_too_many_sheets_are_refused() -> None:
    tables = {f"Sheet {n}": [["x"]] for n in range(201)}
    assert "too many sheets" in str(read_or_refusal(xlsx_of(**tables)))


def test_entities_that_grow_are_refused() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
    content = rewritten(
        xlsx_of(Guests=[["City"]]),
        SHEET,
        lambda xml: xml.replace(b"<worksheet", bomb + b"<worksheet"),
    )
    assert "no readable workbook" in str(read_or_refusal(content))


@pytest.mark.parametrize("seed", range(4))
def test_a_damaged_workbook_is_read_or_refused_in_words(seed: int) -> None:
    """A taste: thousands of such files have been tried by hand."""
    rng = random.Random(seed)
    content = xlsx_of(Guests=[["City", "Name", 7]])
    for _file in range(2):
        harmed = bytearray(content)
        for _harm in range(rng.randint(1, 5)):
            place = rng.randrange(len(harmed))
            harmed[place : place + rng.choice([0, 1, 1, 40])] = rng.randbytes(rng.choice([0, 1, 4]))
        found = read_or_refusal(bytes(harmed))
        assert len(found) == 1 if isinstance(found, list) else "list" in found


def test_zip_files_of_other_kinds_are_refused() -> None:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", "<document/>")
    assert "list is no readable workbook" in str(read_or_refusal(buffer.getvalue()))


@pytest.mark.parametrize("start", [b"%PDF-1.7", b"\x89PNG\r\n", b"{\\rtf1", b"\n<HTML>", b"<?xml"])
def test_other_files_are_no_tables(start: bytes) -> None:
    with pytest.raises(PlannerError, match="neither a workbook"):
        read(start + b" City;Name")


@pytest.mark.parametrize(("letters", "number"), [("A", 1), ("Z", 26), ("AA", 27), ("XFD", 16384)])
def test_columns_are_counted_as_spreadsheets_do(letters: str, number: int) -> None:
    assert column_number(letters) == number
