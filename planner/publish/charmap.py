"""Reads which characters a TrueType font has: its ``cmap`` table (OpenType specification)."""

from collections.abc import Iterable
from struct import unpack_from


def covered_by(font: bytes) -> frozenset[int]:
    """The code points that a font has a glyph for.

    Knows the subtable formats 4 and 12, which every Unicode text font has.  Raises
    ``ValueError`` for what is no TrueType font.
    """
    table = _table(font, b"cmap")
    count = unpack_from(">H", font, table + 2)[0]
    starts = {table + unpack_from(">L", font, table + 8 + 8 * n)[0] for n in range(count)}
    points: set[int] = set()
    for start in starts:
        match unpack_from(">H", font, start)[0]:
            case 4:
                points.update(_format_4(font, start))
            case 12:
                points.update(_format_12(font, start))
    return frozenset(points)


def _table(font: bytes, tag: bytes) -> int:
    for number in range(unpack_from(">H", font, 4)[0]):
        name, _, offset, _ = unpack_from(">4sLLL", font, 12 + 16 * number)
        if name == tag:
            return int(offset)
    raise ValueError(f"not a TrueType font: no {tag.decode()} table")


def _format_4(font: bytes, start: int) -> Iterable[int]:
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
            if (glyph + deltas[n]) & 0xFFFF:
                yield point


def _format_12(font: bytes, start: int) -> Iterable[int]:
    """Groups of consecutive code points and glyphs, of all planes."""
    for number in range(unpack_from(">L", font, start + 12)[0]):
        first, last, glyph = unpack_from(">LLL", font, start + 16 + 12 * number)
        yield from range(first + (glyph == 0), last + 1)
