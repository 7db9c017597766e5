"""The master grid: who does what when, for the team, on A3 with a page for each day.

More delegations than fit side by side are set in groups by name, each on a page of its own.  What
is too long for its cell is shortened and stands in full under a number below the table.  It holds
no diet, no phone and no name of a person but where a title has one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from planner.publish import grid_words, paper_words
from planner.publish import labels as words
from planner.publish.agenda import by_day
from planner.publish.copies import Copy
from planner.publish.frame import Frame, date_range, frame_of
from planner.publish.grid import DayPlan, Group, groups
from planner.publish.items import Item
from planner.publish.papers.grid_fit import (
    BELOW_GUTTER,
    BELOW_SIZE,
    Fitted,
    Note,
    Table,
    fitted,
    in_columns,
    rest_of,
)
from planner.publish.sheet import clock_note
from planner.publish.sheet_rows import RowMaker


@dataclass(frozen=True, slots=True)
class Notes:
    """Lines below the table, in columns; without columns there are none."""

    heading: str
    columns: tuple[tuple[Note, ...], ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A day of a group of delegations.

    ``opens``: it is the first page of its day.  ``group`` is empty where all delegations stand
    side by side.  ``remark`` tells of a change of the clocks, ``key`` what the signs mean, ``full``
    are the full texts, ``free`` is what nobody takes part in yet, ``idle`` tells whose day is
    empty.  ``grid`` is None where nobody has anything to do.
    """

    heading: str
    opens: bool
    group: str
    remark: str
    grid: Table | None
    key: str
    full: Notes
    free: Notes
    idle: str


@dataclass(frozen=True, slots=True)
class MasterGrid:
    """The words of the document; ``note_size`` in points, ``note_gutter`` in parts of it."""

    frame: Frame
    about: str
    time_heading: str
    note_size: float
    note_gutter: float
    pages: tuple[Page, ...]


def master_grid_words(copy: Copy) -> MasterGrid | None:
    """The master grid of an edition; None where nothing is planned."""
    if not copy.items:
        return None
    labels, edition = copy.labels, copy.programme.edition
    frame = frame_of(copy, labels(paper_words.MASTER_SCHEDULE))
    dates = date_range(labels, edition.festival_start, edition.festival_end)
    return MasterGrid(
        frame=frame,
        about=" · ".join((frame.recipient, labels(paper_words.FESTIVAL, dates=dates))),
        time_heading=labels(words.TIME),
        note_size=BELOW_SIZE,
        note_gutter=BELOW_GUTTER,
        pages=tuple(_Pages(copy).all()),
    )


class _Pages:
    """The pages of one copy."""

    def __init__(self, copy: Copy) -> None:
        self._labels = copy.labels
        self._programme = copy.programme
        self._rows = RowMaker(copy.programme, copy.recipient, copy.labels, copy.changed)
        self._groups = groups(copy.programme)
        self._days = dict(by_day(copy.items, copy.programme.clock))

    def all(self) -> Iterator[Page]:
        """Every day from the first to the last, those without any activity included."""
        for number in range(min(self._days).toordinal(), max(self._days).toordinal() + 1):
            day = date.fromordinal(number)
            yield from self._of_day(day, self._days.get(day, ()))

    def _of_day(self, day: date, items: Sequence[Item]) -> Iterator[Page]:
        plan = DayPlan(self._programme, self._rows, items)
        busy = [number for number, group in enumerate(self._groups) if not plan.is_idle(group)]
        free = tuple(Note("", e.time, e.title, rest_of(e)) for e in plan.free)
        idle = self._idle(plan)
        for number in busy[:-1]:
            yield self._page(day, plan, number, opens=number == busy[0])
        last = busy[-1] if busy else None
        yield self._page(day, plan, last, opens=len(busy) < 2, free=free, idle=idle)

    def _page(
        self,
        day: date,
        plan: DayPlan,
        number: int | None,
        *,
        opens: bool,
        free: Sequence[Note] = (),
        idle: str = "",
    ) -> Page:
        """The page of a group by its number, of none where nobody has anything to do."""
        found = self._fitted(plan, self._groups[number], free) if number is not None else None
        full = found.full if found is not None else ()
        return Page(
            heading=self._labels.day(day),
            opens=opens,
            group=self._name(number) if number is not None else "",
            remark=clock_note(self._programme, day, self._labels),
            grid=found.table if found is not None else None,
            key=self._key(found) if found is not None else "",
            full=Notes(self._labels(grid_words.FULL_TEXTS), in_columns(full)),
            free=Notes(self._labels(paper_words.NOBODY), in_columns(free)),
            idle=idle,
        )

    def _fitted(self, plan: DayPlan, group: Group, free: Sequence[Note]) -> Fitted:
        headings = [self._heading(delegation.id) for delegation in group]
        return fitted(plan.grid(group), headings, self._labels(words.TIME), free)

    def _heading(self, delegation_id: str) -> str:
        """``Caen (5)``: how many people, where that is known."""
        name = self._programme.delegations[delegation_id].name
        heads = self._programme.heads_of(delegation_id)
        return f"{name} ({heads})" if heads else name

    def _name(self, number: int) -> str:
        """``Arvika – Caen (1/30)``; empty where all stand side by side."""
        count, group = len(self._groups), self._groups[number]
        return f"{group[0].name} – {group[-1].name} ({number + 1}/{count})" if count > 1 else ""

    def _key(self, found: Fitted) -> str:
        signs = []
        if any(len(cell.entries) > 1 for cell in found.table.cells):
            signs.append(self._labels(grid_words.SEVERAL))
        if found.full:
            signs.append(self._labels(grid_words.SHORTENED))
        return " · ".join(signs)

    def _idle(self, plan: DayPlan) -> str:
        """Those who have nothing to do and whose group has no page for that."""
        groups = [group for group in self._groups if plan.is_idle(group)]
        if len(groups) == len(self._groups):
            return "" if plan.free else self._labels(paper_words.NOTHING)
        names = ", ".join(delegation.name for group in groups for delegation in group)
        return self._labels(grid_words.NOT_TODAY, names=names) if names else ""
