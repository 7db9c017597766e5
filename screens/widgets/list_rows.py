"""Rows of a list as runs of text with the names of their styles: pure, no Textual.

A style is one of ``STYLES``.  All text is the user's: it is cleaned here, never interpreted.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from rich.cells import cell_len

from screens.widgets.timeline_text import clean, fit, wrap

#: What a run of text can look like; the widget has a component class for each.
STYLES = ("text", "strong", "muted", "error", "warning", "success", "accent", "primary", "heading")
GAP = 1


class Run(NamedTuple):
    """A piece of a line."""

    text: str
    style: str = "text"


Line = Sequence[Run]


class ListRow(Protocol):
    """A row of a list: ``key`` names it, the cursor passes over headings."""

    @property
    def key(self) -> str: ...

    @property
    def is_heading(self) -> bool: ...

    def height(self, width: int) -> int:
        """How many lines the row has."""
        ...

    def lines(self, width: int) -> Sequence[Line]:
        """The row's lines, each at most ``width`` cells."""
        ...


@dataclass(frozen=True, slots=True)
class Heading:
    """A line between groups of rows."""

    key: str
    text: str
    is_heading: bool = True

    def height(self, width: int) -> int:
        return 1

    def lines(self, width: int) -> Sequence[Line]:
        return [[Run(fit(clean(self.text), width), "heading")]]


@dataclass(frozen=True, slots=True)
class Wrapped:
    """A sign, a sentence over as many lines as it needs, and a quieter last line."""

    key: str
    sign: str
    text: str
    tail: str = ""
    style: str = "text"
    text_style: str = "text"
    is_heading: bool = False

    def height(self, width: int) -> int:
        return len(self._texts(width)) + bool(self.tail)

    def _texts(self, width: int) -> list[str]:
        room = self._room(width)
        return wrap(clean(self.text), room, room, MOST_LINES)

    def _room(self, width: int) -> int:
        return max(width - cell_len(self.sign) - 3, 8)

    def lines(self, width: int) -> Sequence[Line]:
        indent = cell_len(self.sign) + 2
        found: list[Line] = [
            [Run(f" {self.sign if n == 0 else ' ' * cell_len(self.sign)} ", self.style),
             Run(text, self.text_style)]
            for n, text in enumerate(self._texts(width))
        ]  # fmt: skip
        if self.tail:
            tail = fit(clean(self.tail), self._room(width)).rstrip()
            found.append([Run(" " * indent), Run(tail, "muted")])
        return found


#: A sentence longer than this many lines is cut.
MOST_LINES = 6


@dataclass(frozen=True, slots=True)
class ColumnSpec:
    """A column of a table: from ``least`` to ``most`` cells.

    Where there is no room, columns of the highest ``rank`` are left out first.
    """

    title: str
    least: int
    most: int
    rank: int = 0
    right: bool = False


class Layout:
    """Columns side by side in as much width as there is."""

    def __init__(self, columns: Sequence[ColumnSpec]) -> None:
        self.columns = columns
        self._known: dict[int, tuple[int, ...]] = {}

    @property
    def widest(self) -> int:
        """The width from which on nothing is gained."""
        return sum(c.most + GAP for c in self.columns)

    def widths(self, width: int) -> tuple[int, ...]:
        """Cells of each column, 0 where it is left out."""
        if width not in self._known:
            self._known[width] = tuple(self._widths(width))
        return self._known[width]

    def _widths(self, width: int) -> list[int]:
        shown = list(range(len(self.columns)))
        while len(shown) > 1 and sum(self.columns[n].least + GAP for n in shown) > width:
            worst = max(shown, key=lambda n: (self.columns[n].rank, n))
            if self.columns[worst].rank == 0:
                break
            shown.remove(worst)
        found = [0] * len(self.columns)
        for n in shown:
            found[n] = self.columns[n].least
        spare = width - sum(found[n] + GAP for n in shown)
        for n in sorted(shown, key=lambda n: self.columns[n].rank):
            more = min(max(spare, 0), self.columns[n].most - found[n])
            found[n] += more
            spare -= more
        return found

    def line(self, cells: Sequence[Run], width: int) -> Line:
        """Cells of one row in their columns."""
        runs = []
        for spec, cell, cells_wide in zip(self.columns, cells, self.widths(width), strict=True):
            if cells_wide:
                text = fit(clean(cell.text), cells_wide)
                if spec.right:
                    text = text.rstrip().rjust(cells_wide)
                runs.append(Run(text + " " * GAP, cell.style))
        return runs

    def header(self, width: int) -> Line:
        return self.line([Run(c.title, "heading") for c in self.columns], width)


@dataclass(frozen=True, slots=True)
class TableRow:
    """Cells in the columns of a layout."""

    key: str
    layout: Layout
    cells: tuple[Run, ...]
    is_heading: bool = False

    def height(self, width: int) -> int:
        return 1

    def lines(self, width: int) -> Sequence[Line]:
        return [self.layout.line(self.cells, width)]
