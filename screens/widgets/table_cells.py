"""How the cells of a table look: texts and styles compared first, Rich texts made last."""

from collections.abc import Callable, Mapping, Sequence

from rich.text import Text

from screens.text import cell
from screens.widgets.table_columns import Column, R

#: Text and style of each cell of a row.
Drawn = tuple[tuple[str, str], ...]


def drawn(
    row: R,
    columns: Sequence[Column[R]],
    row_style: Callable[[R], str] | None,
    theme: Mapping[str, str],
) -> Drawn:
    """What stands in each column; ``theme`` holds the variables that styles may name."""
    base = row_style(row) if row_style else ""
    return tuple(
        (c.text(row), rich_style(f"{base} {c.style(row) if c.style else ''}", theme))
        for c in columns
    )


def rich_style(style: str, theme: Mapping[str, str]) -> str:
    """A Rich style of one in which theme variables stand.

    Rich knows no automatic colours: variables that hold one are left out.
    """
    if "$" not in style:
        return style.strip()
    words = (theme.get(w[1:], "") if w[0] == "$" else w for w in style.split())
    return " ".join(w for w in words if w and not w.startswith("auto") and "%" not in w)


def cells(columns: Sequence[Column[R]], looks: Drawn) -> list[Text]:
    """The cells of a row."""
    return [one_cell(column, *look) for column, look in zip(columns, looks, strict=True)]


def one_cell(column: Column[R], text: str, style: str) -> Text:
    made = cell(text, style)
    if column.right:
        made.justify = "right"
    return made
