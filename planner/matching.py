"""Which city of the network is meant by what people type.

Three steps, each only where the one before found nothing: the official name; another name
(GeoNames, any script); a name that looks alike (RapidFuzz).  A match is *certain* only where a
wrong guess is hardly possible; everything else is a list of candidates to ask about:

* a name of several cities (Granada), or a doubtful one (Enghien): ask, unless the country
  settles it;
* a city with better known namesakes outside the network (London, Perth, Mérida ...) is certain
  in the exact official spelling only, or with its country;
* another name that is also a town of its own (Waterloo, for Austin): ask;
* another name of fewer than four Latin letters, or of one sign of another script: ask;
* a look-alike is certain from ``TYPO_SCORE`` (RapidFuzz ratio, of 100) to an *official* name
  on, when no other city comes within ``TYPO_GAP`` points and the country, if given, agrees.
  That lets pass one letter too many or too few in a name of some ten letters; in shorter ones
  it is too often a town of its own (Hangzhou and Changzhou, Kingston and Kingstown).

The country may be given apart, in brackets or after a comma: in English or French, or as an
ISO code.  A country that is not understood, or another one than the city's, leaves nothing
certain.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import NamedTuple
from unicodedata import normalize

from data.catalogue import aliases, cities, cities_2025
from planner.names import country_code, fold

TYPO_SCORE = 94.5
TYPO_GAP = 8.0
#: Below this (of 100) a likeness is not worth showing.
LIKENESS = 70.0
MOST_CANDIDATES = 6
#: Nothing longer is the name of a city; it is not even looked at.
LONGEST_NAME = 200
SHORT_LATIN = 4
SHORT_OTHER = 2

#: Members with namesakes outside the network, see data/reference/SOURCES.md.
HOMONYMS = frozenset({
    "concepcion", "granada-es", "granada-ni", "gwangju", "london", "merida", "perth", "salvador",
    "san-jose", "santiago-de-cali", "santiago-de-cuba", "trinidad", "valencia", "viborg",
})  # fmt: skip

#: Other names of a member that are the only name of some town: never certain.  Found by looking
#: up all towns of GeoNames with 15,000 inhabitants among the aliases.
NAMESAKES = frozenset({
    "antioch", "anwen", "arrecife", "baki", "bandon", "baoan", "belen", "berga", "bethlehem",
    "burgas", "canas", "casabranca", "cham", "chaam", "chongju", "edessa", "edinburg",
    "fredericia", "freiburg", "gardencity", "greenwood", "hegang", "jainagar", "jalapa",
    "jayapura", "jeypore", "jinzhou", "kannad", "kent", "kozan", "laja", "liang", "libreville",
    "lins", "mesa", "mila", "milton", "mirano", "monastir", "pala", "para", "petersburg",
    "petropolis", "praya", "pueblo", "quanzhou", "ramla", "revel", "saki", "sakata",
    "sancristobal", "saofrancisco", "sola", "taifa", "tianfu", "tolosa", "tunes", "tuson",
    "waterloo", "westport", "whitehouse", "xiaoshan", "xingang", "yuzhou",
})  # fmt: skip

#: A territory of the list that is also said to lie in a larger country.
ALSO_IN = {"MO": "CN"}

_SEPARATORS = re.compile(r"[,;/|()\[\]、]|\s[-\N{EN DASH}\N{EM DASH}]\s")


class Reason(StrEnum):
    """Why a match is certain (the first three), or why it is not."""

    NAME = "name"
    ALIAS = "alias"
    TYPO = "typo"
    AMBIGUOUS = "ambiguous"
    SHORT = "short"
    SIMILAR = "similar"
    COUNTRY_DIFFERS = "country-differs"
    COUNTRY_UNKNOWN = "country-unknown"
    JOINED_LATER = "joined-later"
    NOTHING = "nothing"


class Candidate(NamedTuple):
    """A city that may be meant; ``score`` runs to 100, which is an equal name."""

    code: str
    score: float


@dataclass(frozen=True, slots=True)
class Match:
    """``certain``: the code of the one city meant, or None; ``candidates``: best first.

    ``Reason.JOINED_LATER``: a member since 2025, of which the catalogue has no more than a name.
    """

    certain: str | None
    candidates: tuple[Candidate, ...]
    reason: Reason


def match_city(text: str, country: str | None = None) -> Match:
    """The city meant by ``text``, with or without its country; never raises."""
    if len(text) > LONGEST_NAME or not fold(text):
        return Match(None, (), Reason.NOTHING)
    readings = [(name, _where((country, *rest))) for name, rest in _readings(text)]
    named = [match for name, where in readings if (match := _by_name(name, where))]
    if not named:
        named = [_by_likeness(name, where) for name, where in readings]
    return max(
        named,
        key=lambda m: (m.certain is not None, [c.score for c in m.candidates[:1]]),
    )


@dataclass(frozen=True, slots=True)
class _Where:
    """The countries that go with a name: None = any; ``understood`` False = none was known."""

    codes: frozenset[str] | None = None
    understood: bool = True

    def has(self, city: str) -> bool:
        code = _names().country[city]
        return self.codes is None or code in self.codes or ALSO_IN.get(code) in self.codes


def _where(given: Iterable[str | None]) -> _Where:
    stated = [text for text in given if text and fold(text)]
    known = [code for text in stated if (code := country_code(text))]
    if not known:
        return _Where(understood=not stated)
    # Two countries that contradict one another fit no city.
    return _Where(frozenset(known) if len(set(known)) == 1 else frozenset())


def _readings(text: str) -> Iterator[tuple[str, list[str]]]:
    """The whole text as a name; then its parts as a name and what says where that is."""
    yield text, []
    parts = [part.strip() for part in _SEPARATORS.split(normalize("NFKC", text)) if fold(part)]
    for end in range(len(parts) - 1, 0, -1):
        yield " ".join(parts[:end]), parts[end:]


def _by_name(name: str, where: _Where) -> Match | None:
    """A match by an equal name; None when no city bears it."""
    names, key = _names(), fold(name)
    official = names.official.get(key, set())
    spelled = names.spelled.get(_spelling(name), set())
    others = names.other.get(key, set()) - official
    if any(map(where.has, official)):
        return _judge(official, where, Reason.NAME, doubtful=bool(official & HOMONYMS - spelled))
    if key in names.later:
        return Match(None, _equal(others), Reason.JOINED_LATER)
    if any(map(where.has, others)):
        if len(key) < (SHORT_LATIN if key.isascii() else SHORT_OTHER):
            return Match(None, _equal(filter(where.has, others)), Reason.SHORT)
        if key in NAMESAKES:
            return Match(None, _equal(filter(where.has, others)), Reason.AMBIGUOUS)
        doubtful = key in names.ambiguous or bool(others & HOMONYMS)
        return _judge(others, where, Reason.ALIAS, doubtful)
    found = official | others
    return Match(None, _equal(found), Reason.COUNTRY_DIFFERS) if found else None


def _judge(codes: set[str], where: _Where, reason: Reason, doubtful: bool) -> Match:
    """Cities that bear the name, of which at least one lies where it should."""
    inside = [code for code in codes if where.has(code)]
    candidates = _equal(inside)
    if not where.understood:
        return Match(None, candidates, Reason.COUNTRY_UNKNOWN)
    if len(inside) > 1 or (doubtful and where.codes is None):
        return Match(None, candidates, Reason.AMBIGUOUS)
    return Match(inside[0], candidates, reason)


def _equal(codes: Iterable[str]) -> tuple[Candidate, ...]:
    return tuple(Candidate(code, 100.0) for code in sorted(codes))


def _by_likeness(name: str, where: _Where) -> Match:
    from rapidfuzz import fuzz, process

    names, key = _names(), fold(name)
    scores: dict[str, float] = {}
    official: dict[str, float] = {}
    for found, score, _index in process.extract(
        key, names.keys, scorer=fuzz.ratio, score_cutoff=LIKENESS, limit=None
    ):
        for code in names.official.get(found, ()):
            official[code] = max(score, official.get(code, 0.0))
        for code in names.official.get(found, set()) | names.other.get(found, set()):
            scores[code] = max(score, scores.get(code, 0.0))
    ranked = sorted((Candidate(*pair) for pair in scores.items()), key=lambda c: (-c.score, c.code))
    inside = [candidate for candidate in ranked if where.has(candidate.code)]
    shown = tuple((inside or ranked)[:MOST_CANDIDATES])
    if not shown:
        return Match(None, (), Reason.NOTHING)
    if not inside:
        return Match(None, shown, Reason.COUNTRY_DIFFERS)
    if not where.understood:
        return Match(None, shown, Reason.COUNTRY_UNKNOWN)
    best, score = inside[0]
    clear = len(inside) == 1 or score - inside[1].score >= TYPO_GAP
    homonym = best in HOMONYMS and where.codes is None
    if official.get(best, 0.0) >= TYPO_SCORE and clear and not homonym:
        return Match(best, shown, Reason.TYPO)
    return Match(None, shown, Reason.SIMILAR)


@dataclass
class _Names:
    """Folded name -> codes of the cities that bear it; ``spelled`` keeps accents and spaces."""

    spelled: dict[str, set[str]] = field(default_factory=dict)
    official: dict[str, set[str]] = field(default_factory=dict)
    other: dict[str, set[str]] = field(default_factory=dict)
    ambiguous: set[str] = field(default_factory=set)
    later: set[str] = field(default_factory=set)
    country: dict[str, str] = field(default_factory=dict)
    keys: list[str] = field(default_factory=list)


@cache
def _names() -> _Names:
    names = _Names()
    for city in cities():
        names.country[city.code] = city.country_code
        for name in (city.name, city.unesco_name):
            names.spelled.setdefault(_spelling(name), set()).add(city.code)
            names.official.setdefault(fold(name), set()).add(city.code)
        for name in (city.geonames_name, *re.split("[()]", city.name)):
            names.other.setdefault(fold(name), set()).add(city.code)
    for code, alias, ambiguous in aliases():
        key = fold(alias)
        names.other.setdefault(key, set()).add(code)
        if ambiguous:
            names.ambiguous.add(key)
    names.other.pop("", None)
    names.later = {fold(city.name) for city in cities_2025()}
    names.keys = list(names.official.keys() | names.other.keys())
    return names


def _spelling(name: str) -> str:
    return " ".join(normalize("NFC", name).casefold().split())
