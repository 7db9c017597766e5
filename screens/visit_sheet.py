"""What the matrix of festival items and delegations shows: pure, no Textual."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

from planner.conflicts import Severity
from planner.entities import Activity, Delegation
from planner.phrases import N_, _, short_date
from planner.programme import Programme
from screens.kinds import LOOKS
from screens.state import State
from screens.visit_cells import VisitCells
from screens.visit_filter import (
    VisitFilter,
    chosen_delegations,
    chosen_items,
    day_of,
    field_name,
    field_of,
    items_of,
)
from screens.widgets.list_rows import ColumnSpec, Heading, Layout, Line, ListRow, Run
from screens.widgets.matrix_parts import MatrixCell, MatrixColumn

LEGEND = N_(
    "● all  ◐2 two of them  ☆1 wished (1 must)  × busy then  ~ partly busy  » too short a way"
    "  – not there"
)
FILLS = "▁▂▃▄▅▆▇█"
SEVERITY_STYLES = {
    Severity.BLOCKING: "error",
    Severity.WARNING: "warning",
    Severity.TO_CHECK: "muted",
}


def item_layout() -> Layout:
    """The columns of an item."""
    return Layout(
        (
            ColumnSpec(_("Time"), 5, 5),
            ColumnSpec(_("Festival item"), 17, 44),
            ColumnSpec(_("Place"), 8, 24, rank=3),
            ColumnSpec(_("Lang."), 5, 5, rank=4),
            ColumnSpec(_("Seats"), 7, 8, rank=1, right=True),
            ColumnSpec("", 1, 1, rank=2),
            ColumnSpec("", 1, 1),
        )
    )


def city_layout() -> Layout:
    """The columns of a delegation, where the matrix is turned."""
    return Layout(
        (
            ColumnSpec(_("Delegation"), 14, 26),
            ColumnSpec(_("People"), 3, 6, rank=2, right=True),
            ColumnSpec(_("Items"), 7, 8),
            ColumnSpec(_("Creative field"), 10, 24, rank=3),
        )
    )


@dataclass(frozen=True, slots=True)
class LateRow:
    """A row whose cells are only made when it comes into view."""

    key: str
    layout: Layout
    make: Callable[[], tuple[Run, ...]]
    is_heading: bool = False

    def height(self, width: int) -> int:
        return 1

    def lines(self, width: int) -> Sequence[Line]:
        return [self.layout.line(self.make(), width)]


class VisitSheet:
    """Rows, columns and cells for one state and filter: an item a row, a delegation a column."""

    def __init__(self, state: State, wanted: VisitFilter, layout: Layout) -> None:
        self.state, self.wanted, self.layout = state, wanted, layout
        self.programme = state.programme
        self.cells = VisitCells(state.programme)

    @cached_property
    def delegations(self) -> tuple[Delegation, ...]:
        return chosen_delegations(self.cells, self.wanted)

    @cached_property
    def all_items(self) -> tuple[Activity, ...]:
        """Every item of the festival, whatever the filter."""
        return items_of(self.programme)

    @cached_property
    def items(self) -> tuple[Activity, ...]:
        return chosen_items(self.cells, self.wanted, self.all_items, self.delegations)

    @property
    def label(self) -> str:
        """What the figures below the titles of the columns are."""
        return _("Items taken, ☆ wishes open")

    @cached_property
    def columns(self) -> tuple[MatrixColumn, ...]:
        return tuple(MatrixColumn(d.id, d.name) for d in self.delegations)

    @cached_property
    def rows(self) -> tuple[ListRow, ...]:
        return tuple(self._rows())

    def _rows(self) -> Iterator[ListRow]:
        last: object = ""
        for activity in self.items:
            if (day := day_of(self.programme, activity)) != last:
                yield Heading(f"day {day}", short_date(day) if day else _("Unplaced"))
                last = day
            yield LateRow(activity.id, self.layout, partial(self._titles, activity))

    def _titles(self, activity: Activity) -> tuple[Run, ...]:
        start = self.programme.start(activity)
        severity = self.state.marks.get(activity.id)
        return (
            Run(f"{start:%H:%M}" if start else "--:--", "muted"),
            Run(f"{LOOKS[activity.kind].sign} {_title(activity)}"),
            Run(self.programme.site_name(activity.site_id), "muted"),
            Run(activity.language or "", "muted"),
            *seats(self.programme, activity),
            Run(severity.sign, SEVERITY_STYLES[severity]) if severity is not None else Run(""),
        )

    def pair(self, row: str, column: str) -> tuple[str, str]:
        """Ids of the activity and the delegation of a cell."""
        return row, column

    def cell(self, row: str, column: str) -> MatrixCell:
        return self.cells.cell(*self.pair(row, column))

    def head(self, column: str) -> MatrixCell:
        """The figure below the title of a column."""
        return self.cells.total(column)


class TurnedSheet(VisitSheet):
    """The other way round: a delegation a row, an item a column."""

    @property
    def label(self) -> str:
        return _("What begins then")

    @cached_property
    def columns(self) -> tuple[MatrixColumn, ...]:
        return tuple(MatrixColumn(a.id, self._when(a)) for a in self.items)

    def _when(self, activity: Activity) -> str:
        start = self.programme.start(activity)
        if start is None:
            return _("Unplaced")
        return f"{start:%H:%M}" if self.wanted.day else f"{start.day} {start:%H:%M}"

    def _rows(self) -> Iterator[ListRow]:
        for delegation in self.delegations:
            yield LateRow(delegation.id, self.layout, partial(self._facts, delegation))

    def _facts(self, delegation: Delegation) -> tuple[Run, ...]:
        heads = self.programme.heads_of(delegation.id)
        return (
            Run(delegation.name),
            Run("?" if heads is None else str(heads), "muted"),
            Run(self.cells.total(delegation.id).text),
            Run(field_name(self.programme, field_of(self.programme, delegation)), "muted"),
        )

    def pair(self, row: str, column: str) -> tuple[str, str]:
        return column, row

    def head(self, column: str) -> MatrixCell:
        return MatrixCell(_title(self.programme.activities[column]))


def _title(activity: Activity) -> str:
    return activity.title or _(LOOKS[activity.kind].name)


def seats(programme: Programme, activity: Activity) -> tuple[Run, Run]:
    """``12/20`` and a bar; a ``?`` where the capacity is unknown, ``+`` where heads are."""
    heads, complete = programme.head_count(activity.id)
    text = f"{heads}{'' if complete else '+'}/{activity.capacity or '?'}"
    if activity.capacity is None:
        return Run(text, "muted"), Run("")
    if heads > activity.capacity:
        return Run(text, "error"), Run(FILLS[-1], "error")
    full = min(heads * len(FILLS) // activity.capacity, len(FILLS) - 1)
    style = "text" if heads else "muted"
    return Run(text, style), Run(FILLS[full] if heads else "", style)
