"""Which characters the fonts can draw, so that paper never shows a silent box.

The answer is read from the fonts' own ``cmap`` tables (see ``charmap.py``), once, on first use.
The shipped fonts are meant where no others are given (those of ``fonts.py``).
"""

import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from planner.publish.charmap import covered_by
from planner.publish.plaintext import clean_lines

if TYPE_CHECKING:
    from planner.publish.fonts import Face

REPLACEMENT = "\ufffd"
#: Invisible characters that shape words (Persian, Indic scripts, break hints).
SHAPING = frozenset("\u00ad\u200b\u200c\u200d\u2060")
#: Variation selectors choose between glyphs and have none, nor have shaping characters.
WITHOUT_GLYPH = frozenset(map(chr, range(0xFE00, 0xFE10))) | SHAPING | frozenset(" \u00a0\n")


def font_folder() -> Path:
    """Where the shipped fonts are."""
    return Path(str(resources.files("data"))) / "fonts"


@lru_cache(maxsize=4096)
def printable(text: str, others: tuple["Face", ...] = ()) -> str:
    """``text`` as it can be typeset: characters without a glyph become U+FFFD.

    Control characters are left out, as they are from calendars; ``\n`` separates lines.
    """
    safe = _safe(text)
    lacking = frozenset(missing(text, others))
    if not lacking:
        return safe
    return "".join(REPLACEMENT if c in lacking else c for c in clusters(safe))


@lru_cache(maxsize=4096)
def missing(text: str, others: tuple["Face", ...] = ()) -> tuple[str, ...]:
    """The characters (with their marks) that no font can draw, each once, in order.

    ``others``: fonts that are there besides the shipped ones.
    """
    safe = _safe(text)
    if _everyday() >= frozenset(safe):
        return ()
    lacking = dict.fromkeys(c for c in clusters(safe) if not _is_covered(c))
    return tuple(c for c in lacking if not (_is_foreign(c) and any(face.has(c) for face in others)))


def foreign(text: str) -> tuple[str, ...]:
    """Those missing characters that other fonts can be asked for.

    Typst takes a font that has a part of a character with its marks, and leaves the rest out.
    """
    return tuple(c for c in missing(text) if _is_foreign(c))


def described(cluster: str) -> str:
    """``GEORGIAN LETTER AN (U+10D0) + COMBINING ACUTE ACCENT (U+0301)``, as Unicode names them."""
    return " + ".join(map(_described, cluster))


def _described(char: str) -> str:
    name, code = unicodedata.name(char, ""), f"U+{ord(char):04X}"
    return f"{name} ({code})" if name else code


def _safe(text: str) -> str:
    cleaned = clean_lines(unicodedata.normalize("NFC", text)).replace("\t", " ")
    if cleaned.isascii():
        return cleaned
    return "".join(c for c in cleaned if c in SHAPING or unicodedata.category(c) != "Cf")


def clusters(text: str) -> Iterator[str]:
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
    wanted = frozenset(cluster) - WITHOUT_GLYPH
    return any(wanted <= font for font in coverage())


def _is_foreign(cluster: str) -> bool:
    """Whether no shipped font has any of it."""
    return not any(char in font for char in cluster for font in coverage())


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
