"""What a matrix is made of: its columns, what stands in a cell, and where to ask for it."""

from collections.abc import Callable
from typing import NamedTuple


class CellWidths(NamedTuple):
    """Cells of a column: at least where all columns fit, otherwise, and at most."""

    narrow: int = 5
    readable: int = 10
    wide: int = 14


#: Row titles have half the width; down to this share of it if then all columns fit.
LEAST_SHARE = 0.35


class Geometry(NamedTuple):
    """Cells of the whole view, of the row titles, and of each column."""

    width: int
    titles: int
    column: int

    @property
    def room(self) -> int:
        """Cells for the columns."""
        return max(self.width - self.titles, 0)


def geometry(width: int, count: int, columns: CellWidths, widest: int) -> Geometry:
    """How ``count`` columns share the width with row titles of at most ``widest`` cells."""
    if not count:
        return Geometry(width, width, 0)
    titles = max(width // 2, width - count * columns.wide)
    least = count * columns.narrow
    if (width - titles) // count < columns.narrow and width - least >= width * LEAST_SHARE:
        titles = width - least
    titles = min(titles, widest)
    each = (width - titles) // count
    fits = each >= columns.narrow
    return Geometry(width, titles, min(each, columns.wide) if fits else columns.readable)


class MatrixColumn(NamedTuple):
    """A column: ``id`` of what it stands for, ``title`` as the user typed it."""

    id: str
    title: str


class MatrixCell(NamedTuple):
    """What stands in a cell, and in which style (see ``list_rows``)."""

    text: str = ""
    style: str = "text"


#: What stands in the cell of a row and a column (by their keys); asked when it comes into view.
CellFinder = Callable[[str, str], MatrixCell]
#: What stands below the title of a column; asked when it comes into view.
HeadFinder = Callable[[str], MatrixCell]
#: Row and column, by their keys.
Place = tuple[str, str]
DEFAULT_WIDTHS = CellWidths()


def nothing(_row: str, _column: str) -> MatrixCell:
    return MatrixCell()


def no_figure(_column: str) -> MatrixCell:
    return MatrixCell()
