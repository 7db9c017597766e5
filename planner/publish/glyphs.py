"""Which characters the shipped fonts can draw, so that paper never shows a silent box.

The answer is read from the fonts' own ``cmap`` tables (see ``charmap.py``), once, on first use.
"""

import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib import resources
from pathlib import Path

from planner.publish.charmap import covered_by
from planner.publish.plaintext import clean_lines

REPLACEMENT = "\ufffd"
#: Invisible characters that shape words (Persian, Indic scripts, break hints).
SHAPING = frozenset("\u00ad\u200b\u200c\u200d\u2060")
#: Variation selectors choose between glyphs and have none, nor have shaping characters.
_WITHOUT_GLYPH = frozenset(map(chr, range(0xFE00, 0xFE10))) | SHAPING | frozenset(" \u00a0\n")


def font_folder() -> Path:
    """Where the shipped fonts are."""
    return Path(str(resources.files("data"))) / "fonts"


@lru_cache(maxsize=4096)
def printable(text: str) -> str:
    """``text`` as it can be typeset: characters without a glyph become U+FFFD.

    Control characters are left out, as they are from calendars; ``\\n`` separates lines.
    """
    safe = _safe(text)
    if not missing(text):
        return safe
    return "".join(c if _is_covered(c) else REPLACEMENT for c in _clusters(safe))


@lru_cache(maxsize=4096)
def missing(text: str) -> tuple[str, ...]:
    """The characters (with their marks) that no shipped font can draw, each once, in order."""
    safe = _safe(text)
    if _everyday() >= frozenset(safe):
        return ()
    return tuple(dict.fromkeys(c for c in _clusters(safe) if not _is_covered(c)))


def code_points(cluster: str) -> str:
    """``U+6771``, or ``U+10D0 U+0301`` for a character with a mark."""
    return " ".join(f"U+{ord(c):04X}" for c in cluster)


def _safe(text: str) -> str:
    cleaned = clean_lines(unicodedata.normalize("NFC", text)).replace("\t", " ")
    if cleaned.isascii():
        return cleaned
    return "".join(c for c in cleaned if c in SHAPING or unicodedata.category(c) != "Cf")


def _clusters(text: str) -> Iterator[str]:
    """Characters together with the marks that stand on them (Unicode categories M*)."""
    begin = 0
    for i, char in enumerate(text):
        if i > begin and unicodedata.category(char)[0] != "M":
            yield text[begin:i]
            begin = i
    if text:
        yield text[begin:]


def _is_covered(cluster: str) -> bool:
    """Whether one font has all of it: a letter and the marks on it must come from the same."""
    wanted = frozenset(cluster) - _WITHOUT_GLYPH
    return any(wanted <= font for font in coverage())


@cache
def coverage() -> tuple[frozenset[str], ...]:
    """The characters of each shipped font."""
    fonts = sorted(font_folder().glob("*-Regular.ttf"))
    return tuple(frozenset(map(chr, covered_by(path.read_bytes()))) for path in fonts)


@cache
def _everyday() -> frozenset[str]:
    """Characters that need no closer look: they are covered and carry no marks."""
    letters = (c for font in coverage() for c in font if unicodedata.category(c)[0] != "M")
    return frozenset(letters) | frozenset(" \u00a0\n")
