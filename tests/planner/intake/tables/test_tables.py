"""From a table to a review: sheets, notes, and how the file was read the last time."""

from datetime import datetime
from pathlib import Path

import pytest
import xlwt  # type: ignore[import-untyped]

from planner.errors import PlannerError
from planner.intake.kinds import listings
from planner.intake.lists import find_lists
from planner.intake.manner import Manner, SheetManner
from planner.intake.review import Outcome, Review
from planner.intake.tables.sheets import Sheet, SheetRow
from tests.planner.intake.people.delegate_lists import DELEGATIONS, blank
from tests.planner.intake.ring import SEEN, Ring, outcomes
from tests.planner.intake.tables.tables import notes, ods, xls, xlsx_of

PEOPLE = [["City", "Name", "Role"], ["Caen", "Zoé Exemple", "x"], ["Viborg", "Bo Eksempel", "y"]]
CSV = "\n".join(";".join(row) for row in PEOPLE).encode()


@pytest.fixture
def ring(tmp_path: Path) -> Ring:
    return Ring(blank(), tmp_path)


def as_xls(_book: xlwt.Workbook, sheet: xlwt.Worksheet) -> None:
    for number, row in enumerate(PEOPLE):
        for column, cell in enumerate(row):
            sheet.write(number, column, cell)


CONTENTS = {
    "csv": CSV,
    "xlsx": xlsx_of(Guests=PEOPLE),
    "xls": xls(as_xls),
    "ods": ods(Guests=PEOPLE),
}


def read(ring: Ring, content: bytes, manner: Manner = DELEGATIONS) -> Review:
    return ring.take(content, SEEN, manner)


@pytest.mark.parametrize("form", CONTENTS)
def test_every_form_of_table_is_imported_once(ring: Ring, form: str) -> None:
    assert outcomes(read(ring, CONTENTS[form])) == [Outcome.ADDED, Outcome.ADDED]
    again = read(ring, CONTENTS[form])
    assert outcomes(again) == [Outcome.UNCHANGED, Outcome.UNCHANGED]
    assert not again.edit


def test_one_list_may_come_in_another_form(ring: Ring) -> None:
    for content in CONTENTS.values():
        read(ring, content)
    assert len(ring.programme.delegates) == 2


def test_rows_have_the_numbers_that_spreadsheets_show(ring: Ring) -> None:
    found = read(ring, b"Guests\n\n" + CSV.replace(b"Viborg", b"\nViborg"))
    assert [row.place.row for row in found.rows] == [4, 6]
    assert {row.place.sheet for row in found.rows} == {""}


def test_what_is_remembered_of_a_csv_file_goes_for_the_next_one(ring: Ring) -> None:
    first, second = ring.folder / "list-2024-10-02.csv", ring.folder / "list-2024-10-09.csv"
    given = Manner("delegations", sheets={"": SheetManner(columns={"Ort": "city"})})
    ring.name = first.name
    read(ring, CSV.replace(b"City", b"Ort"), given)
    ring.name = second.name
    again = ring.review(CSV.replace(b"City", b"Ort"))
    assert outcomes(again) == [Outcome.UNCHANGED, Outcome.UNCHANGED]


def test_a_title_more_than_last_time_is_no_hindrance(ring: Ring) -> None:
    read(ring, CSV)
    again = ring.review(b"Guests of 2024\n" + CSV)
    assert outcomes(again) == [Outcome.UNCHANGED, Outcome.UNCHANGED]
    assert "The header is row 2 now." in notes(again.notes)


def test_a_header_that_the_organiser_gives_is_not_replaced(ring: Ring) -> None:
    given = Manner("delegations", sheets={"": SheetManner(header=2)})
    with pytest.raises(PlannerError, match="no row of headers"):
        ring.review(CSV, manner=given)


def test_a_column_that_there_is_not_is_refused(ring: Ring) -> None:
    given = Manner("delegations", sheets={"": SheetManner(columns={"City": "ctiy"})})
    with pytest.raises(PlannerError, match="no column “ctiy”"):
        ring.review(CSV, manner=given)


def test_a_column_that_is_remembered_and_no_longer_there_is_found_anew() -> None:
    (one,) = find_lists(
        [Sheet("", (SheetRow(1, ("City", "Name")), SheetRow(2, ("Caen", "Zoé"))))],
        listings("delegations"),
        Manner(sheets={"": SheetManner(columns={"City": "city", "Name": "of_old"})}),
        "list",
    )
    assert set(one.layout.columns) == {"city", "name"}


def test_columns_of_another_kind_of_list_are_forgotten(ring: Ring) -> None:
    read(ring, CSV)
    sites = b"Name;Town;Capacity\nExample works;Namur;100\n"
    assert outcomes(ring.review(sites, manner=Manner(kind="sites"))) == [Outcome.ADDED]


def test_a_hidden_sheet_is_passed_over_and_told(ring: Ring) -> None:
    def fill(book: xlwt.Workbook, sheet: xlwt.Worksheet) -> None:
        as_xls(book, sheet)
        old = book.add_sheet("Old")
        old.visibility = 1
        as_xls(book, old)

    found = read(ring, xls(fill))
    assert len(found.rows) == 2
    assert notes(found.notes) == ["“Old”: This sheet is hidden: it is not read."]


def test_a_hidden_sheet_is_read_where_the_organiser_wants_it(ring: Ring) -> None:
    def fill(book: xlwt.Workbook, sheet: xlwt.Worksheet) -> None:
        sheet.write(0, 0, "see the other sheet")
        old = book.add_sheet("Old")
        old.visibility = 2
        as_xls(book, old)

    found = read(ring, xls(fill), Manner("delegations", sheets={"Old": SheetManner()}))
    assert [row.place.sheet for row in found.rows] == ["Old", "Old"]
    assert notes(found.notes) == ["“Invités”: This sheet holds no list: it is not read."]


def test_a_sheet_that_has_got_a_list_since_is_told(ring: Ring) -> None:
    read(ring, xlsx_of(Guests=PEOPLE, More=[["to be filled in"]]))
    again = ring.review(xlsx_of(Guests=PEOPLE, More=PEOPLE))
    assert len(again.rows) == 2
    assert notes(again.notes) == [
        "“More”: This sheet holds a list; it is not read, like the last time."
    ]


def test_a_sheet_that_is_too_large_is_told_and_the_others_are_read(ring: Ring) -> None:
    huge = [["x"]] * 20_001
    found = read(ring, xlsx_of(Guests=PEOPLE, Data=huge))
    assert len(found.rows) == 2
    assert "too many rows" in notes(found.notes)[0]


def test_a_list_that_is_too_large_is_refused(ring: Ring) -> None:
    with pytest.raises(PlannerError, match="too many rows"):
        ring.review(xlsx_of(Guests=[PEOPLE[0], *[["Caen"]] * 20_001]))


def test_a_total_is_told_and_not_imported(ring: Ring) -> None:
    found = read(ring, CSV + b"\nTotal :;2;\n")
    assert found.is_complete
    assert notes(found.notes) == ["Row 4 is a total and no entry: it is not read."]


def test_month_first_is_found_and_remembered(ring: Ring) -> None:
    head = "City;Name;Arrival\n"
    found = read(ring, f"{head}Caen;Zoé;10/24/2024 18:30\n".encode())
    assert found.manner.month_first
    found = read(ring, f"{head}Caen;Zoé;10/11/2024 6:30 PM\n".encode())
    (delegate,) = ring.programme.delegates.values()
    assert delegate.arrival == datetime(2024, 10, 11, 18, 30)


def test_a_cell_of_a_failed_formula_refuses_its_row_alone(ring: Ring) -> None:
    found = read(ring, CSV.replace(b"Bo Eksempel", b"#REF!"))
    assert outcomes(found) == [Outcome.ADDED, Outcome.REFUSED]
    assert "formula of this cell has failed (#REF!)" in str(found.rows[1].details[0])
