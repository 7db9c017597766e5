"""Where the entries of a sheet are: its header, which column is which, its rows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from planner.intake.listing import Listing
from planner.intake.manner import SheetManner
from planner.intake.tables.headers import WIDEST, Header, Words, letter, read_header
from planner.intake.tables.month_first import dated
from planner.intake.tables.no_entries import entries_below
from planner.intake.tables.sheets import Sheet, SheetRow
from planner.phrases import Phrase
from planner.visible import visible

#: A header row is looked for among so many rows.
HIGHEST = 20
_UNKNOWN = SheetManner()


@dataclass(frozen=True)
class Layout:
    """How a sheet is laid out.

    ``header``: number of the first header row; ``headers``: its texts, by cell, no two alike;
    ``columns``: column -> the cells that hold it; ``rows``: the entries, dates as text in an
    order that cannot be misread; ``month_first``: they were written month first;
    ``notes``: what was not read, or guessed.
    """

    header: int
    header_rows: int
    headers: tuple[str, ...]
    columns: Mapping[str, tuple[int, ...]]
    rows: tuple[SheetRow, ...]
    month_first: bool = False
    notes: tuple[Phrase, ...] = ()

    @property
    def ignored(self) -> tuple[str, ...]:
        """The headers of columns that are not read."""
        read = {i for where in self.columns.values() for i in where}
        return tuple(h for i, h in enumerate(self.headers) if h and i not in read)


def find_layout(
    sheet: Sheet, listing: Listing, given: SheetManner | None, month_first: bool | None = None
) -> Layout | None:
    """The layout of a list; None when no row names the columns that it needs.

    ``given``: how it is to be read, as far as that is known; ``month_first``: of its dates.
    """
    finder = _HeaderFinder(sheet.rows, listing, given or _UNKNOWN)
    header = finder.header()
    if header is None:
        return None
    last = header.rows[-1].number
    below = entries_below(header, listing, [row for row in sheet.rows if row.number > last])
    places = sorted(place for where in header.columns.values() for place in where)
    dates = dated(below.rows, places, month_first)
    notes = (*finder.notes(header), *below.notes, *dates.notes)
    first = header.rows[0].number
    size = len(header.rows)
    return Layout(first, size, header.texts, header.columns, dates.rows, dates.found, notes)


class _HeaderFinder:
    """Looks for the header of a list."""

    def __init__(self, rows: Sequence[SheetRow], listing: Listing, given: SheetManner) -> None:
        self._rows = rows
        self._listing = listing
        self._given = given
        self._chosen = {t: c for t, c in given.columns.items() if not c or c in listing.columns}
        self._words = Words(listing)
        self._widest = max((len(row.cells) for row in rows), default=0)
        self._last = [self._last_filled(place) for place in range(min(self._widest, WIDEST))]

    def header(self) -> Header | None:
        """The one that is given, or the first that names what the list needs."""
        if self._given.header is None:
            return next(self._found(), None)
        start = next((i for i, r in enumerate(self._rows) if r.number == self._given.header), None)
        header = None if start is None else self._read(start, self._given.header_rows)
        return header if header is not None and header.fits(self._listing) else None

    def _found(self) -> Iterator[Header]:
        for start in range(min(HIGHEST, len(self._rows))):
            one, two = self._read(start, 1), self._read(start, 2)
            if two is not None and not _is_second_line(two):
                two = None
            if any(header is not None and header.fits(self._listing) for header in (one, two)):
                tries = (one, self._read(start + 1, 1), two)
                fitting = [h for h in tries if h is not None and h.fits(self._listing)]
                yield max(fitting, key=lambda header: len(header.columns))

    def _read(self, start: int, size: int) -> Header | None:
        """So many rows as a header; None where there are no such rows below each other."""
        rows = self._rows[start : start + size]
        if len(rows) < size or rows[-1].number - rows[0].number != size - 1:
            return None
        filled = [last >= start + size for last in self._last]
        return read_header(rows, self._words, self._chosen, filled)

    def _last_filled(self, place: int) -> int:
        """The last row that has anything in that cell; -1 where none has."""
        filled = (
            index
            for index in range(len(self._rows) - 1, -1, -1)
            if place < len(self._rows[index].cells)
            and self._rows[index].cells[place] not in ("", None)
        )
        return next(filled, -1)

    def notes(self, header: Header) -> Iterator[Phrase]:
        """What was not found, and what was guessed."""
        for text, column in self._chosen.items():
            if column and text not in header.texts:
                yield Phrase("There is no column “{name}”.", name=visible(text))
        for text, name in header.guessed.items():
            yield Phrase("“{text}” is read as “{name}”.", text=visible(text), name=name)
        if self._widest > WIDEST:
            yield Phrase("Nothing behind column {name} is read.", name=letter(WIDEST - 1))


def _is_second_line(header: Header) -> bool:
    """Whether the second row is a header too and no entry: most of its texts name columns."""
    read = {place for where in header.columns.values() for place in where}
    filled = {i: cell for i, cell in enumerate(header.rows[1].cells) if cell not in ("", None)}
    known = [i for i in filled if i in read and i not in header.above]
    return 2 * len(known) >= len(filled) and all(isinstance(c, str) for c in filled.values())
