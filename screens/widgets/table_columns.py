"""What a column of a table is, and which rows a table shows in which order."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from planner.conflicts import Severity
from planner.names import fold

SEVERITY_STYLES = {
    Severity.BLOCKING: "bold $text-error",
    Severity.WARNING: "$text-warning",
    Severity.TO_CHECK: "dim",
}


class HasId(Protocol):
    """Whatever can be a row: its ``id`` is its key in the table."""

    @property
    def id(self) -> str: ...


R = TypeVar("R", bound=HasId)


@dataclass(frozen=True)
class Column(Generic[R]):
    """One column.  ``label`` is an English source string, ``text`` what stands in the cell.

    ``style`` is a Rich style in which ``$text-error`` and other theme variables may stand.
    ``order`` gives what to sort by instead of the text (None goes to the end).  ``grow`` is the
    share of the spare width.  A column with ``from_width`` is left out of narrower tables.
    ``edits`` names the field of the row that can be changed in the cell; one that is ``own``
    differs from row to row, so that several marked rows cannot be given the same.
    """

    key: str
    label: str
    text: Callable[[R], str]
    width: int
    grow: int = 0
    style: Callable[[R], str] | None = None
    order: Callable[[R], Any] | None = None
    from_width: int = 0
    right: bool = False
    edits: str = ""
    own: bool = False


def sign_column(severity: Callable[[R], Severity | None]) -> Column[R]:
    """The column with the sign of the worst open conflict of a row."""

    def sign(row: R) -> str:
        found = severity(row)
        return "" if found is None else found.sign

    def style(row: R) -> str:
        found = severity(row)
        return "" if found is None else SEVERITY_STYLES[found]

    return Column("sign", "", sign, 1, style=style, order=severity)


def haystacks(rows: Iterable[R], columns: Sequence[Column[R]]) -> dict[str, str]:
    """The folded text of all cells of each row, hidden columns included, by its id."""
    return {row.id: "\n".join(fold(c.text(row)) for c in columns) for row in rows}


def needles(text: str) -> list[str]:
    """The words that somebody looks for, without case and accents."""
    return [word for part in text.split() if (word := fold(part))]


def in_order(rows: Sequence[R], column: Column[R], *, down: bool) -> list[R]:
    """Rows sorted by a column; those that say nothing there come last either way."""
    value = column.order or (lambda row: fold(column.text(row)) or None)
    values = {row.id: value(row) for row in rows}
    known = sorted(
        (row for row in rows if values[row.id] is not None),
        key=lambda row: values[row.id],  # type: ignore[arg-type, return-value]
        reverse=down,
    )
    return known + [row for row in rows if values[row.id] is None]


def widths(columns: Sequence[Column[R]], room: int, padding: int) -> dict[str, int]:
    """How wide each column is in ``room`` cells, by its key."""
    spare = max(room - sum(c.width + padding for c in columns), 0)
    shares = sum(c.grow for c in columns) or 1
    return {c.key: c.width + spare * c.grow // shares for c in columns}
