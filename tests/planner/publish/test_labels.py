import ast
import re
from datetime import date
from importlib import resources
from pathlib import Path

import pytest

from models.words import Kind
from planner.publish import labels as module
from planner.publish.labels import (
    CANCELLED,
    DOMAIN,
    KINDS,
    LANGUAGE,
    LOCALES,
    YOU_SPEAK_AT,
    Labels,
    document_language,
    folder_of,
    written_language,
)

PATTERNS = ("labels.py", "**/*_words.py")
TRANSLATED = [code for code in LOCALES if code != "en"]


def marked() -> list[str]:
    """Every string of the domain: those marked in the modules of fixed words."""
    folder = Path(module.__file__).parent
    files = sorted(path for pattern in PATTERNS for path in folder.glob(pattern))
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in files]
    return [
        call.args[0].value
        for tree in trees
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        and getattr(call.func, "id", "") == "N_"
        and isinstance(call.args[0], ast.Constant)
        and isinstance(call.args[0].value, str)
    ]


def catalogue_file(code: str, ending: str) -> Path:
    folder = Path(str(resources.files("data"))) / "locale" / folder_of(code) / "LC_MESSAGES"
    return folder / f"{DOMAIN}.{ending}"


def test_the_marked_words_are_found() -> None:
    assert {"Round table", "CANCELLED", "Master schedule", "Android phones"} <= set(marked())


def test_every_kind_but_the_internal_one_has_a_word() -> None:
    assert set(Kind) - set(KINDS) == {Kind.BLOCKER}


@pytest.mark.parametrize("code", TRANSLATED)
def test_every_word_is_translated_with_the_same_values(code: str) -> None:
    from babel.messages.pofile import read_po

    with catalogue_file(code, "po").open("rb") as file:
        catalogue = read_po(file)
    for text in marked():
        message = catalogue.get(text)
        assert message is not None, text
        assert message.string, text
        assert set(re.findall(r"{\w+}", str(message.string))) == set(re.findall(r"{\w+}", text))


@pytest.mark.parametrize("code", TRANSLATED)
def test_the_compiled_catalogue_says_what_the_readable_one_says(code: str) -> None:
    from babel.messages.mofile import read_mo
    from babel.messages.pofile import read_po

    with catalogue_file(code, "po").open("rb") as po, catalogue_file(code, "mo").open("rb") as mo:
        readable = {m.id: m.string for m in read_po(po) if m.id}
        compiled = {m.id: m.string for m in read_mo(mo) if m.id}
    assert compiled == readable


@pytest.mark.parametrize(
    ("stored", "used"),
    [
        ("fr", "fr"),
        ("fr-BE", "fr"),
        ("fr_BE.UTF-8", "fr"),
        ("NO", "nb"),
        ("nn", "nb"),
        ("sr-Latn", "sr"),
        ("sr_Latn_RS", "sr"),
        ("sr@latin", "sr"),
        ("sr-Cyrl", "sr-Cyrl"),
        ("SR_CYRL-rs", "sr-Cyrl"),
        ("sr_RS@cyrillic", "sr-Cyrl"),
        ("de-Cyrl", "de"),
        ("tr", "en"),
        ("", "en"),
        ("../../etc", "en"),
    ],
)
def test_a_language_is_recognised_or_english(stored: str, used: str) -> None:
    assert document_language(stored) == used


@pytest.mark.parametrize(
    ("code", "known"), [("FR-be", "fr"), ("en", "en"), ("nl", None), ("", None)]
)
def test_a_language_without_documents_is_known_as_such(code: str, known: str | None) -> None:
    assert written_language(code) == known


@pytest.mark.parametrize(
    ("code", "language", "day", "country"),
    [
        ("en", "Language", "Sunday 27 October", "Belgium"),
        ("fr", "Langue", "dimanche 27 octobre", "Belgique"),
        ("de", "Sprache", "Sonntag, 27. Oktober", "Belgien"),
        ("it", "Lingua", "domenica 27 ottobre", "Belgio"),
        ("da", "Sprog", "søndag den 27. oktober", "Belgien"),
        ("nb", "Språk", "søndag 27. oktober", "Belgia"),
        ("sr", "Jezik", "nedelja, 27. oktobar", "Belgija"),
        ("sr-Cyrl", "Језик", "недеља, 27. октобар", "Белгија"),
        ("ka", "ენა", "კვირა, 27 ოქტომბერი", "ბელგია"),
    ],
)
def test_words_dates_and_countries_are_of_one_language(
    code: str, language: str, day: str, country: str
) -> None:
    labels = Labels(code)
    assert (labels(LANGUAGE), labels.day(date(2024, 10, 27)), labels.country("be")) == (
        language,
        day,
        country,
    )


def test_values_are_inserted_never_interpreted() -> None:
    text = Labels("en")(YOU_SPEAK_AT, time="{minutes}", minutes=8)
    assert text == "You speak at {minutes} (8 min)"


def test_a_language_without_translations_gives_english_words_and_dates() -> None:
    labels = Labels("tr")
    assert (labels(CANCELLED), labels.day(date(2024, 10, 27))) == ("CANCELLED", "Sunday 27 October")


def test_unknown_countries_and_languages_are_told_as_stored_or_not_at_all() -> None:
    labels = Labels("fr")
    assert (labels.country(None), labels.country("XX")) == ("", "")
    assert labels.language_name("ka") == "géorgien"
    assert labels.language_name("Walloon, a little") == "Walloon, a little"
