"""Which column a header names, in one line or in several, well written or nearly."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from planner.intake.cells import text_of
from planner.intake.listing import Listing
from planner.intake.tables.sheets import Cell, SheetRow
from planner.names import fold

#: Shorter words are as near to other words as to themselves misspelt.
SHORTEST = 5
#: Such long ones may have two letters wrong.
LONG = 12
#: No list has more columns.
WIDEST = 250


@dataclass(frozen=True)
class Header:
    """Some rows read as a header.

    ``texts``: by cell, no two alike; ``columns``: column -> the cells that hold it;
    ``guessed``: text -> the header that it is taken for; ``above``: the cells that no lower line
    names, though there is something in it.
    """

    rows: tuple[SheetRow, ...]
    texts: tuple[str, ...]
    columns: Mapping[str, tuple[int, ...]]
    guessed: Mapping[str, str]
    above: frozenset[int] = frozenset()

    def fits(self, listing: Listing) -> bool:
        """Whether it names the columns that a list needs."""
        if not listing.foreign.isdisjoint(map(fold, self.texts)):
            return False
        return all(any(name in self.columns for name in group) for group in listing.needs)


@dataclass(frozen=True, slots=True)
class Name:
    """The texts of one column: of the whole header, of its last line, of the lines above."""

    whole: str
    below: str
    above: str


class Words:
    """The headers that the columns of a list go by."""

    def __init__(self, listing: Listing) -> None:
        self._columns = {fold(h): c for c, headers in listing.columns.items() for h in headers}
        self._alike: dict[object, list[str]] = defaultdict(list)
        for headers in listing.columns.values():
            for header in headers:
                self._alike[_outline(header)].append(header)

    def column(self, name: Name, taken: Mapping[str, object]) -> str | None:
        """The column that the lines together name, or else one of them.

        A line alone counts once: below “Contact”, “Name” is no second name of the entry.
        """
        if (column := self._columns.get(fold(name.whole))) is not None:
            return column
        alone = (self._columns.get(fold(text)) for text in (name.below, name.above))
        return next((c for c in alone if c is not None and c not in taken), None)

    def is_above(self, name: Name) -> bool:
        """Whether the lower line has a text that names no column."""
        texts = (name.whole, name.below)
        return name.below != "" and not any(fold(text) in self._columns for text in texts)

    def nearest(self, name: Name) -> tuple[str, str] | None:
        """The header that a misspelt one stands for, and its column; only where that is sure."""
        if len(name.whole) < SHORTEST or not (headers := self._alike.get(_outline(name.whole))):
            return None
        from rapidfuzz.distance import OSA

        text = fold(name.whole)
        most = 1 if len(text) < LONG else 2
        near = {
            self._columns[fold(header)]: header
            for header in headers
            if len(fold(header)) >= SHORTEST and OSA.distance(text, fold(header)) <= most
        }
        return next(((near[c], c) for c in near), None) if len(near) == 1 else None


@lru_cache(maxsize=4096)
def _outline(header: str) -> tuple[str, ...]:
    """What a misspelling leaves alone: numbers and first letters; “arrival gate” is no date."""
    words = re.findall(r"\w+", header.casefold())
    return tuple(word if word.isdigit() else fold(word[0]) for word in words)


def read_header(
    rows: Sequence[SheetRow], words: Words, chosen: Mapping[str, str], filled: Sequence[bool]
) -> Header:
    """Rows as the header of a list.

    ``chosen``: text -> column, as the organiser says; ``filled``: whether anything stands in a
    cell below, so that it gets a name even without a header.
    """
    width = min(max(len(filled), *(len(row.cells) for row in rows)), WIDEST)
    names = list(_names(rows, width))
    texts = unlike(
        name.whole or (letter(place) if place < len(filled) and filled[place] else "")
        for place, name in enumerate(names)
    )
    columns: dict[str, tuple[int, ...]] = {}
    unknown: list[int] = []
    for place, (text, name) in enumerate(zip(texts, names, strict=True)):
        column = chosen[text] if text in chosen else words.column(name, columns)
        if column:
            columns[column] = (*columns.get(column, ()), place)
        elif column is None:
            unknown.append(place)
    guessed = {}
    for place in unknown:
        if (near := words.nearest(names[place])) and near[1] not in columns:
            guessed[texts[place]], column = near
            columns[column] = (place,)
    above = frozenset(place for place, name in enumerate(names) if words.is_above(name))
    return Header(tuple(rows), texts, columns, guessed, above)


def _names(rows: Sequence[SheetRow], width: int) -> Iterator[Name]:
    """One for each cell; a text of an upper line goes for the cells to its right, too."""
    *upper, lowest = ([_text(row.cells, place) for place in range(width)] for row in rows)
    reaching = [""] * len(upper)
    for place, below in enumerate(lowest):
        own = [line[place] for line in upper]
        reaching = [text or before for text, before in zip(own, reaching, strict=True)]
        above = _together(reaching if below else own)
        yield Name(_together((above, below)), below, _together(own))


def _together(texts: Iterable[str]) -> str:
    """The texts one after the other, each once."""
    return " ".join({fold(text): text for text in texts if text}.values())


def _text(cells: Sequence[Cell], place: int) -> str:
    cell = cells[place] if place < len(cells) else None
    return " ".join(text_of(cell).split()) if isinstance(cell, str) else ""


def unlike(texts: Iterable[str]) -> tuple[str, ...]:
    """The texts, a second one of the same as “Name (2)”."""
    found: list[str] = []
    known: set[str] = set()
    for text in texts:
        other, number = text, 1
        while text and other in known:
            number += 1
            other = f"{text} ({number})"
        found.append(other)
        known.add(other)
    return tuple(found)


def letter(place: int) -> str:
    """What stands for a header that there is not: the column as spreadsheets name it, “(A)”."""
    letters, number = "", place + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"({letters})"
