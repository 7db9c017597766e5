"""Importing a list of delegations: matched, reviewed by row, all or nothing, repeatable."""

from datetime import datetime
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from models.words import DelegationStatus
from planner.errors import PlannerError
from planner.intake.delegations import review
from planner.intake.review import Outcome
from planner.programme import Programme
from planner.seed import catalogue_rows
from planner.workspace import Workspace
from tests.build import EDITION

HEAD = "Ville;Pays;Prénom;Nom;Fonction;Courriel;Langues;Arrivée;Départ;Régime alimentaire\n"


@pytest.fixture(scope="session")
def blank() -> Programme:
    """An edition without anybody, with the catalogue."""
    cities = {row.id: row for row in catalogue_rows()["city"]}
    return Programme(EDITION, cities=cities)  # type: ignore[arg-type]


def written(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "list.csv"
    path.write_bytes(text.encode(encoding))
    return path


def outcomes(programme: Programme, path: Path) -> list[Outcome]:
    return [row.outcome for row in review(programme, path).rows]


@pytest.mark.parametrize(
    ("city", "found"),
    [
        ("Tbilissi", "Tbilisi"),
        ("თბილისი", "Tbilisi"),
        ("Нови Сад", "Novi Sad"),
        ("Modène", "Modena"),
        ("VIBORG (Danemark)", "Viborg"),
        ("Enghien-les-Bains", "Enghien-les-Bains"),
    ],
)
def test_a_city_is_found_as_people_write_it(
    blank: Programme, tmp_path: Path, city: str, found: str
) -> None:
    result = review(blank, written(tmp_path, f"City;Name\n{city};Ada Example\n"))
    assert result.edit is not None
    after = blank.apply(result.edit.changes)
    assert [d.name for d in after.delegations.values()] == [found]
    assert [d.name for d in after.delegates.values()] == ["Ada Example"]


def test_a_french_list_is_read_with_every_column(blank: Programme, tmp_path: Path) -> None:
    text = HEAD + (
        "Caen;France;Anne;Exemple;Chargée de projet;anne@example.org;français et anglais;"
        "22/10/2024 18h30;2024-10-27 14:05;végétarienne\n"
    )
    result = review(blank, written(tmp_path, text, "cp1252"))
    assert result.edit is not None
    (delegate,) = blank.apply(result.edit.changes).delegates.values()
    assert delegate.name == "Anne Exemple"
    assert delegate.languages == ("fr", "en")
    assert delegate.arrival == datetime(2024, 10, 22, 18, 30)
    assert delegate.departure == datetime(2024, 10, 27, 14, 5)
    assert delegate.diet == "végétarienne"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_usual_encodings_and_separators_are_read(
    blank: Programme, tmp_path: Path, encoding: str, separator: str
) -> None:
    text = (
        separator.join(["City", "Name", "Phone"])
        + "\n"
        + separator.join(["Caen", "Zoé É.", "+33 0"])
    )
    result = review(blank, written(tmp_path, text, encoding))
    assert result.edit is not None
    (delegate,) = blank.apply(result.edit.changes).delegates.values()
    assert (delegate.name, delegate.phone) == ("Zoé É.", "+33 0")


def test_a_workbook_with_title_rows_and_real_dates_is_read(
    blank: Programme, tmp_path: Path
) -> None:
    path = tmp_path / "list.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Délégués")
        sheet.write(0, 0, "Invités 2024")
        for column, text in enumerate(["City", "Name", "Arrival", "Phone"]):
            sheet.write(2, column, text)
        sheet.write(3, 0, "Hamar")
        sheet.write(3, 1, "Ola Eksempel")
        style = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        sheet.write_datetime(3, 2, datetime(2024, 10, 22, 9, 15), style)
        sheet.write_number(3, 3, 4700000001)
    result = review(blank, path)
    assert [(r.row, r.sheet) for r in result.rows] == [(4, "Délégués")]
    assert result.edit is not None
    (delegate,) = blank.apply(result.edit.changes).delegates.values()
    assert delegate.arrival == datetime(2024, 10, 22, 9, 15)
    assert delegate.phone == "4700000001"


def test_importing_again_changes_nothing(blank: Programme, tmp_path: Path) -> None:
    path = written(
        tmp_path, HEAD + "Caen;;Anne;Exemple;x;a@example.org;fr;;;\nHamar;;Ola;E;;;;;;\n"
    )
    first = review(blank, path)
    assert first.edit is not None
    again = review(blank.apply(first.edit.changes), path)
    assert {row.outcome for row in again.rows} == {Outcome.UNCHANGED}
    assert again.edit is not None
    assert not again.edit.changes


def test_a_changed_cell_is_shown_old_and_new(blank: Programme, tmp_path: Path) -> None:
    first = review(blank, written(tmp_path, "City;Name;Role\nCaen;Anne Exemple;intern\n"))
    assert first.edit is not None
    after = blank.apply(first.edit.changes)
    (row,) = review(after, written(tmp_path, "City;Name;Role\nCaen;Anne Exemple;director\n")).rows
    assert row.outcome is Outcome.CHANGED
    assert "function: intern → director" in [str(d) for d in row.details]


def test_an_empty_cell_takes_nothing_away(blank: Programme, tmp_path: Path) -> None:
    first = review(blank, written(tmp_path, "City;Name;Role\nCaen;Anne Exemple;intern\n"))
    assert first.edit is not None
    after = blank.apply(first.edit.changes)
    assert outcomes(after, written(tmp_path, "City;Name;Role\nCaen;Anne Exemple;\n")) == [
        Outcome.UNCHANGED
    ]


def test_one_refused_row_refuses_the_file(blank: Programme, tmp_path: Path) -> None:
    result = review(blank, written(tmp_path, "City;Name\nCaen;Anne\nAtlantis;Bert\n"))
    assert [row.outcome for row in result.rows] == [Outcome.ADDED, Outcome.REFUSED]
    assert result.edit is None
    assert "Atlantis" in str(result.rows[1].details[0])


def test_an_ambiguous_city_is_asked_about_with_its_candidates(
    blank: Programme, tmp_path: Path
) -> None:
    (row,) = review(blank, written(tmp_path, "City;Name\nGranada;Ana\n")).rows
    assert row.outcome is Outcome.REFUSED
    assert "Nicaragua" in str(row.details[0])
    assert "Spain" in str(row.details[0])


def test_a_city_without_a_name_is_a_delegation_with_a_head_count(
    blank: Programme, tmp_path: Path
) -> None:
    result = review(blank, written(tmp_path, "City;Head count;Status\nCaen;3;oui\n"))
    assert result.edit is not None
    (delegation,) = blank.apply(result.edit.changes).delegations.values()
    assert delegation.head_count == 3
    assert delegation.status is DelegationStatus.ACCEPTED


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("City;Name\nCaen;An\x1b[31mne\n", "control character"),
        ("City;Name;E-mail\nCaen;Anne;nonsense\n", "e-mail"),
        ("City;Name;Arrival\nCaen;Anne;31/02/2024 10:00\n", "calendar"),
        ("City;Name;Arrival\nCaen;Anne;tomorrow\n", "date and a time"),
        ("City;Name;Arrival;Departure\nCaen;A;2024-10-24 10:00;2024-10-23 10:00\n", "before"),
        ("City;Name;Head count\nCaen;Anne;-3\n", "whole number"),
        ("City;Name\nCaen;Anne\nCaen;Anne\n", "row 2"),
    ],
    ids=["escape", "e-mail", "no-such-day", "no-date", "backwards", "negative", "twice"],
)
def test_a_bad_cell_is_named(blank: Programme, tmp_path: Path, text: str, word: str) -> None:
    result = review(blank, written(tmp_path, text))
    refused = [row for row in result.rows if row.outcome is Outcome.REFUSED]
    assert len(refused) == 1
    assert word in " ".join(str(d) for d in refused[0].details)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"   \n",
        b"PK\x03\x04 broken",
        b"\xd0\xcf\x11\xe0old",
        b"%PDF-1.7",
        b"a\0b",
        b"just text",
    ],
    ids=["empty", "blank", "broken-zip", "xls", "pdf", "nul", "no-header"],
)
def test_a_file_that_is_no_list_is_one_sentence(
    blank: Programme, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(content)
    with pytest.raises(PlannerError) as error:
        review(blank, path)
    assert "list.csv" in str(error.value)


def test_a_missing_file_is_named(blank: Programme, tmp_path: Path) -> None:
    with pytest.raises(PlannerError) as error:
        review(blank, tmp_path / "nowhere.xlsx")
    assert "nowhere.xlsx" in str(error.value)


@pytest.mark.parametrize(
    "text", ["[b]Ann[/b]", "{name}", "%s", "=cmd|' /C calc'!A0", "'; DROP TABLE x"]
)
def test_what_people_type_is_kept_as_it_is(blank: Programme, tmp_path: Path, text: str) -> None:
    result = review(blank, written(tmp_path, f'City,Name\nCaen,"{text}"\n'))
    assert result.edit is not None
    (delegate,) = blank.apply(result.edit.changes).delegates.values()
    assert delegate.name == text


@given(st.text(max_size=300))
def test_any_text_is_either_read_or_refused_in_words(
    blank: Programme, tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    path = tmp_path_factory.mktemp("fuzz") / "list.csv"
    path.write_text("City,Name,Arrival\n" + text, encoding="utf-8", errors="replace")
    try:
        result = review(blank, path)
    except PlannerError:
        return
    assert result.rows


def test_an_import_is_one_step_that_undo_takes_back(demo: Workspace, tmp_path: Path) -> None:
    before = demo.programme
    result = review(before, written(tmp_path, "City;Name\nAustin;Ada Example\nCaen;New Person\n"))
    assert result.edit is not None
    demo.do(result.edit)
    assert len(demo.programme.delegates) == len(before.delegates) + 2
    demo.undo()
    assert demo.programme.delegates == before.delegates
    assert demo.programme.delegations == before.delegations
