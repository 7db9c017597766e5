"""Who stands beside whom in a column, and how wide columns are: pure arithmetic, no Textual."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from planner.programme import Entry
from screens.widgets.timeline_columns import Column
from screens.widgets.timeline_scale import Scale


@dataclass(frozen=True, slots=True)
class Slot:
    """An entry in its column: lines ``[first, last)``, lane ``lane`` of ``lanes`` side by side."""

    entry: Entry
    first: int
    last: int
    lane: int = 0
    lanes: int = 1


#: Slots that share lines, directly or through others; most often a single one.
Cluster = tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The clusters of one column, by time, and how many slots stand side by side at most."""

    clusters: tuple[Cluster, ...]
    lanes: int

    @property
    def slots(self) -> Iterable[Slot]:
        """All slots, by time."""
        return chain.from_iterable(self.clusters)


def arrange(entries: Iterable[Entry], scale: Scale) -> Arrangement:
    """Entries of one column, those that share lines side by side."""
    slots = [Slot(entry, *scale.lines_of(entry.span)) for entry in entries]
    slots.sort(key=lambda s: (s.first, s.entry.begin, -s.last, s.entry.activity.id))
    clusters: list[Cluster] = []
    cluster: list[Slot] = []
    ends: list[int] = []
    most = 1
    for slot in slots:
        if cluster and slot.first >= max(ends):
            clusters.append(_sharing(cluster, len(ends)))
            cluster, ends = [], []
        lane = next((n for n, end in enumerate(ends) if end <= slot.first), len(ends))
        ends[lane : lane + 1] = [slot.last]
        most = max(most, len(ends))
        cluster.append(replace(slot, lane=lane) if lane else slot)
    if cluster:
        clusters.append(_sharing(cluster, len(ends)))
    return Arrangement(tuple(clusters), most)


def _sharing(cluster: Iterable[Slot], lanes: int) -> Cluster:
    return tuple(cluster if lanes == 1 else (replace(slot, lanes=lanes) for slot in cluster))


class Arranger:
    """Arranges columns and remembers the last answer: only columns that changed cost time."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[Column, Arrangement]] = {}
        self._scale: Scale | None = None

    def __call__(self, columns: Iterable[Column], scale: Scale) -> list[Arrangement]:
        """The arrangement of each column."""
        known = self._known if scale == self._scale else {}
        self._known, self._scale = {}, scale
        for column in columns:
            before = known.get(column.id)
            if before is None or (before[0] is not column and before[0].entries != column.entries):
                before = (column, arrange(column.entries, scale))
            self._known[column.id] = before
        return [arrangement for _column, arrangement in self._known.values()]


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
