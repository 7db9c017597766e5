"""Names of people as they are written, and whether two of them can be of one person.

The order of given and family name, case, accents, titles and script are nothing: *DUPONT Marie*,
*Dupont, Marie* and *Mme Marie Dupont* are one name, and so are *ჯაბა* and *Jaba*.  Nothing here
says how a name should be written: people know that themselves.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from unicodedata import normalize

from planner.names import fold

#: Forms of address, which are no part of a name.
_ADDRESS = (
    "mr", "mrs", "ms", "miss", "mx", "mme", "mmes", "mlle", "madame", "monsieur", "mademoiselle",
    "herr", "frau", "dhr", "mevr",
)  # fmt: skip
#: Titles, which are kept and compare as nothing; ``M.`` is Monsieur or an initial.
_TITLES = frozenset(
    (*_ADDRESS, "m", "dr", "drs", "doctor", "docteur", "prof", "professor", "professeur", "pr",
     "ing", "ir", "mag", "dipl", "phd", "msc", "hon", "he", "se")
)  # fmt: skip
_ADDRESSED = re.compile(rf"(?:(?:{'|'.join(_ADDRESS)})\b\.?\s+)+(?=\S)", re.IGNORECASE)

#: Serbian in Latin letters without accents; the general way writes *Željko* as *Zheljko*.
_SERBIAN = str.maketrans(
    {"ж": "z", "ч": "c", "ш": "s", "ц": "c", "ћ": "c", "ђ": "dj", "џ": "dz", "љ": "lj", "њ": "nj",
     "х": "h", "ј": "j"}
)  # fmt: skip
#: Letters as they are spelled out where the keyboard has none.
_SPELLED_OUT = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "đ": "dj", "æ": "ae"}
)

#: From so many letters on, one that differs may be a slip.
LONG_ENOUGH = 6
#: RapidFuzz ratio (of 100) from which names with the same e-mail may be of one person.
ALIKE = 82.0

#: The words of a name in Latin letters, sorted.
Reading = tuple[str, ...]


def tidy(name: str) -> str:
    """A name without forms of address, and *Dupont, Marie* as *Marie Dupont*."""
    bare = _ADDRESSED.sub("", name, count=1) if _ADDRESSED.match(name) else name
    family, comma, given = (part.strip() for part in bare.partition(","))
    if not comma or not family or not given or "," in given or fold(given) in _TITLES:
        return bare
    return f"{_ADDRESSED.sub('', given, count=1)} {family}"


def is_form_of_address(text: str) -> bool:
    """Whether a text is *Mme* or the like and nothing else."""
    return fold(text) in (*_ADDRESS, "m")


@lru_cache(maxsize=32768)
def readings(name: str) -> frozenset[Reading]:
    """The ways to read a name: those of one name have one in common.  Empty for no letters."""
    text = normalize("NFC", name).casefold()
    spellings = (text, text.translate(_SPELLED_OUT), text.translate(_SERBIAN))
    return frozenset(words for spelling in dict.fromkeys(spellings) if (words := _words(spelling)))


def plain(name: str) -> str:
    """What the spellings of a name share, whatever their order; empty for no letters."""
    return " ".join(_words(normalize("NFC", name).casefold()))


def has_more_accents(one: str, other: str) -> bool:
    """Whether one name is the other with accents that are missing there."""
    return fold(one) == fold(other) and _accents(one) > _accents(other)


def _accents(name: str) -> int:
    return sum(not character.isascii() for character in normalize("NFC", name))


def _words(text: str) -> Reading:
    pieces = re.split(r"[^\w'’ʼ`]+", text)
    words = sorted(word for piece in pieces if (word := _latin(piece)))
    return tuple(word for word in words if word not in _TITLES) or tuple(words)


def _latin(word: str) -> str:
    plain = fold(word)
    if plain.isascii():
        return plain
    from anyascii import anyascii

    return re.sub("[^a-z0-9]", "", anyascii(word).lower()) or plain


def agree(one: Iterable[Reading], other: Iterable[Reading]) -> bool:
    """Whether two people with these names bear the same name."""
    return not set(one).isdisjoint(other)


def may_be_one(one: Iterable[Reading], other: Iterable[Reading]) -> bool:
    """Whether one name may be a slip, a shorter or a longer form of the other."""
    pairs = [(a, b) for a in one for b in other]
    return any(_is_slip(a, b) or _shortened(a, b, least=2) for a, b in pairs)


def may_be_one_with_address(one: Iterable[Reading], other: Iterable[Reading]) -> bool:
    """The same, where they share an e-mail address."""
    from rapidfuzz import fuzz

    pairs = [(a, b) for a in one for b in other]
    return any(
        _shortened(a, b, least=1) or fuzz.ratio(" ".join(a), " ".join(b)) >= ALIKE for a, b in pairs
    )


def _is_slip(one: Reading, other: Reading) -> bool:
    """Whether one letter is missing, wrong or in the wrong place, which is no initial."""
    from rapidfuzz.distance import OSA

    first, second = " ".join(one), " ".join(other)
    initials = [[word for word in words if len(word) == 1] for words in (one, other)]
    if min(len(first), len(second)) < LONG_ENOUGH or initials[0] != initials[1]:
        return False
    return OSA.distance(first, second, score_cutoff=1) <= 1


def _shortened(one: Reading, other: Reading, least: int) -> bool:
    """Whether every word of the shorter name is one of the other's, or the initial of one.

    ``least``: so many words must be the same.
    """
    short, long = sorted((one, other), key=len)
    left = list(long)
    same = [word for word in short if len(word) > 1 and word in left]
    for word in same:
        left.remove(word)
    for word in short:
        if word not in same:
            full = next((w for w in left if w[0] == word[0] and 1 in (len(w), len(word))), None)
            if full is None:
                return False
            left.remove(full)
    return len(same) >= (least if len(short) == len(same) else 1)
