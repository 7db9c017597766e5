"""Fonts for tests, made of a shipped one: other characters, another name."""

from struct import pack, unpack_from

from planner.publish.glyphs import font_folder

SOURCE = "NotoSansThai-Regular.ttf"
#: Tables that a font cannot do without, as far as they are not made here.
KEPT = (b"OS/2", b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp", b"post")
#: Glyphs of the source that can be seen.
FIRST_GLYPH = 4


def font_with(characters: str, family: str) -> bytes:
    """A TrueType font that has these characters, however odd they look in it."""
    source = (font_folder() / SOURCE).read_bytes()
    tables = {tag: content for tag, content in _tables(source).items() if tag in KEPT}
    return _font({**tables, b"cmap": _cmap(characters), b"name": _name(family)})


def collection_of(*fonts: bytes) -> bytes:
    """Several fonts in one file, as ``.ttc``."""
    head = 12 + 4 * len(fonts)
    starts = [head + sum(map(len, fonts[:n])) for n in range(len(fonts))]
    moved = [_moved(font, start) for font, start in zip(fonts, starts, strict=True)]
    return (
        pack(">4sLL", b"ttcf", 0x10000, len(fonts))
        + pack(f">{len(fonts)}L", *starts)
        + b"".join(moved)
    )


def _tables(font: bytes) -> dict[bytes, bytes]:
    count = unpack_from(">H", font, 4)[0]
    rows = [unpack_from(">4sLLL", font, 12 + 16 * n) for n in range(count)]
    return {tag: font[start : start + length] for tag, _, start, length in rows}


def _font(tables: dict[bytes, bytes]) -> bytes:
    place = 12 + 16 * len(tables)
    rows, contents = b"", b""
    for tag, content in sorted(tables.items()):
        rows += pack(">4sLLL", tag, 0, place + len(contents), len(content))
        contents += content + bytes(-len(content) % 4)
    return pack(">LHHHH", 0x10000, len(tables), 0, 0, 0) + rows + contents


def _moved(font: bytes, start: int) -> bytes:
    """The font as it stands in a collection: places are counted from the start of the file."""
    count = unpack_from(">H", font, 4)[0]
    rows = b"".join(
        pack(">4sLLL", tag, total, place + start, length)
        for tag, total, place, length in (
            unpack_from(">4sLLL", font, 12 + 16 * n) for n in range(count)
        )
    )
    return font[:12] + rows + font[12 + len(rows) :]


def _cmap(characters: str) -> bytes:
    points = sorted(map(ord, set(characters)))
    groups = b"".join(pack(">LLL", p, p, FIRST_GLYPH + n) for n, p in enumerate(points))
    table = pack(">HHLLL", 12, 0, 16 + len(groups), 0, len(points)) + groups
    return pack(">HHHHL", 0, 1, 3, 10, 12) + table


def _name(family: str) -> bytes:
    texts = {1: family, 2: "Regular", 4: family, 6: family.replace(" ", "")}
    records, storage = b"", b""
    for number, text in texts.items():
        encoded = text.encode("utf-16-be")
        records += pack(">HHHHHH", 3, 1, 0x409, number, len(encoded), len(storage))
        storage += encoded
    return pack(">HHH", 0, len(texts), 6 + len(records)) + records + storage
