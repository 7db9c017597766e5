"""A sheet of the workbook as plain values, before it is written."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, auto
from typing import NamedTuple, TypeAlias

from planner.publish import labels as words
from planner.publish.change_words import END, START
from planner.publish.items import Heads
from planner.publish.labels import Labels

#: Excel's numbers for sizes of paper.
A3, A4 = 8, 9
#: ``datetime`` is wall-clock time of the edition, ``None`` is not known.
Cell: TypeAlias = str | int | Heads | date | datetime | None


class Look(Enum):
    """What a column holds; of a ``TIME`` the day stands in another column."""

    TEXT = auto()
    NUMBER = auto()
    MINUTES = auto()
    DAY = auto()
    TIME = auto()
    MOMENT = auto()


class Column(NamedTuple):
    """``width`` in characters."""

    heading: str
    width: int
    look: Look = Look.TEXT


@dataclass(frozen=True, slots=True)
class Table:
    """``frozen``: how many columns stay in sight, ``across``: how many pages it is wide in print.

    ``paper`` is ``A3`` or ``A4``.  ``by_day``: the first column is the day, and a line stands above
    each new one.
    """

    name: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    frozen: int
    paper: int = A4
    by_day: bool = True
    across: int = 1


def time_columns(labels: Labels) -> tuple[Column, ...]:
    """Day, beginning and end, with which every sheet of a plan begins."""
    return (
        Column(labels(words.DAY), 17, Look.DAY),
        Column(labels(START), 11, Look.TIME),
        Column(labels(END), 11, Look.TIME),
    )
