"""Names that are equal, and names that look alike."""

import pytest

from planner.intake.alike import Names

CATALOGUE = {
    "trakk": ("TRAKK", "Namur"),
    "delta": ("Le Delta", "Namur"),
    "rops": ("Musée Félicien Rops", "Namur"),
    "hall-1": ("Hall 1", "Namur"),
    "gare": ("Namur", ""),
    "central": ("Central", "La Louvière"),
    "mundaneum": ("Mundaneum", "Mons"),
    "musee-l": ("Musée L", "Louvain"),
}


@pytest.fixture(scope="module")
def names() -> Names:
    made = Names()
    for row_id, (name, town) in CATALOGUE.items():
        made.add(row_id, name, town)
    return made


@pytest.mark.parametrize("text", ["TRAKK", "trakk ", "TRAKK Namur", "Trakk (Namur)"])
def test_spelling_and_the_town_make_no_other_place(names: Names, text: str) -> None:
    assert names.equal(text) == ["trakk"]


@pytest.mark.parametrize("text", ["Delta", "le delta", "L'Delta", "Le Delta, Namur"])
def test_an_article_makes_no_other_place(names: Names, text: str) -> None:
    assert names.equal(text) == ["delta"]


def test_a_name_in_another_town_is_another_place(names: Names) -> None:
    assert names.equal("TRAKK", "Mons") == []
    assert names.alike("TRAKK", "Mons") == ["trakk"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Musée Rops", "rops"),
        ("Musée Mundaneum", "mundaneum"),
        ("Mundanuem", "mundaneum"),
        ("TRAK", "trakk"),
    ],
)
def test_similar_names_are_found(names: Names, text: str, found: str) -> None:
    assert names.alike(text) == [found]


@pytest.mark.parametrize("text", ["Hall 2", "Hôtel du Parc, Namur", "Grand-Place", "★", ""])
def test_other_names_are_not_alike(names: Names, text: str) -> None:
    assert names.equal(text) == []
    assert names.alike(text) == []


def test_a_part_of_a_name_in_another_town_is_not_alike(names: Names) -> None:
    assert names.alike("Hotel Central", "Namur") == []
    assert names.alike("Hotel Central") == ["central"]
