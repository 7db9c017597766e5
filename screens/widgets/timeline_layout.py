"""Instants to rows, and who stands beside whom in a column: pure arithmetic, no Textual.

Rows are counted from the first instant of the day, so that the day on which summer time ends
has its repeated hour twice.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from planner.programme import Entry, Span
from screens.widgets.timeline_columns import Column


@dataclass(frozen=True, slots=True)
class Scale:
    """Instants to rows: the day from ``begin`` to ``end``, ``step`` minutes a row."""

    begin: int
    end: int
    step: int

    @property
    def rows(self) -> int:
        return -((self.begin - self.end) // self.step)

    def row_of(self, instant: int) -> int:
        """The row that contains an instant; the first or last one for instants outside."""
        return min(max((instant - self.begin) // self.step, 0), self.rows - 1)

    def instant_of(self, row: int) -> int:
        """The instant at which a row begins."""
        return self.begin + row * self.step

    def rows_of(self, span: Span) -> tuple[int, int]:
        """First row and the row after the last: at least one row, edges at the nearest line.

        Rounding both edges alike keeps activities that touch from sharing a row.
        """
        top = self.row_near(span.begin)
        return top, min(max(self._nearest(span.end), top + 1), self.rows)

    def row_near(self, instant: int) -> int:
        """The row in which something that begins at an instant is drawn."""
        return min(max(self._nearest(instant), 0), self.rows - 1)

    def _nearest(self, instant: int) -> int:
        return (2 * (instant - self.begin) + self.step) // (2 * self.step)


@dataclass(frozen=True, slots=True)
class Slot:
    """An entry in its column: rows ``[top, bottom)``, lane ``lane`` of ``lanes`` side by side."""

    entry: Entry
    top: int
    bottom: int
    lane: int = 0
    lanes: int = 1


def arrange(entries: Iterable[Entry], scale: Scale) -> tuple[Slot, ...]:
    """Entries of one column, those that share rows side by side; in order of time."""
    slots = [Slot(entry, *scale.rows_of(entry.span)) for entry in entries]
    slots.sort(key=lambda s: (s.top, s.entry.begin, -s.bottom, s.entry.activity.id))
    done: list[Slot] = []
    cluster: list[Slot] = []
    ends: list[int] = []
    for slot in slots:
        if cluster and slot.top >= max(ends):
            done += [replace(s, lanes=len(ends)) for s in cluster]
            cluster, ends = [], []
        lane = next((n for n, end in enumerate(ends) if end <= slot.top), len(ends))
        ends[lane : lane + 1] = [slot.bottom]
        cluster.append(replace(slot, lane=lane))
    return (*done, *(replace(s, lanes=len(ends)) for s in cluster))


class Arranger:
    """Arranges columns and remembers the last answer: only columns that changed cost time."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[tuple[Entry, ...], tuple[Slot, ...]]] = {}
        self._scale: Scale | None = None

    def __call__(self, columns: Iterable[Column], scale: Scale) -> list[tuple[Slot, ...]]:
        """The slots of each column."""
        known = self._known if scale == self._scale else {}
        self._known, self._scale = {}, scale
        found = []
        for column in columns:
            entries, slots = known.get(column.id, (None, ()))
            if entries != column.entries:
                slots = arrange(column.entries, scale)
            self._known[column.id] = (column.entries, slots)
            found.append(slots)
        return found


def widths(least: Sequence[int], available: int) -> list[int]:
    """Widths of columns that need at least ``least`` cells each and fill ``available``.

    As equal as possible; wider than ``available`` in total when that is too little.
    """
    chosen = list(least)
    spare = available - sum(chosen)
    order = sorted(range(len(chosen)), key=lambda n: (chosen[n], n))
    for count, n in enumerate(order, 1):
        if spare <= 0:
            break
        # Raise the narrowest ``count`` columns to the level of the next one, or to the brim.
        level = chosen[order[count]] if count < len(order) else chosen[n] + spare
        gain = min((level - chosen[n]) * count, spare)
        each, extra = divmod(gain, count)
        for rank, index in enumerate(sorted(order[:count])):
            chosen[index] += each + (rank < extra)
        spare -= gain
    return chosen
