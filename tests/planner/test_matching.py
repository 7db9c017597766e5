"""What people type, and which city of the network it is."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from data.catalogue import CatalogueCity, cities
from planner.matching import Reason, match_city
from planner.names import country_code, fold


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Tbilissi", "tbilisi"),
        ("თბილისი", "tbilisi"),
        ("Modène", "modena"),
        ("Karlsrühe", "karlsruhe"),
        ("Нови Сад", "novi-sad"),
        ("Enghien-les-Bains", "enghien-les-bains"),
        ("enghien les bains", "enghien-les-bains"),
        ("Hamar", "hamar"),
        ("VIBORG", "viborg"),
        ("  Caen\n", "caen"),
        ("Cannes", "cannes"),
        ("Namen", "namur"),
        ("Gand", "ghent"),
        ("Lodz", "lodz"),
        ("Kirsehir", "kirsehir"),
        ("Brasilia", "brasilia"),
        ("Huai\N{RIGHT SINGLE QUOTATION MARK}an", "huai-an"),
        ("uMngeni", "umngeni-howick"),
        ("Valencia", "valencia"),
        ("Mérida", "merida"),
        ("London", "london"),
        ("Gwangju", "gwangju"),
        ("北京", "beijing"),
    ],
)
def test_a_name_that_can_mean_one_city_is_certain(text: str, code: str) -> None:
    assert match_city(text).certain == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Valencia, Spain", "valencia"),
        ("Valencia (Espagne)", "valencia"),
        ("London (Canada)", "london"),
        ("London, Ontario, Canada", "london"),
        ("Perth (Scotland)", "perth"),
        ("Granada - Nicaragua", "granada-ni"),
        ("Granada, ES", "granada-es"),
        ("Merida, Mexique", "merida"),
        ("Enghien (France)", "enghien-les-bains"),
        ("Tbilissi, Géorgie", "tbilisi"),
        ("Macao, China", "macao"),
    ],
)
def test_a_country_after_the_name_settles_it(text: str, code: str) -> None:
    assert match_city(text).certain == code


@pytest.mark.parametrize(
    ("text", "candidates"),
    [
        ("Enghien", {"enghien-les-bains"}),
        ("Granada", {"granada-es", "granada-ni"}),
        ("Pekin", {"beijing", "paducah"}),
        ("Кан", {"caen", "cannes"}),
        ("Merida", {"merida"}),
        ("San Jose", {"san-jose"}),
        ("Waterloo", {"austin"}),
    ],
)
def test_a_doubtful_name_is_asked_about(text: str, candidates: set[str]) -> None:
    match = match_city(text)
    assert match.certain is None
    assert match.reason is Reason.AMBIGUOUS
    assert {c.code for c in match.candidates} == candidates


@pytest.mark.parametrize("country", ["France", "france", "FR", "fra", "la France", " FRANCE "])
def test_the_country_column_settles_a_doubtful_name(country: str) -> None:
    assert match_city("Enghien", country).certain == "enghien-les-bains"


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Enghien", "Belgique"),
        ("London", "UK"),
        ("London, United Kingdom", None),
        ("Perth", "Australia"),
        ("Valencia, Venezuela", None),
        ("Viborg", "Russia"),
        ("Karlsruhe", "France"),
        ("Valencia, Spain", "France"),
    ],
)
def test_another_country_leaves_nothing_certain(text: str, country: str | None) -> None:
    match = match_city(text, country)
    assert match.certain is None
    assert match.reason is Reason.COUNTRY_DIFFERS
    assert match.candidates


@pytest.mark.parametrize("text", ["London, Ontario", "Perth, Western Australia", "Austin, Texas"])
def test_a_place_that_is_no_country_leaves_nothing_certain(text: str) -> None:
    assert match_city(text).reason is Reason.COUNTRY_UNKNOWN
    assert match_city(text).certain is None


def test_a_country_column_counts_more_than_an_unknown_place_in_the_text() -> None:
    assert match_city("London, Ontario", "Canada").certain == "london"


@pytest.mark.parametrize("text", ["Vyborg", "Boulogne", "Kingstown", "Changzhou", "Mons"])
def test_a_town_that_only_looks_alike_is_not_certain(text: str) -> None:
    assert match_city(text).certain is None
    assert match_city(text).reason is Reason.SIMILAR


@pytest.mark.parametrize(
    ("text", "code"),
    [("Heidelbrg", "heidelberg"), ("Enghien les Bain", "enghien-les-bains")],
)
def test_a_slip_of_the_pen_in_a_long_name_is_certain(text: str, code: str) -> None:
    match = match_city(text)
    assert (match.certain, match.reason) == (code, Reason.TYPO)


def test_a_slip_of_the_pen_in_a_short_name_is_the_first_candidate() -> None:
    match = match_city("Modnea")
    assert match.certain is None
    assert match.candidates[0].code == "modena"


def test_candidates_come_best_first() -> None:
    scores = [c.score for c in match_city("Santa Maria").candidates]
    assert len(scores) > 1
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize(("text", "country"), [("Kan", None), ("Kan", "France"), ("Rio", "BR")])
def test_another_name_of_three_letters_is_never_certain(text: str, country: str | None) -> None:
    match = match_city(text, country)
    assert match.certain is None
    assert match.reason is Reason.SHORT


@pytest.mark.parametrize("text", ["Andenne", "Gdansk", "São Paulo"])
def test_a_member_since_2025_is_not_taken_for_another_city(text: str) -> None:
    assert match_city(text).certain is None
    assert match_city(text).reason is Reason.JOINED_LATER


@pytest.mark.parametrize("text", ["", "   ", "---", "\x00", "x" * 10_000, "Namur " * 2_000])
def test_what_is_no_name_matches_nothing(text: str) -> None:
    match = match_city(text)
    assert (match.certain, match.candidates, match.reason) == (None, (), Reason.NOTHING)


@pytest.mark.parametrize("city", cities(), ids=lambda city: city.code)
def test_every_official_name_means_its_city(city: CatalogueCity) -> None:
    assert match_city(city.name, city.country).certain == city.code
    assert match_city(city.name, city.country_code).certain == city.code
    assert match_city(f"{city.name}, {city.country}").certain == city.code
    assert match_city(f"{city.name.upper()} ({city.country})").certain == city.code
    if not city.code.startswith("granada"):
        assert match_city(city.name).certain == city.code


@settings(max_examples=150, deadline=None)
@given(st.text(), st.none() | st.text())
@example("\ud800", "\udfff")
@example("\x1b[31m(", ")")
@example("\N{ARABIC LIGATURE SALLALLAHOU ALAYHE WASALLAM}" * 200, "\u202e")
@example("[" * 200, "," * 10_000)
def test_no_text_is_too_odd(text: str, country: str | None) -> None:
    match = match_city(text, country)
    assert match.certain is None or match.candidates[0].code == match.certain


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(cities()), st.data())
def test_a_look_alike_is_only_certain_for_the_city_meant(
    city: CatalogueCity, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(city.name) - 1))
    typed = city.name[:at] + data.draw(st.sampled_from("aeinrstz")) + city.name[at + 1 :]
    match = match_city(typed, city.country)
    assert match.reason is not Reason.TYPO or match.certain == city.code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Corée du Sud", "KR"),
        ("Republic of Korea", "KR"),
        ("Etats-Unis", "US"),
        ("the Netherlands", "NL"),
        ("Pays-Bas", "NL"),
        ("Turkey", "TR"),
        ("Türkiye", "TR"),
        ("UK", "GB"),
        ("gb", "GB"),
        ("BEL", "BE"),
        ("Atlantis", None),
        ("", None),
    ],
)
def test_countries_are_understood_in_english_french_and_by_code(
    text: str, code: str | None
) -> None:
    assert country_code(text) == code


@pytest.mark.parametrize(
    ("one", "other"),
    [("Łódź", "LODZ"), ("Kırşehir", "kirsehir"), ("Tel Aviv-Yafo", "tel aviv yafo")],
)
def test_spellings_of_one_name_fold_to_the_same(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_folding_keeps_the_signs_that_tell_japanese_names_apart() -> None:
    assert fold("ハノイ") != fold("バノイ")
