"""Taking in opening hours: those of a day are one value, as they are to people.

The windows of a day that a list names are replaced as a whole.  Where the organiser has changed
them since the last import, his stay and both are told.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import time

from planner.edits.core import new_id
from planner.entities import Opening
from planner.errors import InvalidValue
from planner.hours import Hours, format_hours, hours_of
from planner.intake.merging import Difference, Intake, Taken
from planner.intake.places.week import WEEKDAY_COLUMNS, Day
from planner.phrases import Phrase

#: Opening and closing time of an :class:`Opening`.
Window = tuple[time | None, time | None]
CLOSED: Window = (None, None)


class HoursTaker:
    """Takes in the hours of places, day by day."""

    def __init__(self, intake: Intake) -> None:
        self._intake = intake
        self._rows: dict[tuple[str, Day], list[Opening]] = defaultdict(list)
        for row in intake.programme.openings.values():
            day = row.day if row.weekday is None else row.weekday
            if day is not None:
                self._rows[row.site_id, day].append(row)
        self._told: dict[tuple[str, Day], Hours] = {}

    def take(self, key: str, site_id: str, wanted: Mapping[Day, Hours]) -> Iterator[Taken]:
        """Take in the hours of some days; ``key``: the identity of the place in the file.

        Raises InvalidValue where the file contradicts itself.
        """
        for day, hours in wanted.items():
            if self._told.get((site_id, day), hours) != hours:
                raise InvalidValue(
                    column_of(day), Phrase("Another row of this file says something else.")
                )
        for day, hours in wanted.items():
            if (site_id, day) not in self._told:
                yield self._day(f"{key} {day}", site_id, day, hours)
        self._told.update({(site_id, day): hours for day, hours in wanted.items()})

    def _day(self, key: str, site_id: str, day: Day, hours: Hours) -> Taken:
        rows = sorted(self._rows.get((site_id, day), ()), key=lambda o: (o.opens or time(), o.id))
        ours, before = hours_of(rows), self._windows_before(key)
        by_hand = bool(before) and hours_of_windows(before) != ours
        difference = Difference(column_of(day), format_hours(ours), format_hours(hours))
        if by_hand and ours != hours and not self._intake.overwrites:
            self._say(key, site_id, day, before)
            return Taken(rows[0] if rows else None, kept=(difference,))
        said = self._say(key, site_id, day, hours or (CLOSED,), rows)
        for row in rows:
            if row.id not in {window.id for window in said}:
                self._intake.drop(row)
        return Taken(said[0], changed=() if ours == hours else (difference,))

    def _windows_before(self, key: str) -> list[Window]:
        """What the file said of the day when it was imported last; empty if it said nothing."""
        found = list[Window]()
        while values := self._intake.said_before(Opening, f"{key} {len(found)}"):
            found.append((values["opens"], values["closes"]))
        return found

    def _say(
        self,
        key: str,
        site_id: str,
        day: Day,
        windows: Sequence[Window],
        rows: Sequence[Opening] = (),
    ) -> list[Opening]:
        """Take in the windows of a day one by one, in the place of ``rows``."""
        weekday, dated = (day, None) if isinstance(day, int) else (None, day)
        said = list[Opening]()
        for n, (opens, closes) in enumerate(windows):
            taken = self._intake.take(
                f"{key} {n}",
                rows[n] if n < len(rows) else None,
                Opening(new_id(), site_id, weekday, dated),
                {"opens": opens, "closes": closes},
            )
            said += [taken.row] if isinstance(taken.row, Opening) else []
        return said


def hours_of_windows(windows: Sequence[Window]) -> Hours:
    return tuple((a, b) for a, b in windows if a is not None and b is not None)


def column_of(day: Day) -> str:
    """What the hours of a day are called in a review."""
    return WEEKDAY_COLUMNS[day] if isinstance(day, int) else day.isoformat()
