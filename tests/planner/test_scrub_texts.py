"""Names in texts: what is taken for a name, and what is not."""

import pytest

from planner.scrub.texts import Replacer, parts_of, words_of

NAMES = {
    "Hélène Dupont-Martin (fictional)": "Delegate 1",
    "Hélène": "Delegate 2",
    "Tamar Gamogonili": "Delegate 3",
    "თამარ გამოგონილი": "Delegate 3",
    "王芳": "Delegate 4",
    "tamar@tbilisi.example": "Delegate 3",
    "+995 00 000001": "Delegate 3",
    "Caen": "Delegate 5",
    "Li": "Delegate 6",
}


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("1:1 Hélène Dupont-Martin and TRAKK", "1:1 Delegate 1 and TRAKK"),
        ("1:1 HELENE DUPONT MARTIN and TRAKK", "1:1 Delegate 1 and TRAKK"),
        ("with He\u0301le\u0300ne Dupont\N{NO-BREAK SPACE}Martin", "with Delegate 1"),
        ("Gamogonili, Tamar: light", "Delegate 3: light"),
        ("Lunch with Hélène", "Lunch with Delegate 2"),
        ("Lunch with hélène", "Lunch with hélène"),
        ("HÉLÈNE speaks", "Delegate 2 speaks"),
        ("Hélènette", "Hélènette"),
        ("თამარ გამოგონილი speaks", "Delegate 3 speaks"),
        ("与王芳会面", "与Delegate 4会面"),
        ("mail tamar@tbilisi.example or +995-00-000001", "mail Delegate 3 or +Delegate 3"),
        ("ask somebody@else.example", "ask …"),
        ("Caen: a harbour that glows", "Caen: a harbour that glows"),
        ("Li and the lions", "Delegate 6 and the lions"),
        ("LI, Berlin", "Delegate 6, Berlin"),
        ("", ""),
        ("[b]{0} %s \\1", "[b]{0} %s \\1"),
    ],
)
def test_names_go_and_the_rest_stays(text: str, cleaned: str) -> None:
    assert Replacer(NAMES, kept=["Caen"])(text) == cleaned


def test_a_text_without_a_name_is_not_even_normalised() -> None:
    text = "Cafe\u0301 of the station"
    assert Replacer(NAMES)(text) is text


def test_the_longest_name_is_taken() -> None:
    replacer = Replacer({"Anna Maria": "A", "Anna Maria Rossi": "B", "Rossi": "C"})
    assert replacer("Anna Maria Rossi; then Anna Maria; Rossi") == "B; then A; C"


def test_only_words_that_can_be_a_name_are_parts_of_one() -> None:
    kept = words_of(["Musée Rops"])
    parts = parts_of([("Félicien van den Rops 3000", "Delegate 1"), ("Jo Li", "Delegate 2")], kept)
    assert parts == {"Félicien": "Delegate 1"}
