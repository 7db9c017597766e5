"""Reads which characters a TrueType or OpenType font has, and how wide they are.

From its tables ``cmap`` and ``hmtx`` (OpenType specification).  A font is bytes or a file
mapped into memory, so that no more of a large one is read than is looked at.
"""

from collections.abc import Iterator, Mapping
from mmap import mmap
from struct import unpack_from
from typing import TypeAlias

Font: TypeAlias = bytes | mmap
#: What a collection of fonts in one file begins with.
COLLECTION = b"ttcf"
#: Tables of outlines: what has none of them is a font of pictures.
OUTLINES = (b"glyf", b"CFF ", b"CFF2")


def covered_by(font: Font, index: int = 0) -> frozenset[int]:
    """The code points that a font has a glyph for; ``index``: which of a collection.

    Knows the subtable formats 4 and 12, which every Unicode text font has.  Raises
    ``ValueError`` for what is no such font.
    """
    return frozenset(glyphs_of(font, index))


def glyphs_of(font: Font, index: int = 0) -> Mapping[int, int]:
    """Code point -> number of its glyph, as ``covered_by``."""
    table = _needed(_tables(font, index), b"cmap")
    count = unpack_from(">H", font, table + 2)[0]
    starts = {table + unpack_from(">L", font, table + 8 + 8 * n)[0] for n in range(count)}
    found: dict[int, int] = {}
    for start in sorted(starts):
        match unpack_from(">H", font, start)[0]:
            case 4:
                found.update(_format_4(font, start))
            case 12:
                found.update(_format_12(font, start))
    return found


def has_outlines(font: Font, index: int = 0) -> bool:
    """Whether its characters are drawn by lines, not pictures of one size."""
    return any(tag in _tables(font, index) for tag in OUTLINES)


def widths_of(font: Font) -> dict[str, float]:
    """Character -> how far it takes the line, as a part of the size of the type."""
    tables = _tables(font, 0)
    units = unpack_from(">H", font, _needed(tables, b"head") + 18)[0]
    count = unpack_from(">H", font, _needed(tables, b"hhea") + 34)[0]
    widths = unpack_from(">" + "Hh" * count, font, _needed(tables, b"hmtx"))[::2]
    return {
        chr(point): widths[min(glyph, count - 1)] / units
        for point, glyph in glyphs_of(font).items()
    }


def _tables(font: Font, index: int) -> dict[bytes, int]:
    """Tag -> where the table begins."""
    is_collection = font[:4] == COLLECTION
    start = unpack_from(">L", font, 12 + 4 * index)[0] if is_collection else 0
    count = unpack_from(">H", font, start + 4)[0]
    rows = (unpack_from(">4sLLL", font, start + 12 + 16 * number) for number in range(count))
    return {tag: offset for tag, _, offset, _ in rows}


def _needed(tables: Mapping[bytes, int], tag: bytes) -> int:
    if tag not in tables:
        raise ValueError(f"not a TrueType font: no {tag.decode()} table")
    return tables[tag]


def _format_4(font: Font, start: int) -> Iterator[tuple[int, int]]:
    """Segments of the Basic Multilingual Plane, with a delta or an array of glyphs each."""
    count = unpack_from(">H", font, start + 6)[0] // 2
    ends_at, shape = start + 14, f">{count}H"
    ends = unpack_from(shape, font, ends_at)
    starts = unpack_from(shape, font, ends_at + 2 * count + 2)
    deltas = unpack_from(shape, font, ends_at + 4 * count + 2)
    offsets_at = ends_at + 6 * count + 2
    offsets = unpack_from(shape, font, offsets_at)
    for n, (first, last) in enumerate(zip(starts, ends, strict=True)):
        for point in range(first, min(last, 0xFFFE) + 1):
            glyph = point
            if offsets[n]:
                at = offsets_at + 2 * n + offsets[n] + 2 * (point - first)
                glyph = unpack_from(">H", font, at)[0]
                if glyph == 0:
                    continue
            if number := (glyph + deltas[n]) & 0xFFFF:
                yield point, number


def _format_12(font: Font, start: int) -> Iterator[tuple[int, int]]:
    """Groups of consecutive code points and glyphs, of all planes."""
    for number in range(unpack_from(">L", font, start + 12)[0]):
        first, last, glyph = unpack_from(">LLL", font, start + 16 + 12 * number)
        for point in range(first + (glyph == 0), last + 1):
            yield point, glyph + point - first
