"""Lists: tables with one entry a row, of delegates, sites, hosts, wishes, ways ...

A :class:`Listing` says which columns there are and what a row means; finding the header, taking
rows in one by one and reporting is the same for all.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeAlias, runtime_checkable

from planner.column_names import column_phrase
from planner.errors import InvalidValue
from planner.intake.cells import text_of
from planner.intake.merging import Intake, Taken
from planner.intake.review import Choices, Place
from planner.intake.tables.sheets import Cell, CellError
from planner.phrases import Phrase

if TYPE_CHECKING:
    from planner.intake.dry_run import Entry

#: Column -> what stands in it.
Cells: TypeAlias = Mapping[str, Cell]


class Taker(Protocol):
    """Takes in the rows of one list, one after the other."""

    def about(self, cells: Cells) -> str:
        """What a row is about, for the reader of the review."""

    def take(self, cells: Cells) -> Iterable[Taken]:
        """Take in a row; raises Question, InvalidValue and other PlannerErrors."""


@runtime_checkable
class WholeTaker(Protocol):
    """Takes in a list of which one row says something about the others."""

    def entries(self, rows: Sequence[tuple[Place, Cells]]) -> "Iterable[Entry]":
        """One entry a row, of all sheets that hold such a list."""


@dataclass(frozen=True)
class Listing:
    """A kind of list.

    ``columns``: column -> headers it goes by, in English and French (compared folded);
    ``needs``: a header row names at least one column of each of these groups;
    ``foreign``: headers (folded) of tables that look like such a list and are none.
    """

    kind: str
    columns: Mapping[str, tuple[str, ...]]
    needs: tuple[tuple[str, ...], ...]
    begin: Callable[[Intake, Choices], Taker | WholeTaker]
    foreign: frozenset[str] = frozenset()


def refuse_errors(cells: Cells) -> None:
    """Raise InvalidValue for a cell whose formula has failed."""
    for name, cell in cells.items():
        if isinstance(cell, CellError):
            raise InvalidValue(
                name, Phrase("The formula of this cell has failed ({error}).", error=str(cell))
            )


def in_words(column: str, reason: Phrase) -> Phrase:
    return Phrase("{column}: {reason}", column=column_phrase(column), reason=reason)


def joined(cells: Iterable[Cell]) -> Cell:
    """What stands in several columns of one meaning: the only one, or their texts."""
    found = [cell for cell in cells if cell not in ("", None)]
    if len(found) < 2:
        return found[0] if found else None
    failed = next((cell for cell in found if isinstance(cell, CellError)), None)
    return failed or ", ".join(text_of(cell) for cell in found)
