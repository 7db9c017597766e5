"""Names of people as they are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.intake.people.person_names import (
    agree,
    is_form_of_address,
    may_be_one,
    may_be_one_with_address,
    readings,
    tidy,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("DUPONT Marie", "Marie Dupont"),
        ("Dupont, Marie", "Marie Dupont"),
        ("Mme Marie Dupont", "Marie DUPONT"),
        ("Dr Marie Dupont", "Prof. Marie Dupont"),
        ("Zoé Müller", "ZOE MULLER"),
        ("Jürgen Müller", "Juergen Mueller"),
        ("Anne-Marie O'Brien", "OBRIEN Anne Marie"),
        ("ჯაბა მაგალითი", "Jaba Magaliti"),
        ("Новак Примеровић", "Novak Primerović"),
        ("Ђорђе Жељковић", "Đorđe Željković"),
        ("Đorđe Primer", "Djordje Primer"),
        ("Юрий Примеров", "Yuriy Primerov"),
        ("Χρήστος Παράδειγμα", "Christos Paradeigma"),
    ],
)
def test_spellings_of_one_name_agree(one: str, other: str) -> None:
    assert agree(readings(one), readings(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jan Novak", "Jana Novak"),
        ("Marie Dupond", "Marie Dupont"),
        ("Mraie Dupont", "Marie Dupont"),
        ("Maria Garcia", "Maria Garcia Lopez"),
        ("J. Smith", "John Smith"),
        ("M. Dupont", "Marie Dupont Martin Dupont"),
    ],
)
def test_names_that_nearly_agree_are_not_one_but_may_be(one: str, other: str) -> None:
    assert not agree(readings(one), readings(other))
    assert may_be_one_with_address(readings(one), readings(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Eva Novak", "Jan Novak"),
        ("Ada Example", "Bruno Modèle"),
        ("Li Wu", "Li Wo"),
        ("J. Smith", "K. Smith"),
    ],
)
def test_different_names_are_of_two_people(one: str, other: str) -> None:
    assert not may_be_one(readings(one), readings(other))


def test_a_surname_alone_says_too_little_without_the_address() -> None:
    assert not may_be_one(readings("Dupont"), readings("Marie Dupont"))
    assert may_be_one_with_address(readings("Dupont"), readings("Marie Dupont"))


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Dupont, Marie", "Marie Dupont"),
        ("DUPONT, Marie-Claire", "Marie-Claire DUPONT"),
        ("Mme Marie Dupont", "Marie Dupont"),
        ("Mrs. Example, Ada", "Ada Example"),
        ("Dr Marie Dupont", "Dr Marie Dupont"),
        ("Smith, PhD", "Smith, PhD"),
        ("M. Night Example", "M. Night Example"),
        ("Monsieur", "Monsieur"),
        ("Dupont,", "Dupont,"),
        ("a, b, c", "a, b, c"),
        ("Mr", "Mr"),
    ],
)
def test_a_name_is_tidied_only_where_that_is_safe(written: str, name: str) -> None:
    assert tidy(written) == name


@pytest.mark.parametrize("text", ["M.", "Mme", "mrs."])
def test_a_form_of_address_is_no_function(text: str) -> None:
    assert is_form_of_address(text)


def test_a_function_is_no_form_of_address() -> None:
    assert not is_form_of_address("Mayor")


@given(st.text(max_size=40))
def test_every_name_agrees_with_itself_in_another_order(name: str) -> None:
    words = name.split()
    one = readings(" ".join(words))
    assert not one or agree(one, readings(" ".join(reversed(words))))


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_two_texts_can_be_compared_either_way(one: str, other: str) -> None:
    a, b = readings(one), readings(other)
    assert may_be_one(a, b) == may_be_one(b, a)
    assert may_be_one_with_address(a, b) == may_be_one_with_address(b, a)
