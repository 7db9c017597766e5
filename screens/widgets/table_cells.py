"""How the cells of a table look: texts in their columns, and styles that name theme colours."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic

from screens.text import visible
from screens.widgets.list_rows import Line, Run
from screens.widgets.table_columns import Column, R
from screens.widgets.timeline_text import fit

#: Blank cells behind each column.
PADDING = 2


@dataclass(frozen=True, slots=True)
class LazyRow(Generic[R]):
    """A row of a list whose cells are only worked out when it comes into view."""

    row: R
    draw: Callable[[R], Line]
    is_heading: bool = False

    @property
    def key(self) -> str:
        return self.row.id

    def height(self, width: int) -> int:
        return 1

    def lines(self, width: int) -> Sequence[Line]:
        return [self.draw(self.row)]


def one_cell(text: str, width: int, style: str, *, right: bool) -> Run:
    """Text in a column, and the blanks behind it."""
    shown = fit(visible(text), width)
    if right:
        shown = shown.rstrip().rjust(width)
        shown = fit(shown, width)
    return Run(shown + " " * PADDING, style)


def rich_style(style: str, theme: Mapping[str, str]) -> str:
    """A Rich style of one in which theme variables stand.

    Rich knows no automatic colours: variables that hold one are left out.
    """
    if "$" not in style:
        return style.strip()
    words = (theme.get(w[1:], "") if w[0] == "$" else w for w in style.split())
    return " ".join(w for w in words if w and not w.startswith("auto") and "%" not in w)


def style_of(row: R, column: Column[R], base: str, theme: Mapping[str, str]) -> str:
    """The Rich style of a cell; ``base`` is that of its row."""
    return rich_style(f"{base} {column.style(row) if column.style else ''}", theme)
