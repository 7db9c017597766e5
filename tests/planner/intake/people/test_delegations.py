"""Importing a list of delegations: matched, reviewed by row, repeatable."""

from dataclasses import replace
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from planner.edits.core import change
from planner.entities import Change, Delegate
from planner.errors import PlannerError
from planner.intake.review import Outcome
from planner.programme import Programme
from planner.workspace import Workspace
from tests.planner.intake.people import delegate_lists
from tests.planner.intake.people.delegate_lists import names, people, taken
from tests.planner.intake.ring import Ring, outcomes, said

HEAD = "Ville;Pays;Prénom;Nom;Fonction;Courriel;Langues;Arrivée;Départ;Régime alimentaire\n"


@pytest.fixture(scope="session")
def blank() -> Programme:
    return delegate_lists.blank()


@pytest.fixture
def lists(blank: Programme, tmp_path: Path) -> Ring:
    return Ring(blank, tmp_path, name="list.csv")


def only(lists: Ring) -> Delegate:
    """The one delegate there is."""
    (delegate,) = lists.programme.delegates.values()
    return delegate


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
def test_a_city_is_found_as_people_write_it(lists: Ring, city: str, found: str) -> None:
    taken(lists, f"City;Name\n{city};Ada Example\n")
    assert [d.name for d in lists.programme.delegations.values()] == [found]
    assert only(lists).name == "Ada Example"


def test_a_french_list_is_read_with_every_column(lists: Ring) -> None:
    text = HEAD + (
        "Caen;France;Anne;Exemple;Chargée de projet;anne@example.org;français et anglais;"
        "22/10/2024 18h30;2024-10-27 14:05;végétarienne\n"
    )
    lists.take(text.encode("cp1252"))
    delegate = only(lists)
    assert delegate.name == "Anne Exemple"
    assert delegate.role == "Chargée de projet"
    assert delegate.email == "anne@example.org"
    assert delegate.languages == ("fr", "en")
    assert delegate.arrival == datetime(2024, 10, 22, 18, 30)
    assert delegate.departure == datetime(2024, 10, 27, 14, 5)
    assert delegate.diet == "végétarienne"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_usual_encodings_and_separators_are_read(
    lists: Ring, encoding: str, separator: str
) -> None:
    rows = ("City", "Name", "Phone"), ("Caen", "Zoé É.", "+33 0")
    lists.take("\n".join(separator.join(row) for row in rows).encode(encoding))
    assert (only(lists).name, only(lists).phone) == ("Zoé É.", "+33 0")


def test_a_workbook_with_title_rows_and_real_dates_is_read(lists: Ring) -> None:
    content = BytesIO()
    with xlsxwriter.Workbook(content) as book:
        sheet = book.add_worksheet("Délégués")
        sheet.write(0, 0, "Invités 2024")
        for column, text in enumerate(["City", "Name", "Arrival", "Phone"]):
            sheet.write(2, column, text)
        sheet.write(3, 0, "Hamar")
        sheet.write(3, 1, "Ola Eksempel")
        style = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        sheet.write_datetime(3, 2, datetime(2024, 10, 22, 9, 15), style)
        sheet.write_number(3, 3, 4700000001)
    (row,) = lists.take(content.getvalue()).rows
    assert (row.place.sheet, row.place.row) == ("Délégués", 4)
    assert only(lists).arrival == datetime(2024, 10, 22, 9, 15)
    assert only(lists).phone == "4700000001"


def test_importing_again_changes_nothing(lists: Ring) -> None:
    text = HEAD + "Caen;;Anne;Exemple;x;a@example.org;fr;;;\nHamar;;Ola;E;;;;;;\n"
    taken(lists, text)
    again = taken(lists, text)
    assert set(outcomes(again)) == {Outcome.UNCHANGED}
    assert not again.edit.changes


def test_a_changed_cell_is_shown_old_and_new(lists: Ring) -> None:
    taken(lists, "City;Name;Role\nCaen;Anne Exemple;intern\n")
    again = taken(lists, "City;Name;Role\nCaen;Anne Exemple;director\n")
    assert outcomes(again) == [Outcome.CHANGED]
    assert said(again) == ["function: intern → director"]
    assert only(lists).role == "director"


def test_what_was_changed_by_hand_stays(lists: Ring) -> None:
    text = "City;Name;Role\nCaen;Anne Exemple;intern\n"
    taken(lists, text)
    lists.do(change(lists.programme, replace(only(lists), role="minister")))
    again = taken(lists, text)
    assert outcomes(again) == [Outcome.KEPT]
    assert only(lists).role == "minister"


def test_somebody_who_was_removed_by_hand_stays_away(lists: Ring) -> None:
    text = "City;Name\nCaen;Anne Exemple\nCaen;Anna Exemple\n"
    taken(lists, text)
    (anna,) = (d for d in people(lists) if d.name == "Anna Exemple")
    lists.programme = lists.programme.apply([Change(anna, None)])
    assert outcomes(taken(lists, text)) == [Outcome.UNCHANGED, Outcome.KEPT]
    assert names(lists) == ["Anne Exemple"]


def test_an_empty_cell_takes_nothing_away(lists: Ring) -> None:
    taken(lists, "City;Name;Role\nCaen;Anne Exemple;intern\n")
    again = taken(lists, "City;Name;Role\nCaen;Anne Exemple;\n")
    assert outcomes(again) == [Outcome.UNCHANGED]


def test_somebody_who_is_missing_next_week_is_listed_and_stays(lists: Ring) -> None:
    taken(lists, "City;Name\nCaen;Anne Exemple\nCaen;Bruno Modèle\n")
    again = taken(lists, "City;Name\nCaen;Anne Exemple\n")
    assert [str(phrase) for phrase in again.missing] == ["delegate “Bruno Modèle”"]
    assert names(lists) == ["Anne Exemple", "Bruno Modèle"]


def test_a_refused_row_leaves_the_others_to_be_taken_in(lists: Ring) -> None:
    found = taken(lists, "City;Name\nCaen;Anne\nXqzzvkw;Bert\n")
    assert outcomes(found) == [Outcome.ADDED, Outcome.REFUSED]
    assert not found.is_complete
    assert "Xqzzvkw" in said(found)[1]
    assert names(lists) == ["Anne"]


def test_a_row_that_is_refused_leaves_no_delegation_behind(lists: Ring) -> None:
    taken(lists, "City;Name;E-mail\nCaen;Anne;nonsense\n")
    assert not lists.programme.delegations


def test_a_row_that_comes_twice_is_one_person(lists: Ring) -> None:
    found = taken(lists, "City;Name\nCaen;Anne Exemple\nCaen;Anne Exemple\n")
    assert outcomes(found) == [Outcome.ADDED, Outcome.UNCHANGED]
    assert names(lists) == ["Anne Exemple"]


def test_a_file_that_contradicts_itself_is_refused_where_it_does(lists: Ring) -> None:
    found = taken(lists, "City;Name;Role\nCaen;Anne E;boss\nCaen;Anne E;intern\n")
    assert outcomes(found) == [Outcome.ADDED, Outcome.REFUSED]
    assert only(lists).role == "boss"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("City;Name\nCaen;An\x1b[31mne\n", "control character"),
        ("City;Name\n;Anne\n", "no city"),
        ("City;Name;Diet\nCaen;;vegan\n", "no name"),
        ("City;Name;E-mail\nCaen;Anne;nonsense\n", "e-mail"),
        ("City;Name;Arrival\nCaen;Anne;31/02/2024 10:00\n", "calendar"),
        ("City;Name;Arrival\nCaen;Anne;tomorrow\n", "date and a time"),
        ("City;Name;Arrival;Departure\nCaen;A;2024-10-24 10:00;2024-10-23 10:00\n", "before"),
        ("City;Name;Head count\nCaen;Anne;-3\n", "whole number"),
        ("City;Name;Status\nCaen;Anne;purple\n", "no status"),
        ("City;Name;Languages\nCaen;Anne;klingonais\n", "language code"),
        ("City;Name;Document language\nCaen;Anne;Korean\n", "Korean"),
    ],
)
def test_a_bad_cell_is_named(lists: Ring, text: str, word: str) -> None:
    found = taken(lists, text)
    assert outcomes(found) == [Outcome.REFUSED]
    assert word in said(found)[0]
    assert not found.edit.changes or not lists.programme.delegates


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
def test_a_file_that_is_no_list_is_one_sentence(lists: Ring, content: bytes) -> None:
    with pytest.raises(PlannerError) as error:
        lists.take(content)
    assert "list.csv" in str(error.value)


@pytest.mark.parametrize(
    "text",
    [
        "[b]Ann[/b]",
        "{name}",
        "%s",
        "=cmd|' /C calc'!A0",
        "'; DROP TABLE x",
        "Ann \N{RIGHT-TO-LEFT OVERRIDE}txt.exe",
        "../../etc/passwd",
        "@SUM(A1)",
    ],
)
def test_what_people_type_is_kept_as_it_is(lists: Ring, text: str) -> None:
    taken(lists, f'City,Name\nCaen,"{text}"\n')
    assert only(lists).name == text


@given(st.text(max_size=300))
def test_any_text_is_either_read_or_refused_in_words(
    blank: Programme, tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    folder = tmp_path_factory.mktemp("fuzz")
    content = ("City,Name,Arrival\n" + text).encode("utf-8", "replace")
    try:
        found = Ring(blank, folder, name="list.csv").review(content)
    except PlannerError:
        return
    assert found.rows


def test_an_import_is_one_step_that_undo_takes_back(demo: Workspace, tmp_path: Path) -> None:
    before, lists = demo.programme, Ring(demo.programme, tmp_path, name="list.csv")
    demo.do(taken(lists, "City;Name\nAustin;Ada Example\nCaen;New Person\n").edit)
    assert len(demo.programme.delegates) == len(before.delegates) + 2
    demo.undo()
    assert demo.programme.delegates == before.delegates
    assert demo.programme.delegations == before.delegations
