"""What a timeline shows side by side: days of a programme in columns, by whose days they are."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from models.words import Kind, Role
from planner.conflicts import Conflict, Severity
from planner.entities import Activity
from planner.phrases import _
from planner.programme import Entry, Programme, Span

#: Id of the column for what belongs to nobody, or to no place, yet.
NOBODY = ""


@dataclass(frozen=True)
class Column:
    """One column: ``id`` of what it stands for, ``title`` as the user typed it.

    ``entries`` are by time.  ``tentative``: not accepted yet.  ``travels``: somebody gets from
    one entry to the next, so that the way between them matters.
    """

    id: str
    title: str
    entries: tuple[Entry, ...] = ()
    sign: str = ""
    tentative: bool = False
    travels: bool = True

    @cached_property
    def hours(self) -> frozenset[int]:
        """The hours (instants // 60) in which there is anything."""
        return frozenset(
            hour for e in self.entries for hour in range(e.begin // 60, -(-e.end // 60))
        )


def window_of(programme: Programme, days: Sequence[date]) -> Span:
    """From the instant at which the first day begins to that at which the last one ends."""
    clock = programme.clock
    return Span(clock.midnight(days[0]), clock.midnight(days[-1] + timedelta(days=1)))


def columns_by_site(programme: Programme, days: Sequence[date]) -> tuple[Column, ...]:
    """One column a site that is used on these days; activities without a place come last."""
    window = window_of(programme, days)
    columns = [
        Column(site_id, programme.site_name(site_id), entries, travels=False)
        for site_id, rows in programme.by_site.items()
        if (entries := within(rows, window))
    ]
    placeless = tuple(
        entry_of(programme, a.id)
        for a in touching(programme, days)
        if a.site_id is None and a.kind is not Kind.TRANSFER
    )
    columns = _by_title(columns)
    if placeless:
        columns.append(Column(NOBODY, _("No place yet"), placeless, tentative=True, travels=False))
    return tuple(columns)


def columns_by_host(programme: Programme, days: Sequence[date]) -> tuple[Column, ...]:
    """One column a host who has something to do on these days."""
    window = window_of(programme, days)
    return tuple(
        _by_title(
            Column(host.id, host.name, entries)
            for host in programme.hosts.values()
            if (entries := within(programme.own_entries(host.id), window))
        )
    )


def columns_by_vehicle(programme: Programme, days: Sequence[date]) -> tuple[Column, ...]:
    """One column a vehicle, those that stand still included."""
    window = window_of(programme, days)
    return tuple(
        _by_title(
            Column(v.id, v.name, within(programme.by_vehicle.get(v.id, ()), window))
            for v in programme.vehicles.values()
        )
    )


def marks_of(conflicts: Iterable[Conflict]) -> Mapping[str, Severity]:
    """The worst severity of each activity that a conflict concerns."""
    marks: dict[str, Severity] = {}
    for conflict in conflicts:
        for activity_id in conflict.activities:
            marks[activity_id] = min(conflict.severity, marks.get(activity_id, conflict.severity))
    return marks


def within(entries: Iterable[Entry], window: Span) -> tuple[Entry, ...]:
    """The entries of which at least a minute lies in ``window``."""
    begin, end = window
    return tuple(e for e in entries if e.begin < end and begin < e.end)


def touching(programme: Programme, days: Sequence[date]) -> tuple[Activity, ...]:
    """The activities (no parts) of some days, each once, by time."""
    if len(days) == 1:
        return programme.on_day(days[0])
    return tuple({a.id: a for day in days for a in programme.on_day(day)}.values())


def entry_of(programme: Programme, activity_id: str) -> Entry:
    """A placed activity as an entry of nobody in particular."""
    span = programme.spans[activity_id]
    return Entry(span.begin, span.end, programme.activities[activity_id], Role.ATTENDS)


def _by_title(columns: Iterable[Column]) -> list[Column]:
    return sorted(columns, key=lambda column: (column.title.casefold(), column.id))
