"""Names as people write them: folding of spellings, and countries by name or code."""

import re
from functools import cache, lru_cache
from unicodedata import category, normalize

from data.catalogue import cities

#: Names of countries that neither CLDR nor the catalogue has, as people write them.
COUNTRY_NAMES = {
    "AE": ("UAE", "EAU"),
    "CD": ("DR Congo", "DRC", "RDC", "République démocratique du Congo"),
    "CG": ("Congo", "République du Congo", "Republic of the Congo"),
    "CV": ("Cape Verde",),
    "CZ": ("Czech Republic", "République tchèque"),
    "GB": ("Great Britain", "Grande-Bretagne", "England", "Angleterre", "Scotland", "Écosse",
           "Wales", "Pays de Galles", "Northern Ireland", "Irlande du Nord"),
    "KR": ("Korea", "Corée", "République de Corée"),
    "MK": ("Macedonia", "Macédoine"),
    "MO": ("Macao", "Macau"),
    "NL": ("Holland", "Hollande"),
    "PS": ("Palestine",),
    "RU": ("Fédération de Russie",),
    "TR": ("Turkey",),
    "US": ("America", "Amérique", "États-Unis d'Amérique"),
}  # fmt: skip

_ARTICLE = re.compile(
    r"^\s*(?:(?:the|la|les?)\s+|l['\N{RIGHT SINGLE QUOTATION MARK}])", re.IGNORECASE
)


def country_code(text: str) -> str | None:
    """ISO 3166-1 alpha-2 code of a country named in English or French, or by its ISO code."""
    codes = _country_codes()
    return codes.get(fold(text)) or codes.get(fold(_ARTICLE.sub("", text)))


#: Longer texts are no names: they are not worth remembering.
_LONGEST_NAME = 100


def fold(text: str) -> str:
    """A name without case, accents, spaces and punctuation: what its spellings share."""
    return _fold(text) if len(text) <= _LONGEST_NAME else _fold.__wrapped__(text)


@lru_cache(maxsize=16384)
def _fold(text: str) -> str:
    lower = normalize("NFKD", text).casefold()
    return normalize("NFKD", lower).translate(_LETTERS)


class _Letters(dict[int, str | None]):
    """Translation table that keeps letters, digits and the vowel signs of other scripts."""

    def __missing__(self, code: int) -> str | None:
        accent = 0x300 <= code <= 0x36F or 0x2B0 <= code <= 0x2FF
        kept = None if accent or category(chr(code))[0] not in "LMN" else chr(code)
        self[code] = kept
        return kept


#: Letters that Unicode does not take apart into a plain one and an accent.
_LETTERS = _Letters()
_LETTERS.update(
    (ord(letter), plain)
    for letter, plain in {
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "æ": "ae",
        "œ": "oe",
    }.items()
)
_LETTERS[ord("\N{LATIN SMALL LETTER DOTLESS I}")] = "i"


@cache
def _country_codes() -> dict[str, str]:
    """Folded name or ISO code of a country -> alpha-2 code."""
    from babel import Locale
    from babel.core import get_global

    codes: dict[str, str] = {}
    for old, new in get_global("territory_aliases").items():
        if len(new) == 1 and old.isalpha() and len(old) in (2, 3):
            codes[fold(old)] = new[0]
    for language in ("fr", "en"):
        for code, name in Locale(language).territories.items():
            if len(code) == 2:
                codes[fold(code)] = codes[fold(name)] = code
    for city in cities():
        codes[fold(city.country)] = city.country_code
    for code, written in COUNTRY_NAMES.items():
        codes.update((fold(name), code) for name in written)
    return codes
