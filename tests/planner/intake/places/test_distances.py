"""Tables of travel times with the places on two sides."""

import pytest

from planner.errors import PlannerError
from planner.intake.places.distances import as_list
from planner.intake.tables.sheets import Cell, Sheet, SheetRow
from tests.planner.intake.lists import site, take
from tests.planner.intake.ring import Ring, said


def sheet_of(*rows: tuple[Cell, ...]) -> Sheet:
    return Sheet("", tuple(SheetRow(n, row) for n, row in enumerate(rows, 1)))


def listed(*rows: tuple[Cell, ...]) -> list[tuple[Cell, ...]]:
    return [row.cells for row in as_list(sheet_of(*rows)).rows]


def test_each_figure_becomes_a_row_of_a_list() -> None:
    assert listed(
        ("Travel times 2024", None, None, None),
        ("", "TRAKK", "Quai10", "Delta"),
        ("TRAKK", "-", 45, "12 min"),
        ("Quai10", 50, 0, "?"),
        ("Delta", None, "1 h", "x"),
    ) == [
        ("From", "To", "Minutes"),
        ("TRAKK", "Quai10", 45),
        ("TRAKK", "Delta", "12 min"),
        ("Quai10", "TRAKK", 50),
        ("Delta", "Quai10", "1 h"),
    ]


def test_a_row_keeps_the_number_that_a_spreadsheet_program_shows() -> None:
    table = sheet_of(("", "A", "B"), ("A", None, 5), ("B", 6, None))
    assert [row.number for row in as_list(table).rows] == [1, 2, 3]


@pytest.mark.parametrize(
    "rows",
    [
        (("City", "Name"), ("Caen", "Ada"), ("Hamar", "Bo")),
        (("", "Caen", "Hamar"), ("Caen", "", "x"), ("Hamar", "meets", "")),
        (("", "TRAKK", "Quai10"), ("Hotel", 5, 6), ("Station", 7, 8)),
        (("From", "To", "Minutes"), ("A", "B", 5), ("B", "A", 6)),
        (),
    ],
)
def test_other_tables_are_left_as_they_are(rows: tuple[tuple[Cell, ...], ...]) -> None:
    table = sheet_of(*rows)
    assert as_list(table) is table


def test_a_table_of_too_many_places_is_refused() -> None:
    names = tuple(f"Place {n}" for n in range(150))
    rows: list[tuple[Cell, ...]] = [(name, *range(1, 151)) for name in names]
    table = sheet_of(("", *names), *rows)
    with pytest.raises(PlannerError, match="too many figures"):
        as_list(table)


def test_such_a_table_is_imported_and_known_the_next_time(ring: Ring) -> None:
    text = ";TRAKK;Le Delta;Quai10\nTRAKK;;12;45\nLe Delta;12;;60\nQuai10;50;;\n"
    found = take(ring, text)
    trakk, quai = site(ring, "TRAKK").id, site(ring, "Quai10").id
    figures = {
        (t.from_site_id, t.to_site_id): t.minutes for t in ring.programme.travel_times.values()
    }
    assert len(figures) == 4
    assert (figures[trakk, quai], figures[quai, trakk]) == (45, 50)
    assert "down the side" in str(found.notes[0])
    again = take(ring, text)
    assert not again.edit
    assert said(again) == ["", "", "", "", ""]
