"""Serbian in both scripts."""

import pytest

from tests.serbian import cyrillic


@pytest.mark.parametrize(
    ("latin", "expected"),
    [
        ("Okrugli sto", "Округли сто"),
        ("Ljubljana, Njegoš, džep", "Љубљана, Његош, џеп"),
        ("LJUDI", "ЉУДИ"),
        ("Đoković čuči i žuri", "Ђоковић чучи и жури"),
        ("{name}: u Outlook-u, {number} min", "{name}: у Outlook-у, {number} мин"),
        (
            "pišite na info@kikk.be ili https://kikk.be",
            "пишите на info@kikk.be или https://kikk.be",
        ),
        ("datoteka .ics, 30 kg CO₂e", "датотека .ics, 30 кг CO₂e"),
    ],
    ids=["letters", "two_letters_in_one", "capitals", "marks", "names", "addresses", "endings"],
)
def test_every_letter_has_its_own(latin: str, expected: str) -> None:
    assert cyrillic(latin) == expected


def test_a_word_that_is_not_serbian_is_told_of() -> None:
    with pytest.raises(ValueError, match="not a Serbian letter: W"):
        cyrillic("Windows")


def test_letters_that_may_stand_apart_are_told_of() -> None:
    with pytest.raises(ValueError, match="two letters or one: injekcija"):
        cyrillic("jedna injekcija")
