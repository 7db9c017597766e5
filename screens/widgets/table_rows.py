"""Which rows a table shows and in which order: narrowed by words, sorted by a column.  Pure."""

from collections.abc import Iterable, Sequence
from typing import Generic

from screens.widgets.table_columns import Column, R, haystacks, in_order, needles


class Rows(Generic[R]):
    """All rows of a table as given, and what somebody has chosen to see of them."""

    def __init__(self, columns: Sequence[Column[R]]) -> None:
        self.columns = tuple(columns)
        self.all: list[R] = []
        self.needle = ""
        self.sort: tuple[str, bool] | None = None  # column key, downwards
        self._haystacks: dict[str, str] | None = None
        self._shown: list[R] | None = None

    def replace(self, rows: Iterable[R]) -> None:
        self.all = list(rows)
        self._haystacks = self._shown = None

    def narrow(self, needle: str) -> None:
        """Only rows that contain all of these words, whatever case and accents."""
        self.needle, self._shown = needle, None

    def sort_by(self, sort: tuple[str, bool] | None) -> None:
        """By a column, upwards or downwards; None: in the order in which the rows were given."""
        self.sort, self._shown = sort, None

    @property
    def shown(self) -> list[R]:
        """The rows in view, in their order."""
        if self._shown is None:
            found = self._matching()
            if self.sort is not None:
                key, down = self.sort
                found = in_order(found, self.column(key), down=down)
            self._shown = found
        return self._shown

    def column(self, key: str) -> Column[R]:
        return next(column for column in self.columns if column.key == key)

    def _matching(self) -> list[R]:
        words = needles(self.needle)
        if not words:
            return self.all
        if self._haystacks is None:
            self._haystacks = haystacks(self.all, self.columns)
        found = self._haystacks
        return [row for row in self.all if all(word in found[row.id] for word in words)]
