"""Where the header and the entries of a sheet are."""

from collections.abc import Sequence

import pytest

from planner.intake.listing import Cells, Listing, Taker
from planner.intake.manner import SheetManner
from planner.intake.merging import Intake, Taken
from planner.intake.review import Choices
from planner.intake.tables.headers import letter, unlike
from planner.intake.tables.layout import Layout, find_layout
from planner.intake.tables.sheets import Cell, Sheet, SheetRow
from tests.planner.intake.tables.tables import notes


class _NoTaker:
    def about(self, _cells: Cells) -> str:
        return ""

    def take(self, _cells: Cells) -> Sequence[Taken]:
        return ()


def _begin(_intake: Intake, _choices: Choices) -> Taker:
    return _NoTaker()


PEOPLE = Listing(
    "people",
    {
        "city": ("city", "ville", "délégation"),
        "name": ("name", "nom"),
        "first_name": ("first name", "prénom"),
        "email": ("e-mail", "courriel", "adresse e-mail"),
        "phone": ("phone", "téléphone"),
        "arrival": ("arrival", "arrivée"),
        "arrival_date": ("arrival date", "date d'arrivée", "arrivée date"),
        "arrival_time": ("arrival time", "arrivée heure"),
        "departure_date": ("departure date", "départ date"),
        "head_count": ("head count", "nombre"),
        "note": ("note",),
    },
    (("city",), ("name", "first_name", "head_count")),
    _begin,
)


def sheet(*rows: Sequence[Cell]) -> Sheet:
    """A sheet; empty rows are left out, as its readers do."""
    filled = [SheetRow(n, tuple(row)) for n, row in enumerate(rows, 1) if any(row)]
    return Sheet("Guests", tuple(filled))


def found(*rows: Sequence[Cell], given: SheetManner | None = None) -> Layout:
    layout = find_layout(sheet(*rows), PEOPLE, given)
    assert layout is not None
    return layout


def numbers(layout: Layout) -> list[int]:
    return [row.number for row in layout.rows]


def test_the_header_stands_below_titles_and_blank_lines() -> None:
    layout = found(
        ["Guests of 2024", ""],
        [],
        ["version of", "3 October"],
        ["City", "Name"],
        [],
        ["Caen", "Zoé"],
    )
    assert layout.header == 4
    assert layout.columns == {"city": (0,), "name": (1,)}
    assert numbers(layout) == [6]
    assert layout.notes == ()


def test_a_sheet_without_the_columns_that_are_needed_has_no_layout() -> None:
    assert find_layout(sheet(["City", "Phone"], ["Caen", "1"]), PEOPLE, None) is None
    assert find_layout(sheet(), PEOPLE, None) is None


def test_a_header_far_down_is_not_looked_for() -> None:
    rows = [["x"]] * 21
    assert find_layout(sheet(*rows, ["City", "Name"]), PEOPLE, None) is None


def test_several_columns_of_one_meaning_are_all_read() -> None:
    layout = found(["City", "Name", "Note", "Note"], ["Caen", "Zoé", "a", "b"])
    assert layout.columns["note"] == (2, 3)
    assert layout.headers == ("City", "Name", "Note", "Note (2)")


def test_columns_that_are_not_read_are_named_even_without_a_header() -> None:
    layout = found(["City", "", "Name", "Shoes", ""], ["Caen", "7", "Zoé", "38", ""])
    assert layout.ignored == ("(B)", "Shoes")


@pytest.mark.parametrize(("place", "name"), [(0, "(A)"), (25, "(Z)"), (26, "(AA)"), (701, "(ZZ)")])
def test_columns_have_the_letters_of_spreadsheets(place: int, name: str) -> None:
    assert letter(place) == name


def test_no_two_headers_are_alike() -> None:
    assert unlike(["a", "a (2)", "a", "", "", "a"]) == ("a", "a (2)", "a (3)", "", "", "a (4)")


# -- headers of two lines --------------------------------------------------------------------

DATES = ["", "", "Arrivée", "", "Départ"]
LINES = ["Ville", "Nom", "date", "heure", "date"]


def test_two_lines_are_one_header() -> None:
    layout = found(["Guests"], DATES, LINES, ["Caen", "Zoé", "22/10/2024", "18:30", "27/10/2024"])
    assert (layout.header, layout.header_rows) == (2, 2)
    assert layout.columns == {
        "city": (0,), "name": (1,), "arrival_date": (2,), "arrival_time": (3,),
        "departure_date": (4,),
    }  # fmt: skip
    assert layout.headers[2:] == ("Arrivée date", "Arrivée heure", "Départ date")
    assert numbers(layout) == [4]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (["Ville", "Nom", "Arrivée", "Arrivée"], ["", "", "Date", "Heure"]),
        (["Ville", "Nom", "Arrivée", ""], ["Ville", "Nom", "Date", "Heure"]),
    ],
    ids=["written twice", "merged"],
)
def test_two_lines_are_read_however_they_are_written(first: list[Cell], second: list[Cell]) -> None:
    layout = found(first, second, ["Caen", "Zoé", "22/10/2024", "18:30"])
    assert layout.columns == {
        "city": (0,), "name": (1,), "arrival_date": (2,), "arrival_time": (3,),
    }  # fmt: skip


def test_groups_above_a_header_are_no_part_of_it() -> None:
    layout = found(["Participants", "", "Divers"], ["Ville", "Nom", "Note"], ["Caen", "Zoé", "x"])
    assert (layout.header, layout.header_rows) == (2, 1)


def test_a_group_names_no_second_column_of_the_entry() -> None:
    layout = found(
        ["", "", "Contact", "", "Arrivée"],
        ["Ville", "Nom", "Nom", "Courriel", "Date"],
        ["Caen", "Zoé", "Ada", "ada@example.org", "22/10/2024"],
    )
    assert layout.columns["name"] == (1,)
    assert layout.columns["email"] == (3,)
    assert "Contact Nom" in layout.ignored


def test_an_entry_below_the_header_is_no_second_line() -> None:
    layout = found(["Ville", "Nom", "X"], ["Caen", "Zoé", "Note"])
    assert layout.header_rows == 1
    assert numbers(layout) == [2]


# -- misspelt headers ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "column", "meant"),
    [
        ("Courriell", "email", "courriel"),
        ("Prenomm", "first_name", "prénom"),
        ("Adresse e-mial", "email", "adresse e-mail"),
        ("Telephon", "phone", "téléphone"),
    ],
)
def test_a_misspelt_header_is_read_and_told(text: str, column: str, meant: str) -> None:
    layout = found(["Ville", "Nom", text], ["Caen", "Zoé", "x"])
    assert layout.columns[column] == (2,)
    assert notes(layout.notes) == [f"“{text}” is read as “{meant}”."]


@pytest.mark.parametrize("text", ["Arrival gate", "Noms", "Phone 2", "Surname", "Hotel", "Photo"])
def test_a_header_that_may_mean_something_else_is_left_alone(text: str) -> None:
    layout = found(["Ville", "Nom", text], ["Caen", "Zoé", "x"])
    assert text in layout.ignored
    assert layout.notes == ()


def test_a_column_that_is_there_is_not_guessed_once_more() -> None:
    layout = found(["Ville", "Nom", "Courriel", "Courriell"], ["Caen", "Zoé", "x", "y"])
    assert layout.columns["email"] == (2,)
    assert layout.ignored == ("Courriell",)


# -- rows that are no entries ----------------------------------------------------------------


@pytest.mark.parametrize(
    "row",
    [
        ["TOTAL :", "", 2.0],
        ["Total", "", "2"],
        ["", "Total général : 2", ""],
        ["Sous-total Caen", "", 2],
        ["Total", "2 persons", 2],
        ["Somme", "", 2.0],
        ["", "Grand total", ""],
        ["Total", "confirmed", "x"],
    ],
)
def test_a_total_is_no_entry_and_is_told(row: list[Cell]) -> None:
    layout = found(["Ville", "Nom", "Nombre"], ["Caen", "Zoé", 1], row, ["Viborg", "Bo", 1])
    assert numbers(layout) == [2, 4]
    assert notes(layout.notes) == ["Row 3 is a total and no entry: it is not read."]


@pytest.mark.parametrize("row", [["", 2.0, ""], ["", "", "2"], ["Nombre d'inscrits : 2", "", ""]])
def test_a_count_at_the_end_is_no_entry(row: list[Cell]) -> None:
    layout = found(["Ville", "Nom", "Nombre"], ["Caen", "Zoé", 1], ["Viborg", "Bo", 1], row)
    assert numbers(layout) == [2, 3]
    assert notes(layout.notes) == ["Row 4 is a total and no entry: it is not read."]


@pytest.mark.parametrize(
    "row", [["Caen", "Total", "x"], ["Caen", "Sum Ting", 1], ["Totnes", "Bo", 1]]
)
def test_people_may_be_called_like_totals(row: list[Cell]) -> None:
    layout = found(["Ville", "Nom", "Nombre"], row)
    assert numbers(layout) == [2]


def test_the_header_once_more_is_no_entry_and_is_told() -> None:
    page = [["Caen", "Zoé", "x"], ["VILLE", "Nom ", "Other"]]
    layout = found(["Ville", "Nom", "Shoes"], *page, *page, ["Viborg", "Bo", ""])
    assert numbers(layout) == [2, 4, 6]
    assert notes(layout.notes) == ["Rows 3, 5 repeat the header: they are not read."]


def test_a_row_with_nothing_that_is_read_is_told() -> None:
    layout = found(["Ville", "Nom", "Shoes"], ["Caen", "Zoé", "38"], ["", "", "sizes of Europe"])
    assert numbers(layout) == [2]
    assert notes(layout.notes) == ["Row 3 has nothing in the columns that are read."]


# -- a manner that is given ------------------------------------------------------------------


def test_the_header_that_is_given_is_read() -> None:
    rows = (["Ville", "Nom"], ["City", "Name"], ["Caen", "Zoé"])
    assert found(*rows, given=SheetManner(2)).header == 2
    assert numbers(found(*rows, given=SheetManner(1))) == [2, 3]


def test_so_many_header_rows_as_are_given_are_read() -> None:
    layout = found(
        ["Ville", "Nom"], ["officielle", "complet"], ["Caen", "Zoé"], given=SheetManner(1, 2)
    )
    assert layout.headers == ("Ville officielle", "Nom complet")
    assert layout.columns == {"city": (0,), "name": (1,)}


def test_a_header_that_is_given_and_names_nothing_is_not_replaced() -> None:
    rows = sheet(["City", "Name"], ["Caen", "Zoé"])
    assert find_layout(rows, PEOPLE, SheetManner(2)) is None
    assert find_layout(rows, PEOPLE, SheetManner(7)) is None


def test_columns_are_those_that_are_given() -> None:
    given = SheetManner(columns={"Ort": "city", "(B)": "name", "Note": "", "Note (2)": "note"})
    layout = found(["Ort", "", "Note", "Note"], ["Caen", "Zoé", "a", "b"], given=given)
    assert layout.columns == {"city": (0,), "name": (1,), "note": (3,)}


def test_a_column_that_is_given_and_not_there_is_told() -> None:
    given = SheetManner(columns={"Ort": "city", "Hotel": ""})
    layout = found(["City", "Name"], ["Caen", "Zoé"], given=given)
    assert notes(layout.notes) == ["There is no column “Ort”."]


def test_what_is_wider_than_any_list_is_told() -> None:
    layout = found(["City", "Name"], ["Caen", "Zoé", *["x"] * 500])
    assert len(layout.headers) == 250
    assert notes(layout.notes) == ["Nothing behind column (IP) is read."]
