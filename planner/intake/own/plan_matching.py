"""Which activity of the plan a row of the sheet “Programme” is."""

from collections import defaultdict
from collections.abc import Set
from typing import TypeAlias

from planner.entities import Activity
from planner.intake.memory import KEYS_APART
from planner.intake.merging import Intake
from planner.intake.own.plan_rows import PlanRow
from planner.names import fold
from planner.publish.workbook_plan import references

#: The whole of a part, the title, and of what is no part when it begins.
_Slot: TypeAlias = tuple[str, str, int | None]


class Matches:
    """Finds activities by their reference, else by title and time, parts by title and whole.

    Where a row that this file had is gone, another one of that title is the same.
    ``keys``: the references that the sheet names; what has one of them is no other row.
    """

    def __init__(self, intake: Intake, keys: Set[str]) -> None:
        programme = intake.programme
        self._clock = programme.clock
        known = references(programme)
        self._by_key = {key: programme.activities[row_id] for row_id, key in known.items()}
        self._alike: dict[_Slot, Activity] = {}
        self._gone: dict[tuple[str, str], list[Activity]] = defaultdict(list)
        for activity in programme.activities.values():
            whole, title = activity.parent_id or "", fold(activity.title)
            said = intake.memory.rows.get(activity.id)
            if said is not None and keys.isdisjoint(said.key.split(KEYS_APART)):
                self._gone[whole, title].append(activity)
            elif said is None and known[activity.id] not in keys:
                begin = None if activity.start is None else self._clock.at(activity.start)
                self._alike.setdefault((whole, title, begin), activity)

    def find(self, row: PlanRow, parent_id: str | None) -> Activity | None:
        """To be asked once for each row: no activity is two of them."""
        if (known := self._by_key.get(row.key)) is not None:
            return known
        begin = self._clock.at(row.start) if parent_id is None else None
        whole, title = parent_id or "", fold(row.title)
        if (alike := self._alike.pop((whole, title, begin), None)) is not None:
            return alike
        gone = self._gone.pop((whole, title), [])
        return gone[0] if len(gone) == 1 else None
