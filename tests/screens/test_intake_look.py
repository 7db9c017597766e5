"""What is found out about a file before it is imported, and what can be corrected: no screen."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
import xlsxwriter

from planner.demo import demo_programme
from planner.errors import PlannerError
from planner.intake.imports import Memories
from planner.intake.manner import SheetManner
from planner.intake.review import Place
from planner.programme import Programme
from planner.publish.watching import nobody_looks, nobody_stops
from screens.import_draft import Draft
from screens.import_look import Look, look
from screens.import_manner import corrected
from screens.import_manner_rows import choice_of, key_of_header, manner_layout, manner_rows

Sheets = dict[str, Sequence[Sequence[str]]]


@pytest.fixture(scope="module")
def programme() -> Programme:
    return demo_programme()


def seen(programme: Programme, draft: Draft) -> Look:
    return look(programme, draft, Memories(), nobody_looks, nobody_stops)


def workbook(folder: Path, sheets: Sheets, hidden: str = "") -> Draft:
    path = folder / "list.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for n, row in enumerate(rows):
                sheet.write_row(n, 0, row)
            if name == hidden:
                sheet.hide()
    return Draft(path)


def table(folder: Path, text: str, name: str = "list.csv") -> Draft:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return Draft(path)


def words(found: Look) -> dict[str, str]:
    """What stands in the first two columns of “How it is read”."""
    cells: dict[str, str] = {}
    for row in manner_rows(found, manner_layout()):
        if not row.is_heading:
            first, second, *_rest = row.lines(120)[0]
            cells[first.text.strip()] = second.text.strip()
    return cells


SEVERAL: Sheets = {
    "People": [["City", "Name"], ["Austin", "Ada"]],
    "Places": [["Site", "Address", "Postcode"], ["The Shed", "Rue Haute 1", "5000"]],
    "Old": [["City", "Name"], ["Linz", "Bo"]],
}


def test_each_sheet_has_its_kind(tmp_path: Path, programme: Programme) -> None:
    found = seen(programme, workbook(tmp_path, SEVERAL))
    assert [sheet.kind for sheet in found.sheets] == ["delegations", "sites", "delegations"]


def test_a_hidden_sheet_is_not_read_unless_one_says_so(
    tmp_path: Path, programme: Programme
) -> None:
    draft = workbook(tmp_path, SEVERAL, hidden="Old")
    found = seen(programme, draft)
    assert [sheet.manner.is_read for sheet in found.sheets] == [True, True, False]
    found = seen(programme, draft.with_sheet("Old", SheetManner()))
    assert [sheet.manner.is_read for sheet in found.sheets] == [True, True, True]


def test_headers_come_with_what_they_are_read_as(tmp_path: Path, programme: Programme) -> None:
    found = seen(programme, table(tmp_path, "City,Name,Spleen\nAustin,Ada,mild\n"))
    assert [(h.text, h.column, h.sample) for h in found.sheets[0].headers] == [
        ("City", "city", "Austin"),
        ("Name", "name", "Ada"),
        ("Spleen", "", "mild"),
    ]
    assert words(found)["Spleen"] == "not read"


def test_unknown_headers_are_shown_with_why(tmp_path: Path, programme: Programme) -> None:
    found = seen(programme, table(tmp_path, "Xyz,Zyx\nAustin,Ada\n"))
    assert found.review is None
    assert found.error is not None
    assert [header.text for header in found.sheets[0].headers] == ["Xyz", "Zyx"]


def test_another_row_can_be_the_header(tmp_path: Path, programme: Programme) -> None:
    text = "City,Name,Note\nTown,Who,Why\nAustin,Ada,\n"
    draft = table(tmp_path, text)
    found = seen(programme, draft)
    assert choice_of(found, "header 0") is not None
    found = seen(programme, corrected(draft, found, "header 0", 2))
    assert [header.text for header in found.sheets[0].headers] == ["Town", "Who", "Why"]


def test_columns_are_corrected_one_by_one(tmp_path: Path, programme: Programme) -> None:
    draft = table(tmp_path, "Xyz,Zyx\nAustin,Ada\n")
    draft = draft.of_kind("delegations", {"": True})
    for header, column in (("Xyz", "city"), ("Zyx", "name")):
        found = seen(programme, draft)
        key = key_of_header(found, header)
        assert key is not None
        draft = corrected(draft, found, key, column)
    found = seen(programme, draft)
    assert found.review is not None
    assert found.review.is_complete


def test_a_column_keeps_the_kind_of_list(tmp_path: Path, programme: Programme) -> None:
    draft = table(tmp_path, "City,Name\nAustin,Ada\n")
    found = seen(programme, draft)
    key = key_of_header(found, "City")
    assert key is not None
    assert corrected(draft, found, key, "").manner.kind == "delegations"


def test_another_kind_recognises_columns_anew(tmp_path: Path, programme: Programme) -> None:
    draft = table(tmp_path, "City,Name,Address\nAustin,Ada,Rue Haute 1\n")
    draft = corrected(draft, seen(programme, draft), "kind", "sites")
    found = seen(programme, draft)
    assert {h.text: h.column for h in found.sheets[0].headers}["City"] == "municipality"


@pytest.mark.parametrize(
    ("key", "value", "setting"),
    [
        ("encoding", "cp1251", lambda draft: draft.manner.encoding),
        ("separator", "|", lambda draft: draft.manner.separator),
        ("dates", True, lambda draft: draft.manner.month_first),
        ("zone", "Europe/Lisbon", lambda draft: draft.manner.zone),
    ],
)
def test_settings_are_offered_and_taken(
    tmp_path: Path,
    programme: Programme,
    key: str,
    value: object,
    setting: Callable[[Draft], object],
) -> None:
    draft = table(tmp_path, "City,Name\nAustin,Ada\n")
    found = seen(programme, draft)
    choice = choice_of(found, key)
    assert choice is not None
    assert value in [offered for offered, _name in choice.offered]
    assert setting(corrected(draft, found, key, value)) == value


def test_a_separator_of_ones_own_is_read(tmp_path: Path, programme: Programme) -> None:
    draft = table(tmp_path, "City|Name, in full\nAustin|Ada, Dr\n").with_setting(separator="|")
    found = seen(programme, draft)
    assert [header.sample for header in found.sheets[0].headers] == ["Austin", "Ada, Dr"]


def test_a_festival_has_no_sheets(tmp_path: Path, programme: Programme) -> None:
    event = "BEGIN:VEVENT\nUID:1\nDTSTART:20241025T100000\nSUMMARY:Talk\nEND:VEVENT\n"
    draft = table(tmp_path, f"BEGIN:VCALENDAR\n{event}END:VCALENDAR\n", "festival.ics")
    found = seen(programme, draft)
    assert found.review is not None
    assert found.sheets == ()
    assert "Encoding" not in words(found)


def test_a_look_that_is_stopped_says_so(tmp_path: Path, programme: Programme) -> None:
    draft = table(tmp_path, "City,Name\nAustin,Ada\n")
    with pytest.raises(PlannerError):
        look(programme, draft, Memories(), nobody_looks, lambda: True)


def test_taking_the_files_value_twice_is_as_if_nothing_had_been_said() -> None:
    draft = Draft(Path("list.csv"))
    place = Place("", 3)
    assert draft.overwriting(place).is_decided
    assert not draft.overwriting(place).overwriting(place).is_decided


def test_read_in_another_way_no_entry_is_overwritten() -> None:
    draft = Draft(Path("list.csv")).overwriting(Place("", 3)).answered("city:x:", "caen")
    again = draft.with_setting(encoding="cp1252")
    assert again.choices == replace(draft.choices, overwrite=frozenset())
