"""The sheet “Programme” of our own workbooks comes in again: activities, parts, who takes part.

What the sheet does not hold stays as it is: tours and vehicles, what is pinned, who has
confirmed, internal notes.
"""

from collections.abc import Iterator, Sequence
from functools import partial

from planner.errors import InvalidValue
from planner.intake.cells import text_of
from planner.intake.dry_run import Entry
from planner.intake.listing import Cells, Listing
from planner.intake.merging import Intake, Taken
from planner.intake.moments import Moments
from planner.intake.own.plan_activities import ActivityTaker
from planner.intake.own.plan_rows import PlanRow, read_row
from planner.intake.own.plan_words import headers, language_of
from planner.intake.review import Choices, LeftOut, Place
from planner.publish.labels import Labels


class PlanTable:
    """Takes in the rows: all are read before the first is taken in, parts come last."""

    def __init__(self, intake: Intake, choices: Choices) -> None:
        self._intake = intake
        self._choices = choices

    def entries(self, rows: Sequence[tuple[Place, Cells]]) -> Iterator[Entry]:
        edition = self._intake.programme.edition
        moments = Moments(edition)
        read = [_read(moments, place, cells) for place, cells in rows]
        kinds = (text_of(cells.get("kind")) for _place, cells in rows)
        taker = ActivityTaker(
            self._intake,
            self._choices,
            Labels(language_of(kinds, edition.language)),
            [row for row in read if isinstance(row, PlanRow)],
        )
        found = list(zip(rows, read, strict=True))
        found.sort(key=lambda one: isinstance(one[1], PlanRow) and one[1].whole != "")
        for (place, cells), row in found:
            yield Entry(place, text_of(cells.get("title")), partial(_take, taker, row))


def _read(moments: Moments, place: Place, cells: Cells) -> PlanRow | InvalidValue | LeftOut:
    """The row, or why it is none."""
    try:
        return read_row(moments, place, cells)
    except (InvalidValue, LeftOut) as reason:
        return reason


def _take(taker: ActivityTaker, row: PlanRow | InvalidValue | LeftOut) -> Iterator[Taken]:
    if not isinstance(row, PlanRow):
        raise row
    yield from taker.take(row)


PLAN = Listing("programme", headers(), (("title",), ("start",), ("kind",), ("part_of",)), PlanTable)
