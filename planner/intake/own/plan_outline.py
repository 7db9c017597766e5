"""Which row of the sheet “Programme” is a part of which, and in which order parts stand."""

from collections import defaultdict
from collections.abc import Iterable

from planner.errors import InvalidValue
from planner.intake.own.plan_rows import PlanRow
from planner.names import fold
from planner.phrases import Phrase
from planner.programme import Programme
from planner.publish.workbook_plan import references


class Outline:
    """Finds the wholes of parts: by title, and where several have it, by time and place."""

    def __init__(self, programme: Programme, rows: Iterable[PlanRow]) -> None:
        self._programme = programme
        self._keys = references(programme)
        self._wholes: dict[str, list[PlanRow]] = defaultdict(list)
        parts: list[PlanRow] = []
        for row in rows:
            if row.whole:
                parts.append(row)
            else:
                self._wholes[fold(row.title)].append(row)
        self._order: dict[str, list[str]] = defaultdict(list)
        for part in sorted(parts, key=self._time):
            if (whole := self._find(part)) is not None:
                self._order[whole.key].append(part.key)

    def whole_of(self, part: PlanRow) -> PlanRow:
        """Raises InvalidValue where the sheet has none."""
        if (whole := self._find(part)) is None:
            raise InvalidValue(
                "part_of", Phrase("No activity of this sheet is called “{text}”.", text=part.whole)
            )
        return whole

    def _find(self, part: PlanRow) -> PlanRow | None:
        """The last one of that title that has begun when the part begins, else the first.

        Of several that begin together it is the nearest one above.
        """
        same = self._wholes.get(fold(part.whole), ())
        begin, line = self._time(part)

        def nearness(row: PlanRow) -> tuple[int, bool, int]:
            return self._time(row)[0], row.place.row < line, row.place.row

        begun = [row for row in same if self._time(row)[0] <= begin]
        return max(begun, key=nearness) if begun else min(same, key=self._time, default=None)

    def _time(self, row: PlanRow) -> tuple[int, int]:
        return self._programme.clock.at(row.start), row.place.row

    def position(self, whole: PlanRow, parent_id: str, part: PlanRow) -> int | None:
        """Where a part stands in its whole; None where the plan has the same order."""
        order = self._order[whole.key]
        there = (self._keys[a.id] for a in self._programme.parts.get(parent_id, ()))
        known = [key for key in there if key in order]
        return None if known == order else order.index(part.key)
