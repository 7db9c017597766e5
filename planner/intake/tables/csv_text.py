"""CSV in any usual encoding and separator, as spreadsheet programs write it."""

import codecs
import csv
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO, TextIOWrapper
from itertools import islice

from planner.errors import PlannerError
from planner.intake.files import File
from planner.intake.manner import Manner
from planner.intake.tables.sheets import Sheet, no_table, sheet_rows, too_large
from planner.phrases import Phrase

#: Marks at the start of a file; that of UTF-32 begins with that of UTF-16.
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: Where neither a mark nor the bytes tell: what Excel writes in western Europe.
FALLBACK = "cp1252"
SEPARATORS = ";,\t|"
#: As many rows as a sheet of Excel has, empty ones included.
MAX_NUMBER = 1_048_576
#: A row of so many lines has lost a quotation mark.
MANY_LINES = 25
#: So many rows tell which separator is in use.
LOOKED_AT = 50
PIECE = 1 << 20

#: The first line that Excel understands and does not show.
_SEP = re.compile(r"\s*\"?sep=(.)\"?\s*", re.IGNORECASE | re.DOTALL)


def read_csv(file: File, manner: Manner) -> Sheet:
    """The table; raises PlannerError for what is no text or too large."""
    encoding = encoding_of(file, manner.encoding)
    lines = TextIOWrapper(BytesIO(file.content), encoding, errors="replace", newline="")
    told = _SEP.fullmatch(lines.readline(20))
    separator = _given(manner.separator) or (told[1] if told else "")
    if told is None:
        lines.seek(0)
    table = _Table(file.name, lines, separator or _separator(file, encoding))
    rows = sheet_rows(file.name, table.rows())
    return Sheet("", rows, notes=(*_notes(file, manner, encoding), *table.notes))


def _given(separator: str) -> str:
    if separator and (len(separator) > 1 or separator in '"\r\n\0'):
        raise PlannerError(
            Phrase("“{text}” does not separate the cells of a row.", text=separator),
            Phrase("Write one character, for example a semicolon."),
        )
    return separator


class _Table:
    """The rows of a text; ``notes`` is full when they have been read."""

    def __init__(self, name: str, lines: TextIOWrapper, separator: str) -> None:
        self.notes: list[Phrase] = []
        self._name = name
        self._lines = lines
        self._separator = separator

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Number as a spreadsheet program counts (a row may have several lines), and cells."""
        reader = csv.reader(self._lines, delimiter=self._separator)
        before = 0
        try:
            for number, cells in enumerate(reader, 1):
                if number > MAX_NUMBER:
                    raise too_large(
                        Phrase("{file} has too many rows: {n} at most.", file=self._name, n=number)
                    )
                if reader.line_num - before > MANY_LINES:
                    self.notes.append(_many_lines(number, reader.line_num - before))
                before = reader.line_num
                yield number, cells
        except csv.Error:
            raise PlannerError(
                Phrase("{file}, line {n}: a cell has no end.", file=self._name, n=before + 1),
                Phrase("Probably a quotation mark is missing."),
            ) from None


def _many_lines(row: int, n: int) -> Phrase:
    return Phrase("Row {row} has {n} lines: is a quotation mark missing?", row=row, n=n)


def _notes(file: File, manner: Manner, encoding: str) -> Iterator[Phrase]:
    if encoding == FALLBACK and not manner.encoding and not file.content.isascii():
        yield Phrase("Read as Windows-1252 (western Europe), since it is not Unicode.")
    if encoding == FALLBACK and manner.encoding and _decodes(file.content, "utf-8"):
        yield Phrase("Read as {encoding} as you wish, though it is UTF-8.", encoding=encoding)


# -- encodings -------------------------------------------------------------------------------


def encoding_of(file: File, given: str) -> str:
    """The encoding: that of the file's mark, else the one given, else what the bytes tell.

    Raises PlannerError for what is no text, and for an encoding that there is not.
    """
    content = file.content
    if marked := next((name for mark, name in MARKS if content.startswith(mark)), None):
        return _checked(file, marked)
    if given and (known := _known(given)) != "utf-16":
        return _checked(file, known)
    if given or b"\0" in content:
        return _checked(file, _utf_16(content))
    return "utf-8" if _decodes(content, "utf-8") else FALLBACK


def _known(given: str) -> str:
    try:
        "".encode(given)
        return codecs.lookup(given).name
    except (LookupError, ValueError):
        raise PlannerError(
            Phrase("There is no encoding “{name}”.", name=given),
            Phrase("Write utf-8, utf-16, windows-1252, windows-1250 or windows-1251."),
        ) from None


def _checked(file: File, encoding: str) -> str:
    if encoding.startswith("cp") or _decodes(file.content, encoding):
        return encoding
    raise no_table(file.name)


def _decodes(content: bytes, encoding: str) -> bool:
    """Whether the bytes are text of that encoding, and no binary file."""
    decoder = codecs.getincrementaldecoder(encoding)()
    view = memoryview(content)
    try:
        for start in range(0, len(view), PIECE):
            if "\0" in decoder.decode(bytes(view[start : start + PIECE])):
                return False
        decoder.decode(b"", final=True)
    except UnicodeError:
        return False
    return True


def _utf_16(content: bytes) -> str:
    """Which UTF-16 it is by where the zeros of separators, digits and plain letters stand."""
    start = content[:PIECE]
    return "utf-16-le" if start[1::2].count(0) > start[::2].count(0) else "utf-16-be"


# -- separators ------------------------------------------------------------------------------


def _separator(file: File, encoding: str) -> str:
    """The separator that divides most rows into equally many cells.

    Commas of sentences and of names have a blank behind them, separators hardly ever.
    """
    lines = TextIOWrapper(BytesIO(file.content[:PIECE]), encoding, errors="replace", newline="")
    start = list(islice(lines, LOOKED_AT))
    return max(SEPARATORS, key=lambda m: (_evenness(start, m), _evenness(start, m, blanks=True)))


def _evenness(lines: list[str], mark: str, *, blanks: bool = False) -> int:
    """How many separators stand in those rows that have as many as most have.

    ``blanks``: those with a blank behind them count too.
    """
    counts: Counter[int] = Counter()
    with suppress(csv.Error):
        for cells in csv.reader(lines, delimiter=mark):
            counts[sum(blanks or not cell.startswith(" ") for cell in cells[1:])] += 1
    return max((many * rows for many, rows in counts.items()), default=0)
