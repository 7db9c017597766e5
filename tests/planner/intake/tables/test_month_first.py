"""Dates as text, written month first."""

import pytest

from planner.intake.tables.month_first import Dated, dated
from planner.intake.tables.sheets import Cell, SheetRow
from tests.planner.intake.tables.tables import notes


def columns(*texts: list[Cell], month_first: bool | None = None) -> Dated:
    """Columns of cells."""
    rows = tuple(SheetRow(n, row) for n, row in enumerate(zip(*texts, strict=True), 2))
    return dated(rows, range(len(texts)), month_first)


def column(found: Dated, place: int = 0) -> list[Cell]:
    return [row.cells[place] for row in found.rows]


def test_dates_that_make_sense_month_first_only_tell_of_the_others() -> None:
    found = columns(["10/22/2024", "10/11/2024"])
    assert column(found) == ["2024-10-22", "2024-10-11"]
    assert found.found
    assert notes(found.notes) == ["Dates are read month first: “10/22/2024” is 2024-10-22."]


def test_one_column_tells_of_the_other() -> None:
    found = columns(["10/22/2024"], ["10/11/2024"])
    assert column(found, 1) == ["2024-10-11"]


def test_a_column_that_is_day_first_makes_the_others_tell_for_themselves() -> None:
    found = columns(["10/22/2024"], ["10/11/2024"], ["22/10/2024"])
    assert [column(found, n) for n in range(3)] == [["2024-10-22"], ["10/11/2024"], ["22/10/2024"]]


@pytest.mark.parametrize(
    "text", ["22/10/2024", "10/11/2024", "2024-10-22", "10/22", "see 10/22/2024"]
)
def test_other_dates_stay_as_they_are(text: str) -> None:
    found = columns([text])
    assert column(found) == [text]
    assert not found.found


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("10/27/2024 6:30 PM", "2024-10-27 18:30"),
        ("10/27/2024, 12:05 a.m.", "2024-10-27 00:05"),
        ("10-27-24 14:05:00", "2024-10-27 14:05"),
        ("10.27.2024 6pm", "2024-10-27 18:00"),
        (" 1/27/2025 ", "2025-01-27"),
    ],
)
def test_times_are_kept(text: str, iso: str) -> None:
    assert column(columns([text])) == [iso]


def test_contradicting_dates_are_left_to_be_refused() -> None:
    texts: list[Cell] = ["10/22/2024", "22/10/2024"]
    assert column(columns(texts)) == texts


def test_the_organiser_says_how_dates_are_written() -> None:
    assert column(columns(["10/11/2024"], month_first=True)) == ["2024-10-11"]
    assert column(columns(["10/22/2024"], month_first=False)) == ["10/22/2024"]
    assert column(columns(["22/10/2024"], month_first=True)) == ["22/10/2024"]


def test_only_columns_that_are_read_are_looked_at() -> None:
    rows = (SheetRow(2, ("10/22/2024", "10/22/2024", 7, None)),)
    assert dated(rows, (1, 2, 3), None).rows[0].cells == ("10/22/2024", "2024-10-22", 7, None)
