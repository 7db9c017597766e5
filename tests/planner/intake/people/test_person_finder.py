"""Whether somebody in a list is known already."""

from dataclasses import replace
from pathlib import Path

import pytest

from planner.edits.core import change
from planner.entities import Delegate, Delegation
from planner.intake.people.person_finder import NEW
from planner.intake.review import Outcome, Review
from planner.programme import Programme
from tests.planner.intake.people import delegate_lists
from tests.planner.intake.people.delegate_lists import (
    delegate,
    delegation_of,
    names,
    people,
    taken,
    with_rows,
)
from tests.planner.intake.ring import Ring, outcomes, said

HEAD = "City;Name;Role;E-mail\n"


@pytest.fixture(scope="session")
def blank() -> Programme:
    return delegate_lists.blank()


@pytest.fixture(scope="session")
def caen(blank: Programme) -> Delegation:
    return delegation_of(blank, "Caen")


@pytest.fixture
def lists(blank: Programme, caen: Delegation, tmp_path: Path) -> Ring:
    """An edition whose delegation of Caen has Marie Dupont and somebody in Georgian letters."""
    marie = delegate(caen, "Marie Dupont", email="marie@example.org", role="Curator")
    jaba = delegate(caen, "ჯაბა მაგალითი")
    return Ring(with_rows(blank, caen, marie, jaba), tmp_path, name="list.csv")


def of_caen(lists: Ring, *rows: str, answers: dict[str, str] | None = None) -> Review:
    return taken(lists, HEAD + "".join(f"Caen;{row}\n" for row in rows), answers)


@pytest.mark.parametrize(
    "row",
    [
        "Marie Dupont;;",
        "DUPONT Marie;;",
        "Dupont, Marie;;marie@example.org",
        "Mme Marie DUPONT;;MARIE@example.org",
        "Marie Dupont;Curator;marie@example.org",
        "Jaba Magaliti;;",
    ],
)
def test_somebody_is_recognised_however_the_name_is_written(lists: Ring, row: str) -> None:
    found = of_caen(lists, row)
    assert outcomes(found) == [Outcome.UNCHANGED]
    assert names(lists) == ["Marie Dupont", "ჯაბა მაგალითი"]


def test_what_a_list_adds_about_somebody_known_is_taken_in(lists: Ring) -> None:
    assert said(of_caen(lists, "DUPONT Marie;Director;")) == ["function: Curator → Director"]


@pytest.mark.parametrize(
    "row",
    [
        "Marie Dupont;;other@example.org",
        "Marie Dupond;;",
        "Maria Dupont;;",
        "Marie Dupont Martin;;",
        "M. Dupont;;marie@example.org",
        "Dupont;;marie@example.org",
    ],
)
def test_somebody_who_is_likely_known_is_asked_about(lists: Ring, row: str) -> None:
    found = of_caen(lists, row)
    assert outcomes(found) == [Outcome.QUESTION]
    (question,) = found.questions
    assert [c.text for c in question.candidates] == [
        "Marie Dupont · Curator · marie@example.org · Caen",
        "somebody new",
    ]
    assert len(people(lists)) == 2


@pytest.mark.parametrize(
    "row",
    [
        "Bruno Modèle;;",
        "Bruno Modèle;;marie@example.org",
        "Eva Dupont;;",
        "Marie Dupond;;other@example.org",
    ],
)
def test_somebody_else_is_new_also_with_the_same_mailbox(lists: Ring, row: str) -> None:
    assert outcomes(of_caen(lists, row)) == [Outcome.ADDED]
    assert len(people(lists)) == 3


def test_the_answer_that_it_is_the_same_person_is_remembered(lists: Ring) -> None:
    (question,) = of_caen(lists, "Maria Dupont;;").questions
    marie = next(d for d in people(lists) if d.email)
    of_caen(lists, "Maria Dupont;;", answers={question.key: marie.id})
    assert len(people(lists)) == 2
    assert outcomes(of_caen(lists, "Maria Dupont;;")) == [Outcome.UNCHANGED]


def test_the_answer_that_it_is_somebody_new_is_remembered(lists: Ring) -> None:
    (question,) = of_caen(lists, "Maria Dupont;;").questions
    of_caen(lists, "Maria Dupont;;", answers={question.key: NEW})
    assert len(people(lists)) == 3
    assert outcomes(of_caen(lists, "Maria Dupont;;")) == [Outcome.UNCHANGED]


def test_two_of_one_name_are_told_apart_by_their_addresses(lists: Ring) -> None:
    rows = "Jan Novak;Mayor;jan@example.org", "Jan Novak;Driver;novak@example.org"
    (question,) = of_caen(lists, *rows).questions
    of_caen(lists, *rows, answers={question.key: NEW})
    assert outcomes(of_caen(lists, *rows)) == [Outcome.UNCHANGED] * 2
    roles = {d.role for d in people(lists) if d.name == "Jan Novak"}
    assert roles == {"Mayor", "Driver"}


def test_a_name_that_several_bear_is_asked_about(lists: Ring, caen: Delegation) -> None:
    namesake = Delegate("p-2", caen.id, "Marie Dupont", email="md@example.org", role="Mayor")
    lists.programme = with_rows(lists.programme, namesake)
    found = of_caen(lists, "Marie Dupont;;")
    assert outcomes(found) == [Outcome.QUESTION]
    assert len(found.questions[0].candidates) == 3


def test_nobody_is_taken_for_somebody_whom_the_file_names_as_well(lists: Ring) -> None:
    found = of_caen(lists, "Marie Dupont;;", "Maria Dupont;;", "Mario Dupont;;")
    assert outcomes(found) == [Outcome.UNCHANGED, Outcome.ADDED, Outcome.ADDED]


def test_one_address_and_nearly_one_name_in_one_file_are_asked_about(lists: Ring) -> None:
    rows = "Ada Example;;ada@example.org", "Ada Exemple;Mayor;ada@example.org"
    found = of_caen(lists, *rows)
    assert outcomes(found) == [Outcome.ADDED, Outcome.QUESTION]
    (question,) = found.questions
    same = question.candidates[0].id
    lists.name = "again.csv"
    of_caen(lists, *rows, answers={question.key: people(lists)[-1].id})
    assert [d.role for d in people(lists) if d.email == "ada@example.org"] == ["Mayor"]
    assert same.startswith("caen ")


def test_an_answer_about_somebody_of_the_same_file_holds(blank: Programme, tmp_path: Path) -> None:
    lists = Ring(blank, tmp_path, name="list.csv")
    rows = "Ada Example;;ada@example.org", "Ada Exemple;Mayor;ada@example.org"
    (question,) = lists.review((HEAD + "".join(f"Caen;{r}\n" for r in rows)).encode()).questions
    of_caen(lists, *rows, answers={question.key: question.candidates[0].id})
    assert [d.role for d in people(lists)] == ["Mayor"]


def test_somebody_of_another_delegation_is_asked_about(lists: Ring) -> None:
    text = HEAD + "Hamar;Marie Dupont;;marie@example.org\n"
    found = taken(lists, text)
    assert outcomes(found) == [Outcome.QUESTION]
    (question,) = found.questions
    marie = question.candidates[0].id
    taken(lists, text, {question.key: marie})
    assert len(people(lists)) == 2
    assert lists.programme.delegates[marie].delegation_id == "d-Caen"


def test_a_namesake_in_another_delegation_is_new(lists: Ring) -> None:
    found = taken(lists, HEAD + "Hamar;Marie Dupont;;dupont@example.org\n")
    assert outcomes(found) == [Outcome.ADDED]


def test_a_correction_of_the_spelling_is_taken_in(lists: Ring) -> None:
    of_caen(lists, "Zoe Exemple;;")
    assert said(of_caen(lists, "Zoé Exemple;;")) == ["name: Zoe Exemple → Zoé Exemple"]


def test_the_name_that_somebody_was_given_by_hand_stays(lists: Ring) -> None:
    of_caen(lists, "Marie Dupont;;marie@example.org")
    (marie,) = (d for d in people(lists) if d.email)
    lists.do(change(lists.programme, replace(marie, name="Marie Durand")))
    found = of_caen(lists, "DUPONT Marie;;marie@example.org")
    assert outcomes(found) == [Outcome.KEPT]
    assert "Marie Durand" in names(lists)


@pytest.mark.parametrize("written", ["Zoe Exemple", "ZOÉ EXEMPLE", "Exemple, Zoe"])
def test_the_plan_keeps_writing_a_name_as_it_does(lists: Ring, written: str) -> None:
    of_caen(lists, "Zoé Exemple;;")
    lists.name = "other.csv"
    assert outcomes(of_caen(lists, f'"{written}";;')) == [Outcome.UNCHANGED]
    assert "Zoé Exemple" in names(lists)


def test_a_name_in_its_own_letters_is_taken_with_its_latin_form(lists: Ring) -> None:
    of_caen(lists, "Nino Magaliti;;")
    text = "City;Name;In Latin letters\nCaen;ნინო მაგალითი;Nino Magaliti\n"
    lists.name = "georgian.csv"
    taken(lists, text)
    (nino,) = (d for d in people(lists) if d.latin_name)
    assert (nino.name, nino.latin_name) == ("ნინო მაგალითი", "Nino Magaliti")
    assert outcomes(taken(lists, text)) == [Outcome.UNCHANGED]
    lists.name = "list.csv"
    assert outcomes(of_caen(lists, "Nino Magaliti;;")) == [Outcome.UNCHANGED]
    assert len(people(lists)) == 3


def test_new_people_stand_behind_those_who_are_there(lists: Ring) -> None:
    of_caen(lists, "Zoé Exemple;;", "Ada Example;;")
    assert [d.name for d in people(lists)][-2:] == ["Zoé Exemple", "Ada Example"]
