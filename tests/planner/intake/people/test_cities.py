"""Cities of lists: found, asked about once, refused in words."""

from pathlib import Path

import pytest

from planner.errors import PlannerError
from planner.intake.people.cities import CityFinder
from planner.intake.review import Choices, Outcome, Question
from planner.programme import Programme
from tests.planner.intake.people import delegate_lists
from tests.planner.intake.people.delegate_lists import delegation_of, names, taken, with_rows
from tests.planner.intake.ring import Ring, outcomes


@pytest.fixture(scope="session")
def blank() -> Programme:
    return delegate_lists.blank()


@pytest.fixture
def lists(blank: Programme, tmp_path: Path) -> Ring:
    return Ring(blank, tmp_path, name="list.csv")


@pytest.mark.parametrize(
    ("text", "country", "name"),
    [
        ("Tbilissi", "", "Tbilisi"),
        ("თბილისი", "", "Tbilisi"),
        ("Modène", "Italie", "Modena"),
        ("Karlsrühe", "", "Karlsruhe"),
        ("Нови Сад", "", "Novi Sad"),
        ("London (Canada)", "", "London"),
        ("London", "Canada", "London"),
        ("Enghien", "France", "Enghien-les-Bains"),
        ("  caen ", " - ", "Caen"),
    ],
)
def test_a_city_is_found_as_people_write_it(
    blank: Programme, text: str, country: str, name: str
) -> None:
    assert CityFinder(blank, Choices()).find(text, country).name == name


@pytest.mark.parametrize("text", ["Enghien", "Granada", "Modnea"])
def test_a_doubtful_city_is_asked_about(blank: Programme, text: str) -> None:
    with pytest.raises(Question):
        CityFinder(blank, Choices()).find(text)


def test_candidates_are_told_apart_by_country_and_field(blank: Programme) -> None:
    with pytest.raises(Question) as question:
        CityFinder(blank, Choices()).find("Granada")
    texts = {c.id: c.text for c in question.value.candidates}
    assert texts == {
        "granada-es": "Granada (Spain) · Literature",
        "granada-ni": "Granada (Nicaragua) · Design",
    }


@pytest.mark.parametrize("text", ["", " - ", "Xqzzvkw"])
def test_what_is_no_city_is_refused(blank: Programme, text: str) -> None:
    with pytest.raises(PlannerError) as error:
        CityFinder(blank, Choices()).find(text)
    assert not isinstance(error.value, Question)


def test_a_member_since_2025_is_refused_as_such(blank: Programme) -> None:
    with pytest.raises(PlannerError, match="since 2024"):
        CityFinder(blank, Choices()).find("Andenne")


def test_one_question_is_asked_for_all_rows_of_one_text(lists: Ring) -> None:
    text = "City;Name\nEnghien;Ada Example\nENGHIEN;Bo Modèle\nCaen;Cy Muster\n"
    found = taken(lists, text)
    assert outcomes(found) == [Outcome.QUESTION, Outcome.QUESTION, Outcome.ADDED]
    assert [q.key for q in found.questions] == ["city:enghien:"]


def test_an_answer_is_remembered_for_the_next_file(lists: Ring) -> None:
    text = "City;Name\nEnghien;Ada Example\n"
    taken(lists, text, {"city:enghien:": "enghien-les-bains"})
    again = taken(lists, text + "Enghien;Bo Modèle\n")
    assert outcomes(again) == [Outcome.UNCHANGED, Outcome.ADDED]
    assert names(lists) == ["Ada Example", "Bo Modèle"]


def test_a_delegation_is_found_by_the_name_that_the_organiser_gave_it(
    blank: Programme, tmp_path: Path
) -> None:
    from dataclasses import replace

    caen = replace(delegation_of(blank, "Caen"), name="Enghien")
    lists = Ring(with_rows(blank, caen), tmp_path, name="list.csv")
    assert outcomes(taken(lists, "City;Name\nenghien;Ada Example\n")) == [Outcome.ADDED]
    (ada,) = lists.programme.delegates.values()
    assert ada.delegation_id == caen.id


def test_a_list_without_a_city_asks_whose_it_is(blank: Programme, tmp_path: Path) -> None:
    caen = delegation_of(blank, "Caen")
    lists = Ring(with_rows(blank, caen), tmp_path, name="list.csv")
    text = "Name;Diet\nAda Example;vegan\nBo Modèle;\n"
    found = taken(lists, text)
    (question,) = found.questions
    assert [c.text for c in question.candidates] == ["Caen"]
    taken(lists, text, {question.key: caen.id})
    assert {d.delegation_id for d in lists.programme.delegates.values()} == {caen.id}


def test_a_list_without_a_city_is_refused_where_there_is_no_delegation(lists: Ring) -> None:
    found = taken(lists, "Name;Diet\nAda Example;vegan\n")
    assert outcomes(found) == [Outcome.REFUSED]
