"""Workbooks as people and programs write them, and as nobody should."""

import random
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time
from io import BytesIO
from pathlib import Path

import pytest
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from planner.errors import PlannerError
from planner.intake.sheets import Cell, CellError, Sheet, read_sheets
from planner.intake.workbook_reader import TooLarge, column_number, errors_in

Fill = Callable[[xlsxwriter.Workbook, Worksheet], None]


def workbook(folder: Path, fill: Fill, **options: object) -> Path:
    path = folder / "list.xlsx"
    with xlsxwriter.Workbook(path, options) as book:
        fill(book, book.add_worksheet("Guests"))
    return path


def cells(sheet: Sheet) -> list[tuple[Cell, ...]]:
    return [row.cells for row in sheet.rows]


def read_or_refusal(path: Path) -> list[Sheet] | str:
    """The sheets, or the sentence that says why there are none: nothing else may happen."""
    try:
        return read_sheets(path)
    except PlannerError as error:
        return str(error)


def rewritten(path: Path, name: str, change: Callable[[bytes], bytes]) -> Path:
    """The archive with one of its files changed."""
    with zipfile.ZipFile(path) as archive:
        contents = {n: archive.read(n) for n in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for each, content in contents.items():
            archive.writestr(each, change(content) if each == name else content)
    return path


def test_an_error_cell_is_told_apart_from_an_empty_one(tmp_path: Path) -> None:
    def fill(_book: xlsxwriter.Workbook, sheet: Worksheet) -> None:
        sheet.write_row(0, 0, ["City", "Name"])
        sheet.write_formula(1, 0, "=1/0", None, "#DIV/0!")
        sheet.write_formula(1, 1, "=A1", None, "fine")
        sheet.write_formula(3, 1, "=Z1:Z2", None, "#VALUE!")

    (sheet,) = read_sheets(workbook(tmp_path, fill))
    assert cells(sheet) == [("City", "Name"), ("#DIV/0!", "fine"), ("", "#VALUE!")]
    assert [row.number for row in sheet.rows] == [1, 2, 4]
    failed = [c for row in sheet.rows for c in row.cells if isinstance(c, CellError)]
    assert failed == ["#DIV/0!", "#VALUE!"]


def test_errors_are_found_in_the_sheet_they_stand_in(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name in ("Zeta", "Alpha & Ω", "Beta"):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, [name, "x"])
        sheet.write_formula(0, 1, "=1/0", None, "#N/A")
        book.add_chartsheet("Chart")
    found = {s.name: isinstance(s.rows[0].cells[1], CellError) for s in read_sheets(path)}
    assert found == {"Zeta": False, "Alpha & Ω": False, "Beta": True}


def test_cells_merged_downwards_count_for_each_row(tmp_path: Path) -> None:
    def fill(_book: xlsxwriter.Workbook, sheet: Worksheet) -> None:
        sheet.merge_range(0, 0, 0, 2, "Guests of 2024")
        sheet.write_row(1, 0, ["City", "Name", "Role"])
        sheet.merge_range(2, 0, 5, 0, "Caen")
        for row, name in enumerate(["Anne", "Bert", "Cleo"], 2):
            sheet.write(row, 1, name)

    (sheet,) = read_sheets(workbook(tmp_path, fill))
    assert [row[:2] for row in cells(sheet)] == [
        ("Guests of 2024", ""),
        ("City", "Name"),
        ("Caen", "Anne"),
        ("Caen", "Bert"),
        ("Caen", "Cleo"),
    ]


@pytest.mark.parametrize("date_1904", [False, True])
def test_dates_are_those_of_the_workbooks_own_calendar(tmp_path: Path, date_1904: bool) -> None:
    moments = (datetime(2024, 10, 22, 9, 15), date(2024, 10, 27), time(9, 30))
    patterns = ("yyyy-mm-dd hh:mm", "dd/mm/yyyy", "hh:mm")

    def fill(book: xlsxwriter.Workbook, sheet: Worksheet) -> None:
        for column, (moment, pattern) in enumerate(zip(moments, patterns, strict=True)):
            sheet.write_datetime(0, column, moment, book.add_format({"num_format": pattern}))

    (sheet,) = read_sheets(workbook(tmp_path, fill, date_1904=date_1904))
    assert cells(sheet) == [moments]


@pytest.mark.parametrize("number", [-5, 0, 60, 2958466, 1e9, 1e300])
def test_impossible_dates_are_read_as_something(tmp_path: Path, number: float) -> None:
    def fill(book: xlsxwriter.Workbook, sheet: Worksheet) -> None:
        sheet.write_row(0, 0, ["City", "Arrival"])
        sheet.write_number(1, 1, number, book.add_format({"num_format": "yyyy-mm-dd"}))

    (sheet,) = read_sheets(workbook(tmp_path, fill))
    assert len(sheet.rows) == 2


def test_a_date_that_makes_the_library_panic_is_one_sentence(tmp_path: Path) -> None:
    def fill(book: xlsxwriter.Workbook, sheet: Worksheet) -> None:
        sheet.write_number(0, 0, 45000, book.add_format({"num_format": "yyyy-mm-dd"}))

    path = workbook(tmp_path, fill)
    rewritten(path, "xl/worksheets/sheet1.xml", lambda c: c.replace(b"45000", b"-1e18"))
    found = read_or_refusal(path)
    assert "list.xlsx is no readable XLSX file" in found


def test_a_cell_far_away_is_too_large(tmp_path: Path) -> None:
    path = workbook(tmp_path, lambda _book, sheet: sheet.write(1_048_575, 16_383, "x"))
    with pytest.raises(PlannerError) as error:
        read_sheets(path)
    assert "too large" in str(error.value)


def test_styled_empty_cells_far_away_do_no_harm(tmp_path: Path) -> None:
    def fill(book: xlsxwriter.Workbook, sheet: Worksheet) -> None:
        sheet.write_row(0, 0, ["City", "Name"])
        sheet.write_blank(1_048_575, 16_383, None, book.add_format({"bold": True}))

    (sheet,) = read_sheets(workbook(tmp_path, fill))
    assert cells(sheet) == [("City", "Name")]


def test_a_count_of_billions_is_refused_without_the_memory(tmp_path: Path) -> None:
    path = workbook(tmp_path, lambda _book, sheet: sheet.write(0, 0, "City"))
    rewritten(path, "xl/sharedStrings.xml", lambda c: c.replace(b'ount="1"', b'ount="4294967296"'))
    assert "list.xlsx is no readable XLSX file" in read_or_refusal(path)


def test_a_bomb_is_too_large(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 201_000_000)
    with pytest.raises(PlannerError) as error:
        read_sheets(path)
    assert "too large" in str(error.value)


@pytest.mark.parametrize("seed", range(4))
def test_a_damaged_workbook_is_read_or_refused_in_words(tmp_path: Path, seed: int) -> None:
    """A taste: thousands of such files have been tried by hand."""
    rng = random.Random(seed)
    path = workbook(tmp_path, lambda _book, sheet: sheet.write_row(0, 0, ["City", "Name", 7]))
    content = path.read_bytes()
    for _file in range(5):
        harmed = bytearray(content)
        for _harm in range(rng.randint(1, 5)):
            place = rng.randrange(len(harmed))
            harmed[place : place + rng.choice([0, 1, 1, 40])] = rng.randbytes(rng.choice([0, 1, 4]))
        path.write_bytes(harmed)
        found = read_or_refusal(path)
        assert len(found) == 1 if isinstance(found, list) else "list.xlsx" in found


def test_zip_files_of_other_kinds_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", "<document/>")
    path.write_bytes(buffer.getvalue())
    with pytest.raises(PlannerError) as error:
        read_sheets(path)
    assert "list.xlsx" in str(error.value)


@pytest.mark.parametrize(
    ("letters", "number"), [(b"A", 1), (b"Z", 26), (b"AA", 27), (b"XFD", 16384)]
)
def test_columns_are_counted_as_spreadsheets_do(letters: bytes, number: int) -> None:
    assert column_number(letters) == number


def test_the_scan_of_a_sheet_sees_errors_and_size() -> None:
    row = b'<c r="B2" s="1" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="C2"/><c r="A3"><v>1</v></c>'
    assert errors_in(row) == {(1, 1): "#DIV/0!"}
    assert errors_in(b'<c r="XFD1048576" s="3"/>') == {}
    with pytest.raises(TooLarge):
        errors_in(b'<x:c r="XFD1048576" s="3"><x:v>1</x:v></x:c>')
