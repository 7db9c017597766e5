"""The meetings of a day as a grid: time down; tables, hosts or delegations across.  Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import Enum
from functools import cached_property, partial

from models.words import ActivityStatus, HostKind
from planner.entities import Activity
from planner.free_time import busy_spans, closed_spans
from planner.meetings import Table, meetings, name_of, people_of, tables
from planner.phrases import N_, _
from planner.programme import Programme, Span
from screens.state import State
from screens.visit_sheet import SEVERITY_STYLES, LateRow
from screens.widgets.list_rows import ColumnSpec, Layout, ListRow, Run
from screens.widgets.matrix_parts import CellWidths, MatrixCell, MatrixColumn

#: A row every so many minutes, between these times of day; more where meetings begin or end.
STEP_MINUTES = 15
DAY_BEGINS, DAY_ENDS = time(9), time(18)
WIDTHS = CellWidths(narrow=14, readable=18, wide=34)
GOES_ON, DOUBLE, FREE = "┃", "✖", "+"
STATUS_SIGNS = {
    ActivityStatus.PLANNED: "○",
    ActivityStatus.REQUESTED: "?",
    ActivityStatus.CONFIRMED: "✓",
}
STATUS_STYLES = {
    ActivityStatus.PLANNED: "text",
    ActivityStatus.REQUESTED: "warning",
    ActivityStatus.CONFIRMED: "success",
}


class Across(Enum):
    """What the columns are."""

    TABLES = N_("by table")
    HOSTS = N_("by local actor")
    DELEGATIONS = N_("by delegation")


@dataclass(frozen=True, slots=True)
class InHand:
    """What is being placed: its people, how long it takes, and which meeting it is, if any."""

    people: tuple[str, ...]
    minutes: int
    site_id: str | None
    meeting_id: str | None = None


def in_hand(programme: Programme, meeting: Activity) -> InHand:
    """A meeting that somebody has picked up."""
    people = people_of(programme, meeting.id)
    return InHand(people, meeting.minutes, meeting.site_id, meeting.id)


def grid_layout(*, tells_who_is_free: bool = True) -> Layout:
    """The columns of a time; who is free only matters while something is being placed."""
    free = (ColumnSpec(_("All free?"), 6, 22),) if tells_who_is_free else ()
    return Layout((ColumnSpec(_("Time"), 5, 5), *free))


class MeetingGrid:
    """Rows, columns and cells of one day; a row's key is its instant."""

    def __init__(
        self, state: State, day: date, across: Across, layout: Layout, held: InHand | None = None
    ) -> None:
        """``held``: whose free times the rows and blank cells tell."""
        self.state, self.day, self.across, self.layout, self.held = (
            state, day, across, layout, held,
        )  # fmt: skip
        self.programme = state.programme

    # -- columns --------------------------------------------------------------------------

    @cached_property
    def columns(self) -> tuple[MatrixColumn, ...]:
        programme = self.programme
        match self.across:
            case Across.TABLES:
                found = tables(programme)
                return tuple(MatrixColumn(table_key(t), t.point) for t in found)
            case Across.HOSTS:
                hosts = sorted(self._hosts(), key=lambda pair: (pair[1].casefold(), pair[0]))
                return tuple(MatrixColumn(*host) for host in hosts)
            case _:
                return tuple(MatrixColumn(d.id, d.name) for d in programme.active_delegations)

    def _hosts(self) -> Iterator[tuple[str, str]]:
        """Local actors, and whoever else has a meeting."""
        busy = {
            person for m in meetings(self.programme) for person in people_of(self.programme, m.id)
        }
        for host in self.programme.hosts.values():
            if host.kind is HostKind.ACTOR or host.id in busy:
                yield host.id, host.name

    def head(self, column: str) -> MatrixCell:
        """How many meetings that day; at a table also where it is."""
        count = len(self._in_column.get(column, ()))
        if self.across is Across.TABLES:
            return MatrixCell(f"{count} · {self.programme.site_name(table_of(column).site_id)}")
        return MatrixCell(str(count))

    @property
    def label(self) -> str:
        """What the figures below the titles of the columns are."""
        return _("Meetings that day")

    # -- rows -----------------------------------------------------------------------------

    @cached_property
    def rows(self) -> tuple[ListRow, ...]:
        return tuple(
            LateRow(str(instant), self.layout, partial(self._titles, instant))
            for instant in self._instants
        )

    @cached_property
    def _today(self) -> tuple[tuple[Span, Activity], ...]:
        spans, day = self.programme.spans, self.programme.clock.day
        found = ((spans[a.id], a) for a in meetings(self.programme) if a.id in spans)
        return tuple((span, a) for span, a in found if day(span.begin) == self.day)

    @cached_property
    def _instants(self) -> tuple[int, ...]:
        at = self.programme.clock.at
        begin, end = (at(datetime.combine(self.day, t)) for t in (DAY_BEGINS, DAY_ENDS))
        begin = min([begin, *(span.begin for span, _a in self._today)])
        end = max([end, *(span.end for span, _a in self._today)])
        edges = {edge for span, _a in self._today for edge in span}
        regular = range(begin - begin % STEP_MINUTES, end, STEP_MINUTES)
        return tuple(sorted({e for e in {*regular, *edges} if e < end}))

    def _titles(self, instant: int) -> tuple[Run, ...]:
        wall = self.programme.clock.wall(instant)
        titles = (Run(f"{wall:%H:%M}", "strong"), self._freedom(instant))
        return titles[: len(self.layout.columns)]

    def _freedom(self, instant: int) -> Run:
        """Whether all who are in hand are free from then on, else who is not."""
        if self.held is None:
            return Run("")
        span = Span(instant, instant + self.held.minutes)
        busy = [p for p in self.held.people if any(s.overlaps(span) for s in self._busy[p])]
        if not busy and any(s.overlaps(span) for s in self._closed):
            return Run(_("× closed"), "muted")
        if not busy:
            return Run(_("✓ free"), "success")
        names = ", ".join(name_of(self.programme, person) for person in busy)
        return Run(f"× {names}", "muted")

    @cached_property
    def _busy(self) -> dict[str, list[Span]]:
        if self.held is None:
            return {}
        site, mine = self.held.site_id, {self.held.meeting_id or ""}
        return {p: list(busy_spans(self.programme, [p], site, mine)) for p in self.held.people}

    @cached_property
    def _closed(self) -> list[Span]:
        site_id = self.held.site_id if self.held else None
        return list(closed_spans(self.programme, site_id, self.day))

    def is_free(self, instant: int) -> bool:
        """Whether all who are in hand are free from then on, and the place is open."""
        return self._freedom(instant).style == "success"

    # -- cells ----------------------------------------------------------------------------

    @cached_property
    def _in_column(self) -> dict[str, list[tuple[Span, Activity]]]:
        found: dict[str, list[tuple[Span, Activity]]] = {}
        for span, meeting in self._today:
            for key in self._keys(meeting):
                found.setdefault(key, []).append((span, meeting))
        return found

    def _keys(self, meeting: Activity) -> set[str]:
        """The columns in which a meeting stands."""
        if self.across is Across.TABLES:
            if meeting.site_id is None or not meeting.meeting_point:
                return set()
            return {table_key(Table(meeting.site_id, meeting.meeting_point))}
        if self.across is Across.HOSTS:
            return set(people_of(self.programme, meeting.id))
        return set(self.programme.delegations_in(meeting.id))

    def meetings_at(self, row: str, column: str) -> list[Activity]:
        """What takes place in a cell: more than one is a double booking."""
        instant = int(row)
        following = next((i for i in self._instants if i > instant), instant + STEP_MINUTES)
        window = Span(instant, following)
        return [a for span, a in self._in_column.get(column, ()) if span.overlaps(window)]

    def cell(self, row: str, column: str) -> MatrixCell:
        found = self.meetings_at(row, column)
        if len(found) > 1:
            return MatrixCell(f"{DOUBLE}{len(found)} {self._words(found[-1], column)}", "error")
        if not found:
            free = self.held is not None and self._may_stand(column) and self.is_free(int(row))
            return MatrixCell(FREE, "success") if free else MatrixCell()
        (meeting,) = found
        if self.programme.spans[meeting.id].begin < int(row):
            return MatrixCell(GOES_ON, STATUS_STYLES[meeting.status])
        severity = self.state.marks.get(meeting.id)
        sign = severity.sign if severity is not None else STATUS_SIGNS[meeting.status]
        style = SEVERITY_STYLES[severity] if severity is not None else STATUS_STYLES[meeting.status]
        return MatrixCell(f"{sign} {self._words(meeting, column)}", style)

    def _may_stand(self, column: str) -> bool:
        """At any table; else only where the host or delegation is one of those in hand."""
        if self.held is None or self.across is Across.TABLES:
            return True
        members = {d.id for d in self.programme.delegates_of.get(column, ())}
        return bool({column, *members} & set(self.held.people))

    def _words(self, meeting: Activity, column: str) -> str:
        """Who meets: delegations first; a column's own host or delegation goes without saying."""
        programme = self.programme
        delegations = programme.delegations_in(meeting.id)
        hosts = [p for p in people_of(programme, meeting.id) if p in programme.hosts]
        people = [p for p in (*delegations, *hosts) if p != column]
        return " – ".join(name_of(programme, p) for p in people or [column])


def table_key(table: Table) -> str:
    return f"{table.site_id}|{table.point}"


def table_of(key: str) -> Table:
    return Table(*key.split("|", 1))
