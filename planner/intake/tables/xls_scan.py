"""What the library does not tell of the sheets of an XLS workbook: errors, hidden rows, size.

Formats: [MS-CFB] for the container, [MS-XLS] 2.1 and 2.4 for the records.
"""

import struct
from array import array
from collections.abc import Iterator

from planner.intake.tables.grids import Refused, Scan, Trouble

_BOOKS = ("Workbook", "Book")
#: The stream in which a workbook with a password stands, XLSX too.
_ENCRYPTED = "EncryptedPackage"
#: Numbers of sectors from here on mark ends and gaps.
_NONE = 0xFFFFFFFA

_FORMULA, _EOF, _FILEPASS, _BOUNDSHEET, _MULRK, _BOF = 0x06, 0x0A, 0x2F, 0x85, 0xBD, 0x809
_BOOLERR, _ROW = 0x205, 0x208
#: FORMULA, MULRK, RSTRING, LABELSST, NUMBER, LABEL, BOOLERR, RK.
_CELLS = frozenset({_FORMULA, _MULRK, 0xD6, 0xFD, 0x203, 0x204, _BOOLERR, 0x27E})
_ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?",
    0x24: "#NUM!", 0x2A: "#N/A",
}  # fmt: skip


def scan_xls(content: bytes) -> dict[str, Scan]:
    """Each sheet by name; raises Refused for what is encrypted or has too many cells.

    Raises ValueError, LookupError or struct.error for what is damaged.
    """
    streams = _streams(content)
    if _ENCRYPTED in streams:
        raise Refused(Trouble.ENCRYPTED)
    name = _BOOKS[0] if _BOOKS[0] in streams else _BOOKS[1]
    return {sheet: _scan(streams[name], offset) for sheet, offset in _sheets(streams[name])}


# -- records ---------------------------------------------------------------------------------


def _records(book: bytes, offset: int) -> Iterator[tuple[int, bytes]]:
    """Kind and content of each record of the part that begins there."""
    depth = 0
    while offset + 4 <= len(book):
        kind, length = struct.unpack_from("<HH", book, offset)
        depth += (kind == _BOF) - (kind == _EOF)
        if depth <= 0:
            return
        yield kind, book[offset + 4 : offset + 4 + length]
        offset += 4 + length


def _sheets(book: bytes) -> Iterator[tuple[str, int]]:
    """Name and offset of each sheet."""
    is_unicode = False
    for kind, record in _records(book, 0):
        if kind == _BOF:
            is_unicode = record[:2] == b"\x00\x06"
        elif kind == _FILEPASS:
            raise Refused(Trouble.ENCRYPTED)
        elif kind == _BOUNDSHEET and not is_unicode:
            yield record[7:].decode("cp1252", "replace"), *struct.unpack_from("<I", record)
        elif kind == _BOUNDSHEET:
            encoding = "utf-16-le" if record[7] & 1 else "latin-1"
            yield record[8:].decode(encoding, "replace"), *struct.unpack_from("<I", record)


def _scan(book: bytes, offset: int) -> Scan:
    found = Scan()
    for kind, record in _records(book, offset):
        if kind == _ROW and record[12] & 0x20:
            found.hidden.append(struct.unpack_from("<H", record)[0])
        elif kind in _CELLS:
            row, column = struct.unpack_from("<HH", record)
            last = (
                struct.unpack_from("<H", record, len(record) - 2)[0] if kind == _MULRK else column
            )
            found.holds(row, last)
            if (error := _error(kind, record)) is not None:
                found.failed[row, column] = _ERRORS.get(error, "?")
            if found.is_too_large:
                raise Refused(Trouble.TOO_LARGE)
    return found


def _error(kind: int, record: bytes) -> int | None:
    """The number of the error that a cell holds."""
    if kind == _BOOLERR and record[7]:
        return record[6]
    if kind == _FORMULA and record[6] == 2 and record[12:14] == b"\xff\xff":
        return record[8]
    return None


# -- container -------------------------------------------------------------------------------


def _streams(content: bytes) -> dict[str, bytes]:
    """The streams of a container that matter, by name; those too small for a workbook empty."""
    size = 1 << min(struct.unpack_from("<H", content, 30)[0], 12)
    first, smallest, more = struct.unpack_from("<I4xI8xI", content, 48)

    def sector(number: int) -> bytes:
        return content[size * (number + 1) : size * (number + 2)]

    tables = list(struct.unpack_from("<109I", content, 76))
    for _ in range(len(content) // size):
        if more >= _NONE:
            break
        *numbers, more = array("I", sector(more))
        tables += numbers
    follows = array("I", b"".join(sector(n) for n in tables if n < _NONE))

    def chain(start: int) -> bytes:
        pieces: list[bytes] = []
        while start < _NONE:
            if len(pieces) > len(follows):
                raise ValueError(start)  # sectors in a circle: the library would go round for ever
            pieces.append(sector(start))
            start = follows[start]
        return b"".join(pieces)

    directory = chain(first)
    found = {}
    for place in range(0, len(directory), 128):
        name, length = struct.unpack_from("<64sH", directory, place)
        start, extent = struct.unpack_from("<II", directory, place + 116)
        if length:
            found[name[: max(length - 2, 0)].decode("utf-16-le", "replace")] = (start, extent)
    wanted = (*_BOOKS, _ENCRYPTED)
    return {
        name: chain(at)[:long] if long >= smallest else b""
        for name, (at, long) in found.items()
        if name in wanted
    }
